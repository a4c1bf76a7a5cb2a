//! How far a statement reaches: who of a list has the office, whether a name only colours another one,
//! whether it stands in a relative clause that ended before the verb.

use super::automaton::Capture;
use super::draft::{Draft, DraftFact, Ref};
use crate::ontology::Language;
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;

/// How far from its antecedent's comma the list in a relative clause can start, in words.
const LONGEST_VERB: usize = 6;

/// Whether an office that is named behind a list belongs to its last member alone: "A (X), B (Y) and C,
/// speaker of Z", "A, B, president of T"; but "A and B, sociologists at T".
pub fn last_only(draft: &Draft, language: &Language, list: &Capture) -> bool {
    let (Some(&head), Some(&last)) = (list.mentions.first(), list.mentions.last()) else {
        return false;
    };
    if head == last || !draft.mentions[last].kinds.has(Kinds::PERSON) {
        return false;
    }
    let between = draft.mentions[head].end..draft.mentions[last].first;
    let bracketed = between.clone().any(|at| draft.mark(at) == "(");
    let linked = |mut between: std::ops::Range<usize>| {
        let words = language.pack.set("conjunctions");
        between.any(|at| words.contains(draft.text.tokens[at].word) || draft.mark(at) == "&")
    };
    match draft.mark(list.end) {
        "(" => bracketed,
        "," => bracketed || !linked(between),
        _ => false,
    }
}

/// Whether a name at the end of what was read only says whose member somebody is: "created by Stanford
/// PhD candidate Ada Maier".
pub fn colours_a_person(draft: &Draft, number: usize, mention: usize, end: usize) -> bool {
    let named = &draft.mentions[mention];
    let person = Kinds::PERSON;
    if named.end != end || named.kinds.has(person) || !named.names_something() {
        return false;
    }
    let behind = draft.of_sentence[number].clone().find(|&at| {
        let other = &draft.mentions[at];
        other.first > end
            && other.first <= end + 4
            && other.kinds.has(person)
            && other.names_something()
    });
    behind.is_some_and(|at| {
        (end..draft.mentions[at].first).all(|at| draft.text.tokens[at].kind == TokenKind::Word)
    })
}

/// Whether a place is one where people gather and not one where they work: "piazza Maggiore".
pub fn is_a_square(draft: &Draft, language: &Language, mention: usize) -> bool {
    let head = draft.text.tokens[draft.mentions[mention].first].word;
    language.pack.set("square-heads").contains(head)
}

/// Who is named in brackets behind a work and its author has published it: "Uberland by Alex Rosenblat
/// (University of California Press)".
pub fn publishers_have_no_members(draft: &Draft, facts: &mut Vec<DraftFact>) {
    let object = |fact: &DraftFact| match fact.object {
        Ref::Mention(at) => Some(at),
        Ref::Value(_) => None,
    };
    let published: Vec<usize> = facts
        .iter()
        .filter(|fact| fact.predicate.name() == "publishedIn")
        .filter_map(object)
        .collect();
    facts.retain(|fact| {
        let bracketed = object(fact).is_some_and(|at| {
            let first = draft.mentions[at].first;
            published.contains(&at) && first > 0 && draft.mark(first - 1) == "("
        });
        fact.predicate.name() != "affiliatedWith" || !bracketed
    });
}

/// Whether a name is the object of a relative clause, which its comma closes: in "Meta, which owns
/// Facebook and Instagram, pays Sama" Facebook pays nobody.
pub fn in_relative(
    draft: &Draft,
    number: usize,
    language: &Language,
    list: &Capture,
    end: usize,
) -> bool {
    let Some(&head) = list.mentions.first() else {
        return false;
    };
    let from = draft.text.sentences[number].first;
    let first = draft.mentions[head].first;
    // an aside that the rule skips, or the rest of the list
    let closed = draft.mark(list.end) == "," && list.end + 1 < end;
    if !closed {
        return false;
    }
    let pronouns = language.pack.set("relative-pronouns");
    let mut at = first;
    while at > from && first - at <= LONGEST_VERB {
        at -= 1;
        if draft.text.tokens[at].kind == TokenKind::Mark {
            return false;
        }
        if pronouns.contains(draft.text.tokens[at].word) {
            return at + 1 < first && at > from && draft.mark(at - 1) == ",";
        }
    }
    false
}
