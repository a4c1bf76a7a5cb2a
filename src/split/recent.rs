//! The words of a text that were looked up last.

use crate::ontology::words::{Vocabulary, WordId};

/// The words of a text that were looked up last: most words of a text are few.
pub(super) struct Recent<'v> {
    words: &'v Vocabulary,
    /// Places by hash, each for the last word that had it: its bytes with its length behind them.
    places: Vec<([u8; LONGEST + 1], WordId)>,
}

/// Longer words are looked up each time, in bytes.
const LONGEST: usize = 15;
/// A power of two.
const PLACES: usize = 512;

impl<'v> Recent<'v> {
    pub fn new(words: &'v Vocabulary) -> Self {
        Self {
            words,
            // a length that no word has
            places: vec![([u8::MAX; LONGEST + 1], WordId::UNKNOWN); PLACES],
        }
    }

    /// As [`Vocabulary::id`].
    pub fn id(&mut self, folded: &str) -> WordId {
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
