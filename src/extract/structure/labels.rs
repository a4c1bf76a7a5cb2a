//! Lines with a label: "Speaker: Karen Gregory (University of Edinburgh)", "Titre : …", "Émission : …".

use super::{Forms, content, is_line, thing};
use crate::extract::draft::{Draft, Ref};
use crate::extract::facts::date_in;
use crate::extract::speech::Turns;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

/// What a label says that its line holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Title,
    Speaker,
    Date,
    Place,
    Organizer,
    /// A programme of radio or television, a series.
    Series,
}

const LABELS: [(&str, Label); 6] = [
    ("label-title", Label::Title),
    ("label-speaker", Label::Speaker),
    ("label-date", Label::Date),
    ("label-place", Label::Place),
    ("label-organizer", Label::Organizer),
    ("label-event", Label::Series),
];

/// A labelled piece of a block: its label and the tokens behind the colon.
struct Field {
    label: Label,
    block: usize,
    first: usize,
    end: usize,
}

pub fn read(draft: &mut Draft, form: &mut Forms) {
    let mut fields = Vec::new();
    for block in 0..draft.post.blocks.len() {
        if form.taken.contains(&block) {
            continue;
        }
        let (first, end) = draft.block_tokens(block);
        collect(draft, form, block, first, end, &mut fields);
        if let Some(label) = heads_list(draft, form, first, end) {
            fields.extend(listed_under(draft, form, block, label));
        }
    }
    fields.extend(host_line(draft, form));
    let titles = fields.iter().filter(|f| f.label == Label::Title).count();
    let mut event: Option<(usize, usize)> = None;
    // what is said before the first title belongs to the event of the heading, or to the first titled one
    let mut waiting: Vec<usize> = Vec::new();
    for at in 0..fields.len() {
        let field = &fields[at];
        let (first, end, block, label) = (field.first, field.end, field.block, field.label);
        match label {
            Label::Title | Label::Series => {
                let stop = if label == Label::Series {
                    series_end(draft, first, end)
                } else {
                    end
                };
                let Some(named) = thing(draft, first, stop, Kinds::EVENT) else {
                    continue;
                };
                // the one talk of a post that announces a talk
                if titles == 1
                    && label == Label::Title
                    && let Some(announced) = draft.role(PostRole::Event)
                    && announced != named
                {
                    draft.same.push((announced, named));
                }
                event = Some((named, block));
                for earlier in waiting.drain(..) {
                    if fields[earlier].block + 4 >= block {
                        apply(draft, form, &fields[earlier], named);
                    }
                }
            }
            _ => match event {
                Some((named, of)) if block <= of + 5 => apply(draft, form, &fields[at], named),
                _ => match draft.role(PostRole::Event) {
                    Some(named) => apply(draft, form, &fields[at], named),
                    None => waiting.push(at),
                },
            },
        }
    }
    turns(draft, form);
    // a page that lists its speakers is about what they speak at
    if !waiting.is_empty()
        && waiting.iter().any(|&at| fields[at].label == Label::Speaker)
        && let Some(named) = super::headline::as_event(draft, form)
    {
        for at in waiting {
            apply(draft, form, &fields[at], named);
        }
    }
}

/// "M. Laurent Pichery, sénateur. – Qui avait signé ?": who has a turn in the minutes of an event takes part in it.
fn turns(draft: &mut Draft, form: &mut Forms) {
    if form.broadcast {
        return;
    }
    let mut speakers: Vec<usize> = Turns::of(draft, form.knowledge).speakers().collect();
    // "Mme Rossi" is somebody whom another label names in full
    speakers.retain(|&m| !form.listed(draft, draft.mentions[m].first, "person-titles"));
    let Some(event) = speakers.first().and_then(|_| minuted(draft, form)) else {
        return;
    };
    for person in speakers {
        // the label says it: between it and the heading may lie the whole debate
        let quote = draft.mention_span(person);
        let to = Ref::Mention(event);
        form.state(
            draft,
            person,
            "participatesIn",
            to,
            quote,
            "event.turn",
            0.85,
        );
    }
    for block in 1..draft.post.blocks.len().min(8) {
        super::broadcast::guests(draft, form, event, block);
    }
}

/// What minutes are minutes of: what the heading announces, or the line among the first that calls itself a hearing:
/// "Online Content Moderation: Discussion".
fn minuted(draft: &mut Draft, form: &Forms) -> Option<usize> {
    const HEAD: usize = 6;
    // a body in the heading is nothing that one attends
    let body = |draft: &Draft, first: usize, end: usize| {
        let bodies = draft.among(first, end, Kinds::ORGANIZATION);
        bodies.into_iter().any(|m| draft.mentions[m].first == first)
    };
    if let Some(event) = draft.role(PostRole::Event) {
        let mention = &draft.mentions[event];
        return (!body(draft, mention.first, mention.end)).then_some(event);
    }
    let (first, end) = (0..draft.post.blocks.len().min(HEAD))
        .map(|block| (block, draft.block_tokens(block)))
        .find(|&(block, (first, end))| {
            is_line(draft, block)
                && (first..end).any(|at| form.listed(draft, at, "hearing-heads"))
                && draft.among(first, end, Kinds::DATE).is_empty()
                && !body(draft, first, end)
        })?
        .1;
    let event = thing(draft, first, end, Kinds::EVENT)?;
    draft.set_role(PostRole::Event, event);
    Some(event)
}

/// "Institut für Soziologie der Universität Wien, gemeinsam mit der Arbeiterkammer": the line under the heading of an
/// event that names bodies and no day, no room and nobody tells whose it is.
fn host_line(draft: &Draft, form: &Forms) -> Option<Field> {
    const LONGEST: usize = 32;
    let event = draft.role(PostRole::Event)?;
    let title = draft.text.sentences[draft.sentence_of(draft.mentions[event].first)].block;
    let block = title + 1;
    if form.broadcast
        || title > 1
        || block >= draft.post.blocks.len()
        || form.taken.contains(&block)
    {
        return None;
    }
    let (first, end) = draft.block_tokens(block);
    let opens = draft
        .among(first, end, Kinds::ORGANIZATION)
        .first()
        .is_some_and(|&m| draft.mentions[m].first <= first + 1);
    let other = Kinds::PERSON.or(Kinds::DATE).or(Kinds::MONEY);
    let room = (first..end).any(|at| form.listed(draft, at, "room-words"));
    let line = is_line(draft, block) && end - first <= LONGEST;
    (line && opens && !room && draft.among(first, end, other).is_empty()).then_some(Field {
        label: Label::Organizer,
        block,
        first,
        end,
    })
}

/// How many lines a label heads at most.
const LISTED: usize = 30;

/// "Speakers:", "Ne discutono:": a line that is a label, and what it says of the lines under it.
fn heads_list(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<Label> {
    let colon = end > first && draft.mark(end - 1) == ":";
    // "Guests", "Les invités": a line of its own that is a label needs no colon where the post is about an event
    let bare = !colon && end > first && end - first <= 4 && draft.role(PostRole::Event).is_some();
    let short = end > first && end - first <= 6 && (colon || bare);
    if !short {
        return None;
    }
    // the word for who speaks opens a line without a colon: "Les invités", not "Literatur zur Einführung"
    let last = if colon { end } else { end.min(first + 2) };
    let says = |list: &'static str| (first..last).any(|at| form.listed(draft, at, list));
    // "Guest editors"
    if says("author-words") {
        return None;
    }
    let told = |label: Label| matches!(label, Label::Speaker | Label::Organizer);
    let mut labels = LABELS.into_iter().filter(|&(_, label)| told(label));
    let found = labels.find(|(list, _)| says(list)).map(|(_, label)| label);
    // "En studio :", "Nos acompañan"
    found.or_else(|| (form.broadcast && says("guest-words")).then_some(Label::Speaker))
}

/// The lines under such a label that each begin with a name.
fn listed_under(draft: &Draft, form: &Forms, block: usize, label: Label) -> Vec<Field> {
    let kinds = match label {
        Label::Organizer => Kinds::ORGANIZATION.or(Kinds::PERSON),
        _ => Kinds::PERSON,
    };
    let blocks = block + 1..draft.post.blocks.len().min(block + 1 + LISTED);
    blocks
        .map(|line| {
            let (first, end) = draft.block_tokens(line);
            let mut at = content(draft, first, end, form);
            // "Professor Hannah Steiger", "Dr. Miriam Oberthür"
            while at < end
                && (form.listed(draft, at, "person-titles") || at > first && draft.mark(at) == ".")
            {
                at += 1;
            }
            (line, at, end)
        })
        .take_while(|&(_, first, end)| {
            let named = draft.among(first, end, kinds);
            named.iter().any(|&m| draft.mentions[m].first == first)
        })
        .map(|(line, first, end)| Field {
            label,
            block: line,
            first,
            end,
        })
        .collect()
}

fn collect(
    draft: &Draft,
    form: &Forms,
    block: usize,
    first: usize,
    end: usize,
    out: &mut Vec<Field>,
) {
    let mut at = first;
    let mut found: Vec<(usize, usize, Label)> = Vec::new();
    // a label opens a line, or a sentence of it
    let mut opens = true;
    while at < end {
        if opens {
            // one or two words, then a colon
            let colon = (at + 1..end.min(at + 3)).find(|&t| draft.mark(t) == ":");
            if let Some(colon) = colon {
                let label = LABELS.iter().find(|(list, _)| form.listed(draft, at, list));
                found.extend(label.map(|&(_, label)| (at, colon + 1, label)));
            } else if at == first && presided(draft, form, at, end) {
                found.push((at, at + 2, Label::Speaker));
            } else if organized(draft, form, at, end) {
                found.push((at, at + 2, Label::Organizer));
            }
        }
        opens =
            matches!(draft.mark(at), "." | "•" | "*" | "|") || at == first && draft.mark(at) == "-";
        at += 1;
    }
    for (number, &(_, from, label)) in found.iter().enumerate() {
        let stop = found.get(number + 1).map_or(end, |next| next.0);
        out.push(Field {
            label,
            block,
            first: from,
            end: stop,
        });
    }
}

/// "Organisée par le Centre Max Weber": a line of its own that says it without a colon.
fn organized(draft: &Draft, form: &Forms, at: usize, end: usize) -> bool {
    const LONGEST: usize = 40;
    end <= at + LONGEST
        && form.listed(draft, at, "label-organizer")
        && form.listed(draft, at + 1, "agent-markers")
}

/// "Présidence de Mme Anne Dupont": a line of its own that tells without a colon who speaks.
fn presided(draft: &Draft, form: &Forms, at: usize, end: usize) -> bool {
    const LONGEST: usize = 14;
    end <= at + LONGEST
        && form.listed(draft, at, "label-speaker")
        && form.listed(draft, at + 1, "genitive-markers")
        && !draft
            .among(at + 2, end.min(at + 7), Kinds::PERSON)
            .is_empty()
}

/// "Du Grain à Moudre. Invités : …": the name of a programme ends at a full stop.
fn series_end(draft: &Draft, first: usize, end: usize) -> usize {
    (first..end).find(|&t| draft.mark(t) == ".").unwrap_or(end)
}

fn apply(draft: &mut Draft, form: &mut Forms, field: &Field, event: usize) {
    let quote = |d: &Draft, at: usize| d.mention_span(event).join(d.mention_span(at));
    let (first, end) = (field.first, field.end);
    match field.label {
        Label::Speaker => {
            for person in draft.among(first, end, Kinds::PERSON) {
                // a name inside of brackets or behind "de" is somebody else's: "(Fondation Jean Jaurès)"
                let quote = quote(draft, person);
                form.state(
                    draft,
                    person,
                    "participatesIn",
                    Ref::Mention(event),
                    quote,
                    "event.speaker-label",
                    0.92,
                );
            }
        }
        Label::Date => {
            if let Some((at, date)) = draft
                .among(first, end, Kinds::DATE)
                .first()
                .and_then(|&at| Some((at, date_in(draft, at)?)))
            {
                let quote = quote(draft, at);
                form.held_on(draft, event, date, quote, "event.date-label", 0.92);
            }
        }
        Label::Place => {
            super::announced::rooms(draft, form, first, end, true);
            for place in draft.among(
                first,
                end,
                Kinds::PLACE.or(Kinds::ORGANIZATION).or(Kinds::COUNTRY),
            ) {
                let quote = quote(draft, place);
                form.state(
                    draft,
                    event,
                    "locatedIn",
                    Ref::Mention(place),
                    quote,
                    "event.place-label",
                    0.9,
                );
            }
        }
        Label::Organizer => {
            let mut part: Option<usize> = None;
            for body in draft.among(
                first,
                end,
                Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PERSON),
            ) {
                // "the department of the university": the whole stands behind its part
                let before =
                    draft.mentions[body].first.saturating_sub(2)..draft.mentions[body].first;
                let links = before
                    .clone()
                    .any(|at| form.listed(draft, at, "genitive-markers"));
                // "Teresa Vilhena (CES)": whose somebody is
                let of_somebody = draft.mentions[body].first > first
                    && draft.mark(draft.mentions[body].first - 1) == "(";
                if of_somebody || links && part.is_some_and(|part| before.contains(&part)) {
                    continue;
                }
                part = Some(draft.mentions[body].end);
                let quote = quote(draft, body);
                form.state(
                    draft,
                    event,
                    "organizedBy",
                    Ref::Mention(body),
                    quote,
                    "event.organizer-label",
                    0.9,
                );
            }
        }
        Label::Title | Label::Series => {}
    }
}
