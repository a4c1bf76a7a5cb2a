//! One line or sentence of a session: its title, who is named, whether a label says so.

use super::{Forms, is_quotation_mark, persons_from, trimmed, words};
use crate::extract::draft::{Draft, Ref, settle};
use crate::ontology::kinds::Kinds;
use crate::split::{Shape, TokenKind};

/// How many words the title of a session has at most.
pub const LONGEST_TITLE: usize = 28;
/// How many words in brackets say what kind of session a title is of: "(table ronde)".
const KIND: usize = 3;

/// What one line, or one sentence of it, says.
#[derive(Default)]
pub struct Part {
    pub people: Vec<usize>,
    pub title: Option<(usize, usize)>,
    /// The title with its kind before it: "Panel 2: Organising riders".
    pub whole: Option<(usize, usize)>,
    /// It opens with a word for who speaks: "Chair: …", "Avec …".
    pub labelled: bool,
    /// Greetings, breaks: nothing that is a session of its own.
    pub frame: bool,
}

pub fn read_part(
    draft: &mut Draft,
    form: &Forms,
    first: usize,
    end: usize,
    may_stop: bool,
) -> Part {
    let mut part = Part::default();
    let Some((first, stop)) = trimmed(draft, first, end) else {
        return part;
    };
    // "To be confirmed", "Titre à préciser": a session that has no title yet
    const OPEN: usize = 5;
    if stop - first <= OPEN && (first..stop).any(|at| form.listed(draft, at, "still-open")) {
        return part;
    }
    let stopped = draft.mark(end - 1) == ".";
    // "Es diskutieren: …", "Ne discutono: …"
    let colon = (first..stop.min(first + 4)).find(|&at| draft.mark(at) == ":");
    part.labelled = (first..colon.unwrap_or(first + 1))
        .any(|at| form.listed(draft, at, "label-speaker"))
        || (first..stop.min(first + 3)).any(|at| {
            // "Séance présidée par Jérôme Porta"
            form.listed(draft, at, "label-speaker") && form.listed(draft, at + 1, "agent-markers")
        });
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
    // "Modérer, est-ce un métier ? (table ronde)"
    if draft.mark(to.saturating_sub(1)) == ")"
        && let Some(open) = (from + 2..to).rev().find(|&at| draft.mark(at) == "(")
        && (open + 1..to - 1).any(|at| {
            form.listed(draft, at, "event-heads") || form.listed(draft, at, "session-kinds")
        })
        && words(draft, open + 1, to - 1) <= KIND
    {
        to = open;
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
pub fn unknown_people(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) {
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
        // "Abi Adams-Prassl (University of Oxford)": the end of it may be known as a name
        || draft
            .among(first, open, Kinds::ANY_CLASS.or(Kinds::NAME))
            .into_iter()
            .any(|m| {
                let known = &draft.mentions[m];
                let person = known.kinds.has(Kinds::PERSON.or(Kinds::NAME));
                !person || known.first == first || known.end != open
            })
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

/// Whether somebody did what is told of something between commas: "l'enquête …, coordonnée par Anna Rossi et Luca
/// Verdi", but not "Animée par Anna Rossi".
pub fn is_agent(draft: &Draft, form: &Forms, first: usize, person: usize) -> bool {
    let at = draft.mentions[person].first;
    let comma = (first..at)
        .rev()
        .find(|&t| matches!(draft.mark(t), "," | ";" | "(" | ":"));
    comma.is_some_and(|comma| {
        (comma + 2..at).any(|t| form.listed(draft, t, "agent-markers")) && draft.mark(comma) == ","
    })
}
