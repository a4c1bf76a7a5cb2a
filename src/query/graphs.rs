//! Whether a query asks named graphs alone.
//!
//! Such a query needs no union in which each triple stands once ([`super::union`]), and the engine answers it
//! from its own indexes, without each term made a string on the way.

use super::parts::{Then, each_part_of};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

/// Whether each pattern of the query stands inside of a `GRAPH`. What cannot be told is `false`.
pub(super) fn are_all_asked(query: &Query) -> bool {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Ask { pattern, .. }) = query
    else {
        // A DESCRIBE looks for triples besides.
        return false;
    };
    let mut outside = query.dataset().is_some();
    each_part_of(pattern, &mut |part| match part {
        GraphPattern::Graph { .. } => Then::Beside,
        GraphPattern::Bgp { patterns } if patterns.is_empty() => Then::Beside,
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Service { .. } => {
            outside = true;
            Then::Beside
        }
        _ => Then::Inside,
    });
    !outside
}

#[cfg(test)]
mod tests {
    use super::are_all_asked;
    use crate::query::sparql::parse;

    #[test]
    fn a_pattern_outside_of_a_graph_is_seen_wherever_it_stands() {
        let asks = |text: &str| are_all_asked(&parse(text, "q").unwrap());
        for inside in [
            "ASK {}",
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g HAVING(?n > 1) ORDER BY ?n LIMIT 3",
            "SELECT * { GRAPH ?g { ?s ?p ?o FILTER NOT EXISTS { ?o ?q ?s } } VALUES ?s { 1 } }",
            "CONSTRUCT { ?s ?p ?o } { { GRAPH ?g { ?s ?p ?o } } UNION { GRAPH ?h { ?s tac:operatedBy+ ?o } } }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } OPTIONAL { GRAPH ?g { ?o ?p ?q } FILTER(?q > 1) } BIND(1 AS ?one) }",
        ] {
            assert!(asks(inside), "{inside}");
        }
        for outside in [
            "ASK { ?s ?p ?o }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } ?o ?q ?r }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?o ?q ?r } }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } MINUS { ?s ?p ?o } }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER EXISTS { ?o ?q ?r } }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } BIND(IF(EXISTS { ?o ?q ?r }, 1, 2) AS ?x) }",
            "SELECT (MAX(IF(EXISTS { ?o ?q ?r }, 1, 2)) AS ?x) { GRAPH ?g { ?s ?p ?o } }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY (EXISTS { ?o ?q ?r })",
            "SELECT * { GRAPH ?g { ?s ?p ?o } { SELECT ?s { ?s ?q ?r } } }",
            "SELECT * { GRAPH ?g { ?s ?p ?o } ?s tac:operatedBy+ ?r }",
            "SELECT * FROM NAMED <http://x/g> { GRAPH ?g { ?s ?p ?o } }",
            "DESCRIBE ?s { GRAPH ?g { ?s ?p ?o } }",
        ] {
            assert!(!asks(outside), "{outside}");
        }
    }
}
