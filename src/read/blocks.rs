//! The parts of a text without mark-up: headings, paragraphs, items of lists, quotations, notes.

use super::lines::{Line, is_separator, is_title_like, item, length, lines, note};
use crate::model::{Block, BlockKind, Span};

/// The blocks of a text, in order, apart from one another. `title`: the line that is its title.
///
/// A paragraph is a line, or several where the text was broken into lines of one width. The marks
/// of items and notes ("• ", "[1] ") and lines of mere dashes are in no block.
pub(super) fn blocks(text: &str, title: Option<Span>) -> Vec<Block> {
    let lines = lines(text, Span::new(0, text.len()));
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let group = 1 + lines[at..]
            .iter()
            .take_while(|line| !line.apart_after)
            .count();
        let group = &lines[at..(at + group).min(lines.len())];
        at += group.len();
        let next = lines.get(at);
        let (head, rest) = match group.split_first() {
            Some((first, rest)) if Some(first.span) == title => (Some(first), rest),
            _ => (None, group),
        };
        if let Some(head) = head {
            blocks.push(block(head.span, BlockKind::Title));
        }
        if is_wrapped(text, rest) {
            let whole = rest[0].span.join(rest[rest.len() - 1].span);
            blocks.extend(read(text, whole, None));
            continue;
        }
        for (n, line) in rest.iter().enumerate() {
            let below = rest.get(n + 1).or(next).map(|line| line.span.of(text));
            blocks.extend(read(text, line.span, below));
        }
    }
    blocks
}

fn block(span: Span, kind: BlockKind) -> Block {
    Block {
        span,
        kind,
        lang: None,
    }
}

/// The block that a line (or a wrapped paragraph) is. `below` is the line after it.
fn read(text: &str, span: Span, below: Option<&str>) -> Option<Block> {
    let line = span.of(text);
    if is_separator(line) {
        return None;
    }
    let inner = |from: usize| Span::new(span.start as usize + from, span.end as usize);
    if let Some(from) = item(line) {
        return Some(block(inner(from), BlockKind::ListItem));
    }
    if let Some(from) = note(line) {
        return Some(block(inner(from), BlockKind::Footnote));
    }
    if let Some(quoted) = line.strip_prefix("> ") {
        return Some(block(
            inner(line.len() - quoted.trim_start().len()),
            BlockKind::Quotation,
        ));
    }
    let kind = if line.trim_matches('\t').contains('\t') {
        BlockKind::TableRow
    } else if is_quotation(line) {
        BlockKind::Quotation
    } else if is_title_like(line)
        && length(line) <= 120
        && !line.contains(". ")
        && !is_labelled(line)
        && below.is_some_and(|below| length(below) > length(line).max(100))
    {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    };
    Some(block(span, kind))
}

/// "Speaker: Anne Martin", "Source : …": a word and what it introduces.
fn is_labelled(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(label, _)| label.split_whitespace().count() == 1)
}

/// Whether all of the line stands in one pair of quotation marks.
fn is_quotation(line: &str) -> bool {
    let end = line.trim_end_matches(['.', ' ', '\u{a0}', '\u{202f}']);
    let Some((open, close)) = line.chars().next().zip(end.chars().next_back()) else {
        return false;
    };
    let marks = matches!(
        (open, close),
        ('“', '”') | ('«', '»') | ('"', '"') | ('„', '“')
    );
    let inside = open.len_utf8()..end.len().saturating_sub(close.len_utf8());
    marks
        && end
            .get(inside)
            .is_some_and(|inside| !inside.contains([open, close]))
}

/// Whether lines without a blank one between them are one paragraph broken at some width.
pub(super) fn is_wrapped(text: &str, group: &[Line]) -> bool {
    let Some((_, all_but_last)) = group.split_last() else {
        return false;
    };
    let of_one_width = |line: &Line| (45..=100).contains(&length(line.span.of(text)));
    let runs_on = |line: &Line| {
        line.span
            .of(text)
            .chars()
            .next()
            .is_some_and(char::is_lowercase)
    };
    !all_but_last.is_empty()
        && all_but_last.iter().all(of_one_width)
        && group[1..].iter().any(runs_on)
        && group[1..]
            .iter()
            .all(|line| item(line.span.of(text)).is_none())
}
