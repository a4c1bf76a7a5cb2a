//! What a reference says behind its authors: where the title ends, the book that holds it, who published it.

use super::references::written_by;
use super::{Forms, thing, trimmed};
use crate::extract::draft::Draft;
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;

/// "In R. Colby & M. Johnson (Eds.), Title (p. 139)": the book that a chapter stands in, a work of its editors,
/// and the token behind its title.
pub fn host_volume(
    draft: &mut Draft,
    form: &mut Forms,
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let first = first + usize::from(matches!(draft.mark(first), "," | "."));
    if first >= end || !form.listed(draft, first, "reference-in") {
        return None;
    }
    let open = (first + 1..end.min(first + 40)).find(|&at| draft.mark(at) == "(")?;
    let close = (open..end).find(|&at| draft.mark(at) == ")")?;
    // "(Eds.)", "(Éd.)", "(dir.)", "(a cura di)", "(Hrsg.)"
    let editors_mark = close - open <= 5
        && (open..close).all(|at| draft.text.tokens[at].kind != TokenKind::Number);
    let parted = matches!(draft.mark(close + 1), "," | "." | ":");
    let capital = draft
        .text
        .tokens
        .get(close + 1)
        .is_some_and(|t| t.capital());
    if !editors_mark || !parted && !capital {
        return None;
    }
    let title = close + 1 + usize::from(parted);
    let (title_end, after) = title_end(draft, form, title, end)?;
    let volume = thing(draft, title, title_end, Kinds::WORK)?;
    let names = editors(draft, form, first + 1, open);
    written_by(draft, form, volume, names, "author.reference", 0.85);
    Some((volume, after))
}

/// Where the italics end that begin here.
pub fn italic_end(draft: &Draft, first: usize, end: usize) -> Option<usize> {
    let start = draft.text.tokens.get(first)?.span.start;
    let opens = |span: &&crate::model::Span| {
        let before = first
            .checked_sub(1)
            .map_or(0, |b| draft.text.tokens[b].span.end);
        span.start <= start && before <= span.start && start < span.end
    };
    let span = draft.post.italics.iter().find(opens)?;
    let close = (first..end)
        .find(|&at| draft.text.tokens[at].span.start >= span.end)
        .unwrap_or(end);
    (close > first + 1).then_some(close)
}

/// Names parted by commas and conjunctions: "R. Colby, M. S. S. Johnson, & R. S. Colby".
fn editors(draft: &Draft, form: &Forms, first: usize, end: usize) -> Vec<(usize, usize)> {
    let mut names = Vec::new();
    let mut from = first;
    for at in first..=end {
        let parts = at == end
            || matches!(draft.mark(at), "," | "&" | ";")
            || form.listed(draft, at, "conjunctions");
        if parts {
            let words = (from..at).filter(|&t| draft.mark(t).is_empty());
            if from < at
                && words.clone().count() >= 2
                && words.clone().all(|t| draft.text.tokens[t].capital())
            {
                names.push((from, at));
            }
            from = at + 1;
        }
    }
    names
}

/// The publisher or journal that follows a title: nothing but names, numbers and marks stand before it.
pub fn publisher(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<usize> {
    let bodies = draft.among(first, end, Kinds::ORGANIZATION.or(Kinds::COMPANY));
    bodies.into_iter().find(|&body| {
        let to = draft.mentions[body].first;
        // a subtitle may stand before it, but its own part of the line is names only
        let part = (first..to)
            .rev()
            .find(|&at| matches!(draft.mark(at), "," | ":" | "(" | "."))
            .map_or(first, |at| at + 1);
        // "Paper presented at the … conference, University of Oxford"
        let happening = (first..to).any(|at| form.listed(draft, at, "event-heads"));
        // behind the year the line goes on about something else
        let over = (first + 1..to)
            .any(|at| draft.mark(at) == "." && draft.text.tokens[at - 1].kind == TokenKind::Number);
        to - first <= 30
            && !happening
            && !over
            && (part..to).all(|at| {
                let token = &draft.text.tokens[at];
                token.kind != TokenKind::Word || token.capital() || token.span.len() <= 3
            })
    })
}

/// Where a title ends: at a full stop, at a comma before a place or publisher, at quotation marks; and where
/// what follows starts.
pub fn title_end(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<(usize, usize)> {
    if let Some(close) = italic_end(draft, first, end) {
        let keep = usize::from(matches!(draft.mark(close), "." | ","));
        return Some((close, close + keep));
    }
    if matches!(draft.mark(first), "«" | "“" | "\"" | "„" | "‘") {
        let close =
            (first + 1..end).find(|&at| matches!(draft.mark(at), "»" | "”" | "\"" | "’" | "“"))?;
        return Some((close + 1, close + 1));
    }
    // 'Title': an apostrophe inside of it is followed by its word
    if draft.mark(first) == "'"
        && let Some(close) = (first + 2..end).find(|&at| {
            draft.mark(at) == "'"
                && (at + 1 >= end
                    || !draft.mark(at + 1).is_empty()
                    || !draft.text.tokens[at + 1].glued)
        })
    {
        return Some((close + 1, close + 1));
    }
    for at in first + 1..end {
        let mark = draft.mark(at);
        let next_capital = draft
            .text
            .tokens
            .get(at + 1)
            .is_none_or(|t| at + 1 >= end || !t.glued);
        match mark {
            // "… en France ?, i3 Working Papers"
            "?" | "!" if draft.mark(at + 1) == "," => return Some((at + 1, at + 2)),
            // "…, in «Economia e società regionale»"
            "," if form.listed(draft, at + 1, "reference-in")
                && matches!(draft.mark(at + 2), "«" | "“" | "„" | "\"" | ":") =>
            {
                return Some((at, at + 1));
            }
            "." | "?" | "!" if next_capital => {
                // "consommateur? . De McDo à eBay": a question mark goes on with a subtitle
                let keep = usize::from(mark != ".");
                if draft.mark(at + 1) == "." && keep == 1
                    || mark == "." && matches!(draft.mark(at - 1), "?" | "!")
                {
                    continue;
                }
                if at > first {
                    return Some((at + keep, at + 1));
                }
            }
            "," => {
                let place = draft
                    .among(at + 1, end.min(at + 4), Kinds::PLACE)
                    .iter()
                    .any(|&m| draft.mentions[m].first == at + 1);
                let body = draft
                    .among(at + 1, end, Kinds::ORGANIZATION)
                    .iter()
                    .any(|&m| {
                        let m = &draft.mentions[m];
                        m.first == at + 1
                            || m.first == at + 2 && form.listed(draft, at + 1, "articles")
                    });
                if place || body || imprint(draft, at + 1, end) {
                    return Some((at, at + 1));
                }
            }
            // "(2019)", "(INA, 2015)", not "(angrier) Android half"
            "(" | "[" if closes_with_figure(draft, at, end) => return Some((at, at)),
            _ => {}
        }
    }
    Some((end, end))
}

/// Where a title with its subtitle ends in a reference whose parts commas divide: "Ghost Work. How to Stop Silicon
/// Valley, Houghton Mifflin Harcourt, 2019".
pub fn subtitled(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<(usize, usize)> {
    let quoted = matches!(draft.mark(first), "«" | "“" | "\"" | "„" | "‘" | "'");
    let stop = (first + 1..end).find(|&at| matches!(draft.mark(at), "." | "?" | "!"))?;
    let goes_on = draft
        .text
        .tokens
        .get(stop + 1)
        .is_some_and(|t| stop + 2 < end && t.capital() && !t.glued);
    let (title_end, after) = title_end(draft, form, stop + 1, end).filter(|_| goes_on)?;
    // the imprint stands behind a comma, and behind it the year
    (!quoted && draft.mark(title_end) == "," && imprint(draft, title_end + 1, end))
        .then_some((title_end, after))
}

/// "Lux, 2018", "Torino, Rosenberg & Sellier, 2021": nothing but names, and a year at the end.
fn imprint(draft: &Draft, first: usize, end: usize) -> bool {
    let token = |at: usize| &draft.text.tokens[at];
    let year = (end.saturating_sub(2).max(first)..end).any(|at| {
        token(at).kind == TokenKind::Number && token(at).text(&draft.post.text).len() == 4
    });
    year && end - first <= 12
        && token(first).capital()
        && (first..end).all(|at| {
            token(at).kind != TokenKind::Word || token(at).capital() || token(at).span.len() <= 3
        })
}

/// The whole name that a known body begins, as far as the next mark: "Al Jazeera English", "Lakeside Institute for
/// Labour Studies".
pub fn whole_name(draft: &Draft, form: &Forms, body: usize, end: usize) -> Option<(usize, usize)> {
    let (first, from) = (draft.mentions[body].first, draft.mentions[body].end);
    let stop = (from..end)
        .find(|&at| !matches!(draft.mark(at), "" | "'" | "’" | "-" | "&"))
        .unwrap_or(end);
    let (first, to) = named_piece(draft, form, first, stop)?;
    let words = |at: &usize| draft.text.tokens[*at].kind == TokenKind::Word;
    let more = (from..to).filter(words).count();
    let other = Kinds::PLACE.or(Kinds::COUNTRY).or(Kinds::PERSON);
    let named = (from..to).filter(words).all(|at| {
        draft.text.tokens[at].capital()
            || ["articles", "prepositions", "conjunctions"]
                .iter()
                .any(|list| form.listed(draft, at, list))
    });
    let closed = to == stop && draft.text.tokens[to - 1].capital();
    (more > 0 && more < 6 && named && closed && draft.among(from, to, other).is_empty())
        .then_some((first, to))
}

/// Whether a bracket holds a figure or is the last thing of the line.
fn closes_with_figure(draft: &Draft, open: usize, end: usize) -> bool {
    let close = (open..end)
        .find(|&at| matches!(draft.mark(at), ")" | "]"))
        .unwrap_or(end);
    close + 2 >= end || (open..close).any(|at| draft.text.tokens[at].kind == TokenKind::Number)
}

/// A journal or publisher that no lexicon has, by where it stands: "Capital & Class, 44(2)", "Cambridge: Polity
/// Press". The first piece behind the title that is made of capital words and is no place.
pub fn host_by_form(draft: &mut Draft, form: &Forms, first: usize, end: usize) -> Option<usize> {
    let mut from = first;
    let mut pieces = 0;
    let parts = |d: &Draft, at: usize| {
        matches!(
            d.mark(at),
            "," | "." | ":" | ";" | "(" | ")" | "[" | "]" | "«" | "»" | "“" | "”" | "\""
        )
    };
    for at in first..=end {
        if at < end && !parts(draft, at) {
            continue;
        }
        let piece = (from, at);
        from = at + 1;
        if piece.0 >= piece.1 {
            continue;
        }
        pieces += 1;
        // behind the year the line goes on about something else
        let over = piece.0 > first + 1
            && matches!(draft.mark(piece.0 - 1), "." | ")")
            && draft.text.tokens[piece.0 - 2].kind == TokenKind::Number
            && pieces > 2;
        if pieces > 6 || over {
            return None;
        }
        // "Dokumentation von Ada Roe": what the work is
        if form.listed(draft, piece.0, "credit-works") && form.says_what(draft, piece) {
            continue;
        }
        // "Paper presented at the … conference": no body
        if (piece.0..piece.1).any(|t| form.listed(draft, t, "event-heads")) {
            return None;
        }
        if let Some((a, b)) = named_piece(draft, form, piece.0, piece.1) {
            return thing(draft, a, b, Kinds::ORGANIZATION);
        }
    }
    None
}

/// The words of a piece up to the number of a volume, where they can be the name of a journal or publisher.
pub fn named_piece(
    draft: &Draft,
    form: &Forms,
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let (mut first, end) = trimmed(draft, first, end)?;
    while first < end && form.listed(draft, first, "reference-in") {
        first += 1;
    }
    let tokens = &draft.text.tokens;
    let end = (first..end)
        .find(|&at| tokens[at].kind == TokenKind::Number)
        .unwrap_or(end);
    if first >= end || !tokens[first].capital() || form.listed(draft, first, "reference-notes") {
        return None;
    }
    let words: Vec<usize> = (first..end)
        .filter(|&at| tokens[at].kind == TokenKind::Word)
        .collect();
    let long = words.iter().filter(|&&at| tokens[at].span.len() > 4);
    let capital = long.clone().filter(|&&at| tokens[at].capital()).count();
    let url = (first..end).any(|at| tokens[at].kind == TokenKind::Url);
    let letters: usize = words.iter().map(|&at| tokens[at].span.len()).sum();
    // places, persons and what is too short or too long to be a name
    let other = draft
        .among(
            first,
            end,
            Kinds::PLACE.or(Kinds::COUNTRY).or(Kinds::PERSON),
        )
        .into_iter()
        .any(|m| draft.mentions[m].first == first);
    (!url
        && !other
        && (1..=8).contains(&words.len())
        && letters >= 4
        && capital * 2 >= long.count().max(1)
        && capital >= 1)
        .then_some((first, end))
}
