//! SPARQL: from a text to an answer.
//!
//! The default graph is the union of all graphs ([`super::union`]); known prefixes need no declaring,
//! and what the query declares wins. Nothing is fetched from the network: a `SERVICE` fails.
//! Spec: <https://www.w3.org/TR/sparql11-query/>.

use super::union::Union;
use super::{Answer, QueryError, syntax, terms};
use crate::vocab::PREFIXES;
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store;
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

/// Parses a query; `origin` is what errors call it: its file, or `the query`.
///
/// # Errors
/// Where it is no SPARQL 1.1 query: with its place and, where something near is known, that.
pub fn parse(text: &str, origin: &str) -> Result<Query, QueryError> {
    let parser = PREFIXES
        .iter()
        .try_fold(SparqlParser::new(), |parser, (prefix, iri)| {
            parser.with_prefix(*prefix, *iri)
        });
    // Our own prefixes are IRIs, as the tests hold; without them a query may still declare its own.
    parser
        .unwrap_or_default()
        .parse_query(text)
        .map_err(|error| QueryError::from(syntax::explain(text, origin, &error.to_string())))
}

/// Parses a query and refuses words of ours that nobody knows: such a query would find nothing, and
/// say nothing. `known` are the IRIs of the ontology's terms; what the store itself uses is known too.
///
/// # Errors
/// As [`parse`]; and where a `tac:` term is unknown, with the nearest known one.
pub fn parse_for<'a>(
    text: &str,
    origin: &str,
    store: &Store,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<Query, QueryError> {
    let query = parse(text, origin)?;
    terms::check(text, origin, &query, store, known)?;
    Ok(query)
}

/// Evaluates a query on a store; `most` rows or triples are taken, `None` for any number.
///
/// # Errors
/// Where the store cannot be read, the query asks for what is not there (a `SERVICE`), or there is more
/// than `most`.
pub fn run(query: &Query, store: &Store, most: Option<usize>) -> Result<Answer, QueryError> {
    let prepared = SparqlEvaluator::new().for_query(query.clone());
    let results = prepared.on_queryable_dataset(Union::of(store)).execute()?;
    Answer::collect(results, is_ordered(query), most)
}

/// Whether the order of the rows is the query's own: it sorts them, or takes the first so many.
fn is_ordered(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else {
        return false;
    };
    let mut pattern = pattern;
    loop {
        pattern = match pattern {
            GraphPattern::OrderBy { .. } | GraphPattern::Slice { .. } => return true,
            GraphPattern::Project { inner, .. }
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
        match run(&parse(text, "q").unwrap(), store, None).unwrap() {
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
        let error = run(&query, &store(""), None).unwrap_err().to_string();
        assert!(error.contains("http://localhost:1/"), "{error}");
    }

    #[test]
    fn more_rows_or_triples_than_wanted_are_an_error() {
        let store = store(TWICE);
        for text in [
            "SELECT * { ?s ?p ?o }",
            "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        ] {
            let query = parse(text, "q").unwrap();
            assert!(run(&query, &store, Some(4)).is_ok(), "{text}");
            let error = run(&query, &store, Some(3)).unwrap_err();
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
