//! "La plateforme", "it", "which", "I", a subject that is left out: what such words stand for.
//!
//! A clause that leaves its subject out goes on about the subject of the clause before it; a relative pronoun
//! means the name before it; "I" means who speaks. All others mean what was spoken of last: the subject of
//! the sentence before rather than what stands beside it, else what the post is about.

use super::quotations;
use crate::extract::draft::Draft;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;

/// How many stand-ins are followed: "the company" → "it" → "Sama".
const DEEPEST: usize = 5;
/// How far behind its subject an object is sure to be of the same clause, in words.
const OWN_CLAUSE: usize = 5;
/// How far before a relative pronoun its name can end, in words: "Sama, a firm of Nairobi, which".
const RELATIVE_REACH: usize = 8;

/// What a stand-in means, of the classes that are wanted there. `None` where nothing of them was named: the
/// fact is then dropped rather than guessed.
pub fn antecedent(
    draft: &Draft,
    knowledge: &Knowledge,
    stand_in: usize,
    wanted: Kinds,
) -> Option<usize> {
    let token = draft.mentions[stand_in].first;
    let pack = &knowledge.language(draft.lang_at(token))?.pack;
    Finder { draft, pack }.means(stand_in, wanted, 0)
}

/// What of these classes a clause means that does not say it, before a token.
pub fn spoken_of(draft: &Draft, pack: &Pack, before: usize, kinds: Kinds) -> Option<usize> {
    Finder { draft, pack }.spoken_of(before, kinds, kinds, None, 0)
}

/// What an object means that is a mere pronoun before its verb: "l'a rachetée".
pub fn clitic(draft: &Draft, pack: &Pack, at: usize, kinds: Kinds) -> Option<usize> {
    Finder { draft, pack }.beside_subject(at, kinds, 0)
}

/// The same where the sentence has no place for it either: what was named last.
pub fn last_named(draft: &Draft, pack: &Pack, before: usize, kinds: Kinds) -> Option<usize> {
    Finder { draft, pack }.unsaid(before, kinds)
}

pub(super) struct Finder<'f> {
    pub(super) draft: &'f Draft<'f>,
    pub(super) pack: &'f Pack,
}

impl Finder<'_> {
    fn means(&self, stand_in: usize, wanted: Kinds, depth: usize) -> Option<usize> {
        let mention = &self.draft.mentions[stand_in];
        let mut kinds = Kinds(mention.kinds.0 & wanted.0 & Kinds::ANY_CLASS.0);
        // "the start-up" is the firm that runs a platform of its name, and goes by it
        if kinds.has(Kinds::COMPANY) && wanted.has(Kinds::PLATFORM) {
            kinds = kinds.or(Kinds::PLATFORM);
        }
        if kinds.is_none() || depth > DEEPEST {
            return None;
        }
        let at = mention.first;
        let person = Kinds::PERSON.or(Kinds::RESEARCHER);
        let says_i = match mention.is_empty() {
            true => Kinds(mention.kinds.0 & Kinds::ANY_CLASS.0)
                .without(person)
                .is_none(),
            false => self.is(at, "pronoun-first"),
        };
        if says_i {
            return quotations::says_i(self.draft, at);
        }
        let relative = !mention.is_empty() && self.relative(at);
        if (relative || mention.is_empty()) && self.plural(mention.end) {
            return None;
        }
        if relative {
            return self.before_relative(at, kinds, depth);
        }
        let pronoun = self.is(at, "pronoun-thing") || self.is(at, "pronoun-person");
        let from = self.sentence(at)?;
        if pronoun && at > from && self.governs(at - 1, mention.end) {
            return self.beside_subject(at, kinds, depth);
        }
        if mention.is_empty() || pronoun {
            match self.subject(from, at) {
                Some(subject) => return self.named(subject, kinds, depth),
                // the clause goes on, and its subject is no name
                None if mention.is_empty() && !self.fronted(from, at) => return None,
                None => {}
            }
        }
        // "the group" is rather a firm than a platform
        let asked = Kinds(mention.best.0 & kinds.0);
        let asked = if asked.is_none() { kinds } else { asked };
        if let Some(bearer) = self.called(stand_in, kinds) {
            return Some(bearer);
        }
        let meant = self.spoken_of(at, kinds, asked, None, depth)?;
        // "the town" is no region
        let region = self.draft.mentions[meant].kinds.has(Kinds::REGION);
        (!region || !kinds.without(Kinds::PLACE).is_none()).then_some(meant)
    }

    /// The body named last whose name bears the noun that stands for it: "the union" is the Amalgamated Union.
    fn called(&self, stand_in: usize, kinds: Kinds) -> Option<usize> {
        let noun = &self.draft.mentions[stand_in];
        if noun.is_empty() || !kinds.without(Kinds::ORGANIZATION).is_none() {
            return None;
        }
        let noun_word = self.draft.text.tokens[noun.end - 1].word;
        (0..self.draft.mentions.len()).rev().find(|&m| {
            let mention = &self.draft.mentions[m];
            let words = &self.draft.text.tokens[mention.first..mention.end];
            mention.end <= noun.first
                && mention.len() > 1
                && self.names(m, kinds)
                && words.iter().any(|token| token.word == noun_word)
        })
    }

    /// What an object means that is a pronoun: what was spoken of, but for the subject of its own clause, which
    /// would be "itself".
    pub(super) fn beside_subject(&self, at: usize, kinds: Kinds, depth: usize) -> Option<usize> {
        let from = self.sentence(at)?;
        // "the platform did not say how many moderated for it" is of the platform
        let own = |&m: &usize| {
            let parts = |t: usize| {
                self.is(t, "relative-pronouns")
                    || self.is(t, "subordinators")
                    || self.is(t, "conjunctions")
                    || self.draft.mark(t) == ","
            };
            let verbs = |t: &usize| self.verb(*t) && !self.is(*t, "auxiliaries");
            let between = self.draft.mentions[m].end..at;
            between.len() <= OWN_CLAUSE
                && !between.clone().any(parts)
                && between.filter(verbs).count() <= 1
        };
        let subject = self.subject(from, at).filter(own);
        let acts = subject.and_then(|m| self.named(m, Kinds::ANY_CLASS, depth));
        self.spoken_of(at, kinds, kinds, acts, depth)
    }

    /// A mention that is of these kinds, itself or through what it stands for.
    pub(super) fn named(&self, at: usize, kinds: Kinds, depth: usize) -> Option<usize> {
        let mention = &self.draft.mentions[at];
        if mention.kinds.has(Kinds::ANAPHOR) {
            return self.means(at, kinds, depth + 1);
        }
        // an unknown name of which only a person can do this is a person's
        let person = Kinds::PERSON.or(Kinds::RESEARCHER);
        let unknown = mention.kinds.has(Kinds::NAME) && kinds.without(person).is_none();
        (mention.kinds.has(kinds) || unknown).then_some(at)
    }

    /// Whether nothing that could be a subject stands before a left out one: "Nel 2019 ha comprato"; in an entry of
    /// a list "Bought Leapforce in 2017".
    fn fronted(&self, first: usize, at: usize) -> bool {
        let closed = (first + 1..at).any(|t| {
            matches!(self.draft.mark(t), "," | ")" | ";" | "–" | "—")
                || self.verb(t)
                || self.is(t, "conjunctions")
        });
        let opens = at == first
            || (first..at).len() <= 4 && matches!(self.draft.mark(at - 1), "–" | "—" | ":");
        opens || self.pack.null_subject && !closed
    }

    /// Whether a token that stands for something is a relative pronoun.
    pub(super) fn relative(&self, at: usize) -> bool {
        self.is(at, "relative-subjects") || self.is(at, "relative-articles")
    }

    /// What a relative pronoun stands for: the name before it, or whom the clause says to be such a thing.
    fn before_relative(&self, pronoun: usize, kinds: Kinds, depth: usize) -> Option<usize> {
        let first = self.sentence(pronoun)?;
        let mut end = pronoun;
        while end > first && matches!(self.draft.mark(end - 1), "," | "»" | "”" | "\"" | ")") {
            end -= 1;
        }
        let number = self.draft.sentence_of(pronoun);
        let ending = |end: usize| {
            self.in_sentence(number).find(|&m| {
                let mention = &self.draft.mentions[m];
                let placed = Kinds::PLACE.or(Kinds::COUNTRY).or(Kinds::DEMONYM);
                mention.end == end && mention.names_something() && !mention.kinds.has(placed)
            })
        };
        if let Some(beside) = ending(end) {
            // "Jeff Howe, journaliste à Wired, qui signait": the comma closes an apposition
            let apposed = end < pronoun && self.governed(beside, first, 0);
            let mut from = self.draft.mentions[beside].first;
            while apposed && from > first && !self.verb(from) && self.draft.mark(from) != "," {
                from -= 1;
            }
            let head = (apposed && self.draft.mark(from) == ",")
                .then(|| ending(from))
                .flatten();
            return [head, Some(beside)]
                .into_iter()
                .flatten()
                .find_map(|m| self.named(m, kinds, depth));
        }
        let near = self.in_sentence(number).rev().find(|&m| {
            let mention = &self.draft.mentions[m];
            mention.end <= end
                && mention.end + RELATIVE_REACH >= end
                && mention.names_something()
                && mention.kinds.has(kinds)
                && !mention.kinds.has(Kinds::DEMONYM)
        });
        if let Some(near) = near {
            return self.named(near, kinds, depth);
        }
        match self.subject(first, pronoun) {
            Some(subject) => self.named(subject, kinds, depth),
            None => self.spoken_of(first, kinds, kinds, None, depth),
        }
    }
}
