//! Values in every place where a variable can stand.

use super::*;
use crate::query::{Answer, DefaultGraph, sparql};
use oxigraph::io::RdfFormat;
use oxigraph::model::{Literal, NamedNode};
use oxigraph::store::Store;

fn store() -> Store {
    let store = Store::new().unwrap();
    let trig = "PREFIX : <http://x/>
        :g1 { :a :uses :p ; :size 3 . :b :uses :p ; :size 5 . :a :uses :q . :p :in :north }
        :g2 { :c :uses :q ; :size 7 . :q :in :south . :a :uses :p }";
    store
        .load_from_slice(RdfFormat::TriG, trig.as_bytes())
        .unwrap();
    store
}

fn node(name: &str) -> Term {
    NamedNode::new(format!("http://x/{name}")).unwrap().into()
}

/// The rows as text, cells parted by spaces, IRIs by their last letters.
fn ask(query: &str, values: &[(&str, Term)]) -> Vec<String> {
    let query = format!("PREFIX : <http://x/> {query}");
    let query = sparql::parse(&query, "q").unwrap();
    let values = values
        .iter()
        .map(|(name, term)| ((*name).to_owned(), term.clone()))
        .collect();
    match sparql::run(&bind(query, &values), &store(), DefaultGraph::Union, None).unwrap() {
        Answer::Solutions { rows, .. } => rows
            .iter()
            .map(|row| {
                let cell = |term: &Option<Term>| match term {
                    Some(Term::NamedNode(node)) => node.as_str().replace("http://x/", ""),
                    Some(Term::Literal(literal)) => literal.value().to_owned(),
                    _ => "-".to_owned(),
                };
                row.iter().map(cell).collect::<Vec<_>>().join(" ")
            })
            .collect(),
        Answer::Boolean(value) => vec![value.to_string()],
        Answer::Graph(triples) => triples.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn a_variable_is_bound_wherever_it_stands() {
    let p = [("p", node("p"))];
    for (query, rows) in [
        ("SELECT ?who ?p { ?who :uses ?p }", vec!["a p", "b p"]),
        ("SELECT ?who { ?who :uses ?p }", vec!["a", "b"]),
        (
            "SELECT ?who ?p { GRAPH ?g { ?who :uses ?p } FILTER(?g = :g1) }",
            vec!["a p", "b p"],
        ),
        (
            "SELECT ?who { ?who :uses/:in ?w . ?p :in ?w }",
            vec!["a", "b"],
        ),
        (
            "SELECT ?p (COUNT(?who) AS ?n) { ?who :uses ?p } GROUP BY ?p",
            vec!["p 2"],
        ),
        (
            "SELECT ?who ?w { ?who :uses :q OPTIONAL { ?p :in ?w } }",
            vec!["a north", "c north"],
        ),
        (
            "SELECT ?who { ?who :uses ?x FILTER(?x != ?p) }",
            vec!["a", "c"],
        ),
        (
            "SELECT ?who { ?who :size ?n FILTER NOT EXISTS { ?who :uses ?p } }",
            vec!["c"],
        ),
        (
            "SELECT ?who { ?who :size ?n MINUS { ?who :uses ?p } }",
            vec!["c"],
        ),
        ("SELECT ?p { VALUES ?p { :p :q } }", vec!["p"]),
        (
            "SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?who :uses ?p } } }",
            vec!["2"],
        ),
        (
            "SELECT ?who { { ?who :uses ?p } UNION { ?who :in ?p } }",
            vec!["a", "b"],
        ),
        ("SELECT (BOUND(?p) AS ?is) {}", vec!["true"]),
        (
            "SELECT ?who { ?who ?uses ?p . ?who :size ?n } ORDER BY DESC(?n)",
            vec!["b", "a"],
        ),
        ("ASK { :c :uses ?p }", vec!["false"]),
        (
            "CONSTRUCT { ?p :by ?who } { ?who :uses ?p . ?who :size 5 }",
            vec!["<http://x/p> <http://x/by> <http://x/b>"],
        ),
    ] {
        assert_eq!(ask(query, &p), rows, "{query}");
    }
}

#[test]
fn predicates_graphs_and_literals_can_be_bound() {
    assert_eq!(
        ask("SELECT ?s { ?s ?how :p }", &[("how", node("uses"))]),
        ["a", "b"]
    );
    assert_eq!(
        ask(
            "SELECT ?s ?g { GRAPH ?g { ?s :uses :p } }",
            &[("g", node("g2"))]
        ),
        ["a g2"]
    );
    let five = Term::from(Literal::from(5));
    assert_eq!(
        ask("SELECT ?s { ?s :size ?n }", &[("n", five.clone())]),
        ["b"]
    );
    assert_eq!(
        ask(
            "SELECT ?s { ?s :size ?n FILTER(?n > ?least) }",
            &[("least", five.clone())]
        ),
        ["c"]
    );
    let none: [&str; 0] = [];
    assert_eq!(
        ask("SELECT ?s { ?s ?how :p }", &[("how", five)]),
        none,
        "a number is no predicate"
    );
}

#[test]
fn without_values_a_query_is_as_it_was() {
    let query = "SELECT ?who ?p { ?who :uses ?p OPTIONAL { ?p :in ?w } FILTER(BOUND(?w)) }";
    assert_eq!(ask(query, &[]).len(), 4);
    assert_eq!(ask(query, &[("nobody", node("x"))]).len(), 4);
}
