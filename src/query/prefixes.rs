//! Prefixes: those that a text of SPARQL need not declare, and what others usually stand for.

use super::lexer::{Kind, Lexeme, lexemes};
use crate::vocab::{ENTITY_PREFIXES, PREFIXES};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The file `queries/prefixes.toml`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    known: BTreeMap<String, String>,
    usual: BTreeMap<String, String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    // That the file is well formed is held by a test; without it only declared prefixes would be known.
    toml::from_str(include_str!("../../queries/prefixes.toml")).unwrap_or_default()
});

/// All that need no declaring, with their IRIs: of the ontology, its alignments and entities, and the usual.
pub fn all_known() -> impl Iterator<Item = (&'static str, &'static str)> {
    let ours = PREFIXES.iter().chain(ENTITY_PREFIXES).copied();
    let known = FILE.known.iter();
    ours.chain(known.map(|(prefix, iri)| (prefix.as_str(), iri.as_str())))
}

/// Those that a text declares itself, with their IRIs.
pub(super) fn declared(text: &str) -> Vec<(&str, &str)> {
    let pieces: Vec<Lexeme<'_>> = lexemes(text).collect();
    pieces
        .windows(3)
        .filter_map(|three| match three {
            [word, name, iri]
                if word.is_word("PREFIX") && name.kind == Kind::Name && iri.kind == Kind::Iri =>
            {
                let iri = iri.text.trim_start_matches('<').trim_end_matches('>');
                Some((name.text.strip_suffix(':')?, iri))
            }
            _ => None,
        })
        .collect()
}

/// What a prefix stands for that needs no declaring.
pub fn known(prefix: &str) -> Option<&'static str> {
    all_known()
        .find(|(known, _)| *known == prefix)
        .map(|(_, iri)| iri)
}

/// What a prefix stands for mostly, declared or not.
pub fn usual(prefix: &str) -> Option<&'static str> {
    known(prefix).or_else(|| FILE.usual.get(prefix).map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::{File, all_known, known, usual};
    use oxigraph::model::NamedNode;
    use std::collections::BTreeSet;

    #[test]
    fn each_prefix_stands_for_one_iri_and_is_listed_once() {
        let file: File = toml::from_str(include_str!("../../queries/prefixes.toml")).unwrap();
        let mut met = BTreeSet::new();
        let of_file = |them: std::collections::BTreeMap<String, String>| them.into_iter();
        let listed = all_known()
            .map(|(prefix, iri)| (prefix.to_owned(), iri.to_owned()))
            .chain(of_file(file.usual));
        for (prefix, iri) in listed {
            assert!(NamedNode::new(&iri).is_ok(), "{prefix}: {iri}");
            assert!(iri.ends_with(['#', '/', '_', ':', '=']), "{prefix}: {iri}");
            assert!(met.insert(prefix.clone()), "{prefix} is listed twice");
        }
        assert!(met.len() > 60);
    }

    #[test]
    fn ours_are_known_and_others_are_usual() {
        assert_eq!(known("dc"), Some("http://purl.org/dc/elements/1.1/"));
        assert_eq!(
            known("platform"),
            Some("https://w3id.org/tacheron/id/platform/")
        );
        assert_eq!(known("gndo"), None);
        assert!(usual("gndo").is_some());
        assert_eq!(usual("nobody"), None);
    }
}
