//! The pieces of a query that say what it speaks of: names, IRIs, variables and words.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

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
            | (?<word>[\p{L}]\w*)
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
            } else if let Some(word) = found.name("word") {
                Token::Word(word.as_str())
            } else {
                let local = found.name("local")?.as_str();
                let prefix = found.name("prefix").map_or("", |prefix| prefix.as_str());
                Token::Prefixed { prefix, local }
            };
            Some((range, token))
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
