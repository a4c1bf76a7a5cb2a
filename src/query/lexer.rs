//! A text of SPARQL cut into its smallest pieces (<https://www.w3.org/TR/sparql11-query/#sparqlGrammar>,
//! terminals); white space and comments are none.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
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
    /// A string that does not end.
    Open,
    /// `<…>` with what no IRI holds.
    NoIri,
    /// A character with which nothing starts.
    Other,
}

/// A piece, and the bytes where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Lexeme<'t> {
    pub kind: Kind,
    pub text: &'t str,
    pub span: Range<usize>,
}

impl Lexeme<'_> {
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// The groups of the expression, in its order; a comment is in none.
const GROUPS: &[(&str, Kind)] = &[
    ("string", Kind::String),
    ("open", Kind::Open),
    ("language", Kind::Language),
    ("blank", Kind::Blank),
    ("iri", Kind::Iri),
    ("noiri", Kind::NoIri),
    ("variable", Kind::Variable),
    ("name", Kind::Name),
    ("number", Kind::Number),
    ("word", Kind::Word),
    ("sign", Kind::Sign),
    ("other", Kind::Other),
];

/// The pieces of a text, in their order.
pub(super) fn lexemes(text: &str) -> impl Iterator<Item = Lexeme<'_>> {
    static PIECE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?x)
              \#[^\n]*
            | (?<string> (?s:"""(?:[^\\]|\\.)*?""") | (?s:'''(?:[^\\]|\\.)*?''')
                | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
            | (?<open> (?s:"""(?:.*)) | (?s:'''(?:.*)) | "[^\n]* | '[^\n]* )
            | (?<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
            | (?<blank> _:[\w](?:[\w.-]*[\w-])? )
            | (?<iri> <[^<>"{}|^`\\\s]*> )
            | (?<noiri> <[A-Za-z][A-Za-z0-9+.-]*:[^<>\n]*> )
            | (?<variable> [?$]\w+ )
            | (?<name> (?:\p{L}(?:[\w.-]*[\w-])?)? :
                (?: (?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])
                    (?: (?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[^\w\s])* (?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\w\s]) )? )? )
            | (?<number> (?:[0-9]*\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)? )
            | (?<word> \p{L}\w* )
            | (?<sign> \^\^ | && | \|\| | != | <= | >= | [{}()\[\].,;*/|^?+\-!=<>] )
            | (?<other> \S )
            "#,
        )
        .ok()
    });
    PIECE
        .iter()
        .flat_map(move |piece| piece.captures_iter(text))
        .filter_map(|found| {
            GROUPS.iter().find_map(|(group, kind)| {
                let found = found.name(group)?;
                Some(Lexeme {
                    kind: *kind,
                    text: found.as_str(),
                    span: found.range(),
                })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{Kind, lexemes};

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
}
