//! Why a text is no SPARQL: the place, what stands there, what may have been meant.

mod refused;
#[cfg(test)]
mod tests;

use super::grammar::{self, Form, Stop};
use super::lexer::{Kind, lexemes};
use super::near::nearest;
use super::sparql::Origin;
use super::tokens::{Token, tokens};
use super::{prefixes, words};
use iref::Iri;
use std::fmt;
use std::ops::Range;

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

/// What is wrong, before the place is known in lines: a piece of the text, and words.
struct Fault {
    span: Range<usize>,
    message: String,
    help: Option<String>,
}

/// Says where the text is wrong and what was expected there; `message` is the engine's own, which counts
/// where the grammar has nothing against the text.
pub(super) fn explain(text: &str, origin: Origin<'_>, message: &str, form: Form) -> SyntaxError {
    let fault = change(text, form)
        .or_else(|| broken_piece(text))
        .or_else(|| undeclared_prefix(text))
        .or_else(|| unknown_word(text, form))
        .or_else(|| off_grammar(text, form))
        .or_else(|| relative_iri(text, origin.base))
        .unwrap_or_else(|| refused::by_the_engine(text, message));
    SyntaxError {
        origin: origin.name.to_owned(),
        text: text.to_owned(),
        span: fault.span,
        message: fault.message,
        help: fault.help,
    }
}

/// A query only reads, and an update only writes.
fn change(text: &str, form: Form) -> Option<Fault> {
    let (span, Token::Word(word)) =
        tokens(text).find(|(_, token)| matches!(token, Token::Word(_)))?
    else {
        return None;
    };
    let is = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    let (message, help) = match form {
        Form::Query if is(CHANGES) => (
            format!("`{word}` would change the store, and a query only reads"),
            "`tacheron update` changes it",
        ),
        Form::Update if is(&["SELECT", "CONSTRUCT", "DESCRIBE", "ASK"]) => (
            format!("`{word}` only reads, and an update changes the store"),
            "`tacheron query` asks it",
        ),
        _ => return None,
    };
    Some(Fault {
        span,
        message,
        help: Some(help.to_owned()),
    })
}

/// The words that start an update.
const CHANGES: &[&str] = &[
    "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "WITH", "ADD", "MOVE", "COPY",
];

fn broken_piece(text: &str) -> Option<Fault> {
    let it = lexemes(text).find(|it| matches!(it.kind, Kind::Open | Kind::NoIri))?;
    let (message, help) = match it.kind {
        Kind::Open => (
            "the text that starts here does not end".to_owned(),
            "close it with the quotation mark with which it starts; in three of them it may have several lines",
        ),
        _ => (
            format!("`{}` is no IRI", it.text),
            "an IRI holds no space, quotation mark or curly bracket: write %20 for a space",
        ),
    };
    Some(Fault {
        span: it.span,
        message,
        help: Some(help.to_owned()),
    })
}

fn unknown_word(text: &str, form: Form) -> Option<Fault> {
    let of_updates: &[&str] = match form {
        Form::Query => &[],
        Form::Update => words::UPDATE,
    };
    let lists = [words::FUNCTIONS, words::KEYWORDS, of_updates];
    let known: Vec<&str> = lists.concat();
    let (span, word) = tokens(text).find_map(|(span, token)| match token {
        Token::Word(word) if !known.iter().any(|known| known.eq_ignore_ascii_case(word)) => {
            Some((span, word))
        }
        _ => None,
    })?;
    let near = nearest(word, known, 1);
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

/// An IRI that is relative to nothing.
fn relative_iri(text: &str, base: Option<&Iri>) -> Option<Fault> {
    if base.is_some() || lexemes(text).any(|it| it.is_word("BASE")) {
        return None;
    }
    let (span, iri) = tokens(text).find_map(|(span, token)| match token {
        Token::Iri(iri) if Iri::new(iri).is_err() => Some((span, iri)),
        _ => None,
    })?;
    Some(Fault {
        span,
        message: format!("`<{iri}>` is relative, and nothing says to what"),
        help: Some(
            "write the whole IRI, or say where it starts: BASE <https://…> in the text, or --base IRI"
                .to_owned(),
        ),
    })
}

fn undeclared_prefix(text: &str) -> Option<Fault> {
    let declared: Vec<&str> = prefixes::declared(text)
        .into_iter()
        .map(|(prefix, _)| prefix)
        .collect();
    let is_known = |prefix: &str| declared.contains(&prefix) || prefixes::known(prefix).is_some();
    let (span, prefix) = tokens(text).find_map(|(span, token)| match token {
        Token::Prefixed { prefix, .. } if !is_known(prefix) => Some((span, prefix)),
        _ => None,
    })?;
    let help = match prefixes::usual(prefix) {
        Some(iri) => format!("it usually stands for this: PREFIX {prefix}: <{iri}>"),
        None => {
            let declare = format!("declare it: PREFIX {prefix}: <https://…>");
            let known = prefixes::all_known().map(|(prefix, _)| prefix);
            match nearest(prefix, known.chain(declared), 1).first() {
                Some(near) => format!("did you mean `{near}:`? Else {declare}"),
                None => declare,
            }
        }
    };
    let end = span.start + prefix.len() + 1;
    Some(Fault {
        span: span.start..end,
        message: format!("the prefix `{prefix}:` is not declared"),
        help: Some(help),
    })
}

fn off_grammar(text: &str, form: Form) -> Option<Fault> {
    let Stop { at, last, expected } = grammar::check(text, form)?;
    let expected = format!("expected {}", list(&expected));
    let what = match form {
        Form::Query => "query",
        Form::Update => "update",
    };
    Some(match at {
        Some(it) => Fault {
            span: it.span.clone(),
            message: format!("`{}` cannot stand here", it.text),
            help: Some(expected),
        },
        None => {
            let (open, close) = (text.matches('{').count(), text.matches('}').count());
            let brackets = match open == close {
                true => String::new(),
                false => format!("; {open} `{{` are opened, {close} `}}` close"),
            };
            Fault {
                // A mark under nothing shows nothing: the last piece is marked.
                span: last.map_or(0..0, |it| it.span),
                message: format!("the {what} ends too early"),
                help: Some(format!("{expected}{brackets}")),
            }
        }
    })
}

/// In words: signs and words of the language as they are written, other things as they are called.
fn list(expected: &[&str]) -> String {
    let said: Vec<String> = expected
        .iter()
        .map(|item| match item.contains(' ') {
            true => (*item).to_owned(),
            false => format!("`{item}`"),
        })
        .collect();
    match said.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
