//! An endpoint of the [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/), asked as our own
//! store is asked.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParseError, QueryResultsParser, ReaderQueryResultsParserOutput,
};
use oxigraph::sparql::{QueryResults, QuerySolutionIter, QueryTripleIter, Variable};
use spargebra::Query;
use std::cell::OnceCell;
use std::io::BufReader;
use ureq::http::Method;

use super::client::{Client, Limits, Reply};
use super::merge::Merging;
use super::{Address, RemoteError};
use crate::query::{Answer, sparql};

/// What is understood of rows and of yes or no: JSON is the one that every engine writes.
const RESULTS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.5";
/// What is understood of triples.
const TRIPLES: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.7";

/// Rows that are asked for at once where an answer may be long: engines cut long answers off, and say
/// nothing.
const PAGE: usize = 20_000;
/// An answer with fewer rows is not cut off by any engine.
const SURELY_WHOLE: usize = 500;

/// An endpoint for queries.
#[derive(Debug)]
pub struct Endpoint {
    client: Client,
    merging: OnceCell<Merging>,
}

/// The rows of a SELECT.
pub(super) type Rows = (Vec<Variable>, Vec<Vec<Option<Term>>>);

impl Endpoint {
    /// Nothing is sent yet.
    pub fn new(address: Address, limits: Limits) -> Self {
        Self {
            client: Client::new(address, limits),
            merging: OnceCell::new(),
        }
    }

    pub fn address(&self) -> &Address {
        self.client.address()
    }

    /// Asks what our own store would be asked: the default graph is the union of all graphs, in which each
    /// triple stands once, whatever the engine takes it for. A query that names its graphs with FROM is
    /// sent as it is. `most` rows or triples are taken, `None` for any number.
    ///
    /// # Errors
    /// Where there is no answer, one that says no, or one with more than `most`.
    pub fn answer(&self, query: &Query, most: Option<usize>) -> Result<Answer, RemoteError> {
        let merged = self.merged(query)?;
        let text = merged.to_string();
        let results = match query {
            Query::Select { .. } => {
                let (variables, rows) = self.select(&text)?;
                let rows = rows.into_iter().map(Ok);
                QueryResults::Solutions(QuerySolutionIter::from_tuples(variables.into(), rows))
            }
            Query::Ask { .. } => QueryResults::Boolean(self.is(&text)?),
            Query::Construct { .. } | Query::Describe { .. } => {
                let triples = self.triples(&text)?.into_iter().map(Ok);
                QueryResults::Graph(QueryTripleIter::new(triples))
            }
        };
        Ok(sparql::answered(query, results, most)?)
    }

    fn merged(&self, query: &Query) -> Result<Query, RemoteError> {
        if query.dataset().is_some() {
            return Ok(query.clone());
        }
        let merging = match self.merging.get() {
            Some(known) => *known,
            None => {
                let found = Merging::of(self)?;
                *self.merging.get_or_init(|| found)
            }
        };
        merging.query(query, || self.graphs())
    }

    /// The named graphs, sorted.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub fn graphs(&self) -> Result<Vec<String>, RemoteError> {
        let mut graphs = Vec::new();
        self.pages(
            "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g",
            |rows| {
                for row in rows {
                    if let [Some(Term::NamedNode(graph))] = row.as_slice() {
                        graphs.push(graph.as_str().to_owned());
                    }
                }
                Ok(())
            },
        )?;
        graphs.sort();
        Ok(graphs)
    }

    /// The rows of a SELECT.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(super) fn select(&self, text: &str) -> Result<Rows, RemoteError> {
        match self.results(text)? {
            Results::Rows(rows) => Ok(rows),
            Results::Boolean => Err(self.unlike("rows")),
        }
    }

    /// The rows of a SELECT that ends in a total ORDER BY, part by part, to the last.
    ///
    /// # Errors
    /// As [`answer`](Self::answer), and those of `take`.
    pub(super) fn pages(
        &self,
        text: &str,
        mut take: impl FnMut(Vec<Vec<Option<Term>>>) -> Result<(), RemoteError>,
    ) -> Result<(), RemoteError> {
        let mut offset = 0;
        loop {
            let (_, rows) = self.select(&format!("{text} LIMIT {PAGE} OFFSET {offset}"))?;
            let found = rows.len();
            take(rows)?;
            if found < SURELY_WHOLE {
                return Ok(());
            }
            offset += found;
        }
    }

    /// The answer of an ASK.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(super) fn is(&self, text: &str) -> Result<bool, RemoteError> {
        let reply = self.post(text, RESULTS)?;
        let format = results_format(&reply)?;
        let url = reply.url.clone();
        let parsed = QueryResultsParser::from_format(format).for_reader(BufReader::new(reply.body));
        match parsed.map_err(|error| self.unread(error))? {
            ReaderQueryResultsParserOutput::Boolean(value) => Ok(value),
            ReaderQueryResultsParserOutput::Solutions(_) => Err(RemoteError::Body {
                url,
                why: "rows where yes or no was asked for".to_owned(),
            }),
        }
    }

    fn results(&self, text: &str) -> Result<Results, RemoteError> {
        let reply = self.post(text, RESULTS)?;
        let format = results_format(&reply)?;
        let parsed = QueryResultsParser::from_format(format).for_reader(BufReader::new(reply.body));
        match parsed.map_err(|error| self.unread(error))? {
            ReaderQueryResultsParserOutput::Boolean(_) => Ok(Results::Boolean),
            ReaderQueryResultsParserOutput::Solutions(solutions) => {
                let variables = solutions.variables().to_vec();
                let rows = solutions
                    .map(|row| Ok(row?.values().to_vec()))
                    .collect::<Result<Vec<_>, QueryResultsParseError>>()
                    .map_err(|error| self.unread(error))?;
                // A row that ends early is filled up.
                let rows = rows
                    .into_iter()
                    .map(|mut row: Vec<Option<Term>>| {
                        row.resize(variables.len(), None);
                        row
                    })
                    .collect();
                Ok(Results::Rows((variables, rows)))
            }
        }
    }

    /// The triples of a CONSTRUCT or DESCRIBE.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(super) fn triples(&self, text: &str) -> Result<Vec<Triple>, RemoteError> {
        let reply = self.post(text, TRIPLES)?;
        triples(reply, &self.client)
    }

    fn post(&self, text: &str, accept: &str) -> Result<Reply, RemoteError> {
        let sent = Some(("application/sparql-query", text.as_bytes()));
        self.client.ask(Method::POST, &[], accept, sent)?.ok()
    }

    fn unread(&self, error: QueryResultsParseError) -> RemoteError {
        match error {
            QueryResultsParseError::Io(error) => self.client.broken(&error),
            QueryResultsParseError::Syntax(error) => RemoteError::Body {
                url: self.address().to_string(),
                why: error.to_string(),
            },
        }
    }

    fn unlike(&self, expected: &str) -> RemoteError {
        RemoteError::Body {
            url: self.address().to_string(),
            why: format!("yes or no where {expected} were asked for"),
        }
    }
}

enum Results {
    Rows(Rows),
    Boolean,
}

fn results_format(reply: &Reply) -> Result<QueryResultsFormat, RemoteError> {
    QueryResultsFormat::from_media_type(&reply.kind)
        .ok_or_else(|| unknown(reply, "SPARQL results in JSON, XML or TSV"))
}

fn unknown(reply: &Reply, expected: &'static str) -> RemoteError {
    RemoteError::Kind {
        url: reply.url.clone(),
        found: match reply.kind.as_str() {
            "" => "no media type".to_owned(),
            kind => kind.to_owned(),
        },
        expected,
    }
}

/// Reads the triples of a reply, whatever format of RDF it is in.
///
/// # Errors
/// Where it is in none, or breaks off.
pub(super) fn triples(reply: Reply, client: &Client) -> Result<Vec<Triple>, RemoteError> {
    let format = RdfFormat::from_media_type(&reply.kind)
        .ok_or_else(|| unknown(&reply, "N-Triples, Turtle or RDF/XML"))?;
    let url = reply.url;
    let parser = RdfParser::from_format(format).for_reader(BufReader::new(reply.body));
    parser
        .map(|quad| match quad {
            Ok(quad) => Ok(quad.into()),
            Err(oxigraph::io::RdfParseError::Io(error)) => Err(client.broken(&error)),
            Err(oxigraph::io::RdfParseError::Syntax(error)) => Err(RemoteError::Body {
                url: url.clone(),
                why: error.to_string(),
            }),
        })
        .collect()
}
