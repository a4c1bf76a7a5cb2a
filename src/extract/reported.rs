//! Who speaks in the report of a hearing, a debate, a conference: whoever says something in it took part.

use std::collections::BTreeSet;

use super::draft::{Draft, DraftFact, Ref};
use crate::fold;
use crate::model::{Stance, Value};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::rules::PostRole;

/// In how many blocks at the head of a post the happening is named that it reports.
const HEAD: usize = 4;
/// How far before a title its noun stands at most.
const TO_NOUN: usize = 4;
/// How many words an aside has at most, and how many stand between a verb and who says it behind.
const ASIDE: usize = 18;
const BEHIND: usize = 5;
/// How many people speak at least in a report.
const SPEAKERS: usize = 2;

/// Adds those who are heard in a report of a happening at which people speak.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let property = |name: &str| knowledge.schema.property_named(name);
    let (Some(held), Some(takes_part), Some(interviewed)) = (
        property("heldOn"),
        property("participatesIn"),
        property("interviewedBy"),
    ) else {
        return;
    };
    // a programme announces who will speak
    if !draft.stages.is_empty() {
        return;
    }
    let asserted = |f: &&DraftFact| f.stance == Stance::Asserted;
    if draft
        .facts
        .iter()
        .filter(asserted)
        .any(|f| f.predicate == interviewed)
    {
        return;
    }
    let Some(event) = reported(draft, knowledge) else {
        return;
    };
    let name = fold::key(draft.name(event));
    let ahead = draft.facts.iter().filter(asserted).any(|f| {
        let own = f.predicate == held && fold::key(draft.name(f.subject)) == name;
        match (&f.object, draft.post.date) {
            (Ref::Value(Value::Date(day)), Some(post)) => own && *day > post,
            _ => false,
        }
    });
    if ahead {
        return;
    }
    let mut known: BTreeSet<String> = draft
        .facts
        .iter()
        .filter(|f| f.predicate == takes_part)
        .map(|f| fold::key(draft.name(f.subject)))
        .collect();
    let opens = draft.sentence_of(draft.mentions[event].first);
    let mut found: Vec<DraftFact> = Vec::new();
    for sentence in opens..draft.text.sentences.len() {
        let Some(language) = knowledge.language(draft.text.sentences[sentence].lang) else {
            continue;
        };
        let Some(person) = speaker(draft, &language.pack, sentence, event) else {
            continue;
        };
        if known.insert(fold::key(draft.name(person))) {
            let quote = draft.mention_span(person);
            let states = (person, takes_part, Ref::Mention(event));
            found.push(DraftFact::asserted(
                sentence,
                states,
                quote,
                "reported.speaker",
                0.74,
            ));
        }
    }
    if found.len() >= SPEAKERS {
        draft.facts.extend(found);
    }
}

/// The happening that the post reports: what it is about, or the only one of its head at which people speak.
fn reported(draft: &Draft, knowledge: &Knowledge) -> Option<usize> {
    let talk = |at: &usize| {
        let mention = &draft.mentions[*at];
        let language = knowledge.language(draft.lang_at(mention.first));
        language.is_some_and(|language| {
            let nouns = language.pack.set("talk-heads");
            let from = match mention.kinds.has(Kinds::HAPPENING) {
                true => mention.first,
                false => mention.first.saturating_sub(TO_NOUN),
            };
            (from..mention.end).any(|t| nouns.contains(draft.text.tokens[t].word))
        })
    };
    let block = |at: usize| {
        let sentence = draft.sentence_of(draft.mentions[at].first);
        draft
            .text
            .sentences
            .get(sentence)
            .map_or(usize::MAX, |s| s.block)
    };
    if let Some(event) = draft.role(PostRole::Event) {
        return Some(event).filter(talk);
    }
    let told = |at: &usize| draft.facts.iter().any(|f| f.subject == *at);
    let events: Vec<usize> = (0..draft.mentions.len())
        .filter(|&at| {
            let kinds = draft.mentions[at].kinds;
            kinds.has(Kinds::EVENT) && !kinds.has(Kinds::ANAPHOR) && block(at) < HEAD
        })
        .collect();
    let first = events.iter().copied().find(|at| talk(at) && told(at))?;
    let name = fold::key(draft.name(first));
    let other = |at: &usize| talk(at) && told(at) && fold::key(draft.name(*at)) != name;
    (!events.iter().any(other)).then_some(first)
}

/// Who says something in a sentence that names nothing else where it may have been said.
fn speaker(draft: &Draft, pack: &Pack, sentence: usize, event: usize) -> Option<usize> {
    let (first, end) = {
        let s = &draft.text.sentences[sentence];
        (s.first, s.end)
    };
    let listed = |at: usize, list: &'static str| {
        at >= first && at < end && pack.set(list).contains(draft.text.tokens[at].word)
    };
    let name = fold::key(draft.name(event));
    let elsewhere = |m: &usize| fold::key(draft.name(*m)) != name;
    if draft
        .among(first, end, Kinds::EVENT.or(Kinds::WORK))
        .iter()
        .any(elsewhere)
        || (first..end).any(|at| listed(at, "source-markers") || listed(at, "press-words"))
    {
        return None;
    }
    let person = Kinds::PERSON.or(Kinds::RESEARCHER);
    let people: Vec<usize> = draft
        .among(first, end, person)
        .into_iter()
        .filter(|&m| !draft.mentions[m].kinds.has(Kinds::ANAPHOR) && draft.mentions[m].len() >= 2)
        .collect();
    let says = |&at: &usize| listed(at, "report-verbs") || listed(at, "address-verbs");
    for verb in (first..end).filter(says) {
        // to whom it was said: "told the Guardian"
        let body = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PLATFORM);
        if !draft.among(verb + 1, (verb + 4).min(end), body).is_empty() {
            continue;
        }
        let before = people
            .iter()
            .copied()
            .rev()
            .find(|&m| draft.mentions[m].end <= verb);
        let subject = before.filter(|&m| {
            let from = draft.mentions[m].end;
            let aside = matches!(draft.mark(from), "," | "(");
            let closed = (verb.saturating_sub(2)..verb)
                .any(|at| at > from && matches!(draft.mark(at), "," | ")"));
            verb - from <= 2 || aside && closed && verb - from <= ASIDE
        });
        let behind = people.iter().copied().find(|&m| {
            let at = draft.mentions[m].first;
            at > verb && at - verb <= BEHIND && (verb + 1..at).all(|t| draft.mark(t).is_empty())
        });
        if let Some(person) = subject.or(behind) {
            return Some(person);
        }
    }
    None
}
