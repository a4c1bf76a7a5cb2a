//! Words of our ontology that a query uses, and whether there are such.

use super::QueryError;
use super::near::nearest;
use super::tokens::{Token, tokens};
use crate::vocab::TAC;
use oxigraph::model::NamedNodeRef;
use oxigraph::store::Store;
use spargebra::Query;
use std::collections::BTreeSet;
use std::ops::Range;

/// A term of the namespace `tac:` that neither the ontology nor the store knows.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("`tac:{name}` is no term of the ontology, and the store does not use it")]
pub struct UnknownTerm {
    /// Without the namespace.
    pub name: String,
    /// Where the query comes from, as errors name it.
    pub origin: String,
    /// The text of the query.
    pub text: String,
    /// Where the term stands in it: bytes from 0, half-open; empty where that is not known.
    pub span: Range<usize>,
    /// Known terms that are like it, without the namespace, the likest first. May be empty.
    pub near: Vec<String>,
}

/// # Errors
/// [`UnknownTerm`], for the first one.
pub(super) fn check<'a>(
    text: &str,
    origin: &str,
    query: &Query,
    store: &Store,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<(), QueryError> {
    let known: BTreeSet<&str> = known
        .into_iter()
        .filter_map(|iri| iri.strip_prefix(TAC))
        .collect();
    // As the query is printed, every IRI stands in full, however it was written.
    let printed = query.to_string();
    for (_, token) in tokens(&printed) {
        let Token::Iri(iri) = token else { continue };
        let Some(name) = iri.strip_prefix(TAC) else {
            continue;
        };
        if known.contains(name) || is_used(store, iri)? {
            continue;
        }
        return Err(UnknownTerm {
            name: name.to_owned(),
            origin: origin.to_owned(),
            text: text.to_owned(),
            span: place(text, iri, name),
            near: nearest(name, known.iter().copied(), 3)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        }
        .into());
    }
    Ok(())
}

fn is_used(store: &Store, iri: &str) -> Result<bool, QueryError> {
    let Ok(node) = NamedNodeRef::new(iri) else {
        return Ok(false);
    };
    for mut quads in [
        store.quads_for_pattern(None, Some(node), None, None),
        store.quads_for_pattern(None, None, Some(node.into()), None),
        store.quads_for_pattern(Some(node.into()), None, None, None),
    ] {
        if quads.next().transpose()?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn place(text: &str, iri: &str, name: &str) -> Range<usize> {
    tokens(text)
        .find(|(_, token)| match token {
            Token::Prefixed { local, .. } => *local == name,
            Token::Iri(found) => *found == iri,
            Token::Variable(_) | Token::Word(_) => false,
        })
        .map_or(0..0, |(span, _)| span)
}
