//! Pages of broadcasts: "Piecework, episode 31: The inmates who teach the machine", when it was on the air, whose it
//! is, who presents it, who was a guest.

use super::{Forms, is_line, is_quotation_mark, persons_from, thing, trimmed, words};
use crate::extract::draft::Draft;
use crate::extract::facts::date_in;
use crate::model::{BlockKind, PartialDate};
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::split::TokenKind;

/// How many lines the head of such a page has at most, with its title.
const HEAD: usize = 5;
/// How long a line of it is at most, in words and marks.
const LINE: usize = 45;
/// How many words the name of a series has at most.
const SERIES: usize = 7;
/// Within how many words of a heading the noun for a gathering says that it is no broadcast.
const OPENING: usize = 3;
/// How many paragraphs under the head tell who takes part.
const TELLING: usize = 5;

pub fn read(draft: &mut Draft, form: &mut Forms) {
    form.broadcast = false;
    let Some(title) = draft
        .post
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Title)
    else {
        return;
    };
    let head = head(draft, form, title);
    if !is_broadcast(draft, form, title, &head) {
        return;
    }
    form.broadcast = true;
    let Some(event) = named(draft, form, title, &head) else {
        return;
    };
    draft.roles.retain(|(role, _)| *role != PostRole::Work);
    draft.set_role(PostRole::Event, event);
    on_air(draft, form, event, &head);
    for &block in &head {
        hosts(draft, form, event, block);
    }
    let last = head.last().map_or(title, |&block| block);
    for block in last + 1..draft.post.blocks.len().min(last + 1 + TELLING) {
        guests(draft, form, event, block);
    }
}

/// The title and the lines under it that are no paragraphs yet.
fn head(draft: &Draft, form: &Forms, title: usize) -> Vec<usize> {
    let blocks = title..draft.post.blocks.len().min(title + HEAD);
    blocks
        .take_while(|&block| {
            let (first, end) = draft.block_tokens(block);
            let line = end > first && end - first <= LINE;
            let dated = !draft.among(first, end, Kinds::DATE).is_empty();
            let labelled = (first..end.min(first + 3)).any(|at| draft.mark(at) == ":");
            let told = (first..end).any(|at| {
                form.listed(draft, at, "broadcast-words") || form.listed(draft, at, "host-words")
            });
            block == title || line && (is_line(draft, block) || dated || labelled || told)
        })
        .collect()
}

/// Whether the head speaks of an episode, a programme of radio, and tells how long it lasts or when it was on.
fn is_broadcast(draft: &Draft, form: &Forms, title: usize, head: &[usize]) -> bool {
    // "Pontos Finais, 21 de novembro de 2024: …", and the first paragraph says what Pontos Finais is
    let (first, end) = draft.block_tokens(title);
    // "Seminário «…» – Programa do 2.º semestre"
    let gathers = |at: usize| {
        form.listed(draft, at, "title-events") && !form.listed(draft, at, "broadcast-words")
    };
    if (first..end.min(first + OPENING)).any(gathers) {
        return false;
    }
    let (next, stop) = draft.block_tokens((title + 1).min(draft.post.blocks.len() - 1));
    let dated = before_date(draft, form, first, end).is_some()
        && (next..stop).any(|at| form.listed(draft, at, "broadcast-words"));
    if dated {
        return true;
    }
    let spans = head.iter().map(|&block| draft.block_tokens(block));
    let tokens: Vec<usize> = spans.flat_map(|(first, end)| first..end).collect();
    let any = |list: &'static str| tokens.iter().any(|&at| form.listed(draft, at, list));
    let lasts = tokens.iter().any(|&at| {
        at > 0
            && form.listed(draft, at, "duration-words")
            && draft.text.tokens[at - 1].kind == TokenKind::Number
    });
    let counted = tokens
        .iter()
        .any(|&at| form.listed(draft, at, "broadcast-words") && number_behind(draft, at).is_some());
    let aired = tokens.iter().any(|&at| {
        let near = draft.among(at + 1, at + 5, Kinds::DATE);
        form.listed(draft, at, "broadcast-words") && !near.is_empty()
    });
    any("broadcast-words") && (lasts || counted || aired || any("host-words"))
}

/// The token behind the number of an episode: "ep. 47", "épisode n° 3".
fn number_behind(draft: &Draft, at: usize) -> Option<usize> {
    let number = |t: &usize| {
        draft.text.tokens.get(*t).is_some_and(|token| {
            token.kind == TokenKind::Number && token.text(&draft.post.text).len() <= 3
        })
    };
    (at + 1..at + 4).find(number).map(|t| t + 1)
}

/// What the page is about: the episode by its title, else the series.
fn named(draft: &mut Draft, form: &mut Forms, title: usize, head: &[usize]) -> Option<usize> {
    let (first, end) = draft.block_tokens(title);
    let word = (first..end).find(|&at| form.listed(draft, at, "broadcast-words"));
    let parts = |d: &Draft, at: usize| matches!(d.mark(at), ":" | "–" | "—" | "-" | "|" | ",");
    if let Some((word, behind)) = word.and_then(|at| Some((at, number_behind(draft, at)?))) {
        // "Piecework, episode 31: The inmates …"
        let series = word > first
            && (parts(draft, word - 1) || draft.mark(word - 1) == "(")
            && word - first <= SERIES + 1;
        if series {
            thing(draft, first, word - 1, Kinds::EVENT);
        }
        let rest = (behind..end)
            .find(|&at| draft.mark(at).is_empty() || is_quotation_mark(draft.mark(at)));
        if let Some(rest) = rest.filter(|&rest| rest > behind && words(draft, rest, end) >= 2) {
            let episode = thing(draft, rest, end, Kinds::EVENT)?;
            // "Ep. 175: Mary L. Gray on …" is its name too
            if !series && let Some(whole) = thing(draft, first, end, Kinds::EVENT) {
                draft.same.push((episode, whole));
            }
            return Some(episode);
        }
    }
    if let Some((from, to)) = quoted(draft, first, end) {
        return thing(draft, from, to, Kinds::EVENT);
    }
    // "Pontos Finais, 21 de novembro de 2024: …", "Les ondes du travail, émission du 9 mai 2017 : …"
    if let Some(series) = before_date(draft, form, first, end) {
        return thing(draft, series.0, series.1, Kinds::EVENT);
    }
    for &block in head.iter().skip(1) {
        let (first, end) = draft.block_tokens(block);
        if let Some((from, to)) = quoted(draft, first, end).filter(|q| q.1 - q.0 + 3 >= end - first)
        {
            return thing(draft, from, to, Kinds::EVENT);
        }
        if let Some(series) = before_date(draft, form, first, end) {
            return thing(draft, series.0, series.1, Kinds::EVENT);
        }
    }
    super::headline::as_event(draft, form)
}

/// The name before ", émission du 9 mai", ", episode of 3 May"; before a mere date only where the line is a title.
fn before_date(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<(usize, usize)> {
    let comma = (first + 1..end.min(first + SERIES + 1)).find(|&at| draft.mark(at) == ",")?;
    let word = form.listed(draft, comma + 1, "broadcast-words");
    let date = draft.among(comma + 1, end.min(comma + 8), Kinds::DATE);
    let near = date.first().is_some_and(|&m| {
        let from = draft.mentions[m].first;
        word && from <= comma + 5 || from == comma + 1
    });
    let (from, to) = trimmed(draft, first, comma)?;
    let other = Kinds::PERSON
        .or(Kinds::PLACE)
        .or(Kinds::COUNTRY)
        .or(Kinds::DATE)
        .or(Kinds::ORGANIZATION);
    let whole = draft.among(from, to, other);
    let plain = whole
        .iter()
        .all(|&m| draft.mentions[m].end < to || draft.mentions[m].first > from);
    (near && plain && draft.text.tokens[from].capital() && (word || first == 0))
        .then_some((from, to))
}

/// What stands in quotation marks, without them.
fn quoted(draft: &Draft, first: usize, end: usize) -> Option<(usize, usize)> {
    let open = (first..end).find(|&at| is_quotation_mark(draft.mark(at)))?;
    let close = (open + 2..end).find(|&at| is_quotation_mark(draft.mark(at)))?;
    (words(draft, open + 1, close) >= 2).then_some((open + 1, close))
}

/// The day and the station that the head names.
fn on_air(draft: &mut Draft, form: &mut Forms, event: usize, head: &[usize]) {
    let mut day: Option<(usize, PartialDate)> = None;
    let mut station: Option<usize> = None;
    for (number, &block) in head.iter().enumerate() {
        let (first, end) = draft.block_tokens(block);
        let dates = draft.among(first, end, Kinds::DATE);
        let date = dates
            .into_iter()
            .find_map(|m| Some((m, date_in(draft, m).filter(|d| d.d().is_some())?)));
        day = day.or(date);
        if number == 0 || station.is_some() || (date.is_none() && number > 1) {
            continue;
        }
        let bodies = draft.among(first, end, Kinds::ORGANIZATION).into_iter();
        let people = draft.among(first, end, Kinds::PERSON);
        station = bodies
            .filter(|&m| {
                let from = draft.mentions[m].first;
                people.iter().all(|&p| draft.mentions[p].first > from)
            })
            .find(|&m| m != event);
        // "Norddeutscher Kulturfunk, Dienstag, 5. Juni 2018"
        let opening = date.filter(|&(m, _)| draft.mentions[m].first <= first + SERIES);
        if station.is_none() && opening.is_some() && people.is_empty() {
            let comma =
                (first + 1..end).find(|&at| matches!(draft.mark(at), "," | "–" | "|" | "·"));
            let name = comma
                .and_then(|comma| super::host::named_piece(draft, form, first, comma))
                .filter(|&(a, b)| {
                    draft
                        .among(a, b, Kinds::ANY_CLASS.or(Kinds::DATE))
                        .is_empty()
                        && !(a..b).any(|t| {
                            form.listed(draft, t, "broadcast-words")
                                || form.listed(draft, t, "event-heads")
                        })
                });
            station = name.and_then(|(a, b)| thing(draft, a, b, Kinds::ORGANIZATION));
        }
    }
    if let Some((at, date)) = day {
        let quote = draft.mention_span(event).join(draft.mention_span(at));
        form.held_on(draft, event, date, quote, "broadcast.date", 0.85);
    }
    if let Some(station) = station {
        form.link(
            draft,
            event,
            "organizedBy",
            station,
            "broadcast.station",
            0.82,
        );
    }
}

/// "Hosted by Dunja Petric and Owen Llewelyn", "présentée par Gwenola Tanguy".
fn hosts(draft: &mut Draft, form: &mut Forms, event: usize, block: usize) {
    let (first, end) = draft.block_tokens(block);
    for at in first..end {
        if !form.listed(draft, at, "host-words") {
            continue;
        }
        let from = at
            + 1
            + usize::from(
                form.listed(draft, at + 1, "agent-markers")
                    || form.listed(draft, at + 1, "by-words")
                    || draft.mark(at + 1) == ":",
            );
        let (people, _) = persons_from(draft, from, end, form);
        for person in people {
            takes_part(draft, form, event, person, 0.88);
        }
    }
}

/// "Our guest is Marjukka Ahonpää", "recebe em estúdio a jurista …": whom a sentence names that speaks of guests.
pub fn guests(draft: &mut Draft, form: &mut Forms, event: usize, block: usize) {
    let (first, end) = draft.block_tokens(block);
    if first >= end || draft.text.tokens[first].kind == TokenKind::Number || first + 2 > end {
        return;
    }
    let (from, to) = (draft.sentence_of(first), draft.sentence_of(end - 1));
    for number in from..=to {
        let (first, end) = {
            let sentence = &draft.text.sentences[number];
            (sentence.first, sentence.end)
        };
        let told = (first..end).find(|&at| form.listed(draft, at, "guest-words"));
        let off = (first..end).any(|at| form.listed(draft, at, "called-off"));
        let Some(told) = told.filter(|_| !off) else {
            continue;
        };
        for person in draft.among(first, end, Kinds::PERSON) {
            let at = draft.mentions[person].first;
            // "o livro de Nuno Boavida": the name of who wrote something
            let wrote = (at.saturating_sub(4).max(first)..at)
                .any(|t| form.listed(draft, t, "work-heads") || is_quotation_mark(draft.mark(t)));
            let near = at > told || draft.mentions[person].end + 4 >= told;
            if near && !wrote {
                takes_part(draft, form, event, person, 0.8);
            }
        }
    }
}

fn takes_part(draft: &Draft, form: &mut Forms, event: usize, person: usize, confidence: f32) {
    form.link(
        draft,
        person,
        "participatesIn",
        event,
        "broadcast.guest",
        confidence,
    );
}
