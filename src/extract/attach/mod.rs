//! What a place is tied to: the body that is named right before it, the hands whom it says to be there or to come
//! from there, the firm that is active there.
//!
//! `places` gathers the places of a sentence into lists and chains, each with the preposition that governs it;
//! `seats` reads those that stand beside a name, `hands` those that a noun for workers or a verb leads to. Words stand
//! in the lists `labour-*`, `seat-*` and `place-*` of the language packs.

mod firms;
mod hands;
mod places;
mod seats;

use super::automaton::Lattice;
use super::draft::{Draft, DraftFact, Ref, settle};
use super::facts::stance_of;
use super::frames::Ground;
use crate::model::Stance;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::{Knowledge, Language};
use crate::split::TokenKind;
use crate::tag::Mention;

/// Adds what places are tied to.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let (mut found, mut unknown) = (Vec::new(), Vec::<usize>::new());
    for number in 0..draft.text.sentences.len() {
        let Some(language) = knowledge.language(draft.text.sentences[number].lang) else {
            continue;
        };
        let placed = Kinds::COUNTRY.or(Kinds::PLACE).or(Kinds::DEMONYM);
        let range = draft.of_sentence[number].clone();
        if !draft.mentions[range].iter().any(|m| m.kinds.has(placed)) {
            continue;
        }
        let ground = Ground::of(draft, number, language);
        let clause = Clause {
            draft,
            language,
            pack: &language.pack,
            number,
            lattice: &ground.lattice(draft, number, language),
        };
        let groups = places::groups(&clause);
        unknown.extend(groups.iter().filter(|g| g.unknown).flat_map(|g| &g.members));
        let mut ties: Vec<Tie> = groups
            .iter()
            .filter_map(|g| seats::read(&clause, g))
            .collect();
        ties.extend(groups.iter().filter_map(|g| hands::of_places(&clause, g)));
        ties.extend(hands::of_nations(&clause));
        for tie in ties {
            clause.state(knowledge, &tie, &mut found);
        }
    }
    for place in unknown {
        settle(&mut draft.mentions[place], Kinds::PLACE);
    }
    draft.facts.extend(found);
}

/// Subjects that are tied to places, each to each.
struct Tie {
    subjects: Vec<usize>,
    predicate: &'static str,
    places: Vec<usize>,
    /// Tokens that state it.
    first: usize,
    end: usize,
    apposed: bool,
    rule: &'static str,
    confidence: f32,
}

/// A sentence with what its words are.
struct Clause<'c> {
    draft: &'c Draft<'c>,
    language: &'c Language,
    pack: &'c Pack,
    number: usize,
    lattice: &'c Lattice<'c>,
}

impl<'c> Clause<'c> {
    fn first(&self) -> usize {
        self.lattice.first
    }

    fn end(&self) -> usize {
        self.lattice.end
    }

    #[inline(always)]
    fn is(&self, at: usize, list: &'static str) -> bool {
        self.draft
            .lists(self.pack, (self.first(), self.end()), at, list)
    }

    fn mark(&self, at: usize) -> &'c str {
        match (self.first()..self.end()).contains(&at) {
            true => self.draft.mark(at),
            false => "",
        }
    }

    fn word(&self, at: usize) -> bool {
        (self.first()..self.end()).contains(&at)
            && self.draft.text.tokens[at].kind == TokenKind::Word
    }

    /// Whether a mark parts clauses for good.
    fn parts(&self, at: usize) -> bool {
        matches!(
            self.mark(at),
            ";" | ":" | "." | "?" | "!" | "–" | "—" | "(" | ")" | "…" | "|"
        )
    }

    fn mention(&self, m: usize) -> &'c Mention {
        &self.draft.mentions[m]
    }

    fn mentions(&self) -> impl DoubleEndedIterator<Item = usize> + use<'c> {
        self.draft.of_sentence[self.number].clone()
    }

    /// Whether a token belongs to a name, so that it says nothing by itself.
    fn named(&self, at: usize) -> bool {
        let common = Kinds::SECTOR.or(Kinds::HAPPENING).or(Kinds::DEMONYM);
        self.mentions().any(|m| {
            let m = self.mention(m);
            m.first <= at && at < m.end && m.names_something() && !m.kinds.has(common)
                // a noun with a capital is no name
                && !(self.pack.capital_nouns && m.kinds.has(Kinds::NAME))
        })
    }

    /// Whether a mention lies inside of a longer name: "Paris" in "Université de Paris".
    fn inside(&self, m: usize) -> bool {
        let inner = self.mention(m);
        let other = Kinds::ANY_CLASS.without(Kinds::SECTOR);
        self.mentions().any(|o| {
            let outer = self.mention(o);
            o != m
                && outer.first <= inner.first
                && inner.end <= outer.end
                && outer.len() > inner.len()
                && outer.kinds.has(other)
                && !outer.kinds.has(Kinds::ANAPHOR)
        })
    }

    fn state(&self, knowledge: &Knowledge, tie: &Tie, found: &mut Vec<DraftFact>) {
        let Some(predicate) = knowledge.schema.property_named(tie.predicate) else {
            return;
        };
        let stance = stance_of(
            self.draft,
            self.number,
            self.language,
            tie.first,
            tie.end,
            false,
        );
        // an apposition holds, whatever its clause denies
        if stance != Stance::Asserted && !tie.apposed {
            return;
        }
        let quote = self.draft.span(tie.first, tie.end);
        for &subject in &tie.subjects {
            for &place in &tie.places {
                found.push(DraftFact::asserted(
                    self.number,
                    (subject, predicate, Ref::Mention(place)),
                    quote,
                    tie.rule,
                    tie.confidence,
                ));
            }
        }
    }
}
