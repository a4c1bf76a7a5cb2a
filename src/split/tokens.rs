//! Where a word, a number, an address ends, and how it is written.

use super::plain::Plain;
use super::{Shape, Token, TokenKind};
use crate::fold::fold_into;
use crate::model::Span;
use crate::ontology::recent::{Recent, Short};
use crate::ontology::words::{Vocabulary, WordId};

/// The numbers of words.
pub(super) struct Words<'v> {
    pub words: &'v Vocabulary,
    /// Those that were looked up before.
    pub recent: Option<Recent>,
}

impl Words<'_> {
    /// As [`Vocabulary::id`].
    fn id(&mut self, folded: &str) -> WordId {
        match Short::of(folded) {
            Some(short) => self.short(short),
            None => self.words.id(folded),
        }
    }

    /// The same of a short word.
    fn short(&mut self, word: Short) -> WordId {
        match &mut self.recent {
            Some(recent) => recent.id(word, self.words),
            None => self.words.id(word.text()),
        }
    }
}

/// Cuts one block into tokens.
pub(super) fn tokenize(text: &str, span: Span, words: &mut Words, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let end = span.end as usize;
    let block = &bytes[..end];
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
        if let Some(plain) = Plain::at(block, start) {
            at = plain.end;
            out.push(Token {
                span: Span::new(start, at),
                word: words.short(plain.folded),
                kind: TokenKind::Word,
                shape: plain.shape,
                glued,
                hyphen,
            });
            (glued, hyphen) = (true, false);
            continue;
        }
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
                fold_into(written, &mut folded);
                (words.id(&folded), shape(written))
            }
            TokenKind::Mark if c.is_ascii() => (words.short(Plain::mark(c as u8)), Shape::None),
            TokenKind::Mark => {
                folded.clear();
                fold_into(written, &mut folded);
                (words.id(&folded), Shape::None)
            }
            TokenKind::Number => (words.id(written), Shape::None),
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
                // "O'Donoghue"
                let irish = &text[start..at] == "O" && next.is_some_and(char::is_uppercase);
                if irish || elides && !english_ending(tail) && is_elision(&text[start..at]) {
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
    "coop", "cn", "ru", "jp", "mx", "ar", "nl", "se", "edu", "gov", "ph", "ke", "ng", "za", "pk",
    "vn", "th", "pl", "cz", "tn", "sn", "gh", "tz", "ug", "rw", "cl", "pe", "uy", "py", "ec", "cr",
    "mz", "dk", "fi", "tr", "ua", "hk", "tw", "kr", "ie", "biz", "online", "jobs", "shop",
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
    Shape::of(letters, upper, first_upper)
}
