//! The examples of the built-in rules, and a user's own names, rules and questions.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;
use tacheron::examples;
use tacheron::ontology::Knowledge;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn tacheron() -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("TACHERON_STORE")
        .env("LANG", "C")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100");
    command
}

#[test]
fn the_examples_of_all_rules_hold() {
    let knowledge = Knowledge::load(&[]).unwrap();
    assert!(knowledge.rules.len() > 40);
    let failures: Vec<String> = examples::failures(&knowledge)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_examples_of_the_readme_hold_too() {
    let knowledge = Knowledge::load(&[root("docs/own")]).unwrap();
    let failures = examples::failures(&knowledge);
    let own = failures.iter().find(|it| it.file.ends_with("offices.toml"));
    assert_eq!(own, None);
    assert_ne!(knowledge.version, Knowledge::load(&[]).unwrap().version);
}

#[test]
fn a_name_a_rule_and_a_question_of_ones_own() {
    let folder = tempfile::tempdir().unwrap();
    let post = folder.path().join("note.txt");
    std::fs::write(
        &post,
        "Une note de terrain\n\nPédalo a ses bureaux à Nantes. Les livreurs, eux, attendent dehors.\n",
    )
    .unwrap();
    let store = folder.path().join("store.nq");
    tacheron()
        .args(["ingest", "--ontology", "docs/own", "--store"])
        .args([&store, &post])
        .assert()
        .success()
        .stdout(predicate::str::contains("1 new").and(predicate::str::contains("1 facts")));
    tacheron()
        .args(["query", "seats", "--queries", "docs/own/queries", "--store"])
        .arg(&store)
        .args(["--set", "where=Nantes", "--format", "tsv"])
        .assert()
        .success()
        .stdout(predicate::str::contains("platform/pedalo"));
    // Without the folder the name means nothing, and the post is read again: other knowledge, other facts.
    tacheron()
        .arg("ingest")
        .arg("--store")
        .args([&store, &post])
        .assert()
        .success()
        .stdout(predicate::str::contains("1 changed"));
}

#[test]
fn a_rule_that_fails_its_example_is_said_to() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("rules/fr");
    std::fs::create_dir_all(&rules).unwrap();
    let text = "lang = \"fr\"\n\n[[rule]]\nid = \"own.wrong\"\nsay = \"<a:Company> aime <b:Company>\"\n\
                fact = { s = \"a\", p = \"ownedBy\", o = \"b\" }\nyes = [\"Google déteste Amazon.\"]\n";
    std::fs::write(rules.join("own.toml"), text).unwrap();
    tacheron()
        .args(["rules", "check", "--ontology"])
        .arg(folder.path())
        .assert()
        .code(1)
        .stderr(predicate::str::contains("own.toml:3").and(predicate::str::contains("own.wrong")));
    std::fs::write(rules.join("own.toml"), text.replace("ownedBy", "ownedBi")).unwrap();
    tacheron()
        .args(["rules", "list", "--ontology"])
        .arg(folder.path())
        .assert()
        .code(2)
        .stderr(predicate::str::contains("ownedBi"));
}
