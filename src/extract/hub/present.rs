//! Who takes part in what the post tells of: those who open it, speak at it, are heard in a report of it.

use std::collections::BTreeSet;

use super::reader::Reader;
use super::{block_of, is_event, is_news, says};
use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::extract::structure::is_line;
use crate::fold;
use crate::model::{BlockKind, Stance, Value};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::vocab::Property;

/// How many people are heard at least in a report.
const SPEAKERS: usize = 2;

/// Adds those who take part in the happening that stands nearest, or in the one that the post is about.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let Some(takes_part) = knowledge.schema.property_named("participatesIn") else {
        return;
    };
    let hub = super::of(draft);
    let heard = hub.filter(|&event| tells_of(draft, knowledge, event));
    let mut told = Told::of(draft, takes_part);
    let (mut found, mut speeches) = (Vec::new(), Vec::new());
    for sentence in 0..draft.text.sentences.len() {
        let block = draft.text.sentences[sentence].block;
        let Some(language) = knowledge.language(draft.text.sentences[sentence].lang) else {
            continue;
        };
        let reader = Reader::of(draft, &language.pack, sentence);
        if draft.post.blocks[block].kind == BlockKind::Title || reader.names_nobody() {
            continue;
        }
        let fact = |(person, cue): (usize, usize), event: usize, rule, confidence| {
            let first = draft.mentions[person].first.min(cue);
            let end = draft.mentions[person].end.max(cue + 1);
            let states = (person, takes_part, Ref::Mention(event));
            let by = (rule, confidence);
            super::fact(draft, language, sentence, states, (first, end), by)
        };
        if let Some((event, near)) = scene(draft, knowledge, &reader, sentence, hub) {
            let mut people = taking_part(&reader, event);
            people.retain(|&(person, _)| told.is_new(draft, person, event, near));
            let sure = if near { 0.78 } else { 0.74 };
            let facts = people.into_iter();
            found.extend(facts.map(|cued| fact(cued, event, "hub.takes-part", sure)));
        }
        if let Some(event) = heard {
            let mut people = heard_in(draft, &reader, event);
            people.retain(|&(person, _)| told.is_new(draft, person, event, false));
            let facts = people.into_iter();
            speeches.extend(facts.map(|cued| fact(cued, event, "hub.heard", 0.74)));
        }
    }
    if let Some(event) = heard {
        let all = draft.facts.iter().chain(&found).chain(&speeches);
        let all = all.filter(|fact| fact.predicate == takes_part);
        if present(draft, all, event) >= SPEAKERS {
            found.append(&mut speeches);
        }
    }
    draft.facts.extend(found);
}

/// Whether a post reports what was said at its happening: it does not lie ahead, and nobody is interviewed.
fn tells_of(draft: &Draft, knowledge: &Knowledge, event: usize) -> bool {
    let name = fold::key(draft.name(event));
    let stated = |fact: &DraftFact, predicate: &str| {
        fact.stance == Stance::Asserted && fact.predicate.name() == predicate
    };
    let ahead = |fact: &DraftFact| match (&fact.object, draft.post.date) {
        (Ref::Value(Value::Date(day)), Some(post)) => {
            stated(fact, "heldOn") && fold::key(draft.name(fact.subject)) == name && *day > post
        }
        _ => false,
    };
    let other = |fact: &DraftFact| ahead(fact) || stated(fact, "interviewedBy");
    // a programme announces who will speak
    draft.stages.is_empty() && !draft.facts.iter().any(other) && reported(draft, knowledge, event)
}

/// How many these facts let take part in a happening.
fn present<'f>(draft: &Draft, facts: impl Iterator<Item = &'f DraftFact>, event: usize) -> usize {
    let name = fold::key(draft.name(event));
    let there = |fact: &&DraftFact| matches!(fact.object, Ref::Mention(at) if fold::key(draft.name(at)) == name);
    let people = facts.filter(there).map(|fact| draft.name(fact.subject));
    people.map(fold::key).collect::<BTreeSet<String>>().len()
}

/// Who is known to take part in what.
struct Told {
    pairs: BTreeSet<(String, String)>,
    /// Those who take part in a happening that its words tell from others.
    somewhere: BTreeSet<String>,
}

impl Told {
    fn of(draft: &Draft, takes_part: Property) -> Told {
        let mut told = Told {
            pairs: BTreeSet::new(),
            somewhere: BTreeSet::new(),
        };
        for fact in draft.facts.iter().filter(|f| f.predicate == takes_part) {
            if let Ref::Mention(event) = fact.object {
                let person = fold::key(draft.name(fact.subject));
                if !is_bare(draft, event) {
                    told.somewhere.insert(person.clone());
                }
                told.pairs.insert((person, fold::key(draft.name(event))));
            }
        }
        told
    }

    /// Notes that somebody takes part in something; whether that is new. Who speaks in a session is not bound to the
    /// whole again.
    fn is_new(&mut self, draft: &Draft, person: usize, event: usize, near: bool) -> bool {
        let name = fold::key(draft.name(person));
        (near || !self.somewhere.contains(&name))
            && self.pairs.insert((name, fold::key(draft.name(event))))
    }
}

/// A noun alone, which tells no happening from others: "Tavola rotonda moderata da …".
fn is_bare(draft: &Draft, event: usize) -> bool {
    let mention = &draft.mentions[event];
    mention.kinds.has(Kinds::HAPPENING) && mention.len() == 1
}

/// Whether a happening is one at which all who are named in its report were heard. "The day", "the table" are words for
/// much else.
fn reported(draft: &Draft, knowledge: &Knowledge, event: usize) -> bool {
    let known = || {
        let facts = draft.facts.iter();
        let facts = facts.filter(|fact| fact.predicate.name() == "participatesIn");
        present(draft, facts, event)
    };
    match is_bare(draft, event) {
        true => says(draft, knowledge, event, "sitting-heads") && known() >= SPEAKERS,
        false => says(draft, knowledge, event, "talk-heads"),
    }
}

/// The happening that a sentence speaks of, and whether it stands near: its own, that of its session, the last of its
/// paragraph or of the line above, else the hub of the post.
fn scene(
    draft: &Draft,
    knowledge: &Knowledge,
    reader: &Reader,
    sentence: usize,
    hub: Option<usize>,
) -> Option<(usize, bool)> {
    let gathers = |at: usize| is_event(draft, at) && !is_news(draft, knowledge, at);
    let fitting = |at: &usize| gathers(*at) && !is_bare(draft, *at);
    let last_of = |first: usize, end: usize| {
        let events = draft.among(first, end, Kinds::EVENT);
        events.into_iter().rev().find(fitting)
    };
    if let Some(own) = last_of(reader.first, reader.end) {
        return Some((own, true));
    }
    if draft.stage_of(reader.first).is_some() {
        return Some((draft.role_at(PostRole::Event, reader.first)?, true));
    }
    let block = draft.text.sentences[sentence].block;
    let (opens, _) = draft.block_tokens(block);
    if let Some(before) = last_of(opens, reader.first) {
        return Some((before, true));
    }
    if let Some(above) = block.checked_sub(1)
        && is_line(draft, above)
        && draft.post.blocks[above].kind != BlockKind::Title
    {
        let (first, end) = draft.block_tokens(above);
        if let Some(event) = last_of(first, end) {
            return Some((event, true));
        }
    }
    if let Some(hub) = hub.filter(|&hub| block_of(draft, hub) <= block) {
        return Some((hub, false));
    }
    let own = draft.among(reader.first, reader.end, Kinds::EVENT);
    let own = own.into_iter().rev().find(|&at| gathers(at));
    own.map(|event| (event, true))
}

/// Those whom a sentence lets take part, each with the word that says it.
fn taking_part(reader: &Reader, event: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let quiet = !(reader.first..reader.end).any(|at| reader.acts(at));
    for at in reader.first..reader.end {
        let people = if reader.is(at, "takes-part-verbs") {
            reader.doers(at)
        } else if reader.is(at, "led-words") && reader.is(at + 1, "agent-markers") {
            reader.led(at + 2)
        } else if reader.is(at, "lead-nouns") {
            let of = reader.is(at + 1, "genitive-markers") || reader.draft.mark(at + 1) == ":";
            if of { reader.led(at + 2) } else { Vec::new() }
        } else if reader.is(at, "with-words") {
            let own = &reader.draft.mentions[event];
            let behind = own.first >= reader.first && own.end <= at;
            if behind || quiet {
                reader.led(at + 1)
            } else {
                Vec::new()
            }
        } else {
            continue;
        };
        found.extend(people.into_iter().map(|person| (person, at)));
    }
    found
}

/// Those who do something in a sentence that names nothing else where they may have done it: in a report of what
/// people said all who say or do something were there.
fn heard_in(draft: &Draft, reader: &Reader, event: usize) -> Vec<(usize, usize)> {
    let name = fold::key(draft.name(event));
    let elsewhere = |m: &usize| fold::key(draft.name(*m)) != name;
    let other = draft.among(reader.first, reader.end, Kinds::EVENT.or(Kinds::WORK));
    if reader.first < draft.mentions[event].first
        || other.iter().any(elsewhere)
        || reader.has("source-markers")
        || reader.has("press-words")
    {
        return Vec::new();
    }
    let body = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PLATFORM);
    let mut found = Vec::new();
    for at in reader.first..reader.end {
        let says = reader.is(at, "report-verbs") || reader.is(at, "address-verbs");
        // to whom it was said: "told the Guardian"
        let told = || {
            !draft
                .among(at + 1, (at + 4).min(reader.end), body)
                .is_empty()
        };
        let people = match says {
            true if told() => continue,
            true => reader.doers(at),
            false => continue,
        };
        found.extend(people.into_iter().map(|person| (person, at)));
    }
    if (reader.first..reader.end).any(|at| reader.acts(at)) {
        let named = reader.free_names().into_iter();
        found.extend(named.map(|person| (person, draft.mentions[person].first)));
    }
    found
}
