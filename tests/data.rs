//! Files of RDF asked in place of a store: which graph is which, what stands twice, and what is wrong with a file.

use assert_cmd::Command;
use predicates::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TURTLE: &str =
    "@prefix : <http://x/> .\n:a :p :b , [ :q 1 ] .\n:a :p _:x . _:x :q 2 . :a :is <rel> .\n";
const TRIG: &str =
    "@prefix : <http://x/> .\n:d :p _:x .\n:g1 { :a :p :b }\n:g2 { :a :p :b , :c }\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ttl"), TURTLE).unwrap();
    fs::write(folder.path().join("b.trig"), TRIG).unwrap();
    fs::write(folder.path().join("empty.nt"), "").unwrap();
    folder
}

fn tacheron(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(folder)
        .env("TACHERON_STORE", "there/is/none.nq")
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .arg("query");
    command
}

/// The rows in TSV, without the head.
fn rows(folder: &Path, args: &[&str]) -> Vec<String> {
    let outcome = tacheron(folder)
        .args(args)
        .args(["--format", "tsv"])
        .assert()
        .success()
        .stderr("");
    String::from_utf8(outcome.get_output().stdout.clone())
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| line.replace("http://x/", ""))
        .collect()
}

#[test]
fn the_default_graph_of_the_files_is_the_default_graph() {
    let folder = folder();
    let files = ["--data", "a.ttl", "--data", "b.trig"];
    let ask = |query: &str| {
        let query = format!("PREFIX : <http://x/> {query}");
        rows(folder.path(), &[&files[..], &["-e", &query]].concat())
    };
    assert_eq!(ask("SELECT ?o { :a :p ?o FILTER isIRI(?o) }"), ["<b>"]);
    assert_eq!(
        ask("SELECT ?g ?o { GRAPH ?g { :a :p ?o } }"),
        ["<g1>\t<b>", "<g2>\t<b>", "<g2>\t<c>"]
    );
    // `_:x` of one file is not that of the other.
    assert_eq!(ask("SELECT ?x { :d :p ?x . ?x :q ?n }"), [""; 0]);
    assert_eq!(ask("SELECT ?n { :a :p ?x . ?x :q ?n }"), ["1", "2"]);
}

#[test]
fn all_graphs_are_one_when_asked_for_and_what_two_say_is_there_once() {
    let folder = folder();
    let count = "PREFIX : <http://x/> SELECT (COUNT(*) AS ?n) { :a :p :b }";
    let merged = count.replace('{', "FROM :g1 FROM :g2 {");
    let one = ["--data", "b.trig", "-e"];
    assert_eq!(rows(folder.path(), &[&one[..], &[count]].concat()), ["0"]);
    assert_eq!(rows(folder.path(), &[&one[..], &[&merged]].concat()), ["1"]);
    assert_eq!(
        rows(folder.path(), &[&one[..], &[count, "--union"]].concat()),
        ["1"]
    );
    assert_eq!(
        rows(
            folder.path(),
            &[
                "--data",
                "b.trig",
                "-e",
                "PREFIX : <http://x/> SELECT ?o FROM NAMED :g2 { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
            ]
        ),
        ["<b>", "<c>"]
    );
}

#[test]
fn files_are_named_graphs_under_a_name_or_their_own_iri() {
    let folder = folder();
    let path = fs::canonicalize(folder.path()).unwrap();
    let own = |file: &str| format!("<file://{}>", path.join(file).display());
    let graphs = rows(
        folder.path(),
        &[
            "--named-graph",
            "http://g/?a=b=a.ttl",
            "--named-graph",
            "empty.nt",
            "-e",
            "SELECT ?g { GRAPH ?g {} }",
        ],
    );
    assert_eq!(graphs, [own("empty.nt"), "<http://g/?a=b>".to_owned()]);
    let query = "SELECT ?o { ?s <http://x/is> ?o }";
    let file = ["--data", "a.ttl", "-e", query];
    assert_eq!(rows(folder.path(), &file), [own("rel")]);
    let based = [&file[..], &["--base", "http://base/"]].concat();
    assert_eq!(rows(folder.path(), &based), ["<http://base/rel>"]);
}

#[test]
fn relative_iris_start_from_the_query_s_file_or_the_base() {
    let folder = folder();
    fs::write(folder.path().join("q.rq"), "SELECT ?s { ?s ?p <rel> }").unwrap();
    assert_eq!(
        rows(folder.path(), &["--data", "a.ttl", "q.rq"]),
        ["<a>"],
        "the query lies beside the data"
    );
    tacheron(folder.path())
        .args(["--data", "a.ttl", "-e", "SELECT ?s { ?s ?p <rel> }"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("<rel>").and(predicate::str::contains("--base")));
}

#[test]
fn every_format_of_rdf_is_read_and_unpacked() {
    let folder = folder();
    for (name, text) in [
        ("x.nt", "<http://x/a> <http://x/p> <http://x/b> ."),
        ("x.nq", "<http://x/a> <http://x/p> <http://x/b> ."),
        ("x.n3", "@prefix : <http://x/> . :a :p :b ."),
        (
            "x.jsonld",
            r#"{"@id":"http://x/a","http://x/p":{"@id":"http://x/b"}}"#,
        ),
        (
            "x.rdf",
            r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/"><rdf:Description rdf:about="http://x/a"><x:p rdf:resource="http://x/b"/></rdf:Description></rdf:RDF>"#,
        ),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let packed = PathBuf::from(format!("{}.gz", path.display()));
        let mut out =
            flate2::write::GzEncoder::new(fs::File::create(&packed).unwrap(), Default::default());
        std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
        out.finish().unwrap();
        for file in [path, packed] {
            let file = file.display().to_string();
            assert_eq!(
                rows(
                    folder.path(),
                    &["--data", &file, "-e", "SELECT * { ?s ?p ?o }"]
                ),
                ["<a>\t<p>\t<b>"],
                "{file}"
            );
        }
    }
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    let folder = folder();
    fs::write(
        folder.path().join("bad.ttl"),
        "@prefix : <http://x/> .\n:a :p ;; .\n:b :p\n",
    )
    .unwrap();
    fs::write(folder.path().join("x.txt"), "").unwrap();
    for (args, say) in [
        (vec!["--data", "bad.ttl"], "bad.ttl:"),
        (vec!["--data", "none.ttl"], "none.ttl"),
        (vec!["--data", "x.txt"], "expected .ttl"),
        (vec!["--named-graph", "http://g=b.trig"], "b.trig"),
        (vec!["--named-graph", "rel=a.ttl"], "absolute IRI"),
        (vec!["--named-graph", "http://g="], "IRI=FILE"),
        (vec!["--union"], "name files with --data"),
    ] {
        tacheron(folder.path())
            .args(&args)
            .args(["-e", "ASK {}"])
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(say));
    }
}

#[test]
fn blank_nodes_have_the_same_names_each_time() {
    let folder = folder();
    let ask = || {
        let query = "CONSTRUCT { ?x <http://x/made> [] } { ?s <http://x/p> ?x }";
        let outcome = tacheron(folder.path())
            .args(["--data", "a.ttl", "-e", query])
            .assert()
            .success();
        String::from_utf8(outcome.get_output().stdout.clone()).unwrap()
    };
    let first = ask();
    assert_eq!(first.lines().count(), 3, "{first}");
    assert_eq!(first, ask());
}
