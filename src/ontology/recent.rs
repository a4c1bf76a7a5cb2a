//! The words of texts that were looked up last: most words of texts are few.

use super::words::{Vocabulary, WordId};

/// Words that were looked up, with their numbers.
pub struct Recent {
    /// Places by hash, each for the last word that had it.
    places: Vec<(Short, WordId)>,
}

/// A folded word of at most [`LONGEST`] bytes: its bytes, and its length behind them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Short([u8; LONGEST + 1]);

/// Longer words are looked up each time, in bytes.
pub const LONGEST: usize = 15;
/// A power of two.
const PLACES: usize = 4096;

impl Short {
    /// From bytes of which the first `length` are the word, and the others nought.
    pub fn new(mut bytes: [u8; LONGEST + 1], length: usize) -> Short {
        bytes[LONGEST] = length as u8;
        Short(bytes)
    }

    /// `None` for a longer word.
    pub fn of(word: &str) -> Option<Short> {
        let mut bytes = [0; LONGEST + 1];
        let own = bytes[..LONGEST].get_mut(..word.len())?;
        own.copy_from_slice(word.as_bytes());
        Some(Short::new(bytes, word.len()))
    }

    pub fn text(&self) -> &str {
        let bytes = &self.0[..usize::from(self.0[LONGEST]).min(LONGEST)];
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn place(self) -> usize {
        let number = u128::from_le_bytes(self.0);
        let hash = (number as u64 ^ ((number >> 64) as u64).rotate_left(29))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 40) as usize % PLACES
    }
}

impl Default for Recent {
    fn default() -> Self {
        // a length that no word has
        let nothing = Short([u8::MAX; LONGEST + 1]);
        Recent {
            places: vec![(nothing, WordId::UNKNOWN); PLACES],
        }
    }
}

impl Recent {
    /// The number of a word in a vocabulary, which must be the same each time.
    pub fn id(&mut self, word: Short, words: &Vocabulary) -> WordId {
        let place = &mut self.places[word.place()];
        if place.0 != word {
            *place = (word, words.id(word.text()));
        }
        place.1
    }
}
