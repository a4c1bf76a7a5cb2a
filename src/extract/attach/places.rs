//! The places of a sentence: lists ("in Kenya, Uganda and India"), chains ("Reading, England"), and what governs them.

use super::Clause;
use crate::ontology::kinds::Kinds;

/// How many words link two places of a list at most: ", and in the".
const LINKS: usize = 4;

/// Places that are tied to something together.
pub struct Group {
    /// The members of the list; of a chain its narrowest place.
    pub members: Vec<usize>,
    /// The token where the preposition stands, or where the places begin.
    pub lead: usize,
    pub first: usize,
    /// Behind the last, with the brackets around what a chain ends with.
    pub end: usize,
    /// Whether a preposition governs it.
    pub governed: bool,
    /// Only what stands behind it tells that it is a place: "Bernal" in "(Bernal, Argentina)".
    pub unknown: bool,
}

/// The groups of a sentence, in order.
pub fn groups(clause: &Clause) -> Vec<Group> {
    let places: Vec<usize> = clause.mentions().filter(|&m| is_place(clause, m)).collect();
    let mut groups: Vec<Group> = Vec::new();
    for m in places {
        let (first, end) = (clause.mention(m).first, clause.mention(m).end);
        if let Some(group) = groups.last_mut() {
            if first < group.end {
                continue;
            }
            if let Some(close) = wider(clause, group, m) {
                group.end = close;
                continue;
            }
            if linked(clause, group.end, first) {
                group.members.push(m);
                group.end = end;
                continue;
            }
        }
        let lead = lead(clause, first);
        groups.push(Group {
            members: vec![m],
            lead: lead.unwrap_or(first),
            first,
            end,
            governed: lead.is_some(),
            unknown: clause.mention(m).kinds.has(Kinds::NAME),
        });
    }
    groups
}

fn is_place(clause: &Clause, m: usize) -> bool {
    let mention = clause.mention(m);
    let other = Kinds::DEMONYM
        .or(Kinds::VENUE)
        .or(Kinds::ORGANIZATION)
        .or(Kinds::PERSON)
        .or(Kinds::COMPANY)
        .or(Kinds::PLATFORM);
    let known = mention.kinds.has(Kinds::PLACE.or(Kinds::COUNTRY));
    (known || tells_where(clause, m)) && !mention.kinds.has(other) && !clause.inside(m)
}

/// Whether an unknown name is one of a place by the country behind it: "in Levittown, Kenya", "(Bernal, Argentina)".
fn tells_where(clause: &Clause, m: usize) -> bool {
    let mention = clause.mention(m);
    let unknown = mention.kinds.has(Kinds::NAME) && !mention.kinds.has(Kinds::ANY_CLASS);
    let opens = || {
        let before = mention.first.wrapping_sub(1);
        clause.mark(before) == "(" || lead(clause, mention.first).is_some()
    };
    let country = || {
        clause.mentions().any(|o| {
            let outer = clause.mention(o);
            let closed = !matches!(clause.mark(outer.end), "" | ",") || outer.end >= clause.end();
            outer.first == mention.end + 1
                && outer.kinds.has(Kinds::COUNTRY)
                && !outer.kinds.has(Kinds::DEMONYM)
                && closed
        })
    };
    unknown && clause.mark(mention.end) == "," && opens() && country()
}

/// The token behind a place that only says where the last of a group lies: ", England", " (India)".
fn wider(clause: &Clause, group: &Group, m: usize) -> Option<usize> {
    let (inner, outer) = (clause.mention(*group.members.last()?), clause.mention(m));
    let lies = !inner.kinds.has(Kinds::COUNTRY)
        && (outer.kinds.has(Kinds::COUNTRY)
            || outer.kinds.has(Kinds::REGION) && !inner.kinds.has(Kinds::REGION));
    let closed = |at: usize| clause.mark(at) == ")";
    if !lies {
        return None;
    }
    match clause.mark(group.end) {
        "," if outer.first == group.end + 1 => Some(outer.end),
        "(" if outer.first == group.end + 1 && closed(outer.end) => Some(outer.end + 1),
        _ => None,
    }
}

/// Whether nothing but the links of a list stands between two places.
fn linked(clause: &Clause, from: usize, to: usize) -> bool {
    let mut parted = false;
    let links = (from..to).all(|at| {
        let joins = matches!(clause.mark(at), "," | "/" | "&") || clause.is(at, "conjunctions");
        parted |= joins;
        joins
            || parted && (clause.is(at, "place-markers") || clause.is(at, "articles"))
            || parted && clause.is(at, "place-fillers")
    });
    links && parted && to - from <= LINKS
}

/// The preposition before a place, articles passed over.
fn lead(clause: &Clause, first: usize) -> Option<usize> {
    let mut at = first.checked_sub(1)?;
    if clause.is(at, "articles") && !clause.is(at, "place-markers") {
        at = at.checked_sub(1)?;
    }
    clause.is(at, "place-markers").then_some(at)
}
