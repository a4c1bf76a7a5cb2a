//! Titles before a bar: "Title | Medium", "Title – Author".

use super::{Forms, thing};
use crate::extract::draft::{Draft, Ref};
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;

/// How many words a title has at most that holds a full stop.
const SENTENCE: usize = 20;

/// "Bienvenue dans l'ère des Silicon valets! | Slate.fr", "Title – Medium".
pub fn piped(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) -> bool {
    let bar = |d: &Draft, at: usize| {
        matches!(d.mark(at), "|") || matches!(d.mark(at), "–" | "—") && !d.text.tokens[at].glued
    };
    let Some(split) = (first + 2..end).find(|&at| bar(draft, at)) else {
        return false;
    };
    if draft.text.tokens[first..split].len() < 3 || is_no_title(draft, form, first, split) {
        return false;
    }
    // "Un blogueur pose la question : Titre – Auteur": a sentence before the title
    let first = match (first..split)
        .rev()
        .find(|&at| draft.mark(at) == ":" && split - first > 14)
    {
        Some(colon) => colon + 1,
        None => first,
    };
    let mut segments = Vec::new();
    let mut from = split + 1;
    for at in split + 1..=end {
        if at == end || bar(draft, at) {
            segments.push((from, at));
            from = at + 1;
        }
    }
    // every segment behind the title is short and at least one names a body or a person whole
    let whole = |d: &Draft, (a, b): (usize, usize), kinds: Kinds| {
        d.among(a, b, kinds)
            .into_iter()
            .find(|&m| d.mentions[m].first <= a + 1 && d.mentions[m].end + 2 >= b)
    };
    let last = segments
        .iter()
        .rev()
        .find_map(|&s| Some((whole(draft, s, Kinds::ORGANIZATION.or(Kinds::PERSON))?, s)));
    let Some((body, _)) = last else { return false };
    let Some(work) = thing(draft, first, split, Kinds::WORK) else {
        return false;
    };
    let quote = draft.mention_span(work).join(draft.mention_span(body));
    if draft.mentions[body].kinds.has(Kinds::PERSON) {
        form.state(
            draft,
            body,
            "authorOf",
            Ref::Mention(work),
            quote,
            "author.piped",
            0.8,
        );
    } else {
        form.state(
            draft,
            work,
            "publishedIn",
            Ref::Mention(body),
            quote,
            "published.piped",
            0.85,
        );
    }
    true
}

/// Whether what stands before a bar names no work: a day or an hour ("21 November 2024 | Brussels"), a person
/// ("By Ann Hale | The Post", "Ann Hale – Oxford"), what a programme labels ("Chair: Ann Hale – Oxford").
fn is_no_title(draft: &Draft, form: &Forms, first: usize, split: usize) -> bool {
    let labels = [
        "label-speaker",
        "label-date",
        "label-place",
        "label-organizer",
        "programme-words",
    ];
    let labelled = (first + 1..split.min(first + 4)).any(|at| draft.mark(at) == ":")
        && labels.iter().any(|list| form.listed(draft, first, list));
    let words = |from: usize, to: usize| {
        (from..to)
            .filter(|&at| draft.text.tokens[at].kind == TokenKind::Word)
            .count()
    };
    let all = words(first, split);
    let dated = draft
        .among(first, split, Kinds::DATE)
        .iter()
        .any(|&m| all <= 3 + words(draft.mentions[m].first, draft.mentions[m].end));
    // what is left beside the persons: "By", "and", "with"
    let people = draft.among(first, split, Kinds::PERSON);
    let named = people.first().is_some_and(|&m| {
        let (from, to) = (draft.mentions[m].first, draft.mentions[m].end);
        let behind = draft.mark(to);
        from == first && matches!(behind, "," | "(" | "&" | ";")
            || all <= 2 + words(from, to)
            || from <= first + 3 && form.listed(draft, first, "credit-words")
    });
    // "By Ann Hale", also where nobody knows the name
    let signed = ["by-words", "credit-words"]
        .iter()
        .any(|list| form.listed(draft, first, list))
        && (first + 1..split).all(|at| draft.text.tokens[at].capital());
    // "NIdiL Cgil – Felsa Cisl – UilTemp": bodies in a row
    let bodies = draft.among(first, split, Kinds::ORGANIZATION);
    let row = bodies.iter().any(|&m| draft.mentions[m].end == split);
    // a paragraph with a name behind its last dash
    let told = (first + 1..split - 1)
        .any(|at| draft.mark(at) == "." && draft.text.tokens[at + 1].capital() && all > SENTENCE);
    labelled || dated || named || signed || row || told || all < 3 || draft.mark(first) == "("
}
