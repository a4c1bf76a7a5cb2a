//! What the rules read in a text that a test writes down.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use tacheron::analysis;
use tacheron::ontology::Knowledge;
use tacheron::read::Reader;
use tacheron::write::jsonl;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(&[]).unwrap());

/// What is written down of a text, one record for each entity and each fact.
fn records(text: &str) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("post.txt");
    std::fs::write(&file, text).unwrap();
    let reading = Reader::built_in().unwrap().read_path(&file);
    let mut bytes = Vec::new();
    for post in &reading.posts {
        let found = analysis::extract(post, &KNOWLEDGE);
        jsonl::write(post, &found, false, &mut bytes).unwrap();
    }
    bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

/// All names of who is named as the source of each fact of a predicate; none where nobody is.
pub fn sources(text: &str, predicate: &str) -> Vec<Vec<String>> {
    let records = records(text);
    let names = |id: &serde_json::Value| {
        let entity = records
            .iter()
            .find(|r| r["kind"] == "entity" && r["id"] == *id);
        let mentions = entity
            .iter()
            .flat_map(|e| e["mentions"].as_array().unwrap());
        let forms = mentions.map(|m| m["text"].as_str().unwrap().to_owned());
        let label = entity
            .iter()
            .map(|e| e["label"].as_str().unwrap().to_owned());
        label.chain(forms).collect()
    };
    let facts = records
        .iter()
        .filter(|r| r["kind"] == "fact" && r["predicate"] == predicate);
    facts.map(|fact| names(&fact["claimed_by"])).collect()
}

/// Facts as "subject predicate object", values by their lexical form, and names, of a text.
pub fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let records = records(text);
    let of_kind = |kind: &str| {
        let kind = kind.to_owned();
        records.iter().filter(move |r| r["kind"] == kind.as_str())
    };
    let label = |id: &serde_json::Value| {
        of_kind("entity")
            .find(|entity| entity["id"] == *id)
            .map(|entity| entity["label"].as_str().unwrap().to_owned())
    };
    let facts = of_kind("fact")
        .map(|f| {
            let subject = label(&f["subject"]).unwrap_or_default();
            let value = || f["value"]["lexical"].as_str().map(str::to_owned);
            let object = label(&f["object"]).or_else(value).unwrap_or_default();
            format!("{subject} {} {object}", f["predicate"].as_str().unwrap())
        })
        .collect();
    let names = of_kind("entity")
        .filter_map(|entity| label(&entity["id"]))
        .collect();
    (facts, names)
}

/// Facts with all names of their ends, as [`tacheron::fold::key`] compares them; values by their lexical form, and as
/// number, currency and unit.
pub fn named_facts(text: &str) -> Vec<(BTreeSet<String>, String, BTreeSet<String>)> {
    let records = records(text);
    let names = |id: &serde_json::Value| -> BTreeSet<String> {
        let entity = records
            .iter()
            .find(|r| r["kind"] == "entity" && r["id"] == *id);
        let forms = entity.iter().flat_map(|e| {
            let mentions = e["mentions"].as_array().unwrap();
            let mentions = mentions.iter().map(|m| m["text"].as_str().unwrap());
            mentions.chain(e["label"].as_str())
        });
        forms.map(tacheron::fold::key).collect()
    };
    let facts = records.iter().filter(|r| r["kind"] == "fact");
    let named = facts.map(|fact| {
        let mut object = names(&fact["object"]);
        if let Some(lexical) = fact["value"]["lexical"].as_str() {
            object.extend([tacheron::fold::key(lexical), lexical.to_owned()]);
        }
        let predicate = fact["predicate"].as_str().unwrap().to_owned();
        (names(&fact["subject"]), predicate, object)
    });
    named.collect()
}

pub fn states(text: &str, wanted: &str) {
    let (facts, _) = read(text);
    assert!(facts.iter().any(|fact| fact == wanted), "{facts:?}");
}

pub fn states_not(text: &str, unwanted: &str) {
    let (facts, _) = read(text);
    assert!(!facts.iter().any(|fact| fact == unwanted), "{facts:?}");
}

/// The cases of a file for `include_str!`: its lines but for comments, each with its cells, which bars part.
pub fn cases<const CELLS: usize>(text: &str) -> impl Iterator<Item = (&str, [&str; CELLS])> {
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let cells: Vec<&str> = line.split(" | ").collect();
        let cells = cells.try_into();
        (line, cells.unwrap_or_else(|_| panic!("{line}")))
    })
}
