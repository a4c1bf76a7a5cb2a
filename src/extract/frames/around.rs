//! The loosest function of an element: the nearest of its class in the sentence, on whichever side of the word.

use super::Filler;
use super::clause::Clause;
use super::walk::{Governed, distance};
use crate::extract::automaton::coordination::fits;
use crate::ontology::frames::Element;
use crate::ontology::kinds::Kinds;

impl Clause<'_> {
    /// The nearest fitting mention before or behind the words from `first` to `end`, whatever stands between but
    /// a semicolon; `by` says what governs it, if anything must. Where the sentence names none of its class,
    /// whom the sentences before speak of.
    pub fn around(&self, first: usize, end: usize, element: &Element) -> Option<Filler> {
        let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
        let governed = match element.by.is_empty() {
            true => Governed::Any,
            false => Governed::By(&element.by),
        };
        let far = |m: usize| {
            let mention = self.mention(m);
            // "the hearing at the Court of Appeal" holds the word that evokes
            let (from, to) = match (mention.end <= first, end <= mention.first) {
                (true, _) => (mention.end, first),
                (_, true) => (end, mention.first),
                _ => (end, end),
            };
            let parted = (from..to).any(|at| self.mark(at) == ";");
            let words = (from..to).filter(|&at| self.counts(at)).count();
            (!parted && words <= element.within).then_some(words)
        };
        let nearest = self
            .in_order()
            .filter(|&m| {
                let mention = self.mention(m);
                let whole = mention.kinds.has(Kinds::COUNTRY.or(Kinds::PLACE)) || !self.colours(m);
                fits(mention, kinds, coerce)
                    && (mention.end <= first
                        || end <= mention.first
                        || mention.first <= first && end <= mention.end)
                    && mention.end <= self.end
                    && whole
                    && self.allowed(self.marker(m), governed)
            })
            .filter_map(|m| Some((far(m)?, m)))
            .min();
        match nearest {
            Some((words, m)) => Some(self.filler(m, element, 0.95 * distance(words))),
            None if element.by.is_empty() => self.salient(first, kinds),
            None => None,
        }
    }

    /// A word that tells how far apart two things are: no mark, no article, no auxiliary.
    fn counts(&self, at: usize) -> bool {
        self.mark(at).is_empty() && !self.is(at, "articles") && !self.is(at, "auxiliaries")
    }
}
