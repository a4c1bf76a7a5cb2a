//! Names of blank nodes in an answer.

use oxigraph::model::{BlankNode, NamedOrBlankNode, Term, Triple};
use rustc_hash::FxHashMap;

/// Gives blank nodes names by the order in which they come. The evaluator draws those that it makes (for a
/// template, for `BNODE()`) by lot, and a name means nothing outside of its answer anyway
/// (<https://www.w3.org/TR/sparql11-query/#BlankNodesInResults>): so the same question has the same bytes.
#[derive(Default)]
pub(super) struct Blanks(FxHashMap<BlankNode, BlankNode>);

impl Blanks {
    pub fn term(&mut self, term: Term) -> Term {
        match term {
            Term::BlankNode(node) => self.name(node).into(),
            other => other,
        }
    }

    pub fn triple(&mut self, triple: Triple) -> Triple {
        Triple {
            subject: match triple.subject {
                NamedOrBlankNode::BlankNode(node) => self.name(node).into(),
                named => named,
            },
            predicate: triple.predicate,
            object: self.term(triple.object),
        }
    }

    fn name(&mut self, node: BlankNode) -> BlankNode {
        let next = self.0.len() + 1;
        self.0
            .entry(node)
            .or_insert_with(|| BlankNode::new_unchecked(format!("b{next}")))
            .clone()
    }
}
