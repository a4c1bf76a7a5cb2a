//! SPARQL: from a text to an answer.
//!
//! The default graph is the union of all graphs, or the store's own ([`DefaultGraph`]); known prefixes
//! need no declaring, and what the query declares wins. Nothing is fetched from the network: a `SERVICE` fails.
//! Spec: <https://www.w3.org/TR/sparql11-query/>.

use super::grammar::Form;
use super::parts::with_alternatives_as_unions;
use super::union::{DefaultGraph, Union};
use super::{Answer, QueryError, columns, graphs, prefixes, syntax};
use iref::Iri;
use oxigraph::model::GraphName;
use oxigraph::sparql::{
    BoundPreparedSparqlQuery, DefaultServiceHandler, PreparedSparqlQuery, QueryEvaluationError,
    QueryResults, SparqlEvaluator,
};
use oxigraph::store::Store;
use spargebra::SparqlParser;
use spargebra::algebra::GraphPattern;

pub use spargebra::Query;

/// What a text of SPARQL is, besides its characters.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'o> {
    /// What errors call it: its file, or `the query`.
    pub name: &'o str,
    /// Against which its relative IRIs are resolved; without one they are errors.
    pub base: Option<&'o Iri>,
}

impl<'o> From<&'o str> for Origin<'o> {
    fn from(name: &'o str) -> Self {
        Self { name, base: None }
    }
}

/// Parses a query.
///
/// # Errors
/// Where it is no SPARQL 1.1 query: with its place and, where something near is known, that.
pub fn parse<'o>(text: &str, origin: impl Into<Origin<'o>>) -> Result<Query, QueryError> {
    let origin = origin.into();
    let mut query = parser(origin.base)
        .parse_query(text)
        .map_err(|error| syntax::explain(text, origin, &error.to_string(), Form::Query))?;
    columns::in_order_of_the_text(&mut query, text);
    Ok(query)
}

/// Knows the usual prefixes; what a text declares itself wins.
pub(super) fn parser(base: Option<&Iri>) -> SparqlParser {
    let with_prefixes = prefixes::all_known()
        .try_fold(SparqlParser::new(), |parser, (prefix, iri)| {
            parser.with_prefix(prefix, iri)
        });
    // Our own prefixes are IRIs, as the tests hold; without them a query may still declare its own.
    let parser = with_prefixes.unwrap_or_default();
    match base {
        Some(base) => parser
            .clone()
            .with_base_iri(base.as_str())
            .unwrap_or(parser),
        None => parser,
    }
}

/// Evaluates a query on a store. `default` is what it asks where it says nothing of graphs; `most` rows or
/// triples are taken, `None` for any number.
///
/// # Errors
/// Where the store cannot be read, the query asks for what is not there (a `SERVICE`), or there is more
/// than `most`.
pub fn run(
    query: &Query,
    store: &Store,
    default: DefaultGraph,
    most: Option<usize>,
) -> Result<Answer, QueryError> {
    let results = results(SparqlEvaluator::new(), query, store, default)?;
    Answer::collect(results, is_ordered(query), most)
}

/// As [`run`], where `services` answers what the query asks of other engines (`SERVICE`).
///
/// # Errors
/// As [`run`], and those of `services`.
pub fn run_with(
    query: &Query,
    store: &Store,
    default: DefaultGraph,
    most: Option<usize>,
    services: impl DefaultServiceHandler + 'static,
) -> Result<Answer, QueryError> {
    let evaluator = SparqlEvaluator::new().with_default_service_handler(services);
    let results = results(evaluator, query, store, default)?;
    Answer::collect(results, is_ordered(query), most)
}

fn results(
    evaluator: SparqlEvaluator,
    query: &Query,
    store: &Store,
    default: DefaultGraph,
) -> Result<QueryResults<'static>, QueryEvaluationError> {
    match graphs::are_all_asked(query) {
        true => bound_to_graphs(evaluator, query, store).execute(),
        false => bound_to(evaluator, query, store, default).execute(),
    }
}

/// A query that asks named graphs alone, on the engine's own view of the store.
pub(super) fn bound_to_graphs(
    evaluator: SparqlEvaluator,
    query: &Query,
    store: &Store,
) -> BoundPreparedSparqlQuery<'static> {
    let prepared = evaluator.for_query(with_alternatives_as_unions(query));
    prepared.on_store(store)
}

/// What another engine answered, as [`run`] gives what ours does.
///
/// # Errors
/// Where there is more than `most`.
pub fn answered(
    query: &Query,
    results: QueryResults<'_>,
    most: Option<usize>,
) -> Result<Answer, QueryError> {
    Answer::collect(results, is_ordered(query), most)
}

/// The query on the dataset that it asks.
pub(super) fn bound(
    query: &Query,
    store: &Store,
    default: DefaultGraph,
) -> BoundPreparedSparqlQuery<'static, Union> {
    bound_to(SparqlEvaluator::new(), query, store, default)
}

fn bound_to(
    evaluator: SparqlEvaluator,
    query: &Query,
    store: &Store,
    default: DefaultGraph,
) -> BoundPreparedSparqlQuery<'static, Union> {
    let from = query.dataset().map_or(&[][..], |dataset| &dataset.default);
    prepared(evaluator, query).on_queryable_dataset(Union::of(store, default, from))
}

/// The query as the engine takes it, for a [`Union`] that knows of its `FROM`.
pub(super) fn prepared(evaluator: SparqlEvaluator, query: &Query) -> PreparedSparqlQuery {
    let mut prepared = evaluator.for_query(with_alternatives_as_unions(query));
    if query
        .dataset()
        .is_some_and(|dataset| !dataset.default.is_empty())
    {
        // The merge is made by the dataset, so that what two of them say is there once.
        let own = vec![GraphName::DefaultGraph];
        prepared.dataset_mut().set_default_graph(own);
    }
    prepared
}

/// Whether the order of the rows is the query's own: it sorts them.
fn is_ordered(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else {
        return false;
    };
    let mut pattern = pattern;
    loop {
        pattern = match pattern {
            GraphPattern::OrderBy { .. } => return true,
            GraphPattern::Project { inner, .. }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner } => inner,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::io::RdfFormat;
    use oxigraph::model::Term;

    fn store(trig: &str) -> Store {
        let store = Store::new().unwrap();
        store
            .load_from_slice(RdfFormat::TriG, trig.as_bytes())
            .unwrap();
        store
    }

    fn rows(text: &str, store: &Store) -> Vec<Vec<String>> {
        match run(&parse(text, "q").unwrap(), store, DefaultGraph::Union, None).unwrap() {
            Answer::Solutions { rows, .. } => rows
                .into_iter()
                .map(|row| {
                    row.into_iter()
                        .map(|term| term.map_or(String::new(), |term| Term::to_string(&term)))
                        .collect()
                })
                .collect(),
            other => panic!("no solutions but {other:?}"),
        }
    }

    const TWICE: &str = "
        PREFIX x: <http://x/>
        x:default x:in x:default .
        x:g1 { x:a x:p x:b . x:a x:q 'one' }
        x:g2 { x:a x:p x:b . x:a x:p x:c }";

    #[test]
    fn what_two_graphs_say_is_one_triple() {
        let store = store(TWICE);
        assert_eq!(
            rows("SELECT ?o { <http://x/a> <http://x/p> ?o }", &store),
            [["<http://x/b>"], ["<http://x/c>"]]
        );
        assert_eq!(
            rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", &store),
            [["\"4\"^^<http://www.w3.org/2001/XMLSchema#integer>"]]
        );
    }

    #[test]
    fn graphs_can_be_told_apart() {
        let store = store(TWICE);
        assert_eq!(
            rows(
                "SELECT ?g { GRAPH ?g { ?s <http://x/p> <http://x/b> } }",
                &store
            ),
            [["<http://x/g1>"], ["<http://x/g2>"]]
        );
        assert_eq!(
            rows("SELECT ?o { GRAPH <http://x/g2> { ?s ?p ?o } }", &store),
            [["<http://x/b>"], ["<http://x/c>"]]
        );
        assert_eq!(
            rows(
                "SELECT ?o FROM <http://x/g1> { ?s <http://x/p> ?o }",
                &store
            ),
            [["<http://x/b>"]]
        );
    }

    #[test]
    fn a_pair_stands_once_for_each_alternative_of_a_path() {
        let store = store("<http://x/a> <http://x/p> <http://x/b> ; <http://x/q> <http://x/b> .");
        for path in ["<http://x/p>|<http://x/q>", "^(<http://x/p>|^<http://x/q>)"] {
            let count = format!("SELECT (COUNT(*) AS ?n) {{ ?s {path} ?o }}");
            assert_eq!(
                rows(&count, &store),
                [["\"2\"^^<http://www.w3.org/2001/XMLSchema#integer>"]],
                "{path}"
            );
        }
    }

    #[test]
    fn a_literal_names_nothing() {
        let store = store(TWICE);
        let none: [[&str; 1]; 0] = [];
        assert_eq!(
            rows("SELECT ?o { ?s <http://x/q> ?one . ?one ?p ?o }", &store),
            none
        );
    }

    #[test]
    fn known_prefixes_need_no_declaring_and_declared_ones_win() {
        let store = store("<http://x/a> a <http://x/Platform> .");
        assert!(rows("SELECT ?s { ?s a tac:Platform }", &store).is_empty());
        assert_eq!(
            rows(
                "PREFIX tac: <http://x/> SELECT ?s { ?s a tac:Platform }",
                &store
            ),
            [["<http://x/a>"]]
        );
    }

    #[test]
    fn nothing_is_fetched() {
        let query = parse(
            "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
            "q",
        )
        .unwrap();
        let error = run(&query, &store(""), DefaultGraph::Union, None)
            .unwrap_err()
            .to_string();
        assert!(error.contains("http://localhost:1/"), "{error}");
    }

    #[test]
    fn what_asks_graphs_alone_is_answered_as_the_union_answers_it() {
        let store = store(TWICE);
        for text in [
            "SELECT * { GRAPH ?g { ?s ?p ?o } }",
            "SELECT ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?p",
            "SELECT ?g { GRAPH ?g { ?s <http://x/p>+ ?o } GRAPH <http://x/g2> { ?s ?q 'one' } }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } OPTIONAL { GRAPH ?h { ?s <http://x/q> ?o } FILTER(?g != ?h) } }",
            "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
            "ASK { GRAPH ?g { ?g ?g ?g } }",
        ] {
            let query = parse(text, "q").unwrap();
            assert!(graphs::are_all_asked(&query), "{text}");
            let results = bound(&query, &store, DefaultGraph::Union)
                .execute()
                .unwrap();
            let union = Answer::collect(results, is_ordered(&query), None).unwrap();
            assert_eq!(
                run(&query, &store, DefaultGraph::Union, None).unwrap(),
                union,
                "{text}"
            );
        }
    }

    #[test]
    fn more_rows_or_triples_than_wanted_are_an_error() {
        let store = store(TWICE);
        for text in [
            "SELECT * { ?s ?p ?o }",
            "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        ] {
            let query = parse(text, "q").unwrap();
            assert!(
                run(&query, &store, DefaultGraph::Union, Some(4)).is_ok(),
                "{text}"
            );
            let error = run(&query, &store, DefaultGraph::Union, Some(3)).unwrap_err();
            assert!(matches!(error, QueryError::More { most: 3 }), "{text}");
        }
    }

    #[test]
    fn the_query_s_own_order_stays() {
        let store = store(TWICE);
        let text = "SELECT ?o { <http://x/a> <http://x/p> ?o } ORDER BY DESC(?o)";
        assert_eq!(rows(text, &store), [["<http://x/c>"], ["<http://x/b>"]]);
    }
}
