//! `SERVICE` and `LOAD`: what a query or an update may reach, and how.

use oxigraph::model::{NamedNode, Triple};
use oxigraph::sparql::{DefaultServiceHandler, QuerySolution, QuerySolutionIter, Variable};
use spargebra::algebra::GraphPattern;
use spargebra::term::Quad;
use spargebra::{GraphUpdateOperation, Query, Update};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use ureq::http::Method;

use super::client::{Client, Limits};
use super::{Address, Endpoint, RemoteError, endpoint};

/// What is understood of a document.
const DOCUMENT: &str = "text/turtle, application/n-triples, application/rdf+xml;q=0.8, \
                        application/ld+json;q=0.7, application/n-quads;q=0.6, application/trig;q=0.6";

/// The hosts that may be reached; without any, nothing is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Hosts(BTreeSet<String>);

impl Hosts {
    /// By their names, such as `query.example.org` or `localhost`; a port in front of none.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self(
            names
                .into_iter()
                .map(|name| name.to_ascii_lowercase())
                .collect(),
        )
    }

    /// The address, where its host may be reached.
    ///
    /// # Errors
    /// [`RemoteError::NotAllowed`], and where it is no address.
    fn address(&self, url: &str) -> Result<Address, RemoteError> {
        let address = Address::new(url, None)?;
        let host = address.host();
        if self.0.contains(&host) {
            return Ok(address);
        }
        Err(RemoteError::NotAllowed {
            host,
            url: address.to_string(),
        })
    }
}

/// Answers the `SERVICE` of our queries, and fetches what an update loads.
#[derive(Clone, Debug)]
pub struct Services {
    hosts: Hosts,
    limits: Limits,
}

impl Services {
    /// An answer that points to another address is an error: that host was not allowed.
    pub fn new(hosts: Hosts, limits: Limits) -> Self {
        Self {
            hosts,
            limits: Limits {
                follow: false,
                ..limits
            },
        }
    }

    /// An update in which what each `LOAD` brings stands in its place: what fails under `LOAD SILENT` is
    /// nothing.
    ///
    /// # Errors
    /// A host that is not allowed, no answer, one that says no, or one that is no RDF.
    pub fn loaded(&self, update: &Update) -> Result<Update, RemoteError> {
        let mut update = update.clone();
        for operation in &mut update.operations {
            let GraphUpdateOperation::Load {
                silent,
                source,
                destination,
            } = operation
            else {
                continue;
            };
            let triples = match self.document(source.as_str()) {
                Err(_) if *silent => Vec::new(),
                other => other?,
            };
            let graph_name = destination.clone();
            let data = triples
                .into_iter()
                .map(|triple| Quad {
                    subject: triple.subject,
                    predicate: triple.predicate,
                    object: triple.object,
                    graph_name: graph_name.clone(),
                })
                .collect();
            *operation = GraphUpdateOperation::InsertData { data };
        }
        Ok(update)
    }

    fn document(&self, url: &str) -> Result<Vec<Triple>, RemoteError> {
        let address = self.hosts.address(url)?;
        let client = Client::new(address, self.limits);
        let reply = client.ask(Method::GET, &[], DOCUMENT, None)?.ok()?;
        endpoint::triples(reply, &client)
    }
}

impl DefaultServiceHandler for Services {
    type Error = RemoteError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base_iri: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, RemoteError> {
        let address = self.hosts.address(service.as_str())?;
        let mut variables = HashSet::new();
        pattern.on_in_scope_variable(|variable| {
            variables.insert(variable.clone());
        });
        let mut variables: Vec<Variable> = variables.into_iter().collect();
        variables.sort();
        let query = Query::Select {
            dataset: None,
            pattern: GraphPattern::Project {
                inner: Box::new(pattern.clone()),
                variables,
            },
            base_iri: base_iri.cloned(),
        };
        let (variables, rows) = Endpoint::new(address, self.limits).select(&query.to_string())?;
        let variables: Arc<[Variable]> = variables.into();
        let of = Arc::clone(&variables);
        let rows = rows
            .into_iter()
            .map(move |row| Ok(QuerySolution::from((Arc::clone(&of), row))));
        Ok(QuerySolutionIter::new(variables, rows))
    }
}
