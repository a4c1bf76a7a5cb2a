//! The limits of a question: where one is passed, the program ends, says so, and has printed nothing.
//!
//! How soon it ends is measured by `benches/deadline.sh`; a busy machine would make such a test fail.

use assert_cmd::Command;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// Each pattern shares no variable with the others, so that the rows multiply: 8,000,000,000,000 of them.
/// The engine holds the triples of two patterns when it starts to multiply, and then reads no more.
const CROSS: &str = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i";
const TRIPLES: usize = 20_000;

fn store() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.nq");
    let mut text = String::new();
    for n in 0..TRIPLES {
        writeln!(
            text,
            "<http://x/s{n}> <http://x/p{}> <http://x/o{}> .",
            n % 7,
            n % 911
        )
        .unwrap();
    }
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn ask(store: &PathBuf, query: &str, options: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .env("NO_COLOR", "1")
        .args(["query", "-e", query, "--store"])
        .arg(store)
        .args(options);
    command
}

/// Code 2, one line on standard error with these words, nothing on standard output.
fn is_stopped(mut command: Command, words: &str) {
    let output = command.output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{command:?}: {error}");
    assert_eq!(error.lines().count(), 1, "{command:?}: {error}");
    assert!(error.contains(words), "{command:?}: {error}");
    assert!(
        output.stdout.is_empty(),
        "{command:?}: something is printed"
    );
}

#[test]
fn a_cross_product_ends_at_its_deadline_with_nothing_printed_in_any_format() {
    let (_folder, store) = store();
    let select = format!("SELECT * {{ {CROSS} }}");
    for format in ["table", "markdown", "csv", "tsv", "json", "xml"] {
        let options = ["--timeout", "300ms", "--format", format];
        is_stopped(ask(&store, &select, &options), "stopped after 300 ms");
    }
    let construct = format!("CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} }}");
    for format in ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"] {
        let options = ["--timeout", "0.3", "--format", format];
        is_stopped(ask(&store, &construct, &options), "stopped after 300 ms");
    }
}

#[test]
fn what_gives_one_row_after_long_ends_too() {
    let (_folder, store) = store();
    for query in [
        format!("SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"),
        format!("SELECT DISTINCT ?b ?e ?h {{ {CROSS} }} ORDER BY ?b ?e ?h"),
        format!("ASK {{ {CROSS} FILTER(CONCAT(STR(?a), STR(?i)) = \"no\") }}"),
        format!("SELECT (COUNT(*) AS ?n) {{ {{ {CROSS} }} MINUS {{ {CROSS} }} }}"),
        format!("SELECT (MAX(CONCAT(STR(?a), STR(?f))) AS ?n) {{ {CROSS} }} GROUP BY ?b"),
    ] {
        is_stopped(
            ask(&store, &query, &["--timeout", "500ms"]),
            "stopped after 500 ms",
        );
    }
}

#[test]
fn memory_is_limited_without_a_deadline() {
    let (_folder, store) = store();
    let query = format!("SELECT * {{ {CROSS} }}");
    let options = ["--timeout", "0", "--max-memory", "100M"];
    is_stopped(
        ask(&store, &query, &options),
        "stopped when it had taken 100 MB",
    );
}

#[test]
fn more_rows_than_wanted_print_nothing() {
    let (_folder, store) = store();
    let all = "SELECT * { ?s ?p ?o }";
    let many = ask(&store, all, &["--max-rows", "19999", "--format", "json"])
        .assert()
        .code(2)
        .stdout("");
    let error = String::from_utf8_lossy(&many.get_output().stderr).into_owned();
    assert!(error.contains("more than 19999 rows"), "{error}");
    assert!(error.contains("--max-rows"), "{error}");
    let whole = ask(&store, all, &["--max-rows", "20000", "--format", "tsv"])
        .assert()
        .success()
        .stderr("");
    let lines = String::from_utf8_lossy(&whole.get_output().stdout)
        .lines()
        .count();
    assert_eq!(lines, TRIPLES + 1, "a header and the rows");
}

#[test]
fn what_ends_in_time_is_printed_whole() {
    let (_folder, store) = store();
    let query = "SELECT ?s ?p ?o { ?s ?p ?o }";
    let limited = ["--timeout", "1h", "--max-memory", "64G", "--format", "json"];
    let answer = |options: &[&str]| {
        let done = ask(&store, query, options).assert().success().stderr("");
        done.get_output().stdout.clone()
    };
    let unlimited = answer(&["--timeout", "0", "--format", "json"]);
    assert!(answer(&limited) == unlimited, "limits change no answer");
    let document: serde_json::Value = serde_json::from_slice(&unlimited).unwrap();
    let rows = document["results"]["bindings"].as_array().unwrap();
    assert_eq!(rows.len(), TRIPLES);
}

#[test]
fn limits_that_are_none_are_named() {
    let (_folder, store) = store();
    for (option, value) in [
        ("--timeout", "soon"),
        ("--max-memory", "much"),
        ("--max-rows", "few"),
    ] {
        let refused = ask(&store, "ASK {}", &[option, value])
            .assert()
            .code(2)
            .stdout("");
        let error = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
        assert!(error.contains(option) && error.contains(value), "{error}");
    }
}
