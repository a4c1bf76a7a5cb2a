//! The claims that the choices of a verb let through.

use super::claims::Fact;
use super::decided::is_decided;
use super::things::{Told, Value};
use crate::model::View;
use crate::model::view::Claim;
use oxigraph::model::Term;
use std::collections::BTreeSet;

/// Claims of posts by their IRIs, and what people decided by its terms, for all of that has one name.
#[derive(Debug, Default)]
pub struct Chosen {
    claims: BTreeSet<String>,
    decided: BTreeSet<[String; 3]>,
}

impl Chosen {
    /// What a view holds.
    pub fn of(view: &View) -> Self {
        let mut chosen = Self::default();
        for edge in &view.edges {
            let ends = [edge.subject, edge.object].map(|end| view.nodes[end].iri.as_str());
            let predicate = &view.terms[edge.predicate].iri;
            for claim in &view.claims[edge.claims.clone()] {
                chosen.add(claim, [ends[0], predicate, ends[1]]);
            }
        }
        for node in &view.nodes {
            for known in &node.attributes {
                let predicate = &view.terms[known.predicate].iri;
                for claim in &view.claims[known.claims.clone()] {
                    chosen.add(claim, [&node.iri, predicate, &known.value]);
                }
            }
        }
        chosen
    }

    fn add(&mut self, claim: &Claim, fact: [&str; 3]) {
        match is_decided(&claim.iri) {
            true => self.decided.insert(fact.map(str::to_owned)),
            false => self.claims.insert(claim.iri.clone()),
        };
    }

    fn has(&self, claim: &str, fact: [&str; 3]) -> bool {
        match is_decided(claim) {
            true => self.decided.contains(&fact.map(str::to_owned)),
            false => self.claims.contains(claim),
        }
    }

    pub(super) fn has_told(&self, told: &Told) -> bool {
        let object = match &told.object {
            Value::Thing(thing) => &thing.iri,
            Value::Literal { value, .. } => value,
        };
        self.has(
            &told.claim,
            [&told.subject.iri, &told.predicate.iri, object],
        )
    }

    pub(super) fn has_fact(&self, fact: &Fact) -> bool {
        let object = match &fact.object {
            Term::NamedNode(node) => node.as_str(),
            Term::Literal(literal) => literal.value(),
            _ => return false,
        };
        self.has(
            &fact.iri,
            [fact.subject.as_str(), fact.predicate.as_str(), object],
        )
    }
}
