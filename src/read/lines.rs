//! The lines of a text, and what can be told of each by its form.

use crate::model::Span;

/// A line that is not blank, without white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub span: Span,
    /// A blank line, or the start of the text, stands before it.
    pub apart_before: bool,
    /// A blank line, or the end of the text, stands after it.
    pub apart_after: bool,
}

/// The lines of `text[within]` that are not blank; positions count in `text`.
pub(super) fn lines(text: &str, within: Span) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut blank = true;
    let mut at = within.start as usize;
    for line in within.of(text).split_inclusive('\n') {
        let end = at + line.len();
        let inner = line.trim();
        if inner.is_empty() {
            blank = true;
            if let Some(last) = lines.last_mut() {
                last.apart_after = true;
            }
        } else {
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Line {
                span: Span::new(start, start + inner.len()),
                apart_before: blank,
                apart_after: false,
            });
            blank = false;
        }
        at = end;
    }
    if let Some(last) = lines.last_mut() {
        last.apart_after = true;
    }
    lines
}

/// The length of a line in characters, as far as it matters.
pub(super) fn length(line: &str) -> usize {
    const MOST: usize = 1000;
    // a character has four bytes at most
    match line.len() > 4 * MOST {
        true => MOST,
        false => line.chars().count().min(MOST),
    }
}

/// Whether the line could be a heading by its form alone: short, starting like one, not ending like
/// a sentence of a paragraph, no item of a list, no note, not all in brackets.
pub(super) fn is_title_like(line: &str) -> bool {
    is_headline(line, false)
}

/// As [`is_title_like`], for the first line of a text, which may also start with a small letter, as brands do
/// ("foodora lässt fahren", "eBay und die anderen"), where it is short, and be a name that ends with a point.
pub(super) fn is_first_title_like(line: &str) -> bool {
    const SHORT: usize = 80;
    let bare = line.strip_suffix('.').filter(|name| is_name(name));
    is_headline(bare.unwrap_or(line), length(line) <= SHORT)
}

fn is_headline(line: &str, small: bool) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    let starts = first.is_uppercase()
        || small && first.is_lowercase()
        || first.is_numeric()
        || matches!(first, '“' | '"' | '«' | '‘' | '[' | '#' | '¿' | '¡' | '„');
    let ends = !line.ends_with(['.', ',', ';', ':']) || line.ends_with("...");
    let letters = || {
        let all = line.chars().take(200).filter(|c| c.is_alphabetic());
        all.take(4).count()
    };
    starts
        && ends
        && length(line) <= 200
        && letters() == 4
        && item(line).is_none()
        && note(line).is_none()
        && !(line.starts_with('[') && line.ends_with(']'))
        && !line.starts_with("http")
}

/// Whether a line is nothing but a name, at whose end the point is that of an abbreviation: "Figure Eight Inc.".
fn is_name(line: &str) -> bool {
    const LONGEST: usize = 5;
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=LONGEST).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
}

/// Where the text of a list item starts in its line: behind "• ", "- ", "* ", "1. ", "a) ".
pub(super) fn item(line: &str) -> Option<usize> {
    let mark = line.find(char::is_whitespace)?;
    let rest = line.len() - line[mark..].trim_start().len();
    let is_item = match &line[..mark] {
        "•" | "-" | "*" | "◦" | "▪" | "·" | "‣" | "o" => true,
        label => label.strip_suffix(['.', ')']).is_some_and(|label| {
            let digits = label.bytes().all(|b| b.is_ascii_digit()) && label.len() <= 2;
            let letter = label.len() == 1
                && line[..mark].ends_with(')')
                && label.bytes().all(|b| b.is_ascii_lowercase());
            !label.is_empty() && (digits || letter)
        }),
    };
    is_item.then_some(rest)
}

/// Where the text of a footnote starts in its line: behind "[1] ", "(1) ".
pub(super) fn note(line: &str) -> Option<usize> {
    let close = match line.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let end = line.find(close)?;
    let label = &line[1..end];
    let rest = end + 1;
    let is_note = !label.is_empty()
        && label.len() <= 3
        && label.bytes().all(|b| b.is_ascii_digit())
        && line[rest..].starts_with(char::is_whitespace);
    is_note.then(|| line.len() - line[rest..].trim_start().len())
}

/// A row of dashes, asterisks or the like.
pub(super) fn is_separator(line: &str) -> bool {
    line.chars().count() >= 2
        && line
            .chars()
            .all(|c| matches!(c, '-' | '–' | '—' | '*' | '_' | '=' | '~' | '•' | ' '))
}

/// Whether the line is long enough for a paragraph of running text.
pub(super) fn is_prose(line: &str) -> bool {
    length(line) >= 150
}
