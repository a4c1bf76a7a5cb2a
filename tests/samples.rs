//! What is found in the sample posts stands where it is said to stand, and is the same each time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use tacheron::analysis;
use tacheron::model::Post;
use tacheron::ontology::Knowledge;
use tacheron::read::{Reader, inputs};
use tacheron::write::jsonl;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(&[]).unwrap());
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::built_in().unwrap());

/// The sample posts, and the texts to measure with.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["data/posts", "tests/unseen"].map(|it| root.join(it).display().to_string());
    let found = inputs(&folders);
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    found.files
}

fn posts(file: &Path) -> Vec<Post> {
    let reading = READER.read_path(file);
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.posts
}

fn records(post: &Post, all: bool) -> Vec<Value> {
    let mut bytes = Vec::new();
    jsonl::write(post, &analysis::extract(post, &KNOWLEDGE), all, &mut bytes).unwrap();
    bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// The text in which the positions of a post's records count: the file where it has no mark-up.
fn text(file: &Path, post: &Post) -> Vec<char> {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("txt") => {
            let bytes = fs::read(file).unwrap();
            match std::str::from_utf8(&bytes) {
                Ok(text) => text.chars().collect(),
                // One of them is as old pages are.
                Err(_) => encoding_rs::WINDOWS_1252.decode(&bytes).0.chars().collect(),
            }
        }
        _ => post.text.chars().collect(),
    }
}

fn piece(text: &[char], of: &Value) -> String {
    let number = |key: &str| of[key].as_u64().unwrap() as usize;
    text[number("start")..number("end")].iter().collect()
}

#[test]
fn every_quote_and_mention_stands_at_its_position() {
    let (mut quotes, mut mentions) = (0, 0);
    for file in files() {
        for post in posts(&file) {
            let text = text(&file, &post);
            for record in records(&post, true) {
                if record["kind"] == "fact" {
                    assert_eq!(record["quote"], piece(&text, &record), "{}", file.display());
                    assert!(!record["quote"].as_str().unwrap().trim().is_empty());
                    quotes += 1;
                }
                for mention in record["mentions"].as_array().into_iter().flatten() {
                    assert_eq!(mention["text"], piece(&text, mention), "{}", file.display());
                    mentions += 1;
                }
            }
        }
    }
    assert!(
        quotes > 40 && mentions > 300,
        "{quotes} quotes, {mentions} mentions"
    );
}

#[test]
fn facts_lead_from_and_to_entities_of_their_post() {
    for file in files() {
        for post in posts(&file) {
            let records = records(&post, true);
            let known: Vec<&Value> = records
                .iter()
                .filter(|record| record["kind"] == "entity")
                .map(|record| &record["id"])
                .collect();
            for fact in records.iter().filter(|record| record["kind"] == "fact") {
                assert!(known.contains(&&fact["subject"]), "{fact}");
                assert!(
                    known.contains(&&fact["object"]) != fact["value"].is_object(),
                    "{fact}"
                );
                assert!(fact["claimed_by"].is_null() || known.contains(&&fact["claimed_by"]));
            }
        }
    }
}

#[test]
fn the_same_post_gives_the_same_bytes() {
    // Loaded a second time: nothing may hang on the order of a hash map.
    let again = Knowledge::load(&[]).unwrap();
    assert_eq!(again.version, KNOWLEDGE.version);
    for file in files() {
        for post in posts(&file) {
            let bytes = |knowledge: &Knowledge| {
                let mut bytes = Vec::new();
                jsonl::write(
                    &post,
                    &analysis::extract(&post, knowledge),
                    true,
                    &mut bytes,
                )
                .unwrap();
                bytes
            };
            assert_eq!(bytes(&KNOWLEDGE), bytes(&again), "{}", file.display());
        }
    }
}

/// Texts that stop in the middle: pages are cut off, and a captured line ends where the screen did.
#[test]
fn a_text_that_stops_after_any_word_is_read() {
    /// So many words stand before the end of a line that is cut.
    const BEFORE: usize = 14;
    let read = |text: &str| {
        for post in READER.read_bytes("cut.txt", text.as_bytes()).posts {
            analysis::extract(&post, &KNOWLEDGE);
        }
    };
    let mut read_so_far = 0;
    for file in files() {
        for post in posts(&file) {
            let mut cut = Vec::new();
            for line in post.text.lines() {
                let words: Vec<&str> = line.split_whitespace().collect();
                let ends = (2..=words.len()).step_by(3);
                cut.extend(ends.map(|end| words[end.saturating_sub(BEFORE)..end].join(" ")));
            }
            read(&cut.join("\n\n"));
            cut.iter().step_by(40).for_each(|line| read(line));
            read_so_far += cut.len();
        }
    }
    assert!(read_so_far > 2_000, "{read_so_far} lines");
    // the last word of all is one of the name of a square
    read("I rider di Glovo hanno manifestato in piazza Castello");
    read("Les livreurs se retrouvent place Bellecour");
}
