//! What is said of a text that is no SPARQL.

use super::super::QueryError;
use super::super::sparql::parse;

/// Line, column, the piece that is marked, and what is said.
fn fault(text: &str) -> (usize, usize, String, String, String) {
    match parse(text, "the query") {
        Err(QueryError::Syntax(error)) => (
            error.line(),
            error.column(),
            text[error.span.clone()].to_owned(),
            error.message,
            error.help.unwrap_or_default(),
        ),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_misspelt_word_is_named_where_it_stands() {
    for (text, column, word, meant) in [
        ("SELEC ?p { ?p ?q ?r }", 1, "SELEC", "SELECT"),
        ("SELECT ?p { ?p ?q ?r } ORDR BY ?p", 24, "ORDR", "ORDER"),
        (
            "SELECT ?é { ?é ?q 'é' FILTR(?é = 1) }",
            23,
            "FILTR",
            "FILTER",
        ),
        ("SELECT (CONUT(*) AS ?n) { ?p ?q ?r }", 9, "CONUT", "COUNT"),
    ] {
        let (line, at, marked, message, help) = fault(text);
        assert_eq!((line, at, marked.as_str()), (1, column, word), "{text}");
        assert!(message.contains(word), "{message}");
        assert!(help.contains(meant), "{help}");
    }
}

#[test]
fn a_prefix_that_nobody_declared_is_named() {
    let (line, column, marked, message, help) =
        fault("# skosx: is no prefix here\nSELECT ?p { ?p skosx:prefLabel 'foo:bar' }");
    assert_eq!((line, column, marked.as_str()), (2, 16, "skosx:"));
    assert!(message.contains("not declared"), "{message}");
    assert!(help.contains("skos:") || help.contains("skosxl:"), "{help}");
    assert!(parse("PREFIX x: <http://x/> ASK { x:a x:b x:c }", "q").is_ok());
}

#[test]
fn a_prefix_that_is_not_ours_is_named_with_what_it_usually_stands_for() {
    let (_, _, marked, _, help) = fault("SELECT ?p { ?p gndo:preferredName ?n }");
    assert_eq!(marked, "gndo:");
    assert!(help.contains("PREFIX gndo: <https://d-nb.info/"), "{help}");
}

#[test]
fn what_was_expected_is_said_in_words() {
    for (text, column, marked, expected) in [
        (
            "SELECT ?x { ?x a tac:Post . FILTER(?x > ) }",
            41,
            ")",
            "a variable, a value or a function",
        ),
        ("SELECT * { ?x tac:pays }", 24, "}", "a value"),
        ("SELECT (COUNT(?x) ?n) { ?x ?p ?o }", 19, "?n", "`AS`"),
        ("SELECT * { ?x a tac:Post ?y ?z }", 26, "?y", "`.`"),
        ("SELECT * { ?x a \"open }", 17, "\"open }", "quotation mark"),
        ("SELECT * { ?x a <http://a b> }", 17, "<http://a b>", "%20"),
        ("SELECT * { ?x a <rel> }", 17, "<rel>", "--base"),
        ("SELECT ?x ?y { ?x a ?y } GROUP BY ?x", 11, "?y", "GROUP BY"),
    ] {
        let (_, at, found, message, help) = fault(text);
        assert_eq!((at, found.as_str()), (column, marked), "{text}: {message}");
        assert!(help.contains(expected), "{text}: {help}");
    }
}

#[test]
fn the_end_and_the_signs_are_said_too() {
    let (_, _, _, message, help) = fault("SELECT ?p { ?p tac:operatedBy ?c ");
    assert!(message.contains("ends too early"), "{message}");
    assert!(help.contains('}'), "{help}");
    let (_, column, marked, message, _) = fault("SELECT ?p { ?p tac:operatedBy ?c");
    assert!(message.contains("ends too early"), "{message}");
    assert_eq!((column, marked.as_str()), (31, "?c"));
    let (_, column, marked, ..) = fault("SELECT ?p { ?p tac:operatedBy }");
    assert_eq!((column, marked.as_str()), (31, "}"));
    let (_, _, _, message, _) = fault("SELECT ?x { ?x ?y ?z BIND(1 AS ?x) }");
    assert!(message.contains("has one before"), "{message}");
    let (_, _, _, message, _) = fault("");
    assert!(message.contains("ends too early"), "{message}");
}

#[test]
fn a_query_that_would_change_the_store_is_refused() {
    let (_, _, _, message, help) = fault("DELETE WHERE { ?s ?p ?o }");
    assert!(message.contains("only reads"), "{message}");
    assert!(help.contains("tacheron update"), "{help}");
    let (_, _, _, message, _) = fault("SELECT ?s { ?s ?p ?o } ; DROP ALL");
    assert!(!message.is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_is_parsed_or_explained(text in "\\PC{0,60}") {
        if let Err(QueryError::Syntax(error)) = parse(&text, "q") {
            assert!(text.get(error.span.clone()).is_some(), "{error:?}");
            assert!(error.line() >= 1 && error.column() >= 1);
        }
    }

    #[test]
    fn any_pieces_of_sparql_are_parsed_or_explained(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "SELECT", "?x", "{", "}", "(", "tac:pays", "\"é\"", "'", "<", ">", "FILTER", "\n", "#", ".", "AS", "_:a", "x:",
            ]),
            0..12,
        )
    ) {
        let text = pieces.join(" ");
        if let Err(QueryError::Syntax(error)) = parse(&text, "q") {
            assert!(text.get(error.span.clone()).is_some(), "{error:?}");
        }
    }
}
