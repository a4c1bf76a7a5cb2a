//! Post → sentences and tokens. One pass over the text; nothing here knows a language but for the
//! abbreviations that it is handed.

use crate::model::{Lang, Post, Span};
use crate::ontology::words::{Vocabulary, WordId};

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
    let mut recent = Recent::new(words);
    for (number, block) in post.blocks.iter().enumerate() {
        let lang = block.lang.unwrap_or(post.lang);
        let mut first = text.tokens.len();
        let id = |word: &str| recent.id(word);
        tokenize(&post.text, block.span, id, &mut text.tokens);
        let mut at = first;
        while at < text.tokens.len() {
            let end = at + 1;
            if ends_sentence(&post.text, &text.tokens, at, first, lang, words) {
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
    const PAIRS: [(&str, &str); 4] = [("«", "»"), ("“", "”"), ("(", ")"), ("„", "“")];
    PAIRS.iter().any(|(open, close)| {
        let depth =
            sentence
                .iter()
                .filter(|t| t.kind == TokenKind::Mark)
                .fold(0, |depth, t| match t.text(text) {
                    mark if mark == *open => depth + 1,
                    mark if mark == *close => (depth - 1).max(0),
                    _ => depth,
                });
        let closes = || {
            rest.iter()
                .take(14)
                .position(|t| t.kind == TokenKind::Mark && t.text(text) == *close)
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

/// The words of a text that were looked up last: most words of a text are few.
struct Recent<'v> {
    words: &'v Vocabulary,
    /// Places by hash, each for the last word that had it: its bytes with its length behind them.
    places: Vec<([u8; LONGEST + 1], WordId)>,
}

/// Longer words are looked up each time, in bytes.
const LONGEST: usize = 15;
/// A power of two.
const PLACES: usize = 512;

impl<'v> Recent<'v> {
    fn new(words: &'v Vocabulary) -> Self {
        Self {
            words,
            // a length that no word has
            places: vec![([u8::MAX; LONGEST + 1], WordId::UNKNOWN); PLACES],
        }
    }

    /// As [`Vocabulary::id`].
    fn id(&mut self, folded: &str) -> WordId {
        if folded.len() > LONGEST {
            return self.words.id(folded);
        }
        let mut key = [0; LONGEST + 1];
        key[..folded.len()].copy_from_slice(folded.as_bytes());
        key[LONGEST] = folded.len() as u8;
        let number = u128::from_le_bytes(key);
        let hash = (number as u64 ^ ((number >> 64) as u64).rotate_left(29))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = &mut self.places[(hash >> 40) as usize % PLACES];
        if place.0 != key {
            *place = (key, self.words.id(folded));
        }
        place.1
    }
}

/// Cuts one block into tokens; `id` numbers their folded words.
fn tokenize(text: &str, span: Span, mut id: impl FnMut(&str) -> WordId, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let end = span.end as usize;
    let mut at = span.start as usize;
    let (mut glued, mut hyphen) = (false, false);
    let mut folded = String::new();
    while at < end {
        let c = char_at(text, at);
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
            at += c.len_utf8();
            (glued, hyphen) = (false, false);
            continue;
        }
        let start = at;
        let kind;
        if c.is_alphabetic() {
            if let Some(stop) = url_end(text, at, end) {
                (at, kind) = (stop, TokenKind::Url);
            } else {
                at = word_end(text, at, end);
                kind = TokenKind::Word;
            }
        } else if c.is_ascii_digit() {
            at = number_end(text, at, end);
            kind = TokenKind::Number;
        } else if matches!(c, '#' | '@') && at + 1 < end && char_at(text, at + 1).is_alphanumeric()
        {
            at = handle_end(text, at + 1, end);
            kind = TokenKind::Handle;
        } else if c == '-' || c == '\u{2010}' || c == '\u{2011}' {
            // A hyphen inside a word is no token: "Hong-Kong" is two words, the second marked.
            let inside = glued_after(bytes, start, span.start as usize)
                && text[at + c.len_utf8()..end]
                    .chars()
                    .next()
                    .is_some_and(char::is_alphanumeric);
            at += c.len_utf8();
            if inside {
                (glued, hyphen) = (true, true);
                continue;
            }
            kind = TokenKind::Mark;
        } else {
            at += c.len_utf8();
            kind = TokenKind::Mark;
        }
        let written = &text[start..at];
        let (word, shape) = match kind {
            TokenKind::Word | TokenKind::Handle => {
                folded.clear();
                crate::fold::fold_into(written, &mut folded);
                (id(&folded), shape(written))
            }
            TokenKind::Mark => {
                folded.clear();
                crate::fold::fold_into(written, &mut folded);
                (id(&folded), Shape::None)
            }
            TokenKind::Number => (id(written), Shape::None),
            TokenKind::Url => (WordId::UNKNOWN, Shape::None),
        };
        out.push(Token {
            span: Span::new(start, at),
            word,
            kind,
            shape,
            glued,
            hyphen,
        });
        (glued, hyphen) = (true, false);
    }
}

fn char_at(text: &str, at: usize) -> char {
    let byte = text.as_bytes()[at];
    if byte < 128 {
        byte as char
    } else {
        text[at..].chars().next().unwrap_or(' ')
    }
}

fn glued_after(bytes: &[u8], at: usize, start: usize) -> bool {
    at > start
        && !bytes[at - 1].is_ascii_whitespace()
        && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 128 || bytes[at - 1] == b'.')
}

/// Letters and digits; an apostrophe ends the word and belongs to it when the word is an elided one
/// (`l'`, `dell'`, `qu'`), and to the next when it is an English ending (`'s`); a full stop is inside of
/// `U.S.`, `Freelancer.com`, `paper.li`.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let c = char_at(text, at);
        if c.is_alphanumeric() || c == '_' || ('\u{300}'..'\u{370}').contains(&c) {
            at += c.len_utf8();
            continue;
        }
        let next = (at + c.len_utf8() < end).then(|| char_at(text, at + c.len_utf8()));
        match c {
            '\'' | '’' | 'ʼ' => {
                let tail = &text[at + c.len_utf8()..end];
                // at the very end it is a word of a list or rule: "d'"; else a word, a number or a
                // quotation follows: "d'« Uberland »"
                let follows =
                    |c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '"' | '„' | '‹');
                let elides = next.map_or(at + c.len_utf8() == text.len(), follows);
                if elides && !english_ending(tail) && is_elision(&text[start..at]) {
                    return at + c.len_utf8();
                }
                return at;
            }
            '.' => {
                let so_far = &text[start..at];
                if next.is_some_and(|n| n.is_alphabetic()) {
                    let rest = &text[at + 1..end];
                    let label: usize = rest
                        .chars()
                        .take_while(|c| c.is_alphanumeric())
                        .map(char::len_utf8)
                        .sum();
                    let tail = &rest[..label];
                    let initials = so_far.chars().count() == 1 || so_far.contains('.');
                    let domain = (2..=6).contains(&tail.len())
                        && tail.bytes().all(|b| b.is_ascii_lowercase())
                        && so_far.chars().count() > 1
                        && (so_far.contains('.') || TOP_LEVEL.contains(&tail));
                    if domain || (initials && tail.chars().count() == 1) {
                        at += 1;
                        continue;
                    }
                } else if so_far.contains('.')
                    && so_far
                        .rsplit('.')
                        .next()
                        .is_some_and(|l| l.chars().count() == 1)
                {
                    // the last full stop of "U.S."
                    return at + 1;
                }
                return at;
            }
            _ => return at,
        }
    }
    at
}

/// Endings of names of sites that stand in running text. Others are read as the end of a sentence.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "fr", "it", "de", "es", "pt", "br", "uk", "eu", "be", "ch", "ca", "us",
    "in", "ai", "io", "li", "info", "tv", "fm", "co", "me", "tech", "app", "dev", "xyz", "work",
    "coop", "cn", "ru", "jp", "mx", "ar", "nl", "se", "edu", "gov",
];

fn english_ending(tail: &str) -> bool {
    let word: String = tail
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(3)
        .collect();
    matches!(
        word.to_ascii_lowercase().as_str(),
        "s" | "t" | "re" | "ve" | "ll" | "d" | "m"
    )
}

fn is_elision(word: &str) -> bool {
    let last = word.chars().next_back().map(|c| c.to_ascii_lowercase());
    matches!(last, Some(c) if "ldnmtscjugvznr".contains(c)) && word.chars().count() <= 9
}

fn number_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end {
        if bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let c = char_at(text, at);
        let width = c.len_utf8();
        let digits = bytes[at + width..end.max(at + width)]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        let grouping = match c {
            '.' | ',' => digits > 0,
            // a space groups thousands only: exactly three digits behind it, at most three before the first
            ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' => {
                digits == 3 && at - start <= 11 && groups_of_three(&text[start..at])
            }
            _ => false,
        };
        if !grouping {
            break;
        }
        at += width + digits;
    }
    at
}

fn groups_of_three(so_far: &str) -> bool {
    let mut parts = so_far.split([' ', '\u{a0}', '\u{202f}', '\'', '’']);
    parts
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && !first.contains(['.', ',']))
        && parts.all(|p| p.len() == 3)
}

fn handle_end(text: &str, start: usize, end: usize) -> usize {
    let rest = &text[start..end];
    start
        + rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len())
}

/// Where a web or mail address that starts here ends; `None` where none starts.
fn url_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let rest = &text[start..end];
    let head = rest.as_bytes();
    let web =
        head.starts_with(b"http://") || head.starts_with(b"https://") || head.starts_with(b"www.");
    let stop = || {
        rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '»' | '”' | '"'))
            .unwrap_or(rest.len())
    };
    if web {
        let address = rest[..stop()].trim_end_matches(['.', ',', ';', ')', ']', '!', '?', '’']);
        return Some(start + address.len());
    }
    let word: usize = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
        .count();
    if head.get(word) == Some(&b'@') && head.get(word + 1).is_some_and(u8::is_ascii_alphanumeric) {
        let address = rest[..stop()].trim_end_matches(['.', ',', ';', ')', ']', '!', '?']);
        return Some(start + address.len());
    }
    None
}

fn shape(word: &str) -> Shape {
    let (mut letters, mut upper, mut first_upper, mut digits) = (0, 0, false, false);
    for c in word.chars() {
        if c.is_uppercase() {
            first_upper |= letters == 0 && !digits;
            upper += 1;
            letters += 1;
        } else if c.is_alphabetic() {
            letters += 1;
        } else if c.is_ascii_digit() {
            digits = true;
        }
    }
    match (letters, upper) {
        (0, _) => Shape::None,
        (_, 0) => Shape::Lower,
        (1, 1) => Shape::Title,
        (l, u) if l == u => Shape::Upper,
        (_, 1) if first_upper => Shape::Title,
        _ => Shape::Mixed,
    }
}

/// The tokens of a piece of text that belongs to no post.
pub fn tokens_of(text: &str, words: &Vocabulary) -> Vec<Token> {
    let mut out = Vec::new();
    tokenize(
        text,
        Span::new(0, text.len()),
        |word| words.id(word),
        &mut out,
    );
    out
}
