//! The command itself: help, exit codes, errors, and the examples of every verb's help.

use assert_cmd::Command;
use predicates::prelude::*;
use std::path::Path;
use tacheron::cli;

fn tacheron() -> Command {
    let mut command = Command::cargo_bin("tacheron").expect("the binary is built for its tests");
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("TACHERON_STORE")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1");
    command
}

fn verbs() -> Vec<clap::Command> {
    let verbs: Vec<clap::Command> = cli::command()
        .get_subcommands()
        .filter(|verb| verb.get_name() != "help")
        .cloned()
        .collect();
    assert!(!verbs.is_empty());
    verbs
}

/// The lines of a verb's long help that show how it is called: those behind its last `Example`.
fn examples(verb: &clap::Command) -> Vec<String> {
    let help = verb.clone().render_long_help().to_string();
    let (_, behind) = help
        .rsplit_once("\nExample")
        .unwrap_or_else(|| panic!("the help of {} has no example", verb.get_name()));
    let lines: Vec<String> = behind
        .lines()
        .skip(1)
        .map(|line| line.trim().to_owned())
        .filter(|line| line.starts_with("tacheron "))
        .collect();
    assert!(
        !lines.is_empty(),
        "the help of {} ends without an example that starts with `tacheron`",
        verb.get_name()
    );
    lines
}

/// Words as a shell parts them, as far as the examples go: quotes, and a pipe or a file that ends it.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![];
    let mut word = None::<String>;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|' | '>' | '<') => break,
            (None, ' ') => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    assert_eq!(quote, None, "open quotation mark: {line}");
    words.extend(word);
    words
}

#[test]
fn the_examples_of_every_verb_run() {
    for verb in verbs() {
        // tests/remote.rs runs these: they need an engine.
        if verb.get_name() == "push" {
            continue;
        }
        for example in examples(&verb) {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let store = folder.path().join("store.trig");
            let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small.trig");
            std::fs::copy(small, &store).expect("the fixture can be copied");
            let outcome = tacheron()
                .args(&words(&example)[1..])
                .env("TACHERON_STORE", &store)
                // For the verb that asks what to do.
                .write_stdin("ASK {};")
                .assert();
            let output = outcome.get_output();
            assert!(
                output.status.success(),
                "`{example}` of {}: {}",
                verb.get_name(),
                String::from_utf8_lossy(&output.stderr)
            );
            assert!(!output.stdout.is_empty(), "`{example}` says nothing");
        }
    }
}

#[test]
fn every_verb_and_option_says_what_it_is() {
    for verb in verbs() {
        assert!(verb.get_about().is_some(), "{}", verb.get_name());
        for argument in verb.get_arguments() {
            assert!(
                argument.get_help().is_some() || argument.get_long_help().is_some(),
                "{} {}",
                verb.get_name(),
                argument.get_id()
            );
        }
    }
}

#[test]
fn without_a_verb_it_helps_and_fails() {
    tacheron()
        .assert()
        .code(2)
        .stderr(predicate::str::contains("tacheron demo"));
}

#[test]
fn wrong_arguments_are_exit_code_2() {
    tacheron()
        .arg("completoins")
        .assert()
        .code(2)
        .stderr(predicate::str::contains("completoins").and(predicate::str::contains("tip:")));
    tacheron()
        .args(["completions", "bash", "--lang", "français"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("two letters"));
}

#[test]
fn completions_know_the_verbs() {
    tacheron()
        .args(["completions", "bash"])
        .assert()
        .success()
        .stdout(predicate::str::contains("completions"))
        .stderr("");
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_had_enough_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("tacheron"))
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}
