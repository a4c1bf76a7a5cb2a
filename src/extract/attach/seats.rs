//! Seats: a place that stands right behind the name of a body, or where one was born.

use super::places::Group;
use super::{Clause, Tie};
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;

/// How many words stand between a body and the verb that tells of its birth at most.
const TO_VERB: usize = 5;
/// How many words stand between the verb and the place at most: "founded in 2014 in".
const TO_PLACE: usize = 3;

pub fn read(clause: &Clause, group: &Group) -> Option<Tie> {
    let beside = || match clause.mark(group.lead.checked_sub(1)?) {
        "," => apposed(clause, group),
        "–" | "—" | "-" | "|" | "·" => dashed(clause, group),
        "(" if clause.mark(group.end) == ")" => ending(clause, group.lead - 1),
        _ => None,
    };
    let beside = beside();
    let (body, rule, confidence) = match beside {
        Some(body) => (body, "attach.seat", 0.74),
        None => (born(clause, group)?, "attach.birth", 0.76),
    };
    Some(Tie {
        subjects: vec![body],
        predicate: "basedIn",
        places: group.members.clone(),
        first: clause.mention(body).first,
        end: group.end,
        apposed: beside.is_some(),
        rule,
        confidence,
    })
}

/// "the Weizenbaum Institute, Berlin, …", "Scale AI, à San Francisco, …".
fn apposed(clause: &Clause, group: &Group) -> Option<usize> {
    let closed = group.end >= clause.end()
        || matches!(
            clause.mark(group.end),
            "," | "." | ";" | ")" | ":" | "–" | "—"
        )
        || clause.is(group.end, "conjunctions");
    if group.members.len() > 1 || !closed {
        return None;
    }
    let body = ending(clause, group.lead - 1)?;
    let mention = clause.mention(body);
    // "in Uber, Paris": one of a list of things that are spoken of; a firm says where it works with a preposition
    let country = clause.mention(group.members[0]).kinds.has(Kinds::COUNTRY);
    let house = mention.kinds.has(Kinds::ORGANIZATION)
        || clause.mark(group.end) == "," && (group.governed || !country);
    // a list of names and places
    let listed = clause.is(group.end, "conjunctions") && !clause.is(group.end + 1, "case-markers");
    (house && !listed).then_some(body)
}

/// "Radio Grenouille – Marseille": a line of its own.
fn dashed(clause: &Clause, group: &Group) -> Option<usize> {
    let body = ending(clause, group.lead - 1)?;
    let sentence = &clause.draft.text.sentences[clause.number];
    let line = clause.draft.post.blocks[sentence.block].kind != BlockKind::Title
        && clause.mention(body).first == clause.first()
        && group.end >= clause.end()
        && group.members.len() == 1
        && !group.governed;
    line.then_some(body)
}

/// The body whose name ends there.
fn ending(clause: &Clause, end: usize) -> Option<usize> {
    clause.mentions().find(|&m| {
        let mention = clause.mention(m);
        mention.end == end && is_body(clause, m)
    })
}

fn is_body(clause: &Clause, m: usize) -> bool {
    let mention = clause.mention(m);
    let body = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PLATFORM);
    let other = Kinds::PERSON
        .or(Kinds::VENUE)
        .or(Kinds::EVENT)
        .or(Kinds::WORK)
        .or(Kinds::PLACE)
        .or(Kinds::COUNTRY)
        .or(Kinds::ANAPHOR);
    mention.kinds.has(body) && !mention.kinds.has(other) && !clause.inside(m)
}

/// "A Parafuzo nasceu em São Paulo", "Sama, founded in 2008 in San Francisco".
fn born(clause: &Clause, group: &Group) -> Option<usize> {
    if !group.governed || group.members.len() > 1 {
        return None;
    }
    let back = |from: usize, words: usize| (clause.first()..from).rev().take(words);
    let verb = back(group.lead, TO_PLACE)
        .take_while(|&at| !clause.parts(at))
        .find(|&at| clause.is(at, "seat-births"))?;
    let mut seen = 0;
    for at in (clause.first()..verb).rev() {
        if let Some(body) = ending(clause, at + 1) {
            return Some(body);
        }
        let passes = clause.mark(at) == ","
            || clause.is(at, "auxiliaries")
            || clause.is(at, "relative-pronouns")
            || clause.is(at, "passive-auxiliaries");
        seen += 1;
        if !passes || seen > TO_VERB {
            return None;
        }
    }
    None
}
