//! Which graphs an update may change: told before anything is read, fetched or sent.

use super::curated;
use crate::vocab::graph;
use oxigraph::model::NamedNode;
use spargebra::algebra::GraphTarget;
use spargebra::term::{GraphName, GraphNamePattern};
use spargebra::{GraphUpdateOperation as Operation, Update};

/// Which graphs an update may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// That of what people decided.
    Curated,
    /// Any that it names.
    Any,
}

/// Why an update is not made.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// It would change a graph that is not the curated one.
    #[error("the update would change {graph}, and an update changes the curated graph only")]
    Graph {
        /// As a person reads it: `the graph <…>`, `all graphs`.
        graph: String,
    },
    /// It would fetch something.
    #[error("LOAD <{source_iri}> would fetch a file, and an update fetches nothing by itself")]
    Load { source_iri: String },
}

impl Refused {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Refused::Graph { .. } => format!(
                "leave GRAPH and WITH out, or name <{}>; --any-graph lets it change any graph, which the next \
                 ingest of that post writes anew",
                graph::CURATED
            ),
            Refused::Load { .. } => "write the triples into INSERT DATA { … }".to_owned(),
        }
    }
}

impl Reach {
    /// The graph, where it may be changed.
    ///
    /// # Errors
    /// [`Refused::Graph`].
    pub fn allowed(self, graph: &NamedNode) -> Result<NamedNode, Refused> {
        match self {
            Reach::Curated if *graph != curated() => self.refused(format!("the graph {graph}")),
            _ => Ok(graph.clone()),
        }
    }

    /// Whether an update may be made, as far as its text alone tells: a graph that a variable stands for is
    /// looked at when it is known.
    ///
    /// # Errors
    /// [`Refused::Graph`], for the first that it may not change.
    pub fn check(self, update: &Update) -> Result<(), Refused> {
        for operation in &update.operations {
            match operation {
                Operation::InsertData { data } => {
                    self.names(data.iter().map(|quad| &quad.graph_name))?;
                }
                Operation::DeleteData { data } => {
                    self.names(data.iter().map(|quad| &quad.graph_name))?;
                }
                Operation::DeleteInsert { delete, insert, .. } => {
                    let deleted = delete.iter().map(|quad| &quad.graph_name);
                    for name in deleted.chain(insert.iter().map(|quad| &quad.graph_name)) {
                        if let GraphNamePattern::NamedNode(graph) = name {
                            self.allowed(graph)?;
                        }
                    }
                }
                Operation::Load { destination, .. } => self.names([destination])?,
                Operation::Create { graph, .. } => {
                    self.allowed(graph)?;
                }
                Operation::Clear { graph, .. } | Operation::Drop { graph, .. } => {
                    self.target(graph)?;
                }
            }
        }
        Ok(())
    }

    /// The graph that is emptied; `None` for all of them.
    pub(super) fn target(self, target: &GraphTarget) -> Result<Option<NamedNode>, Refused> {
        match (target, self) {
            (GraphTarget::NamedNode(graph), _) => self.allowed(graph).map(Some),
            (GraphTarget::DefaultGraph, _) => Ok(Some(curated())),
            (_, Reach::Any) => Ok(None),
            (GraphTarget::NamedGraphs, _) => self.refused("all named graphs".to_owned()),
            (GraphTarget::AllGraphs, _) => self.refused("all graphs".to_owned()),
        }
    }

    fn names<'g>(self, names: impl IntoIterator<Item = &'g GraphName>) -> Result<(), Refused> {
        for name in names {
            if let GraphName::NamedNode(graph) = name {
                self.allowed(graph)?;
            }
        }
        Ok(())
    }

    fn refused<T>(self, graph: String) -> Result<T, Refused> {
        Err(Refused::Graph { graph })
    }
}
