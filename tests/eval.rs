//! Extraction measured: on the sample posts, and figure by figure as the shared scorer counts.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use predicates::prelude::*;

fn tacheron() -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LANG", "C")
        .env("NO_COLOR", "1");
    command
}

fn stdout(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_sample_posts_are_read_this_well() {
    tacheron()
        .args([
            "eval",
            "data/expected",
            "--min-entity-f1",
            "0.90",
            "--min-fact-f1",
            "0.64",
        ])
        .assert()
        .success();
}

#[test]
fn a_floor_that_is_not_reached_is_exit_code_1() {
    tacheron()
        .args(["eval", "data/expected", "--min-fact-f1", "1.0"])
        .assert()
        .code(1)
        .stderr(predicate::str::contains("is less than"));
}

#[test]
fn without_the_names_of_the_gold_less_is_found() {
    let seen = stdout(tacheron().args(["eval", "data/expected"]));
    let blind = stdout(tacheron().args(["eval", "data/expected", "--blind"]));
    let right = |text: &str| -> usize {
        let (_, rest) = text.split_once('(').unwrap();
        rest.split(' ').next().unwrap().parse().unwrap()
    };
    assert!(right(&blind) < right(&seen), "{seen}{blind}");
    assert!(right(&blind) > 0, "{blind}");
}

#[test]
fn wrong_gold_is_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    tacheron()
        .arg("eval")
        .arg(folder.path())
        .assert()
        .code(2)
        .stderr(predicate::str::contains("no gold file"));
    std::fs::write(folder.path().join("a.json"), "{\n\"file\": 3}").unwrap();
    tacheron()
        .arg("eval")
        .arg(folder.path())
        .assert()
        .code(2)
        .stderr(predicate::str::contains("a.json:2"));
}

/// The scorer that stands beside the shared gold; says so where it is not there.
fn scorer() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let python = Process::new("python3").arg("--version").output().is_ok();
    if shared.join("eval/score.py").is_file() && python {
        return Some(shared);
    }
    eprintln!("left out: no scorer in {}, or no python3", shared.display());
    None
}

#[test]
fn the_figures_are_those_of_the_shared_scorer() {
    let Some(shared) = scorer() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pairs = [
        (shared.join("eval/gold"), shared.join("corpus/posts")),
        (root.join("data/expected"), root.join("data/posts")),
        (root.join("tests/unseen"), root.join("tests/unseen")),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (gold, posts) in pairs {
        let records = stdout(
            tacheron()
                .args(["extract", "--format", "jsonl"])
                .arg(&posts),
        );
        let file = folder.path().join("found.jsonl");
        std::fs::write(&file, records).unwrap();
        for by in [
            None,
            Some("type"),
            Some("predicate"),
            Some("file"),
            Some("lang"),
        ] {
            let by: Vec<&str> = by.into_iter().flat_map(|by| ["--by", by]).collect();
            let theirs = Process::new("python3")
                .arg(shared.join("eval/score.py"))
                .args([&gold, &file])
                .args(&by)
                .output()
                .unwrap();
            assert!(theirs.status.success(), "{theirs:?}");
            let ours = stdout(tacheron().arg("eval").args([&gold, &posts]).args(&by));
            assert_eq!(ours, String::from_utf8(theirs.stdout).unwrap(), "{by:?}");
        }
    }
}
