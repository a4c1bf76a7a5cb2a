//! The verbs that read posts: into a store, as records, and as a first look.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;

/// Long enough for its language to be told.
const TURK: &str = "Une note sur les plateformes\n\nMechanical Turk d’Amazon est le plus connu des services \
                    de ce genre, et les gens qui y travaillent ne le savent pas toujours.\n";

fn tacheron(store: &Path) -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("TACHERON_STORE", store)
        .env("LANG", "C")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100");
    command
}

fn stdout(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_second_ingest_finds_all_done_and_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("deep/er/store.nq");
    let first = stdout(tacheron(&store).args(["ingest", "data/posts"]));
    assert!(
        first.starts_with("21 new, 0 changed, 0 same, 0 gone, 0 bad\n"),
        "{first}"
    );
    let bytes = fs::read(&store).unwrap();
    let second = stdout(tacheron(&store).args(["ingest", "data/posts"]));
    assert!(
        second.starts_with("0 new, 0 changed, 21 same, 0 gone, 0 bad\n"),
        "{second}"
    );
    assert_eq!(fs::read(&store).unwrap(), bytes);
    let other = folder.path().join("other.nq");
    stdout(tacheron(&other).args(["ingest", "data/posts"]));
    assert_eq!(
        fs::read(&other).unwrap(),
        bytes,
        "two stores of the same posts differ"
    );
}

#[test]
fn what_the_lexicon_knows_explains_what_posts_mention_and_goes_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.nq");
    let post = folder.path().join("turk.txt");
    fs::write(&post, TURK).unwrap();
    stdout(tacheron(&store).arg("ingest").arg(&post));
    let background = |store: &Path| {
        let text = fs::read_to_string(store).unwrap();
        text.lines()
            .filter(|line| line.ends_with("graph/background> ."))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let known = background(&store);
    let has = |what: &str| known.iter().any(|line| line.contains(what));
    assert!(
        has("knownOperator") && has("\"MTurk\"") && has("\"États-Unis\"@fr"),
        "{known:#?}"
    );
    assert!(!has("Uber"), "nothing but what the posts lead to");
    tacheron(&store).arg("forget").arg(&post).assert().success();
    assert!(background(&store).is_empty());
}

#[test]
fn bad_input_is_told_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.nq");
    let posts = folder.path().join("posts");
    fs::create_dir(&posts).unwrap();
    fs::write(posts.join("good.txt"), "Une note\n\nUber est à Paris.\n").unwrap();
    fs::write(posts.join("empty.txt"), "").unwrap();
    fs::write(
        posts.join("binary.txt"),
        [0u8, 159, 146, 150, 0, 1, 2, 3].repeat(64),
    )
    .unwrap();
    fs::write(
        posts.join("broken.xml"),
        "<rss><channel><item><title>x</item>",
    )
    .unwrap();
    fs::write(
        posts.join("lines.jsonl"),
        "{\"title\":\"a\",\"text\":\"Uber est à Paris.\",\"lang\":\"fr\"}\n{\"title\":\n",
    )
    .unwrap();
    for verb in ["ingest", "extract"] {
        tacheron(&store)
            .arg(verb)
            .args([&posts, &folder.path().join("missing.txt")])
            .assert()
            .code(1)
            .stderr(
                predicate::str::contains("empty.txt: ")
                    .and(predicate::str::contains("binary.txt: "))
                    .and(predicate::str::contains("broken.xml"))
                    .and(predicate::str::contains("lines.jsonl:2: "))
                    .and(predicate::str::contains(
                        "missing.txt: there is no such file",
                    ))
                    .and(predicate::str::contains("5 inputs were bad")),
            );
    }
    let stats = stdout(tacheron(&store).args(["stats", "--format", "json"]));
    let stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
    assert_eq!(stats["posts"], 2);
}

#[test]
fn nothing_to_read_is_exit_code_2() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.nq");
    for verb in ["ingest", "extract"] {
        tacheron(&store)
            .args([verb, "no/such/file.txt"])
            .assert()
            .code(2)
            .stderr(predicate::str::contains("no/such/file.txt"));
    }
    assert!(!store.exists());
    tacheron(&store)
        .args(["ingest", "data/posts", "--as", "pdf"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("expected one of text, dump"));
}

#[test]
fn records_are_the_same_each_time_and_in_the_order_of_the_input() {
    let store = Path::new("nowhere.nq");
    let args = ["extract", "data/posts", "--format", "jsonl"];
    let first = stdout(tacheron(store).args(args));
    assert_eq!(
        first,
        stdout(tacheron(store).args(args).env("RAYON_NUM_THREADS", "1"))
    );
    let files: Vec<String> = first
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|record| record["kind"] == "post")
        .map(|record| record["file"].as_str().unwrap().to_owned())
        .collect();
    assert!(files.is_sorted(), "{files:?}");
    assert_eq!(files.len(), 21);
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join(store).exists());
}

#[test]
fn standard_input_is_read() {
    tacheron(Path::new("nowhere.nq"))
        .args(["extract", "-", "--as", "text"])
        .write_stdin(TURK)
        .assert()
        .success()
        .stdout(
            predicate::str::contains("Amazon Mechanical Turk → ")
                .and(predicate::str::contains("→ Amazon")),
        );
}

#[test]
fn what_is_in_doubt_is_told_apart() {
    let text = "Une note sur les plateformes\n\nIl faut le dire encore une fois dans cette note : \
                Google utiliserait la plateforme UHRS pour ses annotations.\n";
    let store = Path::new("nowhere.nq");
    let plain = tacheron(store)
        .args(["extract", "-", "--as", "text", "--format", "jsonl"])
        .write_stdin(text)
        .assert()
        .success();
    assert!(!String::from_utf8_lossy(&plain.get_output().stdout).contains("\"usesPlatform\""));
    tacheron(store)
        .args(["extract", "-", "--as", "text", "--all"])
        .write_stdin(text)
        .assert()
        .success()
        .stdout(predicate::str::contains("in doubt"));
}

#[test]
fn the_demo_shows_a_table_a_chain_and_commands_that_run() {
    let folder = tempfile::tempdir().unwrap();
    let demo = folder.path().join("demo");
    let shown = stdout(tacheron(Path::new("nowhere.nq")).arg("demo").arg(&demo));
    let store = demo.join("store.nq");
    assert!(
        shown.contains("21 new") && shown.contains("run by"),
        "{shown}"
    );
    assert!(
        shown.contains(&format!("export TACHERON_STORE={}", store.display())),
        "{shown}"
    );
    let (_, next) = shown.split_once("Where to look next").unwrap();
    let mut run = 0;
    for line in next.lines().filter(|line| line.contains("  # ")) {
        let (command, _) = line.split_once("  # ").unwrap();
        if command.contains("FOLDER") {
            continue;
        }
        // As a shell parts them: words, some of them in quotation marks.
        let parts = command.trim().split('"').enumerate();
        let words: Vec<String> = parts
            .flat_map(|(at, part)| match at % 2 {
                0 => part
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>(),
                _ => vec![part.to_owned()],
            })
            .collect();
        tacheron(&store).args(&words[1..]).assert().success();
        run += 1;
    }
    assert!(run >= 5, "{shown}");
}
