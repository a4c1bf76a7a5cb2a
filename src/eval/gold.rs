//! Gold files: what a person found in a text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::name::{same_name, same_value};

/// Subject, predicate, and object or value. An end is `None` where nothing in the gold is that.
pub(super) type Key = (Option<String>, String, Option<String>);

/// What a person found in one text.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The name of the text's file, without its folder.
    pub file: String,
    /// `None` where the gold file does not say.
    pub lang: Option<String>,
    /// In the order of the file: id and acceptable types, the best first.
    pub(super) types: Vec<(String, Vec<String>)>,
    /// The entity behind a spelling.
    pub(super) names: BTreeMap<String, String>,
    pub(super) labels: BTreeMap<String, String>,
    /// In the order of the file.
    pub(super) facts: Vec<(Key, Said)>,
    pub(super) optional: BTreeSet<Key>,
}

/// How the text states a fact.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub quote: String,
    pub claimed_by: Option<String>,
    /// The object's id, or the value as it is written.
    pub object: String,
}

/// Why gold files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    #[error("{file}: cannot be read: {source}")]
    Read { file: String, source: io::Error },
    #[error(
        "{file}:{line}: no gold file: {what}; expected an object with file, entities and facts"
    )]
    Wrong {
        file: String,
        /// From 1.
        line: usize,
        what: String,
    },
    #[error("{0}: no gold file in it: expected files that end in .json")]
    Empty(String),
}

#[derive(Deserialize)]
struct File {
    file: String,
    #[serde(default)]
    lang: Option<String>,
    entities: Vec<Entity>,
    #[serde(default)]
    facts: Vec<Fact>,
    #[serde(default)]
    optional: Vec<Fact>,
}

#[derive(Deserialize)]
struct Entity {
    id: String,
    types: Vec<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Fact {
    s: String,
    p: String,
    #[serde(default)]
    o: Option<String>,
    #[serde(default)]
    value: Option<serde_json::Value>,
    #[serde(default)]
    quote: String,
    #[serde(default, rename = "claimedBy")]
    claimed_by: Option<String>,
}

/// The gold files of a folder, by name.
///
/// # Errors
/// A folder or file that cannot be read, a file that is none, a folder without any.
pub fn load(folder: &Path) -> Result<Vec<Gold>, GoldError> {
    let name = |path: &Path| path.display().to_string();
    let unreadable = |path: &Path| {
        let file = name(path);
        move |source| GoldError::Read { file, source }
    };
    let mut files: Vec<_> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(unreadable(folder))?;
    files.retain(|path: &std::path::PathBuf| path.extension().is_some_and(|it| it == "json"));
    files.sort();
    if files.is_empty() {
        return Err(GoldError::Empty(name(folder)));
    }
    files
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).map_err(unreadable(path))?;
            let file: File = serde_json::from_str(&text).map_err(|error| GoldError::Wrong {
                file: name(path),
                line: error.line(),
                what: error.to_string(),
            })?;
            Ok(Gold::from(file))
        })
        .collect()
}

impl Gold {
    /// Every spelling of an entity that the text names, as [`same_name`] has it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

impl From<File> for Gold {
    fn from(file: File) -> Self {
        let mut gold = Gold {
            file: file.file,
            lang: file.lang,
            ..Gold::default()
        };
        for entity in file.entities {
            for name in &entity.names {
                let known = gold.names.entry(same_name(name));
                known.or_insert_with(|| entity.id.clone());
            }
            if let Some(first) = entity.names.first() {
                gold.labels.insert(entity.id.clone(), first.clone());
            }
            gold.types.push((entity.id, entity.types));
        }
        for fact in &file.facts {
            let (key, said) = (key(fact), said(fact));
            match gold.facts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, known)) => *known = said,
                None => gold.facts.push((key, said)),
            }
        }
        gold.optional = file.optional.iter().map(key).collect();
        gold
    }
}

fn key(fact: &Fact) -> Key {
    let object = match &fact.o {
        Some(object) => object.clone(),
        None => same_value(&fact.p, &written(fact)),
    };
    (Some(fact.s.clone()), fact.p.clone(), Some(object))
}

fn said(fact: &Fact) -> Said {
    Said {
        quote: fact.quote.clone(),
        claimed_by: fact.claimed_by.clone(),
        object: fact.o.clone().unwrap_or_else(|| written(fact)),
    }
}

fn written(fact: &Fact) -> String {
    match &fact.value {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}
