//! Programmes: a date or a time of day, who speaks, what about. Each dated session is an event.

use super::announced::{announced, date_line};
use super::session::read_session;
use super::{Forms, is_line};
use crate::extract::draft::Draft;
use crate::extract::facts::date_in;
use crate::model::{BlockKind, PartialDate};
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::split::TokenKind;
use crate::tag::MentionValue;

/// How many words and marks stand before the date of a session at most: "1.ª sessão, quinta-feira, ".
const BEFORE_DATE: usize = 12;

/// A line that opens with a date or a time, and the lines under it up to the next.
pub struct Session {
    pub date: PartialDate,
    pub date_mention: usize,
    /// What stands behind the date in its own line.
    pub rest: (usize, usize),
    pub lines: Vec<usize>,
    /// Where it takes place, as its opening line tells behind the time: "ore 20.30 – Sala multimediale".
    pub place: (usize, usize),
    /// Paragraphs that tell more of it.
    pub prose: Vec<usize>,
    /// It opens with a time of day, under the date of the day.
    pub timed: bool,
}

pub fn read(draft: &mut Draft, form: &mut Forms) {
    draft.stages.clear();
    let mut sessions = sessions(draft, form);
    // "02:10 – How it began": chapters of a broadcast
    if form.broadcast {
        sessions.retain(|session| !session.timed);
        sessions.truncate(if sessions.len() < 3 {
            0
        } else {
            sessions.len()
        });
    }
    // one dated line is a dateline; two make a programme
    if sessions.len() < 2 {
        let told = announced(draft, form, &[]);
        if let (false, Some(session), Some(event)) =
            (told, sessions.first(), draft.role(PostRole::Event))
        {
            date_line(draft, form, session, event);
        }
        return;
    }
    let speakers = |s: &Session| {
        let lines = s.lines.iter().chain(&s.prose);
        let lines = lines.map(|&block| draft.block_tokens(block));
        std::iter::once(s.rest)
            .chain(lines)
            .any(|(first, end)| !draft.among(first, end, Kinds::PERSON).is_empty())
    };
    let with_people = sessions.iter().filter(|s| speakers(s)).count();
    if with_people == 0 {
        return;
    }
    // a page of sessions with speakers is about what they are sessions of
    if with_people >= 2 && draft.role(PostRole::Event).is_none() {
        match named_before(draft, &sessions) {
            Some(event) => draft.set_role(PostRole::Event, event),
            None if form.last => {
                super::headline::as_event(draft, form);
            }
            None => {}
        }
    }
    announced(draft, form, &sessions);
    for session in &sessions {
        form.taken.extend(session.lines.iter().copied());
    }
    for session in sessions {
        read_session(draft, form, &session, with_people >= 2);
    }
}

/// The event that the post names in its first words, before its sessions.
fn named_before(draft: &Draft, sessions: &[Session]) -> Option<usize> {
    let end = sessions.first()?.rest.0;
    let title = draft
        .post
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Title)
        .map_or(0, |block| draft.block_tokens(block).1);
    draft
        .among(title, end, Kinds::EVENT)
        .into_iter()
        .find(|&at| !draft.mentions[at].kinds.has(Kinds::HAPPENING))
}

/// Words and figures that may stand before the date that opens a session: "Séance 1 (", "Am ", "2. Sitzung: ".
fn before_date(draft: &Draft, form: &Forms, at: usize) -> bool {
    let token = &draft.text.tokens[at];
    match token.kind {
        TokenKind::Mark => matches!(
            draft.mark(at),
            "•" | "-" | "–" | "—" | "*" | "→" | "(" | "[" | ":" | "." | "," | "|" | "#"
        ),
        TokenKind::Number => token.span.len() <= 2,
        // "1.ª sessão", "2ème séance"
        TokenKind::Word if token.span.len() <= 3 && is_counted(draft, at) => true,
        TokenKind::Word
            if token
                .text(&draft.post.text)
                .starts_with(|c: char| c.is_ascii_digit()) =>
        {
            true
        }
        TokenKind::Word => ["articles", "label-date", "session-words", "time-words"]
            .iter()
            .any(|list| form.listed(draft, at, list)),
        TokenKind::Url | TokenKind::Handle => false,
    }
}

/// Whether a figure stands before a token, with or without its full stop.
fn is_counted(draft: &Draft, at: usize) -> bool {
    let number = |t: usize| draft.text.tokens[t].kind == TokenKind::Number;
    let token = &draft.text.tokens[at];
    let dotted = at > 1 && draft.mark(at - 1) == "." && number(at - 2);
    token.glued && (at > 0 && number(at - 1) || dotted)
}

/// The day of a session: in "Séance 1 – 12 octobre 2023" the first figure counts sessions.
fn session_day(draft: &Draft, form: &Forms, mention: usize) -> Option<PartialDate> {
    let counted = draft.mentions[mention]
        .first
        .checked_sub(1)
        .is_some_and(|before| form.listed(draft, before, "session-words"));
    if counted && let Some(MentionValue::Date(date)) = &draft.mentions[mention].value {
        let last = date
            .last
            .as_ref()
            .and_then(|last| last.full().or_else(|| last.near(draft.post.date?)));
        if last.is_some() {
            return last;
        }
    }
    date_in(draft, mention)
}

/// "Date : 12 mai 2022": the day of what the post announces, not the head of a session.
fn labelled_day(
    draft: &Draft,
    form: &Forms,
    first: usize,
    end: usize,
) -> Option<(usize, PartialDate)> {
    if !is_label(draft, form, first, "label-date") {
        return None;
    }
    let mention = *draft.among(first, end, Kinds::DATE).first()?;
    Some((
        mention,
        date_in(draft, mention).filter(|d| d.d().is_some())?,
    ))
}

fn is_label(draft: &Draft, form: &Forms, at: usize, list: &'static str) -> bool {
    form.listed(draft, at, list) && draft.mark(at + 1) == ":"
}

/// Whether a block that opens with a date is a session, not a sentence: "Le 8 mai, le ministre a dit …".
fn heads_a_session(
    draft: &Draft,
    form: &Forms,
    mention: usize,
    first: usize,
    end: usize,
    block: usize,
) -> bool {
    if is_label(draft, form, first, "label-date") {
        return false;
    }
    let after = draft.mentions[mention].end;
    // "Mercoledì 18 maggio 2022, ore 16.00"
    if behind_time(draft, form, after, end) >= end || only_time(draft, form, after, end) {
        return true;
    }
    // "GIOVEDÌ 28 SETTEMBRE, ore 20.30 – Sala multimediale"
    let rest = behind_time(draft, form, after, end);
    let timed = (after..rest).any(|at| draft.text.tokens[at].kind == TokenKind::Number);
    if timed && is_line(draft, block) && venue_at(draft, form, rest, end) {
        return true;
    }
    let closed = matches!(
        draft.mark(after),
        ":" | "." | ")" | "–" | "—" | "-" | "|" | "]" | "/"
    );
    let comma = draft.mark(after) == ",";
    // nothing but names and kinds of session before the title, as no sentence has it
    let listed = |at: usize| {
        [
            "event-heads",
            "session-words",
            "role-words",
            "by-words",
            "conjunctions",
            "person-titles",
        ]
        .iter()
        .any(|list| form.listed(draft, at, list))
    };
    let title = draft.among(after, end, Kinds::QUOTED).first().copied();
    let quoted = comma
        && title.is_some_and(|at| {
            (after..draft.mentions[at].first).all(|t| {
                let token = &draft.text.tokens[t];
                token.kind != TokenKind::Word
                    || token.capital()
                    || token.span.len() <= 3
                    || listed(t)
            })
        });
    if after >= end || end - first <= 110 && (closed || quoted) {
        return true;
    }
    // no sentence: it does not end with a full stop, and behind a comma stands who speaks or a few words
    let speaker = draft.among(after, end, Kinds::PERSON).iter().any(|&m| {
        let next = draft.mentions[m].end;
        draft.mentions[m].first <= after + 2 && (next >= end || !draft.mark(next).is_empty())
    });
    let capital = draft.text.tokens[after].capital() || !draft.mark(after).is_empty();
    is_line(draft, block)
        && end - first <= 45
        && draft.mark(end - 1) != "."
        && (!comma && capital || speaker)
}

/// Whether nothing but a room, a house or a town stands here, and nobody.
fn venue_at(draft: &Draft, form: &Forms, first: usize, end: usize) -> bool {
    const LONGEST: usize = 14;
    if first >= end || end - first > LONGEST {
        return false;
    }
    let placed = draft.among(first, end, Kinds::PLACE.or(Kinds::ORGANIZATION));
    let opens = form.listed(draft, first, "room-words")
        || placed.iter().any(|&m| draft.mentions[m].first == first);
    opens
        && draft.among(first, end, Kinds::PERSON).is_empty()
        && !(first..end)
            .any(|at| matches!(draft.mark(at), ":" | "«" | "»" | "“" | "”" | "\"" | "„"))
}

/// "– Milano, giovedì 21 giugno: «…»": the town of an entry of an agenda, before its date, where a colon or a dash
/// opens the title behind it.
fn town_before(draft: &Draft, first: usize, date: usize) -> Option<(usize, usize)> {
    let date = &draft.mentions[date];
    let town = *draft.among(first, date.first, Kinds::PLACE).first()?;
    let town = &draft.mentions[town];
    let bullet = (first..town.first).all(|at| !draft.mark(at).is_empty());
    let joined = draft.mark(town.end) == ",";
    let titled = matches!(draft.mark(date.end), ":" | "–" | "—")
        || !draft
            .among(date.end, date.end + 8, Kinds::QUOTED)
            .is_empty();
    (bullet && town.first > first && joined && titled).then_some((town.first, town.end))
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
        let dates = draft.among(first, end, Kinds::DATE);
        // the line opens with its date, but for words that count sessions
        let dated = dates.iter().copied().find(|&m| {
            let start = draft.mentions[m].first;
            let town = town_before(draft, first, m);
            let passed = |at: usize| {
                before_date(draft, form, at) || town.is_some_and(|(a, b)| a <= at && at < b)
            };
            start <= first + BEFORE_DATE && (first..start).all(passed)
                || start <= first + 3
                    && draft.mentions[m].end == end
                    // "Pubblicato il 4 settembre"
                    && !(first..start).any(|at| form.listed(draft, at, "credit-words"))
                    && draft.among(first, start, Kinds::PLACE).is_empty()
        });
        let date = dated
            .and_then(|m| Some((m, session_day(draft, form, m)?)))
            .filter(|(_, date)| date.d().is_some())
            .filter(|&(m, _)| heads_a_session(draft, form, m, first, end, block));
        let prose = end - first > 60 || !is_line(draft, block) && end - first > 30;
        // "10:00 Mary Gray (Microsoft Research): Behind the API", under the date of the day
        let opening = (first..end.min(first + 4)).find(|&at| {
            !matches!(draft.mark(at), "•" | "-" | "–" | "*" | "→" | "(" | "[")
                && !form.listed(draft, at, "time-words")
        });
        let timed = opening.filter(|&at| date.is_none() && starts_with_time(draft, form, at, end));
        if let (Some(at), Some((mention, day))) = (timed, day)
            && end - first <= 110
        {
            sessions.push(Session {
                date: day,
                date_mention: mention,
                rest: (behind_time(draft, form, at, end), end),
                place: (end, end),
                lines: Vec::new(),
                prose: Vec::new(),
                timed: true,
            });
            open = true;
            continue;
        }
        day = date.or(labelled_day(draft, form, first, end)).or(day);
        match date {
            Some((mention, date)) => {
                let after = draft.mentions[mention].end;
                let from = match only_time(draft, form, after, end) {
                    true => end,
                    false => behind_time(draft, form, after, end),
                };
                let placed = venue_at(draft, form, from, end);
                let place = if placed { (from, end) } else { (end, end) };
                sessions.push(Session {
                    date,
                    date_mention: mention,
                    rest: (if placed { end } else { from }, end),
                    place: town_before(draft, first, mention).unwrap_or(place),
                    lines: Vec::new(),
                    prose: Vec::new(),
                    timed: false,
                });
                open = true;
            }
            _ => {
                let labelled = [
                    "label-title",
                    "label-place",
                    "label-organizer",
                    "label-date",
                ]
                .iter()
                .any(|list| form.listed(draft, first, list))
                    && (first..end.min(first + 3)).any(|at| draft.mark(at) == ":");
                let speakers = form.listed(draft, first, "label-speaker");
                if ends_programme(draft, form, block) {
                    open = false;
                    continue;
                }
                match sessions.last_mut() {
                    Some(session)
                        if open
                            && (!prose || speakers && end - first <= 110)
                            && session.lines.len() < 12
                            && !labelled =>
                    {
                        session.lines.push(block)
                    }
                    Some(session) if tells_more(draft, session, block, open) => {
                        session.prose.push(block);
                        open = false;
                    }
                    _ => open = false,
                }
            }
        }
    }
    sessions
}

/// "Zum Weiterlesen", "Dans la même rubrique", "Contatti": a short line that heads something else than a session.
fn ends_programme(draft: &Draft, form: &Forms, block: usize) -> bool {
    const LONGEST: usize = 5;
    let (first, end) = draft.block_tokens(block);
    end - first <= LONGEST
        && (first..end).any(|at| form.listed(draft, at, "after-programme"))
        && draft.among(first, end, Kinds::PERSON).is_empty()
}

/// Whether a paragraph behind the lines of a session still speaks of it: it stands right under them, or it is the
/// only one of its session where blank lines part everything.
fn tells_more(draft: &Draft, session: &Session, block: usize, open: bool) -> bool {
    const MOST: usize = 3;
    let last = session.prose.last().or(session.lines.last()).copied();
    let last = last.unwrap_or_else(|| {
        let sentence = draft.sentence_of(draft.mentions[session.date_mention].first);
        draft.text.sentences[sentence].block
    });
    let parted = |a: usize, b: usize| {
        let (from, to) = (
            draft.post.blocks[a].span.end,
            draft.post.blocks[b].span.start,
        );
        let between = draft.post.text.get(from as usize..to as usize);
        between.is_none_or(|between| between.matches('\n').count() > 1)
    };
    let glued = session
        .lines
        .first()
        .is_some_and(|&line| line > 0 && !parted(line - 1, line));
    block == last + 1
        && session.prose.len() < MOST
        && (!parted(last, block) || open && !glued && session.prose.is_empty())
}

/// Behind times of day, their words and marks: "(17h-20h)", "– 14h :", "Ore 10.30."
fn behind_time(draft: &Draft, form: &Forms, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end
        && (matches!(
            draft.mark(at),
            ":" | "," | "–" | "—" | "-" | ")" | "]" | "|" | "." | "/" | "(" | "*"
        ) || time_of_day(draft, form, at))
    {
        at += 1;
    }
    at
}

/// ", ausnahmsweise 18 Uhr": a few words written small around a time of day, and nothing else.
fn only_time(draft: &Draft, form: &Forms, from: usize, end: usize) -> bool {
    const MOST: usize = 7;
    let tokens = &draft.text.tokens;
    let plain = |at: usize| {
        !draft.mark(at).is_empty() || !tokens[at].capital() || time_of_day(draft, form, at)
    };
    end > from
        && end - from <= MOST
        && (from..end).all(plain)
        && (from + 1..end).any(|at| form.listed(draft, at, "time-units"))
        && (from..end).any(|at| tokens[at].kind == TokenKind::Number)
}

/// "9h30", "10:00", "14.30 Uhr", "2 pm", "ore 10" at the start of a line.
fn starts_with_time(draft: &Draft, form: &Forms, at: usize, end: usize) -> bool {
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
    // "Ore 10", "Um 9": the word before the figure says that it is a time
    let told = at > 0
        && form.listed(draft, at - 1, "time-words")
        && draft.text.tokens[at - 1].span.len() > 2;
    clock
        || hour(text(at)) && h_minutes(text(at + 1))
        || hour(text(at)) && matches!(text(at + 1), ":") && minutes(text(at + 2))
        || hour(text(at)) && form.listed(draft, at + 1, "time-units")
        || hour(text(at)) && told
}

/// The day for which the post announces something, where its first lines name one.
fn announced_day(draft: &Draft) -> Option<(usize, PartialDate)> {
    let (_, end) = draft.block_tokens(draft.post.blocks.len().min(4).checked_sub(1)?);
    let dates = draft.among(0, end, Kinds::DATE);
    dates
        .into_iter()
        .find_map(|m| Some((m, date_in(draft, m).filter(|d| d.d().is_some())?)))
}

fn time_of_day(draft: &Draft, form: &Forms, at: usize) -> bool {
    let text = draft.text.tokens[at].text(&draft.post.text);
    let h_minutes = text.len() == 3
        && text.starts_with(['h', 'H'])
        && text[1..].bytes().all(|b| b.is_ascii_digit());
    h_minutes
        || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 5
        || form.listed(draft, at, "time-words") && !draft.text.tokens[at].capital()
        || form.listed(draft, at, "time-units")
}
