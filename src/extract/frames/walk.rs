//! The ways left and right from the word that evokes a frame.

use super::Filler;
use super::clause::Clause;
use crate::extract::automaton::coordination::fits;
use crate::ontology::frames::{Element, Form};
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;
use crate::resolve::{clitic, employer, last_named, spoken_of};

/// What has to govern a mention on the way.
#[derive(Clone, Copy)]
pub enum Governed<'g> {
    /// Nothing: it is an object.
    Not,
    By(&'g [Vec<WordId>]),
    ByList(&'static str),
    /// Anything or nothing.
    Any,
}

/// How far a relative pronoun stands from its verb at most, and a name from its apposition.
const NEAR: usize = 4;
/// How long an apposition between commas is at most.
const LONGEST_APPOSITION: usize = 26;

impl Clause<'_> {
    /// The subject of the verb that starts at a token.
    pub fn subject(&self, verb: usize, element: &Element) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let mut at = verb;
        let mut gap = 0;
        let mut sure = 1.0;
        let mut farthest: Option<usize> = None;
        loop {
            if farthest.is_none()
                && let Some(m) = self.left_out(at, kinds)
            {
                return Some(Filler {
                    mentions: vec![m],
                    sure: 0.9,
                });
            }
            if at == self.first {
                break;
            }
            at -= 1;
            if let Some(open) = self.aside_to(at) {
                at = open;
                continue;
            }
            match self.mark(at) {
                "" => {}
                "," => {
                    if farthest.is_some() {
                        break;
                    }
                    if gap > NEAR {
                        return None;
                    }
                    if sure < 1.0 {
                        continue;
                    }
                    return self.before_apposition(at, kinds, coerce);
                }
                _ if self.quote(at) => continue,
                _ if self.strong(at) => break,
                _ => continue,
            }
            if self.is(at, "relative-pronouns") && farthest.is_none() {
                if gap > NEAR {
                    return None;
                }
                return self.antecedent(at, kinds, coerce);
            }
            if let Some(m) = self.ending(at + 1, kinds, coerce) {
                let mention = self.mention(m);
                let joined = sure < 1.0 && self.marker(m).is_none() && !self.possesses(m);
                if fits(mention, kinds, coerce) && (joined || self.ungoverned(m)) {
                    if sure == 1.0 {
                        return Some(self.filler(m, element, distance(gap)));
                    }
                    // "X bought Y and sold Z": the subject is that of the first verb
                    farthest = Some(m);
                } else if self.speaks_of(m)
                    && self.ungoverned(m)
                    && farthest.is_none()
                    && sure == 1.0
                {
                    return None;
                }
                at = mention.first;
                continue;
            }
            if self.is(at, "conjunctions") && gap <= 2 {
                sure = 0.85;
                continue;
            }
            if self.is(at, "subordinators") || self.is(at, "relative-pronouns") {
                break;
            }
            if self.is(at, "subject-pronouns") && farthest.is_none() {
                return self.salient(at, kinds).filter(|_| sure == 1.0);
            }
            if self.is(at, "articles") || self.is(at, "auxiliaries") {
                continue;
            }
            gap += 1;
            if gap > element.within + if sure < 1.0 { 10 } else { 0 } {
                break;
            }
        }
        if let Some(m) = farthest {
            return Some(self.filler(m, element, sure));
        }
        // "Impiega mille persone": who was spoken of goes on
        let opens = (self.first..verb).all(|at| {
            self.is(at, "auxiliaries") || self.is(at, "conjunctions") || self.mark(at) == ","
        });
        // "2005 als humangrid gegründet": in an entry of a directory in any language
        let block = self.draft.text.sentences[self.number].block;
        let entry = || self.draft.entry(block).is_some() && !self.spoken(verb);
        match self.pack().null_subject && opens && verb - self.first <= 3 || entry() {
            true => self.salient(verb, kinds),
            false => None,
        }
    }

    /// Whether something before a token could be the subject of a clause of its own.
    fn spoken(&self, before: usize) -> bool {
        let mut named = self.in_order().filter(|&m| self.mention(m).end <= before);
        named.any(|m| self.speaks_of(m) && self.ungoverned(m))
    }

    /// What stands beside a participle: "Sama, based in Nairobi", "chez Sama, basée à Nairobi".
    pub fn beside(&self, word: usize, element: &Element) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let mut at = word;
        let mut commas = 0;
        while at > self.first && word - at <= NEAR {
            if let Some(open) = self.aside_to(at - 1) {
                at = open;
                continue;
            }
            if let Some(m) = self.ending(at, kinds, coerce) {
                // of a list only the last is sure to be meant
                return (fits(self.mention(m), kinds, coerce) && !self.colours(m)).then(|| {
                    Filler {
                        mentions: vec![m],
                        sure: 0.95,
                    }
                });
            }
            at -= 1;
            match self.mark(at) {
                "," if commas == 0 => commas += 1,
                "" if self.is(at, "auxiliaries") => {}
                _ if self.quote(at) => {}
                _ => return None,
            }
        }
        None
    }

    /// "Sama, a firm of Nairobi, employs": what stands before the aside that ends with this comma.
    fn before_apposition(&self, comma: usize, kinds: Kinds, coerce: bool) -> Option<Filler> {
        let from = comma.saturating_sub(LONGEST_APPOSITION).max(self.first);
        for at in (from..comma).rev() {
            if self.strong(at) && self.aside_to(at).is_none() && self.aside_from(at).is_none() {
                return None;
            }
            if self.mark(at) != "," {
                continue;
            }
            // "Figure Eight was, to everyone's surprise, bought"
            let name_end = (self.first..at)
                .rev()
                .find(|&word| !self.is(word, "auxiliaries"))
                .map_or(at, |word| word + 1);
            if let Some(m) = self.ending(name_end, kinds, coerce)
                && self.speaks_of(m)
            {
                // "said Kalanick, whose firm, ..., employs"
                return (fits(self.mention(m), kinds, coerce) && self.ungoverned(m)).then(|| {
                    Filler {
                        mentions: self.list_around(m, kinds, coerce),
                        sure: 0.9,
                    }
                });
            }
        }
        None
    }

    /// What a relative pronoun stands for.
    pub fn antecedent(&self, pronoun: usize, kinds: Kinds, coerce: bool) -> Option<Filler> {
        let mut at = pronoun;
        let mut words = 0;
        while at > self.first && words <= NEAR {
            if let Some(open) = self.aside_to(at - 1) {
                at = open;
                continue;
            }
            if let Some(m) = self.ending(at, kinds, coerce) {
                let fitting = fits(self.mention(m), kinds, coerce) && !self.colours(m);
                // right before the pronoun anything can be meant; farther off, what no preposition governs
                let meant = words == 0 || self.ungoverned(m);
                return (fitting && meant).then(|| Filler {
                    mentions: vec![m],
                    sure: if words == 0 { 0.95 } else { 0.8 },
                });
            }
            at -= 1;
            if self.mark(at) == "," || self.quote(at) {
                continue;
            }
            if !self.mark(at).is_empty() {
                return None;
            }
            words += 1;
        }
        None
    }

    /// Whom a pronoun before this token, or a subject that is left out, means where the sentence itself has
    /// spoken of nobody.
    pub fn salient(&self, before: usize, kinds: Kinds) -> Option<Filler> {
        let here = self
            .in_order()
            .filter(|&m| self.mention(m).end <= before)
            .any(|m| self.mention(m).kinds.has(kinds) && self.speaks_of(m));
        if here || self.number == 0 {
            return None;
        }
        let meant = spoken_of(self.draft, self.pack(), before, kinds)?;
        Some(Filler {
            mentions: vec![meant],
            sure: 0.8,
        })
    }

    /// What a pronoun before the verb stands for that is its object: "Appen l'a rachetée", "la fondò".
    pub fn clitic(&self, verb: usize, element: &Element) -> Option<Filler> {
        let mut at = verb;
        while at > self.first
            && self.is(at - 1, "auxiliaries")
            && !self.is(at - 1, "object-clitics")
        {
            at -= 1;
        }
        let pronoun = at.checked_sub(1).filter(|&p| p > self.first)?;
        // "augmente la paye": behind a verb or a preposition it is an article
        let article = self.is(pronoun - 1, "case-markers")
            || self.small(pronoun - 1) && self.pack().is_verb(self.word(pronoun - 1));
        if self.form != Form::Verb || article || !self.is(pronoun, "object-clitics") {
            return None;
        }
        let meant = clitic(self.draft, self.pack(), pronoun, element.slot.kinds)?;
        Some(Filler {
            mentions: vec![meant],
            sure: 0.8,
        })
    }

    /// The same where the clause has no place for it: of two that may be meant neither is.
    fn unsaid(&self, before: usize, kinds: Kinds) -> Option<Filler> {
        self.salient(before, kinds)?;
        let meant = last_named(self.draft, self.pack(), before, kinds)?;
        Some(Filler {
            mentions: vec![meant],
            sure: 0.8,
        })
    }

    /// The nearest fitting mention behind a token.
    pub fn behind(
        &self,
        from: usize,
        element: &Element,
        governed: Governed,
        within: usize,
    ) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let mut at = from;
        let mut gap = 0;
        let mut joined = false;
        while at < self.end {
            if let Some(close) = self.aside_from(at) {
                at = close + 1;
                continue;
            }
            match self.mark(at) {
                "" => {}
                "," => match (self.over_aside(at), governed) {
                    (Some(over), Governed::Not) if at == from => {
                        at = over;
                        continue;
                    }
                    (_, Governed::Not) => return None,
                    (Some(over), Governed::By(phrases)) if self.marks(over, phrases) => {
                        at = over;
                        continue;
                    }
                    // "drivers of Uber, a firm with an office in Lagos": what follows is about the firm
                    (_, Governed::By(phrases))
                        if self.form == Form::Noun && !self.marks(at + 1, phrases) =>
                    {
                        return None;
                    }
                    _ => gap += 1,
                },
                _ if self.quote(at) => {}
                _ if self.strong(at) => return None,
                _ => {}
            }
            if let Some(m) = self.starting(at, kinds, coerce) {
                let mention = self.mention(m);
                let marker = self.marker(m).filter(|&marker| marker >= from);
                if fits(mention, kinds, coerce) {
                    // "rode with Uber drivers" is not with Uber; "in Paris suburbs" is in Paris
                    let whole =
                        mention.kinds.has(Kinds::COUNTRY.or(Kinds::PLACE)) || !self.colours(m);
                    if whole && self.allowed(marker, governed) {
                        let mut filler = self.filler(m, element, distance(gap));
                        self.cut(&mut filler, m, governed);
                        return Some(filler);
                    }
                }
                if joined && marker.is_none() && self.speaks_of(m) {
                    return None;
                }
                at = mention.end;
                continue;
            }
            if self.is(at, "relative-pronouns") || self.is(at, "subordinators") {
                return None;
            }
            // "has drivers all over the world and is based in San Francisco"
            if self.is(at, "conjunctions") && self.is(at + 1, "auxiliaries") {
                return None;
            }
            joined |= self.is(at, "conjunctions") || self.mark(at) == ",";
            let light = self.is(at, "articles")
                || self.is(at, "case-markers")
                || self.is(at, "auxiliaries")
                || !self.mark(at).is_empty();
            gap += usize::from(!light);
            if gap > within {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The token behind an aside between commas.
    fn over_aside(&self, comma: usize) -> Option<usize> {
        (comma + 1..self.end.min(comma + 12))
            .find(|&at| self.mark(at) == ",")
            .map(|at| at + 1)
    }

    /// Whether one of these phrases starts at a token.
    fn marks(&self, at: usize, phrases: &[Vec<WordId>]) -> bool {
        phrases.iter().any(|phrase| {
            at + phrase.len() <= self.end
                && phrase
                    .iter()
                    .zip(at..)
                    .all(|(&word, at)| self.word(at) == word)
        })
    }

    /// A mention among the words that evoke the frame.
    pub fn inside(
        &self,
        first: usize,
        end: usize,
        element: &Element,
        governed: Governed,
    ) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let found = (first..end).find_map(|at| {
            let m = self.starting(at, kinds, coerce)?;
            let right = fits(self.mention(m), kinds, coerce)
                && self.mention(m).end <= end
                && self.allowed(self.marker(m).filter(|&marker| marker > first), governed);
            right.then_some(m)
        })?;
        let mut filler = self.filler(found, element, 0.95);
        self.cut(&mut filler, found, governed);
        Some(filler)
    }

    /// Whether what governs a mention, if anything, is what is asked for.
    fn allowed(&self, marker: Option<usize>, governed: Governed) -> bool {
        match (governed, marker) {
            (Governed::Any, _) | (Governed::Not, None) => true,
            (Governed::By(phrases), Some(at)) => self.ends_phrase(at, phrases),
            (Governed::ByList(list), Some(at)) => self.is(at, list),
            _ => false,
        }
    }

    /// "a unit of Bertelsmann, and to Accenture" is no list: a member with a preposition of its own that is
    /// not asked for ends it, and what stands before the mention that was found is not in it.
    fn cut(&self, filler: &mut Filler, found: usize, governed: Governed) {
        let Some(at) = filler.mentions.iter().position(|&m| m == found) else {
            return;
        };
        filler.mentions.drain(..at);
        let mut end = self.mention(found).end;
        let kept = filler
            .mentions
            .iter()
            .skip(1)
            .take_while(|&&m| {
                let own = self.marker(m).filter(|&marker| marker >= end);
                end = self.mention(m).end;
                own.is_none() || self.allowed(own, governed)
            })
            .count();
        filler.mentions.truncate(kept + 1);
    }

    /// The nearest fitting mention before a token in its clause.
    pub fn topic(&self, word: usize, element: &Element) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let mut at = word;
        let mut gap = 0;
        while at > self.first && gap <= element.within {
            at -= 1;
            if let Some(open) = self.aside_to(at) {
                at = open;
                continue;
            }
            if self.strong(at) {
                break;
            }
            if let Some(m) = self.ending(at + 1, kinds, coerce) {
                if fits(self.mention(m), kinds, coerce) {
                    return Some(self.filler(m, element, 0.95 * distance(gap)));
                }
                at = self.mention(m).first;
                continue;
            }
            gap += usize::from(!self.is(at, "articles") && !self.is(at, "auxiliaries"));
        }
        self.salient(word, kinds).filter(|_| at == self.first)
    }

    /// What a word is about that nothing else ties to it: the nearest fitting mention before it in its clause,
    /// then behind it where no mark stands between, else what was spoken of.
    pub fn about(&self, first: usize, end: usize, element: &Element) -> Option<Filler> {
        match self.about_here(first, end, element) {
            Some(m) => Some(self.filler(m, element, 0.9)),
            None => self.unsaid(first, element.slot.kinds),
        }
    }

    /// For whom the person works of whom the clause speaks, where it names nothing that fits better: "Uche Danladi,
    /// who drives for Bolt, said he clears 9,000 naira a day".
    pub fn employer(&self, first: usize, end: usize, element: &Element) -> Option<Filler> {
        if self.about_here(first, end, element).is_some() {
            return None;
        }
        let meant = employer(self.draft, self.pack(), first, element.slot.kinds)?;
        Some(Filler {
            mentions: vec![meant],
            sure: 0.9,
        })
    }

    /// What fits in the clause itself.
    fn about_here(&self, first: usize, end: usize, element: &Element) -> Option<usize> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let fitting = |m: usize| {
            let mention = self.mention(m);
            fits(mention, kinds, coerce)
                && mention.names_something()
                && !mention.kinds.has(Kinds::DEMONYM)
        };
        let from = (self.first..first)
            .rev()
            .take_while(|&at| {
                !self.strong(at)
                    && !self.is(at, "subordinators")
                    && !self.is(at, "relative-pronouns")
            })
            .last()
            .unwrap_or(first);
        let before = self
            .in_order()
            .rev()
            .filter(|&m| from <= self.mention(m).first && self.mention(m).end <= first)
            .find(|&m| fitting(m));
        let listed = |at: usize| {
            let placed = Kinds::PLACE.or(Kinds::COUNTRY);
            let ends = self.ending(at, placed, false);
            self.mark(at) == "," && ends.is_some_and(|m| self.mention(m).kinds.has(placed))
        };
        // "drivers in Leeds, Bradford and Sheffield will log out of the Bolt app"
        let to = (end..self.end.min(end + element.within + 6))
            .take_while(|&at| self.mark(at).is_empty() || self.quote(at) || listed(at))
            .last()
            .map_or(end, |at| at + 1);
        let behind = || {
            self.in_order()
                .filter(|&m| end <= self.mention(m).first && self.mention(m).end <= to)
                .find(|&m| fitting(m))
        };
        before.or_else(behind)
    }

    pub fn filler(&self, m: usize, element: &Element, sure: f32) -> Filler {
        Filler {
            mentions: self.list_around(m, element.slot.kinds, element.slot.coerce),
            sure,
        }
    }
}

/// The farther, the less sure.
fn distance(gap: usize) -> f32 {
    1.0 - 0.02 * gap.min(10) as f32
}
