//! Mentions of a post → entities: one name, one thing; surnames, initials, acronyms and "the platform" too.

mod anaphora;
mod cluster;
mod employers;
mod entity;
mod grammar;
mod groups;
mod happenings;
mod operators;
mod payers;
mod persons;
mod quotations;
mod salience;

pub use anaphora::{clitic, last_named, spoken_of};
pub use cluster::resolve;
pub use employers::employer;
pub use entity::kind_of;
pub use happenings::meant as happening_meant;
pub use operators::has_legal_form;
pub use persons::short_names;

use rustc_hash::FxHashMap;

use crate::extract::draft::Draft;
use crate::fold;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;

/// Carries what is known of a name in one place of a post to its other places: the class of an unknown
/// name, the person behind a surname, the researcher in a person, the full name behind an acronym.
pub fn by_name(draft: &mut Draft, knowledge: &Knowledge) {
    acronyms(draft);
    let mut classes: FxHashMap<String, (Kinds, Kinds)> = FxHashMap::default();
    for at in 0..draft.mentions.len() {
        let mention = &draft.mentions[at];
        let known = mention.kinds.has(Kinds::ANY_CLASS)
            && !mention.kinds.has(Kinds::ANAPHOR.or(Kinds::DEMONYM));
        if known && (mention.entry.is_none() || mention.kinds.has(Kinds::RESEARCHER)) {
            let key = fold::key(draft.name(at));
            let (kinds, best) = (Kinds(mention.kinds.0 & Kinds::ANY_CLASS.0), mention.best);
            let entry = classes.entry(key).or_default();
            entry.0 = entry.0.or(kinds);
            if entry.1.is_none() || best.has(Kinds::RESEARCHER) {
                entry.1 = best;
            }
        }
    }
    for at in 0..draft.mentions.len() {
        let kinds = draft.mentions[at].kinds;
        if !kinds.has(Kinds::NAME.or(Kinds::PERSON)) || kinds.has(Kinds::ANAPHOR) {
            continue;
        }
        let Some(&(known, best)) = classes.get(&fold::key(draft.name(at))) else {
            continue;
        };
        let mention = &mut draft.mentions[at];
        if kinds.has(Kinds::NAME) {
            mention.kinds = mention.kinds.without(Kinds::NAME).or(known);
            mention.best = best;
        } else if known.has(Kinds::RESEARCHER) {
            mention.kinds = mention.kinds.or(Kinds::RESEARCHER);
            mention.best = Kinds::RESEARCHER;
        }
    }
    persons::known(draft, knowledge);
    persons::surnames(draft, knowledge);
}

/// "Oxford Internet Institute (OII)", "OII (Oxford Internet Institute)": the initials are the same thing.
fn acronyms(draft: &mut Draft) {
    draft.same.clear();
    for sentence in 0..draft.text.sentences.len() {
        let range = draft.of_sentence[sentence].clone();
        for at in range.clone() {
            for other in at + 1..range.end {
                let (a, b) = (&draft.mentions[at], &draft.mentions[other]);
                if b.first != a.end + 1 || !a.names_something() || !b.names_something() {
                    continue;
                }
                let mark = draft.words(a.end, a.end + 1);
                let close = draft
                    .text
                    .tokens
                    .get(b.end)
                    .is_some_and(|t| t.text(&draft.post.text) == ")");
                if mark != "(" || !close {
                    continue;
                }
                let (long, short) = if a.len() >= b.len() {
                    (at, other)
                } else {
                    (other, at)
                };
                if !abbreviates(draft.name(short), draft.name(long)) {
                    continue;
                }
                draft.same.push((at, other));
                // what is known of one holds for the other
                let (known, unknown) = if draft.mentions[long].kinds.has(Kinds::NAME) {
                    (short, long)
                } else {
                    (long, short)
                };
                if draft.mentions[unknown].kinds.has(Kinds::NAME)
                    && !draft.mentions[known].kinds.has(Kinds::NAME)
                {
                    let (kinds, best) = (draft.mentions[known].kinds, draft.mentions[known].best);
                    draft.mentions[unknown].kinds = kinds;
                    draft.mentions[unknown].best = best;
                }
            }
        }
    }
}

/// Whether `short` is made of initials of `long`, in order: OII, AISLF, CNNum.
fn abbreviates(short: &str, long: &str) -> bool {
    let short: Vec<char> = fold::fold(short)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    if !(2..=10).contains(&short.len()) || long.split_whitespace().count() < 2 {
        return false;
    }
    let key = fold::key(long);
    let initials: Vec<char> = key.split(' ').filter_map(|w| w.chars().next()).collect();
    // every letter of the acronym is met in order among the initials, the first one first
    let mut at = 0;
    let hits = short.iter().filter(|&&c| {
        let found = initials[at.min(initials.len())..]
            .iter()
            .position(|&i| i == c);
        found.is_some_and(|skip| {
            at += skip + 1;
            true
        })
    });
    let hits = hits.count();
    initials.first() == short.first() && hits * 4 >= short.len() * 3
}
