//! Lists of firms, whose paragraphs begin with the name of what they tell of: "Clickworker (Essen). …",
//! "**Le Cicogne** – …". Such a paragraph is an entry, and speaks of its head.

use super::{Forms, thing};
use crate::extract::draft::{Draft, Ref};
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;

/// How many paragraphs begin alike before they are entries of a list.
const ENTRIES: usize = 2;
/// How many must be of firms that are known before the rest are taken to be of firms too.
const KNOWN: usize = 3;
/// How many numbers and bullets stand before the name of an entry at most.
const BULLETS: usize = 3;
/// How many words a name has that nothing else tells to be one.
const LONGEST: usize = 3;
/// How long what stands in brackets behind the name is at most, in words: "(Lausanne, Schweiz)".
const BRACKETS: usize = 8;

const FIRMS: Kinds = Kinds::PLATFORM.or(Kinds::COMPANY);

/// How a paragraph begins: what may be a name, and the mark that parts it from the rest.
struct Opening<'p> {
    block: usize,
    first: usize,
    end: usize,
    mark: &'p str,
    /// What is named there and nothing else.
    named: Option<usize>,
}

/// Notes the entries of a post, and that a head among known firms is a firm.
pub fn read(draft: &mut Draft, form: &mut Forms) {
    draft.entries.clear();
    let openings: Vec<Opening> = (0..draft.post.blocks.len())
        .filter_map(|block| opening(draft, form, block))
        .collect();
    let mut unknown = Vec::new();
    for opening in &openings {
        let alike = openings.iter().filter(|o| o.mark == opening.mark);
        let (all, known) = (
            alike.clone().count(),
            alike.filter(|o| o.named.is_some()).count(),
        );
        match opening.named {
            Some(_) if known >= ENTRIES => {
                draft
                    .entries
                    .push((opening.block, (opening.first, opening.end)));
            }
            None if known >= KNOWN && 2 * known >= all => {
                unknown.push((opening.block, opening.first, opening.end));
            }
            _ => {}
        }
    }
    for (block, first, end) in unknown {
        if thing(draft, first, end, FIRMS).is_some() {
            draft.entries.push((block, (first, end)));
        }
    }
    for (block, _) in draft.entries.clone() {
        let Some(head) = draft.entry(block) else {
            continue;
        };
        // a firm and the platform of its name are one thing to such a list
        if draft.mentions[head].kinds.has(FIRMS) {
            draft.mentions[head].kinds = draft.mentions[head].kinds.or(FIRMS);
        }
        seat(draft, form, block, head);
    }
}

/// "APPEN. Chatswood, Australia.", "**Mila** – Zürich.": nothing but places behind the name.
fn seat(draft: &Draft, form: &mut Forms, block: usize, head: usize) {
    let (_, end) = draft.block_tokens(block);
    let from = draft.mentions[head].end;
    let stops = |at: &usize| matches!(draft.mark(*at), "." | ";" | "–" | "—");
    let Some(to) = (from + 1..end).find(stops) else {
        return;
    };
    let places = draft.among(from + 1, to, Kinds::PLACE.or(Kinds::COUNTRY));
    let placed = |at: usize| {
        let around = |&m: &usize| draft.mentions[m].first <= at && at < draft.mentions[m].end;
        draft.mark(at) == "," || places.iter().any(around)
    };
    let seat = |m: &usize| !draft.mentions[*m].kinds.has(Kinds::DEMONYM);
    if !(from + 1..to).all(placed) {
        return;
    }
    for &place in places.iter().filter(|m| seat(m)) {
        let quote = draft.span(draft.mentions[head].first, draft.mentions[place].end);
        let to = Ref::Mention(place);
        form.state(draft, head, "basedIn", to, quote, "entry.seat", 0.8);
    }
}

fn opening<'p>(draft: &Draft<'p>, form: &Forms, block: usize) -> Option<Opening<'p>> {
    if draft.post.blocks[block].kind == BlockKind::Title {
        return None;
    }
    let (from, end) = draft.block_tokens(block);
    let kind = |at: usize| draft.text.tokens[at].kind;
    let bullet = |at: &usize| kind(*at) != TokenKind::Word;
    let first = (from..end).take(BULLETS + 1).find(|at| !bullet(at))?;
    let firms = draft.among(first, end, FIRMS.or(Kinds::ORGANIZATION));
    let named = firms.into_iter().find(|&m| {
        let mention = &draft.mentions[m];
        mention.first == first && mention.names_something() && !mention.kinds.has(Kinds::DEMONYM)
    });
    let parts = |at: usize| at + 1 < end && matches!(draft.mark(at), "." | ":" | "–" | "—");
    let behind = match named {
        Some(m) => draft.mentions[m].end,
        None => (first..end.min(first + LONGEST + 1)).find(|&at| kind(at) == TokenKind::Mark)?,
    };
    let mark = match draft.mark(behind) {
        "(" => (behind..end.min(behind + BRACKETS))
            .find(|&at| draft.mark(at) == ")")
            .map(|close| close + 1)?,
        _ => behind,
    };
    // a name of which nobody has heard says nothing else: no "Sources.", no "And in Spain:"
    let says = |at: usize| {
        let token = &draft.text.tokens[at];
        !token.capital()
            || ["conjunctions", "case-markers", "articles", "credit-words"]
                .iter()
                .any(|list| form.listed(draft, at, list) && at > first)
    };
    if !parts(mark) || named.is_none() && (first..behind).any(says) {
        return None;
    }
    Some(Opening {
        block,
        first,
        end: behind,
        mark: draft.mark(mark),
        named,
    })
}
