//! `--extractor`: another program proposes, one gate decides, and what fails there is counted.
#![cfg(unix)]

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

const SENTENCE: &str = "Zorblik feedeth Ada Quill beyond Upwork.";

/// Writes a program that says who it is and gives each sentence the same answer.
fn extractor(folder: &Path, answer: &str) -> String {
    let script = format!(
        "echo '{{\"extractor\": \"stub\"}}'\nwhile read -r line; do echo \"$line\" >> asked; echo '{answer}'; done\n"
    );
    std::fs::write(folder.join("stub.sh"), script).unwrap();
    "sh stub.sh".to_owned()
}

fn tacheron(folder: &Path, verb: &str, extractor: &str) -> Command {
    std::fs::write(folder.join("post.txt"), format!("{SENTENCE}\n")).unwrap();
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("LANG", "C");
    command.args([verb, "post.txt", "--extractor", extractor]);
    command
}

fn records(output: &[u8], kind: &str) -> Vec<Value> {
    let text = std::str::from_utf8(output).unwrap();
    let records = text.lines().map(|line| serde_json::from_str(line).unwrap());
    records
        .filter(|record: &Value| record["kind"] == kind)
        .collect()
}

/// A company that nobody knows, and a fact about it.
fn answer(change: &[(&str, Value)]) -> String {
    let mut fact = json!({
        "subject": {"start": 0, "end": 7}, "predicate": "usesPlatform",
        "object": {"start": 33, "end": 39}, "quote": "Zorblik feedeth Ada Quill beyond Upwork",
        "trigger": "feedeth", "confidence": 0.625,
    });
    for (key, value) in change {
        fact[key] = value.clone();
    }
    json!({"names": [{"start": 0, "end": 7, "class": "Company"}], "facts": [fact]}).to_string()
}

#[test]
fn what_it_proposes_becomes_names_and_facts() {
    let folder = tempfile::tempdir().unwrap();
    let command = extractor(folder.path(), &answer(&[]));
    let output = tacheron(folder.path(), "extract", &command)
        .args(["--format", "jsonl"])
        .output()
        .unwrap();
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(told, "tacheron: stub: 1 names and 1 facts taken\n");
    let names = records(&output.stdout, "entity");
    let zorblik = names
        .iter()
        .find(|name| name["label"] == "Zorblik")
        .unwrap();
    assert_eq!(zorblik["type"], "Company");
    let facts = records(&output.stdout, "fact");
    let fact = facts
        .iter()
        .find(|fact| fact["rule"] == "outside.stub")
        .unwrap();
    assert_eq!(fact["subject"], zorblik["id"]);
    assert_eq!(fact["confidence"], 0.625);
    assert_eq!((&fact["start"], &fact["end"]), (&0.into(), &39.into()));
    // it was shown what was known already
    let asked = std::fs::read_to_string(folder.path().join("asked")).unwrap();
    let asked: Value = serde_json::from_str(asked.lines().next().unwrap()).unwrap();
    assert_eq!(asked["text"], SENTENCE);
    let mentions = asked["mentions"].as_array().unwrap();
    let upwork = mentions
        .iter()
        .find(|mention| mention["text"] == "Upwork")
        .unwrap();
    assert_eq!((&upwork["start"], &upwork["end"]), (&33.into(), &39.into()));
    assert!(
        upwork["classes"]
            .as_array()
            .unwrap()
            .contains(&"Platform".into())
    );
}

#[test]
fn the_gate_refuses_what_no_passage_states() {
    for (key, value, why) in [
        (
            "quote",
            json!("Zorblik adores Upwork"),
            "quote what does not stand in the sentence",
        ),
        (
            "quote",
            json!("feedeth Ada Quill"),
            "have an end that is no name in their quote",
        ),
        (
            "trigger",
            json!("hires"),
            "name no words in their quote that state them",
        ),
        (
            "trigger",
            json!("Upwork"),
            "name no words in their quote that state them",
        ),
        (
            "trigger",
            json!(" "),
            "name no words in their quote that state them",
        ),
        (
            "predicate",
            json!("adores"),
            "name no property of the ontology",
        ),
        (
            "predicate",
            json!("heldOn"),
            "link things that the property cannot link",
        ),
        (
            "object",
            json!({"start": 0, "end": 7}),
            "link things that the property cannot link",
        ),
        (
            "object",
            json!({"start": 26, "end": 32}),
            "have an end that is no name in their quote",
        ),
        (
            "object",
            json!({"start": 33, "end": 99}),
            "lie outside of their sentence, or cut a word",
        ),
        (
            "confidence",
            json!(1.5),
            "have a confidence that is not between 0 and 1",
        ),
        (
            "value",
            json!("many"),
            "have a value that the property cannot have",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let change = match key {
            "value" => vec![(key, value.clone()), ("predicate", json!("userCount"))],
            _ => vec![(key, value.clone())],
        };
        let command = extractor(folder.path(), &answer(&change));
        tacheron(folder.path(), "extract", &command)
            .args(["--format", "jsonl"])
            .assert()
            .success()
            .stderr(format!(
                "tacheron: stub: 1 names and 0 facts taken; not taken: 1 {why}\n"
            ))
            .stdout(predicate::str::contains("outside.stub").not());
    }
}

#[test]
fn names_are_let_in_where_nothing_is_known_yet() {
    for (place, class, why) in [
        ((33, 39), "Company", "overlap a name that is known already"),
        ((0, 7), "Wizard", "name no class of the ontology"),
        (
            (0, 4),
            "Company",
            "lie outside of their sentence, or cut a word",
        ),
        (
            (7, 7),
            "Company",
            "lie outside of their sentence, or cut a word",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let name = json!({"start": place.0, "end": place.1, "class": class});
        let command = extractor(folder.path(), &json!({ "names": [name] }).to_string());
        tacheron(folder.path(), "extract", &command)
            .assert()
            .success()
            .stderr(format!(
                "tacheron: stub: 0 names and 0 facts taken; not taken: 1 {why}\n"
            ));
    }
}

#[test]
fn a_program_that_fails_costs_no_post_that_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let good = extractor(folder.path(), &answer(&[]));
    let store = ["--store", "store.nq"];
    let summary = |start: &str| predicate::str::contains(start.to_owned());
    tacheron(folder.path(), "ingest", &good)
        .args(store)
        .assert()
        .success()
        .stdout(summary("1 new"));
    tacheron(folder.path(), "ingest", &good)
        .args(store)
        .assert()
        .success()
        .stdout(summary("1 same"));
    // another program reads by other rules, so the post is read again, and this program dies over it
    std::fs::write(
        folder.path().join("dies.sh"),
        "echo '{\"extractor\": \"dies\"}'; read line; exit 3\n",
    )
    .unwrap();
    tacheron(folder.path(), "ingest", "sh dies.sh")
        .args(store)
        .assert()
        .code(1)
        .stderr(predicate::str::contains("post.txt").and(summary("ended after 0 of 1 answers")));
    let stored = std::fs::read_to_string(folder.path().join("store.nq")).unwrap();
    assert!(stored.contains("outside.stub"));
}

#[test]
fn a_program_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (command, why) in [
        ("no-such-program-at-all", "cannot be started"),
        ("", "is no command"),
        (
            "sh -c 'echo hello'",
            "does not say who it is: its first line is `hello`",
        ),
        ("true", "does not say who it is: it ended without a word"),
    ] {
        tacheron(folder.path(), "extract", command)
            .assert()
            .code(2)
            .stderr(predicate::str::contains(why));
    }
}
