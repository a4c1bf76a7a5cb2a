//! The words of a text that were looked up last.

use crate::ontology::words::{Vocabulary, WordId};

/// The words of a text that were looked up last: most words of a text are few.
pub(super) struct Recent<'v> {
    words: &'v Vocabulary,
    /// Places by hash, each for the last word that had it; none where nothing is to be kept.
    places: Vec<(Short, WordId)>,
}

/// A folded word of at most [`LONGEST`] bytes: its bytes, and its length behind them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Short([u8; LONGEST + 1]);

/// Longer words are looked up each time, in bytes.
pub(super) const LONGEST: usize = 15;
/// A power of two.
const PLACES: usize = 512;

impl Short {
    /// From bytes of which the first `length` are the word, and the others nought.
    pub fn new(mut bytes: [u8; LONGEST + 1], length: usize) -> Short {
        bytes[LONGEST] = length as u8;
        Short(bytes)
    }

    fn place(self) -> usize {
        let number = u128::from_le_bytes(self.0);
        let hash = (number as u64 ^ ((number >> 64) as u64).rotate_left(29))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 40) as usize % PLACES
    }

    fn text(&self) -> &str {
        let bytes = &self.0[..usize::from(self.0[LONGEST]).min(LONGEST)];
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl<'v> Recent<'v> {
    /// For a text.
    pub fn new(words: &'v Vocabulary) -> Self {
        // a length that no word has
        let nothing = Short([u8::MAX; LONGEST + 1]);
        Self {
            words,
            places: vec![(nothing, WordId::UNKNOWN); PLACES],
        }
    }

    /// For a phrase that is too short to repeat itself.
    pub fn forgetful(words: &'v Vocabulary) -> Self {
        let places = Vec::new();
        Self { words, places }
    }

    /// As [`Vocabulary::id`].
    pub fn id(&mut self, folded: &str) -> WordId {
        if folded.len() > LONGEST {
            return self.words.id(folded);
        }
        let mut bytes = [0; LONGEST + 1];
        bytes[..folded.len()].copy_from_slice(folded.as_bytes());
        self.short(Short::new(bytes, folded.len()))
    }

    /// The same of a short word.
    pub fn short(&mut self, word: Short) -> WordId {
        if self.places.is_empty() {
            return self.words.id(word.text());
        }
        let place = &mut self.places[word.place()];
        if place.0 != word {
            *place = (word, self.words.id(word.text()));
        }
        place.1
    }
}
