//! The words that the knowledge speaks of, numbered. Texts are compared with it word by word, once.

use std::collections::HashSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::recent::Recent;
use super::spare::Spare;
use crate::model::Lang;

/// The number of a folded word; [`WordId::UNKNOWN`] for words that no name, list or rule has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct WordId(pub u32);

impl WordId {
    pub const UNKNOWN: WordId = WordId(0);
}

/// All words of names, lists and rules, and the prefixes that rules ask for (`micro*`).
#[derive(Clone, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Box<str>>,
    /// The numbers of the words in their alphabetical order, as far as they were sorted.
    sorted: Vec<WordId>,
    /// Prefix → the number that a word with it gets that is not in the vocabulary itself.
    prefixes: FxHashMap<Box<str>, WordId>,
    /// The prefixes in their alphabetical order, as far as they were sorted.
    sorted_prefixes: Vec<(Box<str>, WordId)>,
    /// The first three bytes of prefixes → the lengths of those that start so: bit n for n bytes, the
    /// last for all that are longer. Of shorter prefixes the rest is nought.
    prefix_lengths: FxHashMap<[u8; 3], u64>,
    /// The longest prefix of less than three bytes.
    longest_short: usize,
    /// Of texts that were cut before.
    recent: Spare<Recent>,
    abbreviations: HashSet<(Lang, WordId)>,
}

impl Vocabulary {
    pub fn new() -> Self {
        let mut words = Self::default();
        words.words.push("".into());
        words
    }

    /// The number of a folded word, a new one if need be.
    pub fn intern(&mut self, folded: &str) -> WordId {
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        self.recent.clear();
        let id = WordId(self.words.len() as u32);
        self.words.push(folded.into());
        self.ids.insert(folded.into(), id);
        id
    }

    /// Makes words that start with `prefix` recognisable, also those in no list.
    pub fn intern_prefix(&mut self, prefix: &str) {
        if self.prefixes.contains_key(prefix) {
            return;
        }
        self.recent.clear();
        let id = WordId(self.words.len() as u32);
        self.words.push(format!("{prefix}*").into());
        self.prefixes.insert(prefix.into(), id);
        *self.prefix_lengths.entry(opening(prefix)).or_default() |= 1 << prefix.len().min(63);
        if prefix.len() < 3 {
            self.longest_short = self.longest_short.max(prefix.len());
        }
    }

    /// The number of a folded word in a text.
    pub fn id(&self, folded: &str) -> WordId {
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        let mut lengths = self
            .prefix_lengths
            .get(&opening(folded))
            .copied()
            .unwrap_or(0);
        for length in 1..=self.longest_short.min(folded.len()) {
            lengths |= 1 << length;
        }
        if lengths == 0 {
            return WordId::UNKNOWN;
        }
        // the longest prefix wins: its number stands for the shorter ones too
        for length in (1..=folded.len()).rev() {
            if lengths >> length.min(63) & 1 == 1
                && folded.is_char_boundary(length)
                && let Some(&id) = self.prefixes.get(&folded[..length])
            {
                return id;
            }
        }
        WordId::UNKNOWN
    }

    /// A memory of words that were looked up, to be given back.
    pub fn recent(&self) -> Recent {
        self.recent.take().unwrap_or_default()
    }

    pub fn give_back(&self, recent: Recent) {
        self.recent.give_back(recent);
    }

    /// The number that is already there.
    pub fn get(&self, folded: &str) -> Option<WordId> {
        self.ids.get(folded).copied()
    }

    /// Puts words and prefixes in order for [`with_prefix`](Self::with_prefix), once all are there.
    pub fn sort(&mut self) {
        if self.sorted.len() != self.ids.len() {
            self.sorted = self.ids.values().copied().collect();
            let words = &self.words;
            self.sorted
                .sort_unstable_by(|a, b| words[a.0 as usize].cmp(&words[b.0 as usize]));
        }
        if self.sorted_prefixes.len() != self.prefixes.len() {
            let all = self.prefixes.iter().map(|(p, &id)| (p.clone(), id));
            self.sorted_prefixes = all.collect();
            self.sorted_prefixes.sort_unstable();
        }
    }

    /// All numbers that words with this prefix can have; none of words that came after the last
    /// [`sort`](Self::sort).
    pub fn with_prefix(&self, prefix: &str) -> Vec<WordId> {
        let from = self
            .sorted
            .partition_point(|id| *self.words[id.0 as usize] < *prefix);
        let whole = self.sorted[from..]
            .iter()
            .copied()
            .take_while(|id| self.words[id.0 as usize].starts_with(prefix));
        let from = self
            .sorted_prefixes
            .partition_point(|(other, _)| **other < *prefix);
        let longer = self.sorted_prefixes[from..]
            .iter()
            .take_while(|(other, _)| other.starts_with(prefix))
            .map(|&(_, id)| id);
        let mut all: Vec<WordId> = whole.chain(longer).collect();
        all.sort_unstable();
        all
    }

    /// The folded word behind a number; a prefix ends in `*`; empty for [`WordId::UNKNOWN`].
    pub fn word(&self, id: WordId) -> &str {
        self.words.get(id.0 as usize).map_or("", |w| w)
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.len() <= 1
    }

    pub fn add_abbreviation(&mut self, lang: Lang, folded: &str) {
        let id = self.intern(folded);
        self.abbreviations.insert((lang, id));
    }

    /// Whether a full stop behind the word belongs to it (`prof.`, `janv.`).
    pub fn is_abbreviation(&self, word: WordId, lang: Lang) -> bool {
        word != WordId::UNKNOWN && self.abbreviations.contains(&(lang, word))
    }
}

/// The first three bytes of a word, noughts where it has fewer.
fn opening(word: &str) -> [u8; 3] {
    let byte = |at: usize| word.as_bytes().get(at).copied().unwrap_or_default();
    [byte(0), byte(1), byte(2)]
}

/// A set of words, asked for once per token.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct WordSet(Vec<u64>);

impl WordSet {
    pub fn insert(&mut self, word: WordId) {
        let at = word.0 as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (word.0 % 64);
    }

    pub fn contains(&self, word: WordId) -> bool {
        self.0
            .get(word.0 as usize / 64)
            .is_some_and(|bits| bits >> (word.0 % 64) & 1 == 1)
            && word != WordId::UNKNOWN
    }
}

impl FromIterator<WordId> for WordSet {
    fn from_iter<I: IntoIterator<Item = WordId>>(words: I) -> Self {
        let mut set = Self::default();
        words.into_iter().for_each(|word| set.insert(word));
        set
    }
}

/// Cuts a name or a phrase of the knowledge into folded words the way texts are cut into tokens.
pub fn words_of(phrase: &str) -> Vec<String> {
    // most phrases are letters and spaces, where nothing is to be decided
    let plain = |byte: u8| byte.is_ascii_alphabetic() || byte == b' ';
    if phrase.bytes().all(plain) {
        let words = phrase.split(' ').filter(|word| !word.is_empty());
        return words.map(str::to_ascii_lowercase).collect();
    }
    static NO_WORDS: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);
    crate::split::tokens_of(phrase, &NO_WORDS)
        .iter()
        .map(|token| crate::fold::fold(token.text(phrase)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The short way to the words of a phrase of letters and spaces is the long one.
        #[test]
        fn plain_phrases_are_cut_as_texts_are(phrase in "[a-zA-Z ]{0,30}") {
            let tokens = crate::split::tokens_of(&phrase, &Vocabulary::new());
            let cut: Vec<String> = tokens
                .iter()
                .map(|token| crate::fold::fold(token.text(&phrase)))
                .collect();
            prop_assert_eq!(words_of(&phrase), cut);
        }
    }
}
