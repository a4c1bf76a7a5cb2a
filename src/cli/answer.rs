//! The answer to a query: as a table, or in a format of the standards.

use super::rdf_format::RdfName;
use super::{CliError, Context};
use crate::query::{Answer, Knowledge, QueryError, short_name};
use crate::vocab::datatype;
use crate::write::{Column, Table, solutions, triples};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use oxigraph::model::{Literal, Term, Triple, Variable};
use oxigraph::sparql::results::QueryResultsFormat;
use std::io::Write;
use std::sync::LazyLock;
use std::time::Duration;

/// Every format of an answer. The first six are for SELECT and ASK, those of RDF for CONSTRUCT and
/// DESCRIBE.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Table,
    Markdown,
    Csv,
    Tsv,
    Json,
    Xml,
    Rdf(RdfName),
}

/// Those of rows as they are typed, and what they are where their names do not say it.
const OF_ROWS: [(Format, &str, &str); 6] = [
    (Format::Table, "table", "A table for people, with labels"),
    (
        Format::Markdown,
        "markdown",
        "A table in Markdown, with labels",
    ),
    (Format::Csv, "csv", ""),
    (Format::Tsv, "tsv", ""),
    (Format::Json, "json", "SPARQL results in JSON"),
    (Format::Xml, "xml", "SPARQL results in XML"),
];

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Format>> = LazyLock::new(|| {
            let rows = OF_ROWS.iter().map(|(format, ..)| *format);
            rows.chain(RdfName::ALL.map(Format::Rdf)).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        if let Format::Rdf(name) = self {
            return Some(PossibleValue::new(name.name()));
        }
        let (_, name, about) = OF_ROWS.iter().find(|(format, ..)| format == self)?;
        let value = PossibleValue::new(*name);
        Some(match *about {
            "" => value,
            about => value.help(about),
        })
    }
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
}

/// How an answer is to be written, as far as that was said.
#[derive(Clone, Copy, Default, Debug)]
pub struct Style {
    pub format: Option<Format>,
    /// Whether names stand for IRIs; `None` is as suits the format.
    pub labels: Option<bool>,
    /// How long the answer took, where that is to be told under a table.
    pub took: Option<Duration>,
}

impl Style {
    /// Whether an answer written so shows names of things.
    pub fn shows_names(&self, context: &Context) -> bool {
        let by_format = match self.format {
            Some(Format::Table | Format::Markdown) => true,
            Some(_) => false,
            None => context.terminal,
        };
        self.labels.unwrap_or(by_format)
    }
}

/// Gives the names to show; called where some are shown.
pub type Names<'k, 's> = &'k dyn Fn() -> Result<Knowledge<'s>, CliError>;

/// Writes an answer in the format asked for, else as suits where standard output goes.
pub fn write(
    answer: &Answer,
    style: Style,
    knowledge: Names<'_, '_>,
    context: &Context,
    out: &mut impl Write,
) -> Result<(), CliError> {
    match answer {
        Answer::Solutions { variables, rows } => {
            rows_as(variables, rows, style, knowledge, context, out)
        }
        Answer::Boolean(value) => boolean(*value, style.format, context, out),
        Answer::Graph(triples) => graph(triples, style.format, out),
    }
}

fn rows_as(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    style: Style,
    knowledge: Names<'_, '_>,
    context: &Context,
    out: &mut impl Write,
) -> Result<(), CliError> {
    let by_place = if context.terminal {
        Format::Table
    } else {
        Format::Tsv
    };
    let format = style.format.unwrap_or(by_place);
    let labels = style.labels.unwrap_or(true);
    match format {
        Format::Table => {
            let table = table(variables, rows, knowledge, labels)?;
            let mut text = table.text(context.width, context.colored);
            text.push_str(&match rows.len() {
                1 => "1 row".to_owned(),
                n => format!("{n} rows"),
            });
            if let Some(took) = style.took {
                text.push_str(&format!(" in {}", short(took)));
            }
            text.push('\n');
            Ok(out.write_all(text.as_bytes())?)
        }
        Format::Markdown => {
            let text = table(variables, rows, knowledge, labels)?.markdown();
            Ok(out.write_all(text.as_bytes())?)
        }
        Format::Csv | Format::Tsv if style.labels == Some(true) => {
            let knowledge = knowledge()?;
            let named = rows
                .iter()
                .map(|row| named(row, &knowledge))
                .collect::<Result<Vec<_>, QueryError>>()?;
            written(variables, &named, format, out)
        }
        _ if style.labels == Some(true) && format.of_results().is_some() => Err(CliError::new(
            "this format holds IRIs, not the names for them",
        )
        .help("leave --labels out, or take --format table, markdown, csv or tsv")),
        _ => written(variables, rows, format, out),
    }
}

/// In a format of the standards.
fn written(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    format: Format,
    out: &mut impl Write,
) -> Result<(), CliError> {
    let Some(results) = format.of_results() else {
        return Err(not_for(
            "a SELECT gives rows",
            "table, markdown, csv, tsv, json or xml",
        ));
    };
    solutions::solutions(variables, rows, results, &mut *out)?;
    if matches!(format, Format::Json | Format::Xml) {
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The row with the names of its IRIs as texts.
fn named(row: &[Option<Term>], knowledge: &Knowledge<'_>) -> Result<Vec<Option<Term>>, QueryError> {
    row.iter()
        .map(|term| {
            Ok(match term {
                Some(Term::NamedNode(node)) => {
                    Some(Literal::new_simple_literal(knowledge.label(node.as_ref())?).into())
                }
                other => other.clone(),
            })
        })
        .collect()
}

/// A time as a person reads it.
fn short(took: Duration) -> String {
    match took.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{} ms", took.as_millis().max(1)),
        seconds => format!("{seconds:.1} s"),
    }
}

fn table(
    variables: &[Variable],
    rows: &[Vec<Option<Term>>],
    knowledge: Names<'_, '_>,
    labels: bool,
) -> Result<Table, CliError> {
    let knowledge = labels.then(knowledge).transpose()?;
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
    let cell = |term: &Option<Term>| match (term, &knowledge) {
        (None, _) => Ok(String::new()),
        (Some(term), Some(knowledge)) => knowledge.label_of(term),
        (Some(Term::NamedNode(node)), None) => Ok(short_name(node.as_str())),
        (Some(Term::Literal(literal)), None) => Ok(literal.value().to_owned()),
        (Some(other), None) => Ok(other.to_string()),
    };
    let cells =
        |row: &Vec<Option<Term>>| row.iter().map(cell).collect::<Result<Vec<_>, QueryError>>();
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
    let Format::Rdf(rdf) = format.unwrap_or(Format::Rdf(RdfName::Turtle)) else {
        return Err(not_for(
            "a CONSTRUCT or DESCRIBE gives triples",
            "turtle, ntriples, nquads, trig, rdfxml or jsonld",
        ));
    };
    let mut text = vec![];
    triples::triples(found, rdf.format(), &mut text)?;
    if text.last().is_some_and(|last| *last != b'\n') {
        text.push(b'\n');
    }
    Ok(out.write_all(&text)?)
}

fn not_for(what: &str, formats: &str) -> CliError {
    CliError::new(format!("{what}: this format cannot hold that"))
        .help(format!("expected --format {formats}"))
}
