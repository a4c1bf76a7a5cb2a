//! The lists of words that the engine itself asks for.

use super::Pack;
use crate::ontology::words::WordId;

/// Makes the list of lists, and the function that numbers them.
macro_rules! engine_lists {
    ($($list:literal),* $(,)?) => {
        /// The lists that the engine itself asks for; every pack has them, if empty.
        pub const ENGINE_LISTS: &[&str] = &[$($list),*];

        /// The place of a list among them. Made so that the compiler works it out where the name is a
        /// literal: lists are asked for at every word.
        #[inline(always)]
        pub(super) fn number(name: &str) -> usize {
            let at = 0;
            $(
                if name == $list {
                    return at;
                }
                let at = at + 1;
            )*
            at
        }
    };
}

engine_lists![
    "articles",
    "prepositions",
    "conjunctions",
    "particles",
    "name-links",
    "person-titles",
    "negation",
    "hedge",
    "condition",
    "negation-exceptions",
    "conditional-exceptions",
    "stop-capitals",
    "example-words",
    "list-glue",
    "place-classes",
    "abbreviations",
    "academic-heads",
    "org-heads",
    "platform-heads",
    "company-heads",
    "event-heads",
    "work-heads",
    "place-heads",
    "org-tails",
    "org-wholes",
    "org-parts",
    "company-tails",
    "firm-partners",
    "legal-forms",
    "term-words",
    "noun-tails",
    "name-suffixes",
    "not-names",
    "anaphor-platform",
    "org-words",
    "not-surnames",
    "place-prepositions",
    "label-title",
    "label-speaker",
    "label-date",
    "label-place",
    "label-organizer",
    "label-event",
    "broadcast-words",
    "duration-words",
    "host-words",
    "guest-words",
    "session-kinds",
    "room-words",
    "label-author",
    "label-medium",
    "label-leader",
    "label-seat",
    "label-owner",
    "label-subsidiary",
    "label-users",
    "label-former",
    "editor-marks",
    "measure-words",
    "credit-words",
    "org-heads-small",
    "local-heads",
    "number-words",
    "age-words",
    "name-blockers",
    "square-heads",
    "venue-heads",
    "room-heads",
    "square-tails",
    "venue-tails",
    "venue-endings",
    "venue-common",
    "venue-prepositions",
    "event-words",
    "report-continues",
    "condition-exceptions",
    "range-links",
    "relative-articles",
    "object-pronouns",
    "object-clitics",
    "pronoun-thing",
    "pronoun-person",
    "pronoun-first",
    "first-auxiliaries",
    "relative-subjects",
    "anaphor-company",
    "anaphor-organization",
    "anaphor-researcher",
    "anaphor-person",
    "anaphor-country",
    "anaphor-town",
    "definite",
    "happening-heads",
    "happening-heads-after-name",
    "happening-names",
    "happening-tails",
    "happening-of",
    "happening-on",
    "happening-times",
    "happening-qualities-before",
    "happening-qualities-behind",
    "case-signs",
    "case-words",
    "anaphor-event",
    "takes-part-verbs",
    "led-words",
    "lead-nouns",
    "with-words",
    "sitting-heads",
    "writing-verbs",
    "author-words",
    "made-words",
    "preface-nouns",
    "signing-verbs",
    "title-by",
    "edition-words",
    "strike-verbs",
    "programme-words",
    "reference-in",
    "reference-notes",
    "page-words",
    "time-words",
    "time-units",
    "session-words",
    "frame-words",
    "role-words",
    "by-words",
    "case-markers",
    "genitive-markers",
    "agent-markers",
    "possessives",
    "possessive-marks",
    "auxiliaries",
    "passive-auxiliaries",
    "relative-pronouns",
    "relative-places",
    "both-words",
    "subordinators",
    "reasons",
    "subject-pronouns",
    "nouns-behind-names",
    "infinitive-markers",
    "reflexives",
    "first-person",
    "press-words",
    "call-words",
    "news-events",
    "byline-words",
    "published-words",
    "published-in",
    "signed-for",
    "date-links",
    "called-off",
    "still-open",
    "after-programme",
    "hearing-heads",
    "text-words",
    "title-heads",
    "title-events",
    "title-words",
    "theme-words",
    "talk-heads",
    "address-verbs",
    "event-prepositions",
    "date-borders",
    "gathering-heads",
    "gathering-tails",
    "called-by-title",
    "periodical-words",
    "title-ends",
    "title-stops",
    "credit-works",
    "author-markers",
    "house-markers",
    "written-words",
    "issued-words",
    "work-tails",
    "other-authors",
    "behind-opening-names",
    "adverb-tails",
    "event-names",
    "event-tails",
    "agreeing-tails",
    "number-links",
    "number-ones",
    "subunit-links",
    "vague-quantities",
    "range-ands",
    "between-words",
    "from-words",
    "change-words",
    "money-qualities",
    "conversion-words",
    "percent-words",
    "unit-counters",
    "crew-nouns",
    "source-markers",
    "source-markers-behind",
    "speech-adverbs",
    "own-accounts",
    "own-words",
    "report-verbs",
    "finding-verbs",
    "reckoning-verbs",
    "opinion-markers",
    "plural-pronouns",
    "report-nouns",
    "spokes-nouns",
    "no-sources",
    "that-words",
    "as-words",
    "oblique-pronouns",
    "reported-moods",
    "reported-hedges",
    "denying-words",
    "doubting-words",
    "proof-words",
    "none-words",
    "complement-links",
    "infinitive-verbs-last",
    "labour-hands",
    "labour-folk",
    "labour-clients",
    "labour-sites",
    "labour-parts",
    "labour-origins",
    "labour-reaches",
    "labour-for",
    "seat-births",
    "place-markers",
    "place-fillers",
    "platform-lead",
];

/// Machine words that hold one bit for each of the [`ENGINE_LISTS`].
const ROW: usize = ENGINE_LISTS.len().div_ceil(64);

/// The single words of the [`ENGINE_LISTS`].
///
/// Kept by word and not by list: stages ask of one word after the other in which lists it is, and the few
/// words that are in any lie beside each other, where sets of their own for all lists would be so large that
/// each question went out to memory.
pub struct Lists {
    /// For each word the number of its row; the first, which is empty, for words that are in no list.
    numbers: Vec<u32>,
    /// For each row one bit for each list.
    rows: Vec<[u64; ROW]>,
    /// For each list its words, in the order of their numbers.
    words: Vec<Vec<WordId>>,
}

impl Default for Lists {
    fn default() -> Self {
        Lists {
            numbers: Vec::new(),
            rows: vec![[0; ROW]],
            words: vec![Vec::new(); ENGINE_LISTS.len()],
        }
    }
}

impl Lists {
    /// The words of all these languages together.
    pub fn of_all<'p>(packs: impl Iterator<Item = &'p Pack>) -> Lists {
        let mut all = Lists::default();
        for pack in packs {
            for (list, words) in pack.sets.words.iter().enumerate() {
                all.add(list, words.iter().copied());
            }
        }
        all
    }

    /// Adds words to the list of a number.
    pub(super) fn add(&mut self, list: usize, words: impl IntoIterator<Item = WordId>) {
        for word in words.into_iter().filter(|&word| word != WordId::UNKNOWN) {
            let at = word.0 as usize;
            if self.numbers.len() <= at {
                self.numbers.resize(at + 1, 0);
            }
            if self.numbers[at] == 0 {
                self.numbers[at] = self.rows.len() as u32;
                self.rows.push([0; ROW]);
            }
            self.rows[self.numbers[at] as usize][list / 64] |= 1 << (list % 64);
            if let Err(place) = self.words[list].binary_search(&word) {
                self.words[list].insert(place, word);
            }
        }
    }

    #[inline(always)]
    pub fn get(&self, name: &'static str) -> List<'_> {
        debug_assert!(ENGINE_LISTS.contains(&name), "{name}");
        List {
            lists: self,
            number: number(name),
        }
    }
}

/// The single words of one list.
#[derive(Clone, Copy)]
pub struct List<'l> {
    lists: &'l Lists,
    number: usize,
}

impl<'l> List<'l> {
    #[inline(always)]
    pub fn contains(self, word: WordId) -> bool {
        let row = self.lists.numbers.get(word.0 as usize);
        // an unknown word is in no list
        row.is_some_and(|&row| {
            self.lists.rows[row as usize][self.number / 64] >> (self.number % 64) & 1 == 1
        })
    }

    /// In the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = WordId> + 'l {
        self.lists.words[self.number].iter().copied()
    }

    pub fn is_empty(self) -> bool {
        self.lists.words[self.number].is_empty()
    }
}
