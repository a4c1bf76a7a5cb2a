//! Where a store is pushed to: graphs that are replaced as a whole and read back.

use oxigraph::model::Triple;
use std::fmt::Write as _;
use ureq::http::Method;

use super::client::{Client, Limits};
use super::{Address, Endpoint, RemoteError, endpoint};

/// What is understood of a graph that is read back.
const GRAPH: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.7";

/// Triples that one request of an update carries at most, but for a graph that has more by itself.
const AT_ONCE: usize = 10_000;

/// An engine that takes graphs, by one of the two ways of the standards.
#[derive(Debug)]
pub struct Target(Way);

#[derive(Debug)]
enum Way {
    /// <https://www.w3.org/TR/sparql11-http-rdf-update/>: a graph is one resource.
    GraphStore(Client),
    /// <https://www.w3.org/TR/sparql11-update/>, and queries to read back what was written.
    Update {
        update: Client,
        query: Box<Endpoint>,
    },
}

/// A graph with its name; `None` is the default graph.
pub(super) type Named = (Option<String>, Vec<Triple>);

impl Target {
    /// The address of a graph store, such as `http://localhost:7878/store`.
    pub fn graph_store(address: Address, limits: Limits) -> Self {
        Self(Way::GraphStore(Client::new(address, limits)))
    }

    /// The address that takes updates, and the one that answers queries.
    pub fn update(update: Address, query: Address, limits: Limits) -> Self {
        Self(Way::Update {
            update: Client::new(update, limits),
            query: Box::new(Endpoint::new(query, limits)),
        })
    }

    /// How many triples to gather before [`replace`](Self::replace) is called.
    pub(super) fn at_once(&self) -> usize {
        match self.0 {
            Way::GraphStore(_) => 1,
            Way::Update { .. } => AT_ONCE,
        }
    }

    /// The triples of a graph; none where it is not there.
    ///
    /// # Errors
    /// Where there is no answer, or one that says no.
    pub(super) fn read(&self, graph: Option<&str>) -> Result<Vec<Triple>, RemoteError> {
        match &self.0 {
            Way::GraphStore(client) => {
                let reply = client.ask(Method::GET, &[named(graph)], GRAPH, None)?;
                if reply.status == 404 {
                    return Ok(Vec::new());
                }
                endpoint::triples(reply.ok()?, client)
            }
            Way::Update { query, .. } => {
                let from = match graph {
                    Some(graph) => format!("GRAPH <{graph}> {{ ?s ?p ?o }}"),
                    None => "?s ?p ?o".to_owned(),
                };
                query.triples(&format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {from} }}"))
            }
        }
    }

    /// Puts graphs in place of what was there under their names, each at once or not at all.
    ///
    /// # Errors
    /// Where there is no answer, or one that says no.
    pub(super) fn replace(&self, graphs: &[Named]) -> Result<(), RemoteError> {
        match &self.0 {
            Way::GraphStore(client) => {
                for (graph, triples) in graphs {
                    let mut text = String::new();
                    lines(&mut text, triples);
                    let sent = Some(("application/n-triples", text.as_bytes()));
                    let graph = named(graph.as_deref());
                    client.ask(Method::PUT, &[graph], "*/*", sent)?.ok()?;
                }
            }
            Way::Update { update, .. } => {
                let mut text = String::new();
                for (graph, _) in graphs {
                    text.push_str(&match graph {
                        Some(graph) => format!("CLEAR SILENT GRAPH <{graph}> ;\n"),
                        None => "CLEAR SILENT DEFAULT ;\n".to_owned(),
                    });
                }
                text.push_str("INSERT DATA {\n");
                for (graph, triples) in graphs {
                    if let Some(graph) = graph {
                        // A String takes all that is written to it.
                        let _ = writeln!(text, "GRAPH <{graph}> {{");
                    }
                    lines(&mut text, triples);
                    if graph.is_some() {
                        text.push_str("}\n");
                    }
                }
                text.push('}');
                let sent = Some(("application/sparql-update", text.as_bytes()));
                update.ask(Method::POST, &[], "*/*", sent)?.ok()?;
            }
        }
        Ok(())
    }
}

/// The parameter by which the Graph Store Protocol names a graph.
fn named(graph: Option<&str>) -> (&str, &str) {
    match graph {
        Some(graph) => ("graph", graph),
        None => ("default", ""),
    }
}

/// The triples as N-Triples, which is SPARQL too.
fn lines(text: &mut String, triples: &[Triple]) {
    for triple in triples {
        let _ = writeln!(text, "{triple} .");
    }
}
