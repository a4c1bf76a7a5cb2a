//! The union of all graphs, for engines that take the default graph for something else.
//!
//! Our own default graph is the RDF merge of all graphs. Some engines have the same, some keep triples of
//! no graph there, some have the union but a triple as often as graphs say it, which would make counts
//! wrong. What an engine does is tried out ([`Merging::of`]); where it is not the merge, each triple
//! pattern outside of a GRAPH becomes one that says the same everywhere, in SPARQL 1.1 alone:
//! `{ SELECT DISTINCT ?s ?o { { ?s ex:p ?o } UNION { GRAPH ?any { ?s ex:p ?o } } } }`.

use oxigraph::model::{NamedNode, Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, PropertyPathExpression as Path, QueryDataset};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::{Endpoint, RemoteError};
use crate::query::parts::{Then, each_part};

/// What an engine takes the default graph for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Merging {
    /// The merge of all graphs, as we do: queries go as they are.
    Done,
    /// Something else.
    Ours,
}

impl Merging {
    /// Looks for a triple that stands in two graphs, else for one that stands in one, and how often the
    /// default graph has it.
    ///
    /// # Errors
    /// Where the endpoint gives no answer.
    pub(super) fn of(endpoint: &Endpoint) -> Result<Self, RemoteError> {
        for (wanted, once_is_enough) in [
            (
                "GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER(?a != ?b)",
                true,
            ),
            ("GRAPH ?a { ?s ?p ?o }", false),
        ] {
            let wanted = format!(
                "SELECT ?s ?p ?o WHERE {{ {wanted} FILTER(isIRI(?s) && !isBlank(?o)) }} LIMIT 1"
            );
            let (_, rows) = endpoint.select(&wanted)?;
            let Some([Some(s), Some(p), Some(o)]) = rows.first().map(Vec::as_slice) else {
                continue;
            };
            let count = format!("SELECT (COUNT(*) AS ?n) WHERE {{ {s} {p} {o} }}");
            let (_, rows) = endpoint.select(&count)?;
            let met = match rows.first().map(Vec::as_slice) {
                Some([Some(Term::Literal(count))]) => count.value().parse().unwrap_or(0),
                _ => 0,
            };
            let is_merge = met == 1 || (met > 1 && !once_is_enough);
            return Ok(if is_merge { Self::Done } else { Self::Ours });
        }
        // Nothing in any named graph: the default graph is all there is.
        Ok(Self::Done)
    }

    /// The query to send. `graphs` are the named graphs of the endpoint, which only paths of any length
    /// need: these go from triple to triple whatever graphs they stand in.
    ///
    /// # Errors
    /// Those of `graphs`.
    pub(super) fn query(
        self,
        query: &Query,
        graphs: impl FnOnce() -> Result<Vec<String>, RemoteError>,
    ) -> Result<Query, RemoteError> {
        if self == Self::Done {
            return Ok(query.clone());
        }
        let mut rewriter = Rewriter::default();
        let mut query = query.clone();
        match &mut query {
            Query::Select { pattern, .. }
            | Query::Construct { pattern, .. }
            | Query::Ask { pattern, .. } => rewriter.pattern(pattern),
            Query::Describe {
                pattern, base_iri, ..
            } => {
                let (template, pattern) = rewriter.description(pattern);
                query = Query::Construct {
                    template,
                    dataset: None,
                    pattern,
                    base_iri: base_iri.take(),
                };
            }
        }
        if rewriter.any_length {
            let mut names = Vec::new();
            for graph in graphs()? {
                names.extend(NamedNode::new(graph).ok());
            }
            let named = QueryDataset {
                default: names.clone(),
                named: Some(names),
            };
            match &mut query {
                Query::Select { dataset, .. }
                | Query::Construct { dataset, .. }
                | Query::Describe { dataset, .. }
                | Query::Ask { dataset, .. } => *dataset = Some(named),
            }
        }
        Ok(query)
    }
}

/// Has a pattern ask all graphs together, in which each triple stands once, whatever the engine takes its
/// default graph for.
///
/// # Errors
/// [`RemoteError::AnyLength`]: outside of a query nothing says in which graphs a path of any length goes on.
pub(super) fn in_all_graphs(pattern: &mut GraphPattern) -> Result<(), RemoteError> {
    let mut rewriter = Rewriter::default();
    rewriter.pattern(pattern);
    match rewriter.any_length {
        true => Err(RemoteError::AnyLength),
        false => Ok(()),
    }
}

/// Puts the union into one query.
#[derive(Default)]
struct Rewriter {
    /// Variables made so far.
    made: usize,
    /// Whether there is a path of any length.
    any_length: bool,
}

impl Rewriter {
    /// A variable that no query has.
    fn fresh(&mut self) -> Variable {
        self.made += 1;
        Variable::new_unchecked(format!("tacheron_union_{}", self.made))
    }

    fn pattern(&mut self, pattern: &mut GraphPattern) {
        each_part(pattern, &mut |part| match part {
            GraphPattern::Bgp { patterns } => {
                let triples = std::mem::take(patterns);
                *part = self.all(triples);
                Then::Beside
            }
            GraphPattern::Path {
                subject,
                path,
                object,
            } => {
                let (subject, object) = (open(subject), open(object));
                *part = self.path(&subject, path, &object);
                Then::Beside
            }
            // One graph is one graph, and another engine is another.
            GraphPattern::Graph { .. } | GraphPattern::Service { .. } => Then::Beside,
            _ => Then::Inside,
        });
    }

    fn all(&mut self, triples: Vec<TriplePattern>) -> GraphPattern {
        triples
            .into_iter()
            .map(|triple| {
                let triple = TriplePattern {
                    subject: open(&triple.subject),
                    predicate: triple.predicate,
                    object: open(&triple.object),
                };
                self.once(triple)
            })
            .reduce(join)
            .unwrap_or_default()
    }

    /// A triple of any graph, once.
    fn once(&mut self, triple: TriplePattern) -> GraphPattern {
        let mut variables: Vec<Variable> = Vec::new();
        let predicate = match &triple.predicate {
            NamedNodePattern::Variable(variable) => Some(variable),
            NamedNodePattern::NamedNode(_) => None,
        };
        let ends = [&triple.subject, &triple.object];
        let ends = ends.into_iter().filter_map(|end| match end {
            TermPattern::Variable(variable) => Some(variable),
            _ => None,
        });
        for variable in ends.chain(predicate) {
            if !variables.contains(variable) {
                variables.push(variable.clone());
            }
        }
        let triple = GraphPattern::Bgp {
            patterns: vec![triple],
        };
        let anywhere = GraphPattern::Union {
            left: Box::new(triple.clone()),
            right: Box::new(GraphPattern::Graph {
                name: self.fresh().into(),
                inner: Box::new(triple),
            }),
        };
        if variables.is_empty() {
            return GraphPattern::Filter {
                expr: Expression::Exists(Box::new(anywhere)),
                inner: Box::default(),
            };
        }
        GraphPattern::Distinct {
            inner: Box::new(GraphPattern::Project {
                inner: Box::new(anywhere),
                variables,
            }),
        }
    }

    fn path(&mut self, subject: &TermPattern, path: &Path, object: &TermPattern) -> GraphPattern {
        let triple = |predicate: NamedNodePattern| TriplePattern {
            subject: subject.clone(),
            predicate,
            object: object.clone(),
        };
        match path {
            Path::NamedNode(predicate) => self.once(triple(predicate.clone().into())),
            Path::Reverse(inner) => self.path(object, inner, subject),
            Path::Sequence(first, second) => {
                let middle = TermPattern::Variable(self.fresh());
                let first = self.path(subject, first, &middle);
                join(first, self.path(&middle, second, object))
            }
            Path::Alternative(one, other) => GraphPattern::Union {
                left: Box::new(self.path(subject, one, object)),
                right: Box::new(self.path(subject, other, object)),
            },
            Path::NegatedPropertySet(not) => {
                let predicate = self.fresh();
                let among = not.iter().cloned().map(Expression::NamedNode).collect();
                let expr = Expression::Not(Box::new(Expression::In(
                    Box::new(predicate.clone().into()),
                    among,
                )));
                GraphPattern::Filter {
                    expr,
                    inner: Box::new(self.once(triple(predicate.into()))),
                }
            }
            // Each pair of ends stands once by itself; that it may lead through several graphs, the
            // dataset of the query says.
            Path::ZeroOrMore(_) | Path::OneOrMore(_) | Path::ZeroOrOne(_) => {
                self.any_length = true;
                GraphPattern::Path {
                    subject: subject.clone(),
                    path: path.clone(),
                    object: object.clone(),
                }
            }
        }
    }

    /// DESCRIBE as what our own store gives for it: the triples of which a resource is the subject.
    fn description(&mut self, pattern: &GraphPattern) -> (Vec<TriplePattern>, GraphPattern) {
        let variables = match pattern {
            GraphPattern::Project { variables, .. } => variables.clone(),
            _ => Vec::new(),
        };
        let mut found = pattern.clone();
        self.pattern(&mut found);
        let [subject, predicate, object] = [self.fresh(), self.fresh(), self.fresh()];
        let resources = variables
            .into_iter()
            .map(|variable| GraphPattern::Project {
                inner: Box::new(GraphPattern::Extend {
                    inner: Box::new(found.clone()),
                    variable: subject.clone(),
                    expression: variable.into(),
                }),
                variables: vec![subject.clone()],
            })
            .reduce(|left, right| GraphPattern::Union {
                left: Box::new(left),
                right: Box::new(right),
            })
            .unwrap_or_default();
        let triple = TriplePattern {
            subject: subject.into(),
            predicate: predicate.into(),
            object: object.into(),
        };
        (vec![triple.clone()], join(resources, self.once(triple)))
    }
}

/// Blank nodes of a query are variables that nobody asks for; those of one name are one.
fn open(term: &TermPattern) -> TermPattern {
    match term {
        TermPattern::BlankNode(node) => TermPattern::Variable(Variable::new_unchecked(format!(
            "tacheron_node_{}",
            node.as_str()
        ))),
        other => other.clone(),
    }
}

fn join(left: GraphPattern, right: GraphPattern) -> GraphPattern {
    GraphPattern::Join {
        left: Box::new(left),
        right: Box::new(right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{DefaultGraph, sparql};
    use oxigraph::io::RdfFormat;
    use oxigraph::sparql::{QueryResults, SparqlEvaluator};
    use oxigraph::store::Store;

    const DATA: &str = "
        PREFIX x: <http://x/>
        x:a x:p x:b .
        x:g1 { x:a x:p x:b . x:b x:p x:c . x:a a x:T . x:a x:q 'one' }
        x:g2 { x:a x:p x:b . x:c x:p x:d . x:b x:q 'two' , 'three' }";

    /// Sorted, as text.
    fn rows(results: QueryResults<'_>) -> Vec<String> {
        let mut rows: Vec<String> = match results {
            QueryResults::Solutions(solutions) => solutions
                .map(|row| format!("{:?}", row.unwrap().values()))
                .collect(),
            QueryResults::Boolean(value) => vec![value.to_string()],
            QueryResults::Graph(triples) => triples.map(|it| it.unwrap().to_string()).collect(),
        };
        rows.sort();
        rows
    }

    /// On an engine whose default graph is no union, the query gives what ours gives with it.
    #[test]
    fn the_rewritten_query_finds_what_the_union_has() {
        let store = Store::new().unwrap();
        store
            .load_from_slice(RdfFormat::TriG, DATA.as_bytes())
            .unwrap();
        let prefix = "PREFIX x: <http://x/>";
        for text in [
            "SELECT * { ?s ?p ?o }",
            "SELECT (COUNT(*) AS ?n) { ?s x:p ?o }",
            "SELECT ?x ?z { ?x x:p [ x:p ?z ] }",
            "SELECT ?x ?z { ?x x:p/x:p/x:p ?z }",
            "SELECT ?x ?z { ?x x:p+ ?z }",
            "SELECT ?z { x:a x:p* ?z . ?z x:q ?v }",
            "SELECT ?x ?z { ?x ^x:p|x:q ?z }",
            "SELECT ?x ?z { ?x !x:p ?z }",
            "SELECT ?x ?z { ?x !(x:p|^x:q) ?z }",
            "SELECT ?x ?v { ?x x:p ?y OPTIONAL { ?x x:q ?v FILTER EXISTS { ?x a x:T } } }",
            "SELECT ?x { ?x x:p ?y FILTER NOT EXISTS { ?x a x:T } }",
            "SELECT ?x { ?x x:p ?y MINUS { ?x x:q 'one' } }",
            "SELECT ?g ?y { GRAPH ?g { x:a x:p ?y } ?y x:p ?z }",
            "SELECT ?y (COUNT(?v) AS ?n) (GROUP_CONCAT(?v) AS ?all) { ?y x:q ?v } GROUP BY ?y HAVING(COUNT(?v) > 0)",
            "ASK { x:c x:p x:d }",
            "ASK { x:d x:p x:c }",
            "CONSTRUCT { ?o x:r ?s } { ?s x:p ?o }",
            "DESCRIBE x:a",
            "DESCRIBE ?y ?x { ?x x:p ?y . ?y x:q ?v }",
        ] {
            let query = sparql::parse(&format!("{prefix} {text}"), "q").unwrap();
            let ours = match sparql::run(&query, &store, DefaultGraph::Union, None).unwrap() {
                crate::query::Answer::Solutions { rows, .. } => {
                    let mut rows: Vec<String> =
                        rows.into_iter().map(|row| format!("{row:?}")).collect();
                    rows.sort();
                    rows
                }
                crate::query::Answer::Boolean(value) => vec![value.to_string()],
                crate::query::Answer::Graph(triples) => {
                    triples.iter().map(ToString::to_string).collect()
                }
            };
            let graphs = || Ok(vec!["http://x/g1".to_owned(), "http://x/g2".to_owned()]);
            let sent = Merging::Ours.query(&query, graphs).unwrap().to_string();
            let theirs = SparqlEvaluator::new()
                .parse_query(&sent)
                .unwrap_or_else(|error| panic!("{text}\n{sent}\n{error}"))
                .on_store(&store)
                .execute()
                .unwrap();
            let mut theirs = rows(theirs);
            if matches!(query, Query::Construct { .. } | Query::Describe { .. }) {
                theirs.dedup();
            }
            assert_eq!(theirs, ours, "{text}\n{sent}");
            assert!(!ours.is_empty(), "{text}");
        }
    }
}
