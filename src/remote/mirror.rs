//! What was fetched of a store elsewhere, in memory: for the reports and the walks a store like any other.

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use std::cell::RefCell;
use std::collections::BTreeSet;

use super::{Endpoint, Need, RemoteError};

/// See the head of this module.
pub struct Mirror {
    endpoint: Endpoint,
    store: Store,
    fetched: RefCell<BTreeSet<Need>>,
}

impl Mirror {
    /// Nothing is fetched yet.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn of(endpoint: Endpoint) -> Result<Self, RemoteError> {
        Ok(Self {
            endpoint,
            store: Store::new()?,
            fetched: RefCell::default(),
        })
    }

    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// What is there by now.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Fetches what is needed, unless it is there.
    ///
    /// # Errors
    /// Where the endpoint gives no answer.
    pub fn fetch(&self, need: &Need) -> Result<(), RemoteError> {
        let fetched = self.fetched.borrow();
        let is_there = fetched.contains(need)
            // The facts come with all names.
            || (matches!(need, Need::Names | Need::Labels(_)) && fetched.contains(&Need::Facts))
            || (matches!(need, Need::Labels(_)) && fetched.contains(&Need::Names));
        drop(fetched);
        if is_there {
            return Ok(());
        }
        for pattern in need.patterns() {
            self.pattern(&pattern)?;
        }
        self.fetched.borrow_mut().insert(need.clone());
        Ok(())
    }

    /// Fetches one graph whole.
    ///
    /// # Errors
    /// As [`fetch`](Self::fetch).
    pub fn graph(&self, name: &str) -> Result<(), RemoteError> {
        // In one answer, so that a blank node stays one.
        let text = format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}");
        let graph = NamedNode::new_unchecked(name);
        let triples = self.endpoint.triples(&text)?;
        self.keep(
            triples
                .into_iter()
                .map(|triple| triple.in_graph(graph.clone())),
        )
    }

    fn pattern(&self, pattern: &str) -> Result<(), RemoteError> {
        // The order is total: no row is in two parts, and none between two.
        let text =
            format!("SELECT DISTINCT ?g ?s ?p ?o WHERE {{ {pattern} }} ORDER BY ?g ?s ?p ?o");
        self.endpoint
            .pages(&text, |rows| self.keep(rows.into_iter().filter_map(quad)))
    }

    fn keep(&self, quads: impl Iterator<Item = Quad>) -> Result<(), RemoteError> {
        self.store
            .extend(quads)
            .map_err(|source| RemoteError::Kept {
                url: self.endpoint.address().to_string(),
                source,
            })
    }
}

/// `None` for what is no statement of a named graph.
fn quad(row: Vec<Option<Term>>) -> Option<Quad> {
    let [graph, subject, predicate, object]: [Option<Term>; 4] = row.try_into().ok()?;
    let Some(Term::NamedNode(graph)) = graph else {
        return None;
    };
    let Some(Term::NamedNode(predicate)) = predicate else {
        return None;
    };
    let subject = NamedOrBlankNode::try_from(subject?).ok()?;
    Some(Quad::new(
        subject,
        predicate,
        object?,
        GraphName::NamedNode(graph),
    ))
}
