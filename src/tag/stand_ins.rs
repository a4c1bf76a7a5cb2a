//! What stands for a name: "the platform", "it", "which", and the subject that a clause leaves out.
//!
//! "Sama is based in San Francisco and employs …", "Ha sede a Milano", "Meta, which owns Facebook, had
//! hired …": before such a verb stands a mention of no words, so that every rule that asks for a subject
//! finds one there. What it stands for is told later, where all names of the post are known.

use super::Mention;
use crate::model::Lang;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::words::WordId;
use crate::split::{Sentence, Text, Token, TokenKind};

/// Whatever a clause can be about.
const SUBJECT: Kinds = Kinds::PLATFORM
    .or(Kinds::COMPANY)
    .or(Kinds::ORGANIZATION)
    .or(Kinds::PERSON);
const THING: Kinds = Kinds::PLATFORM.or(Kinds::COMPANY).or(Kinds::ORGANIZATION);
/// How many adverbs are passed over before a verb.
const ADVERBS: usize = 3;
/// How far from the start of its sentence the verb of a left out subject stands at most.
const FRONTED: usize = 12;
/// How many bullets and numbers stand before the name of an entry at most, and the name.
const BULLETS: usize = 4;
/// How far before its pronoun a noun of a relative clause stands at most: "una società americana che".
const HEAD: usize = 3;

/// Adds what stands for names in a sentence to its mentions, which stand in `out` from `from` on.
pub fn find(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    pack: &Pack,
    from: usize,
    out: &mut Vec<Mention>,
) {
    let reader = Reader {
        post,
        tokens: &text.tokens,
        sentence,
        pack,
        entry: of_entry(post, text, sentence, out),
    };
    let mut found = Vec::new();
    reader.nouns(&out[from..], &mut found);
    reader.pronouns(&out[from..], &mut found);
    reader.relatives(&out[from..], &mut found);
    reader.left_out(&out[from..], &mut found);
    out.extend(found);
}

struct Reader<'a> {
    post: &'a str,
    tokens: &'a [Token],
    sentence: &'a Sentence,
    pack: &'a Pack,
    /// Where the sentence begins if its paragraph is one about the name with which it begins.
    entry: Option<usize>,
}

/// "Clickworker (Essen). Hat 2015 …": where a sentence begins of a paragraph that begins with a name and a mark, so
/// that what stands behind them says no subject.
fn of_entry(post: &str, text: &Text, sentence: &Sentence, mentions: &[Mention]) -> Option<usize> {
    let opens = text.sentences.partition_point(|s| s.block < sentence.block);
    let opens = &text.sentences[opens];
    let tokens = &text.tokens[..opens.end];
    let is = |at: usize, kind: TokenKind| tokens.get(at).is_some_and(|t| t.kind == kind);
    let bullet = |at: &usize| !is(*at, TokenKind::Mark) && !is(*at, TokenKind::Number);
    let head = (opens.first..opens.end).take(BULLETS).find(bullet);
    let named = |m: &&Mention| Some(m.first) == head && m.names_something();
    let end = mentions.iter().filter(named).map(|m| m.end).max()?;
    let mark = is(end, TokenKind::Mark).then(|| tokens[end].text(post))?;
    let parts = matches!(mark, "." | ":" | "(" | "–" | "—" | "/");
    match opens.first == sentence.first {
        true => (parts && !matches!(mark, "(" | "/")).then_some(end + 1),
        false => parts.then_some(sentence.first),
    }
}

impl Reader<'_> {
    #[inline(always)]
    fn is(&self, at: usize, list: &'static str) -> bool {
        (self.sentence.first..self.sentence.end).contains(&at)
            && self.pack.set(list).contains(self.tokens[at].word)
    }

    fn mark(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(token) if at < self.sentence.end && token.kind == TokenKind::Mark => {
                token.text(self.post)
            }
            _ => "",
        }
    }

    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|&b| b >= self.sentence.first)
    }

    fn ends_with(&self, at: usize, endings: &[String]) -> bool {
        let word = self.tokens[at].text(self.post);
        endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// A form of a verb that can make a clause, written small.
    fn finite(&self, at: usize) -> bool {
        at < self.sentence.end
            && self.tokens[at].kind == TokenKind::Word
            && !self.tokens[at].capital()
            && self.verb(at)
    }

    fn verb(&self, at: usize) -> bool {
        // words are compared without their accents: "à" (at) is no "a" (has), "e" (and) no "è" (is)
        let word = self.tokens[at].text(self.post);
        let preposition = self.pack.lang == Lang::FR && word.len() == 2 && !word.is_ascii();
        let conjunction = self.is(at, "conjunctions") && word.is_ascii();
        self.pack.is_verb(self.tokens[at].word)
            && !preposition
            && !conjunction
            && !self.ends_with(at, &self.pack.infinite_endings)
    }

    /// The verb behind adverbs and reflexive pronouns; `None` where something else comes first.
    fn verb_from(&self, at: usize) -> Option<usize> {
        for next in at..self.sentence.end.min(at + ADVERBS + 1) {
            if self.finite(next) || self.is(next, "reflexives") && self.finite(next + 1) {
                return Some(next);
            }
            if !self.is(next, "auxiliaries") {
                return None;
            }
        }
        None
    }

    fn named(&self, mentions: &[Mention], at: usize) -> bool {
        mentions.iter().any(|m| {
            m.first <= at && at < m.end && m.names_something() && !m.kinds.has(Kinds::DEMONYM)
        })
    }

    /// "la plateforme", "cette entreprise", "the company": a definite noun without a name behind it.
    fn nouns(&self, mentions: &[Mention], found: &mut Vec<Mention>) {
        for at in self.sentence.first + 1..self.sentence.end {
            // each list by its literal name, whose place the compiler works out
            let noun = self
                .noun_in(at, "anaphor-platform", Kinds::PLATFORM)
                .or_else(|| {
                    let firm = Kinds::COMPANY.or(Kinds::PLATFORM);
                    self.noun_in(at, "anaphor-company", firm)
                })
                .or_else(|| self.noun_in(at, "anaphor-organization", Kinds::ORGANIZATION))
                .or_else(|| self.noun_in(at, "anaphor-researcher", Kinds::RESEARCHER))
                .or_else(|| self.noun_in(at, "anaphor-person", Kinds::PERSON))
                .or_else(|| self.noun_in(at, "anaphor-country", Kinds::COUNTRY))
                .or_else(|| self.noun_in(at, "anaphor-town", Kinds::PLACE));
            let Some((end, kinds)) = noun else {
                continue;
            };
            if !self.definite(at, mentions) {
                continue;
            }
            let inside = |m: &Mention| m.kinds.has(Kinds::HAPPENING) && m.first <= at && at < m.end;
            if !self.tells_name(end, mentions) && !mentions.iter().any(inside) {
                // "in the country" is read like "in Kenya"; "nel paese" has its preposition in the article
                let place = kinds.has(Kinds::COUNTRY.or(Kinds::PLACE));
                let article = at - 1;
                let whole =
                    place && !self.is(article, "case-markers") && self.is(article, "definite");
                let first = if whole { article } else { at };
                let mut noun = Mention::new(first, end, kinds.or(Kinds::ANAPHOR));
                // a firm may be spoken of as a platform, but is a firm first
                noun.best = match kinds.has(Kinds::COMPANY) {
                    true => Kinds::COMPANY,
                    false => kinds,
                };
                found.push(noun);
            }
        }
    }

    /// The token behind a noun of a list that starts here, one word or several such as "start-up", and its kinds.
    #[inline(always)]
    fn noun_in(&self, at: usize, list: &'static str, kinds: Kinds) -> Option<(usize, Kinds)> {
        if self.is(at, list) {
            return Some((at + 1, kinds));
        }
        let named = |phrase: &&Vec<WordId>| {
            let end = at + phrase.len();
            end <= self.sentence.end
                && phrase
                    .iter()
                    .zip(&self.tokens[at..end])
                    .all(|(word, token)| *word == token.word)
        };
        let phrases = self.pack.phrases_from(list, self.tokens[at].word);
        let phrase = phrases.iter().find(named)?;
        Some((at + phrase.len(), kinds))
    }

    /// Whether a definite article stands before a noun, a nationality or a place between them: "the Kenyan
    /// firm", "das Essener Unternehmen".
    fn definite(&self, noun: usize, mentions: &[Mention]) -> bool {
        let Some(before) = self.before(noun) else {
            return false;
        };
        if self.is(before, "definite") {
            return true;
        }
        let colour = mentions.iter().find(|m| {
            m.end == noun
                && m.kinds
                    .has(Kinds::DEMONYM.or(Kinds::PLACE).or(Kinds::COUNTRY))
        });
        colour
            .and_then(|m| self.before(m.first))
            .is_some_and(|b| self.is(b, "definite"))
    }

    /// "la plateforme Ewoq", "la plateforme de Google", "la plateforme américaine TSU" name it.
    fn tells_name(&self, mut next: usize, mentions: &[Mention]) -> bool {
        if let Some(colour) = mentions
            .iter()
            .find(|m| m.first == next && m.kinds.has(Kinds::DEMONYM))
        {
            next = colour.end;
        }
        let token = self.tokens.get(next).filter(|_| next < self.sentence.end);
        token
            .is_some_and(|t| t.capital() || matches!(self.mark(next), "«" | "“" | "\"" | "‘" | "„"))
            || self.is(next, "name-links") && self.capital_behind(next + 1)
            || mentions
                .iter()
                .any(|m| m.first == next && m.kinds.has(Kinds::ANY_CLASS.or(Kinds::NAME)))
    }

    /// Whether a capital word follows, small links and articles aside: "la plateforme de la Poste".
    fn capital_behind(&self, at: usize) -> bool {
        let small = |t: &usize| self.is(*t, "name-links") || self.is(*t, "articles");
        let next =
            (at..self.sentence.end.min(at + 3)).find(|t| !small(t) || self.tokens[*t].capital());
        next.is_some_and(|t| self.tokens[t].capital())
    }

    /// "Elle compte …", "In 2019 it bought …": the subject at the head of a clause.
    fn pronouns(&self, mentions: &[Mention], found: &mut Vec<Mention>) {
        for at in self.sentence.first..self.sentence.end {
            let mut stands_for = Kinds::NONE;
            if self.is(at, "pronoun-thing") {
                stands_for = stands_for.or(THING);
            }
            if self.is(at, "pronoun-person") {
                stands_for = stands_for.or(Kinds::PERSON);
            }
            let first = self.is(at, "pronoun-first");
            if first {
                stands_for = Kinds::PERSON;
            }
            if stands_for.is_none() || self.named(mentions, at) {
                continue;
            }
            let heads = match self.before(at) {
                None => true,
                // a verb behind it makes it a subject anywhere: "when it bought", "wo sie arbeitete"
                Some(before) => {
                    self.verb_from(at + 1).is_some() && !self.is(before, "case-markers")
                        || first && !self.is(before, "case-markers")
                        || !first && self.is_object(at, before)
                }
            };
            if heads {
                found.push(Mention::new(at, at + 1, stands_for.or(Kinds::ANAPHOR)));
            }
        }
    }

    /// "acquired it", "pour elle": what a verb or a preposition governs.
    fn is_object(&self, at: usize, before: usize) -> bool {
        self.is(before, "case-markers") && !self.is(at, "articles")
            || self.is(at, "object-pronouns") && self.finite(before)
    }

    /// "Sama, which employs …", "una società che impiega": the pronoun of a relative clause, as its subject.
    fn relatives(&self, mentions: &[Mention], found: &mut Vec<Mention>) {
        for at in self.sentence.first + 1..self.sentence.end {
            let subject = self.is(at, "relative-subjects") && self.verb_from(at + 1).is_some();
            if !subject && !self.relative_article(mentions, at) {
                continue;
            }
            let mut behind = at;
            while behind > self.sentence.first
                && matches!(self.mark(behind - 1), "," | "»" | "”" | "\"" | ")")
            {
                behind -= 1;
            }
            let name = mentions
                .iter()
                .any(|m| m.end == behind && m.names_something() && !m.kinds.has(Kinds::DEMONYM));
            let noun = || {
                (self.sentence.first..behind).rev().take(HEAD).any(|t| {
                    self.is(t, "anaphor-platform")
                        || self.is(t, "anaphor-company")
                        || self.is(t, "anaphor-organization")
                })
            };
            if name || behind == at && noun() {
                found.push(Mention::new(at, at + 1, SUBJECT.or(Kinds::ANAPHOR)));
            }
        }
    }

    /// ", der für die Zeitschrift schreibt,": the verb at the end makes a pronoun of an article, and its subject
    /// where no name and no pronoun behind it is that.
    fn relative_article(&self, mentions: &[Mention], at: usize) -> bool {
        if !self.is(at, "relative-articles") || self.before(at).is_none_or(|b| self.mark(b) != ",")
        {
            return false;
        }
        let stop =
            |&t: &usize| matches!(self.mark(t), "," | ";" | ":" | "." | "?" | "!" | "–" | "—");
        let close = (at + 1..self.sentence.end).find(stop);
        let close = close.unwrap_or(self.sentence.end);
        close > at + 2
            && self.finite(close - 1)
            && !self.named(mentions, at + 1)
            && !self.is(at + 1, "subject-pronouns")
            && !self.is(at + 1, "articles")
    }

    /// Verbs whose subject is not said again, or not said at all.
    fn left_out(&self, mentions: &[Mention], found: &mut Vec<Mention>) {
        let mut last = None;
        for at in self.sentence.first..self.sentence.end {
            let Some(verb) = self.opens(at).then(|| self.verb_from(at)).flatten() else {
                continue;
            };
            let joined = self.before(at).is_some_and(|b| self.is(b, "conjunctions"));
            if self.ends_with(verb, &self.pack.participle_endings)
                && !(joined && self.sentence.lang.as_str() == "en")
            {
                continue;
            }
            if last != Some(verb) && !self.named(mentions, verb) {
                found.push(Mention::new(verb, verb, SUBJECT.or(Kinds::ANAPHOR)));
                last = Some(verb);
            }
        }
        if self.pack.null_subject
            && let Some(verb) = self.fronted(mentions)
            && last != Some(verb)
            && !found.iter().any(|m| m.first == verb && m.is_empty())
        {
            found.push(Mention::new(verb, verb, SUBJECT.or(Kinds::ANAPHOR)));
        }
        if let Some(verb) = self.headless()
            && last != Some(verb)
            && !self.named(mentions, verb)
            && !found.iter().any(|m| m.first == verb && m.is_empty())
        {
            found.push(Mention::new(verb, verb, SUBJECT.or(Kinds::ANAPHOR)));
        }
        self.first_person(mentions, found);
    }

    /// "Runs the OneForma platform.", "Hat 2012 … übernommen.", "Fondée en 1996 par …": the verb with which a
    /// sentence of an entry begins.
    fn headless(&self) -> Option<usize> {
        let asks = self.mark(self.sentence.end.saturating_sub(1)) == "?";
        self.entry
            .filter(|&at| !asks && at < self.sentence.end && self.verb(at))
    }

    /// Whether a clause without a subject of its own may begin at a token.
    fn opens(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else {
            return false;
        };
        self.is(before, "conjunctions")
            || matches!(self.mark(before), "," | ")" | "–" | "—" | ";")
            || self.pack.null_subject && self.is(before, "subordinators")
    }

    /// "Ha sede a Milano", "Nel 2019 ha comprato …": the verb of a sentence before which nothing stands that
    /// could be its subject.
    fn fronted(&self, mentions: &[Mention]) -> Option<usize> {
        let first = self.sentence.first;
        for at in first..self.sentence.end.min(first + FRONTED) {
            if self.finite(at) || at == first && self.verb(at) {
                let reflexive = at > first && self.is(at - 1, "reflexives");
                let participle = self.ends_with(at, &self.pack.participle_endings);
                return (!participle).then_some(at - usize::from(reflexive));
            }
            let light = self.is(at, "auxiliaries")
                || self.is(at, "case-markers")
                || self.is(at, "conjunctions")
                || self.is(at, "reflexives")
                || self.mark(at) == ","
                || self.tokens[at].kind == TokenKind::Number;
            let governed = at > first
                && (self.is(at - 1, "case-markers")
                    || self.is(at - 1, "articles")
                        && at > first + 1
                        && self.is(at - 2, "case-markers"));
            let dated = mentions
                .iter()
                .any(|m| m.first <= at && at < m.end && m.kinds.has(Kinds::DATE.or(Kinds::NUMBER)));
            let noun_of_it = at > first + 1
                && !self.tokens[at].capital()
                && (at - 2..at).any(|t| self.is(t, "case-markers"))
                && !self.is(at, "articles");
            if !(light || governed || dated || noun_of_it) {
                return None;
            }
        }
        None
    }

    /// "Lavoro per Deliveroo", "dove guadagnavo": the verb itself says "I".
    fn first_person(&self, mentions: &[Mention], found: &mut Vec<Mention>) {
        if self.pack.first_person_endings.is_empty() {
            return;
        }
        for at in self.sentence.first..self.sentence.end {
            let opens = (self.sentence.first..at).all(|t| !self.mark(t).is_empty());
            let small = !self.tokens[at].capital() || opens;
            let says_i = small
                && self.verb(at)
                && self.ends_with(at, &self.pack.first_person_endings)
                && !self.ends_with(at, &self.pack.participle_endings)
                || self.is(at, "first-auxiliaries");
            let noun = self.before(at).is_some_and(|b| {
                self.is(b, "articles") || self.is(b, "case-markers") || self.is(b, "possessives")
            });
            if !says_i || noun || self.named(mentions, at) {
                continue;
            }
            let known = found.iter_mut().find(|m| m.first == at && m.is_empty());
            match known {
                Some(mention) => mention.kinds = Kinds::PERSON.or(Kinds::ANAPHOR),
                None => found.push(Mention::new(at, at, Kinds::PERSON.or(Kinds::ANAPHOR))),
            }
        }
    }
}
