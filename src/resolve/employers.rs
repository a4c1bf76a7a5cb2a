//! For whom somebody works, where a sentence speaks of the person and not of the firm.

use super::anaphora::Finder;
use crate::extract::draft::{Draft, Ref};
use crate::model::Stance;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;

const PERSON: Kinds = Kinds::PERSON.or(Kinds::RESEARCHER);

/// The firm or platform of these classes for which the person works of whom the sentence speaks before a token, as
/// far as the facts read so far tell. `None` where it speaks of nobody who is said to work for any.
pub fn employer(draft: &Draft, pack: &Pack, before: usize, kinds: Kinds) -> Option<usize> {
    let finder = Finder { draft, pack };
    let number = draft.sentence_of(before);
    let persons = || {
        finder.in_sentence(number).rev().filter(|&m| {
            let mention = &draft.mentions[m];
            mention.first < before && mention.end <= before && mention.kinds.has(PERSON)
        })
    };
    let named = persons().filter(|&m| draft.mentions[m].names_something());
    // "the couriers" are not the one who was spoken of
    let pronoun = |m: &usize| {
        let mention = &draft.mentions[*m];
        let is = |list| {
            pack.set(list)
                .contains(draft.text.tokens[mention.first].word)
        };
        mention.is_empty() || is("pronoun-person") || is("pronoun-first")
    };
    let stands_in = persons().filter(|&m| draft.mentions[m].kinds.has(Kinds::ANAPHOR));
    let stands_in = stands_in.filter(pronoun);
    let stands_in = stands_in.filter_map(|m| finder.named(m, PERSON, 0));
    named
        .chain(stands_in)
        .find_map(|m| finder.works_for(m, before, kinds))
}

impl Finder<'_> {
    /// For whom a person works who is named: what was said last before a token.
    fn works_for(&self, person: usize, before: usize, kinds: Kinds) -> Option<usize> {
        let key = self.key(person);
        let facts = self.draft.facts.iter().rev();
        facts
            .filter(|fact| fact.predicate.name() == "worksOn" && fact.stance == Stance::Asserted)
            .find_map(|fact| {
                let Ref::Mention(firm) = fact.object else {
                    return None;
                };
                let who = self.named(fact.subject, PERSON, 0)?;
                let fits = self.draft.mentions[firm].first < before && self.names(firm, kinds);
                (fits && self.key(who) == key).then_some(firm)
            })
    }
}
