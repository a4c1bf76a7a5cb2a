//! A text of SPARQL cut into its smallest pieces, also where it is not whole yet: for what is wrong with it, for
//! what it speaks of, and for the colours and the completion of a shell.
//!
//! Terminals: <https://www.w3.org/TR/sparql11-query/#sparqlGrammar>. Every question passes here, and most are
//! answered in less time than an expression for all terminals takes to be compiled; so they are told by hand.

use std::ops::Range;

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `<…>`.
    Iri,
    /// `prefix:local`; both may be empty.
    Name,
    /// `_:label`.
    Blank,
    /// `?name` or `$name`.
    Variable,
    /// In quotation marks of any kind.
    String,
    /// `@fr`.
    Language,
    /// Without a sign.
    Number,
    /// A word of the language, or of nobody.
    Word,
    /// A bracket, a stop or an operator.
    Sign,
    /// A string that does not end: up to the end of its line, or of the text.
    Open,
    /// `<…>` with what no IRI holds.
    NoIri,
    /// `# …`, up to the end of its line.
    Comment,
    /// A character with which nothing starts.
    Other,
}

/// A piece, and the bytes where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lexeme<'t> {
    pub kind: Kind,
    pub text: &'t str,
    pub span: Range<usize>,
}

impl Lexeme<'_> {
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// Operators of two signs.
const DOUBLE: &[&str] = &["^^", "&&", "||", "!=", "<=", ">="];
/// Signs that stand alone.
const SINGLE: &str = "{}()[].,;*/|^?+-!=<>";

/// The pieces of a text in their order, without its comments.
pub(super) fn lexemes(text: &str) -> impl Iterator<Item = Lexeme<'_>> {
    pieces(text).filter(|piece| piece.kind != Kind::Comment)
}

/// The pieces of a text in their order; white space is between them.
pub fn pieces(text: &str) -> impl Iterator<Item = Lexeme<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + rest.len() - rest.trim_start().len();
        let rest = &text[start..];
        let first = rest.chars().next()?;
        let (kind, length) = piece(rest, first);
        at = start + length;
        Some(Lexeme {
            kind,
            text: &text[start..at],
            span: start..at,
        })
    })
}

/// The piece at the start of a text that starts with this sign, and its length in bytes.
fn piece(rest: &str, first: char) -> (Kind, usize) {
    let found = match first {
        '#' => Some((Kind::Comment, line(rest))),
        '"' | '\'' => Some(string(rest, first)),
        '@' => language(rest).map(|length| (Kind::Language, length)),
        '_' => blank(rest).map(|length| (Kind::Blank, length)),
        '<' => iri(rest),
        '?' | '$' => match run(&rest[1..], is_of_word) {
            0 => None,
            length => Some((Kind::Variable, 1 + length)),
        },
        '0'..='9' | '.' => number(rest).map(|length| (Kind::Number, length)),
        _ => None,
    };
    found.unwrap_or_else(|| {
        if let Some(length) = name(rest) {
            (Kind::Name, length)
        } else if is_letter(first) {
            (Kind::Word, run(rest, is_of_word))
        } else if DOUBLE.iter().any(|sign| rest.starts_with(sign)) {
            (Kind::Sign, 2)
        } else {
            let kind = match SINGLE.contains(first) {
                true => Kind::Sign,
                false => Kind::Other,
            };
            (kind, first.len_utf8())
        }
    })
}

/// `PN_CHARS_BASE` of the grammar.
fn is_letter(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// What the name of a variable may hold.
fn is_of_word(c: char) -> bool {
    is_letter(c)
        || matches!(c, '_' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// `PN_CHARS`, and the dot inside of a name.
fn is_of_name(c: char) -> bool {
    is_of_word(c) || matches!(c, '-' | '.')
}

/// How many bytes of the text's start are such characters.
fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// A string in one of the four kinds of quotation marks.
fn string(rest: &str, mark: char) -> (Kind, usize) {
    let three = if mark == '"' { "\"\"\"" } else { "'''" };
    let is_long = rest.starts_with(three);
    let mark = if is_long { three } else { &three[..1] };
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(mark.len()) {
        match c {
            '\n' if !is_long => return (Kind::Open, at),
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if rest[at..].starts_with(mark) => return (Kind::String, at + mark.len()),
            _ => {}
        }
    }
    (Kind::Open, rest.len())
}

fn language(rest: &str) -> Option<usize> {
    let mut end = 1 + run(&rest[1..], |c| c.is_ascii_alphabetic());
    if end == 1 {
        return None;
    }
    while let Some(part) = rest[end..].strip_prefix('-') {
        match run(part, |c| c.is_ascii_alphanumeric()) {
            0 => break,
            length => end += 1 + length,
        }
    }
    Some(end)
}

fn blank(rest: &str) -> Option<usize> {
    let label = rest.strip_prefix("_:")?;
    if !label.starts_with(is_of_word) {
        return None;
    }
    let label = &label[..run(label, is_of_name)];
    Some(2 + label.trim_end_matches('.').len())
}

/// `<` is also a sign of comparison: an IRI has no spaces, and what looks like one with spaces has a scheme.
fn iri(rest: &str) -> Option<(Kind, usize)> {
    let inner = &rest[1..];
    let end = run(inner, |c| !c.is_whitespace() && !"<>\"{}|^`\\".contains(c));
    if inner[end..].starts_with('>') {
        return Some((Kind::Iri, end + 2));
    }
    let scheme = run(inner, |c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) || !inner[scheme..].starts_with(':') {
        return None;
    }
    let end = run(inner, |c| !"<>\n".contains(c));
    inner[end..]
        .starts_with('>')
        .then_some((Kind::NoIri, end + 2))
}

fn number(rest: &str) -> Option<usize> {
    let digits = |text: &str| run(text, |c| c.is_ascii_digit());
    let whole = digits(rest);
    let mut end = match rest[whole..].strip_prefix('.').map(digits) {
        // `1.` ends a triple, and `.` is no number.
        None | Some(0) => whole,
        Some(decimals) => whole + 1 + decimals,
    };
    if end == 0 {
        return None;
    }
    if let Some(power) = rest[end..].strip_prefix(['e', 'E']) {
        let sign = usize::from(power.starts_with(['+', '-']));
        match digits(&power[sign..]) {
            0 => {}
            length => end += 1 + sign + length,
        }
    }
    Some(end)
}

/// A prefixed name; neither its prefix nor its local part ends in a dot, which then ends the triple.
fn name(rest: &str) -> Option<usize> {
    let prefix = match rest.starts_with(is_letter) {
        true => run(rest, is_of_name),
        false => 0,
    };
    if !rest[prefix..].starts_with(':') || rest[..prefix].ends_with('.') {
        return None;
    }
    let local = &rest[prefix + 1..];
    // Behind the last sign that is no dot; an escaped one is none.
    let mut end = 0;
    let mut at = 0;
    while let Some(length) = of_local(&local[at..]) {
        if !local[at..].starts_with('.') {
            end = at + length;
        } else if at == 0 {
            break;
        }
        at += length;
    }
    Some(prefix + 1 + end)
}

/// How long a sign of a local name is: a character, `%` with its two digits, or `\` with what it escapes.
fn of_local(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    match chars.next()? {
        '%' => {
            let digits = chars.as_str().get(..2)?;
            let are = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            are.then_some(3)
        }
        '\\' => {
            let escaped = chars.next()?;
            let is = !is_of_word(escaped) && !escaped.is_whitespace();
            is.then_some(1 + escaped.len_utf8())
        }
        c if is_of_name(c) || c == ':' => Some(c.len_utf8()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, lexemes, pieces};

    #[test]
    fn pieces_are_told_apart() {
        let text = "PREFIX x: <http://x/> # c ?no\nSELECT(?a){ ?a x:b.c 1.5, -2 ; x:d/x:e* \"a\\\"b\"@fr-CA . FILTER(?a<3 && ?b>=4.)}";
        let told: Vec<(Kind, &str)> = lexemes(text).map(|it| (it.kind, it.text)).collect();
        for piece in [
            (Kind::Name, "x:"),
            (Kind::Iri, "<http://x/>"),
            (Kind::Name, "x:b.c"),
            (Kind::Number, "1.5"),
            (Kind::Sign, "-"),
            (Kind::Sign, "*"),
            (Kind::String, "\"a\\\"b\""),
            (Kind::Language, "@fr-CA"),
            (Kind::Sign, "<"),
            (Kind::Sign, "&&"),
            (Kind::Sign, ">="),
        ] {
            assert!(told.contains(&piece), "{piece:?} in {told:?}");
        }
        assert!(!told.iter().any(|(_, text)| text.contains("?no")));
    }

    #[test]
    fn what_does_not_end_and_what_is_no_iri_is_a_piece_of_its_own() {
        let kinds = |text| lexemes(text).map(|it| it.kind).collect::<Vec<_>>();
        assert_eq!(kinds("?x \"a"), [Kind::Variable, Kind::Open]);
        assert_eq!(kinds("<http://a b>"), [Kind::NoIri]);
        assert_eq!(
            kinds("x:y. ?z ~"),
            [Kind::Name, Kind::Sign, Kind::Variable, Kind::Other]
        );
        assert_eq!(
            kinds("'''a\n'''^^x:y"),
            [Kind::String, Kind::Sign, Kind::Name]
        );
    }

    #[test]
    fn strings_end_where_their_marks_do() {
        let told: Vec<(&str, Kind)> =
            pieces("\"a\\\"}\" 'b' \"\"\"c\n \" }\"\"\" '''d''' x:y. # \"no\n\"open } ")
                .map(|it| (it.text, it.kind))
                .collect();
        assert_eq!(
            told,
            [
                (r#""a\"}""#, Kind::String),
                ("'b'", Kind::String),
                ("\"\"\"c\n \" }\"\"\"", Kind::String),
                ("'''d'''", Kind::String),
                ("x:y", Kind::Name),
                (".", Kind::Sign),
                ("# \"no", Kind::Comment),
                ("\"open } ", Kind::Open),
            ]
        );
    }

    #[test]
    fn numbers_names_and_variables_end_where_the_grammar_has_it() {
        let texts = |text| lexemes(text).map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(
            texts("1.5e-3 2. .5 3e"),
            ["1.5e-3", "2", ".", ".5", "3", "e"]
        );
        assert_eq!(
            texts("x-y:a%41\\,b. _:c.d. ?é1?f x:..g"),
            [
                "x-y:a%41\\,b",
                ".",
                "_:c.d",
                ".",
                "?é1",
                "?f",
                "x:",
                ".",
                ".",
                "g"
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_into_pieces_that_follow_each_other(text in "\\PC{0,80}") {
            let mut end = 0;
            for piece in pieces(&text) {
                let at = piece.span;
                assert!(text[end..at.start].trim().is_empty() && at.end > at.start);
                end = at.end;
            }
            assert!(text[end..].trim().is_empty());
        }
    }
}
