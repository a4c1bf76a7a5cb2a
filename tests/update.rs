//! `tacheron update`: what it changes, what it refuses, and that it is all or nothing.

use assert_cmd::Command;
use predicates::prelude::*;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const CURATED: &str = "https://w3id.org/tacheron/id/graph/curated";
const POST: &str = "https://w3id.org/tacheron/id/post/the-people-behind-the-machine-1f2e3d4c";

/// A folder with a store of its own.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small.trig");
    fs::copy(small, folder.path().join("store.trig")).unwrap();
    folder
}

fn tacheron(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .env("TACHERON_STORE", folder.join("store.trig"))
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .args(args);
    command
}

fn update(folder: &Path, text: &str) -> assert_cmd::assert::Assert {
    tacheron(folder, &["update", "-e", text]).assert()
}

/// The rows of a query in TSV, without the head.
fn rows(folder: &Path, query: &str) -> Vec<String> {
    let outcome = tacheron(folder, &["query", "--format", "tsv", "-e", query])
        .assert()
        .success();
    String::from_utf8(outcome.get_output().stdout.clone())
        .unwrap()
        .lines()
        .skip(1)
        .map(str::to_owned)
        .collect()
}

/// All quads that the curated graph holds.
fn curated(folder: &Path) -> Vec<String> {
    rows(
        folder,
        &format!("SELECT ?s ?p ?o {{ GRAPH <{CURATED}> {{ ?s ?p ?o }} }}"),
    )
}

#[test]
fn what_is_inserted_stands_in_the_curated_graph_and_is_asked_with_the_rest() {
    let folder = folder();
    let said = "company:google tac:ownedBy company:alphabet";
    update(folder.path(), &format!("INSERT DATA {{ {said} }}"))
        .success()
        .stdout("1 triple added, 0 removed\n");
    assert_eq!(curated(folder.path()).len(), 1);
    let owner = "SELECT ?who { company:google tac:ownedBy ?who }";
    assert_eq!(
        rows(folder.path(), owner),
        ["<https://w3id.org/tacheron/id/company/alphabet>"]
    );
    update(folder.path(), &format!("INSERT DATA {{ {said} }}"))
        .success()
        .stdout(
            predicate::str::contains("0 triples added").and(predicate::str::contains("already")),
        );
    update(
        folder.path(),
        &format!("DELETE DATA {{ GRAPH <{CURATED}> {{ {said} }} }}"),
    )
    .success()
    .stdout("0 triples added, 1 removed\n");
    assert_eq!(rows(folder.path(), owner), [""; 0]);
}

#[test]
fn a_pattern_asks_all_graphs_and_a_fact_of_several_posts_is_there_once() {
    let folder = folder();
    update(
        folder.path(),
        "INSERT { ?who skos:editorialNote ?n } WHERE { { SELECT ?who (COUNT(*) AS ?n) { ?p tac:operatedBy ?who } GROUP BY ?who } }",
    )
    .success();
    // Three posts say that Microsoft runs UHRS: one fact.
    let note = "SELECT ?n { company:microsoft skos:editorialNote ?n }";
    assert_eq!(rows(folder.path(), note), ["1"]);
    update(
        folder.path(),
        "DELETE { ?s skos:editorialNote ?n } INSERT { ?s skos:editorialNote 'seen' } WHERE { ?s skos:editorialNote ?n }",
    )
    .success();
    assert_eq!(rows(folder.path(), note), ["\"seen\""]);
}

#[test]
fn what_posts_say_is_not_deleted() {
    let folder = folder();
    let before = fs::read(folder.path().join("store.trig")).unwrap();
    update(
        folder.path(),
        "DELETE WHERE { platform:uhrs tac:operatedBy ?who }",
    )
    .success()
    .stdout(predicate::str::contains("0 removed").and(predicate::str::contains("tacheron forget")));
    assert_eq!(before, fs::read(folder.path().join("store.trig")).unwrap());
}

#[test]
fn other_graphs_are_refused_and_nothing_is_written_of_the_rest() {
    let folder = folder();
    let before = fs::read(folder.path().join("store.trig")).unwrap();
    for text in [
        format!("INSERT DATA {{ GRAPH <{POST}> {{ <x:a> <x:b> <x:c> }} }}"),
        format!("WITH <{POST}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"),
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }".to_owned(),
        "INSERT DATA { <x:a> <x:b> <x:c> } ; CLEAR ALL".to_owned(),
        "DROP NAMED".to_owned(),
        format!("INSERT DATA {{ <x:a> <x:b> <x:c> }} ; COPY DEFAULT TO <{POST}>"),
        "INSERT DATA { <x:a> <x:b> <x:c> } ; LOAD <http://localhost:1/x.ttl>".to_owned(),
    ] {
        update(folder.path(), &text).code(2).stdout("").stderr(
            predicate::str::contains("update would change")
                .or(predicate::str::contains("localhost is not allowed")),
        );
        assert_eq!(
            before,
            fs::read(folder.path().join("store.trig")).unwrap(),
            "{text}"
        );
    }
    tacheron(
        folder.path(),
        &[
            "update",
            "--any-graph",
            "-e",
            &format!("CLEAR GRAPH <{POST}>"),
        ],
    )
    .assert()
    .success();
    let left = format!("SELECT ?s {{ GRAPH <{POST}> {{ ?s ?p ?o }} }}");
    assert_eq!(rows(folder.path(), &left), [""; 0]);
}

#[test]
fn operations_see_what_the_ones_before_them_changed() {
    let folder = folder();
    update(
        folder.path(),
        "INSERT DATA { <x:a> <x:p> 1 , 2 . _:n <x:q> _:n } ;
         DELETE DATA { <x:a> <x:p> 1 } ;
         INSERT { ?s <x:twice> ?o } WHERE { ?s <x:p> ?o } ;
         DELETE WHERE { <x:a> <x:p> ?o }",
    )
    .success();
    assert_eq!(
        curated(folder.path()),
        ["<x:a>\t<x:twice>\t2", "_:b1\t<x:q>\t_:b1"]
    );
    // A second blank node is another one.
    update(folder.path(), "INSERT DATA { _:n <x:q> _:n }").success();
    assert_eq!(curated(folder.path()).len(), 3);
    update(folder.path(), "CLEAR DEFAULT").success();
    assert_eq!(curated(folder.path()), [""; 0]);
}

#[test]
fn a_dry_run_shows_and_changes_nothing() {
    let folder = folder();
    let before = fs::read(folder.path().join("store.trig")).unwrap();
    tacheron(
        folder.path(),
        &[
            "update",
            "--dry-run",
            "-e",
            "INSERT DATA { <x:a> <x:b> 'c' }",
        ],
    )
    .assert()
    .success()
    .stdout(format!(
        "+ <x:a> <x:b> \"c\" <{CURATED}> .\n1 triple would be added, 0 would be removed\n"
    ));
    assert_eq!(before, fs::read(folder.path().join("store.trig")).unwrap());
}

#[test]
fn what_was_decided_survives_an_ingest() {
    let folder = folder();
    update(
        folder.path(),
        "INSERT DATA { company:google skos:note 'kept' }",
    )
    .success();
    let posts = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/posts/fr-05-note.txt");
    tacheron(folder.path(), &["ingest"])
        .arg(posts)
        .assert()
        .success();
    assert_eq!(curated(folder.path()).len(), 1);
}

#[test]
fn texts_come_from_files_and_standard_input_and_errors_name_the_place() {
    let folder = folder();
    let file = folder.path().join("change.ru");
    fs::write(&file, "INSERT DATA {\n  <x:a> <x:b> }\n").unwrap();
    tacheron(folder.path(), &["update"])
        .arg(&file)
        .assert()
        .code(2)
        .stderr(
            predicate::str::contains("change.ru, line 2, column 15")
                .and(predicate::str::contains("a value")),
        );
    tacheron(folder.path(), &["update", "-"])
        .write_stdin("INSERT DATA { <x:a> <x:b> 1 }")
        .assert()
        .success();
    for (text, say) in [
        ("SELECT * { ?s ?p ?o }", "tacheron query"),
        ("INSRT DATA { <x:a> <x:b> 1 }", "did you mean INSERT?"),
        ("INSERT { ?s ?p ?o }", "`WHERE`"),
    ] {
        update(folder.path(), text)
            .code(2)
            .stderr(predicate::str::contains(say));
    }
    update(
        folder.path(),
        "INSERT { ?p skos:note 'x' } WHERE { ?p tac:operateBy ?c }",
    )
    .success()
    .stderr(predicate::str::contains("did you mean tac:operatedBy?"));
}

#[test]
fn every_verb_shows_what_was_decided_and_says_that_no_post_does() {
    let folder = folder();
    update(
        folder.path(),
        "INSERT DATA {
            platform:uhrs tac:operatedBy company:alphabet ; skos:note 'no fact' ; tac:workersIn country:in .
            company:alphabet a tac:Company ; rdfs:label 'Alphabet' ; tac:basedIn place:mountain-view .
            place:mountain-view a tac:Place ; rdfs:label 'Mountain View'
        }",
    )
    .success();
    let said = |verb: &[&str]| {
        let outcome = tacheron(folder.path(), verb).assert().success();
        String::from_utf8(outcome.get_output().stdout.clone()).unwrap()
    };
    for (verb, shown) in [
        (&["who"][..], &["Alphabet"][..]),
        (
            &["who", "uhrs"],
            &[
                "  Microsoft (3 posts)\n",
                "  Alphabet (decided by hand)\n",
                "  India (1 post, decided by hand)\n",
            ],
        ),
        (
            &["explain", "uhrs", "operatedBy", "Alphabet"],
            &["decided by hand"],
        ),
        (
            &["path", "uhrs", "Mountain View"],
            &[
                "UHRS ─ operated by ─▶ Alphabet   [decided by hand]",
                "Alphabet ─ based in ─▶ Mountain View   [decided by hand]",
            ],
        ),
        (&["around", "Alphabet"], &["UHRS   [decided by hand]"]),
        (
            &["around", "India"],
            &["[1 post, decided by hand, 2018-06-12]"],
        ),
        (
            &["export", "--format", "csv-edges"],
            &["platform/uhrs,UHRS,Platform,https://w3id.org/tacheron/id/company/alphabet"],
        ),
        (&["export", "--format", "turtle"], &["company/alphabet"]),
        (
            &["export", "--format", "turtle", "--predicate", "operatedBy"],
            &["company/alphabet"],
        ),
    ] {
        let text = said(verb);
        for part in shown {
            assert!(text.contains(part), "{verb:?}: {part} in\n{text}");
        }
        assert!(
            !text.contains("no fact") || verb[0] == "export",
            "{verb:?}\n{text}"
        );
    }
    // All decided facts have one name, and yet each is chosen for itself.
    let text = said(&["who", "uhrs", "--predicate", "operatedBy"]);
    assert!(text.contains("Alphabet (decided by hand)"), "{text}");
    assert!(!text.contains("India"), "{text}");
    let row = |object: &str, text: &str| {
        let mut rows = text.lines().filter(|line| line.starts_with("UHRS "));
        let row = rows.find(|line| line.contains(object)).unwrap();
        row.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let text = said(&["show", "uhrs"]);
    assert_eq!(
        row("Alphabet", &text),
        ["UHRS", "operated", "by", "Alphabet", "0", "yes"]
    );
    assert!(
        row("Microsoft", &text).ends_with(&["3".to_owned()]),
        "{text}"
    );
    assert!(!text.contains("Not stated"), "{text}");
    // What is no longer decided is no longer shown.
    update(
        folder.path(),
        "DELETE WHERE { ?s tac:operatedBy company:alphabet }",
    )
    .success();
    assert!(!said(&["who"]).contains("Alphabet"));
}

#[test]
fn what_has_no_name_is_found_by_its_id() {
    let folder = folder();
    update(
        folder.path(),
        "INSERT DATA { platform:nameless a tac:Platform ; tac:operatedBy company:nobody }",
    )
    .success();
    let iri = "<https://w3id.org/tacheron/id/platform/nameless>";
    for name in ["platform/nameless", "platform:nameless", iri] {
        tacheron(folder.path(), &["show", name])
            .assert()
            .success()
            .stdout(predicate::str::contains("company/nobody"));
    }
    let nobody = ["query", "platforms-of", "--set", "company=company:nobody"];
    tacheron(folder.path(), &nobody)
        .assert()
        .success()
        .stdout(predicate::str::contains(iri));
    // An id that nothing has is no name either, and a post is no entity.
    for name in ["platform/nobody", POST] {
        tacheron(folder.path(), &["show", name])
            .assert()
            .code(2)
            .stderr(predicate::str::contains("nothing in the store is called"));
    }
}
