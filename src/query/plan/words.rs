//! The engine's words for a step (`QuadPattern(?p <…#operatedBy> ?c)`) in those of SPARQL.

use super::super::labels::short_name;
use crate::vocab::ID;
use regex::{Captures, Regex};
use spargebra::Query;
use std::sync::LazyLock;

/// What the last step of an ASK, CONSTRUCT or DESCRIBE does; `None` for a SELECT, which says it itself.
pub(super) fn form(query: &Query) -> Option<&'static str> {
    match query {
        Query::Select { .. } => None,
        Query::Ask { .. } => Some("ASK: whether there is a row (the first one is enough)"),
        Query::Construct { .. } => Some("CONSTRUCT: the template, filled from each row"),
        Query::Describe { .. } => Some("DESCRIBE: the triples about what each row names"),
    }
}

/// A label of the engine in words; `None` for a step that only passes on what it gets.
pub(super) fn of(label: &str) -> Option<String> {
    let (name, inside) = match label.split_once('(') {
        Some((name, rest)) => (name, rest.strip_suffix(')').unwrap_or(rest)),
        None => (label, ""),
    };
    let inside = shortened(inside);
    Some(match name {
        // A graph that is named stands in each look-up in it already.
        "Graph" => return None,
        "Extend" if renames(&inside) => return None,
        "QuadPattern" => look_up("look up", &inside),
        "Path" => look_up("follow the path", &inside),
        "Project" => {
            let variables = inside.replace(", ", " ");
            format!("SELECT {variables}").trim_end().to_owned()
        }
        "Filter" => format!("FILTER {inside}"),
        "Extend" => match inside.rsplit_once(" -> ") {
            Some((expression, variable)) => format!("BIND({expression} AS {variable})"),
            None => format!("BIND({inside})"),
        },
        "Aggregate" => group(&inside),
        "Sort" => format!("ORDER BY {}", inside.replace("), ", ") ")),
        "Distinct" => "DISTINCT: drop rows that were there before".to_owned(),
        "Reduced" => "REDUCED: drop rows that are like the one before".to_owned(),
        "Union" => "UNION: the rows of each".to_owned(),
        "Slice" => slice(&inside),
        "StaticBindings" => values(&inside),
        "Service" => format!("SERVICE {inside}"),
        "Lateral" => "for each row of the first, the second".to_owned(),
        "Join" => match keys(&inside).as_str() {
            "" => {
                "each row of the one with each row of the other (no variable in common)".to_owned()
            }
            keys => format!("rows of both that agree on {keys}"),
        },
        "AntiJoin" => match keys(&inside).as_str() {
            "" => {
                "MINUS: the second has no variable of the first, so nothing is dropped".to_owned()
            }
            keys => format!("MINUS: drop rows of the first that agree with the second on {keys}"),
        },
        "LeftJoin" => format!(
            "OPTIONAL: the first, with rows of the second that agree on {}{}",
            match keys(&inside).as_str() {
                "" => "nothing (no variable in common)",
                keys => keys,
            },
            condition(&inside)
        ),
        "ForLoopLeftJoin" => format!(
            "OPTIONAL: for each row of the first, the second where there is one{}",
            condition(&inside)
        ),
        _ => label.to_owned(),
    })
}

/// Whether a variable only gets its own name: `?n -> ?n`, of an aggregate.
fn renames(inside: &str) -> bool {
    let both = inside.split_once(" -> ");
    both.is_some_and(|(from, to)| from == to)
}

/// `(?x, ?y), ((1, 2), (3, 4))`: the variables, and the rows.
fn values(inside: &str) -> String {
    match inside.split_once("), (") {
        Some(("(", _)) => "start with one row that has nothing in it".to_owned(),
        Some((variables, rows)) => {
            let variables = variables.trim_start_matches('(').replace(", ", " ");
            let rows = rows
                .strip_suffix(')')
                .unwrap_or(rows)
                .replace("), (", ") (");
            format!("VALUES ({variables}) {{ {rows} }}")
        }
        None => format!("VALUES {inside}"),
    }
}

/// `s p o`, or `s p o g` where a graph is asked for.
fn look_up(verb: &str, pattern: &str) -> String {
    let terms = terms(pattern);
    match terms.as_slice() {
        [pattern @ .., graph] if pattern.len() >= 3 && verb == "look up" => {
            format!("{verb} {} in GRAPH {graph}", pattern.join(" "))
        }
        _ => format!("{verb} {}", terms.join(" ")),
    }
}

/// Parts at spaces that stand in no literal.
fn terms(pattern: &str) -> Vec<&str> {
    let mut terms = vec![];
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in pattern.char_indices() {
        match c {
            '\\' if quoted => escaped = !escaped,
            '"' if !escaped => quoted = !quoted,
            ' ' if !quoted => {
                terms.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        escaped &= c == '\\';
    }
    terms.push(&pattern[start..]);
    terms
}

/// `?a, ?b, COUNT(*) -> ?n`: first what is grouped by.
fn group(inside: &str) -> String {
    let mut parts: Vec<String> = vec![];
    let mut by: Vec<&str> = vec![];
    for part in commas(inside) {
        match part.rsplit_once(" -> ") {
            Some((aggregate, variable)) => parts.push(format!("{aggregate} AS {variable}")),
            None if !part.is_empty() => by.push(part),
            None => {}
        }
    }
    let by = match by.is_empty() {
        true => "all rows in one group".to_owned(),
        false => format!("GROUP BY {}", by.join(" ")),
    };
    match parts.is_empty() {
        true => by,
        false => format!("{by}: {}", parts.join(", ")),
    }
}

/// Parts at commas that stand in no brackets.
fn commas(list: &str) -> Vec<&str> {
    let mut parts = vec![];
    let (mut start, mut depth) = (0, 0_i32);
    for (at, c) in list.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts
}

/// `start = 0, length = 10`
fn slice(inside: &str) -> String {
    let number = |name: &str| {
        let (_, rest) = inside.split_once(&format!("{name} = "))?;
        rest.split(',').next()
    };
    let limit = number("length").map(|length| format!("LIMIT {length}"));
    let offset = number("start")
        .filter(|start| *start != "0")
        .map(|start| format!("OFFSET {start}"));
    let parts: Vec<String> = limit.into_iter().chain(offset).collect();
    parts.join(" ")
}

/// The variables behind `keys = `, up to an expression.
fn keys(inside: &str) -> String {
    let Some((_, keys)) = inside.split_once("keys = ") else {
        return String::new();
    };
    let keys = keys.split(", expression = ").next().unwrap_or(keys);
    keys.replace(", ", " and ")
}

/// What an OPTIONAL asks besides; nothing where that is always true.
fn condition(inside: &str) -> String {
    match inside.split_once("expression = ") {
        Some((_, expression)) if !expression.trim_matches('"').starts_with("true") => {
            format!(", FILTER {expression}")
        }
        _ => String::new(),
    }
}

/// IRIs with the usual prefixes; ours of entities by their ids, in angle brackets still. Whole numbers bare.
fn shortened(text: &str) -> String {
    static IRI: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<([^<>\s]*)>").ok());
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#""([+-]?[0-9]+)"\^\^xsd:integer"#).ok());
    let (Some(iri), Some(number)) = (IRI.as_ref(), NUMBER.as_ref()) else {
        return text.to_owned();
    };
    let short = |found: &Captures<'_>| {
        let name = short_name(&found[1]);
        match name == found[1] || found[1].starts_with(ID) {
            true => format!("<{name}>"),
            false => name,
        }
    };
    let text = iri.replace_all(text, short);
    number.replace_all(&text, "$1").into_owned()
}
