use super::super::DefaultGraph;
use super::super::sparql::parse;
use super::{Plan, Step, explain};
use oxigraph::io::RdfFormat;
use oxigraph::store::Store;

const FACTS: &str = "
    PREFIX x: <http://x/> PREFIX tac: <https://w3id.org/tacheron/ontology#>
    x:g1 { x:a tac:operatedBy x:b . x:a x:name 'A' . x:c tac:operatedBy x:b }
    x:g2 { x:a tac:operatedBy x:d . x:d x:name 'D, the (second)' }";

fn plan(text: &str) -> Plan {
    let store = Store::new().unwrap();
    store
        .load_from_slice(RdfFormat::TriG, FACTS.as_bytes())
        .unwrap();
    explain(
        &parse(text, "q").unwrap(),
        &store,
        DefaultGraph::Union,
        None,
    )
    .unwrap()
}

/// The steps as lines: rows, and the words indented by their depth.
fn told(text: &str) -> Vec<String> {
    fn lines(step: &Step, depth: usize, into: &mut Vec<String>) {
        into.push(format!("{} {}{}", step.rows, "  ".repeat(depth), step.what));
        for under in &step.steps {
            lines(under, depth + 1, into);
        }
    }
    let mut told = vec![];
    lines(&plan(text).step, 0, &mut told);
    told
}

#[test]
fn a_look_up_is_said_as_it_is_asked() {
    assert_eq!(
        told("SELECT ?p ?c { ?p tac:operatedBy ?c . ?p <http://x/name> ?n }"),
        [
            "2 SELECT ?p ?c",
            "2   for each row of the first, the second",
            "3     look up ?p tac:operatedBy ?c",
            "2     look up ?p <http://x/name> ?n",
        ]
    );
    let literal = told("SELECT ?x { GRAPH ?g { ?x <http://x/name> 'D, the (second)' } }");
    assert_eq!(
        literal[1],
        r#"1   look up ?x <http://x/name> "D, the (second)" in GRAPH ?g"#
    );
}

#[test]
fn rows_that_multiply_are_said_to() {
    assert_eq!(
        told("SELECT * { ?a ?b ?c . ?d ?e ?f }"),
        [
            "25 SELECT ?a ?b ?c ?d ?e ?f",
            "25   each row of the one with each row of the other (no variable in common)",
            "5     look up ?a ?b ?c",
            "5     look up ?d ?e ?f",
        ]
    );
}

#[test]
fn optional_union_minus_and_values_are_said_by_their_words() {
    assert_eq!(
        told(
            "SELECT * { ?p tac:operatedBy ?c OPTIONAL { ?c <http://x/name> ?n FILTER(?n != 'Z') } }"
        )[1..],
        [
            "3   OPTIONAL: for each row of the first, the second where there is one",
            "3     look up ?p tac:operatedBy ?c",
            "1     FILTER !(\"Z\" = ?n)",
            "1       look up ?c <http://x/name> ?n",
        ]
    );
    assert_eq!(
        told(
            "SELECT DISTINCT ?x { { ?x ?y 'A' } UNION { VALUES ?x { <http://x/q> 1 } }
             MINUS { ?x tac:operatedBy <http://x/d> } }"
        ),
        [
            "2 DISTINCT: drop rows that were there before",
            "2   SELECT ?x",
            "2     MINUS: drop rows of the first that agree with the second on ?x",
            "3       UNION: the rows of each",
            "2         VALUES (?x) { (<http://x/q>) (1) }",
            "1         look up ?x ?y \"A\"",
            "1       look up ?x tac:operatedBy <http://x/d>",
        ]
    );
}

#[test]
fn a_group_has_the_query_s_names_and_no_made_up_ones() {
    assert_eq!(
        told(
            "SELECT ?c (COUNT(*) AS ?n) (SAMPLE(?p) AS ?s) { ?p tac:operatedBy ?c }
             GROUP BY ?c HAVING(COUNT(*) > 1) ORDER BY DESC(?n) ?c LIMIT 3 OFFSET 0"
        ),
        [
            "1 LIMIT 3",
            "1   SELECT ?c ?n ?s",
            "1     ORDER BY DESC(?n) ASC(?c)",
            "1       FILTER (?n > 1)",
            "2         GROUP BY ?c: COUNT(*) AS ?n, SAMPLE(?p) AS ?s",
            "3           look up ?p tac:operatedBy ?c",
        ]
    );
    let early = told("SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING(?n > 1)");
    assert!(
        early.contains(&"0     FILTER (?n > 1)".to_owned()),
        "{early:?}"
    );
    assert!(
        early[1].starts_with("0   BIND(?_") && early[1].ends_with(" AS ?n)"),
        "HAVING has no ?n: {early:?}"
    );
    let twice = "SELECT (STR(COUNT(*)) AS ?n) (STR(COUNT(DISTINCT ?s)) AS ?m) { ?s ?p ?o }";
    assert_eq!(told(twice), told(twice), "made-up names are random");
    assert!(
        told(twice).iter().any(|line| line.contains("?_1")),
        "{:?}",
        told(twice)
    );
}

#[test]
fn other_forms_say_what_they_make() {
    for (text, words, answers) in [
        ("ASK { ?x tac:operatedBy+ ?y }", "ASK: ", 1),
        (
            "CONSTRUCT { ?y tac:operatedBy ?x } { ?x tac:operatedBy ?y }",
            "CONSTRUCT: ",
            3,
        ),
        ("DESCRIBE <http://x/a>", "DESCRIBE: ", 3),
    ] {
        let plan = plan(text);
        assert!(plan.step.what.starts_with(words), "{:?}", plan.step);
        assert_eq!(plan.answers, answers, "{text}");
        assert!(plan.step.own_seconds() >= 0.0 && plan.step.seconds >= plan.step.own_seconds());
    }
    assert_eq!(
        told("ASK { ?x tac:operatedBy+ ?y }")[1],
        "1   follow the path ?x (tac:operatedBy)+ ?y"
    );
}
