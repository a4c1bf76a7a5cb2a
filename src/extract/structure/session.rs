//! One session of a programme: its title, its talks, who speaks.

use super::announced::{rooms, venues};
use super::programme::Session;
use super::{Forms, is_quotation_mark, persons_from, thing, trimmed, words};
use crate::extract::draft::{Draft, Ref, settle};
use crate::extract::facts::stance_of;
use crate::model::Stance;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::split::{Shape, TokenKind};

/// How many words the title of a session has at most.
const LONGEST_TITLE: usize = 28;

/// What one line, or one sentence of it, says.
#[derive(Default)]
struct Part {
    people: Vec<usize>,
    title: Option<(usize, usize)>,
    /// The title with its kind before it: "Panel 2: Organising riders".
    whole: Option<(usize, usize)>,
    /// It opens with a word for who speaks: "Chair: …", "Avec …".
    labelled: bool,
    /// Greetings, breaks: nothing that is a session of its own.
    frame: bool,
}

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

/// Whether somebody did what is told of something between commas: "l'enquête …, coordonnée par Anna Rossi et Luca
/// Verdi", but not "Animée par Anna Rossi".
fn is_agent(draft: &Draft, form: &Forms, first: usize, person: usize) -> bool {
    let at = draft.mentions[person].first;
    let comma = (first..at)
        .rev()
        .find(|&t| matches!(draft.mark(t), "," | ";" | "(" | ":"));
    comma.is_some_and(|comma| {
        (comma + 2..at).any(|t| form.listed(draft, t, "agent-markers")) && draft.mark(comma) == ","
    })
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

fn read_part(draft: &mut Draft, form: &Forms, first: usize, end: usize, may_stop: bool) -> Part {
    let mut part = Part::default();
    let Some((first, stop)) = trimmed(draft, first, end) else {
        return part;
    };
    let stopped = draft.mark(end - 1) == ".";
    // "Es diskutieren: …", "Ne discutono: …"
    let colon = (first..stop.min(first + 4)).find(|&at| draft.mark(at) == ":");
    part.labelled =
        (first..colon.unwrap_or(first + 1)).any(|at| form.listed(draft, at, "label-speaker"));
    part.frame = form.listed(draft, first, "frame-words");
    // words in quotation marks are the title wherever they stand
    let quoted = draft
        .among(first, end, Kinds::QUOTED)
        .into_iter()
        .find(|&at| draft.mentions[at].len() >= 4 && is_quoted(draft, at));
    if let Some(at) = quoted {
        let (from, to) = (draft.mentions[at].first, draft.mentions[at].end);
        part.title = Some(match presented(draft, form, first, from) {
            true => (first, closing(draft, to, end)),
            false => (from, to),
        });
        part.frame = false;
        part.people = draft.among(first, end, Kinds::PERSON);
        part.people.retain(|&p| {
            let m = &draft.mentions[p];
            !(from <= m.first && m.end <= to)
        });
        return part;
    }
    if part.labelled || part.frame {
        part.people = draft.among(first, end, Kinds::PERSON);
        part.people
            .retain(|&person| !is_agent(draft, form, first, person));
        let title = titled_by_kind(draft, form, first, stop);
        // "Keynote: Moritz Altenried (HU Berlin) – Die digitale Fabrik"
        let colon = (first..end.min(first + 3)).find(|&at| draft.mark(at) == ":");
        if let Some(colon) = colon.filter(|_| part.labelled) {
            let (named, after) = persons_from(draft, colon + 1, end, form);
            let dash = matches!(draft.mark(after), "–" | "—" | ":");
            let rest = after + 1;
            let opens = rest < stop && draft.text.tokens[rest].capital();
            if !named.is_empty() && dash && opens && words(draft, rest, stop) >= 2 {
                part.people = named;
                part.title = Some((rest, stop));
                return part;
            }
        }
        if part.people.is_empty() && !part.frame && title.is_some() {
            part.labelled = false;
            part.title = title;
        }
        return part;
    }
    let (named, after) = persons_from(draft, first, end, form);
    if !named.is_empty() {
        part.people = named;
        // "Mary Gray (Microsoft Research) : Behind the API"
        let rest = (after..stop)
            .find(|&at| !matches!(draft.mark(at), ":" | "," | "–" | "—" | "-" | "." | ")"));
        let parted = rest.is_some_and(|rest| rest > after);
        part.title = rest
            .filter(|&rest| parted && words(draft, rest, stop) >= 2)
            .filter(|&rest| draft.text.tokens[rest].capital() && (!stopped || may_stop))
            // "Paul Brightwell, Professor of Law, King's College": what they are, not what they speak about
            .filter(|&rest| {
                !form.listed(draft, rest, "role-words")
                    && draft.among(rest, rest + 1, Kinds::ORGANIZATION).is_empty()
                    && !draft
                        .among(rest, stop, Kinds::ORGANIZATION)
                        .iter()
                        .any(|&m| draft.mentions[m].first == rest)
            })
            .map(|rest| (rest, stop));
        // "Giorgio Fedrizzi, rider a Trento, in dialogo con Nicola Zanon (Corriere)"
        if part.title.is_none() {
            let further = draft.among(after, stop, Kinds::PERSON).into_iter();
            part.people.extend(further.filter(|&m| {
                let from = draft.mentions[m].first;
                form.listed(draft, from - 1, "by-words")
                    || form.listed(draft, from - 1, "conjunctions")
            }));
        }
        return part;
    }
    if stopped && !may_stop || !draft.text.tokens[first].capital() {
        return part;
    }
    let (mut from, mut to) = (first, stop);
    let people = draft.among(first, end, Kinds::PERSON);
    if let Some(&person) = people.first() {
        // "Behind the API – Mary Gray (Microsoft Research)", "Saluti di Franca Olivero"
        let mut at = draft.mentions[person].first;
        while at > first
            && (!draft.mark(at - 1).is_empty()
                || form.listed(draft, at - 1, "prepositions")
                || form.listed(draft, at - 1, "person-titles")
                || form.listed(draft, at - 1, "label-speaker"))
        {
            at -= 1;
        }
        let apart = (at..draft.mentions[person].first).any(|t| {
            matches!(draft.mark(t), "–" | "—" | "-" | "," | "(" | "|" | ":" | ".")
                || form.listed(draft, t, "label-speaker")
                || form.listed(draft, t, "by-words")
        });
        // a person inside of a title is no speaker
        if apart {
            to = at;
            part.people = people;
        }
    }
    if let Some(named) = titled_by_kind(draft, form, from, to) {
        part.whole = Some((from, to));
        from = named.0;
    }
    // "Der erste Betriebsrat. Gespräch über Foodora": what sort of thing it is, behind the title
    let told = (from + 2..to.saturating_sub(1)).find(|&at| {
        matches!(draft.mark(at), "." | "?" | "!" | "–" | "—")
            && (form.listed(draft, at + 1, "event-heads")
                || form.listed(draft, at + 1, "session-kinds"))
    });
    if let Some(mark) = told {
        to = mark + usize::from(matches!(draft.mark(mark), "?" | "!"));
    }
    let count = words(draft, from, to);
    let generic = (from..to).all(|t| {
        !draft.mark(t).is_empty()
            || draft.text.tokens[t].span.len() <= 3
            || form.listed(draft, t, "event-heads")
            || form.listed(draft, t, "session-words")
            || form.listed(draft, t, "event-words")
            || form.listed(draft, t, "programme-words")
    });
    if (2..=LONGEST_TITLE).contains(&count) && !generic {
        part.title = Some((from, to));
    }
    part
}

/// "Lançamento do livro «…»", "Projection du film « … »": what is attended is not the work, but its presentation.
fn presented(draft: &Draft, form: &Forms, first: usize, quote: usize) -> bool {
    let near = quote.saturating_sub(2).max(first);
    quote > first + 1
        && draft.text.tokens[first].capital()
        && (near..quote).any(|at| form.listed(draft, at, "work-heads"))
        && (first..quote).all(|at| draft.mark(at).is_empty() || is_quotation_mark(draft.mark(at)))
}

/// The token behind the quotation mark that closes here.
fn closing(draft: &Draft, at: usize, end: usize) -> usize {
    at + usize::from(at < end && is_quotation_mark(draft.mark(at)))
}

/// "Panel 2: Organising riders": what stands behind the kind of session and a colon.
fn titled_by_kind(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<(usize, usize)> {
    let colon = (first + 1..end.min(first + 6))
        .find(|&at| matches!(draft.mark(at), ":" | "–" | "—" | "."))?;
    let kind = (first..colon)
        .any(|at| form.listed(draft, at, "event-heads") || form.listed(draft, at, "session-words"));
    let behind = draft.text.tokens.get(colon + 1).filter(|_| colon + 1 < end);
    (kind && behind.is_some_and(|t| t.capital()) && words(draft, colon + 1, end) >= 2)
        .then_some((colon + 1, end))
}

/// "Rana Siddiqui (Etalab)": names that nothing else tells are, where speakers stand, a person and a body.
fn unknown_people(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) {
    opening_person(draft, form, first, end);
    for at in draft.among(first, end, Kinds::NAME.or(Kinds::PERSON)) {
        let mention = &draft.mentions[at];
        let (from, open) = (mention.first, mention.end);
        if draft.mark(open) != "(" || !(2..=4).contains(&mention.len()) {
            continue;
        }
        let Some(close) = (open + 1..end.min(open + 12)).find(|&t| draft.mark(t) == ")") else {
            continue;
        };
        let stands = from == first
            || !draft.mark(from - 1).is_empty()
            || form.listed(draft, from - 1, "conjunctions")
            || form.listed(draft, from - 1, "label-speaker")
            || form.listed(draft, from - 1, "by-words");
        let body = draft.text.tokens.get(open + 1).is_some_and(|t| t.capital())
            && draft
                .among(open + 1, close, Kinds::DATE.or(Kinds::NUMBER))
                .is_empty();
        if !stands || !body {
            continue;
        }
        if draft.mentions[at].kinds.has(Kinds::NAME) {
            settle(&mut draft.mentions[at], Kinds::PERSON);
        }
        let whole = draft
            .among(open + 1, close, Kinds::NAME.or(Kinds::PERSON))
            .into_iter()
            .find(|&m| draft.mentions[m].first == open + 1 && draft.mentions[m].end == close);
        let acronym = (open + 1..close)
            .all(|t| draft.text.tokens[t].shape == Shape::Upper || draft.mark(t) == "-");
        if let Some(body) = whole.filter(|&m| draft.mentions[m].kinds.has(Kinds::NAME) || acronym) {
            // "LISE-CNAM": a first name in capitals is none
            if draft.mentions[body].kinds.has(Kinds::PERSON) {
                draft.mentions[body].kinds = Kinds::NAME;
            }
            settle(&mut draft.mentions[body], Kinds::ORGANIZATION);
            let quote = draft.span(from, close + 1);
            form.state(
                draft,
                at,
                "affiliatedWith",
                Ref::Mention(body),
                quote,
                "affiliated.session",
                0.85,
            );
        }
    }
}

/// "Nikos Smyrnaios (Université Toulouse 3)" where capitals say little: two to four words before a bracket that
/// names a body.
fn opening_person(draft: &mut Draft, form: &Forms, first: usize, end: usize) {
    let Some((first, end)) = trimmed(draft, first, end) else {
        return;
    };
    // "With Mags Dewhurst (IWGB)"
    let led = form.listed(draft, first, "by-words") || form.listed(draft, first, "label-speaker");
    let first = first + usize::from(led);
    let tokens = &draft.text.tokens;
    let name = |at: usize| {
        tokens[at].kind == TokenKind::Word
            && (tokens[at].capital() || form.listed(draft, at, "particles"))
    };
    let Some(open) = (first..end.min(first + 5)).find(|&at| !name(at)) else {
        return;
    };
    if draft.mark(open) != "("
        || !(2..=4).contains(&(open - first))
        || !tokens[first].capital()
        || !draft
            .among(first, open, Kinds::ANY_CLASS.or(Kinds::NAME))
            .is_empty()
        || (first..open).any(|at| {
            [
                "event-heads",
                "session-words",
                "work-heads",
                "articles",
                "org-heads",
            ]
            .iter()
            .any(|list| form.listed(draft, at, list))
        })
    {
        return;
    }
    let close = (open..end.min(open + 12)).find(|&at| draft.mark(at) == ")");
    let body = close.is_some_and(|close| {
        !draft
            .among(open, close, Kinds::ORGANIZATION.or(Kinds::COMPANY))
            .is_empty()
    });
    if body {
        let at = draft.mention_of(first, open, Kinds::NAME);
        settle(&mut draft.mentions[at], Kinds::PERSON);
    }
}

fn is_quoted(draft: &Draft, at: usize) -> bool {
    matches!(draft.mark(draft.mentions[at].first), "«" | "“" | "\"" | "„")
        || draft.mentions[at]
            .first
            .checked_sub(1)
            .is_some_and(|b| matches!(draft.mark(b), "«" | "“" | "\"" | "„"))
}
