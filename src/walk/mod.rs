//! Walks through the facts of a store: what lies around an entity, by which chain of facts two of them
//! hang together, what they have in common, who is central, what belongs together and what holds it.
//!
//! [`load`] reads a [`View`](crate::model::View) out of the store, or of a file's [`Table`]; the walks ([`paths`], [`around()`],
//! [`rank()`], [`groups()`], [`bridges()`] and so on) turn it into a petgraph graph ([`graph()`] with
//! every fact, [`net()`] with one link for each pair) and walk that; [`quote`] fetches the passages for
//! what they found.

mod around;
mod best_facts;
mod bridges;
mod choose;
mod claims;
mod common;
mod components;
mod cost;
mod decided;
mod describe;
mod entities;
mod graph;
mod groups;
mod guided;
mod kept;
mod leiden;
mod load;
mod most_linked;
mod names;
mod net;
mod path;
mod quote;
mod rank;
mod roads;
mod routes;
#[cfg(test)]
pub(crate) mod sample;
mod spread;
mod statements;
mod subset;
mod symbols;
mod table;
mod timeline;
mod turned;
mod weigh;

pub use around::{Around, around};
pub use best_facts::best_facts;
pub use bridges::{Bridge, Bridges, Joint, bridges};
pub use choose::posts as graphs_of;
pub use common::{Common, Shared, common};
pub use components::{Components, components};
pub use graph::graph;
pub use groups::{Group, Grouping, Groups, groups, groups_on};
pub use load::load;
pub use most_linked::{large_parts, most_linked};
pub use net::{Direction, Net, net};
pub use path::{Chain, Hop, Length, PathQuery, Paths, Selection, paths, paths_on};
pub use quote::{quote, quote_claims};
pub use rank::{Measure, RankOptions, Scores, rank, rank_on};
pub use roads::Roads;
pub use statements::Statements;
pub use subset::subset;
pub use table::Table;
pub use timeline::{Moment, What, timeline};
pub use turned::{By, Item, Turned, columns, turned};

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
