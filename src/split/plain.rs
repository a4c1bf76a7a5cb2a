//! Words of ASCII letters and digits: most words are such, and are cut, folded and judged in one pass.

use super::Shape;
use crate::ontology::recent::{LONGEST, Short};

/// A plain word.
pub(super) struct Plain {
    /// The byte behind it.
    pub end: usize,
    pub folded: Short,
    pub shape: Shape,
}

impl Plain {
    /// The plain word that starts at a byte of the text; `None` where something stands behind it that could
    /// belong to it, or make an address of it, and where it is long.
    pub fn at(text: &[u8], start: usize) -> Option<Plain> {
        if !text[start].is_ascii_alphabetic() {
            return None;
        }
        let rest = &text[start..];
        let mut folded = [0; LONGEST + 1];
        let (mut length, mut letters, mut upper) = (0, 0, 0);
        while let Some(&byte) = rest.get(length) {
            if !byte.is_ascii_alphanumeric() {
                break;
            }
            *folded[..LONGEST].get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
            letters += usize::from(byte.is_ascii_alphabetic());
            upper += usize::from(byte.is_ascii_uppercase());
        }
        let ends = match rest.get(length) {
            None | Some(b' ' | b'\n' | b',' | b';' | b'!' | b'?' | b')' | b'(' | b'"' | b'/') => {
                true
            }
            // "www." is an address
            Some(b'.') => {
                rest.get(length + 1).is_none_or(u8::is_ascii_whitespace) && folded[0] != b'w'
            }
            _ => false,
        };
        ends.then(|| Plain {
            end: start + length,
            folded: Short::new(folded, length),
            shape: Shape::of(letters, upper, rest[0].is_ascii_uppercase()),
        })
    }

    /// An ASCII mark as a word.
    pub fn mark(byte: u8) -> Short {
        let mut folded = [0; LONGEST + 1];
        folded[0] = byte;
        Short::new(folded, 1)
    }
}
