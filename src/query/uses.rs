//! Which properties and classes a query or an update speaks of.

use super::parts::{Then, each_part_of};
use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use spargebra::{GraphUpdateOperation, Query, Update};

/// What an IRI is used as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Property,
    Class,
}

/// What is looked for, each once, in the order of the text's algebra.
#[derive(Default)]
pub(super) struct Uses(pub Vec<(NamedNode, Role)>);

impl Uses {
    /// What a query looks for. What its template makes is its own business, and what a `SERVICE` has is
    /// another store's.
    pub fn of_query(query: &Query) -> Self {
        let mut uses = Self::default();
        match query {
            Query::Select { pattern, .. }
            | Query::Construct { pattern, .. }
            | Query::Describe { pattern, .. }
            | Query::Ask { pattern, .. } => uses.pattern(pattern),
        }
        uses
    }

    /// What an update looks for, not what it puts in.
    pub fn of_update(update: &Update) -> Self {
        let mut uses = Self::default();
        for operation in &update.operations {
            if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
                uses.pattern(pattern);
            }
        }
        uses
    }

    fn add(&mut self, node: &NamedNode, role: Role) {
        if !self
            .0
            .iter()
            .any(|(known, of)| known == node && *of == role)
        {
            self.0.push((node.clone(), role));
        }
    }

    fn triple(&mut self, triple: &TriplePattern) {
        let NamedNodePattern::NamedNode(predicate) = &triple.predicate else {
            return;
        };
        self.add(predicate, Role::Property);
        if let (rdf::TYPE, TermPattern::NamedNode(class)) = (predicate.as_ref(), &triple.object) {
            self.add(class, Role::Class);
        }
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        use PropertyPathExpression as P;
        match path {
            P::NamedNode(node) => self.add(node, Role::Property),
            P::Reverse(of) | P::ZeroOrMore(of) | P::OneOrMore(of) | P::ZeroOrOne(of) => {
                self.path(of)
            }
            P::Sequence(a, b) | P::Alternative(a, b) => {
                self.path(a);
                self.path(b);
            }
            // What is excluded need not be there.
            P::NegatedPropertySet(_) => {}
        }
    }

    /// What a `SERVICE` asks for is another engine's.
    fn pattern(&mut self, pattern: &GraphPattern) {
        each_part_of(pattern, &mut |part| {
            match part {
                GraphPattern::Bgp { patterns } => {
                    patterns.iter().for_each(|triple| self.triple(triple));
                }
                GraphPattern::Path { path, .. } => self.path(path),
                GraphPattern::Service { .. } => return Then::Beside,
                _ => {}
            }
            Then::Inside
        });
    }
}
