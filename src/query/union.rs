//! A store as the dataset of a query, in whose default graph each triple stands once.
//!
//! The default graph of questions to a store is the RDF merge of all its graphs
//! (<https://www.w3.org/TR/sparql11-query/#rdfDataset>). Asked for such a union, the evaluator itself
//! gives a triple as many times as there are graphs with it, so that three posts that say the same
//! would be counted as three facts; so it does with several `FROM`. `GRAPH ?post { … }` still tells the
//! posts apart.

use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef,
};
use oxigraph::store::{StorageError, Store};
use rustc_hash::{FxHashMap, FxHashSet};
use spareval::{InternalQuad, QueryableDataset};
use std::cell::RefCell;
use std::rc::Rc;

/// What is asked where a query names no graph, and says nothing of it by `FROM`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DefaultGraph {
    /// All graphs of the store, each triple once.
    Union,
    /// The store's own default graph alone, as the standard has it.
    Own,
}

/// The graphs whose merge is the default graph.
enum Merged {
    All,
    /// One, whose triples stand once anyway.
    One(GraphName),
    Several(Vec<NamedNode>),
}

/// Changes of a store that are not made yet.
pub(super) struct Overlay {
    /// Quads that the store does not have.
    pub added: Store,
    /// Quads that the store has.
    pub removed: FxHashSet<Quad>,
}

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
    merged: Merged,
    overlay: Option<Rc<Overlay>>,
    terms: Rc<RefCell<Terms>>,
}

impl Union {
    /// `from` are the graphs that the query itself merges by `FROM`; empty where it has none.
    pub(super) fn of(store: &Store, default: DefaultGraph, from: &[NamedNode]) -> Self {
        Self {
            store: store.clone(),
            merged: match (from, default) {
                ([], DefaultGraph::Union) => Merged::All,
                ([], DefaultGraph::Own) => Merged::One(GraphName::DefaultGraph),
                ([one], _) => Merged::One(one.clone().into()),
                (several, _) => Merged::Several(several.to_vec()),
            },
            overlay: None,
            terms: Rc::default(),
        }
    }

    /// The store as it would be with these changes.
    pub(super) fn with(mut self, overlay: Rc<Overlay>) -> Self {
        self.overlay = Some(overlay);
        self
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

/// Each triple once, whatever its graph.
fn once(quads: Quads) -> Quads {
    let mut met = FxHashSet::default();
    Box::new(quads.filter_map(move |quad| {
        match quad {
            Ok(quad) => met
                .insert((quad.subject, quad.predicate, quad.object))
                .then_some(Ok(in_default_graph(quad))),
            Err(error) => Some(Err(error)),
        }
    }))
}

fn in_default_graph(quad: InternalQuad<Id>) -> InternalQuad<Id> {
    InternalQuad {
        graph_name: None,
        ..quad
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
        let object = object.as_ref().map(Term::as_ref);
        let of = |graph: Option<GraphNameRef<'_>>| {
            let terms = Rc::clone(&self.terms);
            let quads = self.store.quads_for_pattern(s, p, object, graph);
            let quads: Box<dyn Iterator<Item = Result<Quad, StorageError>>> = match &self.overlay {
                None => Box::new(quads),
                Some(overlay) => {
                    let added = overlay.added.quads_for_pattern(s, p, object, graph);
                    let overlay = Rc::clone(overlay);
                    let left = quads.filter(move |quad| {
                        quad.as_ref()
                            .map_or(true, |quad| !overlay.removed.contains(quad))
                    });
                    Box::new(left.chain(added))
                }
            };
            Box::new(quads.map(move |quad| Ok(Self::internal(&terms, quad?)))) as Quads
        };
        match (graph_name, &self.merged) {
            // One graph: nothing stands twice in it.
            (Some(Some(_)), _) => of(g.map(GraphNameRef::from)),
            (Some(None), Merged::One(graph)) => {
                Box::new(of(Some(graph.as_ref())).map(|quad| Ok(in_default_graph(quad?))))
            }
            (Some(None), Merged::All) => once(of(None)),
            (Some(None), Merged::Several(graphs)) => {
                let quads: Vec<Quads> = graphs
                    .iter()
                    .map(|graph| of(Some(graph.as_ref().into())))
                    .collect();
                once(Box::new(quads.into_iter().flatten()))
            }
            // `GRAPH ?g`: the named ones, one after another.
            (None, _) => Box::new(
                of(None)
                    .filter(|quad| quad.as_ref().map_or(true, |quad| quad.graph_name.is_some())),
            ),
        }
    }

    /// By their list: also those in which nothing stands.
    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Id, StorageError>> + use<> {
        let terms = Rc::clone(&self.terms);
        let added = self
            .overlay
            .as_ref()
            .map(|overlay| overlay.added.named_graphs());
        let mut met = FxHashSet::default();
        self.store
            .named_graphs()
            .chain(added.into_iter().flatten())
            .map(move |name| Ok(terms.borrow_mut().id(name?.into())))
            .filter(move |name| name.as_ref().map_or(true, |name| met.insert(*name)))
    }

    fn contains_internal_graph_name(&self, name: &Id) -> Result<bool, StorageError> {
        match self.term(Some(name)).as_ref().and_then(node) {
            Some(name) => Ok(self.store.contains_named_graph(name)?
                || match &self.overlay {
                    Some(overlay) => overlay.added.contains_named_graph(name)?,
                    None => false,
                }),
            None => Ok(false),
        }
    }

    fn internalize_term(&self, term: Term) -> Result<Id, StorageError> {
        Ok(self.terms.borrow_mut().id(term))
    }

    fn externalize_term(&self, id: Id) -> Result<Term, StorageError> {
        Ok(self.terms.borrow().terms[id as usize].clone())
    }
}
