//! What stands at the head of a clause: a complement that is told first, and what a relative clause is about.

use super::Filler;
use super::clause::Clause;
use crate::extract::automaton::coordination::fits;
use crate::ontology::frames::{Element, Form};
use crate::ontology::kinds::Kinds;

/// How many words stand between a relative pronoun behind a preposition and its verb at most.
const LONGEST_RELATIVE: usize = 12;

impl Clause<'_> {
    /// A complement at the head of the clause: "In Kenya and Uganda, Sama employs", "in Kenia beschäftigt Sama"; or
    /// the place of which a relative clause tells: "Kenya, where drivers of Uber".
    pub fn fronted(&self, before: usize, element: &Element) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let mut start = before;
        while start > self.first {
            if let Some(open) = self.aside_to(start - 1) {
                start = open;
                continue;
            }
            if self.strong(start - 1) {
                break;
            }
            // without its accent "où" is an "or"
            if self.is(start - 1, "relative-places") && !self.is(start - 1, "conjunctions") {
                // "en Tunisie, où il s'est implanté": whom a pronoun means is too uncertain
                let unnamed = (start..before).any(|at| self.is(at, "subject-pronouns"));
                return match self.form == Form::Verb && unnamed {
                    true => None,
                    false => self.told_of_place(start - 1, element),
                };
            }
            start -= 1;
        }
        let mut words = 0;
        for at in start..before {
            if self.strong(at) && self.aside_from(at).is_none() {
                return None;
            }
            if let Some(m) = self.starting(at, kinds, coerce)
                && fits(self.mention(m), kinds, coerce)
            {
                let marker = self.marker(m)?;
                let filler = self.filler(m, element, 0.9);
                let end = filler.mentions.iter().map(|&m| self.mention(m).end).max()?;
                let whole = self.mark(end) == ","
                    || !self.is(end, "case-markers") && !self.possesses(m) && end < before;
                let fitting = marker <= start + 1 && self.ends_phrase(marker, &element.by) && whole;
                return fitting.then_some(filler);
            }
            words += 1;
            if words > 6 {
                return None;
            }
        }
        None
    }

    /// What a preposition before a relative pronoun governs: "Sama, to which Meta has outsourced".
    pub fn relativised(&self, verb: usize, element: &Element) -> Option<Filler> {
        if self.form != Form::Verb {
            return None;
        }
        let mut at = verb;
        while at > self.first && verb - at <= LONGEST_RELATIVE {
            at -= 1;
            if let Some(open) = self.aside_to(at) {
                at = open;
                continue;
            }
            if self.strong(at) {
                return None;
            }
            let pronoun = self.is(at, "relative-pronouns");
            if !(pronoun || self.is(at, "relative-articles")) || at == self.first {
                continue;
            }
            // "con la que", "na qual"
            let article = self.is(at - 1, "articles") && !self.is(at - 1, "case-markers");
            let marker = at - 1 - usize::from(article && at - 1 > self.first);
            // "über das Büro" is no relative clause, ", über das" is one
            let opens = pronoun || marker > self.first && self.mark(marker - 1) == ",";
            if opens && self.ends_phrase(marker, &element.by) {
                return self.antecedent(marker, element.slot.kinds, element.slot.coerce);
            }
            if pronoun {
                return None;
            }
        }
        None
    }

    /// The place before "where", with all its list: "in Kenya and Uganda, where".
    fn told_of_place(&self, pronoun: usize, element: &Element) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        if self.form == Form::Participle || !kinds.has(Kinds::COUNTRY.or(Kinds::PLACE)) {
            return None;
        }
        let mut at = pronoun;
        if at > self.first && (self.mark(at - 1) == "," || self.quote(at - 1)) {
            at -= 1;
        }
        if at > self.first
            && let Some(open) = self.aside_to(at - 1)
        {
            at = open;
        }
        let m = self.ending(at, kinds, coerce)?;
        fits(self.mention(m), kinds, coerce).then(|| self.filler(m, element, 0.9))
    }
}
