//! The union of all graphs of a store as one dataset, in which each triple stands once.
//!
//! The default graph of our queries is the RDF merge of all named graphs
//! (<https://www.w3.org/TR/sparql11-query/#rdfDataset>). Asked for such a union, the evaluator itself
//! gives a triple as many times as there are graphs with it, so that three posts that say the same
//! would be counted as three facts. `GRAPH ?post { … }` still tells the posts apart.

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef};
use oxigraph::store::{StorageError, Store};
use rustc_hash::{FxHashMap, FxHashSet};
use spareval::{InternalQuad, QueryableDataset};
use std::cell::RefCell;
use std::rc::Rc;

/// A term by its number in [`Terms`]: copied and compared for nothing, where a term is a string.
type Id = u32;

/// The terms that one evaluation has met.
#[derive(Default)]
struct Terms {
    ids: FxHashMap<Term, Id>,
    terms: Vec<Term>,
}

impl Terms {
    fn id(&mut self, term: Term) -> Id {
        if let Some(&id) = self.ids.get(&term) {
            return id;
        }
        let id = self.terms.len() as Id;
        self.terms.push(term.clone());
        self.ids.insert(term, id);
        id
    }
}

/// See the head of this module.
pub(super) struct Union {
    store: Store,
    terms: Rc<RefCell<Terms>>,
}

impl Union {
    pub(super) fn of(store: &Store) -> Self {
        Self {
            store: store.clone(),
            terms: Rc::default(),
        }
    }

    fn term(&self, id: Option<&Id>) -> Option<Term> {
        id.map(|&id| self.terms.borrow().terms[id as usize].clone())
    }

    fn internal(terms: &RefCell<Terms>, quad: Quad) -> InternalQuad<Id> {
        let mut terms = terms.borrow_mut();
        InternalQuad {
            subject: terms.id(quad.subject.into()),
            predicate: terms.id(quad.predicate.into()),
            object: terms.id(quad.object),
            graph_name: match quad.graph_name {
                oxigraph::model::GraphName::NamedNode(name) => Some(terms.id(name.into())),
                oxigraph::model::GraphName::BlankNode(name) => Some(terms.id(name.into())),
                oxigraph::model::GraphName::DefaultGraph => None,
            },
        }
    }
}

/// `None` for a literal, which names nothing.
fn node(term: &Term) -> Option<NamedOrBlankNodeRef<'_>> {
    match term.as_ref() {
        TermRef::NamedNode(node) => Some(node.into()),
        TermRef::BlankNode(node) => Some(node.into()),
        _ => None,
    }
}

/// `None` for all that is no IRI.
fn named(term: &Term) -> Option<NamedNodeRef<'_>> {
    match term.as_ref() {
        TermRef::NamedNode(node) => Some(node),
        _ => None,
    }
}

type Quads = Box<dyn Iterator<Item = Result<InternalQuad<Id>, StorageError>>>;

impl QueryableDataset<'static> for Union {
    type InternalTerm = Id;
    type Error = StorageError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Id>,
        predicate: Option<&Id>,
        object: Option<&Id>,
        graph_name: Option<Option<&Id>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Id>, StorageError>> + use<> {
        let subject = self.term(subject);
        let predicate = self.term(predicate);
        let object = self.term(object);
        let graph = self.term(graph_name.flatten());
        // A literal where only a name can stand matches nothing.
        let (Some(s), Some(p), Some(g)) = (
            subject
                .as_ref()
                .map_or(Some(None), |term| node(term).map(Some)),
            predicate
                .as_ref()
                .map_or(Some(None), |term| named(term).map(Some)),
            graph
                .as_ref()
                .map_or(Some(None), |term| node(term).map(Some)),
        ) else {
            return Box::new(std::iter::empty()) as Quads;
        };
        let quads = self.store.quads_for_pattern(
            s,
            p,
            object.as_ref().map(Term::as_ref),
            g.map(GraphNameRef::from),
        );
        let terms = Rc::clone(&self.terms);
        let quads = quads.map(move |quad| Ok(Self::internal(&terms, quad?)));
        match graph_name {
            // One graph: nothing stands twice in it.
            Some(Some(_)) => Box::new(quads),
            // The default graph: all of them, each triple once.
            Some(None) => {
                let mut met = FxHashSet::default();
                Box::new(quads.filter_map(move |quad| {
                    match quad {
                        Ok(quad) => met
                            .insert((quad.subject, quad.predicate, quad.object))
                            .then_some(Ok(InternalQuad {
                                graph_name: None,
                                ..quad
                            })),
                        Err(error) => Some(Err(error)),
                    }
                }))
            }
            // `GRAPH ?g`: the named ones, one after another.
            None => Box::new(
                quads.filter(|quad| quad.as_ref().map_or(true, |quad| quad.graph_name.is_some())),
            ),
        }
    }

    fn internalize_term(&self, term: Term) -> Result<Id, StorageError> {
        Ok(self.terms.borrow_mut().id(term))
    }

    fn externalize_term(&self, id: Id) -> Result<Term, StorageError> {
        Ok(self.terms.borrow().terms[id as usize].clone())
    }
}
