//! Plain text: one post, its first line its title if it looks like one.

use super::blocks::{blocks, is_wrapped};
use super::draft::{Body, Draft};
use super::lines::{Line, is_first_title_like, is_title_like, length, lines};
use crate::model::Span;

/// The longest title that has no date.
pub(super) const LONGEST: usize = 160;

/// One post out of the whole text of a file.
pub(super) fn read(text: &str) -> Vec<Draft> {
    let whole = Span::new(0, text.len());
    let found = lines(text, whole);
    let title = titled(text, &found).then(|| found[0].span);
    vec![compose(text, whole, title, 0)]
}

/// Whether the first of the lines is a title: of its form, above more text, and not the first line
/// of a paragraph that is broken at some width.
pub(super) fn titled(text: &str, lines: &[Line]) -> bool {
    let [first, rest @ ..] = lines else {
        return false;
    };
    let line = first.span.of(text);
    if rest.is_empty() || !like_title(line, first) || length(line) > LONGEST {
        return false;
    }
    let paragraph = 1 + lines.iter().take_while(|line| !line.apart_after).count();
    !is_wrapped(text, &lines[..paragraph.min(lines.len())])
}

/// A first line that stands apart may start small.
fn like_title(text: &str, line: &Line) -> bool {
    is_title_like(text) || line.apart_after && is_first_title_like(text)
}

/// The post that stands in `text[within]`, `title` being the span of its title's line. `before`:
/// the characters of the file before `text`.
pub(super) fn compose(text: &str, within: Span, title: Option<Span>, before: usize) -> Draft {
    let piece = within.of(text);
    let lead = piece.len() - piece.trim_start().len();
    let start = within.start as usize + lead;
    let piece = piece.trim();
    let shift = |span: Span| Span::new(span.start as usize - start, span.end as usize - start);
    let title = title.map(shift);
    let chars_before = before + text[..start].chars().count();
    Draft {
        title: title.map(|span| span.of(piece).to_owned()),
        body: Body {
            text: piece.to_owned(),
            blocks: blocks(piece, title),
            italics: Vec::new(),
        },
        start: chars_before,
        end: chars_before + piece.chars().count(),
        ..Draft::default()
    }
}
