//! Where texts leave the grammar, and that those of the standard do not.

use super::super::sparql::{Origin, parse};
use super::{Form, check};
use iref::iri;

/// What stands where the text leaves the grammar, and what was expected.
fn stop(text: &str) -> (String, String) {
    let stop = check(text, Form::Query).unwrap_or_else(|| panic!("{text}"));
    let at = stop.at.map_or(String::new(), |at| at.text.to_owned());
    (at, stop.expected.join(" or "))
}

#[test]
fn the_walk_stops_at_the_piece_that_does_not_fit() {
    for (text, at, expected) in [
        ("SELECT ?x { ?x a tac:P . FILTER(?x > ) }", ")", "a value"),
        ("SELECT * { ?x a tac:Platform ?y }", "?y", "."),
        ("SELECT * { ?x ?y }", "}", "a variable"),
        ("SELECT * { ?x tac:pays }", "}", "a value"),
        ("SELECT * { ?x ?y ?z . ?a }", "}", "a property"),
        ("SELECT (COUNT(?x) ?n) { ?x ?p ?o }", "?n", "AS"),
        ("SELECT * { ?x ?p ?o )", ")", "}"),
        ("SELECT ?x { ?x ?p ?o } ORDER ?x", "?x", "BY"),
        ("SELECT * { BIND(?x ?y) }", "?y", "AS"),
        ("SELECT * { FILTER regex(?x) ?x ?y ?z }", ")", ","),
        ("SELECT * { ?x ?y ?z } VALUES ?x { 1 2", "", "}"),
        ("SELECT * { ?s ?p ?o OPTIONAL ?o ?q ?r }", "?o", "{"),
        ("SELECT WHERE { ?x ?p ?o }", "WHERE", "a variable"),
        ("SELECT ?x ?y", "", "{"),
        ("ASK { ?s ?p 'a' 'b' }", "'b'", "."),
        ("ASK { GRAPH { ?s ?p ?o } }", "{", "a variable"),
        ("ASK { ?s tac:pays/ ?o }", "?o", "a property"),
        ("SELECT * { ?s ?p ?o } LIMIT ?n", "?n", "a number"),
        ("SELECT * { ?s ?p ?o } }", "}", "the end"),
        ("", "", "SELECT"),
    ] {
        let (found, said) = stop(text);
        assert_eq!(found, at, "{text}: {said}");
        assert!(said.contains(expected), "{text}: {said}");
    }
}

#[test]
fn the_grammar_takes_what_the_standard_takes() {
    for text in [
        "BASE <http://x/> PREFIX : <#> SELECT DISTINCT ?a (COUNT(DISTINCT *) AS ?n) FROM <g> FROM NAMED :h WHERE { ?a :p/^:q*|!(a|^:r) ?b ; a :C, :D . } GROUP BY ?a (STR(?b) AS ?c) HAVING (COUNT(?b) > 1) ORDER BY DESC(?n) ?a LIMIT 5 OFFSET 2",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p [ a <x> ; <y> ( 1 2.5 'z'@fr true ) ] } { ?s ?p ?o . }",
        "DESCRIBE <x> ?y { ?y ?p ?o }",
        "DESCRIBE <x>",
        "ASK { { SELECT * { ?s ?p ?o } } UNION { ?s ?p -3 } MINUS { ?s ?p '1'^^<t> } }",
        "SELECT * { VALUES (?a ?b) { (1 UNDEF) (<x> 'y') } VALUES ?c { 1 } OPTIONAL { ?a ?b ?c FILTER(!BOUND(?a) || ?b NOT IN (1, 2) && EXISTS { ?a ?b ?c }) } }",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s ?p 3 } FILTER regex(?o, 'a', 'i') BIND(IF(?o = 1, ?o+-1, <f>(?o)*2) AS ?x) GRAPH ?g { ?s ?p ?o } SERVICE SILENT <x> { ?s ?p ?o } }",
        "SELECT (GROUP_CONCAT(?o ; SEPARATOR = ', ') AS ?x) { _:a ?p ?o . [] ?q ?o . [ ?p ?o ] . (1) ?p () }",
        "SELECT ?s { ?s ?p ?o } ORDER BY ASC(?s) xsd:integer(?o) VALUES ?s { <x> }",
        "SELECT * { { } UNION { } ?s ?p ?o. FILTER(?o<3)?s ?q ?o }",
    ] {
        assert_eq!(check(text, Form::Query), None, "{text}");
        let origin = Origin {
            name: "q",
            base: Some(iri!("http://b/")),
        };
        assert!(parse(text, origin).is_ok(), "{text}");
    }
}

#[test]
fn updates_have_a_grammar_of_their_own() {
    for text in [
        "PREFIX : <http://x/> INSERT DATA { :a :b 1 . GRAPH :g { :c :d 'e' } :f :g :h }",
        "DELETE DATA { <a> <b> <c> } ; INSERT DATA { <a> <b> <d> } ;",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } USING <h> USING NAMED <i> WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p [] } WHERE { ?s ?p ?o }",
        "CLEAR SILENT ALL ; DROP GRAPH <g> ; CREATE GRAPH <g> ; COPY DEFAULT TO <g> ; LOAD <x> INTO GRAPH <g>",
        "",
    ] {
        assert_eq!(check(text, Form::Update), None, "{text}");
    }
    let stop = check("INSERT { ?s ?p ?o }", Form::Update).unwrap();
    assert_eq!((stop.at, stop.expected.contains(&"WHERE")), (None, true));
    let stop = check("INSERT DATA { ?s ?p }", Form::Update).unwrap();
    assert_eq!(stop.at.map(|at| at.text.to_owned()), Some("}".to_owned()));
}
