//! Where the words for which rules ask stand in a sentence, and where its mentions begin: one bit per token.
//!
//! Whether a sentence has a word of a set, where the next one stands and where the last is then a matter of
//! one or two machine words for each, whatever the size of the set and the length of the sentence.

use super::Lattice;
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;

/// From each word to the sets that have it.
#[derive(Default)]
pub(super) struct SetsOfWords {
    /// Of the n-th word the sets from `starts[n]` to `starts[n + 1]`, exclusive.
    starts: Vec<u32>,
    sets: Vec<u32>,
    /// How many sets there are.
    all: usize,
}

impl SetsOfWords {
    /// From the words of each set.
    pub fn new<'s>(sets: impl Iterator<Item = &'s [WordId]> + Clone) -> Self {
        let words = || sets.clone().flatten();
        let most = words().map(|word| word.0 as usize + 1).max().unwrap_or(0);
        let mut starts = vec![0; most + 1];
        words().for_each(|word| starts[word.0 as usize + 1] += 1);
        for at in 0..most {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut of_words = vec![0; starts[most] as usize];
        for (number, set) in sets.clone().enumerate() {
            for word in set {
                let place = &mut next[word.0 as usize];
                of_words[*place as usize] = number as u32;
                *place += 1;
            }
        }
        SetsOfWords {
            starts,
            sets: of_words,
            all: sets.count(),
        }
    }

    fn of(&self, word: WordId) -> &[u32] {
        let at = word.0 as usize;
        match self.starts.get(at..at + 2) {
            Some(&[from, to]) if word != WordId::UNKNOWN => &self.sets[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// How many sorts of things a mention can be.
const KINDS: usize = 32;

/// The places of one sentence, counted from its first token.
#[derive(Default)]
pub(super) struct Places {
    /// The number of tokens.
    pub length: usize,
    /// How many machine words hold the bits of all tokens and of the place behind the last.
    pub width: usize,
    /// For each set its bits.
    sets: Vec<u64>,
    /// Where in `sets` there is a bit: clearing all of them for each sentence would write too much.
    touched: Vec<u32>,
    /// For each kind of mention its bits.
    kinds: Vec<u64>,
    /// The same of mentions that have no token: subjects that are left out.
    left_out: Vec<u64>,
    pub quotes: Vec<u64>,
}

impl Places {
    /// Notes what stands where in a sentence; of quotation marks nothing yet.
    pub fn fill(&mut self, lattice: &Lattice, sets: &SetsOfWords) {
        for place in self.touched.drain(..) {
            self.sets[place as usize] = 0;
        }
        self.length = lattice.end - lattice.first;
        self.width = self.length / 64 + 1;
        if self.sets.len() < sets.all * self.width {
            self.sets.resize(sets.all * self.width, 0);
        }
        for bits in [&mut self.kinds, &mut self.left_out] {
            bits.clear();
            bits.resize(KINDS * self.width, 0);
        }
        self.quotes.clear();
        self.quotes.resize(self.width, 0);
        for (at, token) in lattice.tokens[lattice.first..lattice.end]
            .iter()
            .enumerate()
        {
            for &set in sets.of(token.word) {
                let place = set as usize * self.width + at / 64;
                if self.sets[place] == 0 {
                    self.touched.push(place as u32);
                }
                self.sets[place] |= 1 << (at % 64);
            }
        }
        let mentions = lattice.starts[0] as usize..lattice.starts[self.length] as usize;
        for mention in &lattice.mentions[mentions] {
            let at = mention.first - lattice.first;
            let mut rest = mention.kinds.0;
            while rest != 0 {
                let place = rest.trailing_zeros() as usize * self.width + at / 64;
                rest &= rest - 1;
                self.kinds[place] |= 1 << (at % 64);
                if mention.is_empty() {
                    self.left_out[place] |= 1 << (at % 64);
                }
            }
        }
    }

    /// The bits of a set.
    pub fn of(&self, set: u32) -> &[u64] {
        let from = set as usize * self.width;
        &self.sets[from..from + self.width]
    }

    /// Whether a word of a set stands there.
    #[inline]
    pub fn has(&self, set: u32, at: usize) -> bool {
        self.sets[set as usize * self.width + at / 64] >> (at % 64) & 1 == 1
    }

    /// Whether a word of a set stands anywhere.
    #[inline]
    pub fn any(&self, set: u32) -> bool {
        match self.width {
            1 => self.sets[set as usize] != 0,
            _ => self.of(set).iter().any(|&bits| bits != 0),
        }
    }

    /// The bits of mentions of one kind, by its number.
    pub fn of_kind(&self, kind: usize) -> &[u64] {
        &self.kinds[kind * self.width..(kind + 1) * self.width]
    }

    /// The first place from `at` on where a word of a set stands.
    pub fn next(&self, set: u32, at: usize) -> Option<usize> {
        next(self.of(set), at)
    }

    /// The last place before `at` where a word of a set stands.
    pub fn last(&self, set: u32, at: usize) -> Option<usize> {
        last(self.of(set), at)
    }

    /// The first place from `at` on where a mention of these kinds begins.
    pub fn next_mention(&self, kinds: Kinds, at: usize) -> Option<usize> {
        let of_each = numbers(kinds).filter_map(|kind| next(self.of_kind(kind), at));
        of_each.min()
    }

    /// The last place before `at` where a mention of these kinds begins, or at it where it has no token.
    pub fn last_mention(&self, kinds: Kinds, at: usize) -> Option<usize> {
        let left_out = |kind: usize| {
            let bits = self.left_out[kind * self.width + at / 64];
            bits >> (at % 64) & 1 == 1
        };
        if numbers(kinds).any(left_out) {
            return Some(at);
        }
        let of_each = numbers(kinds).filter_map(|kind| last(self.of_kind(kind), at));
        of_each.max()
    }
}

/// The numbers of kinds.
pub(super) fn numbers(kinds: Kinds) -> impl Iterator<Item = usize> {
    (0..KINDS).filter(move |kind| kinds.0 >> kind & 1 == 1)
}

/// The first bit from `at` on.
fn next(bits: &[u64], at: usize) -> Option<usize> {
    let first = bits.get(at / 64)? & (u64::MAX << (at % 64));
    if first != 0 {
        return Some(at / 64 * 64 + first.trailing_zeros() as usize);
    }
    let (number, rest) = bits
        .iter()
        .enumerate()
        .skip(at / 64 + 1)
        .find(|b| *b.1 != 0)?;
    Some(number * 64 + rest.trailing_zeros() as usize)
}

/// The last bit before `at`, which is at most one behind the last token.
fn last(bits: &[u64], at: usize) -> Option<usize> {
    let first = bits.get(at / 64)? & !(u64::MAX << (at % 64));
    let top = |number: usize, bits: u64| number * 64 + 63 - bits.leading_zeros() as usize;
    if first != 0 {
        return Some(top(at / 64, first));
    }
    let number = bits[..at / 64].iter().rposition(|&bits| bits != 0)?;
    Some(top(number, bits[number]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is told of bits is what looking at each place tells.
        #[test]
        fn bits_tell_what_a_list_of_places_tells(
            places in prop::collection::btree_set(0usize..200, 0..40),
            at in 0usize..200,
        ) {
            let mut bits = vec![0u64; 200 / 64 + 1];
            places.iter().for_each(|&place| bits[place / 64] |= 1 << (place % 64));
            prop_assert_eq!(next(&bits, at), places.range(at..).next().copied());
            prop_assert_eq!(last(&bits, at), places.range(..at).next_back().copied());
        }

        /// Each word is told to be in just the sets that have it.
        #[test]
        fn words_know_their_sets(
            sets in prop::collection::vec(prop::collection::btree_set(1u32..30, 0..8), 0..12),
        ) {
            let listed: Vec<Vec<WordId>> = sets
                .iter()
                .map(|set| set.iter().map(|&word| WordId(word)).collect())
                .collect();
            let known = SetsOfWords::new(listed.iter().map(Vec::as_slice));
            for word in 0..40 {
                let having = sets.iter().enumerate().filter(|(_, set)| set.contains(&word));
                let having: Vec<u32> = having.map(|(number, _)| number as u32).collect();
                prop_assert_eq!(known.of(WordId(word)), having.as_slice());
            }
        }
    }
}
