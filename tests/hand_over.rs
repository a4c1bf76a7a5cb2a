//! Every format of a graph, from `export` and from walks: what is chosen is what is written, and what
//! cannot be written is said in a line.

mod labour;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use labour::{quoted, view};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use tacheron::model::Choices;
use tacheron::walk;
use tacheron::write::{cytoscape, dataset, ftm, gexf, sqlite};

const TAC: &str = "https://w3id.org/tacheron/ontology#";

fn only(predicate: &str) -> Choices {
    Choices {
        predicates: vec![predicate.to_owned()],
        ..Choices::default()
    }
}

#[test]
fn chosen_facts_are_the_statements_that_belong_to_them() {
    let store = labour::store();
    let view = quoted(&store, &only("operatedBy"));
    let part = walk::subset(&store, &view).unwrap();
    for quad in &part {
        assert!(store.contains(quad).unwrap(), "{quad}");
    }
    let of = |predicate: &str| -> Vec<&Quad> {
        part.iter()
            .filter(|quad| quad.predicate.as_str() == predicate)
            .collect()
    };
    let facts: BTreeSet<String> = of(&format!("{TAC}operatedBy"))
        .iter()
        .map(|quad| format!("{} {}", quad.subject, quad.object))
        .collect();
    assert_eq!(facts.len(), view.edges.len());
    for other in ["usesPlatform", "workersIn", "basedIn", "affiliatedWith"] {
        assert!(of(&format!("{TAC}{other}")).is_empty(), "{other}");
    }
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    assert_eq!(of(&format!("{rdf}predicate")).len(), view.claims.len());
    let quotes = of("http://www.w3.org/ns/oa#exact");
    assert_eq!(quotes.len(), view.claims.len(), "each claim has its quote");
    // Entities are described, and those alone: with their speakers, who need be no node.
    let named = |iri: &str| {
        let known = |node: &tacheron::model::view::Node| node.iri == iri;
        view.nodes.iter().any(known) || view.speakers.iter().any(|speaker| speaker.iri == iri)
    };
    let labels = of("http://www.w3.org/2000/01/rdf-schema#label");
    assert!(!labels.is_empty());
    for quad in labels {
        let subject = quad.subject.to_string();
        assert!(named(subject.trim_matches(['<', '>'])), "{quad}");
    }
}

#[test]
fn json_ld_reads_as_plain_json_and_means_the_same() {
    let store = labour::store();
    let part = walk::subset(&store, &view(&only("operatedBy"))).unwrap();
    let format = RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    };
    let mut bytes = Vec::new();
    dataset::quads(part.clone(), format, &mut bytes).unwrap();
    let json: Value = serde_json::from_slice(&bytes).unwrap();
    let context = &json["@context"];
    assert_eq!(context["operatedBy"]["@id"], "tac:operatedBy");
    assert_eq!(context["operatedBy"]["@type"], "@id");
    assert_eq!(context["asOf"]["@type"], "xsd:date");
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("\"@id\": \"platform/ewoq\""));
    assert!(text.contains("\"operatedBy\": \"company/google\""));
    assert!(text.contains("\"@type\": \"Platform\""));

    let back = oxigraph::store::Store::new().unwrap();
    back.load_from_reader(RdfParser::from_format(format), &bytes[..])
        .unwrap();
    let before: BTreeSet<String> = part.iter().map(ToString::to_string).collect();
    let after: BTreeSet<String> = back.iter().map(|quad| quad.unwrap().to_string()).collect();
    assert_eq!(after, before);
}

#[test]
fn json_ld_holds_what_a_context_cannot_shorten() {
    let trig = r#"@prefix e: <https://w3id.org/tacheron/id/> .
@prefix tac: <https://w3id.org/tacheron/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/tacheron/id/place/a:b> tac:mixed "text", "texte"@fr, 7, "007"^^xsd:integer, 1.5, true, e:x, _:b .
<https://w3id.org/tacheron/id/> tac:mixed <https://other.example/mixed> .
_:b <https://other.example/mixed> 9007199254740993 , "a"^^<https://other.example/type> .
<mailto:a@example.org> a "no class" , <https://other.example/Class> , _:b .
<https://w3id.org/tacheron/id/../up> tac:operatedBy e:x ; <http://xmlns.com/foaf/0.1/mixed> e:x .
<https://w3id.org/tacheron/id/graph> { e:x tac:operatedBy <https://w3id.org/tacheron/id/a?b#c> . }"#;
    let store = labour::load(trig);
    let format = RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    };
    let mut bytes = Vec::new();
    dataset::dataset(&store, None, format, &mut bytes).unwrap();
    let back = oxigraph::store::Store::new().unwrap();
    back.load_from_reader(RdfParser::from_format(format), &bytes[..])
        .unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(&bytes)));
    let plain = |store: &oxigraph::store::Store| -> BTreeSet<String> {
        let quads = store.iter().map(|quad| quad.unwrap().to_string());
        // Blank nodes have other names each time; there is one of them here.
        quads
            .map(|quad| {
                let words = quad.split(' ').map(|word| match word.starts_with("_:") {
                    true => "_:b",
                    false => word,
                });
                words.collect::<Vec<_>>().join(" ")
            })
            .collect()
    };
    assert_eq!(plain(&back), plain(&store));
}

/// What Python's `sqlite3` answers; `None` where there is no Python.
fn sql(database: &[u8], questions: &[&str]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("graph.db");
    fs::write(&path, database).unwrap();
    let program = "import sqlite3, sys\nfor q in sys.argv[2:]:\n    print('|'.join(str(c) for row in sqlite3.connect(sys.argv[1]).execute(q) for c in row))";
    let output = Command::new("python3")
        .args(["-c", program])
        .arg(&path)
        .args(questions)
        .output();
    let Ok(output) = output else {
        eprintln!("left out: there is no python3 here, which reads SQLite");
        return None;
    };
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.lines().map(str::to_owned).collect())
}

#[test]
fn sqlite_reads_the_database_and_finds_no_fault() {
    let mut view = view(&Choices::default());
    // Texts of every length around that at which a row goes on in pages of its own.
    let lengths = (3800..4200).step_by(7).chain([9000, 50_000]);
    for (claim, length) in view.claims.iter_mut().zip(lengths) {
        claim.quote = Some("ü".repeat(length / 2));
    }
    let quotes: usize = view
        .claims
        .iter()
        .filter_map(|claim| claim.quote.as_ref())
        .map(|quote| quote.chars().count())
        .sum();
    let told: usize = view.nodes.iter().map(|node| node.attributes.len()).sum();
    let bytes = sqlite::sqlite(&view).unwrap();
    let questions = [
        "PRAGMA integrity_check",
        "PRAGMA foreign_key_check",
        "SELECT count(*) FROM entity",
        "SELECT count(*) FROM link",
        "SELECT count(*), sum(length(quote)) FROM claim",
        "SELECT count(*) FROM attribute",
        "SELECT relation, sources, round(confidence, 3) FROM link WHERE subject = 'Ewoq' AND object = 'Google'",
    ];
    if let Some(answers) = sql(&bytes, &questions) {
        assert_eq!(answers[..2], ["ok", ""]);
        assert_eq!(answers[2], view.nodes.len().to_string());
        assert_eq!(answers[3], view.edges.len().to_string());
        assert_eq!(answers[4], format!("{}|{quotes}", view.claims.len()));
        assert_eq!(answers[5], told.to_string());
        assert!(answers[6].starts_with("operated by|4|0."), "{}", answers[6]);
    }
}

#[test]
fn sqlite_reads_more_rows_than_one_level_of_pages_holds() {
    let mut view = view(&only("operatedBy"));
    let edge = view.edges[0].clone();
    view.edges = vec![edge; 40_000];
    let bytes = sqlite::sqlite(&view).unwrap();
    let questions = [
        "PRAGMA integrity_check",
        "SELECT count(*), max(id) FROM fact",
    ];
    if let Some(answers) = sql(&bytes, &questions) {
        assert_eq!(answers, ["ok", "40000|40000"]);
    }
}

#[test]
fn a_timeline_has_the_days_between_which_posts_say_so() {
    let mut view = view(&only("operatedBy"));
    view.edges[0].first = Some("2016".parse().unwrap());
    view.edges[0].last = Some("2020-02".parse().unwrap());
    view.edges[1].first = None;
    let text = String::from_utf8(gexf::gexf(&view).unwrap()).unwrap();
    assert!(text.contains("mode=\"dynamic\" timeformat=\"date\""));
    let edge = |number: usize| {
        let start = format!("<edge id=\"{number}\" ");
        text.lines()
            .find(|line| line.trim_start().starts_with(&start))
            .unwrap()
            .to_owned()
    };
    assert!(edge(0).contains("start=\"2016-01-01\" end=\"2020-02-29\""));
    assert!(!edge(1).contains("start="), "what has no date always is");
}

#[test]
fn links_of_follow_the_money_are_what_the_predicate_says() {
    let view = view(&Choices::default());
    let lines: Vec<Value> = ftm::entities(&view)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let count = |schema: &str| lines.iter().filter(|it| it["schema"] == schema).count();
    let of = |predicate: &str| {
        let known =
            |edge: &&tacheron::model::view::Edge| view.terms[edge.predicate].name() == predicate;
        view.edges.iter().filter(known).count()
    };
    assert_eq!(count("Ownership"), of("ownedBy"));
    assert_eq!(count("Employment"), of("worksOn"));
    assert!(count("Membership") > 0 && count("UnknownLink") > 0);
    assert_eq!(
        lines.len(),
        view.nodes.len() + view.edges.len() + view.posts.len()
    );
    let ids: BTreeSet<&str> = lines.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), lines.len(), "each id once");
    for line in &lines {
        for end in [
            "subject",
            "object",
            "owner",
            "asset",
            "member",
            "organization",
            "proof",
        ] {
            for id in line["properties"][end].as_array().into_iter().flatten() {
                assert!(ids.contains(id.as_str().unwrap()), "{id} is not there");
            }
        }
    }
    let values: usize = lines
        .iter()
        .flat_map(|it| it["properties"].as_object().unwrap().values())
        .map(|values| values.as_array().unwrap().len())
        .sum();
    let rows = ftm::statements(&view).matches("\r\n").count();
    assert_eq!(rows, 1 + lines.len() + values);
}

#[test]
fn cytoscape_has_numbers_as_numbers() {
    let view = view(&Choices::default());
    let json = cytoscape::cytoscape(&view);
    let elements = |kind: &str| json["elements"][kind].as_array().unwrap().clone();
    assert_eq!(elements("nodes").len(), view.nodes.len());
    assert_eq!(elements("edges").len(), view.edges.len());
    assert!(elements("edges")[0]["data"]["sources"].is_u64());
    assert!(elements("edges")[0]["data"]["confidence"].is_f64());
}

/// A store in a folder of its own.
fn stored() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("labour.trig");
    fs::write(&path, labour::trig()).unwrap();
    (folder, path)
}

fn tacheron(store: &Path, args: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("tacheron").unwrap();
    command
        .arg("--store")
        .arg(store)
        .args(["--lang", "en"])
        .args(args);
    command
}

/// The formats that `export` takes, by the program's own list.
fn formats() -> Vec<String> {
    let command = tacheron::cli::command();
    let export = command.find_subcommand("export").unwrap();
    let mut arguments = export.get_arguments();
    let format = arguments.find(|it| it.get_id() == "format").unwrap();
    let values = format.get_possible_values();
    values
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect()
}

#[test]
fn every_format_is_written_by_export_and_by_walks_and_told_in_the_readme() {
    let (folder, store) = stored();
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let graphviz = Command::new("dot").arg("-V").output().is_ok();
    let formats = formats();
    assert!(formats.len() > 20, "{formats:?}");
    for format in &formats {
        assert!(readme.contains(&format!("`{format}`")), "{format}");
        if !graphviz && ["svg", "png"].contains(&format.as_str()) {
            eprintln!("left out: {format}, for Graphviz is not installed here");
            continue;
        }
        let file = |name: &str| folder.path().join(format!("{name}.{format}"));
        for (name, verb) in [
            ("whole", vec!["export"]),
            ("again", vec!["export"]),
            ("chosen", vec!["export", "--predicate", "operatedBy"]),
            ("walk", vec!["around", "Ewoq", "--predicate", "operatedBy"]),
        ] {
            let path = file(name).display().to_string();
            let mut args = verb;
            args.extend(["--format", format, "--output", &path]);
            tacheron(&store, &args).assert().code(0).stdout(is_empty());
        }
        let read = |name| fs::read(file(name)).unwrap();
        assert!(
            read("whole") == read("again"),
            "{format} differs the second time"
        );
        let [whole, chosen, walk] = ["whole", "chosen", "walk"].map(|name| read(name).len());
        assert!(walk > 0 && chosen < whole && walk < whole, "{format}");
    }
}

#[test]
fn choices_hold_for_rdf_too() {
    let (_folder, store) = stored();
    let out = tacheron(
        &store,
        &[
            "export", "--format", "nquads", "--class", "Platform", "--class", "Company", "--since",
            "2013",
        ],
    )
    .assert()
    .code(0)
    .stderr(is_empty());
    let text = String::from_utf8(out.get_output().stdout.clone()).unwrap();
    let part = oxigraph::store::Store::new().unwrap();
    part.load_from_reader(RdfParser::from_format(RdfFormat::NQuads), text.as_bytes())
        .unwrap();
    let about = |predicate: &str| {
        let predicate = format!("{TAC}{predicate}");
        let predicate = NamedNodeRef::new(&predicate).unwrap();
        part.quads_for_pattern(None, Some(predicate), None, None)
            .count()
    };
    assert!(about("operatedBy") > 0);
    assert_eq!(
        about("workersIn"),
        0,
        "no country is a platform or a company"
    );
    let default = part
        .quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph))
        .count();
    assert_eq!(default, 0, "what a post says stays in its graph");
}

#[test]
fn what_cannot_be_written_is_said_in_a_line() {
    let (folder, store) = stored();
    let bad = |args: &[&str], says: &'static str| {
        tacheron(&store, args)
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(contains(says));
    };
    bad(
        &["export", "--output", "/nowhere/at/all.dot"],
        "cannot write /nowhere/at/all.dot",
    );
    let here = folder.path().display().to_string();
    bad(&["export", "--output", &here], "cannot write");
    bad(
        &["export", "--class", "Plattform"],
        "did you mean `Platform`?",
    );
    bad(
        &["export", "--format", "gefx"],
        "possible values: dot, svg, png, mermaid",
    );
    tacheron(&store, &["export", "--format", "png"])
        .env("PATH", "")
        .assert()
        .code(2)
        .stdout(is_empty())
        .stderr(contains("Graphviz").and(contains("apt install graphviz")));
    tacheron(&store, &["export", "--format", "svg"])
        .env("PATH", "")
        .assert()
        .success()
        .stdout(contains("<svg").and(contains("<title>")))
        .stderr(contains("drawn without it"));
    tacheron(
        &store,
        &["export", "--min-confidence", "1", "--format", "graphml"],
    )
    .assert()
    .code(0)
    .stdout(contains("</graphml>"))
    .stderr(contains("no fact between two entities was chosen"));
}

#[test]
fn a_picture_of_too_much_shows_the_most_linked_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("many.trig");
    let mut facts = String::new();
    for number in 0..700 {
        let (company, platform) = (number % 40, number);
        facts.push_str(&format!(
            "Platform:P{platform} | operatedBy | Company:C{company} | 1 | 0.9\n"
        ));
        for user in 0..3 {
            let user = (number * 7 + user * 11) % 40;
            facts.push_str(&format!(
                "Company:C{user} | usesPlatform | Platform:P{platform} | 1 | 0.9\n"
            ));
        }
    }
    fs::write(&store, labour::from_facts(&facts)).unwrap();
    for (format, lines) in [("dot", 1000), ("mermaid", 500)] {
        let out = tacheron(&store, &["export", "--format", format])
            .assert()
            .code(0)
            .stderr(contains("most linked of 740 entities"));
        let text = String::from_utf8(out.get_output().stdout.clone()).unwrap();
        let drawn = text.lines().filter(|line| {
            let line = line.trim_start();
            line.contains("->") && !line.contains("legend") || line.contains("-->")
        });
        let drawn = drawn.count();
        assert!(drawn > 100 && drawn <= lines, "{format} draws {drawn}");
    }
    tacheron(&store, &["export", "--max-nodes", "0"])
        .assert()
        .code(0)
        .stderr(contains("most linked").not());
    tacheron(
        &store,
        &["export", "--max-nodes", "0", "--format", "mermaid"],
    )
    .assert()
    .code(0)
    .stderr(contains("`maxEdges`"));
}
