//! What can go wrong with a question.

use super::names::NameError;
use super::syntax::SyntaxError;
use super::update::Refused;
use oxigraph::sparql::QueryEvaluationError;
use oxigraph::store::StorageError;

/// Why a question has no answer.
#[derive(thiserror::Error, Debug)]
pub enum QueryError {
    /// The text of a query is no SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// An update would change what it may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A name stands for no entity, or for several.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The store cannot be read.
    #[error("the store cannot be read: {0}")]
    Storage(#[from] StorageError),
    /// There are more rows or triples than the asker wants.
    #[error("the answer has more than {most} rows")]
    More { most: usize },
    /// The query is well written, but cannot be evaluated.
    #[error("the query cannot be evaluated: {0}")]
    Evaluation(#[from] QueryEvaluationError),
}
