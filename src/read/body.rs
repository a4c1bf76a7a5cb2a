//! Text and its parts, built piece by piece out of mark-up.

use super::draft::Body;
use super::lines::{is_title_like, length};
use super::plain::LONGEST;
use crate::model::{Block, BlockKind, Span};

/// Builds a [`Body`]: white space made single, a line per block, spans of italics kept.
#[derive(Default)]
pub(super) struct Builder {
    body: Body,
    /// Where the block that is being written starts, and its kind.
    open: Option<(usize, BlockKind)>,
    /// A space comes before the next character of the block.
    space: bool,
    /// How many elements in italics are open.
    slanted: usize,
    /// Where the piece in italics that is being written starts.
    italic: Option<usize>,
}

impl Builder {
    /// Adds text to the open block; a block of `kind` is begun if none is open.
    pub fn text(&mut self, text: &str, kind: BlockKind) {
        for c in text.chars() {
            // A no-break space is a character of the text.
            if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}') {
                self.space = self.open.is_some();
                continue;
            }
            if std::mem::take(&mut self.space) {
                self.body.text.push(' ');
            }
            if self.open.is_none() {
                if !self.body.text.is_empty() {
                    self.body.text.push('\n');
                }
                self.open = Some((self.body.text.len(), kind));
            }
            if self.slanted > 0 && self.italic.is_none() {
                self.italic = Some(self.body.text.len());
            }
            self.body.text.push(c);
        }
    }

    /// Adds the tab between two cells of a table's row.
    pub fn cell(&mut self) {
        if self.open.is_some() {
            self.end_italic();
            self.space = false;
            self.body.text.push('\t');
        }
    }

    /// Ends the open block.
    pub fn end(&mut self) {
        self.space = false;
        self.end_italic();
        let Some((start, kind)) = self.open.take() else {
            return;
        };
        let text = &self.body.text[start..];
        let lead = text.len() - text.trim_start().len();
        let length = text.trim().len();
        let span = Span::new(start + lead, start + lead + length);
        // A row of empty cells, a lone no-break space.
        if span.is_empty() {
            self.body.text.truncate(start.saturating_sub(1));
            return;
        }
        self.body.text.truncate(span.end as usize);
        self.body.blocks.push(Block {
            span,
            kind,
            lang: None,
        });
    }

    pub fn start_italic(&mut self) {
        self.slanted += 1;
    }

    pub fn stop_italic(&mut self) {
        self.slanted = self.slanted.saturating_sub(1);
        if self.slanted == 0 {
            self.end_italic();
        }
    }

    fn end_italic(&mut self) {
        if let Some(start) = self.italic.take() {
            let text = self.body.text[start..].trim_end();
            if !text.is_empty() {
                self.body.italics.push(Span::new(start, start + text.len()));
            }
        }
    }

    /// The first block where it looks like a title above the others; `None` else.
    pub fn title(&mut self) -> Option<String> {
        self.end();
        let [first, _, ..] = self.body.blocks.as_slice() else {
            return None;
        };
        let text = first.span.of(&self.body.text);
        let is_title = matches!(first.kind, BlockKind::Paragraph | BlockKind::Heading)
            && is_title_like(text)
            && length(text) <= LONGEST;
        is_title.then(|| text.to_owned())
    }

    /// The text with its blocks, under `title` as its first block where it does not start with it.
    pub fn finish(mut self, title: Option<&str>) -> Body {
        self.end();
        let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) else {
            return self.body;
        };
        let body = self.body;
        let same = |block: &Block| {
            super::identity::normalised(block.span.of(&body.text))
                == super::identity::normalised(title)
        };
        let mut blocks = body.blocks.clone();
        if let Some(first) = blocks.first_mut().filter(|block| same(block)) {
            first.kind = BlockKind::Title;
            return Body { blocks, ..body };
        }
        let mut whole = Builder::default();
        whole.text(title, BlockKind::Title);
        whole.end();
        let mut headed = whole.body;
        if !body.text.is_empty() {
            headed.text.push('\n');
        }
        let by = headed.text.len();
        let shift = |span: Span| Span::new(span.start as usize + by, span.end as usize + by);
        headed.text.push_str(&body.text);
        headed.blocks.extend(body.blocks.iter().map(|block| Block {
            span: shift(block.span),
            ..*block
        }));
        headed.italics = body.italics.into_iter().map(shift).collect();
        headed
    }
}
