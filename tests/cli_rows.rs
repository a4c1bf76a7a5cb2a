//! Rows of the walks and of `who` with what speaks for them, and that a file gives the same whether a walk
//! reads all of it or what it needs.

mod labour;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use oxigraph::io::{RdfFormat, RdfSerializer};
use serde_json::Value;

/// What is printed, and the exit code.
fn run(store: &Path, args: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    let command = command.args(args).arg("--store").arg(store);
    let command = command.env("LC_ALL", "C").env("COLUMNS", "120");
    let output = command.output().unwrap();
    let text = match output.status.success() {
        true => output.stdout,
        false => output.stderr,
    };
    (String::from_utf8(text).unwrap(), output.status.code())
}

/// The invented posts of `tests/labour` as TriG, which is read whole, and as N-Quads.
fn stores(folder: &Path) -> [std::path::PathBuf; 2] {
    let [trig, nquads] = ["store.trig", "store.nq"].map(|name| folder.join(name));
    fs::write(&trig, labour::trig()).unwrap();
    let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(Vec::new());
    for quad in &labour::store() {
        serializer.serialize_quad(&quad.unwrap()).unwrap();
    }
    fs::write(&nquads, serializer.finish().unwrap()).unwrap();
    [trig, nquads]
}

#[test]
fn a_walk_finds_in_a_file_of_lines_what_it_finds_in_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let [trig, nquads] = stores(folder.path());
    for args in [
        &["path", "google", "Kenya", "--format", "json"][..],
        &["around", "google", "--why"],
        &["rank", "--why", "--format", "csv"],
        &["groups", "--why", "--country", "Kenya"],
        &["timeline", "sama", "--why"],
        &["who", "--by", "country", "--why"],
        &["export", "--format", "gexf", "--since", "2015"],
        &["export", "--format", "nquads"],
        &["export", "--format", "nquads", "--predicate", "workersIn"],
        &["path", "google", "nobody at all"],
        &["rank", "--post", "nowhere"],
    ] {
        let (expected, code) = run(&trig, args);
        assert_eq!(run(&nquads, args), (expected, code), "{args:?}");
    }
    // What is no N-Quad is told with its line, where a walk needs it.
    let mut broken = fs::read_to_string(&nquads).unwrap();
    let lines = broken.lines().count();
    broken.push_str("<http://x/s> <http://www.w3.org/2000/01/rdf-schema#label> nonsense .\n");
    fs::write(&nquads, broken).unwrap();
    let (said, code) = run(&nquads, &["rank"]);
    assert_eq!(code, Some(2));
    assert!(said.contains(&format!("store.nq:{}:", lines + 1)), "{said}");
}

#[test]
fn each_row_of_csv_shows_quote_post_date_and_speaker() {
    let folder = tempfile::tempdir().unwrap();
    let [_, store] = stores(folder.path());
    for args in [
        &["rank"][..],
        &["groups"],
        &["bridges", "--least", "1"],
        &["common", "google", "facebook"],
        &["who", "--by", "company"],
        &["around", "google"],
        &["timeline", "google"],
        &["path", "google", "Kenya"],
        &["who"],
        &["who", "google"],
    ] {
        let (text, code) = run(&store, &[args, &["--why", "--format", "csv"]].concat());
        assert_eq!(code, Some(0), "{args:?}: {text}");
        let mut lines = text.lines();
        let head: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        for column in ["quote", "post", "date", "speaker"] {
            assert!(head.contains(&column), "{args:?}: no {column} in {head:?}");
        }
        assert!(lines.next().is_some(), "{args:?} has no row");
    }
}

#[test]
fn who_takes_the_choices_that_the_walks_take() {
    let folder = tempfile::tempdir().unwrap();
    let [_, store] = stores(folder.path());
    let rows = |args: &[&str]| -> Vec<Value> {
        let (text, code) = run(&store, &[&["who", "--format", "jsonl"], args].concat());
        assert_eq!(code, Some(0), "{text}");
        let lines = text.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let sources = |rows: &[Value]| -> u64 {
        rows.iter()
            .map(|row| row["sources"].as_u64().unwrap())
            .sum()
    };
    let all = rows(&[]);
    assert_eq!(all, rows(&["--min-confidence", "0"]));
    let late = rows(&["--since", "2015"]);
    assert!(!late.is_empty() && sources(&late) < sources(&all));
    assert!(rows(&["--since", "2999"]).is_empty());
    for row in rows(&["--why", "--predicate", "workersIn"]) {
        for group in row["facts"].as_array().unwrap() {
            let property = group["property"]["iri"].as_str().unwrap();
            // Numbers and dates of an entity stay with it.
            assert!(
                property.ends_with("#workersIn") || group["facts"][0]["value"]["iri"].is_null(),
                "{group:#}"
            );
        }
    }
    let (text, _) = run(&store, &["who", "--since", "2999"]);
    assert_eq!(text, "no platform takes part in a fact that was chosen\n");
}
