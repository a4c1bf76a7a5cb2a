//! A sentence as its sources see it: who can speak in it, and how far a clause reaches.

use super::VOICES;
use crate::extract::draft::Draft;
use crate::model::Lang;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::words::WordId;
use crate::split::TokenKind;

/// How many words of a name's own phrase stand before it: "the campaign group Foxglove".
const BEFORE_NAME: usize = 4;
/// How far before its preposition the noun stands that a name belongs to: "a spokesman for Uber".
const HEAD: usize = 3;

pub struct Clause<'c> {
    pub draft: &'c Draft<'c>,
    knowledge: &'c Knowledge,
    pub pack: &'c Pack,
    pub number: usize,
    pub first: usize,
    pub end: usize,
}

impl<'c> Clause<'c> {
    /// `None` in a language that has no pack.
    pub fn new(draft: &'c Draft<'c>, knowledge: &'c Knowledge, number: usize) -> Option<Self> {
        let sentence = &draft.text.sentences[number];
        Some(Clause {
            draft,
            knowledge,
            pack: &knowledge.language(sentence.lang)?.pack,
            number,
            first: sentence.first,
            end: sentence.end,
        })
    }

    #[inline(always)]
    pub fn is(&self, at: usize, list: &'static str) -> bool {
        self.draft
            .lists(self.pack, (self.first, self.end), at, list)
    }

    pub fn mark(&self, at: usize) -> &'c str {
        match (self.first..self.end).contains(&at) {
            true => self.draft.mark(at),
            false => "",
        }
    }

    pub fn is_word(&self, at: usize) -> bool {
        (self.first..self.end).contains(&at) && self.draft.text.tokens[at].kind == TokenKind::Word
    }

    pub fn quote_mark(&self, at: usize) -> bool {
        matches!(self.mark(at), "«" | "»" | "“" | "”" | "\"" | "„")
    }

    /// A form of a verb, written small. Words are compared without their accents: "à" (at) is no "a" (has), "e"
    /// (and) no "è" (is).
    pub fn verb(&self, at: usize) -> bool {
        if !self.is_word(at) {
            return false;
        }
        let token = &self.draft.text.tokens[at];
        let word = token.text(&self.draft.post.text);
        let preposition = self.pack.lang == Lang::FR && word.len() == 2 && !word.is_ascii();
        let conjunction = word.is_ascii() && self.is(at, "conjunctions");
        let known = self.pack.is_verb(token.word)
            || self.is(at, "report-verbs")
            || self.is(at, "finding-verbs")
            || self.is(at, "reckoning-verbs");
        !token.capital() && known && !preposition && !conjunction
    }

    /// A word that can stand between a subject and its verb, or between parts of a verb.
    pub fn light(&self, at: usize) -> bool {
        let adverb = || {
            let word = self.draft.words(at, at + 1);
            let mut tails = self.pack.set("adverb-tails").iter();
            self.is_word(at) && tails.any(|tail| word.ends_with(self.knowledge.words.word(tail)))
        };
        self.is(at, "auxiliaries") || self.is(at, "reflexives") || adverb()
    }

    /// The token behind a word or phrase of a list that starts here; the longest.
    #[inline(always)]
    pub fn phrase(&self, at: usize, list: &'static str) -> Option<usize> {
        let word = self.draft.text.tokens.get(at)?.word;
        // at most words none begins
        let longest = match self.pack.phrases_from(list, word) {
            [] => None,
            phrases => self.longest(at, phrases),
        };
        longest.or_else(|| self.is(at, list).then_some(at + 1))
    }

    fn longest(&self, at: usize, phrases: &[Vec<WordId>]) -> Option<usize> {
        let fits = |phrase: &&Vec<WordId>| {
            let end = at + phrase.len();
            end <= self.end
                && phrase
                    .iter()
                    .zip(&self.draft.text.tokens[at..end])
                    .all(|(word, token)| *word == token.word)
        };
        let phrases = phrases.iter().filter(fits);
        phrases.map(|phrase| at + phrase.len()).max()
    }

    pub fn mentions(&self) -> impl DoubleEndedIterator<Item = usize> + use<'c> {
        self.draft.of_sentence[self.number].clone()
    }

    /// Whether a mention can be whose word something is.
    pub fn speaks(&self, m: usize) -> bool {
        let mention = &self.draft.mentions[m];
        let kinds = mention.kinds;
        let thing = Kinds::DEMONYM.or(Kinds::HAPPENING).or(Kinds::DATE);
        let unknown = kinds.has(Kinds::NAME) && !kinds.has(Kinds::ANY_CLASS);
        (kinds.has(VOICES) || unknown)
            && !kinds.has(thing)
            && !self.is(mention.first, "pronoun-first")
    }

    /// The longest mention that starts at a token and can speak.
    pub fn starting(&self, at: usize) -> Option<usize> {
        let here = |m: &usize| {
            let mention = &self.draft.mentions[*m];
            mention.first == at && !mention.is_empty() && self.speaks(*m)
        };
        self.mentions()
            .filter(here)
            .max_by_key(|&m| self.draft.mentions[m].len())
    }

    /// The longest mention that ends at a token and can speak.
    pub fn ending(&self, end: usize) -> Option<usize> {
        let here = |m: &usize| {
            let mention = &self.draft.mentions[*m];
            mention.end == end && !mention.is_empty() && self.speaks(*m)
        };
        self.mentions()
            .filter(here)
            .max_by_key(|&m| self.draft.mentions[m].len())
    }

    pub fn person(&self, m: usize) -> bool {
        let person = Kinds::PERSON.or(Kinds::RESEARCHER);
        let mention = &self.draft.mentions[m];
        mention.kinds.has(person) && mention.names_something()
    }

    /// The preposition that governs a mention: "for" in "a spokesman for Uber".
    pub fn governor(&self, m: usize) -> Option<usize> {
        let mut at = self.draft.mentions[m].first;
        for _ in 0..=BEFORE_NAME {
            at = at.checked_sub(1).filter(|&before| before >= self.first)?;
            if self.is(at, "as-words") {
                return None;
            }
            if self.is(at, "case-markers") || self.is(at, "genitive-markers") {
                return Some(at);
            }
            if self.is(at, "articles") {
                let before = at.checked_sub(1).filter(|&before| before >= self.first)?;
                // "wie der Spiegel berichtet"
                let preposition = self.is(before, "case-markers") && !self.is(before, "as-words");
                return match preposition {
                    true => Some(before),
                    false => self.genitive(at).then_some(at),
                };
            }
            let open = self.is_word(at) && !self.verb(at) && !self.is(at, "conjunctions");
            if !open || self.is(at, "subordinators") || self.is(at, "relative-pronouns") {
                return None;
            }
        }
        None
    }

    /// "Recherchen des Senders": in German an article alone makes a genitive, behind its noun.
    fn genitive(&self, article: usize) -> bool {
        let behind_noun = article > self.first && self.draft.text.tokens[article - 1].capital();
        let word = self.draft.words(article, article + 1);
        self.pack.lang.as_str() == "de" && matches!(word, "der" | "des") && behind_noun
    }

    /// Whether what a name belongs to is a person or a paper that speaks for it: "a report by the ILO".
    pub fn speaks_for(&self, governor: usize) -> bool {
        (self.first..governor)
            .rev()
            .take(HEAD)
            .any(|at| self.is(at, "report-nouns") || self.is(at, "spokes-nouns"))
    }

    /// The token where an aside begins that ends before a token: a comma or a bracket.
    pub fn aside_before(&self, closing: usize) -> Vec<usize> {
        if self.mark(closing) == ")" {
            let open = (self.first..closing).rev().find(|&at| self.mark(at) == "(");
            return open.into_iter().collect();
        }
        let mut opens = Vec::new();
        let mut end = closing;
        for at in (self.first..closing).rev() {
            if matches!(self.mark(at), ";" | ":" | "(" | ")") || self.quote_mark(at) {
                break;
            }
            if self.mark(at) == "," && self.apposed(at + 1, end) {
                opens.push(at);
                end = at;
            }
        }
        opens
    }

    /// Whether tokens between commas tell more of the name before them.
    pub fn apposed(&self, first: usize, end: usize) -> bool {
        if first >= end {
            return false;
        }
        self.is(first, "relative-pronouns")
            || self.is(first, "relative-subjects")
            || self.case_and_relative(first)
            || self.is(first, "case-markers")
            || self.is(first, "articles") && self.told_of(first, end)
            || !(first..end).any(|at| self.verb(at))
    }

    /// "a former clerk who has driven for Bolt": no verb before the relative pronoun.
    fn told_of(&self, first: usize, end: usize) -> bool {
        let relative =
            |at: &usize| self.is(*at, "relative-subjects") || self.is(*at, "relative-pronouns");
        let opens = (first..end).find(relative);
        opens.is_some_and(|opens| !(first..opens).any(|at| self.verb(at)))
    }

    /// "dont", "in dem", "a quien": a relative clause that opens with a preposition; in German the relative
    /// pronouns are articles, and the verb stands at the end.
    fn case_and_relative(&self, first: usize) -> bool {
        let relative = |at: usize| {
            self.is(at, "relative-pronouns")
                || self.pack.lang.as_str() == "de" && self.is(at, "definite")
        };
        self.is(first, "case-markers") && relative(first + 1)
            || self.pack.lang.as_str() == "de" && self.is(first, "definite")
    }

    /// The token behind what tells more of a name that ends here: "(Oxford)", ", who studies them,".
    pub fn behind_asides(&self, end: usize) -> usize {
        let mut at = end;
        if self.mark(at) == "(" {
            let close = (at..self.end).find(|&t| self.mark(t) == ")");
            at = close.map_or(at, |close| close + 1);
        }
        if self.mark(at) != "," {
            return at;
        }
        let close = (at + 1..self.end)
            .take_while(|&t| !matches!(self.mark(t), ";" | ":"))
            .find(|&t| self.mark(t) == ",");
        let Some(close) = close else {
            return at;
        };
        let relative = self.is(at + 1, "relative-pronouns") || self.is(at + 1, "relative-subjects");
        let tells_more =
            relative || self.case_and_relative(at + 1) || !(at + 1..close).any(|t| self.verb(t));
        // a clause is left to say something
        match tells_more && (close + 1..self.end).any(|t| self.verb(t)) {
            true => close + 1,
            false => at,
        }
    }
}
