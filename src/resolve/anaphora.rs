//! "La plateforme", "it", "which", "I", a subject that is left out: what such words stand for.
//!
//! A clause that leaves its subject out goes on about the subject of the clause before it; a relative pronoun
//! means the name before it; "I" means who speaks. All others mean what was spoken of last: the subject of
//! the sentence before rather than what stands beside it, else what the post is about.

use std::collections::BTreeMap;

use super::quotations;
use crate::extract::draft::Draft;
use crate::fold;
use crate::model::{BlockKind, Lang};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::rules::PostRole;
use crate::split::TokenKind;

/// How many stand-ins are followed: "the company" → "it" → "Sama".
const DEEPEST: usize = 5;
/// How far before a relative pronoun its name can end, in words: "Sama, a firm of Nairobi, which".
const RELATIVE_REACH: usize = 8;
/// How many adverbs may stand before a verb.
const ADVERBS: usize = 3;
/// How far from the start of its sentence a name is what the sentence begins with, in words.
const OPENING: usize = 3;
/// How many paragraphs back the text has just spoken of something.
const SPOKEN: usize = 3;
/// How often a thing is named that the post is about though its title does not say so.
const OFTEN: usize = 3;

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
    Finder { draft, pack }.earlier(before, kinds, 0)
}

struct Finder<'f> {
    draft: &'f Draft<'f>,
    pack: &'f Pack,
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
        let relative = !mention.is_empty() && self.is(at, "relative-subjects");
        if (relative || mention.is_empty()) && self.plural(mention.end) {
            return None;
        }
        if relative {
            return self.before_relative(at, kinds, depth);
        }
        let pronoun = self.is(at, "pronoun-thing") || self.is(at, "pronoun-person");
        if mention.is_empty() || pronoun {
            let from = self.sentence(at)?;
            match self.subject(from, at) {
                Some(subject) => return self.named(subject, kinds, depth),
                // the clause goes on, and its subject is no name
                None if mention.is_empty() && !self.fronted(from, at) => return None,
                None => {}
            }
        }
        self.earlier(at, kinds, depth)
    }

    /// A mention that is of these kinds, itself or through what it stands for.
    fn named(&self, at: usize, kinds: Kinds, depth: usize) -> Option<usize> {
        let mention = &self.draft.mentions[at];
        if mention.kinds.has(Kinds::ANAPHOR) {
            return self.means(at, kinds, depth + 1);
        }
        // an unknown name of which only a person can do this is a person's
        let person = Kinds::PERSON.or(Kinds::RESEARCHER);
        let unknown = mention.kinds.has(Kinds::NAME) && kinds.without(person).is_none();
        (mention.kinds.has(kinds) || unknown).then_some(at)
    }

    #[inline(always)]
    fn is(&self, at: usize, list: &'static str) -> bool {
        let token = self.draft.text.tokens.get(at);
        token.is_some_and(|t| self.pack.set(list).contains(t.word))
    }

    fn verb(&self, at: usize) -> bool {
        let Some(token) = self.draft.text.tokens.get(at) else {
            return false;
        };
        // words are compared without their accents: "à" (at) is no "a" (has), "e" (and) no "è" (is)
        let word = token.text(&self.draft.post.text);
        let preposition = self.pack.lang == Lang::FR && word.len() == 2 && !word.is_ascii();
        let conjunction = word.is_ascii() && self.is(at, "conjunctions");
        token.kind == TokenKind::Word
            && !token.capital()
            && self.pack.is_verb(token.word)
            && !preposition
            && !conjunction
    }

    /// The first token of the sentence of a token.
    fn sentence(&self, at: usize) -> Option<usize> {
        let sentence = self.draft.text.sentences.get(self.draft.sentence_of(at))?;
        Some(sentence.first)
    }

    fn in_sentence(&self, number: usize) -> std::ops::Range<usize> {
        self.draft.of_sentence.get(number).cloned().unwrap_or(0..0)
    }

    /// Whether nothing that could be a subject stands before a left out one: "Nel 2019 ha comprato".
    fn fronted(&self, first: usize, at: usize) -> bool {
        let closed = (first + 1..at).any(|t| {
            matches!(self.draft.mark(t), "," | ")" | ";" | "–" | "—")
                || self.verb(t)
                || self.is(t, "conjunctions")
        });
        self.pack.null_subject && !closed
    }

    /// The subject of the nearest clause that began before a token of the sentence.
    fn subject(&self, first: usize, before: usize) -> Option<usize> {
        let number = self.draft.sentence_of(first);
        self.in_sentence(number).rev().find(|&m| {
            let mention = &self.draft.mentions[m];
            mention.first < before && mention.end <= before && self.acts(m, first)
        })
    }

    /// Whether a mention is the subject of a clause: nothing governs it, and a verb or an aside follows.
    fn acts(&self, m: usize, first: usize) -> bool {
        let mention = &self.draft.mentions[m];
        let speaks = mention.kinds.has(Kinds::ANY_CLASS.or(Kinds::NAME))
            && !mention.kinds.has(Kinds::DEMONYM.or(Kinds::HAPPENING));
        if !speaks || !mention.is_empty() && self.governed(m, first, 0) {
            return false;
        }
        if self.is(mention.first, "relative-subjects") && mention.kinds.has(Kinds::ANAPHOR) {
            return false;
        }
        let behind = mention.end;
        let aside = matches!(self.draft.mark(behind), "," | "(" | "–" | "—");
        aside && !mention.is_empty() || self.verb_behind(behind)
    }

    /// Whether the verb behind a token is of several: "qui emploient".
    fn plural(&self, at: usize) -> bool {
        let verb = (at..at + ADVERBS + 1).find(|&t| self.verb(t));
        verb.is_some_and(|t| {
            let word = self.draft.words(t, t + 1);
            let of = |endings: &[String]| endings.iter().any(|e| word.ends_with(e.as_str()));
            of(&self.pack.plural_endings) && !of(&self.pack.singular_endings)
        })
    }

    fn verb_behind(&self, at: usize) -> bool {
        (at..at + ADVERBS + 1)
            .find(|&t| self.verb(t) || !self.is(t, "auxiliaries") && !self.is(t, "reflexives"))
            .is_some_and(|t| self.verb(t))
    }

    /// Whether a preposition, a verb or a noun behind it makes a mention something else than a subject.
    fn governed(&self, m: usize, first: usize, depth: usize) -> bool {
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
            None => self.earlier(first, kinds, depth),
        }
    }

    /// Whom a sentence before a token is about, the nearest first; else what the post is about.
    fn earlier(&self, before: usize, kinds: Kinds, depth: usize) -> Option<usize> {
        let sentences = &self.draft.text.sentences;
        let own = self.draft.sentence_of(before);
        let block = sentences.get(own)?.block;
        for number in (0..=own).rev() {
            let sentence = &sentences[number];
            // no farther than the paragraph before, and beyond no heading
            if sentence.block + 1 < block || sentence.block < block && self.heading(sentence.block)
            {
                break;
            }
            // who signs a text is not whom it is about
            let signs = |found: usize| self.draft.role(PostRole::Author) == Some(found);
            let found = self.about(number, before, kinds, depth);
            if let Some((by, found)) = found.filter(|&(_, found)| !signs(found)) {
                // "Zu den Kunden gehört Google. Das Unternehmen …": what a sentence names in passing goes
                // behind what the title names, not what it begins with
                let opens = self.draft.mentions[by].first <= sentence.first + OPENING;
                let titled = self.titled(kinds).filter(|_| !opens);
                return Some(match titled.filter(|&titled| self.spoken(titled, block)) {
                    Some(titled) => titled,
                    None => found,
                });
            }
        }
        self.topic(before, kinds)
    }

    fn heading(&self, block: usize) -> bool {
        let kind = self.draft.post.blocks[block].kind;
        matches!(kind, BlockKind::Title | BlockKind::Heading)
    }

    /// Whether one of the paragraphs shortly before this one names what the title names.
    fn spoken(&self, titled: usize, block: usize) -> bool {
        let of = |m: usize| self.draft.mentions[m].entry;
        let key = |m: usize| fold::key(self.draft.name(m));
        (0..self.draft.mentions.len()).any(|m| {
            let sentence =
                &self.draft.text.sentences[self.draft.sentence_of(self.draft.mentions[m].first)];
            let near = sentence.block <= block && sentence.block + SPOKEN >= block;
            near && m != titled
                && self.draft.mentions[m].names_something()
                && match of(titled) {
                    Some(entry) => of(m) == Some(entry),
                    None => key(m) == key(titled),
                }
        })
    }

    /// What of these kinds a sentence is about: its subject, else the first that it names. By which mention, and
    /// what that means.
    fn about(
        &self,
        number: usize,
        before: usize,
        kinds: Kinds,
        depth: usize,
    ) -> Option<(usize, usize)> {
        let first = self.draft.text.sentences[number].first;
        let range = self.in_sentence(number);
        let earlier = |m: &usize| {
            let mention = &self.draft.mentions[*m];
            mention.first < before && mention.end <= before && mention.kinds.has(kinds)
        };
        let subject = range
            .clone()
            .filter(earlier)
            .filter(|&m| self.acts(m, first))
            .find_map(|m| Some((m, self.named(m, kinds, depth)?)));
        let names = |m: &usize| {
            let mention = &self.draft.mentions[*m];
            earlier(m) && mention.names_something() && !mention.kinds.has(Kinds::DEMONYM)
        };
        subject
            .or_else(|| {
                let best = |m: &usize| names(m) && self.draft.mentions[*m].best.has(kinds);
                range.clone().find(best).map(|m| (m, m))
            })
            .or_else(|| range.clone().find(names).map(|m| (m, m)))
    }

    /// The one thing of these kinds that the title names; `None` where it names several.
    fn titled(&self, kinds: Kinds) -> Option<usize> {
        let title =
            |s: &&crate::split::Sentence| self.draft.post.blocks[s.block].kind == BlockKind::Title;
        let end = self
            .draft
            .text
            .sentences
            .iter()
            .filter(title)
            .map(|s| s.end);
        let named = self.draft.among(0, end.max()?, kinds);
        let mut apart = named.into_iter().filter(|&m| {
            let mention = &self.draft.mentions[m];
            mention.names_something() && !mention.kinds.has(Kinds::DEMONYM)
        });
        let first = apart.next()?;
        let same = |m: usize| {
            let (one, other) = (&self.draft.mentions[m], &self.draft.mentions[first]);
            one.entry.is_some() && one.entry == other.entry
        };
        apart.all(same).then_some(first)
    }

    /// What the post is about: the one thing of these kinds that its title names, else the one that it names
    /// far more often than any other.
    fn topic(&self, before: usize, kinds: Kinds) -> Option<usize> {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let mut titled: Option<(String, usize)> = None;
        let mut several = false;
        for (number, sentence) in self.draft.text.sentences.iter().enumerate() {
            let title = self.draft.post.blocks[sentence.block].kind == BlockKind::Title;
            for m in self.in_sentence(number) {
                let mention = &self.draft.mentions[m];
                if !mention.kinds.has(kinds)
                    || !mention.names_something()
                    || mention.kinds.has(Kinds::DEMONYM)
                {
                    continue;
                }
                let name = match mention.entry {
                    Some(entry) => format!("#{entry}"),
                    None => fold::key(self.draft.name(m)),
                };
                if title {
                    several |= titled.as_ref().is_some_and(|(other, _)| *other != name);
                    titled.get_or_insert((name.clone(), m));
                }
                counts.entry(name).or_insert((0, m)).0 += 1;
            }
        }
        if let Some((_, m)) = titled.filter(|_| !several) {
            return (self.draft.mentions[m].first != before).then_some(m);
        }
        let mut by_count: Vec<(usize, usize)> = counts.into_values().collect();
        by_count.sort_by_key(|&(count, m)| (std::cmp::Reverse(count), m));
        let (count, most) = *by_count.first()?;
        let second = by_count.get(1).map_or(0, |&(count, _)| count);
        (count >= OFTEN && count >= 2 * second).then_some(most)
    }
}
