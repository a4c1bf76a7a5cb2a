//! SPARQL Update (<https://www.w3.org/TR/sparql11-update/>): from a text to a change of a store, not yet made.
//!
//! All operations of a request are worked out on top of one another before anything is written, so that
//! either all of them are made or none. Where the text names no graph, it changes the curated one, and asks
//! all graphs together, as queries do.

mod apply;

use super::grammar::Form;
use super::sparql::{Origin, parser};
use super::{QueryError, syntax};
use crate::vocab::graph;
use oxigraph::model::{NamedNode, Quad};
use spargebra::Update;

pub use apply::change;

/// What an update would do to a store. Sorted, each quad once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// Quads that the store does not have.
    pub added: Vec<Quad>,
    /// Quads that the store has.
    pub removed: Vec<Quad>,
}

/// Which graphs an update may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// That of what people decided.
    Curated,
    /// Any that it names.
    Any,
}

/// Why an update is not made.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// It would change a graph that is not the curated one.
    #[error("the update would change {graph}, and an update changes the curated graph only")]
    Graph {
        /// As a person reads it: `the graph <…>`, `all graphs`.
        graph: String,
    },
    /// It would fetch something.
    #[error("LOAD <{source_iri}> would fetch a file, and an update fetches nothing")]
    Load { source_iri: String },
}

impl Refused {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Refused::Graph { .. } => format!(
                "leave GRAPH and WITH out, or name <{}>; --any-graph lets it change any graph, which the next \
                 ingest of that post writes anew",
                graph::CURATED
            ),
            Refused::Load { .. } => "write the triples into INSERT DATA { … }".to_owned(),
        }
    }
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

/// The graph that is meant where none is named.
pub(super) fn curated() -> NamedNode {
    NamedNode::new_unchecked(graph::CURATED.as_str())
}
