//! The named questions: each one's examples run and find something, and values stay values.

use assert_cmd::Command;
use predicates::prelude::*;
use std::fs;
use tacheron::model::Lang;
use tacheron::query::catalog::{Catalog, CatalogError};
use tacheron::query::question::Question;

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small.trig");

fn tacheron() -> Command {
    let mut command = Command::cargo_bin("tacheron").expect("the binary is built for its tests");
    command
        .env("TACHERON_STORE", SMALL)
        .env("LC_ALL", "C")
        .env("COLUMNS", "120")
        .env("NO_COLOR", "1");
    command
}

fn built_in() -> Catalog {
    Catalog::load(&[]).expect("the built-in questions load")
}

/// Words of an example, double quotes taken off.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn there_are_questions_in_three_languages() {
    let catalog = built_in();
    assert!(catalog.questions().count() >= 14);
    for question in catalog.questions() {
        let en = question.title(Lang::EN);
        for lang in [Lang::FR, Lang::IT] {
            assert_ne!(question.title(lang), en, "{} in {lang}", question.name);
        }
        assert!(question.about(Lang::EN).is_some(), "{}", question.name);
    }
}

#[test]
fn every_example_of_every_question_finds_something() {
    for question in built_in().questions() {
        for example in &question.examples {
            let words = words(example);
            assert_eq!(words[..2], ["tacheron", "query"], "{example}");
            assert_eq!(words[2], question.name, "{example}");
            let outcome = tacheron().args(&words[1..]).assert().success().stderr("");
            let rows = String::from_utf8_lossy(&outcome.get_output().stdout)
                .lines()
                .count();
            assert!(rows > 1, "`{example}` finds nothing on the fixture");
        }
    }
}

#[test]
fn a_value_is_one_term_whatever_it_holds() {
    for value in [
        "x> } DELETE",
        "\"; DROP ALL",
        "https://w3id.org/tacheron/id/platform/uhrs> ?p ?o . ?s ?p2 <x",
        "?x",
        "",
    ] {
        tacheron()
            .args(["query", "clients-of", "--set", &format!("platform={value}")])
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains("nothing in the store is called"));
    }
}

#[test]
fn texts_with_signs_of_sparql_are_bound_as_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("echo.rq"),
        "# title: Echo\n# param: said text \"anything\"\n# example: tacheron query echo --set said=x\n\
         SELECT (CONCAT(\"<\", ?said, \">\") AS ?echo) {}",
    )
    .expect("it can be written");
    for said in ["plain", "\" } UNION { ?s ?p ?o", "' # \\", "a=b", "日本"] {
        let outcome = tacheron()
            .args(["query", "echo", "--format", "csv", "--set"])
            .arg(format!("said={said}"))
            .arg("--queries")
            .arg(folder.path())
            .assert()
            .success();
        let csv = String::from_utf8_lossy(&outcome.get_output().stdout).into_owned();
        let wanted = format!("<{said}>").replace('"', "\"\"");
        assert!(csv.contains(&wanted), "{csv} {wanted}");
    }
}

#[test]
fn a_parameter_that_is_missing_unknown_twice_or_ill_typed_is_named() {
    for (args, say) in [
        (vec!["platforms-of"], "needs a value for `company`"),
        (
            vec!["platforms-of", "--set", "compny=Google"],
            "it has company",
        ),
        (
            vec!["pay", "--set", "platform=uhrs", "--set", "platform=ewoq"],
            "given twice",
        ),
        (
            vec!["least-supported", "--set", "below=much"],
            "a number, such as 0.8",
        ),
        (
            vec!["events", "--set", "since=yesterday"],
            "YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (vec!["pay", "--set", "platform"], "NAME=VALUE"),
        (vec!["pays"], "did you mean pay?"),
        (vec!["-e", "ASK {}", "--set", "a=b"], "cannot be used with"),
    ] {
        tacheron()
            .arg("query")
            .args(&args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(say));
    }
}

#[test]
fn a_parameter_left_open_finds_all_and_a_given_one_its_own() {
    let rows = |set: &[&str]| {
        let outcome = tacheron()
            .args(["query", "user-counts", "--format", "csv"])
            .args(set)
            .assert()
            .success();
        String::from_utf8_lossy(&outcome.get_output().stdout)
            .lines()
            .count()
            - 1
    };
    assert_eq!(rows(&["--set", "platform=uhrs"]), 3);
    assert_eq!(rows(&["--set", "platform=ewoq"]), 0);
    assert_eq!(rows(&[]), 3);
}

#[test]
fn faults_of_a_question_name_file_and_line() {
    let good = "# title: T\n# example: tacheron query t\n";
    for (text, line, say) in [
        ("# titel: T\nASK {}", 1, "did you mean `title`?"),
        ("# title: T\n# title: U\nASK {}", 2, "said twice"),
        ("# title: T\nASK {}", 1, "no example"),
        ("# example: x\nASK {}", 1, "no title"),
        ("# title: T\n# example:\nASK {}", 2, "says nothing"),
        ("# title@xxx: T\nASK {}", 1, "two letters"),
        (
            "# title: T\n# example: t\n# param: x entity \"an x\"\nASK {}",
            3,
            "does not use `?x`",
        ),
        (
            "# title: T\n# example: t\n# param: x thing \"an x\"\nASK { ?x ?y ?z }",
            3,
            "no type",
        ),
        (
            "# title: T\n# example: t\n# param: x\nASK { ?x ?y ?z }",
            3,
            "expected `NAME TYPE",
        ),
        (
            "# title: T\n# example: t\n# param: x text \"x\"\n# param: x text \"x\"\nASK { ?x ?y ?z }",
            4,
            "declared twice",
        ),
        (
            "# title: T\n# example: t\n# param: x text \"x\"\nSELECT (1 AS ?x) {}",
            3,
            "gives `?x` a value itself",
        ),
        ("# title: T\n# example: t\nSELECT ?x {", 3, "ends too early"),
    ] {
        let error = Question::parse("t", "my/t.rq", text).expect_err(text);
        assert_eq!(
            (error.file.as_str(), error.line),
            ("my/t.rq", line),
            "{text}: {error}"
        );
        assert!(error.message.contains(say), "{text}: {error}");
    }
    assert!(Question::parse("t", "t.rq", &format!("{good}#\nASK {{}}")).is_ok());
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "# title: T\n# example: tacheron query pay\nASK {}";
    fs::write(folder.path().join("pay.rq"), text).expect("it can be written");
    let error = Catalog::load(&[folder.path().to_owned()]).expect_err("pay is built in");
    assert!(
        matches!(&error, CatalogError::Twice { name, .. } if name == "pay"),
        "{error}"
    );
    tacheron()
        .args(["queries", "--queries", "/no/such/folder"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("/no/such/folder"));
}

#[test]
fn a_question_can_be_shown_and_listed() {
    tacheron()
        .args(["queries", "who-works-for", "--lang", "it"])
        .assert()
        .success()
        .stdout(predicate::str::contains("Chi lavora").and(predicate::str::contains("SELECT")));
    let outcome = tacheron()
        .args(["queries", "--format", "json"])
        .assert()
        .success();
    let list: serde_json::Value =
        serde_json::from_slice(&outcome.get_output().stdout).expect("it is JSON");
    assert_eq!(
        list.as_array().map(Vec::len),
        Some(built_in().questions().count())
    );
    assert!(list[0]["params"].is_array());
}
