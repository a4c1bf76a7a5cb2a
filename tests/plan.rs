//! `tacheron query --explain`: the steps and their rows; their times are nobody's to know beforehand.

use assert_cmd::Command;
use predicates::prelude::*;

fn explain(query: &str, options: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .args(["query", "--explain", "--store", "tests/fixtures/small.trig"])
        .args(["-e", query])
        .args(options);
    command
}

const QUERY: &str = "SELECT ?p ?c { ?p tac:operatedBy ?c } ORDER BY ?c";

#[test]
fn each_step_has_a_line_with_rows_and_time() {
    let shown = explain(QUERY, &[]).assert().success().stderr("");
    let text = String::from_utf8_lossy(&shown.get_output().stdout).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("step"), "{text}");
    for (line, step) in lines[1..4].iter().zip([
        "SELECT ?p ?c",
        "└ ORDER BY ASC(?c)",
        "  └ look up ?p tac:operatedBy ?c",
    ]) {
        assert!(line.ends_with(step), "{text}");
        let columns: Vec<&str> = line.split_whitespace().collect();
        assert!(columns[0].parse::<u64>().is_ok(), "rows: {line}");
        assert!(columns[1].parse::<f64>().is_ok(), "time: {line}");
        assert!(["s", "ms", "µs"].contains(&columns[2]), "unit: {line}");
    }
    assert!(lines[4].starts_with("planned in "), "{text}");
    assert_eq!(lines.len(), 5, "{text}");
}

#[test]
fn in_json_the_steps_are_nested() {
    let shown = explain(QUERY, &["--format", "json"]).assert().success();
    let plan: serde_json::Value = serde_json::from_slice(&shown.get_output().stdout).unwrap();
    let rows = plan["answers"].as_u64().unwrap();
    assert!(rows > 0);
    let last = &plan["step"];
    assert_eq!(last["what"], "SELECT ?p ?c");
    assert_eq!(last["rows"].as_u64(), Some(rows));
    let look_up = &last["steps"][0]["steps"][0];
    assert_eq!(look_up["what"], "look up ?p tac:operatedBy ?c");
    assert_eq!(look_up["rows"].as_u64(), Some(rows));
    assert!(look_up["seconds"].as_f64().unwrap() <= last["seconds"].as_f64().unwrap());
    assert_eq!(look_up["steps"], serde_json::json!([]));
}

#[test]
fn a_plan_in_a_format_of_answers_is_refused_and_the_limits_hold() {
    explain(QUERY, &["--format", "csv"])
        .assert()
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains("a plan is no answer"));
    explain(
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        &["--timeout", "200ms"],
    )
    .assert()
    .code(2)
    .stdout("")
    .stderr(predicate::str::contains("stopped after 200 ms"));
}

#[test]
fn a_named_question_is_explained_too() {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([
            "query",
            "events",
            "--explain",
            "--store",
            "tests/fixtures/small.trig",
        ])
        .assert()
        .success()
        .stdout(predicate::str::contains("look up"));
}
