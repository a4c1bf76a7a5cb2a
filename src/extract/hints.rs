//! Names of which no sentence alone tells the class: all that a post hints of them, weighed together.

use std::collections::BTreeMap;

use super::draft::{Draft, settle_as};
use crate::fold;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::Rule;

/// How sure the hints of a name must be together.
const ENOUGH: f32 = 0.5;
/// How much surer than what speaks for another sort of thing.
const CLEARLY: f32 = 0.15;

/// Sorts of things that no one thing is two of.
const SORTS: [Kinds; 5] = [
    Kinds(Kinds::PLATFORM.0 | Kinds::COMPANY.0 | Kinds::ORGANIZATION.0 | Kinds::PRODUCT.0),
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
        let first = Kinds(best.0 & best.0.wrapping_neg());
        self.weigh(draft, mention, rule, ENOUGH, (kinds, first));
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
        if !unknown(place.kinds) {
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
    let mut classes: Vec<Kinds> = hints
        .iter()
        .map(|h| h.best)
        .filter(|b| b.has(sort))
        .collect();
    classes.sort();
    classes.dedup();
    let best = classes
        .into_iter()
        .max_by(|&a, &b| sure(&|h| h.best == a).total_cmp(&sure(&|h| h.best == b)))?;
    let kinds = hints
        .iter()
        .filter(|h| h.best == best)
        .fold(best, |all, h| all.or(h.kinds));
    Some((kinds, best))
}
