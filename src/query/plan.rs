//! How a query is evaluated: the engine's plan as steps in the words of SPARQL, with what each took.
//!
//! The engine tells its plan as a tree of labels (`EvalNodeWithStats` in spareval). A label that we do not
//! know is shown as it is.

mod names;
mod words;

use self::names::Names;
use super::{Answer, DefaultGraph, QueryError, graphs, sparql};
use oxigraph::sparql::{QueryEvaluationError, SparqlEvaluator};
use oxigraph::store::Store;
use serde::{Deserialize, Serialize};
use spargebra::Query;
use std::io;

/// A plan that was carried out.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Plan {
    /// How long it took to make the plan, in seconds.
    pub planning: f64,
    /// The last step, which gives the answer.
    pub step: Step,
    /// Rows of a SELECT, triples of a CONSTRUCT or DESCRIBE; of an ASK 1.
    pub answers: usize,
}

/// One step, with those from which it gets its rows.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Step {
    /// What it does, in words: `look up ?p tac:operatedBy ?c`.
    pub what: String,
    /// How many rows it gave, over all the times that it was asked.
    pub rows: u64,
    /// How long it took with the steps under it, in seconds.
    pub seconds: f64,
    /// May be empty.
    pub steps: Vec<Step>,
}

impl Step {
    /// How long it took without the steps under it, in seconds.
    pub fn own_seconds(&self) -> f64 {
        let under: f64 = self.steps.iter().map(|step| step.seconds).sum();
        (self.seconds - under).max(0.0)
    }
}

/// What the engine writes.
#[derive(Deserialize)]
struct Told {
    #[serde(rename = "planning duration in seconds")]
    planning: f64,
    plan: Node,
}

#[derive(Deserialize)]
struct Node {
    name: String,
    #[serde(rename = "number of results")]
    rows: u64,
    #[serde(rename = "duration in seconds", default)]
    seconds: f64,
    children: Vec<Node>,
}

impl Node {
    /// Collects the names that the engine makes up (of aggregates, of what a DESCRIBE describes), with what
    /// the query calls them, or with numbers. A name that the query uses before it has been given there is
    /// another variable (in HAVING, which knows no names of SELECT), and is not mixed up with it.
    fn name(&self, names: &mut Names) {
        names.meet(&self.name, &|variable| {
            !self.children.iter().any(|child| child.uses(variable))
        });
        for child in &self.children {
            child.name(names);
        }
    }

    fn uses(&self, variable: &str) -> bool {
        let mut words = self
            .name
            .split(|c: char| !(c.is_alphanumeric() || "?_".contains(c)));
        words.any(|word| word == variable) || self.children.iter().any(|child| child.uses(variable))
    }

    fn step(self, names: &Names) -> Step {
        let mut steps: Vec<Step> = self
            .children
            .into_iter()
            .map(|child| child.step(names))
            .collect();
        let what = words::of(&names.in_place(&self.name));
        match (what, steps.len()) {
            (Some(what), _) => Step {
                what,
                rows: self.rows,
                seconds: self.seconds,
                steps,
            },
            // It does nothing of its own.
            (None, 1) => Step {
                seconds: self.seconds,
                ..steps.remove(0)
            },
            (None, _) => Step {
                what: self.name,
                rows: self.rows,
                seconds: self.seconds,
                steps,
            },
        }
    }
}

/// Evaluates a query as [`super::sparql::run`] does, and tells how.
///
/// # Errors
/// As [`super::sparql::run`].
pub fn explain(
    query: &Query,
    store: &Store,
    default: DefaultGraph,
    most: Option<usize>,
) -> Result<Plan, QueryError> {
    let (results, explanation) = match graphs::are_all_asked(query) {
        true => sparql::bound_to_graphs(SparqlEvaluator::new(), query, store)
            .compute_statistics()
            .explain(),
        false => sparql::bound(query, store, default)
            .compute_statistics()
            .explain(),
    };
    // The figures are whole when the last row is read.
    let answers = match Answer::collect(results?, true, most)? {
        Answer::Solutions { rows, .. } => rows.len(),
        Answer::Graph(triples) => triples.len(),
        Answer::Boolean(_) => 1,
    };
    let mut json = vec![];
    let told: Told = explanation
        .write_in_json(&mut json)
        .and_then(|()| serde_json::from_slice(&json).map_err(io::Error::other))
        .map_err(|error| QueryEvaluationError::Unexpected(Box::new(error)))?;
    let mut names = Names::default();
    told.plan.name(&mut names);
    let mut step = told.plan.step(&names);
    if let Some(form) = words::form(query) {
        form.clone_into(&mut step.what);
    }
    Ok(Plan {
        planning: told.planning,
        step,
        answers,
    })
}

#[cfg(test)]
mod tests;
