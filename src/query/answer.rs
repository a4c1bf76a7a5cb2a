//! The answer to a SPARQL query, in an order that depends on nothing but its content.

use super::QueryError;
use super::blanks::Blanks;
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::QueryResults;

/// What a SPARQL query gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Of SELECT: one value for each variable in each row, `None` where it is unbound.
    Solutions {
        variables: Vec<Variable>,
        rows: Vec<Vec<Option<Term>>>,
    },
    /// Of ASK.
    Boolean(bool),
    /// Of CONSTRUCT and DESCRIBE: each triple once.
    Graph(Vec<Triple>),
}

impl Answer {
    /// Reads the results to their end. Rows are sorted by their terms unless the query itself gives
    /// them an order (`ordered`), so that no order of a hash table reaches a reader. More rows than
    /// `most` are an error, not a part: which of them come first is known only at the end.
    pub(super) fn collect(
        results: QueryResults<'_>,
        ordered: bool,
        most: Option<usize>,
    ) -> Result<Self, QueryError> {
        let room = |rows: usize| match most {
            Some(most) if rows >= most => Err(QueryError::More { most }),
            _ => Ok(()),
        };
        let mut blanks = Blanks::default();
        Ok(match results {
            QueryResults::Boolean(value) => Answer::Boolean(value),
            QueryResults::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let mut rows = vec![];
                for solution in solutions {
                    let solution = solution?;
                    room(rows.len())?;
                    let values = solution.values().iter().cloned();
                    rows.push(
                        values
                            .map(|value| value.map(|value| blanks.term(value)))
                            .collect::<Vec<_>>(),
                    );
                }
                if !ordered {
                    rows.sort_by_cached_key(|row| row.iter().map(sort_key).collect::<Vec<_>>());
                }
                Answer::Solutions { variables, rows }
            }
            QueryResults::Graph(found) => {
                let mut triples = vec![];
                for triple in found {
                    let triple = triple?;
                    room(triples.len())?;
                    triples.push(blanks.triple(triple));
                }
                triples.sort_by_cached_key(Triple::to_string);
                triples.dedup();
                Answer::Graph(triples)
            }
        })
    }

    /// The IRIs in the rows of a SELECT, sorted, each once: what a table wants the names of.
    pub fn things(&self) -> Vec<String> {
        let Answer::Solutions { rows, .. } = self else {
            return vec![];
        };
        let mut things: Vec<String> = rows
            .iter()
            .flatten()
            .filter_map(|term| match term {
                Some(Term::NamedNode(node)) => Some(node.as_str().to_owned()),
                _ => None,
            })
            .collect();
        things.sort_unstable();
        things.dedup();
        things
    }
}

fn sort_key(term: &Option<Term>) -> Option<String> {
    term.as_ref().map(Term::to_string)
}
