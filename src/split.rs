//! Post → sentences and tokens. One pass over the text; nothing here knows a language but for the
//! abbreviations that it is handed.

mod plain;
mod tokens;

use tokens::{Words, tokenize};

use crate::model::{Lang, Post, Span};
use crate::ontology::words::{Vocabulary, WordId};

/// How many bytes a passage in italics has at most that is a title, full stops and all.
const LONGEST_TITLE: usize = 140;

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub word: WordId,
    pub kind: TokenKind,
    pub shape: Shape,
    /// No white space between this and the token before it.
    pub glued: bool,
    /// A hyphen stands between this and the token before it; the hyphen is no token of its own.
    pub hyphen: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    Word,
    /// Digits, with the separators that stand between digits: `1,8`, `10 000`, `2016`.
    Number,
    /// One character that is neither letter nor digit nor white space.
    Mark,
    /// `https://…`, `www.…`, an e-mail address.
    Url,
    /// `#tag` or `@account`.
    Handle,
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Lower,
    /// First letter upper case, others lower: `Google`.
    Title,
    /// All letters upper case, two or more: `UHRS`. A single one is `Title`.
    Upper,
    /// Upper case further inside: `YouTube`, `iPhone`.
    Mixed,
    /// No letters.
    None,
}

impl Shape {
    /// Of a word of so many letters, so many of them upper case, perhaps the first.
    fn of(letters: usize, upper: usize, first_upper: bool) -> Shape {
        match (letters, upper) {
            (0, _) => Shape::None,
            (_, 0) => Shape::Lower,
            (1, 1) => Shape::Title,
            (l, u) if l == u => Shape::Upper,
            (_, 1) if first_upper => Shape::Title,
            _ => Shape::Mixed,
        }
    }
}

impl Token {
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether it is written as names are.
    pub fn capital(&self) -> bool {
        self.kind == TokenKind::Word
            && matches!(self.shape, Shape::Title | Shape::Upper | Shape::Mixed)
    }
}

/// A run of tokens that ends at a full stop or with its block.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Tokens from `first` to `end`, exclusive, of [`Text::tokens`].
    pub first: usize,
    pub end: usize,
    /// Index into the post's blocks.
    pub block: usize,
    pub lang: Lang,
}

/// A post cut into tokens and sentences.
pub struct Text {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

/// Cuts every block of the post. Text outside of blocks gives no tokens.
pub fn split(post: &Post, words: &Vocabulary) -> Text {
    let mut text = Text {
        tokens: Vec::with_capacity(post.text.len() / 5),
        sentences: Vec::new(),
    };
    let mut known = Words {
        words,
        recent: Some(words.recent()),
    };
    for (number, block) in post.blocks.iter().enumerate() {
        let lang = block.lang.unwrap_or(post.lang);
        let mut first = text.tokens.len();
        tokenize(&post.text, block.span, &mut known, &mut text.tokens);
        let mut at = first;
        while at < text.tokens.len() {
            let end = at + 1;
            let stop = text.tokens[at].span.end;
            let inside = |italic: &&Span| {
                italic.start < stop && stop < italic.end && italic.len() <= LONGEST_TITLE
            };
            let titled = post.italics.iter().find(inside).is_some_and(|italic| {
                let next = text.tokens.get(at + 1);
                next.is_some_and(|t| t.span.start < italic.end)
            });
            if !titled && ends_sentence(&post.text, &text.tokens, at, first, lang, words) {
                let end = after_closing(&post.text, &text.tokens, end);
                text.sentences.push(Sentence {
                    first,
                    end,
                    block: number,
                    lang,
                });
                (first, at) = (end, end);
            } else {
                at = end;
            }
        }
        if first < text.tokens.len() {
            text.sentences.push(Sentence {
                first,
                end: text.tokens.len(),
                block: number,
                lang,
            });
        }
    }
    if let Some(recent) = known.recent {
        words.give_back(recent);
    }
    text
}

/// Closing quotation marks and brackets belong to the sentence that they close.
fn after_closing(text: &str, tokens: &[Token], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        let closes = match token.text(text) {
            "”" | ")" | "]" | "’" | "…" | "." | "!" | "?" => token.glued,
            "»" => true,
            "\"" | "'" => token.glued,
            _ => false,
        };
        // A footnote mark stuck to the full stop: "fin.[3] La suite"
        if !closes {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a quotation or bracket that opened in the sentence closes soon: titles hold full stops and
/// question marks ("Plateformes. Sites collaboratifs").
fn inside_quotation(text: &str, sentence: &[Token], rest: &[Token]) -> bool {
    // German ends with the mark that others begin with, and with a straight one where the keyboard has no other
    const PAIRS: [(&str, &[&str]); 4] = [
        ("«", &["»"]),
        ("“", &["”"]),
        ("(", &[")"]),
        ("„", &["“", "”", "\""]),
    ];
    PAIRS.iter().any(|(open, close)| {
        let depth =
            sentence
                .iter()
                .filter(|t| t.kind == TokenKind::Mark)
                .fold(0, |depth, t| match t.text(text) {
                    mark if mark == *open => depth + 1,
                    mark if close.contains(&mark) => (depth - 1).max(0),
                    _ => depth,
                });
        let closes = || {
            rest.iter()
                .take(14)
                .position(|t| t.kind == TokenKind::Mark && close.contains(&t.text(text)))
        };
        let opens = |stop: usize| {
            rest[..stop]
                .iter()
                .any(|t| t.kind == TokenKind::Mark && t.text(text) == *open)
        };
        depth > 0 && sentence.len() < 60 && closes().is_some_and(|stop| !opens(stop))
    })
}

fn ends_sentence(
    text: &str,
    tokens: &[Token],
    at: usize,
    first: usize,
    lang: Lang,
    words: &Vocabulary,
) -> bool {
    let token = &tokens[at];
    if token.kind != TokenKind::Mark {
        return false;
    }
    let mark = token.text(text);
    if !matches!(mark, "." | "!" | "?" | "…") {
        return false;
    }
    let next = after_closing(text, tokens, at + 1);
    let Some(following) = tokens.get(next) else {
        return true;
    };
    if following.glued && !matches!(following.text(text), "[" | "•" | "—") {
        return false;
    }
    let starts = match following.kind {
        TokenKind::Word => following.shape != Shape::Lower,
        TokenKind::Number | TokenKind::Url | TokenKind::Handle => true,
        TokenKind::Mark => matches!(
            following.text(text),
            "«" | "“"
                | "„"
                | "\""
                | "‘"
                | "•"
                | "["
                | "¿"
                | "¡"
                | "—"
                | "–"
                | "-"
                | "*"
                | "→"
        ),
    };
    if !starts {
        return false;
    }
    if inside_quotation(text, &tokens[first..next], &tokens[next..]) {
        return false;
    }
    if mark == "." && token.glued && at > first {
        let before = &tokens[at - 1];
        let written = before.text(text);
        let letters = written.chars().count();
        if before.kind == TokenKind::Word {
            // initials: "V.", "M.-A."; a single letter ends a sentence only when lower case does not follow a name
            if letters == 1 && before.shape == Shape::Title {
                return false;
            }
            if words.is_abbreviation(before.word, lang) {
                return false;
            }
        }
        // ordinals: "am 3. März"
        if before.kind == TokenKind::Number
            && letters <= 2
            && following.kind == TokenKind::Word
            && lang.as_str() == "de"
        {
            return false;
        }
    }
    true
}

/// The tokens of a piece of text that belongs to no post.
pub fn tokens_of(text: &str, words: &Vocabulary) -> Vec<Token> {
    let mut out = Vec::new();
    let whole = Span::new(0, text.len());
    // a phrase is too short to repeat itself
    let mut known = Words {
        words,
        recent: None,
    };
    tokenize(text, whole, &mut known, &mut out);
    out
}
