//! The rooms of the house: which module of `src` may use which, and who alone knows which library.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use. Dependencies run down this list, but where a line says why not.
const ROOMS: &[(&str, &[&str])] = &[
    (
        "cli",
        &[
            "alphabet", "analysis", "eval", "examples", "model", "ontology", "outside", "pipeline",
            "query", "read", "remote", "store", "vocab", "walk", "workshop", "write",
        ],
    ),
    // Asks another engine what `query` asks the store, and fetches what it reads.
    ("remote", &["model", "query", "vocab"]),
    // Asks another program for proposals.
    ("outside", &["extract", "model"]),
    // Shows whoever writes rules what extraction sees.
    (
        "workshop",
        &[
            "analysis", "extract", "fold", "model", "ontology", "resolve", "split", "vocab",
        ],
    ),
    // Scores the statements that the JSON lines carry, each once.
    ("eval", &["model", "write"]),
    // `kind_of` gives the IRIs of the lexicon in the background graph, as extraction gives them to entities.
    (
        "pipeline",
        &[
            "encode", "model", "ontology", "read", "resolve", "store", "vocab",
        ],
    ),
    // Chains are drawn as the walk gives them; classes and properties by the words of the ontology.
    ("write", &["model", "ontology", "vocab", "walk"]),
    ("walk", &["alphabet", "model", "sift", "vocab"]),
    ("query", &["model", "ontology", "vocab"]),
    ("examples", &["analysis", "model", "ontology"]),
    (
        "analysis",
        &["extract", "model", "ontology", "resolve", "split", "tag"],
    ),
    ("store", &["model", "sift", "vocab"]),
    ("sift", &["vocab"]),
    ("encode", &["model", "vocab"]),
    // A draft (`extract`) of mentions (`tag`) in tokens (`split`) is what flows from one stage to the next;
    // each of these types stands in the stage that makes it. Rules ask `resolve` what a pronoun stands for.
    (
        "resolve",
        &[
            "extract",
            "fold",
            "model",
            "ontology",
            "person_name",
            "split",
            "tag",
            "vocab",
        ],
    ),
    (
        "extract",
        &[
            "fold", "model", "ontology", "resolve", "split", "tag", "vocab",
        ],
    ),
    (
        "tag",
        &["fold", "model", "ontology", "split", "values", "vocab"],
    ),
    ("split", &["fold", "model", "ontology"]),
    ("read", &["fold", "language", "model", "values", "vocab"]),
    // Rules become one automaton, and names words, when they are loaded.
    (
        "ontology",
        &[
            "extract",
            "fold",
            "model",
            "person_name",
            "split",
            "values",
            "vocab",
        ],
    ),
    ("language", &["model"]),
    ("values", &["fold", "model"]),
    ("person_name", &["fold"]),
    ("alphabet", &[]),
    ("fold", &[]),
    ("model", &["vocab"]),
    ("vocab", &[]),
];

/// Libraries that only some rooms know.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("miette", &["cli"]),
    ("petgraph", &["walk"]),
    ("rdf_types", &["encode", "model", "store"]),
    ("rdf_syntax", &["encode", "model", "store"]),
    ("spareval", &["query"]),
    ("spargebra", &["query", "remote"]),
    ("ureq", &["remote"]),
    ("dom_query", &["read"]),
    ("feed_rs", &["read"]),
    // Stores and terms of answers; the ontology is parsed with its Turtle parser.
    (
        "oxigraph",
        &[
            "cli", "ontology", "query", "remote", "sift", "store", "walk", "write",
        ],
    ),
];

/// The constants of the RDF shape of a claim, which one room writes and those that ask for claims read.
const SHAPE: &[&str] = &["HAS_SELECTOR", "HAS_TARGET", "AS_OF_BASIS", "OA_START"];
const SHAPE_ROOMS: &[&str] = &["encode", "query", "remote", "store", "vocab", "walk"];

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// Of each file its room, its path, and its code without comments and tests.
fn sources() -> Vec<(String, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&src, &mut paths);
    paths
        .iter()
        // Modules that are compiled for tests alone.
        .filter(|path| !path.ends_with("tests.rs") && !path.ends_with("walk/sample.rs"))
        .map(|path| {
            let inner = path.strip_prefix(&src).unwrap();
            let room = inner.components().next().unwrap().as_os_str();
            let room = room.to_str().unwrap().trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(path).unwrap();
            let code: String = text
                .split("#[cfg(test)]\nmod ")
                .next()
                .unwrap()
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .flat_map(|line| [line, "\n"])
                .collect();
            (room, inner.display().to_string(), code)
        })
        .filter(|(room, ..)| room != "lib" && room != "main")
        .collect()
}

/// The rooms that code names: `crate::room…` and `crate::{room…, room…}`.
fn used(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        if !rest.starts_with('{') {
            found.insert(word(rest));
            continue;
        }
        let mut depth = 0;
        let mut at_start = false;
        for (at, c) in rest.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if depth == 1 && (c == '{' || c == ',') {
                at_start = true;
            } else if at_start && !c.is_whitespace() {
                at_start = false;
                found.insert(word(&rest[at..]));
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn rooms_use_only_what_they_may() {
    let rooms: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    for (room, file, code) in sources() {
        let may = rooms
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{file}: the room `{room}` is not in the list"));
        for other in used(&code) {
            assert!(
                other == room || may.contains(&other.as_str()),
                "src/{file} uses `{other}`, which `{room}` may not"
            );
        }
    }
}

#[test]
fn the_list_holds_nothing_that_is_not_there() {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (room, _, code) in sources() {
        all.entry(room).or_default().extend(used(&code));
    }
    for (room, _) in ROOMS {
        assert!(all.contains_key(*room), "there is no room `{room}`");
    }
}

#[test]
fn libraries_stay_in_their_rooms() {
    for (room, file, code) in sources() {
        for (library, may) in LIBRARIES {
            assert!(
                may.contains(&room.as_str()) || !code.contains(&format!("{library}::")),
                "src/{file} uses the library {library}, which is for {}",
                may.join(", ")
            );
        }
    }
}

#[test]
fn the_shape_of_claims_is_known_in_few_places() {
    for (room, file, code) in sources() {
        for constant in SHAPE {
            assert!(
                SHAPE_ROOMS.contains(&room.as_str()) || !code.contains(constant),
                "src/{file} knows {constant}"
            );
        }
    }
}

#[test]
fn nothing_panics_on_purpose() {
    for (_, file, code) in sources() {
        for word in [".unwrap()", "todo!(", "unimplemented!("] {
            assert!(!code.contains(word), "src/{file} has {word}");
        }
    }
}

#[test]
fn uses_are_found_in_every_form() {
    let code = "use crate::model::{A, B};\nuse crate::{resolve, split::{Text, Token}, tag};\nlet x = crate::fold::fold(y);";
    let expected = ["fold", "model", "resolve", "split", "tag"].map(str::to_owned);
    assert_eq!(used(code), BTreeSet::from(expected));
}
