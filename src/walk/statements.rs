//! What a view is read from.

use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, QuadRef, Term};
use oxigraph::store::Store;

use super::Error;
use super::names::named;
use crate::vocab::{Property, graph};

/// The numbers of a subject and an object, where a source has numbers for its terms: the same for the same.
pub type Numbers = [u32; 2];

/// Statements by their property: a store, or what was kept of a file ([`super::Table`]).
pub trait Statements {
    /// Hands on every statement of a property, in the graphs given (all graphs: `None`), and its numbers.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn scan(
        &self,
        graphs: Option<&[GraphName]>,
        property: Property,
        take: &mut dyn FnMut(QuadRef<'_>, Option<Numbers>),
    ) -> Result<(), Error>;

    /// Hands on every statement of the graph of what people decided.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn curated(&self, take: &mut dyn FnMut(QuadRef<'_>)) -> Result<(), Error>;

    /// The objects of all statements of a subject and a property: one for each graph that has it.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn objects(&self, subject: &str, property: Property) -> Result<Vec<Term>, Error>;

    /// The IRIs of the named graphs.
    ///
    /// # Errors
    /// [`Error::Store`].
    fn graphs(&self) -> Result<Vec<String>, Error>;
}

impl Statements for Store {
    fn scan(
        &self,
        graphs: Option<&[GraphName]>,
        property: Property,
        take: &mut dyn FnMut(QuadRef<'_>, Option<Numbers>),
    ) -> Result<(), Error> {
        let property = Some(named(property));
        match graphs {
            None => {
                for quad in self.quads_for_pattern(None, property, None, None) {
                    take(quad?.as_ref(), None);
                }
            }
            Some(graphs) => {
                for graph in graphs {
                    let graph = Some(graph.as_ref());
                    for quad in self.quads_for_pattern(None, property, None, graph) {
                        take(quad?.as_ref(), None);
                    }
                }
            }
        }
        Ok(())
    }

    fn curated(&self, take: &mut dyn FnMut(QuadRef<'_>)) -> Result<(), Error> {
        let curated = NamedNodeRef::new_unchecked(graph::CURATED.as_str());
        for quad in self.quads_for_pattern(None, None, None, Some(curated.into())) {
            take(quad?.as_ref());
        }
        Ok(())
    }

    fn objects(&self, subject: &str, property: Property) -> Result<Vec<Term>, Error> {
        // Whatever stood in the store as an IRI is one.
        let subject = NamedNodeRef::new_unchecked(subject);
        self.quads_for_pattern(Some(subject.into()), Some(named(property)), None, None)
            .map(|quad| Ok(quad?.object))
            .collect()
    }

    fn graphs(&self) -> Result<Vec<String>, Error> {
        let mut graphs = Vec::new();
        for graph in self.named_graphs() {
            if let NamedOrBlankNode::NamedNode(graph) = graph? {
                graphs.push(graph.into_string());
            }
        }
        Ok(graphs)
    }
}
