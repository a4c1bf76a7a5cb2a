//! Updates of an engine elsewhere, as our own store would be changed by them.

use oxigraph::model::NamedNode;
use spargebra::algebra::GraphTarget;
use spargebra::term::{GraphName, GraphNamePattern};
use spargebra::{GraphUpdateOperation as Operation, Update};
use ureq::http::Method;

use super::client::{Client, Limits};
use super::{Address, RemoteError, merge};
use crate::query::QueryError;
use crate::query::update::{Reach, Refused, curated};

/// An engine that takes updates (<https://www.w3.org/TR/sparql11-protocol/#update-operation>).
#[derive(Debug)]
pub struct Updates(Client);

impl Updates {
    /// The address for updates, such as `http://localhost:7878/update`. Nothing is sent yet.
    pub fn new(address: Address, limits: Limits) -> Self {
        Self(Client::new(address, limits))
    }

    /// Has the engine make an update that [`rewritten`] gave.
    ///
    /// # Errors
    /// Where there is no answer, or one that says no. After [`RemoteError::TooLate`] nobody knows here whether
    /// it is made.
    pub fn make(&self, update: &Update) -> Result<(), RemoteError> {
        let text = update.to_string();
        let sent = Some(("application/sparql-update", text.as_bytes()));
        self.0.ask(Method::POST, &[], "*/*", sent)?.ok()?;
        Ok(())
    }
}

/// The update that does in any engine what the given one does in our store: where it names no graph it changes
/// the curated one, and its patterns ask all graphs together, in which each triple stands once. What it loads
/// has been loaded ([`super::Services::loaded`]).
///
/// # Errors
/// [`Refused`], where it would change more than it may, or could: a variable stands for the graph. A path of
/// any length, which goes from graph to graph in no other engine.
pub fn rewritten(update: &Update, reach: Reach) -> Result<Update, RemoteError> {
    reach.check(update).map_err(QueryError::from)?;
    let mut update = update.clone();
    for operation in &mut update.operations {
        match operation {
            Operation::InsertData { data } => {
                data.iter_mut()
                    .for_each(|quad| in_curated(&mut quad.graph_name));
            }
            Operation::DeleteData { data } => {
                data.iter_mut()
                    .for_each(|quad| in_curated(&mut quad.graph_name));
            }
            Operation::DeleteInsert {
                delete,
                insert,
                using,
                pattern,
            } => {
                let deleted = delete.iter_mut().map(|quad| &mut quad.graph_name);
                let inserted = insert.iter_mut().map(|quad| &mut quad.graph_name);
                deleted
                    .chain(inserted)
                    .try_for_each(|name| known(name, reach))
                    .map_err(QueryError::from)?;
                if using.is_none() {
                    merge::in_all_graphs(pattern)?;
                }
            }
            Operation::Load { source, .. } => {
                let source_iri = source.as_str().to_owned();
                return Err(QueryError::from(Refused::Load { source_iri }).into());
            }
            // A graph is there as soon as something stands in it, and is not where nothing does.
            Operation::Create { silent, .. } => *silent = true,
            Operation::Clear { silent, graph } | Operation::Drop { silent, graph } => {
                *silent = true;
                if *graph == GraphTarget::DefaultGraph {
                    *graph = curated().into();
                }
            }
        }
    }
    Ok(update)
}

fn in_curated(name: &mut GraphName) {
    if *name == GraphName::DefaultGraph {
        *name = curated().into();
    }
}

/// As [`in_curated`]; what graph a variable stands for, the engine alone would know.
fn known(name: &mut GraphNamePattern, reach: Reach) -> Result<(), Refused> {
    match name {
        GraphNamePattern::DefaultGraph => {
            *name = NamedNode::into(curated());
            Ok(())
        }
        GraphNamePattern::Variable(variable) if reach == Reach::Curated => Err(Refused::Graph {
            graph: format!("the graph that {variable} stands for"),
        }),
        GraphNamePattern::NamedNode(_) | GraphNamePattern::Variable(_) => Ok(()),
    }
}
