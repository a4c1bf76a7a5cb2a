//! What the engine refuses though the grammar has nothing against it: variables that cannot be where they
//! are, blank nodes used twice, and their like.

use super::super::lexer::{Kind, Lexeme, lexemes};
use super::Fault;
use regex::Regex;
use std::sync::LazyLock;

/// What the engine's message says, in words, with the piece that is meant.
pub(super) fn by_the_engine(text: &str, message: &str) -> Fault {
    let pieces: Vec<Lexeme<'_>> = lexemes(text).collect();
    let (place, sentence) = place_of(message);
    let near = || {
        let at = place.and_then(|(line, column)| offset(text, line, column));
        let at = at.unwrap_or(text.len());
        let of_it = pieces.iter().find(|it| it.span.end > at);
        of_it.or(pieces.last()).map_or(0..0, |it| it.span.clone())
    };
    let fault = |piece: Option<&Lexeme<'_>>, message: &str, help: &str| Fault {
        span: piece.map_or_else(near, |it| it.span.clone()),
        message: message.to_owned(),
        help: Some(help.to_owned()),
    };
    match sentence.as_deref() {
        Some(sentence) if sentence.contains("variable that is unbound") => fault(
            ungrouped(&pieces),
            "SELECT has a variable that the groups do not have",
            "name it in GROUP BY too, or take one value of each group: SAMPLE(?x), MAX(?x), COUNT(?x)",
        ),
        Some(sentence) if sentence.contains("overriding") => given_again(&pieces),
        Some(sentence) => fault(None, sentence, "see https://www.w3.org/TR/sparql11-query/"),
        None => given_again(&pieces),
    }
}

/// A variable that AS gives a value though it has one.
fn given_again(pieces: &[Lexeme<'_>]) -> Fault {
    let given = pieces.windows(2).enumerate().find_map(|(at, pair)| {
        let [before, variable] = pair else {
            return None;
        };
        let again = before.is_word("AS") && pieces[..at].iter().any(|it| it.text == variable.text);
        again.then_some(variable)
    });
    match given {
        Some(variable) => Fault {
            span: variable.span.clone(),
            message: format!("`{}` is given a value, and has one before", variable.text),
            help: Some("call one of the two otherwise".to_owned()),
        },
        None => Fault {
            span: pieces.last().map_or(0..0, |it| it.span.clone()),
            message: "something in the text is not allowed together".to_owned(),
            help: Some("a variable that BIND or AS sets may have no value before".to_owned()),
        },
    }
}

/// The first variable that SELECT names outside of brackets and GROUP BY does not name.
fn ungrouped<'p, 't>(pieces: &'p [Lexeme<'t>]) -> Option<&'p Lexeme<'t>> {
    let start = pieces.iter().position(|it| it.is_word("SELECT"))?;
    let group = pieces.iter().position(|it| it.is_word("GROUP"))?;
    let mut depth = 0;
    pieces[start..]
        .iter()
        .take_while(|it| it.text != "{" && !it.is_word("WHERE"))
        .find(|it| {
            match it.text {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            depth == 0
                && it.kind == Kind::Variable
                && !pieces[group..].iter().any(|other| other.text == it.text)
        })
}

/// `error at 1:25: expected one of "a", A sentence`: line and column, and the sentence.
fn place_of(message: &str) -> (Option<(usize, usize)>, Option<String>) {
    static PLACE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?s)error at (\d+):(\d+): expected (?:one of )?(.*)").ok());
    let Some(found) = PLACE.as_ref().and_then(|place| place.captures(message)) else {
        return (None, Some(message.to_owned()));
    };
    let number = |at: usize| found.get(at)?.as_str().parse().ok();
    let list = found.get(3).map_or("", |list| list.as_str());
    let sentence = list
        .split(", ")
        .find(|item| item.contains(' ') && !item.starts_with(['"', '[']));
    (
        number(1).zip(number(2)),
        sentence.map(|sentence| sentence.trim_end_matches('.').to_owned()),
    )
}

/// The byte at a line and a column, both from 1, columns in characters.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let rest = text.get(start..)?;
    Some(
        rest.char_indices()
            .nth(column.checked_sub(1)?)
            .map_or(text.len(), |(at, _)| start + at),
    )
}
