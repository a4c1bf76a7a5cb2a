//! The order of the columns of `SELECT *`.

use super::tokens::{Token, tokens};
use oxigraph::model::Variable;
use spargebra::Query;
use spargebra::algebra::GraphPattern;

/// Puts the columns of `SELECT *` in the order in which the query first names them: the standard leaves it
/// open, and the parser takes that of the alphabet.
pub(super) fn in_order_of_the_text(query: &mut Query, text: &str) {
    if let Query::Select { pattern, .. } = query
        && selects_all(text)
        && let Some(variables) = projected(pattern)
    {
        let named: Vec<&str> = tokens(text)
            .filter_map(|(_, token)| match token {
                Token::Variable(name) => Some(name),
                _ => None,
            })
            .collect();
        variables.sort_by_key(|variable| named.iter().position(|name| *name == variable.as_str()));
    }
}

/// Whether its first SELECT, which is the outermost, is one of `*`.
fn selects_all(text: &str) -> bool {
    let mut words = tokens(text).skip_while(|(_, token)| !is(token, "SELECT"));
    let Some((mut before, _)) = words.next() else {
        return false;
    };
    if let Some((span, token)) = words.next()
        && (is(&token, "DISTINCT") || is(&token, "REDUCED"))
    {
        before = span;
    }
    text[before.end..].trim_start().starts_with('*')
}

fn is(token: &Token<'_>, word: &str) -> bool {
    matches!(token, Token::Word(found) if found.eq_ignore_ascii_case(word))
}

fn projected(pattern: &mut GraphPattern) -> Option<&mut Vec<Variable>> {
    match pattern {
        GraphPattern::Project { variables, .. } => Some(variables),
        GraphPattern::Slice { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner } => projected(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sparql::parse;
    use spargebra::Query;

    fn columns(text: &str) -> Vec<String> {
        let Query::Select { mut pattern, .. } = parse(text, "q").unwrap() else {
            panic!("{text}")
        };
        super::projected(&mut pattern)
            .unwrap()
            .iter()
            .map(|variable| variable.as_str().to_owned())
            .collect()
    }

    #[test]
    fn columns_stand_as_the_query_names_them() {
        for (text, names) in [
            ("SELECT * { ?s ?p ?o }", vec!["s", "p", "o"]),
            (
                "# ?a\nselect distinct * { ?s ?p ?o OPTIONAL { ?o ?q ?a } } LIMIT 3",
                vec!["s", "p", "o", "q", "a"],
            ),
            ("SELECT ?s ?o ?p { ?o ?p ?s }", vec!["s", "o", "p"]),
            ("SELECT ?z { { SELECT * { ?y ?x ?z } } }", vec!["z"]),
            (
                "SELECT (COUNT(*) AS ?n) ?b { ?b ?a ?n2 } GROUP BY ?b",
                vec!["n", "b"],
            ),
        ] {
            assert_eq!(columns(text), names, "{text}");
        }
    }
}
