//! The answer to a query: as a table, or in a format of the standards.

use super::{CliError, Context};
use crate::query::{Answer, Knowledge, QueryError};
use crate::vocab::datatype;
use crate::write::{Column, Table, solutions, triples};
use clap::ValueEnum;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::model::{Term, Triple, Variable};
use oxigraph::sparql::results::QueryResultsFormat;
use std::io::Write;

/// Every format of an answer. The first six are for SELECT and ASK, the others for CONSTRUCT and
/// DESCRIBE.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A table for people, with labels
    Table,
    /// A table in Markdown, with labels
    Markdown,
    Csv,
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    Turtle,
    Ntriples,
    Nquads,
    Trig,
    Rdfxml,
    Jsonld,
}

impl Format {
    fn of_results(self) -> Option<QueryResultsFormat> {
        Some(match self {
            Format::Csv => QueryResultsFormat::Csv,
            Format::Tsv => QueryResultsFormat::Tsv,
            Format::Json => QueryResultsFormat::Json,
            Format::Xml => QueryResultsFormat::Xml,
            _ => return None,
        })
    }

    fn of_triples(self) -> Option<RdfFormat> {
        Some(match self {
            Format::Turtle => RdfFormat::Turtle,
            Format::Ntriples => RdfFormat::NTriples,
            Format::Nquads => RdfFormat::NQuads,
            Format::Trig => RdfFormat::TriG,
            Format::Rdfxml => RdfFormat::RdfXml,
            Format::Jsonld => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            _ => return None,
        })
    }
}

/// Whether an answer written so shows names of things.
pub fn shows_names(format: Option<Format>, context: &Context) -> bool {
    match format {
        Some(Format::Table | Format::Markdown) => true,
        Some(_) => false,
        None => context.terminal,
    }
}

/// Writes an answer in the format asked for, else as suits where standard output goes.
pub fn write(
    answer: &Answer,
    format: Option<Format>,
    knowledge: &Knowledge<'_>,
    context: &Context,
    out: &mut impl Write,
) -> Result<(), CliError> {
    match answer {
        Answer::Solutions { variables, rows } => {
            rows_as(variables, rows, format, knowledge, context, out)
        }
        Answer::Boolean(value) => boolean(*value, format, context, out),
        Answer::Graph(triples) => graph(triples, format, out),
    }
}

fn rows_as(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    format: Option<Format>,
    knowledge: &Knowledge<'_>,
    context: &Context,
    out: &mut impl Write,
) -> Result<(), CliError> {
    let by_place = if context.terminal {
        Format::Table
    } else {
        Format::Tsv
    };
    let format = format.unwrap_or(by_place);
    match format {
        Format::Table => {
            let table = table(variables, rows, knowledge)?;
            let mut text = table.text(context.width, context.colored);
            text.push_str(&match rows.len() {
                1 => "1 row\n".to_owned(),
                n => format!("{n} rows\n"),
            });
            Ok(out.write_all(text.as_bytes())?)
        }
        Format::Markdown => {
            let text = table(variables, rows, knowledge)?.markdown();
            Ok(out.write_all(text.as_bytes())?)
        }
        other => match other.of_results() {
            Some(results) => Ok(solutions::solutions(variables, rows, results, out)?),
            None => Err(not_for(
                "a SELECT gives rows",
                "table, markdown, csv, tsv, json or xml",
            )),
        },
    }
}

fn table(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    knowledge: &Knowledge<'_>,
) -> Result<Table, QueryError> {
    let columns = variables.iter().enumerate().map(|(at, variable)| Column {
        name: variable.as_str().to_owned(),
        numeric: rows
            .iter()
            .any(|row| row.get(at).is_some_and(Option::is_some))
            && rows
                .iter()
                .filter_map(|row| row.get(at)?.as_ref())
                .all(is_number),
    });
    let columns = columns.collect();
    let cells = |row: &Vec<Option<Term>>| -> Result<Vec<String>, QueryError> {
        row.iter()
            .map(|term| {
                term.as_ref()
                    .map_or(Ok(String::new()), |term| knowledge.label_of(term))
            })
            .collect()
    };
    let rows = rows.iter().map(cells).collect::<Result<_, _>>()?;
    Ok(Table { columns, rows })
}

fn is_number(term: &Term) -> bool {
    let numbers = [datatype::INTEGER, datatype::DECIMAL];
    match term {
        Term::Literal(literal) => numbers
            .iter()
            .any(|number| literal.datatype().as_str() == number.as_str()),
        _ => false,
    }
}

fn boolean(
    value: bool,
    format: Option<Format>,
    context: &Context,
    out: &mut impl Write,
) -> Result<(), CliError> {
    let by_place = if context.terminal {
        Format::Table
    } else {
        Format::Tsv
    };
    match format.unwrap_or(by_place) {
        Format::Table | Format::Markdown => {
            Ok(out.write_all(if value { b"yes\n" } else { b"no\n" })?)
        }
        other => match other.of_results() {
            Some(results) => {
                solutions::boolean(value, results, &mut *out)?;
                Ok(out.write_all(b"\n")?)
            }
            None => Err(not_for(
                "an ASK gives yes or no",
                "table, csv, tsv, json or xml",
            )),
        },
    }
}

fn graph(found: &[Triple], format: Option<Format>, out: &mut impl Write) -> Result<(), CliError> {
    let format = format.unwrap_or(Format::Turtle);
    let Some(rdf) = format.of_triples() else {
        return Err(not_for(
            "a CONSTRUCT or DESCRIBE gives triples",
            "turtle, ntriples, nquads, trig, rdfxml or jsonld",
        ));
    };
    let mut text = vec![];
    triples::triples(found, rdf, &mut text)?;
    if text.last().is_some_and(|last| *last != b'\n') {
        text.push(b'\n');
    }
    Ok(out.write_all(&text)?)
}

fn not_for(what: &str, formats: &str) -> CliError {
    CliError::new(format!("{what}: this format cannot hold that"))
        .help(format!("expected --format {formats}"))
}
