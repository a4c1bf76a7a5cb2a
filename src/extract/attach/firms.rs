//! For whom the hands work of whom a sentence speaks.

use std::collections::BTreeSet;

use super::Clause;
use crate::extract::automaton::coordination::coordinated;
use crate::fold;
use crate::ontology::kinds::Kinds;
use crate::resolve;

const FIRM: Kinds = Kinds::PLATFORM.or(Kinds::COMPANY);
/// How many words stand between a preposition and the firm at most: "on four platforms, among them UHRS".
const TO_FIRM: usize = 7;
/// How far from the noun a firm stands at most.
const FARTHEST: usize = 9;
/// How far from the noun the only firm of a sentence stands at most that nothing else ties to it.
const NEAR: usize = 6;
/// How many words belong to a noun behind it before its firm: "drivers who work for Uber".
const OF_NOUN: usize = 4;

/// The firms for which the hands that a token names work, as the sentence tells: in the phrase itself, behind a
/// preposition that speaks of work, the only one of the sentence. Empty where several could be meant.
pub fn of(clause: &Clause, noun: usize, behind: usize) -> Vec<usize> {
    let named = named_for(clause, noun, behind);
    if !named.is_empty() {
        return named;
    }
    let firms = || clause.mentions().filter(|&m| is_firm(clause, m));
    let platforms = || firms().filter(|&m| clause.mention(m).kinds.has(Kinds::PLATFORM));
    sole(clause, noun, firms())
        .or_else(|| sole(clause, noun, platforms()))
        .into_iter()
        .collect()
}

/// The same where the phrase or a preposition says it.
pub fn named_for(clause: &Clause, noun: usize, behind: usize) -> Vec<usize> {
    let beside = clause.mentions().find(|&m| {
        let mention = clause.mention(m);
        let gap = mention.end..noun;
        let mark = |at: usize| {
            clause.is(at, "possessive-marks") || matches!(clause.mark(at), "'" | "’" | "-")
        };
        let owns = || mention.end <= noun && gap.len() <= 3 && gap.clone().all(mark);
        let behind = || mention.first > noun && mention.first - noun <= OF_NOUN;
        is_firm(clause, m) && (owns() || behind() && works_for(clause, m, noun))
    });
    match beside {
        Some(m) => whole(clause, m),
        None => worked_for(clause, noun, behind),
    }
}

/// The one that all these are, if it stands near the noun in its own part of the sentence.
fn sole(clause: &Clause, noun: usize, firms: impl Iterator<Item = usize>) -> Option<usize> {
    let firms: Vec<usize> = firms.collect();
    let keys: BTreeSet<String> = firms.iter().map(|&m| key(clause, m)).collect();
    let near = |m: &usize| {
        let first = clause.mention(*m).first;
        let mut between = first.min(noun)..first.max(noun);
        between.len() <= NEAR && !between.any(|at| clause.parts(at) || clause.mark(at) == ",")
    };
    firms.into_iter().find(near).filter(|_| keys.len() == 1)
}

/// The nearest firm, with those coordinated with it, that is worked for by a preposition of the clause of a token.
/// `behind` is where what stands between them and says where they are ends: the noun itself, or its places.
pub fn worked_for(clause: &Clause, noun: usize, behind: usize) -> Vec<usize> {
    let worked = clause.mentions().filter(|&m| {
        let first = clause.mention(m).first;
        let between = noun.min(first)..noun.max(first);
        let apart = match first >= behind {
            true => first - behind,
            false => between.len(),
        };
        is_firm(clause, m)
            && apart <= FARTHEST
            && works_for(clause, m, clause.first())
            && !between
                .into_iter()
                .any(|at| matches!(clause.mark(at), ";" | ":" | ".") || goes_on(clause, at))
    });
    let nearest = worked.min_by_key(|&m| clause.mention(m).first.abs_diff(noun));
    nearest.map(|m| whole(clause, m)).unwrap_or_default()
}

/// "… and has labelled images for": another clause.
fn goes_on(clause: &Clause, at: usize) -> bool {
    clause.is(at, "conjunctions")
        && (clause.is(at + 1, "auxiliaries")
            || at + 1 < clause.end()
                && clause.pack.is_verb(clause.draft.text.tokens[at + 1].word)
                && !clause.named(at + 1))
}

/// The firms that a preposition of work leads to right behind a token: "on platforms such as Appen and Toloka".
pub fn right_behind(clause: &Clause, from: usize) -> Vec<usize> {
    let leads = |at: usize| clause.is(at, "articles") || clause.is(at, "platform-lead");
    let near = clause.mentions().find(|&m| {
        let first = clause.mention(m).first;
        is_firm(clause, m)
            && first > from
            && first - from <= TO_FIRM
            && clause.is(from, "labour-for")
            && (from + 1..first).all(leads)
    });
    near.map(|m| whole(clause, m)).unwrap_or_default()
}

/// A firm and those of its list.
fn whole(clause: &Clause, m: usize) -> Vec<usize> {
    let list = |from: usize| coordinated(clause.lattice, from, FIRM, false);
    let before =
        |&o: &usize| is_firm(clause, o) && clause.mention(o).first < clause.mention(m).first;
    let mut lists = clause.mentions().filter(before).map(list);
    let found = lists.find(|l| l.contains(&m));
    found.unwrap_or_else(|| list(m))
}

/// Of whom the post speaks before a token.
pub fn spoken_of(clause: &Clause, before: usize) -> Option<usize> {
    resolve::last_named(clause.draft, clause.pack, before, FIRM)
}

/// Whether the sentence names any.
pub fn any(clause: &Clause) -> bool {
    clause.mentions().any(|m| is_firm(clause, m))
}

pub fn is_firm(clause: &Clause, m: usize) -> bool {
    let mention = clause.mention(m);
    let other = Kinds::PERSON
        .or(Kinds::DEMONYM)
        .or(Kinds::EVENT)
        .or(Kinds::WORK)
        .or(Kinds::ANAPHOR)
        .or(Kinds::SECTOR);
    mention.kinds.has(FIRM) && !mention.is_empty() && !mention.kinds.has(other) && !clause.inside(m)
}

fn key(clause: &Clause, m: usize) -> String {
    fold::key(clause.draft.name(m))
}

/// Whether a preposition that speaks of work governs a firm, from a token on: "on platforms such as Appen".
fn works_for(clause: &Clause, m: usize, from: usize) -> bool {
    let first = clause.mention(m).first;
    let mut back = (from..first).rev().take(TO_FIRM);
    back.find_map(|at| match () {
        () if clause.is(at, "labour-for") => Some(true),
        () if clause.is(at, "articles") || clause.is(at, "platform-lead") => None,
        () if clause.mark(at) == "," => None,
        () => Some(false),
    })
    .unwrap_or(false)
}
