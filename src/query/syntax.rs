//! Why a text is no SPARQL: the place, what stands there, what may have been meant.

use super::near::nearest;
use crate::vocab::PREFIXES;
use regex::Regex;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

/// A fault in the text of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
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
        write!(
            f,
            "the query, line {line}, column {column}: {}",
            self.message
        )
    }
}

impl std::error::Error for SyntaxError {}

/// A piece of a query, as far as we need to tell them apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token<'t> {
    /// `prefix:local`; both may be empty.
    Prefixed { prefix: &'t str, local: &'t str },
    /// `<…>`, without the brackets.
    Iri(&'t str),
    /// `?name` or `$name`, without the sign.
    Variable(&'t str),
}

/// Prefixed names, IRIs and variables of a query with the bytes where they stand; those in comments
/// and strings are none, nor are the declarations of prefixes.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, Token<'_>)> {
    // https://www.w3.org/TR/sparql11-query/#sparqlGrammar, terminals; a comment, a string, a language
    // tag or a blank node's label come first so that what looks like a name inside them is passed over.
    static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?x)
              \#[^\n]*
            | (?s:"""(?:[^\\]|\\.)*?""") | (?s:'''(?:[^\\]|\\.)*?''')
            | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
            | @[A-Za-z][A-Za-z0-9-]* | _:[\w.-]+
            | (?i:\bPREFIX)\s+[\w.-]*:\s*<[^>]*>
            | (?i:\bBASE)\s*<[^>]*>
            | <(?<iri>[^<>"{}|^`\\\s]*)>
            | [?$](?<variable>\w+)
            | (?<prefix>[\p{L}][\w.-]*)?:(?<local>[\w.%\\-]*)
            "#,
        )
        .ok()
    });
    TOKEN
        .iter()
        .flat_map(move |token| token.captures_iter(text))
        .filter_map(|found| {
            let range = found.get(0)?.range();
            let token = if let Some(iri) = found.name("iri") {
                Token::Iri(iri.as_str())
            } else if let Some(variable) = found.name("variable") {
                Token::Variable(variable.as_str())
            } else {
                let local = found.name("local")?.as_str();
                let prefix = found.name("prefix").map_or("", |prefix| prefix.as_str());
                Token::Prefixed { prefix, local }
            };
            Some((range, token))
        })
}

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

/// A known prefix that cannot be set; our own list is at fault, and a test holds that it is not.
pub(super) fn bad_prefix(text: &str, prefix: &str) -> SyntaxError {
    SyntaxError {
        text: text.to_owned(),
        span: 0..0,
        message: format!("the prefix `{prefix}:` stands for no IRI"),
        help: None,
    }
}

/// Says in words what the parser's message says in its own.
pub(super) fn explain(text: &str, message: &str) -> SyntaxError {
    undeclared_prefix(text).unwrap_or_else(|| unexpected(text, message))
}

fn undeclared_prefix(text: &str) -> Option<SyntaxError> {
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
    Some(SyntaxError {
        text: text.to_owned(),
        span: span.start..end,
        message: format!("the prefix `{prefix}:` is not declared"),
        help: Some(help),
    })
}

/// Words of the grammar that are worth saying; its lists of fifty signs are not.
const EXPECTED_AT_MOST: usize = 6;

fn unexpected(text: &str, message: &str) -> SyntaxError {
    let (place, expected) = place_of(message);
    let start = place
        .and_then(|(line, column)| offset(text, line, column))
        .unwrap_or(text.len());
    let span = piece(text, start);
    let found = &text[span.clone()];
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
    let message = match (sentence, found.trim().is_empty()) {
        (Some(sentence), _) => sentence.to_string(),
        (None, true) => "the query ends too early".to_owned(),
        (None, false) => format!("`{}` cannot stand here", found.trim()),
    };
    let help = expected.or_else(|| keyword_near(found)).or_else(|| {
        let (open, close) = (text.matches('{').count(), text.matches('}').count());
        (open != close).then(|| format!("{open} `{{` are opened and {close} `}}` close them"))
    });
    SyntaxError {
        text: text.to_owned(),
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

/// The word that starts at a byte, or the sign that stands there.
fn piece(text: &str, start: usize) -> Range<usize> {
    let rest = &text[start..];
    let blank = rest.len() - rest.trim_start().len();
    let start = start + blank;
    let rest = &text[start..];
    let word = rest
        .find(|c: char| !(c.is_alphanumeric() || "?$:_-".contains(c)))
        .unwrap_or(rest.len());
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

/// The keyword that a word may have been meant for.
fn keyword_near(found: &str) -> Option<String> {
    const KEYWORDS: &[&str] = &[
        "SELECT",
        "CONSTRUCT",
        "DESCRIBE",
        "ASK",
        "WHERE",
        "FROM",
        "NAMED",
        "PREFIX",
        "BASE",
        "ORDER",
        "GROUP",
        "HAVING",
        "LIMIT",
        "OFFSET",
        "DISTINCT",
        "REDUCED",
        "OPTIONAL",
        "UNION",
        "FILTER",
        "BIND",
        "VALUES",
        "MINUS",
        "GRAPH",
        "EXISTS",
        "COUNT",
        "AS",
        "BY",
    ];
    let found = found.trim();
    if ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE"]
        .iter()
        .any(|update| update.eq_ignore_ascii_case(found))
    {
        return Some("a query only reads; `ingest` and `forget` change the store".to_owned());
    }
    let near = nearest(found, KEYWORDS.iter().copied(), 1);
    let near = near
        .first()
        .filter(|near| !near.eq_ignore_ascii_case(found))?;
    Some(format!("did you mean {near}?"))
}
