//! The surroundings of digits, cut into the parts that dates are made of.

use std::ops::Range;

use super::Found;
use super::calendar::{Calendar, Langs};
use super::digits::in_digits;
use crate::fold::fold_into;
use crate::model::Lang;

/// A piece of text, bytes `start..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A number from 1 to 31, an ordinal mark after it included.
    Day {
        day: u8,
        /// A dot follows: an ordinal in German, the number of a list item or a sentence's end elsewhere.
        dotted: bool,
    },
    /// Four digits.
    Year(i16),
    Month(Month),
    /// A date in digits only.
    Digits(Found),
    Weekday,
    /// A connecting word, which may be several of these at once ("a", "al", "e").
    Joint {
        of: bool,
        to: bool,
        and: bool,
        article: bool,
    },
    Comma,
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    pub month: u8,
    /// The languages in which the word is the full name.
    pub full: Langs,
    /// Whether it is a full name or an abbreviation of the language of the text.
    pub own: bool,
    /// Whether it can be an abbreviation only.
    pub short: bool,
    /// It is followed by a dot or starts with a capital.
    pub marked: bool,
    pub capital: bool,
}

/// How far around a digit the words of a date may stand, in bytes.
const REACH: usize = 48;

/// The parts of the text that can hold dates, in order, apart from one another, on character
/// boundaries.
pub(super) fn windows(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
        let mut start = first.saturating_sub(REACH).max(at);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let mut last = first;
        while let Some(next) = bytes[last + 1..]
            .iter()
            .take(2 * REACH)
            .position(u8::is_ascii_digit)
        {
            last += 1 + next;
        }
        at = (last + 1 + REACH).min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        Some(start..at)
    })
}

/// Cuts one window of the text into tokens. White space is left out; a blank line is `Other`.
pub(super) fn cut(
    calendar: &Calendar,
    text: &str,
    window: Range<usize>,
    lang: Lang,
    tokens: &mut Vec<Token>,
) {
    let own = calendar.index(lang);
    let day_first = own.is_none_or(|own| !calendar.habits[own].month_first);
    let mut fold = String::new();
    let mut at = window.start;
    while at < window.end
        && let Some(c) = text[at..].chars().next()
    {
        let start = at;
        let kind;
        if c.is_ascii_digit() {
            (kind, at) = number(calendar, text, start, day_first, &mut fold);
        } else if c.is_alphabetic() {
            at = word_end(text, start);
            let whole = text[..start]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric());
            let known = (whole && at - start <= 2 * calendar.longest).then(|| {
                fold.clear();
                fold_into(&text[start..at], &mut fold);
                calendar.words.get(fold.as_str())
            });
            kind = match known.flatten() {
                None => Kind::Other,
                Some(word) => {
                    let dot = text.as_bytes().get(at) == Some(&b'.');
                    if let Some((month, full, short)) = word.month {
                        let own_full = own.is_some_and(|own| full.has(own));
                        let own_short = own.is_some_and(|own| short.has(own));
                        let short = !own_full && (own_short || full.is_empty());
                        if short && dot {
                            at += 1;
                        }
                        Kind::Month(Month {
                            month,
                            full,
                            own: own_full || own_short,
                            short,
                            marked: dot || c.is_uppercase(),
                            capital: c.is_uppercase(),
                        })
                    } else if word.weekday {
                        at += usize::from(dot);
                        Kind::Weekday
                    } else {
                        Kind::Joint {
                            of: word.of,
                            to: word.to,
                            and: word.and,
                            article: word.article,
                        }
                    }
                }
            };
        } else if c.is_whitespace() {
            at = text[start..window.end]
                .find(|c: char| !c.is_whitespace())
                .map_or(window.end, |n| start + n);
            if text[start..at].matches('\n').count() < 2 {
                continue;
            }
            kind = Kind::Other;
        } else {
            at += c.len_utf8();
            kind = match c {
                ',' => Kind::Comma,
                '-' | '–' | '—' | '−' | '‑' => joint(true, false),
                '/' | '&' => joint(false, true),
                // "l'8 luglio", "d’août": a word and its apostrophe.
                '\'' | '’' => continue,
                '.' if matches!(tokens.last(), Some(Token { kind: Kind::Day { dotted: true, .. }, end, .. }) if *end == start) =>
                {
                    continue;
                }
                _ => Kind::Other,
            };
        }
        tokens.push(Token {
            kind,
            start,
            end: at,
        });
    }
}

fn joint(to: bool, and: bool) -> Kind {
    Kind::Joint {
        of: false,
        to,
        and,
        article: false,
    }
}

fn word_end(text: &str, start: usize) -> usize {
    text[start..]
        .find(|c: char| !(c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)))
        .map_or(text.len(), |n| start + n)
}

/// What the digits at `start` are, and where that ends.
fn number(
    calendar: &Calendar,
    text: &str,
    start: usize,
    day_first: bool,
    fold: &mut String,
) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let before = text[..start].chars().next_back();
    // "Covid-19", "n-1", "$5", "3,5", "2.0", "/2016/": not the start of a date.
    let glued = match before {
        None => false,
        Some(c @ ('-' | '.' | ',' | '/' | '_')) => {
            let further = text[..start - c.len_utf8()].chars().next_back();
            match c {
                '-' | '_' => further.is_some_and(char::is_alphabetic),
                '/' => further.is_some_and(|c| !c.is_ascii_digit() && !c.is_whitespace()),
                _ => further.is_some_and(|c| c.is_ascii_digit()),
            }
        }
        Some(c) => c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '#' | '@' | '='),
    };
    let digits = |from: usize| -> usize {
        bytes[from.min(bytes.len())..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let length = digits(start);
    let end = start + length;
    let slashed = before.is_some_and(|c| matches!(c, '/' | '-' | '.'));
    if !glued
        && !slashed
        && let Some((found, end)) = in_digits(text, start, day_first, digits)
    {
        return (Kind::Digits(found), end);
    }
    // Of a decimal or a number parted by dots nothing is read: "3,5", "1.000".
    let parted = matches!(bytes.get(end), Some(b'.' | b','))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    let value = if glued || parted || length > 4 {
        None
    } else {
        text[start..end].parse::<i16>().ok()
    };
    let word = word_end(text, end);
    let mark = match text[end..].chars().next() {
        Some('°') => end + '°'.len_utf8(),
        _ => word,
    };
    match value {
        Some(year) if length == 4 && mark == end && (1000..3000).contains(&year) => {
            (Kind::Year(year), end)
        }
        Some(day) if length <= 2 && (1..=31).contains(&day) => {
            let day = day as u8;
            if mark == end {
                let dotted = bytes.get(end) == Some(&b'.');
                return (Kind::Day { day, dotted }, end);
            }
            fold.clear();
            fold_into(&text[end..mark], fold);
            match calendar.words.get(fold.as_str()) {
                Some(word) if word.ordinal => (Kind::Day { day, dotted: false }, mark),
                _ => (Kind::Other, mark),
            }
        }
        _ => (
            Kind::Other,
            if parted {
                end + 1 + digits(end + 1)
            } else {
                mark.max(end)
            },
        ),
    }
}
