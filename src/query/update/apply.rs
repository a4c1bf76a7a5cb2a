//! The operations of an update, one after another, on a store and what the ones before would have changed.

use super::super::sparql::prepared;
use super::super::union::{DefaultGraph, Overlay, Union};
use super::{Change, QueryError, Reach, Refused, curated};
use oxigraph::model::{
    BlankNode, GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Variable,
};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::{StorageError, Store};
use rustc_hash::{FxHashMap, FxHashSet};
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};
use spargebra::term::{
    GraphName as Named, GraphNamePattern, GroundQuadPattern, GroundTerm, GroundTermPattern,
    NamedNodePattern, QuadPattern, TermPattern,
};
use spargebra::{GraphUpdateOperation as Operation, Query, Update};
use std::rc::Rc;

/// What an update would change in a store, which stays as it is.
///
/// # Errors
/// [`QueryError::Refused`], where it would change other graphs than it may, or fetch something; where the
/// store cannot be read, or a pattern not be evaluated.
pub fn change(update: &Update, store: &Store, reach: Reach) -> Result<Change, QueryError> {
    change_with(update, store, reach, &SparqlEvaluator::new)
}

/// As [`change`], with an evaluator for its patterns that knows more: what answers a `SERVICE`.
///
/// # Errors
/// As [`change`], and those of the evaluator.
pub fn change_with(
    update: &Update,
    store: &Store,
    reach: Reach,
    evaluator: &dyn Fn() -> SparqlEvaluator,
) -> Result<Change, QueryError> {
    reach.check(update)?;
    let mut work = Work {
        store,
        reach,
        evaluator,
        added: Store::new()?,
        removed: FxHashSet::default(),
        blanks: 0,
    };
    for operation in &update.operations {
        work.operation(operation)?;
    }
    let mut added = work.added.iter().collect::<Result<Vec<_>, _>>()?;
    let mut removed: Vec<Quad> = work.removed.into_iter().collect();
    added.sort_by_cached_key(Quad::to_string);
    removed.sort_by_cached_key(Quad::to_string);
    Ok(Change { added, removed })
}

struct Work<'s> {
    store: &'s Store,
    reach: Reach,
    evaluator: &'s dyn Fn() -> SparqlEvaluator,
    /// What the store does not have and would.
    added: Store,
    /// What it has and would not.
    removed: FxHashSet<Quad>,
    /// How many blank nodes were named.
    blanks: usize,
}

/// A solution: values by variables.
type Row = FxHashMap<Variable, Term>;

impl Work<'_> {
    fn operation(&mut self, operation: &Operation) -> Result<(), QueryError> {
        match operation {
            Operation::InsertData { data } => {
                let mut blanks = FxHashMap::default();
                for quad in data {
                    let quad = Quad {
                        subject: match &quad.subject {
                            NamedOrBlankNode::BlankNode(node) => {
                                self.fresh(node, &mut blanks)?.into()
                            }
                            named => named.clone(),
                        },
                        predicate: quad.predicate.clone(),
                        object: match &quad.object {
                            Term::BlankNode(node) => self.fresh(node, &mut blanks)?.into(),
                            other => other.clone(),
                        },
                        graph_name: self.graph(&quad.graph_name)?,
                    };
                    self.add(quad)?;
                }
            }
            Operation::DeleteData { data } => {
                for quad in data {
                    let quad = Quad {
                        subject: quad.subject.clone().into(),
                        predicate: quad.predicate.clone(),
                        object: ground(&quad.object),
                        graph_name: self.graph(&quad.graph_name)?,
                    };
                    self.remove(quad)?;
                }
            }
            Operation::DeleteInsert {
                delete,
                insert,
                using,
                pattern,
            } => self.modify(delete, insert, using.as_ref(), pattern)?,
            Operation::Load { source, .. } => {
                let source_iri = source.as_str().to_owned();
                return Err(Refused::Load { source_iri }.into());
            }
            Operation::Clear { graph, .. } | Operation::Drop { graph, .. } => self.clear(graph)?,
            // A graph is there as soon as something stands in it.
            Operation::Create { .. } => {}
        }
        Ok(())
    }

    /// Both templates are filled before either is applied, and what goes out goes out first.
    fn modify(
        &mut self,
        delete: &[GroundQuadPattern],
        insert: &[QuadPattern],
        using: Option<&QueryDataset>,
        pattern: &GraphPattern,
    ) -> Result<(), QueryError> {
        let (mut removed, mut added) = (vec![], vec![]);
        for row in self.rows(pattern, using)? {
            for quad in delete {
                let filled = (
                    ground_term(&quad.subject, &row).and_then(node),
                    predicate(&quad.predicate, &row),
                    ground_term(&quad.object, &row),
                    graph_of(&quad.graph_name, &row),
                );
                if let (Some(subject), Some(predicate), Some(object), Some(graph)) = filled {
                    removed.push(Quad::new(subject, predicate, object, self.graph(&graph)?));
                }
            }
            // Each solution has blank nodes of its own.
            let mut blanks = FxHashMap::default();
            for quad in insert {
                let filled = (
                    self.term(&quad.subject, &row, &mut blanks)?.and_then(node),
                    predicate(&quad.predicate, &row),
                    self.term(&quad.object, &row, &mut blanks)?,
                    graph_of(&quad.graph_name, &row),
                );
                if let (Some(subject), Some(predicate), Some(object), Some(graph)) = filled {
                    added.push(Quad::new(subject, predicate, object, self.graph(&graph)?));
                }
            }
        }
        removed.into_iter().try_for_each(|quad| self.remove(quad))?;
        added.into_iter().try_for_each(|quad| self.add(quad))
    }

    fn rows(
        &self,
        pattern: &GraphPattern,
        using: Option<&QueryDataset>,
    ) -> Result<Vec<Row>, QueryError> {
        let mut variables = vec![];
        pattern.on_in_scope_variable(|variable| {
            if !variables.contains(variable) {
                variables.push(variable.clone());
            }
        });
        let query = Query::Select {
            dataset: using.cloned(),
            pattern: GraphPattern::Project {
                inner: Box::new(pattern.clone()),
                variables,
            },
            base_iri: None,
        };
        let overlay = Overlay {
            added: self.added.clone(),
            removed: self.removed.clone(),
        };
        let from = query.dataset().map_or(&[][..], |dataset| &dataset.default);
        let dataset = Union::of(self.store, DefaultGraph::Union, from).with(Rc::new(overlay));
        let QueryResults::Solutions(solutions) = prepared((self.evaluator)(), &query)
            .on_queryable_dataset(dataset)
            .execute()?
        else {
            return Ok(vec![]);
        };
        let mut rows = vec![];
        for solution in solutions {
            let solution = solution?;
            let bound = solution.iter();
            rows.push(
                bound
                    .map(|(variable, term)| (variable.clone(), term.clone()))
                    .collect(),
            );
        }
        Ok(rows)
    }

    fn clear(&mut self, target: &GraphTarget) -> Result<(), QueryError> {
        let graph = self.reach.target(target)?;
        let graph = graph
            .as_ref()
            .map(|graph| GraphNameRef::from(graph.as_ref()));
        let quads: Vec<Quad> = self
            .store
            .quads_for_pattern(None, None, None, graph)
            .chain(self.added.quads_for_pattern(None, None, None, graph))
            .collect::<Result<_, _>>()?;
        quads.into_iter().try_for_each(|quad| self.remove(quad))
    }

    fn graph(&self, name: &Named) -> Result<GraphName, Refused> {
        Ok(match name {
            Named::DefaultGraph => curated().into(),
            Named::NamedNode(graph) => self.reach.allowed(graph)?.into(),
        })
    }

    fn add(&mut self, quad: Quad) -> Result<(), QueryError> {
        if !self.removed.remove(&quad) && !self.store.contains(&quad)? {
            self.added.insert(&quad)?;
        }
        Ok(())
    }

    fn remove(&mut self, quad: Quad) -> Result<(), QueryError> {
        if self.added.contains(&quad)? {
            self.added.remove(&quad)?;
        } else if self.store.contains(&quad)? {
            self.removed.insert(quad);
        }
        Ok(())
    }

    fn term(
        &mut self,
        term: &TermPattern,
        row: &Row,
        blanks: &mut FxHashMap<BlankNode, BlankNode>,
    ) -> Result<Option<Term>, QueryError> {
        Ok(match term {
            TermPattern::NamedNode(node) => Some(node.clone().into()),
            TermPattern::Literal(literal) => Some(literal.clone().into()),
            TermPattern::BlankNode(node) => Some(self.fresh(node, blanks)?.into()),
            TermPattern::Variable(variable) => row.get(variable).cloned(),
        })
    }

    /// The blank node for one of the text: the first name that no triple has, so that the same update of the
    /// same store gives the same names.
    fn fresh(
        &mut self,
        node: &BlankNode,
        blanks: &mut FxHashMap<BlankNode, BlankNode>,
    ) -> Result<BlankNode, StorageError> {
        if let Some(known) = blanks.get(node) {
            return Ok(known.clone());
        }
        loop {
            self.blanks += 1;
            let name = BlankNode::new_unchecked(format!("u{}", self.blanks));
            let as_subject = self
                .store
                .quads_for_pattern(Some(name.as_ref().into()), None, None, None)
                .next();
            let as_object = self
                .store
                .quads_for_pattern(None, None, Some(name.as_ref().into()), None)
                .next();
            if as_subject.or(as_object).transpose()?.is_none() {
                blanks.insert(node.clone(), name.clone());
                return Ok(name);
            }
        }
    }
}

/// What can be a subject; `None` for a literal, which then leaves the triple out.
fn node(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        _ => None,
    }
}

fn ground(term: &GroundTerm) -> Term {
    match term {
        GroundTerm::NamedNode(node) => node.clone().into(),
        GroundTerm::Literal(literal) => Literal::clone(literal).into(),
    }
}

fn ground_term(term: &GroundTermPattern, row: &Row) -> Option<Term> {
    match term {
        GroundTermPattern::NamedNode(node) => Some(node.clone().into()),
        GroundTermPattern::Literal(literal) => Some(literal.clone().into()),
        GroundTermPattern::Variable(variable) => row.get(variable).cloned(),
    }
}

fn predicate(name: &NamedNodePattern, row: &Row) -> Option<NamedNode> {
    match name {
        NamedNodePattern::NamedNode(node) => Some(node.clone()),
        NamedNodePattern::Variable(variable) => match row.get(variable) {
            Some(Term::NamedNode(node)) => Some(node.clone()),
            _ => None,
        },
    }
}

fn graph_of(name: &GraphNamePattern, row: &Row) -> Option<Named> {
    match name {
        GraphNamePattern::DefaultGraph => Some(Named::DefaultGraph),
        GraphNamePattern::NamedNode(node) => Some(Named::NamedNode(node.clone())),
        GraphNamePattern::Variable(variable) => match row.get(variable) {
            Some(Term::NamedNode(node)) => Some(Named::NamedNode(node.clone())),
            _ => None,
        },
    }
}
