//! SPARQL Update (<https://www.w3.org/TR/sparql11-update/>): from a text to a change of a store, not yet made.
//!
//! All operations of a request are worked out on top of one another before anything is written, so that
//! either all of them are made or none. Where the text names no graph, it changes the curated one, and asks
//! all graphs together, as queries do.

mod apply;
mod reach;

use super::grammar::Form;
use super::lexer::{Kind, lexemes};
use super::sparql::{Origin, parser};
use super::{QueryError, syntax};
use crate::vocab::graph;
use oxigraph::model::{NamedNode, Quad};

pub use apply::{change, change_with};
pub use reach::{Reach, Refused};
pub use spargebra::Update;

/// What an update would do to a store. Sorted, each quad once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Quads that the store does not have.
    pub added: Vec<Quad>,
    /// Quads that the store has.
    pub removed: Vec<Quad>,
}

/// Parses an update.
///
/// # Errors
/// Where it is no SPARQL 1.1 update: with its place and what was expected there.
pub fn parse<'o>(text: &str, origin: impl Into<Origin<'o>>) -> Result<Update, QueryError> {
    let origin = origin.into();
    parser(origin.base)
        .parse_update(text)
        .map_err(|error| syntax::explain(text, origin, &error.to_string(), Form::Update).into())
}

/// The words with which an update starts, behind its prefixes.
const STARTS: &[&str] = &[
    "INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY",
];

/// Whether a text of SPARQL is an update, by the first word behind its prefixes, and not a query.
pub fn is_update(text: &str) -> bool {
    let start = lexemes(text).find(|piece| {
        let declares = piece.is_word("PREFIX") || piece.is_word("BASE");
        !declares && !matches!(piece.kind, Kind::Name | Kind::Iri)
    });
    start.is_some_and(|piece| STARTS.iter().any(|word| piece.is_word(word)))
}

/// The graph that is meant where none is named.
pub fn curated() -> NamedNode {
    NamedNode::new_unchecked(graph::CURATED.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_update;

    #[test]
    fn an_update_is_told_from_a_query_by_its_first_word() {
        for update in [
            "INSERT DATA {}",
            "PREFIX x: <http://x/> # SELECT\nBASE <http://y/> delete where { ?s ?p ?o }",
            "LOAD <http://x/a>",
            "WITH <http://x/g> DELETE {} WHERE {}",
        ] {
            assert!(is_update(update), "{update}");
        }
        for query in [
            "SELECT ?insert { ?insert ?p 'DELETE' }",
            "PREFIX insert: <http://x/> ASK {}",
            "ASK { ?s ?p ?o } # INSERT",
            "",
        ] {
            assert!(!is_update(query), "{query}");
        }
    }
}
