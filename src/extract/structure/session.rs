//! One session of a programme: its title, its talks, who speaks.

use super::announced::{rooms, venues};
use super::part::{LONGEST_TITLE, is_agent, read_part, unknown_people};
use super::programme::Session;
use super::{Forms, is_quotation_mark, thing, words};
use crate::extract::draft::Draft;
use crate::extract::facts::stance_of;
use crate::model::Stance;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

pub fn read_session(draft: &mut Draft, form: &mut Forms, session: &Session, programme: bool) {
    if called_off(draft, form, session) {
        return;
    }
    let mut spans: Vec<(usize, usize, bool)> = Vec::new();
    let lines = session.lines.iter().map(|&block| draft.block_tokens(block));
    for (number, (first, end)) in std::iter::once(session.rest).chain(lines).enumerate() {
        sentences(draft, first, end, number == 0, &mut spans);
    }
    let mut parts = Vec::new();
    for (first, end, may_stop) in spans {
        unknown_people(draft, form, first, end);
        parts.push(read_part(draft, form, first, end, may_stop));
    }
    let talks = parts
        .iter()
        .filter(|p| p.title.is_some() && !p.people.is_empty() && !p.frame)
        .count();
    let told_of = session.prose.iter().any(|&block| {
        let (first, end) = draft.block_tokens(block);
        !draft.among(first, end, Kinds::PERSON).is_empty()
    });
    let mut heading: Option<(usize, usize)> = None;
    // what the talks that follow are talks of
    let mut panel: Option<usize> = None;
    let mut waiting: Vec<usize> = Vec::new();
    let mut events: Vec<usize> = Vec::new();
    for part in parts {
        if part.frame {
            if let Some(whole) = draft.role(PostRole::Event) {
                take_part(draft, form, whole, &part.people, "event.programme", 0.85);
            }
            continue;
        }
        if let (Some((from, to)), Some((a, b))) = (part.title, part.whole) {
            let named = thing(draft, from, to, Kinds::EVENT);
            if let (Some(named), Some(other)) = (named, thing(draft, a, b, Kinds::EVENT)) {
                draft.same.push((named, other));
            }
        }
        match part.title {
            // a talk of its own, under the heading of the session or without one
            Some(title) if !part.people.is_empty() => {
                if let Some(event) = dated(draft, form, session, title) {
                    take_part(draft, form, event, &part.people, "event.session", 0.93);
                    if let Some(panel) = panel.filter(|&panel| panel != event) {
                        take_part(draft, form, panel, &part.people, "event.session", 0.88);
                    }
                    events.push(event);
                    heading.get_or_insert(title);
                }
            }
            Some(title) if heading.is_none() => {
                let people = std::mem::take(&mut waiting);
                let told = !people.is_empty() || talks > 0 || told_of;
                let next = told || programme && !session.timed;
                heading = Some(title);
                if next && let Some(event) = dated(draft, form, session, title) {
                    take_part(draft, form, event, &people, "event.session", 0.93);
                    events.push(event);
                    panel = Some(event);
                }
            }
            Some(_) => {}
            None => match heading {
                // who sits at a table, who leads it
                Some(title) if part.labelled || events.is_empty() || waiting.is_empty() => {
                    if let Some(event) = dated(draft, form, session, title) {
                        take_part(draft, form, event, &part.people, "event.session", 0.9);
                        events.push(event);
                    }
                }
                _ => waiting.extend(part.people),
            },
        }
    }
    // who stands in a programme without a title of theirs speaks at what it is the programme of
    if programme && let Some(whole) = draft.role(PostRole::Event) {
        take_part(draft, form, whole, &waiting, "event.programme", 0.8);
    }
    events.dedup();
    if let Some(&event) = events.first() {
        let (first, end) = session.place;
        rooms(draft, form, first, end, true);
        venues(draft, form, event, first, end);
        stage(draft, form, session, event, events.len() == 1);
    }
}

/// Whether the lines of a session, or the first sentence under them, say that it does not take place.
fn called_off(draft: &Draft, form: &Forms, session: &Session) -> bool {
    let lines = session.lines.iter().map(|&block| draft.block_tokens(block));
    let opening = session.prose.first().map(|&block| {
        let (first, end) = draft.block_tokens(block);
        let sentence = draft.text.sentences.get(draft.sentence_of(first));
        (first, sentence.map_or(end, |s| s.end))
    });
    std::iter::once(session.rest)
        .chain(lines)
        .chain(opening)
        .any(|(first, end)| (first..end).any(|at| form.listed(draft, at, "called-off")))
}

/// What is said in the paragraphs of a session is said of it; who is named there with a body in brackets speaks at it.
fn stage(draft: &mut Draft, form: &mut Forms, session: &Session, event: usize, alone: bool) {
    let named = (draft.mentions[event].first, draft.mentions[event].end);
    // its opening line too: "GIOVEDÌ 28 SETTEMBRE, ore 20.30 – Sala multimediale"
    let opening = draft.sentence_of(draft.mentions[session.date_mention].first);
    let opening = draft.text.sentences[opening].block;
    let opening = (!session.timed && session.place.0 < session.place.1).then_some(&opening);
    let lines = session.lines.iter().filter(|_| alone);
    for &block in opening.into_iter().chain(lines).chain(&session.prose) {
        let (first, end) = draft.block_tokens(block);
        draft.stages.push((first, end, named));
    }
    for &block in &session.prose {
        let (first, end) = draft.block_tokens(block);
        let mut spans = Vec::new();
        sentences(draft, first, end, false, &mut spans);
        for (first, end, _) in spans {
            unknown_people(draft, form, first, end);
            let mut speakers = bracketed(draft, form, first, end);
            speakers.extend(introduced(draft, form, first, end));
            take_part(draft, form, event, &speakers, "event.session", 0.8);
        }
    }
}

/// "Con Antonio Aloisi, che insegna …", "Ne discutono Anna Rossi, portavoce di …, e Luca Verdi", "Mesa-redonda com …":
/// whom a sentence lists that opens with a word for who speaks.
fn introduced(draft: &Draft, form: &Forms, first: usize, end: usize) -> Vec<usize> {
    const OPENING: usize = 4;
    let leads =
        |at: usize| form.listed(draft, at, "label-speaker") || form.listed(draft, at, "by-words");
    let Some(lead) = (first..end.min(first + OPENING)).find(|&at| leads(at)) else {
        return Vec::new();
    };
    let light = |at: usize| {
        let lists = [
            "event-heads",
            "session-kinds",
            "session-words",
            "event-words",
        ];
        !draft.mark(at).is_empty()
            || draft.text.tokens[at].span.len() <= 3
            || lists.iter().any(|list| form.listed(draft, at, list))
    };
    if !(first..lead).all(light) || (first..end).any(|at| form.listed(draft, at, "called-off")) {
        return Vec::new();
    }
    let mut people = draft.among(lead + 1, end, Kinds::PERSON);
    people.retain(|&person| {
        let at = draft.mentions[person].first;
        let part = (lead + 1..at)
            .rev()
            .find(|&t| matches!(draft.mark(t), "," | ";" | "(" | ":"))
            .map_or(lead + 1, |t| t + 1);
        let aside =
            draft.mark(part - 1) == "(" || part > lead + 1 && form.listed(draft, part, "by-words");
        let told = (part..at).any(|t| {
            form.listed(draft, t, "relative-pronouns")
                || form.listed(draft, t, "relative-subjects")
                || form.listed(draft, t, "subordinators")
                || form.listed(draft, t, "work-heads")
                || is_quotation_mark(draft.mark(t))
        });
        !aside && !told && !is_agent(draft, form, lead + 1, person)
    });
    people
}

/// Persons of a sentence behind whom a body stands in brackets, where it denies nothing.
fn bracketed(draft: &Draft, form: &Forms, first: usize, end: usize) -> Vec<usize> {
    let number = draft.sentence_of(first);
    let language = form.knowledge.language(draft.lang_at(first));
    let denied = language.is_none_or(|language| {
        stance_of(draft, number, language, first, end, false) != Stance::Asserted
    });
    if denied || (first..end).any(|at| form.listed(draft, at, "called-off")) {
        return Vec::new();
    }
    let bodies = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PLATFORM);
    let mut people = draft.among(first, end, Kinds::PERSON);
    people.retain(|&person| {
        let open = draft.mentions[person].end;
        draft.mark(open) == "("
            && (open..end.min(open + 12))
                .find(|&at| draft.mark(at) == ")")
                .is_some_and(|close| !draft.among(open, close, bodies).is_empty())
    });
    people
}

/// The event of these tokens, held on the day of the session.
fn dated(
    draft: &mut Draft,
    form: &mut Forms,
    session: &Session,
    (first, end): (usize, usize),
) -> Option<usize> {
    let event = thing(draft, first, end, Kinds::EVENT)?;
    let quote = draft
        .mention_span(session.date_mention)
        .join(draft.mention_span(event));
    form.held_on(draft, event, session.date, quote, "event.session", 0.93);
    Some(event)
}

fn take_part(
    draft: &mut Draft,
    form: &mut Forms,
    event: usize,
    people: &[usize],
    rule: &'static str,
    confidence: f32,
) {
    for &person in people {
        form.link(draft, person, "participatesIn", event, rule, confidence);
    }
}

/// The sentences of a line. Only behind a date or time may a title end with a full stop.
fn sentences(
    draft: &Draft,
    first: usize,
    end: usize,
    opening: bool,
    out: &mut Vec<(usize, usize, bool)>,
) {
    // "Wessen Weltbild? Macht und Anweisung in der Annotation": a title with its subtitle, and no full stop behind it
    let titled = draft.mark(end.saturating_sub(1)) != "."
        && draft.among(first, end, Kinds::PERSON).is_empty()
        && words(draft, first, end) <= LONGEST_TITLE;
    if titled && first < end {
        out.push((first, end, opening));
        return;
    }
    let mut from = first;
    while from < end {
        let sentence = draft.sentence_of(from);
        let stop = draft
            .text
            .sentences
            .get(sentence)
            .map_or(end, |s| s.end)
            .min(end);
        if stop <= from {
            break;
        }
        out.push((from, stop, opening && from == first));
        from = stop;
    }
}
