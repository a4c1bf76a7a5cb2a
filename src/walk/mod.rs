//! Walks through the facts of a store: what lies around an entity, and by which chain of facts two
//! of them hang together.
//!
//! [`load`] reads a [`View`](crate::model::View) out of the store; [`Paths`], [`around()`] and
//! [`components()`] turn it into a petgraph graph and walk that; [`quote`] fetches the passages for
//! what they found.

mod around;
mod choose;
mod claims;
mod components;
mod cost;
mod describe;
mod entities;
mod graph;
mod load;
mod most_linked;
mod names;
mod path;
mod quote;
mod routes;
#[cfg(test)]
pub(crate) mod sample;
mod symbols;

pub use around::{Around, around};
pub use choose::posts as graphs_of;
pub use components::{Components, components};
pub use graph::graph;
pub use load::load;
pub use most_linked::most_linked;
pub use path::{Chain, Hop, PathQuery, Paths, Selection, paths};
pub use quote::quote;

/// Why a store could not be read as a graph, or a walk not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the store cannot be read: {0}")]
    Store(#[from] oxigraph::store::StorageError),
    /// A choice names a predicate, class or post that no fact here has.
    #[error("no fact here has the {what} `{given}`{}", hint(.near, .known))]
    Unknown {
        /// `predicate`, `class` or `post`.
        what: &'static str,
        given: String,
        /// Names that are spelled nearly so, the nearest first.
        near: Vec<String>,
        /// All names that there are, sorted.
        known: Vec<String>,
    },
}

fn hint(near: &[String], known: &[String]) -> String {
    match (near, known) {
        ([], []) => "; the store holds none".to_owned(),
        ([], known) => format!("; there are: {}", shortened(known)),
        (near, _) => format!("; did you mean {}?", shortened(near)),
    }
}

/// At most twenty names, for a list must fit on a screen.
fn shortened(names: &[String]) -> String {
    let shown = names.iter().take(20).map(|name| format!("`{name}`"));
    let mut text = shown.collect::<Vec<_>>().join(", ");
    if names.len() > 20 {
        text.push_str(&format!(" and {} more", names.len() - 20));
    }
    text
}
