//! Names of which no sentence alone tells the class: all that a post hints of them, weighed together.

use std::collections::BTreeMap;

use super::draft::{Draft, settle_as};
use crate::fold;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::Rule;
use crate::tag::Mention;

/// How sure the hints of a name must be together.
const ENOUGH: f32 = 0.5;
/// How sure the one class is that an end of a fact must have.
const ONE_CLASS: f32 = 0.6;
/// How much surer than what speaks for another sort of thing.
const CLEARLY: f32 = 0.15;

/// Sorts of things that no one thing is two of.
const SORTS: [Kinds; 5] = [
    Hints::BODIES,
    Kinds(Kinds::PERSON.0 | Kinds::RESEARCHER.0),
    Kinds(Kinds::COUNTRY.0 | Kinds::PLACE.0),
    Kinds::EVENT,
    Kinds::WORK,
];

/// What a post hints of its names, by the key of the name.
#[derive(Default)]
pub struct Hints {
    of_name: BTreeMap<String, Vec<Hint>>,
}

struct Hint {
    rule: &'static str,
    /// The first token of the mention that it is of.
    at: usize,
    kinds: Kinds,
    best: Kinds,
    confidence: f32,
}

impl Hints {
    /// The classes of bodies and of what they offer, which one thing can have beside each other.
    pub const BODIES: Kinds = Kinds::PLATFORM
        .or(Kinds::COMPANY)
        .or(Kinds::ORGANIZATION)
        .or(Kinds::PRODUCT);

    /// A hint of a mention; of what is known already, and twice the same of one mention, it is none.
    pub fn add(&mut self, draft: &Draft, mention: usize, rule: &Rule, kinds: Kinds, best: Kinds) {
        self.weigh(draft, mention, rule, rule.confidence, (kinds, best));
    }

    /// What a name must be as an end of a fact: enough where nothing else is hinted of it.
    pub fn add_end(
        &mut self,
        draft: &Draft,
        mention: usize,
        rule: &Rule,
        kinds: Kinds,
        best: Kinds,
    ) {
        let best = if best.is_none() { kinds } else { best };
        let first = Kinds(best.0 & best.0.wrapping_neg());
        let sure = match kinds.classes().count() {
            1 => ONE_CLASS,
            _ => ENOUGH,
        };
        self.weigh(draft, mention, rule, sure, (kinds, first));
    }

    fn weigh(
        &mut self,
        draft: &Draft,
        mention: usize,
        rule: &Rule,
        confidence: f32,
        (kinds, best): (Kinds, Kinds),
    ) {
        let place = &draft.mentions[mention];
        if !unknown(place.kinds) || inside_another(draft, mention) {
            return;
        }
        let hints = self
            .of_name
            .entry(fold::key(draft.name(mention)))
            .or_default();
        let hint = Hint {
            rule: rule.id,
            at: place.first,
            kinds,
            best,
            confidence,
        };
        if !hints.iter().any(|h| (h.rule, h.at) == (hint.rule, hint.at)) {
            hints.push(hint);
        }
    }

    /// Gives the names their classes whose hints are enough. Returns whether any got one.
    pub fn settle(&self, draft: &mut Draft) -> bool {
        let mut changed = false;
        for at in 0..draft.mentions.len() {
            if !unknown(draft.mentions[at].kinds) {
                continue;
            }
            let hints = self.of_name.get(&fold::key(draft.name(at)));
            if let Some((kinds, best)) = hints.and_then(|hints| weighed(hints)) {
                if kinds.has(Kinds::PERSON) && draft.is_acronym(at) {
                    continue;
                }
                settle_as(&mut draft.mentions[at], kinds, best);
                changed = true;
            }
        }
        changed
    }
}

/// Whether a name is a word of a longer one: "Bormida" in "Corriere della Bormida".
fn inside_another(draft: &Draft, mention: usize) -> bool {
    let place = &draft.mentions[mention];
    let sentence = draft.sentence_of(place.first);
    let holds = |m: &Mention| {
        m.first <= place.first
            && place.end <= m.end
            && place.len() < m.len()
            && m.kinds.has(Kinds::ANY_CLASS)
            && !m.kinds.has(Kinds::HAPPENING.or(Kinds::ANAPHOR))
    };
    let range = draft.of_sentence.get(sentence).cloned().unwrap_or(0..0);
    draft.mentions[range].iter().any(holds)
}

/// A name of which nothing is known.
fn unknown(kinds: Kinds) -> bool {
    kinds.has(Kinds::NAME) && !kinds.has(Kinds::ANY_CLASS.or(Kinds::ANAPHOR))
}

/// What the hints come to: the classes, and the best of them; nothing where they are too few or at odds.
fn weighed(hints: &[Hint]) -> Option<(Kinds, Kinds)> {
    let sure = |of: &dyn Fn(&Hint) -> bool| {
        let doubt: f32 = hints
            .iter()
            .filter(|h| of(h))
            .map(|h| 1.0 - h.confidence)
            .product();
        1.0 - doubt
    };
    let mut sorts: Vec<(Kinds, f32)> = SORTS
        .iter()
        .map(|&sort| (sort, sure(&|h| h.best.has(sort))))
        .collect();
    sorts.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(sort, most), (_, next), ..] = sorts[..] else {
        return None;
    };
    if most < ENOUGH || most < next + CLEARLY {
        return None;
    }
    // of two that are as sure the later
    let best = [
        Kinds::ORGANIZATION,
        Kinds::PRODUCT,
        Kinds::PLATFORM,
        Kinds::COMPANY,
        Kinds::PERSON,
        Kinds::RESEARCHER,
        Kinds::COUNTRY,
        Kinds::PLACE,
        Kinds::EVENT,
        Kinds::WORK,
    ]
    .into_iter()
    .filter(|class| sort.has(*class))
    .max_by(|&a, &b| sure(&|h| h.best == a).total_cmp(&sure(&|h| h.best == b)))?;
    let kinds = hints.iter().fold(best, |all, h| all.or(h.kinds));
    let kinds = Kinds(kinds.0 & sort.0);
    Some((kinds, best))
}
