//! References that no person signs: of a body, of nobody, and several in a row.

use super::host::{italic_end, named_piece, title_end};
use super::references::{
    by_initials, by_name, is_year, published, state_published, superseded, year_in_brackets,
};
use super::{Forms, thing};
use crate::extract::draft::Draft;
use crate::ontology::kinds::Kinds;

/// "Arbeiterkammer Wien (Hg.) (2020): Title. Wien", "IBGE. *Title*. Rio de Janeiro, 2023", "Sénat, Title, 2020": a body
/// that opens a reference.
pub fn by_body(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) -> bool {
    let body = draft
        .among(first, end, Kinds::ORGANIZATION)
        .into_iter()
        .find(|&m| draft.mentions[m].first == first);
    let Some(body) = body else {
        return false;
    };
    let mut at = draft.mentions[body].end;
    let mut edited = false;
    if draft.mark(at) == "(" && year_in_brackets(draft, at, end).is_none() {
        let Some(close) = (at..end.min(at + 5)).find(|&t| draft.mark(t) == ")") else {
            return false;
        };
        edited = (at + 1..close).any(|t| form.listed(draft, t, "editor-marks"));
        at = close + 1;
    }
    let dated = year_in_brackets(draft, at, end);
    at = dated.unwrap_or(at);
    let title = at + 1;
    if !matches!(draft.mark(at), "." | ":" | ",") || title + 2 > end {
        return false;
    }
    let quoted = matches!(draft.mark(title), "«" | "“" | "\"" | "„");
    let Some((title_end, after)) = title_end(draft, form, title, end) else {
        return false;
    };
    let italic = italic_end(draft, title, end).is_some();
    let words = (title..title_end)
        .filter(|&t| draft.mark(t).is_empty())
        .count();
    let near = (after..end.min(after + 8)).any(|t| is_year(draft, t));
    let capital = draft.text.tokens[title].capital() || quoted;
    let least = match (quoted || italic, edited || dated.is_some()) {
        (true, _) => 1,
        (_, true) => 2,
        _ => 4,
    };
    let plain = edited || dated.is_some() || near && title_end < end;
    if !capital
        || words < least
        || !(plain && (quoted || italic || dated.is_some() || edited || near))
        || said_by_verb(draft, form, title, title_end)
    {
        return false;
    }
    let Some(work) = thing(draft, title, title_end, Kinds::WORK) else {
        return false;
    };
    superseded(draft, work);
    form.link(draft, body, "authorOf", work, "author.body-listed", 0.8);
    published(draft, form, work, after, end);
    true
}

/// Whether a run of words is a clause rather than a title: a verb of being or having in it.
fn said_by_verb(draft: &Draft, form: &Forms, first: usize, end: usize) -> bool {
    let italic = italic_end(draft, first, end).is_some();
    let quoted = matches!(draft.mark(first), "«" | "“" | "\"" | "„");
    let Some(language) = form.knowledge.language(draft.lang_at(first)) else {
        return true;
    };
    !italic
        && !quoted
        && (first..end).any(|at| {
            let word = draft.text.tokens[at].word;
            language.pack.set("title-stops").contains(word)
        })
}

/// "«Title», Animal Político, 2021": a title in quotation marks that opens a line, of nobody.
pub fn by_nobody(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) -> bool {
    if !matches!(draft.mark(first), "«" | "“" | "\"" | "„") {
        return false;
    }
    let Some((title_end, after)) = title_end(draft, form, first, end) else {
        return false;
    };
    let parted = matches!(draft.mark(after), "," | ".") || draft.mark(after - 2) == ".";
    let next = after + usize::from(matches!(draft.mark(after), "," | "."));
    let named = draft
        .text
        .tokens
        .get(next)
        .is_some_and(|t| next < end && t.capital());
    let near = (next..end.min(next + 12)).any(|t| is_year(draft, t));
    if !(parted && named && near) {
        return false;
    }
    let Some((from, to)) = (next..end)
        .find(|&t| matches!(draft.mark(t), "," | "." | "(" | ";"))
        .and_then(|stop| named_piece(draft, form, next, stop))
    else {
        return false;
    };
    let Some(work) = thing(draft, first, title_end, Kinds::WORK) else {
        return false;
    };
    let Some(house) = thing(draft, from, to, Kinds::ORGANIZATION) else {
        return false;
    };
    state_published(draft, form, work, house);
    true
}

/// "Further reading: Ada Roe, Soft Boxes, Verso, 2019; Ugo Lafont, «Ore piccole», Inchiesta, 2020": references in a
/// row.
pub fn row(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) -> bool {
    let mut parts: Vec<usize> = (first..end).filter(|&t| draft.mark(t) == ";").collect();
    if parts.is_empty() {
        return false;
    }
    let label = (first..parts[0].min(first + 8)).find(|&t| draft.mark(t) == ":");
    let mut from = label.map_or(first, |colon| colon + 1);
    parts.push(end);
    let mut found = false;
    for part in parts {
        let tail = matches!(draft.mark(part.saturating_sub(1)), ".");
        let to = part - usize::from(tail);
        if to > from + 4 && (from..to).any(|t| is_year(draft, t)) {
            found |= by_name(draft, form, from, to) || by_initials(draft, form, from, to);
        }
        from = part + 1;
    }
    found
}
