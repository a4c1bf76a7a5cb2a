//! What people decided, as claims that no post makes.

use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNodeRef, TermRef};

use super::Error;
use super::claims::{Key, RawClaim, RawObject};
use super::statements::Statements;
use super::symbols::Symbols;
use crate::model::Stance;
use crate::vocab::{graph, is_relation};

/// The facts of the curated graph, where that is among the graphs given (all graphs: `None`). Their graph
/// stands for claim and post. What `is_claim` knows as a claim is no fact.
pub(super) fn decided(
    store: &dyn Statements,
    graphs: Option<&[GraphName]>,
    symbols: &mut Symbols,
    mut is_claim: impl FnMut(Key) -> bool,
) -> Result<Vec<RawClaim>, Error> {
    let curated = NamedNodeRef::new_unchecked(graph::CURATED.as_str());
    if graphs.is_some_and(|graphs| !graphs.contains(&GraphName::from(curated))) {
        return Ok(Vec::new());
    }
    let of = symbols.symbol(curated.as_str());
    let mut claims = Vec::new();
    store.curated(&mut |quad| {
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else {
            return;
        };
        let subject = symbols.symbol(subject.as_str());
        if !is_relation(quad.predicate.as_str()) || is_claim((subject, Some(of))) {
            return;
        }
        let object = match quad.object {
            TermRef::NamedNode(object) => RawObject::Entity(symbols.symbol(object.as_str())),
            TermRef::Literal(value) => RawObject::Literal(value.value().to_owned()),
            _ => return,
        };
        claims.push(RawClaim {
            iri: of,
            post: of,
            subject,
            predicate: symbols.symbol(quad.predicate.as_str()),
            object,
            stance: Stance::Asserted,
            confidence: 1.0,
            as_of: None,
            speaker: None,
        });
    })?;
    Ok(claims)
}
