//! Runs the rules over the sentences of a draft: matches become facts.

use super::attach;
use super::automaton::Match;
use super::classes::at_the_edge;
use super::draft::{Draft, DraftFact, Ref, settle, settle_as};
use super::extent;
use super::facts::facts_of;
use super::frames::{self, Ground};
use super::lists;
use super::matches::Memory;
use super::speech::{self, ByRule};
use crate::model::Stance;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::{PostRole, Rule};
use crate::ontology::{Knowledge, Language};

/// Reads the facts of every sentence.
pub fn read<'k>(draft: &mut Draft, knowledge: &'k Knowledge, memory: &mut Memory<'k>) {
    let before = draft.facts.len();
    let mut speakers = Vec::new();
    for number in 0..draft.text.sentences.len() {
        let Some(language) = knowledge.language(draft.text.sentences[number].lang) else {
            continue;
        };
        let found = memory.matches(draft, number, knowledge, language);
        let mut facts = Vec::new();
        let titles = titles(draft, number);
        let mut evoked = Vec::new();
        for found in &found {
            // words inside of a title state nothing
            if titles.iter().any(|&(first, end)| {
                first <= found.first && found.end <= end && found.end - found.first < end - first
            }) {
                continue;
            }
            let rule = &knowledge.rules[found.rule];
            if rule.frame.is_some() {
                evoked.push(found);
                continue;
            }
            if let Some(capture) = rule.speaker.as_ref().and_then(|slot| found.capture(slot)) {
                draft.fired.push(rule.id);
                speakers.extend(capture.mentions.first().map(|&mention| ByRule {
                    sentence: number,
                    mention,
                    first: found.first,
                    end: found.end,
                }));
            }
            if rule.of_the_post() && !at_the_edge(draft, number) {
                continue;
            }
            for form in &rule.facts {
                let whole = match form.predicate.name() {
                    "affiliatedWith" => lists::all_persons(draft, number, language, found),
                    _ if lists::takes_several(form.predicate) => {
                        lists::whole(draft, number, language, found)
                    }
                    _ => None,
                };
                let found = whole.as_ref().unwrap_or(found);
                facts.extend(facts_of(draft, number, language, rule, form, found));
            }
        }
        extent::publishers_have_no_members(draft, &mut facts);
        extent::publishers_are_no_authors(draft, &mut facts);
        // what the patterns have read tells the frames for whom somebody works
        draft.facts.extend(facts.iter().cloned());
        let evoked = longest(evoked);
        if evoked.is_empty() {
            continue;
        }
        // the frames give names their classes and add names: what the ground tells of the sentence stays
        let ground = Ground::of(draft, number, language);
        for found in evoked {
            let rule = &knowledge.rules[found.rule];
            let framed = of_frame(draft, (number, &ground), language, rule, found, &facts);
            draft.facts.extend(framed.iter().cloned());
            facts.extend(framed);
        }
    }
    extent::owned_or_operated(draft, before, knowledge);
    extent::parts_and_wholes(draft, before, knowledge);
    attach::read(draft, knowledge);
    let read = before..draft.facts.len();
    speech::attribute(draft, read, &speakers, knowledge);
    own_work(draft);
}

/// Of what evokes a frame in one place the longest.
fn longest<'m, 'a>(evoked: Vec<&'m Match<'a>>) -> Vec<&'m Match<'a>> {
    let inside = |a: &Match, b: &Match| {
        a.rule == b.rule
            && b.first <= a.first
            && a.end <= b.end
            && b.end - b.first > a.end - a.first
    };
    let mut kept: Vec<&Match> = evoked
        .iter()
        .copied()
        .filter(|a| !evoked.iter().any(|b| inside(a, b)))
        .collect();
    kept.dedup_by_key(|found| (found.rule, found.first, found.end));
    kept
}

/// The facts of a frame that no pattern has read from the same sentence.
fn of_frame(
    draft: &mut Draft,
    (number, ground): (usize, &Ground),
    language: &Language,
    rule: &Rule,
    evoked: &Match,
    known: &[DraftFact],
) -> Vec<DraftFact> {
    let Some(frame) = &rule.frame else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    for reading in frames::read(
        draft,
        (number, ground),
        language,
        frame,
        &rule.facts,
        evoked,
    ) {
        for (element, capture) in frame.elements.iter().filter_map(|element| {
            let capture = reading.found.capture(&element.slot.name)?;
            Some((element, capture))
        }) {
            if element.slot.coerce || element.slot.kinds.has(Kinds::QUOTED) {
                for &at in &capture.mentions {
                    let kinds = Kinds(element.slot.kinds.0 & Kinds::ANY_CLASS.0);
                    settle_as(&mut draft.mentions[at], kinds, element.slot.best);
                }
            }
        }
        let mut read = facts_of(draft, number, language, rule, reading.form, &reading.found);
        for fact in &mut read {
            fact.confidence *= reading.sure;
        }
        facts.extend(read);
    }
    // what a pattern has read too is evoked none the less
    if facts.iter().any(|fact| fact.stance == Stance::Asserted) {
        draft.fired.push(rule.id);
    }
    let name = |at: usize| draft.name(at);
    let object = |fact: &DraftFact| match &fact.object {
        Ref::Mention(at) => (name(*at), None),
        Ref::Value(value) => ("", Some(value.clone())),
    };
    let told = |fact: &DraftFact, also: &dyn Fn(&DraftFact) -> bool| {
        known
            .iter()
            .any(|k| k.predicate == fact.predicate && object(k) == object(fact) && also(k))
    };
    let same = |fact: &DraftFact| told(fact, &|k| name(k.subject) == name(fact.subject));
    // a pattern that read one of a list agrees with the frame that reads them all
    let several = |fact: &DraftFact| matches!(fact.predicate.name(), "workersIn" | "clientsIn");
    let agreed = facts.iter().any(|fact| several(fact) && same(fact));
    facts.retain(|fact| !told(fact, &|k| !agreed || name(k.subject) == name(fact.subject)));
    facts
}

/// Titles of works and happenings in a sentence, by their tokens.
fn titles(draft: &Draft, number: usize) -> Vec<(usize, usize)> {
    let titled = |m: &&crate::tag::Mention| {
        m.kinds.has(Kinds::QUOTED) && m.kinds.has(Kinds::WORK.or(Kinds::EVENT)) && m.len() > 3
    };
    draft.mentions[draft.of_sentence[number].clone()]
        .iter()
        .filter(titled)
        .map(|m| (m.first, m.end))
        .collect()
}

/// The post's own title is a work where the post says that it appeared somewhere, else it is none.
fn own_work(draft: &mut Draft) {
    let Some(work) = draft.role(PostRole::Work) else {
        return;
    };
    let appeared = draft.facts.iter().any(|f| {
        f.subject == work && f.predicate.name() == "publishedIn" && f.stance == Stance::Asserted
    });
    if appeared {
        settle(&mut draft.mentions[work], Kinds::WORK);
    } else if !draft.mentions[work].kinds.has(Kinds::ANY_CLASS) {
        draft
            .facts
            .retain(|f| f.subject != work && f.object != Ref::Mention(work));
    }
}
