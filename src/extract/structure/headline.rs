//! The heading of a post: medium and date in brackets, the announced talk and its speakers, the post itself
//! as a work where it says that it appeared somewhere.

use super::host::named_piece;
use super::{Forms, announced, is_line, persons_from, thing, trimmed};
use crate::extract::draft::{Draft, Ref};
use crate::extract::facts::date_in;
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::split::{Shape, TokenKind};

pub fn read(draft: &mut Draft, form: &mut Forms) {
    let Some((title, kind)) = title_block(draft, form) else {
        return;
    };
    let (first, end) = draft.block_tokens(title);
    if first >= end {
        return;
    }
    let mut heading = Heading::read(draft, first, end);
    heading.kind_above = kind;
    medium(draft, form, &heading);
    if form.broadcast && draft.role(PostRole::Event).is_some() {
        return;
    }
    if announces(draft, form, &heading) {
        event(draft, form, &heading);
    } else {
        work(draft, form, title, &heading);
    }
}

/// A heading without the tag before it and the brackets behind it.
struct Heading {
    /// "[Séminaire #ecnEHESS]": tokens inside.
    tag: (usize, usize),
    /// The heading itself.
    first: usize,
    end: usize,
    /// "(Le Figaro, 22 mars 2017)": tokens inside; empty where it holds no date.
    bracket: (usize, usize),
    /// The line above says what it is: "SEMINARIO".
    kind_above: bool,
}

/// The block that holds the title, and whether the one above tells nothing but what kind of happening it is.
fn title_block(draft: &Draft, form: &Forms) -> Option<(usize, bool)> {
    let blocks = &draft.post.blocks;
    let title = blocks.iter().position(|b| b.kind == BlockKind::Title)?;
    let (first, end) = draft.block_tokens(title);
    let kind = end > first
        && end - first <= 6
        && (first..end).any(|at| form.listed(draft, at, "event-heads"))
        && (first..end).all(|at| {
            // "PROGRAMMA DEL CONVEGNO", "Programme de la journée d'étude"
            !draft.mark(at).is_empty()
                || form.listed(draft, at, "event-heads")
                || form.listed(draft, at, "event-words")
                || form.listed(draft, at, "programme-words")
                || form.listed(draft, at, "genitive-markers")
                || form.listed(draft, at, "articles")
        });
    let next = title + 1;
    if kind && next < blocks.len() && is_line(draft, next) {
        let (from, to) = draft.block_tokens(next);
        let words = (from..to).filter(|&at| draft.mark(at).is_empty()).count();
        if words >= 2 && draft.among(from, to, Kinds::DATE).is_empty() {
            return Some((next, true));
        }
    }
    Some((title, false))
}

impl Heading {
    fn read(draft: &Draft, first: usize, end: usize) -> Heading {
        let mut heading = Heading {
            tag: (first, first),
            first,
            end,
            bracket: (end, end),
            kind_above: false,
        };
        if draft.mark(first) == "["
            && let Some(close) = (first..end).find(|&at| draft.mark(at) == "]")
        {
            heading.tag = (first + 1, close);
            heading.first = close + 1;
        }
        if draft.mark(end - 1) == ")"
            && let Some(open) = (first..end).rev().find(|&at| draft.mark(at) == "(")
            && !draft
                .among(open, end, Kinds::DATE.or(Kinds::NUMBER))
                .is_empty()
        {
            heading.bracket = (open + 1, end - 1);
            heading.end = open;
        }
        heading
    }
}

/// The medium that the brackets name, or the heading itself: "Dans Slate.fr (8 juillet 2016)".
fn medium(draft: &mut Draft, form: &Forms, heading: &Heading) {
    if draft.role(PostRole::Medium).is_some() {
        return;
    }
    let (first, end) = heading.bracket;
    let mut found = draft
        .among(first, end, Kinds::ORGANIZATION)
        .first()
        .copied();
    if found.is_none() && heading.bracket.0 < heading.bracket.1 {
        let bodies = draft.among(heading.first, heading.end, Kinds::ORGANIZATION);
        // the whole heading is the medium, but for a preposition
        found = bodies.into_iter().find(|&at| {
            let m = &draft.mentions[at];
            m.end == heading.end
                && (heading.first..m.first).all(|t| {
                    form.listed(draft, t, "prepositions") || form.listed(draft, t, "articles")
                })
        });
    }
    if found.is_none() {
        found = unknown_medium(draft, form, heading);
    }
    if let Some(at) = found {
        draft.set_role(PostRole::Medium, at);
    }
}

/// "(The Harbour Review, 3 May 2022)": a medium that no lexicon has, by the comma and the day behind it.
fn unknown_medium(draft: &mut Draft, form: &Forms, heading: &Heading) -> Option<usize> {
    let (first, end) = heading.bracket;
    let comma = (first + 1..end).find(|&at| draft.mark(at) == ",")?;
    let dated = draft
        .among(comma, end, Kinds::DATE)
        .iter()
        .any(|&m| draft.mentions[m].first <= comma + 2);
    let other = Kinds::PERSON
        .or(Kinds::PLACE)
        .or(Kinds::COUNTRY)
        .or(Kinds::DATE);
    let named = (first..comma).all(|at| draft.text.tokens[at].kind == TokenKind::Word)
        && draft.among(first, comma, other).is_empty();
    if !dated || !named || announces(draft, form, heading) {
        return None;
    }
    let (from, to) = named_piece(draft, form, first, comma)?;
    thing(draft, from, to, Kinds::ORGANIZATION)
}

/// Whether the heading announces something that people attend: its tag or its words say so, or it calls for
/// papers, or its brackets hold where and when: "(Toronto, 6-7 June 2025)".
fn announces(draft: &Draft, form: &Forms, heading: &Heading) -> bool {
    // a strike in a heading is news
    let announced =
        |at: usize| form.listed(draft, at, "event-heads") && !form.listed(draft, at, "news-events");
    let says = |(first, end): (usize, usize)| (first..end).any(announced);
    heading.kind_above
        || says(heading.tag)
        || says((heading.first, heading.end.min(heading.first + 8)))
        || set(draft, heading)
        || is_pinned(draft)
        || label_end(draft, form, heading.first, heading.end).is_some()
}

/// Whether one of the lines under the heading opens with the sign for a day or a spot.
fn is_pinned(draft: &Draft) -> bool {
    const LINES: usize = 6;
    (1..draft.post.blocks.len().min(LINES)).any(|block| announced::is_pinned(draft, block))
}

/// Whether the brackets behind a heading hold a place and a day, and nobody who published it.
fn set(draft: &Draft, heading: &Heading) -> bool {
    let (first, end) = heading.bracket;
    let holds = |kinds| !draft.among(first, end, kinds).is_empty();
    holds(Kinds::PLACE) && holds(Kinds::DATE) && !holds(Kinds::ORGANIZATION.or(Kinds::PERSON))
}

/// The token behind "CFP:", "Call for papers –", "Appel à communications :" at the head of a heading.
fn label_end(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<usize> {
    let mark = (first + 1..end.min(first + 7))
        .find(|&at| matches!(draft.mark(at), ":" | "–" | "—" | "|"))?;
    let calls = form.listed(draft, first, "call-words");
    (calls && mark + 2 < end).then_some(mark + 1)
}

/// The token behind "Compte rendu –", "Protokoll:" before the noun for a happening.
fn report_end(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<usize> {
    let mark = (first + 1..end.min(first + 5))
        .find(|&at| matches!(draft.mark(at), ":" | "–" | "—" | "|"))?;
    let report = (first..mark).all(|at| {
        form.listed(draft, at, "programme-words") || draft.text.tokens[at].span.len() <= 3
    });
    (report && form.listed(draft, mark + 1, "event-heads") && mark + 2 < end).then_some(mark + 1)
}

/// "[Séminaire] Mark Graham & Karen Gregory “Digital Labor” (20 févr. 2017, 17h)".
fn event(draft: &mut Draft, form: &mut Forms, heading: &Heading) {
    let (people, after) = persons_from(draft, heading.first, heading.end, form);
    let quoted = draft
        .among(heading.first, heading.end, Kinds::QUOTED)
        .first()
        .copied();
    let small = |at: usize| {
        let token = draft.text.tokens.get(at);
        token.is_some_and(|token| token.shape == Shape::Lower)
    };
    let (first, end) = match quoted {
        Some(at) => (draft.mentions[at].first, draft.mentions[at].end),
        // "Anna Neri presenta il suo libro" is a sentence and names all of it
        None if !people.is_empty() && small(after) => (heading.first, heading.end),
        None if !people.is_empty() => (after, heading.end),
        None => match behind_head(draft, form, heading).or(in_marks(draft, form, heading)) {
            Some(named) => named,
            None => {
                let called = label_end(draft, form, heading.first, heading.end)
                    .or_else(|| report_end(draft, form, heading.first, heading.end));
                let from = called.unwrap_or(heading.first);
                let placed = set(draft, heading) || heading.kind_above || is_pinned(draft);
                if called.is_none() && !placed {
                    return;
                }
                (from, heading.end)
            }
        },
    };
    let (first, end) = cleaned(draft, form, first, end);
    let Some(event) = thing(draft, first, end, Kinds::EVENT) else {
        return;
    };
    draft.set_role(PostRole::Event, event);
    if people.is_empty() {
        forms_of(draft, form, event, heading.first);
    }
    let span = |d: &Draft, a: usize, b: usize| d.mention_span(a).join(d.mention_span(b));
    for &person in &people {
        let quote = span(draft, person, event);
        form.state(
            draft,
            person,
            "participatesIn",
            Ref::Mention(event),
            quote,
            "event.headline",
            0.9,
        );
    }
    // what the brackets hold, or what stands behind the title: "Colloque « Travail », 12 juin 2019, Nantes"
    let told = match heading.bracket.0 < heading.bracket.1 {
        true => heading.bracket,
        false => (draft.mentions[event].end, heading.end),
    };
    let dates = draft.among(told.0, told.1, Kinds::DATE);
    if let Some((at, date)) = dates
        .first()
        .and_then(|&at| Some((at, date_in(draft, at)?)))
    {
        let quote = span(draft, event, at);
        form.held_on(draft, event, date, quote, "event.headline", 0.9);
    }
    for place in draft.among(told.0, told.1, Kinds::PLACE) {
        let quote = span(draft, event, place);
        form.state(
            draft,
            event,
            "locatedIn",
            Ref::Mention(place),
            quote,
            "event.headline",
            0.85,
        );
    }
}

/// The title in a heading: without the kind of happening before it and what the page is behind it.
/// "Seminar: Who labels?", "Who labels? – programme", "Chi addestra? – Torino, 17 novembre 2022".
fn cleaned(draft: &Draft, form: &Forms, first: usize, end: usize) -> (usize, usize) {
    let (mut from, mut to) = (first, end);
    if let Some(called) = label_end(draft, form, from, to) {
        from = called;
    }
    let kind = |d: &Draft, (a, b): (usize, usize)| {
        (a..b).any(|at| form.listed(d, at, "event-heads") || form.listed(d, at, "event-words"))
    };
    let words =
        |d: &Draft, (a, b): (usize, usize)| (a..b).filter(|&at| d.mark(at).is_empty()).count();
    // a title in quotation marks that holds several sentences
    let open = (from + 1..to).find(|&at| matches!(draft.mark(at), "«" | "“" | "„" | "\""));
    if let Some(open) = open.filter(|&open| kind(draft, (from, open)))
        && let Some(close) =
            (open + 3..to).find(|&at| matches!(draft.mark(at), "»" | "”" | "“" | "\""))
    {
        return (open + 1, close);
    }
    // a kind of happening, not "Hidden in the Loop: …"
    let only_kind = |colon: usize| {
        (from..colon).any(|at| form.listed(draft, at, "event-heads"))
            || (from..colon).all(|at| form.listed(draft, at, "event-words"))
    };
    if let Some(colon) = (from + 1..to.min(from + 5)).find(|&at| draft.mark(at) == ":")
        && only_kind(colon)
        && words(draft, (colon + 1, to)) >= 2
    {
        // "Digital labour seminar: dates and speakers": what the page tells of it, no title
        match opens_with_capital(draft, colon + 1) || !opens_with_capital(draft, from) {
            true => from = colon + 1,
            false => to = colon,
        }
    }
    for at in from + 2..to {
        let mark = draft.mark(at);
        if !matches!(mark, ":" | "–" | "—" | "|" | ",") {
            continue;
        }
        let rest = (at + 1, to);
        let dated = !draft.among(rest.0, rest.1, Kinds::DATE).is_empty();
        let page = (rest.0..rest.1).any(|t| form.listed(draft, t, "programme-words"));
        // "Day and Night – Arbeiten in der Gig Economy": a small word is no kind of happening
        let heads = (rest.0..rest.1).any(|at| form.listed(draft, at, "event-heads"));
        let told = mark != "," && mark != ":" && heads && words(draft, rest) <= 6;
        // "Lavoro digitale e città, ciclo di incontri 2021/22"
        let told = told || mark == "," && form.listed(draft, rest.0, "event-heads");
        if page && words(draft, rest) <= 8 || dated && words(draft, rest) <= 9 || told {
            to = at;
            break;
        }
    }
    (from, to)
}

/// The other forms of an event's title: with its kind before it, without its subtitle.
fn forms_of(draft: &mut Draft, form: &Forms, event: usize, first: usize) {
    let (from, to) = (draft.mentions[event].first, draft.mentions[event].end);
    let mut forms = Vec::new();
    // "Jornada «Algoritmos y trabajo»"
    let kind = (first..from).any(|at| form.listed(draft, at, "event-heads"));
    // "Émission du mercredi 27 janvier – « Roule, petit compte »": what stands there is no part of the name
    let plain = (first..from).all(|at| draft.text.tokens[at].kind != TokenKind::Number);
    if first < from && kind && plain {
        let closed = matches!(draft.mark(to), "»" | "”" | "\"" | "“");
        forms.push((first, to + usize::from(closed)));
    }
    // "… im Wintersemester 2023/24", "…, Spring 2023"
    if let Some(term) = (from + 3..to).find(|&at| form.listed(draft, at, "term-words"))
        && draft.text.tokens[term + 1..to]
            .iter()
            .any(|t| t.kind == TokenKind::Number)
    {
        forms.push((from, term - 1));
    }
    if let Some(mark) =
        (from + 2..to).find(|&at| matches!(draft.mark(at), ":" | "?" | "." | "–" | "—"))
    {
        let keep = usize::from(draft.mark(mark) == "?");
        forms.push((from, mark + keep));
    }
    for (a, b) in forms {
        let Some((a, b)) = trimmed(draft, a, b) else {
            continue;
        };
        let words = (a..b).filter(|&at| draft.mark(at).is_empty()).count();
        if words < 2 || (a, b) == (from, to) {
            continue;
        }
        let known = draft
            .among(a, b, Kinds::ANY_CLASS)
            .iter()
            .any(|&m| (draft.mentions[m].first, draft.mentions[m].end) == (a, b));
        if known {
            continue;
        }
        if let Some(other) = thing(draft, a, b, Kinds::EVENT) {
            draft.same.push((event, other));
        }
    }
}

/// "Colloque « Travail et plateformes », 12-13 juin 2019": what stands in quotation marks behind the noun for the
/// happening.
fn in_marks(draft: &Draft, form: &Forms, heading: &Heading) -> Option<(usize, usize)> {
    let open = (heading.first..heading.end)
        .find(|&at| matches!(draft.mark(at), "«" | "“" | "„" | "\""))?;
    let close =
        (open + 3..heading.end).find(|&at| matches!(draft.mark(at), "»" | "”" | "“" | "\""))?;
    let kind = (heading.first..open).any(|at| form.listed(draft, at, "event-heads"));
    kind.then_some((open + 1, close))
}

/// The heading as a happening, for a page whose lines tell who speaks at it.
pub fn as_event(draft: &mut Draft, form: &mut Forms) -> Option<usize> {
    let (title, _) = title_block(draft, form)?;
    let (first, end) = draft.block_tokens(title);
    if first >= end || end - first > 40 {
        return None;
    }
    // "The Piece Rate, issue 41: robots, raters and a union hall"
    if (first..end).any(|at| form.listed(draft, at, "periodical-words")) {
        return None;
    }
    // "Chambre des représentants – Commission des Affaires sociales" is nothing that one attends
    let body = draft.among(first, end, Kinds::ORGANIZATION).into_iter();
    let mut body = body.filter(|&m| draft.mentions[m].first == first);
    if body.any(|m| draft.mentions[m].end >= end || draft.mark(draft.mentions[m].end) == "–") {
        return None;
    }
    let heading = Heading::read(draft, first, end);
    // "Quattro sere in biblioteca: torna «Sotto il clic»"
    let marked = draft
        .among(heading.first, heading.end, Kinds::QUOTED)
        .into_iter();
    let marked = marked
        .map(|at| (draft.mentions[at].first, draft.mentions[at].end))
        .find(|&(from, to)| {
            let quote = |at: usize| super::is_quotation_mark(draft.mark(at));
            to - from < heading.end - heading.first
                && (quote(from) || from > 0 && quote(from - 1))
                && draft.among(from, to, Kinds::PERSON).is_empty()
        });
    let (first, end) = match marked {
        Some(marked) => marked,
        None => cleaned(draft, form, heading.first, heading.end),
    };
    let event = thing(draft, first, end, Kinds::EVENT)?;
    forms_of(draft, form, event, heading.first);
    draft.roles.retain(|(role, _)| *role != PostRole::Work);
    draft.set_role(PostRole::Event, event);
    let span = |d: &Draft, a: usize, b: usize| d.mention_span(a).join(d.mention_span(b));
    let (from, to) = heading.bracket;
    if let Some((at, date)) = draft
        .among(from, to, Kinds::DATE)
        .first()
        .and_then(|&at| Some((at, date_in(draft, at)?)))
    {
        let quote = span(draft, event, at);
        form.held_on(draft, event, date, quote, "event.headline", 0.85);
    }
    if let Some(body) = draft.among(from, to, Kinds::ORGANIZATION).first().copied() {
        let quote = span(draft, event, body);
        form.state(
            draft,
            event,
            "organizedBy",
            Ref::Mention(body),
            quote,
            "event.headline",
            0.8,
        );
    }
    Some(event)
}

/// "A la conférence Minimum2 n°42, Désirs et algorithmes": what stands behind the noun for the happening.
fn behind_head(draft: &Draft, form: &Forms, heading: &Heading) -> Option<(usize, usize)> {
    let head = (heading.first..heading.end.min(heading.first + 4))
        .find(|&at| form.listed(draft, at, "event-heads"))?;
    let mut first = head + 1;
    while first < heading.end
        && (matches!(draft.mark(first), ":" | "–" | "—" | "-")
            || form.listed(draft, first, "event-words"))
    {
        first += 1;
    }
    let words = (first..heading.end)
        .filter(|&at| draft.mark(at).is_empty())
        .count();
    let named = words >= 2 && draft.text.tokens.get(first).is_some_and(|t| t.capital());
    named.then_some((first, heading.end))
}

/// The post's own heading as a titled work, or the one under it where the post brings a piece that appeared
/// in a medium. Whether it is one, the rules tell: by whether it says that it appeared.
fn work(draft: &mut Draft, form: &Forms, title: usize, heading: &Heading) {
    let medium = draft.role(PostRole::Medium);
    let bracketed = medium.is_some() && heading.bracket.0 < heading.bracket.1;
    let only_medium = medium.is_some_and(|at| {
        let m = &draft.mentions[at];
        heading.first <= m.first
            && m.end >= heading.end
            && (heading.first..m.first)
                .all(|t| form.listed(draft, t, "prepositions") || form.listed(draft, t, "articles"))
    });
    let inner = if bracketed {
        inner_heading(draft, form, title)
    } else {
        None
    };
    let (first, end) = match inner {
        Some(block) => draft.block_tokens(block),
        None if only_medium => return,
        None => (heading.first, heading.end),
    };
    // a first line that is a sentence is no heading
    let closed = end > first && draft.mark(end - 1) == ".";
    if end - first > 40 || closed && inner.is_none() {
        return;
    }
    // "Title | Medium", "Title – Medium"
    let stop = (first..end)
        .find(|&at| draft.mark(at) == "|")
        .unwrap_or(end);
    let Some((first, end)) = trimmed(draft, first, stop) else {
        return;
    };
    let work = draft.mention_of(first, end, Kinds::QUOTED);
    draft.roles.retain(|(role, _)| *role != PostRole::Work);
    draft.set_role(PostRole::Work, work);
    if inner.is_some()
        && !only_medium
        && let Some((first, end)) = trimmed(draft, heading.first, heading.end)
        && end > first + 3
    {
        let own = draft.mention_of(first, end, Kinds::QUOTED);
        draft.same.push((own, work));
    }
}

/// A heading inside of the first lines that names the text: capital at its start, no label, no list item, no
/// full stop, and a paragraph behind it.
fn inner_heading(draft: &Draft, form: &Forms, title: usize) -> Option<usize> {
    let blocks = draft.post.blocks.len();
    (title + 1..blocks.min(title + 6)).find(|&block| {
        let (first, end) = draft.block_tokens(block);
        let length = end.saturating_sub(first);
        let words = (first..end).filter(|&t| draft.mark(t).is_empty()).count();
        is_line(draft, block)
            && (5..=30).contains(&words)
            && length >= 5
            && opens_with_capital(draft, first)
            && !(first..end).any(|at| {
                matches!(draft.mark(at), "(" | ")" | "•")
                    || draft.mark(at) == ":" && at <= first + 2
            })
            && draft.among(first, end, Kinds::DATE).is_empty()
            && !form.listed(draft, first, "credit-words")
            && block + 1 < blocks
            && {
                let (next, stop) = draft.block_tokens(block + 1);
                stop.saturating_sub(next) > 3
            }
    })
}

/// "Qui entraîne …", "« Sur Internet, nous travaillons tous »".
fn opens_with_capital(draft: &Draft, first: usize) -> bool {
    let quoted = matches!(draft.mark(first), "«" | "“" | "\"" | "„" | "‘");
    let word = draft.text.tokens.get(first + usize::from(quoted));
    word.is_some_and(|word| word.capital())
}
