//! What speaks for a fact and against it: its claims together, by date and by post.

use std::hash::Hash;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::choose::{first_day, last_day};
use super::claims::RawClaim;
use super::symbols::Symbol;
use crate::model::view::Claim;
use crate::model::{Choices, PartialDate, Stance};

/// The claims that may be held as of a date: none that is later, and no assertion of what the latest
/// claim denies. All of them where no date is given.
pub(super) fn last_word(mut claims: Vec<RawClaim>, as_of: Option<PartialDate>) -> Vec<RawClaim> {
    let Some(as_of) = as_of else { return claims };
    claims.retain(|claim| {
        claim
            .as_of
            .is_none_or(|date| first_day(date) <= last_day(as_of))
    });
    // By fact: the last date of an assertion, and of a denial.
    let mut words = FxHashMap::default();
    for claim in &claims {
        let fact = (claim.subject, claim.predicate, claim.object.clone());
        let word: &mut [Option<(i16, u8, u8)>; 2] = words.entry(fact).or_default();
        let date = claim.as_of.map(last_day);
        match claim.stance {
            Stance::Asserted => word[0] = word[0].max(date),
            Stance::Denied => word[1] = word[1].max(date),
            _ => {}
        }
    }
    claims.retain(|claim| {
        let fact = (claim.subject, claim.predicate, claim.object.clone());
        let [asserted, denied] = words.get(&fact).copied().unwrap_or_default();
        claim.stance != Stance::Asserted || denied <= asserted
    });
    claims
}

/// Keeps the facts that enough posts state and, where only these are asked for, those in dispute.
/// `fact` says of which fact a row is.
pub(super) fn supported<T, K: Eq + Hash>(
    choices: &Choices,
    rows: &mut Vec<(RawClaim, T)>,
    fact: impl Fn(&(RawClaim, T)) -> K,
) {
    if choices.min_sources < 2 && !choices.disputed {
        return;
    }
    let mut posts: FxHashMap<K, FxHashSet<Symbol>> = FxHashMap::default();
    let mut stances: FxHashMap<K, [bool; 2]> = FxHashMap::default();
    for row in rows.iter() {
        posts.entry(fact(row)).or_default().insert(row.0.post);
        let said = stances.entry(fact(row)).or_default();
        said[0] |= row.0.stance == Stance::Asserted;
        said[1] |= row.0.stance == Stance::Denied;
    }
    rows.retain(|row| {
        let fact = fact(row);
        posts[&fact].len() >= choices.min_sources
            && (!choices.disputed || stances[&fact] == [true; 2])
    });
}

/// Appends claims to `all`, those of one fact together and the best first: asserted, sure, early; the
/// IRI makes the order whole. Gives the facts in their order, each with where its claims stand.
pub(super) fn grouped<K: Ord>(
    mut rows: Vec<(K, Claim)>,
    all: &mut Vec<Claim>,
) -> Vec<(K, Range<usize>)> {
    rows.sort_by(|(a_fact, a), (b_fact, b)| {
        a_fact
            .cmp(b_fact)
            .then(a.stance.cmp(&b.stance))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.as_of.is_none().cmp(&b.as_of.is_none()))
            .then(a.as_of.cmp(&b.as_of))
            .then_with(|| (a.post, &a.iri).cmp(&(b.post, &b.iri)))
    });
    let mut facts: Vec<(K, Range<usize>)> = Vec::new();
    for (fact, claim) in rows {
        all.push(claim);
        match facts.last_mut() {
            Some((same, claims)) if *same == fact => claims.end = all.len(),
            _ => facts.push((fact, all.len() - 1..all.len())),
        }
    }
    facts
}

/// How many posts make these claims.
pub(super) fn sources(claims: &[Claim]) -> usize {
    let mut posts: Vec<usize> = claims.iter().map(|claim| claim.post).collect();
    posts.sort_unstable();
    posts.dedup();
    posts.len()
}
