//! Why a text is no SPARQL: the place, what stands there, what may have been meant.

use super::near::nearest;
use super::tokens::{Token, tokens};
use super::words;
use crate::vocab::PREFIXES;
use iref::{Iri, IriRef};
use regex::Regex;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// A fault in the text of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Where the text comes from, as errors name it: a file, or `the query`.
    pub origin: String,
    /// The text in which it lies.
    pub text: String,
    /// The piece of it that is wrong: bytes from 0, half-open.
    pub span: Range<usize>,
    /// What is wrong with it, in one line without the place.
    pub message: String,
    /// What to do, where that is known.
    pub help: Option<String>,
}

impl SyntaxError {
    /// From 1.
    pub fn line(&self) -> usize {
        1 + self.before().matches('\n').count()
    }

    /// In characters, from 1.
    pub fn column(&self) -> usize {
        let line = self.before().rsplit('\n').next().unwrap_or_default();
        1 + line.chars().count()
    }

    fn before(&self) -> &str {
        self.text.get(..self.span.start).unwrap_or(&self.text)
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line(), self.column());
        let Self {
            origin, message, ..
        } = self;
        write!(f, "{origin}, line {line}, column {column}: {message}")
    }
}

impl std::error::Error for SyntaxError {}

/// The prefixes that the text declares.
fn declared(text: &str) -> Vec<&str> {
    static PREFIX: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)\bPREFIX\s+([\w.-]*):\s*<").ok());
    PREFIX
        .iter()
        .flat_map(|prefix| prefix.captures_iter(text))
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect()
}

/// What is wrong, before the place is known in lines: a piece of the text, and words.
struct Fault {
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

/// Says in words what the parser's message says in its own. The parser stops where nothing fits any
/// more, which may be far behind a misspelt word; so we look for such words ourselves first.
pub(super) fn explain(text: &str, origin: &str, message: &str) -> SyntaxError {
    let fault = change(text)
        .or_else(|| undeclared_prefix(text))
        .or_else(|| unknown_word(text))
        .or_else(|| bad_iri(text, message))
        .unwrap_or_else(|| unexpected(text, message));
    SyntaxError {
        origin: origin.to_owned(),
        text: text.to_owned(),
        span: fault.span,
        message: fault.message,
        help: fault.help,
    }
}

/// SPARQL has an update language too, which is not asked here.
fn change(text: &str) -> Option<Fault> {
    let (span, Token::Word(word)) =
        tokens(text).find(|(_, token)| matches!(token, Token::Word(_)))?
    else {
        return None;
    };
    [
        "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "WITH", "ADD", "MOVE", "COPY",
    ]
    .iter()
    .any(|update| update.eq_ignore_ascii_case(word))
    .then(|| Fault {
        span,
        message: format!("`{word}` would change the store, and a query only reads"),
        help: Some("`tacheron ingest` and `tacheron forget` change it".to_owned()),
    })
}

fn unknown_word(text: &str) -> Option<Fault> {
    let known = || words::KEYWORDS.iter().chain(words::FUNCTIONS).copied();
    let (span, word) = tokens(text).find_map(|(span, token)| match token {
        Token::Word(word) if !known().any(|known| known.eq_ignore_ascii_case(word)) => {
            Some((span, word))
        }
        _ => None,
    })?;
    let near = nearest(word, known(), 1);
    let near = near.first().map(|near| format!("did you mean {near}?"));
    Some(Fault {
        span,
        message: format!("`{word}` is no word of SPARQL"),
        help: near.or_else(|| {
            Some(format!(
                "a variable is written ?{word}, a text \"{word}\", a name of ours tac:{word}"
            ))
        }),
    })
}

/// An IRI that the parser refuses: mostly one that is relative to nothing.
fn bad_iri(text: &str, message: &str) -> Option<Fault> {
    if !message.contains("IRI parsing failed") {
        return None;
    }
    let (span, iri) = tokens(text).find_map(|(span, token)| match token {
        Token::Iri(iri) if Iri::new(iri).is_err() => Some((span, iri)),
        _ => None,
    })?;
    Some(match IriRef::new(iri) {
        Ok(_) => Fault {
            span,
            message: format!("`<{iri}>` is relative, and nothing says to what"),
            help: Some(
                "write the whole IRI, or say where it starts: BASE <https://…> in the query, or --base IRI"
                    .to_owned(),
            ),
        },
        Err(_) => Fault {
            span,
            message: format!("`<{iri}>` is no IRI"),
            help: None,
        },
    })
}

fn undeclared_prefix(text: &str) -> Option<Fault> {
    let declared = declared(text);
    let known = || {
        let usual = PREFIXES.iter().map(|(prefix, _)| *prefix);
        usual.chain(declared.iter().copied())
    };
    let (span, prefix) = tokens(text).find_map(|(span, token)| match token {
        Token::Prefixed { prefix, .. } if !known().any(|known| known == prefix) => {
            Some((span, prefix))
        }
        _ => None,
    })?;
    let declare = format!("declare it: PREFIX {prefix}: <https://…>");
    let help = match nearest(prefix, known(), 1).first() {
        Some(near) => format!("did you mean `{near}:`? Else {declare}"),
        None => format!(
            "{declare}; known without: {}",
            PREFIXES
                .iter()
                .map(|(prefix, _)| format!("{prefix}:"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    let end = span.start + prefix.len() + 1;
    Some(Fault {
        span: span.start..end,
        message: format!("the prefix `{prefix}:` is not declared"),
        help: Some(help),
    })
}

/// Words of the grammar that are worth saying; its lists of fifty signs are not.
const EXPECTED_AT_MOST: usize = 6;

fn unexpected(text: &str, message: &str) -> Fault {
    let (place, expected) = place_of(message);
    let start = place
        .and_then(|(line, column)| offset(text, line, column))
        .unwrap_or(text.len());
    let at_end = text[start..].trim().is_empty();
    let span = match at_end {
        // A mark under nothing shows nothing: the last piece is marked.
        true => piece(
            text,
            text.trim_end()
                .char_indices()
                .last()
                .map_or(0, |(at, _)| at),
        ),
        false => piece(text, start),
    };
    let found = if at_end { "" } else { &text[span.clone()] };
    // The grammar's own sentences ("BIND is overriding an existing variable") say it best.
    let sentence = expected
        .iter()
        .find(|item| item.contains(' ') && !item.starts_with(['"', '[']));
    let mut words: Vec<&str> = expected.iter().filter_map(|item| word(item)).collect();
    words.sort_unstable();
    words.dedup();
    let expected = (1..=EXPECTED_AT_MOST)
        .contains(&words.len())
        .then(|| format!("expected {}", words.join(" or ")));
    let balanced = text.matches('{').count() == text.matches('}').count();
    let (message, help) = match (sentence, found.is_empty()) {
        (Some(sentence), _) => (sentence.clone(), expected),
        // The grammar takes it back at its end, and does not say why.
        (None, true) if balanced && !text.trim().is_empty() => (
            "something in the query is not allowed together".to_owned(),
            Some("a variable that BIND or AS sets may have no value before".to_owned()),
        ),
        (None, true) => {
            let (open, close) = (text.matches('{').count(), text.matches('}').count());
            let help = (!balanced).then(|| format!("{open} `{{` are opened, {close} `}}` close"));
            ("the query ends too early".to_owned(), help)
        }
        (None, false) => (format!("`{found}` cannot stand here"), expected),
    };
    Fault {
        span,
        message,
        help,
    }
}

/// `error at 1:25: expected one of "a", "b"`: line and column, and the list.
fn place_of(message: &str) -> (Option<(usize, usize)>, Vec<String>) {
    static PLACE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?s)error at (\d+):(\d+): expected (?:one of )?(.*)").ok());
    let Some(found) = PLACE.as_ref().and_then(|place| place.captures(message)) else {
        return (None, vec![message.to_owned()]);
    };
    let number = |at: usize| found.get(at)?.as_str().parse().ok();
    let list = found.get(3).map_or("", |list| list.as_str());
    let items = list.split(", ").map(str::to_owned).collect();
    (number(1).zip(number(2)), items)
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

/// The word in which a byte stands or that follows it, or the sign that stands there.
fn piece(text: &str, at: usize) -> Range<usize> {
    let of_word = |c: char| c.is_alphanumeric() || "?$:_-".contains(c);
    let at = at + text[at..].len() - text[at..].trim_start().len();
    let start = text[..at].trim_end_matches(of_word).len();
    let rest = &text[start..];
    let word = rest.find(|c: char| !of_word(c)).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    start..start + word.max(first)
}

/// What the grammar calls a token, in words; `None` for white space and single letters of keywords,
/// which it lists one by one.
fn word(item: &str) -> Option<&str> {
    let item = item.trim();
    let inner = item
        .strip_prefix('"')
        .and_then(|item| item.strip_suffix('"'));
    match inner {
        Some(sign) if sign.chars().all(|c| c.is_whitespace() || c == '#') => None,
        Some(sign) if !sign.starts_with('\\') => Some(sign),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
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
        assert!(message.contains("not allowed"), "{message}");
        let (_, _, _, message, _) = fault("");
        assert!(message.contains("ends too early"), "{message}");
    }

    #[test]
    fn a_query_that_would_change_the_store_is_refused() {
        let (_, _, _, message, help) = fault("DELETE WHERE { ?s ?p ?o }");
        assert!(message.contains("only reads"), "{message}");
        assert!(help.contains("forget"), "{help}");
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
}
