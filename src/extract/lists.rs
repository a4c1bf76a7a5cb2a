//! Lists that go on behind the words of a pattern.
//!
//! A pattern that ends with a name reads the first of "at Uber and at Bolt", one that begins with a name the last of
//! "Ada Maier and Tom Bloch, both of the union": what is coordinated with it has part in the same statement.

use super::asides;
use super::automaton::Match;
use super::automaton::coordination::coordinated;
use super::draft::Draft;
use super::matches;
use crate::ontology::Language;
use crate::ontology::kinds::Kinds;
use crate::vocab::Property;

/// Whether a statement is likely as true of all of a list as of its first: a firm works in many countries, but sits
/// in one and belongs to one.
pub fn takes_several(predicate: Property) -> bool {
    matches!(
        predicate.name(),
        "workersIn"
            | "clientsIn"
            | "worksOn"
            | "usesPlatform"
            | "authorOf"
            | "participatesIn"
            | "pays"
    )
}

/// A match that begins with the last of several persons, with all of them in its place; `None` where it begins as it
/// was. Only what says "both" is said of all: "Ada Maier and Tom Bloch, both of", but "and Tom Bloch, head of".
pub fn all_persons<'a>(
    draft: &Draft,
    number: usize,
    language: &Language,
    found: &Match<'a>,
) -> Option<Match<'a>> {
    let sentence = &draft.text.sentences[number];
    let place = found
        .captures
        .iter()
        .position(|capture| capture.first == found.first && capture.mentions.len() == 1)?;
    let lead = found.captures[place].mentions[0];
    let (first, end) = (draft.mentions[lead].first, draft.mentions[lead].end);
    let person = |at: usize| {
        let mention = &draft.mentions[at];
        mention.kinds.has(Kinds::PERSON) && mention.names_something()
    };
    let within = |at: usize, list: &'static str| {
        at < sentence.end && language.pack.set(list).contains(draft.text.tokens[at].word)
    };
    let joined = first > sentence.first
        && (within(first - 1, "conjunctions") || draft.mark(first - 1) == "&");
    let of_all = draft.mark(end) == "," && within(end + 1, "both-words");
    if !person(lead) || !joined || !of_all {
        return None;
    }
    let members = draft.of_sentence[number]
        .clone()
        .filter(|&at| draft.mentions[at].end < first && person(at))
        .map(|at| list(draft, number, language, at))
        .find(|members| members.last() == Some(&lead))?;
    let mut whole = found.clone();
    whole.first = draft.mentions[members[0]].first;
    whole.captures[place].first = whole.first;
    whole.captures[place].mentions = members;
    Some(whole)
}

/// A match whose last name begins a list, with all the list in its place; `None` where it ends as it was.
pub fn whole<'a>(
    draft: &Draft,
    number: usize,
    language: &Language,
    found: &Match<'a>,
) -> Option<Match<'a>> {
    let sentence = &draft.text.sentences[number];
    let goes_on = found.end < sentence.end && {
        let token = &draft.text.tokens[found.end];
        matches!(draft.mark(found.end), "," | "&")
            || language.pack.set("conjunctions").contains(token.word)
    };
    if !goes_on {
        return None;
    }
    let place = found.captures.iter().position(|capture| {
        capture.end == found.end && capture.mentions.len() == 1 && {
            let lead = &draft.mentions[capture.mentions[0]];
            lead.end == found.end && lead.names_something()
        }
    })?;
    let lead = found.captures[place].mentions[0];
    let mut members = list(draft, number, language, lead);
    while members.len() > 1 && !closed(draft, number, language, found, &members) {
        members.pop();
    }
    if members.len() < 2 {
        return None;
    }
    let mut whole = found.clone();
    let end = draft.mentions[members[members.len() - 1]].end;
    whole.captures[place].mentions = members;
    whole.captures[place].end = end;
    whole.end = end;
    Some(whole)
}

fn list(draft: &Draft, number: usize, language: &Language, lead: usize) -> Vec<usize> {
    let mut starting = Vec::new();
    let lattice = matches::lattice(draft, number, language, &mut starting);
    let own = draft.mentions[lead].kinds;
    let placed = Kinds::PLACE.or(Kinds::COUNTRY);
    let kinds = match own.has(placed) {
        true => placed,
        false => Kinds(own.0 & Kinds::ANY_CLASS.0),
    };
    coordinated(&lattice, lead, kinds, false)
}

/// Whether an "and" stands before the last of a list and the last is itself what is listed: in "works for Uber and
/// Bolt pays" and in "Uber and Bolt's riders" it is not.
fn closed(
    draft: &Draft,
    number: usize,
    language: &Language,
    found: &Match,
    members: &[usize],
) -> bool {
    let mention = |at: usize| &draft.mentions[members[at]];
    let within = |at: usize, list: &'static str| {
        language.pack.set(list).contains(draft.text.tokens[at].word)
    };
    let last = members.len() - 1;
    let between = mention(last - 1).end..mention(last).first;
    let joined = between
        .clone()
        .any(|at| draft.mark(at) == "&" || within(at, "conjunctions"));
    // "owned by Meta, and Google": of two no comma parts the second
    let parted = last == 1 && between.clone().any(|at| draft.mark(at) == ",");
    if !joined || parted {
        return false;
    }
    let behind = mention(last).end;
    if behind >= draft.text.sentences[number].end {
        return true;
    }
    let colours = draft.text.tokens[behind].hyphen
        || matches!(draft.mark(behind), "'" | "’")
        || within(behind, "nouns-behind-names");
    // "the drivers of Bolt and of Yango stopped": a preposition of its own, or no verb before, tells of a list
    let governed = between
        .clone()
        .any(|at| within(at, "case-markers") && !within(at, "conjunctions"));
    let verb = |at: usize| asides::verb(draft, &language.pack, at);
    let acts = verb(behind) && !governed && (found.first..found.end).any(verb);
    !colours && !acts
}
