//! Positions in a text, and their way from bytes to characters.

use std::ops::Range;

/// A piece of a post's text: bytes from 0, end exclusive, on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Turns byte positions of one text into positions that count Unicode characters (code points),
/// from 0, as Web Annotation's `TextPositionSelector` wants them.
pub struct CharIndex<'t> {
    text: &'t str,
    /// Characters before each 256th byte (rounded down to a character boundary).
    marks: Vec<u32>,
}

const STRIDE: usize = 256;

impl<'t> CharIndex<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut marks = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            count += chunk.iter().filter(|&&b| is_start(b)).count() as u32;
            marks.push(count);
        }
        Self { text, marks }
    }

    /// How many characters start before byte `at`; the length in characters for `at == text.len()`.
    pub fn chars(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = at / STRIDE;
        let rest = &self.text.as_bytes()[block * STRIDE..at];
        self.marks[block] as usize + rest.iter().filter(|&&b| is_start(b)).count()
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::CharIndex;

    #[test]
    fn counts_as_char_indices_does() {
        let text = "L’été à Łódź — 日本 🙂 ".repeat(80);
        let index = CharIndex::new(&text);
        for (chars, (bytes, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(bytes), chars);
        }
        assert_eq!(index.chars(text.len()), text.chars().count());
        assert_eq!(CharIndex::new("").chars(0), 0);
    }
}
