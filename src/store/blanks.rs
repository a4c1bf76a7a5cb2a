//! Names of blank nodes that are the same each time a file is read.

use std::collections::HashMap;

use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term};

/// Gives blank nodes names by their order: a parser draws those that have none in the file by lot.
pub(super) struct Blanks {
    prefix: String,
    of_file: HashMap<BlankNode, BlankNode>,
    count: usize,
}

impl Blanks {
    /// Names that begin so, with a number behind.
    pub fn named(prefix: impl Into<String>) -> Self {
        Self {
            prefix: prefix.into(),
            of_file: HashMap::new(),
            count: 0,
        }
    }

    /// What comes now is another file's: its `_:a` is another node.
    pub fn next_file(&mut self) {
        self.of_file.clear();
    }

    pub fn renamed(&mut self, quad: Quad) -> Quad {
        Quad {
            subject: match quad.subject {
                NamedOrBlankNode::BlankNode(node) => self.name(node).into(),
                named => named,
            },
            object: match quad.object {
                Term::BlankNode(node) => self.name(node).into(),
                other => other,
            },
            graph_name: match quad.graph_name {
                GraphName::BlankNode(node) => self.name(node).into(),
                other => other,
            },
            predicate: quad.predicate,
        }
    }

    fn name(&mut self, node: BlankNode) -> BlankNode {
        let (prefix, count) = (&self.prefix, &mut self.count);
        self.of_file
            .entry(node)
            .or_insert_with(|| {
                *count += 1;
                BlankNode::new_unchecked(format!("{prefix}{count}"))
            })
            .clone()
    }
}
