//! A text of SPARQL as pieces, also where it is not whole yet: for colours, for completion, and to tell
//! where a statement ends.
//!
//! Terminals: <https://www.w3.org/TR/sparql11-query/#sparqlGrammar>.

use std::ops::Range;

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A word of the language, or of nobody: `SELECT`, `a`.
    Word,
    /// `?name` or `$name`.
    Variable,
    /// `prefix:local`; both may be empty.
    Prefixed,
    /// `<…>`
    Iri,
    /// A string with its quotation marks.
    Text,
    /// A string that does not end.
    OpenText,
    Number,
    Comment,
    /// A single sign.
    Sign(char),
}

/// The pieces of a text with the bytes where they stand; white space is between them.
pub fn pieces(text: &str) -> impl Iterator<Item = (Range<usize>, Kind)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let (kind, length) = piece(rest, first);
        let start = at;
        at += length;
        Some((start..at, kind))
    })
}

/// The piece at the start of a text that starts with this sign, and its length in bytes.
fn piece(rest: &str, first: char) -> (Kind, usize) {
    let while_is = |is: fn(char) -> bool, from: usize| {
        let end = rest[from..].find(|c| !is(c));
        end.map_or(rest.len(), |end| from + end)
    };
    match first {
        '#' => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
        '"' | '\'' => text(rest, first),
        '?' | '$' if rest[1..].starts_with(is_of_name) => (Kind::Variable, while_is(is_of_name, 1)),
        '<' => match iri(rest) {
            Some(length) => (Kind::Iri, length),
            None => (Kind::Sign('<'), 1),
        },
        c if c.is_ascii_digit() => (Kind::Number, while_is(is_of_number, 0)),
        c if is_of_name(c) || c == ':' => {
            let end = while_is(is_of_name, 0);
            if !rest[end..].starts_with(':') {
                return (Kind::Word, end);
            }
            let end = while_is(is_of_local, end + 1);
            // A name does not end in a dot: that one ends the triple.
            (Kind::Prefixed, rest[..end].trim_end_matches('.').len())
        }
        c => (Kind::Sign(c), c.len_utf8()),
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn is_of_local(c: char) -> bool {
    is_of_name(c) || matches!(c, '.' | '%' | '\\' | ':')
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E')
}

/// `<` is also a sign of comparison: an IRI has no spaces, and ends.
fn iri(rest: &str) -> Option<usize> {
    let end = rest[1..].find(|c: char| c.is_whitespace() || "<>\"{}|^`\\".contains(c))?;
    rest[1 + end..].starts_with('>').then_some(end + 2)
}

/// A string in one of the four kinds of quotation marks, up to its end or to that of the text (or line).
fn text(rest: &str, mark: char) -> (Kind, usize) {
    let three = if mark == '"' { "\"\"\"" } else { "'''" };
    let long = rest.starts_with(three);
    let mark = if long { three } else { &three[..1] };
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip_while(|(at, _)| *at < mark.len()) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if !long => return (Kind::OpenText, at),
            _ if rest[at..].starts_with(mark) => return (Kind::Text, at + mark.len()),
            _ => {}
        }
    }
    (Kind::OpenText, rest.len())
}

#[cfg(test)]
mod tests {
    use super::{Kind, pieces};

    fn told(text: &str) -> Vec<(&str, Kind)> {
        pieces(text).map(|(at, kind)| (&text[at], kind)).collect()
    }

    #[test]
    fn each_piece_has_its_kind() {
        assert_eq!(
            told("SELECT ?é { ?é tac:pays 1.5 ; a <http://x/y#z> . # { ?no\n FILTER(?é < 3) }"),
            [
                ("SELECT", Kind::Word),
                ("?é", Kind::Variable),
                ("{", Kind::Sign('{')),
                ("?é", Kind::Variable),
                ("tac:pays", Kind::Prefixed),
                ("1.5", Kind::Number),
                (";", Kind::Sign(';')),
                ("a", Kind::Word),
                ("<http://x/y#z>", Kind::Iri),
                (".", Kind::Sign('.')),
                ("# { ?no", Kind::Comment),
                ("FILTER", Kind::Word),
                ("(", Kind::Sign('(')),
                ("?é", Kind::Variable),
                ("<", Kind::Sign('<')),
                ("3", Kind::Number),
                (")", Kind::Sign(')')),
                ("}", Kind::Sign('}')),
            ]
        );
    }

    #[test]
    fn strings_end_where_their_marks_do() {
        assert_eq!(
            told(
                r#""a\"}" 'b' """c
 " }""" '''d''' x:y. "open } "#
            ),
            [
                (r#""a\"}""#, Kind::Text),
                ("'b'", Kind::Text),
                ("\"\"\"c\n \" }\"\"\"", Kind::Text),
                ("'''d'''", Kind::Text),
                ("x:y", Kind::Prefixed),
                (".", Kind::Sign('.')),
                ("\"open } ", Kind::OpenText),
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_into_pieces_that_follow_each_other(text in "\\PC{0,80}") {
            let mut end = 0;
            for (at, _) in pieces(&text) {
                assert!(text[end..at.start].trim().is_empty() && at.end > at.start);
                end = at.end;
            }
            assert!(text[end..].trim().is_empty());
        }
    }
}
