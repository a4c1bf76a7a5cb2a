//! When and where all of a programme, or the one event of a post, takes place: the lines under its heading.

use super::programme::Session;
use super::{Forms, is_line};
use crate::extract::draft::Draft;
use crate::extract::facts::date_in;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::split::TokenKind;

/// How long the line that tells when and where is at most, above sessions and where there are none.
const LONGEST_LINE: usize = 25;
const LONGEST_ALONE: usize = 40;

/// "Vendredi 3 mai 2019, 14h-17h, MSH Paris Nord, Saint-Denis" under the heading of an event.
pub fn date_line(draft: &mut Draft, form: &mut Forms, session: &Session, event: usize) {
    let quote = draft
        .mention_span(event)
        .join(draft.mention_span(session.date_mention));
    form.held_on(draft, event, session.date, quote, "event.dateline", 0.85);
    let (first, end) = session.rest;
    if end - first > 30 {
        return;
    }
    venues(draft, form, event, first, end);
    // "Aula Magna, Università di Padova" under the line of the day
    if let Some(&next) = session.lines.first() {
        let (first, end) = draft.block_tokens(next);
        let persons = draft.among(first, end, Kinds::PERSON);
        let label = (first..end).any(|at| draft.mark(at) == ":");
        if persons.is_empty() && !label && is_line(draft, next) && end - first <= 25 {
            venues(draft, form, event, first, end);
        }
    }
}

/// "Bologna, 20-21 ottobre 2023" among the first lines of a programme: when and where all of it takes place.
/// Returns whether a line tells the day.
pub fn announced(draft: &mut Draft, form: &mut Forms, sessions: &[Session]) -> bool {
    let Some(mut event) = draft.role(PostRole::Event) else {
        return false;
    };
    if form.broadcast {
        return false;
    }
    let opening = sessions
        .first()
        .map_or(usize::MAX, |s| draft.mentions[s.date_mention].first);
    let most = if sessions.is_empty() {
        LONGEST_ALONE
    } else {
        LONGEST_LINE
    };
    let mut dated = false;
    for block in 1..draft.post.blocks.len().min(7) {
        let (first, end) = draft.block_tokens(block);
        let label = (first..end.min(first + 3)).any(|at| draft.mark(at) == ":");
        let host = form.listed(draft, first, "label-organizer");
        // "Pubblicato il 4 settembre 2023"
        let credit = form.listed(draft, first, "credit-words");
        if first >= end || credit || !is_line(draft, block) || end - first > most || label || host {
            continue;
        }
        let date = draft
            .among(first, end, Kinds::DATE)
            .into_iter()
            .find_map(|m| Some((m, date_in(draft, m).filter(|d| d.d().is_some())?)));
        let own = first > opening
            || sessions.iter().any(|s| {
                let date = draft.mentions[s.date_mention].first;
                !s.timed && first <= date && date < end
            });
        let bodies = Kinds::PLACE.or(Kinds::ORGANIZATION);
        let pinned = is_pinned(draft, block);
        // without sessions a day alone may be that of the announcement
        let bare = draft.among(first, end, bodies).is_empty();
        if sessions.is_empty() && !pinned && (dated || bare) {
            continue;
        }
        if let Some((at, date)) = date.filter(|_| !own && !dated) {
            if let Some(named) = named_above(draft, form, block) {
                draft.roles.retain(|(role, _)| *role != PostRole::Event);
                draft.set_role(PostRole::Event, named);
                event = named;
            }
            let quote = draft.mention_span(event).join(draft.mention_span(at));
            form.held_on(draft, event, date, quote, "event.dateline", 0.85);
            dated = true;
        } else if !pinned && (!dated || own) || date.is_some() {
            continue;
        }
        // "at the Weizenbaum Institute, Berlin, 12 June 2025, followed by a special issue of …"
        let before = date.map_or(first, |(at, _)| draft.mentions[at].first);
        let stop = match draft.among(first, before, bodies).is_empty() {
            true => end,
            false => before,
        };
        // the line of the date, and the one behind it: "Sala Poeti, Palazzo Hercolani"
        if draft.among(first, stop, Kinds::PERSON).is_empty() {
            venues(draft, form, event, first, stop);
        }
    }
    dated
}

/// Whether a line opens with the sign for a day or a spot: "📅 Giovedì 14 ottobre", "📍 Bologna".
pub fn is_pinned(draft: &Draft, block: usize) -> bool {
    const SIGNS: [&str; 5] = ["📅", "📆", "🗓", "📍", "📌"];
    let (first, end) = draft.block_tokens(block);
    let told = Kinds::DATE.or(Kinds::PLACE).or(Kinds::ORGANIZATION);
    first < end
        && SIGNS.iter().any(|sign| draft.mark(first).starts_with(sign))
        && !draft.among(first, end, told).is_empty()
}

/// The title of what is announced where it stands right above the line of the day, and a paragraph that presents it
/// stands between it and the heading of the post.
fn named_above(draft: &mut Draft, form: &Forms, dateline: usize) -> Option<usize> {
    const WORDS: usize = 3;
    const PROSE: usize = 30;
    let above = dateline.checked_sub(1)?;
    let (first, end) = draft.block_tokens(above);
    let long = |block: usize| {
        let (first, end) = draft.block_tokens(block);
        end - first > PROSE
    };
    let presented = (1..above).any(|block| long(block) && !is_line(draft, block));
    let parts = |at: usize| matches!(draft.mark(at), "|" | "›" | ">" | "»" | "•");
    let named = presented
        && is_line(draft, above)
        && draft.text.tokens.get(first).is_some_and(|t| t.capital())
        && super::words(draft, first, end) >= WORDS
        && !(first..end).any(parts)
        && !form.listed(draft, first, "credit-words")
        && draft.among(first, end, Kinds::DATE).is_empty();
    let people = draft.among(first, end, Kinds::PERSON);
    let led = people.iter().any(|&m| draft.mentions[m].first == first);
    match named && !led {
        true => super::thing(draft, first, end, Kinds::EVENT),
        false => None,
    }
}

pub fn venues(draft: &mut Draft, form: &mut Forms, event: usize, first: usize, end: usize) {
    rooms(draft, form, first, end, false);
    let mut last = first;
    for place in draft.among(first, end, Kinds::PLACE.or(Kinds::ORGANIZATION)) {
        if draft.mentions[place].first < last {
            continue;
        }
        last = draft.mentions[place].end;
        form.link(draft, event, "locatedIn", place, "event.dateline", 0.8);
    }
}

/// "amphithéâtre Louis-Antoine, campus Villejean, Rennes": pieces between commas that a word for rooms and buildings
/// opens or closes, and that nothing else knows, are places; where it is `told` that here a place stands, also those
/// written small.
pub fn rooms(draft: &mut Draft, form: &Forms, first: usize, end: usize, told: bool) {
    const LONGEST: usize = 6;
    let parts = |d: &Draft, at: usize| {
        matches!(
            d.mark(at),
            "," | ";" | "." | "(" | ")" | "|" | "–" | "—" | ":" | "·"
        )
    };
    let mut from = first;
    for at in first..=end {
        if at < end && !parts(draft, at) {
            continue;
        }
        let (mut a, b) = (from, at);
        from = at + 1;
        while a < b && (form.listed(draft, a, "case-markers") || form.listed(draft, a, "articles"))
        {
            a += 1;
        }
        let words = b.saturating_sub(a);
        if !(2..=LONGEST).contains(&words)
            || !draft
                .among(a, b, Kinds::ANY_CLASS.or(Kinds::DATE))
                .is_empty()
        {
            continue;
        }
        let room = form.listed(draft, a, "room-words")
            || form.listed(draft, b - 1, "room-words")
            || form.listed(draft, b - 2, "room-words");
        let token = |t: usize| &draft.text.tokens[t];
        let named =
            (a..b).any(|t| token(t).kind == TokenKind::Number || t > a && token(t).capital());
        if room && (named || told) {
            super::thing(draft, a, b, Kinds::PLACE);
        }
    }
}
