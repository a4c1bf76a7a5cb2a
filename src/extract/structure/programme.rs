//! Programmes: a date, who speaks, what about. Each dated session is an event.

use super::{Forms, is_line, persons_from, thing};
use crate::extract::draft::{Draft, Ref};
use crate::extract::rules::date_in;
use crate::model::PartialDate;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

/// A line that opens with a date, and the lines under it up to the next.
struct Session {
    date: PartialDate,
    date_mention: usize,
    /// What stands behind the date in its own line.
    rest: (usize, usize),
    lines: Vec<usize>,
}

pub fn read(draft: &mut Draft, form: &mut Forms) {
    let sessions = sessions(draft, form);
    // one dated line is a dateline; two make a programme
    if sessions.len() < 2 {
        if let (Some(session), Some(event)) = (sessions.first(), draft.role(PostRole::Event)) {
            date_line(draft, form, session, event);
        }
        return;
    }
    for session in sessions {
        read_session(draft, form, &session);
    }
}

/// "Vendredi 3 mai 2019, 14h-17h, MSH Paris Nord, Saint-Denis" under the heading of an event.
fn date_line(draft: &mut Draft, form: &mut Forms, session: &Session, event: usize) {
    let quote = draft
        .mention_span(event)
        .join(draft.mention_span(session.date_mention));
    form.held_on(draft, event, session.date, quote, "event.dateline", 0.85);
    let (first, end) = session.rest;
    if end - first > 30 {
        return;
    }
    for place in draft.among(first, end, Kinds::PLACE.or(Kinds::ORGANIZATION)) {
        let quote = draft.mention_span(event).join(draft.mention_span(place));
        form.state(
            draft,
            event,
            "locatedIn",
            Ref::Mention(place),
            quote,
            "event.dateline",
            0.8,
        );
    }
}

fn sessions(draft: &Draft, form: &Forms) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut open = false;
    let mut day: Option<(usize, PartialDate)> = announced_day(draft);
    for block in 0..draft.post.blocks.len() {
        let (first, end) = draft.block_tokens(block);
        if first >= end {
            continue;
        }
        let opening = (first..end.min(first + 4)).find(|&at| {
            !(matches!(draft.mark(at), "•" | "-" | "–" | "*" | "→" | "(" | "[")
                || form.listed(draft, at, "articles")
                || form.listed(draft, at, "label-date")
                || draft.mark(at) == ":")
        });
        let dates = draft.among(first, end, Kinds::DATE);
        // the line opens with its date, or is nothing but the date and a word or two before it
        let date = opening
            .and_then(|at| {
                dates
                    .iter()
                    .copied()
                    .find(|&m| draft.mentions[m].first == at)
            })
            .or_else(|| {
                dates
                    .iter()
                    .copied()
                    .find(|&m| draft.mentions[m].first <= first + 3 && draft.mentions[m].end == end)
            })
            .and_then(|m| Some((m, date_in(draft, m)?)))
            .filter(|(_, date)| date.d().is_some());
        let prose = end - first > 60 || !is_line(draft, block) && end - first > 30;
        // "10:00 Mary Gray (Microsoft Research): Behind the API", under the date of the day
        let timed = opening.filter(|&at| date.is_none() && starts_with_time(draft, at, end));
        if let (Some(at), Some((mention, day))) = (timed, day)
            && !prose
        {
            let mut from = at;
            while from < end
                && (time_of_day(draft, from)
                    || matches!(
                        draft.mark(from),
                        ":" | "," | "–" | "—" | "-" | ")" | "|" | "." | "/" | "("
                    ))
            {
                from += 1;
            }
            sessions.push(Session {
                date: day,
                date_mention: mention,
                rest: (from, end),
                lines: Vec::new(),
            });
            open = true;
            continue;
        }
        day = date.or(day);
        match date {
            Some((mention, date)) if !prose => {
                let mut from = draft.mentions[mention].end;
                // times of day, a place in brackets: "(17h-20h)", "– 14h :"
                while from < end
                    && (matches!(
                        draft.mark(from),
                        ":" | "," | "–" | "—" | "-" | ")" | "]" | "|" | "." | "/"
                    ) || time_of_day(draft, from))
                {
                    from += 1;
                }
                sessions.push(Session {
                    date,
                    date_mention: mention,
                    rest: (from, end),
                    lines: Vec::new(),
                });
                open = true;
            }
            _ => {
                let labelled = (first..end.min(first + 3)).any(|at| draft.mark(at) == ":")
                    && form.listed(draft, first, "label-speaker");
                match sessions.last_mut() {
                    Some(session) if open && !prose && session.lines.len() < 4 && !labelled => {
                        session.lines.push(block)
                    }
                    _ => open = false,
                }
            }
        }
    }
    sessions
}

/// "9h30", "10:00", "14.30 Uhr", "2 pm" at the start of a line.
fn starts_with_time(draft: &Draft, at: usize, end: usize) -> bool {
    let text = |t: usize| {
        draft
            .text
            .tokens
            .get(t)
            .filter(|_| t < end)
            .map_or("", |token| token.text(&draft.post.text))
    };
    let hour = |t: &str| t.parse::<u8>().is_ok_and(|h| h < 24);
    let minutes = |t: &str| t.len() == 2 && t.parse::<u8>().is_ok_and(|m| m < 60);
    let clock = text(at)
        .split_once(['.', ':'])
        .is_some_and(|(h, m)| hour(h) && minutes(m));
    let h_minutes = |t: &str| t.strip_prefix(['h', 'H']).is_some_and(minutes);
    clock
        || hour(text(at)) && h_minutes(text(at + 1))
        || hour(text(at)) && matches!(text(at + 1), ":") && minutes(text(at + 2))
        || hour(text(at))
            && matches!(
                text(at + 1).to_lowercase().as_str(),
                "h" | "uhr" | "am" | "pm" | "heures" | "a.m." | "p.m."
            )
}

/// The day for which the post announces something, where its first lines name one.
fn announced_day(draft: &Draft) -> Option<(usize, PartialDate)> {
    let (_, end) = draft.block_tokens(draft.post.blocks.len().min(4).checked_sub(1)?);
    let dates = draft.among(0, end, Kinds::DATE);
    dates
        .into_iter()
        .find_map(|m| Some((m, date_in(draft, m).filter(|d| d.d().is_some())?)))
}

fn time_of_day(draft: &Draft, at: usize) -> bool {
    let token = &draft.text.tokens[at];
    let text = token.text(&draft.post.text);
    let h_minutes = text.len() == 3
        && text.starts_with(['h', 'H'])
        && text[1..].bytes().all(|b| b.is_ascii_digit());
    h_minutes
        || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 5
        || matches!(
            text,
            "h" | "H"
                | "à"
                | "de"
                | "am"
                | "pm"
                | "Uhr"
                | "ore"
                | "from"
                | "dalle"
                | "alle"
                | "to"
                | "am."
                | "heures"
        )
}

fn read_session(draft: &mut Draft, form: &mut Forms, session: &Session) {
    let mut parts: Vec<(usize, usize)> = vec![session.rest];
    parts.extend(session.lines.iter().map(|&block| draft.block_tokens(block)));
    parts.retain(|(first, end)| first < end);
    let mut people = Vec::new();
    let mut title: Option<(usize, usize)> = None;
    for &(first, end) in &parts {
        // words in quotation marks are the title wherever they stand
        let quoted = draft
            .among(first, end, Kinds::QUOTED)
            .into_iter()
            .find(|&at| draft.mentions[at].len() >= 4 && is_quoted(draft, at));
        if let Some(at) = quoted
            && title.is_none()
        {
            title = Some((draft.mentions[at].first, draft.mentions[at].end));
            people.extend(
                draft
                    .among(first, end, Kinds::PERSON)
                    .into_iter()
                    .filter(|&p| {
                        !(draft.mentions[at].first <= draft.mentions[p].first
                            && draft.mentions[p].end <= draft.mentions[at].end)
                    }),
            );
            continue;
        }
        let (named, after) = persons_from(draft, first, end, form);
        if !named.is_empty() {
            people.extend(named);
            // "Mary Gray (Microsoft Research) : Behind the API"
            let rest = (after..end)
                .find(|&at| !matches!(draft.mark(at), ":" | "," | "–" | "—" | "-" | "." | ")"));
            if let Some(rest) = rest
                && title.is_none()
                && end - rest >= 3
                && draft.text.tokens[rest].capital()
            {
                title = Some((rest, end));
            }
            continue;
        }
        let words = (first..end).filter(|&at| draft.mark(at).is_empty()).count();
        if title.is_none() && (2..=40).contains(&words) && draft.text.tokens[first].capital() {
            // "Behind the API – Mary Gray (Microsoft Research)": the speakers behind a dash
            let dash = (first + 2..end).find(|&at| {
                matches!(draft.mark(at), "–" | "—" | "-" | "," | "(" | "|")
                    && draft
                        .among(at + 1, end, Kinds::PERSON)
                        .iter()
                        .any(|&p| draft.mentions[p].first == at + 1)
            });
            if let Some(dash) = dash {
                people.extend(persons_from(draft, dash + 1, end, form).0);
            }
            title = Some((first, dash.unwrap_or(end)));
        }
    }
    if people.is_empty() {
        return;
    }
    let Some((first, end)) = title else { return };
    let Some(event) = thing(draft, first, end, Kinds::EVENT) else {
        return;
    };
    let quote = draft
        .mention_span(session.date_mention)
        .join(draft.mention_span(event));
    form.held_on(draft, event, session.date, quote, "event.session", 0.93);
    for person in people {
        let quote = draft.mention_span(person).join(draft.mention_span(event));
        form.state(
            draft,
            person,
            "participatesIn",
            Ref::Mention(event),
            quote,
            "event.session",
            0.93,
        );
    }
}

fn is_quoted(draft: &Draft, at: usize) -> bool {
    matches!(draft.mark(draft.mentions[at].first), "«" | "“" | "\"" | "„")
        || draft.mentions[at]
            .first
            .checked_sub(1)
            .is_some_and(|b| matches!(draft.mark(b), "«" | "“" | "\"" | "„"))
}
