//! The author of a work for which no rule has found one: who stands beside it, where nobody else and no other work does.

use std::collections::BTreeSet;

use super::authors::is_work;
use super::reader::Reader;
use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::fold;
use crate::model::{BlockKind, Stance};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::tag::Mention;

/// How many tokens stand between a person and the title of her work at most: "Anna Rossi, who teaches at Yale and
/// whose thesis".
const NEAR: usize = 16;
/// How many words stand between a title and the word that leads to its author at most: "(2021)", "a study".
const LEAD: usize = 3;
/// How many tokens from a title that word stands at most.
const REACH: usize = 7;
/// How many words before a title a preposition still governs it at most: "on the much read report".
const GOVERNED: usize = 4;

/// Adds the authors of works that nobody is said to have made.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let Some(author_of) = knowledge.schema.property_named("authorOf") else {
        return;
    };
    let made = draft.facts.iter().filter(|f| f.predicate == author_of);
    let mut made: BTreeSet<String> = made
        .filter_map(|fact| match fact.object {
            Ref::Mention(work) => Some(fold::key(draft.name(work))),
            Ref::Value(_) => None,
        })
        .collect();
    let mut found: Vec<DraftFact> = Vec::new();
    for number in 0..draft.text.sentences.len() {
        let sentence = &draft.text.sentences[number];
        let Some(language) = knowledge.language(sentence.lang) else {
            continue;
        };
        let works = draft.among(sentence.first, sentence.end, Kinds::WORK);
        let works: Vec<usize> = works.into_iter().filter(|&at| is_work(draft, at)).collect();
        if works.is_empty() || draft.post.blocks[sentence.block].kind == BlockKind::Title {
            continue;
        }
        let reader = Reader::of(draft, &language.pack, number);
        if reader.names_nobody() {
            continue;
        }
        for &work in &works {
            let name = fold::key(draft.name(work));
            if made.contains(&name) {
                continue;
            }
            let people = beside(&reader, work, &works);
            for &person in &people {
                let (one, other) = (&draft.mentions[person], &draft.mentions[work]);
                let (first, end) = (one.first.min(other.first), one.end.max(other.end));
                let states = (person, author_of, Ref::Mention(work));
                let (words, by) = ((first, end), ("hub.author-beside", 0.72));
                let fact = super::fact(draft, language, number, states, words, by);
                if fact.stance != Stance::Asserted {
                    continue;
                }
                made.insert(name.clone());
                found.push(fact);
            }
        }
    }
    draft.facts.extend(found);
}

/// Who stands beside a title as its author.
fn beside(reader: &Reader, work: usize, works: &[usize]) -> Vec<usize> {
    let title = &reader.draft.mentions[work];
    let behind = behind(reader, title);
    match behind.is_empty() {
        true => before(reader, title, works),
        false => behind,
    }
}

/// "«W» (2021), a study by Anna Rossi", "«W», handed in by Anna Rossi".
fn behind(reader: &Reader, title: &Mention) -> Vec<usize> {
    let leads = |at: &usize| {
        ["agent-markers", "genitive-markers"]
            .iter()
            .any(|list| reader.is(*at, list))
    };
    let Some(lead) = (title.end..reader.end.min(title.end + REACH)).find(leads) else {
        return Vec::new();
    };
    let words = (title.end..lead).filter(|&at| reader.small(at)).count();
    let parted = |at: usize| {
        reader.acts(at) && at + 1 != lead || matches!(reader.draft.mark(at), ";" | "." | ":")
    };
    match words <= LEAD && !(title.end..lead).any(parted) {
        true => reader.led_close(lead + 1),
        false => Vec::new(),
    }
}

/// "Anna Rossi, whose thesis W", "the sociologist Anna Rossi calls it so in W".
fn before(reader: &Reader, title: &Mention, works: &[usize]) -> Vec<usize> {
    let draft = reader.draft;
    let Some(person) = reader.before(title.first) else {
        return Vec::new();
    };
    let from = draft.mentions[person].end;
    let between = |&m: &usize| {
        let other = &draft.mentions[m];
        other.first >= from && other.end <= title.first
    };
    if works.iter().any(between) {
        return Vec::new();
    }
    let parted = |at: usize| {
        matches!(draft.mark(at), ";" | ":" | "." | "?" | "!" | "…" | "|")
            || reader.is(at, "negation")
    };
    let near = title.first - from <= NEAR && !(from..title.first).any(parted);
    let free = || !reader.governed(person) && !spoken_of(reader, title.first);
    let called = || (from..title.first).any(|at| reader.is(at, "author-words"));
    let researcher = draft.mentions[person].kinds.has(Kinds::RESEARCHER);
    match near && free() && (researcher || called()) {
        true => reader.list_up_to(person),
        false => Vec::new(),
    }
}

/// Whether a preposition governs a title or the noun before it: "comes back to the report W".
fn spoken_of(reader: &Reader, first: usize) -> bool {
    (first.saturating_sub(GOVERNED).max(reader.first)..first)
        .any(|at| reader.is(at, "case-markers"))
}
