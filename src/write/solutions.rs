//! The rows of a SELECT and the yes or no of an ASK in the formats of the standards.

use oxigraph::model::{Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use std::io::{self, Write};

/// SPARQL results in CSV, TSV (<https://www.w3.org/TR/sparql11-results-csv-tsv/>), JSON
/// (<https://www.w3.org/TR/sparql11-results-json/>) or XML (<https://www.w3.org/TR/rdf-sparql-XMLres/>).
///
/// # Errors
/// Where `out` fails.
pub fn solutions(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    format: QueryResultsFormat,
    out: impl Write,
) -> io::Result<()> {
    let mut writer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(out, variables.to_vec())?;
    for row in rows {
        let bound = variables.iter().zip(row);
        writer.serialize(bound.filter_map(|(variable, term)| {
            term.as_ref().map(|term| (variable.as_ref(), term.as_ref()))
        }))?;
    }
    writer.finish()?.flush()
}

/// As [`solutions`].
///
/// # Errors
/// Where `out` fails.
pub fn boolean(value: bool, format: QueryResultsFormat, out: impl Write) -> io::Result<()> {
    QueryResultsSerializer::from_format(format)
        .serialize_boolean_to_writer(out, value)?
        .flush()
}
