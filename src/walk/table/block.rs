//! Some statements of a store, with symbols of their own, so that every core can read some.

use oxigraph::model::{
    GraphName, GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef,
};
use oxigraph::store::Store;

use super::{KEPT, NONE, OUTSIDE, Row, questions};
use crate::vocab::{Property, graph};
use crate::walk::Error;
use crate::walk::names::named;
use crate::walk::symbols::{Symbol, Symbols};

/// See the head of this module.
#[derive(Default)]
pub(super) struct Block {
    pub texts: Symbols,
    /// The place of the property in [`KEPT`], and the row.
    pub rows: Vec<(u8, Row)>,
    /// What people decided, in their own graph.
    pub curated: Vec<Quad>,
    /// The graph that came last, with its symbol: neighbours mostly share theirs.
    graph: Option<(GraphName, Symbol)>,
    /// Room for the text of a literal.
    text: String,
}

impl Block {
    /// What a view needs of these statements, which may be others too.
    pub fn of(quads: &mut dyn Iterator<Item = Quad>) -> Self {
        let mut block = Self::default();
        for quad in quads {
            block.add(quad);
        }
        block
    }

    /// What a view needs of one graph of a store.
    pub fn of_graph(store: &Store, graph: &GraphName) -> Result<Self, Error> {
        let mut block = Self::default();
        let curated = NamedNodeRef::new_unchecked(graph::CURATED.as_str());
        match graph {
            GraphName::NamedNode(name) if name.as_ref() == curated => {
                let all = Some(graph.as_ref());
                for quad in store.quads_for_pattern(None, None, None, all) {
                    block.add(quad?);
                }
            }
            GraphName::NamedNode(name) => questions::ask(store, name, &mut block)?,
            _ => {
                for property in KEPT {
                    if OUTSIDE.contains(property) && !graph.is_default_graph() {
                        continue;
                    }
                    let property = Some(named(*property));
                    let of = Some(graph.as_ref());
                    for quad in store.quads_for_pattern(None, property, None, of) {
                        block.add(quad?);
                    }
                }
            }
        }
        Ok(block)
    }

    fn add(&mut self, quad: Quad) {
        if matches!(&quad.graph_name, GraphName::NamedNode(name) if name.as_str() == graph::CURATED.as_str())
        {
            self.curated.push(quad.clone());
        }
        // What was written with escapes comes unasked.
        let same = |known: &Property| known.iri().as_str() == quad.predicate.as_str();
        let Some(place) = KEPT.iter().position(same) else {
            return;
        };
        let graph = self.graph(quad.graph_name.as_ref());
        let subject = match quad.subject.as_ref() {
            NamedOrBlankNodeRef::NamedNode(node) => self.term(node.into()),
            NamedOrBlankNodeRef::BlankNode(node) => self.term(node.into()),
        };
        let object = self.term(quad.object.as_ref());
        self.rows.push((place as u8, [graph, subject, object]));
    }

    pub fn graph(&mut self, name: GraphNameRef<'_>) -> Symbol {
        if let Some((known, symbol)) = &self.graph
            && known.as_ref() == name
        {
            return *symbol;
        }
        let symbol = match name {
            GraphNameRef::NamedNode(node) => self.term(node.into()),
            GraphNameRef::BlankNode(node) => self.term(node.into()),
            GraphNameRef::DefaultGraph => NONE,
        };
        self.graph = Some((name.into_owned(), symbol));
        symbol
    }

    /// As [`Table`](super::Table) keeps it.
    pub fn term(&mut self, term: TermRef<'_>) -> Symbol {
        match term {
            TermRef::NamedNode(node) => self.texts.symbol(node.as_str()),
            TermRef::Literal(literal) => {
                self.text.clear();
                if let Some(lang) = literal.language() {
                    self.text.push('@');
                    self.text.push_str(lang);
                }
                self.text.push('"');
                self.text.push_str(literal.value());
                self.texts.symbol(&self.text)
            }
            other => self.texts.symbol(&other.to_string()),
        }
    }

    /// A term that a question may have left open.
    pub fn bound(&mut self, term: Option<&Term>) -> Option<Symbol> {
        term.map(|term| self.term(term.as_ref()))
    }
}
