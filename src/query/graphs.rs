//! Whether a query asks named graphs alone.
//!
//! Such a query needs no union in which each triple stands once ([`super::union`]), and the engine answers it
//! from its own indexes, without each term made a string on the way.

use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression};

/// Whether each pattern of the query stands inside of a `GRAPH`. What cannot be told is `false`.
pub(super) fn are_all_asked(query: &Query) -> bool {
    match query {
        // A DESCRIBE looks for triples besides.
        Query::Describe { .. } => false,
        Query::Select { pattern, .. }
        | Query::Construct { pattern, .. }
        | Query::Ask { pattern, .. } => query.dataset().is_none() && are_asked_by(pattern),
    }
}

fn are_asked_by(pattern: &GraphPattern) -> bool {
    use GraphPattern as P;
    match pattern {
        P::Graph { .. } | P::Values { .. } => true,
        P::Bgp { patterns } => patterns.is_empty(),
        P::Path { .. } | P::Service { .. } => false,
        P::Join { left, right }
        | P::Lateral { left, right }
        | P::Union { left, right }
        | P::Minus { left, right } => are_asked_by(left) && are_asked_by(right),
        P::LeftJoin {
            left,
            right,
            expression,
        } => are_asked_by(left) && are_asked_by(right) && expression.iter().all(asks_nothing),
        P::Filter { expr, inner } => are_asked_by(inner) && asks_nothing(expr),
        P::Extend {
            inner, expression, ..
        } => are_asked_by(inner) && asks_nothing(expression),
        P::OrderBy { inner, expression } => {
            are_asked_by(inner)
                && expression.iter().all(|by| match by {
                    OrderExpression::Asc(it) | OrderExpression::Desc(it) => asks_nothing(it),
                })
        }
        // What is aggregated is an expression too.
        P::Group {
            inner, aggregates, ..
        } => {
            are_asked_by(inner)
                && aggregates
                    .iter()
                    .all(|(_, aggregate)| has_no_pattern(&aggregate.to_string()))
        }
        P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => are_asked_by(inner),
    }
}

/// An expression asks where it has an EXISTS, which it prints as that; a text that says so is one too many.
fn asks_nothing(expression: &Expression) -> bool {
    has_no_pattern(&expression.to_string())
}

fn has_no_pattern(printed: &str) -> bool {
    !printed.contains("EXISTS")
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
