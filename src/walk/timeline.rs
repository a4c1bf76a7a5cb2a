//! What is said of an entity, in the order of the time of which it is said.

use crate::model::PartialDate;
use crate::model::view::{EdgeId, NodeId, View};

/// A claim in its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The time of which it is said; `None`: none is given.
    pub date: Option<PartialDate>,
    pub what: What,
    /// Index into [`View::claims`].
    pub claim: usize,
}

/// Of what a claim is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    Fact(EdgeId),
    /// A fact with a literal: which of the node's attributes.
    Attribute(usize),
}

/// All claims about a node, the earliest first, those without a date last; on the same date by fact,
/// the best claim of each first. A year stands before its months, these before their days.
pub fn timeline(view: &View, node: NodeId) -> Vec<Moment> {
    let Some(its) = view.nodes.get(node) else {
        return Vec::new();
    };
    let facts = view.edges.iter().enumerate();
    let facts = facts.filter(|(_, edge)| edge.subject == node || edge.object == node);
    let facts = facts.map(|(id, edge)| (What::Fact(id), edge.claims.clone()));
    let attributes = its.attributes.iter().enumerate();
    let attributes = attributes.map(|(at, it)| (What::Attribute(at), it.claims.clone()));
    let mut moments: Vec<Moment> = facts
        .chain(attributes)
        .flat_map(|(what, claims)| {
            claims.map(move |claim| Moment {
                date: view.claims[claim].as_of,
                what,
                claim,
            })
        })
        .collect();
    moments.sort_by_key(|moment| {
        (
            moment.date.is_none(),
            moment.date,
            moment.what,
            moment.claim,
        )
    });
    moments
}
