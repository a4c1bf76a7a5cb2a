//! `rules explain` and `rules mine`: what whoever writes rules is shown.

use assert_cmd::Command;
use predicates::prelude::*;
use std::path::Path;

const RULE: &str = r#"
lang = "en"

[[rule]]
id = "test.feeds"
say = "<c:Company> feedeth the <p:Platform>"
fact = { s = "c", p = "usesPlatform", o = "p" }
confidence = 0.9
yes = ["Google feedeth the Upwork."]
no = ["Google feedeth Upwork."]
"#;

/// The verb `rules` with a rule of one's own, on a post with these sentences.
fn rules(folder: &Path, arguments: &[&str], sentences: &str) -> Command {
    std::fs::create_dir_all(folder.join("own/rules/en")).unwrap();
    std::fs::write(folder.join("own/rules/en/test.toml"), RULE).unwrap();
    std::fs::write(folder.join("post.txt"), format!("Feeding\n\n{sentences}\n")).unwrap();
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .arg("rules")
        .args(arguments)
        .args(["post.txt", "--ontology", "own"]);
    command
}

fn records(output: &[u8]) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(output).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_rule_that_fires_is_shown_with_its_slots_and_what_it_states() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["explain", "--rule", "test.feeds", "--format", "jsonl"];
    let sentence = "Every morning of the week Google feedeth the Upwork.";
    let output = rules(folder.path(), &arguments, sentence).output().unwrap();
    let told = records(&output.stdout);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["text"], sentence);
    assert_eq!(told[0]["start"], 9);
    let fired = &told[0]["fired"][0];
    assert_eq!(fired["rule"], "test.feeds");
    assert_eq!(fired["line"], 4);
    assert_eq!(fired["slots"]["c"], "Google");
    assert_eq!(fired["quote"], "Google feedeth the Upwork");
    let states = &told[0]["states"][0];
    assert_eq!(states["predicate"], "usesPlatform");
    assert_eq!(
        (&states["stance"], &states["kept"]),
        (&"asserted".into(), &true.into())
    );
}

#[test]
fn a_rule_that_nearly_fires_says_what_it_lacks() {
    for (sentence, lack) in [
        (
            "Google feedeth all day long the Upwork.",
            "something stands before its `the`",
        ),
        ("Google feedeth Upwork.", "its `the` is not there"),
        (
            "Google feedeth the Zorblik.",
            "`p` is not known to be a Platform",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["explain", "--rule", "test.feeds", "--nearly", "9"];
        rules(folder.path(), &arguments, sentence)
            .assert()
            .success()
            .stdout(
                predicate::str::contains(lack)
                    .and(predicate::str::contains("own/rules/en/test.toml:4")),
            );
    }
}

#[test]
fn a_rule_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    rules(
        folder.path(),
        &["explain", "--rule", "test.feed"],
        "Nothing.",
    )
    .assert()
    .code(2)
    .stderr(predicate::str::contains("there is no rule `test.feed`"));
}

#[test]
fn words_that_often_stand_between_two_names_are_mined() {
    let folder = tempfile::tempdir().unwrap();
    let sentences = "Google grumbles loudly at Upwork. Apple grumbles loudly at Upwork. \
                     Google feedeth the Upwork. Apple feedeth the Upwork. Apple, Google and Uber wait.";
    let output = rules(folder.path(), &["mine", "--format", "json"], sentences)
        .output()
        .unwrap();
    let windows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let windows = windows.as_array().unwrap();
    assert_eq!(
        windows.len(),
        1,
        "what a fact links and bare lists are not shown: {windows:?}"
    );
    assert_eq!(windows[0]["words"], "grumbles loudly at");
    assert_eq!(windows[0]["times"], 2);
    assert_eq!(windows[0]["posts"], 1);
    let predicates = windows[0]["predicates"].as_array().unwrap();
    assert!(predicates.contains(&"usesPlatform".into()));
}
