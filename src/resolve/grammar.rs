//! A sentence as far as reference needs to know it: verbs, subjects, what governs a name.

use super::anaphora::Finder;
use crate::extract::asides;
use crate::ontology::kinds::Kinds;

/// How many adverbs may stand before a verb.
const ADVERBS: usize = 3;
/// How many members of a list are followed back to what governs its first.
const DEEPEST: usize = 5;

impl Finder<'_> {
    #[inline(always)]
    pub(super) fn is(&self, at: usize, list: &'static str) -> bool {
        let token = self.draft.text.tokens.get(at);
        token.is_some_and(|t| self.pack.set(list).contains(t.word))
    }

    pub(super) fn verb(&self, at: usize) -> bool {
        asides::verb(self.draft, self.pack, at)
    }

    /// The first token of the sentence of a token.
    pub(super) fn sentence(&self, at: usize) -> Option<usize> {
        let sentence = self.draft.text.sentences.get(self.draft.sentence_of(at))?;
        Some(sentence.first)
    }

    pub(super) fn in_sentence(&self, number: usize) -> std::ops::Range<usize> {
        self.draft.of_sentence.get(number).cloned().unwrap_or(0..0)
    }

    /// The subject of the nearest clause that began before a token of the sentence.
    pub(super) fn subject(&self, first: usize, before: usize) -> Option<usize> {
        let number = self.draft.sentence_of(first);
        // "Deliveroo, which Uber had wanted, has left": an aside that is closed has no say any more
        let asides = asides::of(self.draft, self.pack, number);
        let passed = |at: usize| {
            let around = |&(from, to): &(usize, usize)| from <= at && at < to && to < before;
            asides.iter().any(around)
        };
        self.in_sentence(number).rev().find(|&m| {
            let mention = &self.draft.mentions[m];
            mention.first < before
                && mention.end <= before
                && self.acts(m, first)
                && !passed(mention.first)
        })
    }

    /// Whether a mention is the subject of a clause: nothing governs it, and a verb or an aside follows.
    pub(super) fn acts(&self, m: usize, first: usize) -> bool {
        let mention = &self.draft.mentions[m];
        let speaks = mention.kinds.has(Kinds::ANY_CLASS.or(Kinds::NAME))
            && !mention.kinds.has(Kinds::DEMONYM.or(Kinds::HAPPENING));
        if !speaks || !mention.is_empty() && self.governed(m, first, 0) {
            return false;
        }
        if mention.kinds.has(Kinds::ANAPHOR) && self.relative(mention.first) {
            return false;
        }
        let behind = mention.end;
        let aside = matches!(self.draft.mark(behind), "," | "(" | "–" | "—");
        aside && !mention.is_empty() || self.verb_behind(behind)
    }

    /// Whether a word makes an object of the pronoun behind it, which ends at a token: "acquired it".
    pub(super) fn governs(&self, at: usize, end: usize) -> bool {
        self.is(at, "case-markers") || self.verb(at) && !self.verb_behind(end)
    }

    /// Whether the verb behind a token is of several: "qui emploient".
    pub(super) fn plural(&self, at: usize) -> bool {
        let verb = (at..at + ADVERBS + 1).find(|&t| self.verb(t));
        verb.is_some_and(|t| {
            let word = self.draft.words(t, t + 1);
            let of = |endings: &[String]| endings.iter().any(|e| word.ends_with(e.as_str()));
            of(&self.pack.plural_endings) && !of(&self.pack.singular_endings)
        })
    }

    pub(super) fn verb_behind(&self, at: usize) -> bool {
        // "l'a rachetée": the pronoun that is its object stands before the verb
        let passed = |t: usize| {
            self.is(t, "auxiliaries") || self.is(t, "reflexives") || self.is(t, "object-clitics")
        };
        (at..at + ADVERBS + 1)
            .find(|&t| self.verb(t) || !passed(t))
            .is_some_and(|t| self.verb(t))
    }

    /// Whether a preposition, a verb or a noun behind it makes a mention something else than a subject.
    pub(super) fn governed(&self, m: usize, first: usize, depth: usize) -> bool {
        let mention = &self.draft.mentions[m];
        let tokens = &self.draft.text.tokens;
        let colours = self.is(mention.end, "nouns-behind-names")
            || tokens.get(mention.end).is_some_and(|t| t.hyphen)
            || !self.pack.set("possessive-marks").is_empty()
                && matches!(self.draft.mark(mention.end), "'" | "’");
        if colours {
            return true;
        }
        let mut at = mention.first;
        while at > first {
            at -= 1;
            if self.is(at, "case-markers") || self.verb(at) {
                return true;
            }
            let mark = self.draft.mark(at);
            if (mark == "," || self.is(at, "conjunctions")) && depth < DEEPEST {
                let number = self.draft.sentence_of(first);
                let member = self
                    .in_sentence(number)
                    .find(|&other| self.draft.mentions[other].end == at && other != m);
                return member.is_some_and(|other| self.governed(other, first, depth + 1));
            }
            let passed = self.is(at, "articles")
                || matches!(mark, "«" | "“" | "„" | "\"" | "‘")
                || self.is(at, "platform-heads")
                || self.is(at, "company-heads")
                || self.is(at, "org-heads-small")
                || self.is(at, "role-words");
            if !passed {
                return false;
            }
        }
        false
    }
}
