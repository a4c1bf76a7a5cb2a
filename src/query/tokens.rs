//! The pieces of a query that say what it speaks of: names, IRIs, variables and words.

use super::lexer::{Kind, lexemes};
use std::ops::Range;

/// A piece of a query, as far as we need to tell them apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token<'t> {
    /// `prefix:local`; both may be empty.
    Prefixed { prefix: &'t str, local: &'t str },
    /// `<…>`, without the brackets.
    Iri(&'t str),
    /// `?name` or `$name`, without the sign.
    Variable(&'t str),
    /// A word of the language, or of nobody: `SELECT`, `a`, `STRLEN`.
    Word(&'t str),
}

/// Prefixed names, IRIs, variables and words of a query with the bytes where they stand; those in comments
/// and strings are none, nor are the declarations of prefixes.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, Token<'_>)> {
    // Behind PREFIX stand a name and an IRI, behind BASE an IRI.
    let mut declared = 0;
    lexemes(text).filter_map(move |it| {
        if declared > 0 && matches!(it.kind, Kind::Name | Kind::Iri) {
            declared -= 1;
            return None;
        }
        declared = match () {
            () if it.is_word("PREFIX") => 2,
            () if it.is_word("BASE") => 1,
            () => 0,
        };
        if declared > 0 {
            return None;
        }
        let token = match it.kind {
            Kind::Word => Token::Word(it.text),
            Kind::Iri => Token::Iri(it.text.trim_start_matches('<').trim_end_matches('>')),
            Kind::Variable => Token::Variable(&it.text[1..]),
            Kind::Name => {
                let (prefix, local) = it.text.split_once(':')?;
                Token::Prefixed { prefix, local }
            }
            _ => return None,
        };
        Some((it.span, token))
    })
}

#[cfg(test)]
mod tests {
    use super::{Token, tokens};

    #[test]
    fn what_stands_in_strings_and_comments_is_no_name() {
        let text = "PREFIX x: <http://x/>
            SELECT ?a { ?a x:b 'foo:bar', \"\"\"y:\nz\"\"\"@en, <http://x/#c>, _:d . # w:v ?u
            FILTER(?a != tac:Post) }";
        let found: Vec<Token> = tokens(text).map(|(_, token)| token).collect();
        assert_eq!(
            found,
            [
                Token::Word("SELECT"),
                Token::Variable("a"),
                Token::Variable("a"),
                Token::Prefixed {
                    prefix: "x",
                    local: "b"
                },
                Token::Iri("http://x/#c"),
                Token::Word("FILTER"),
                Token::Variable("a"),
                Token::Prefixed {
                    prefix: "tac",
                    local: "Post"
                },
            ]
        );
    }
}
