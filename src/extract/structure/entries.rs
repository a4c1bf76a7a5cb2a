//! Lists of firms, whose paragraphs begin with the name of what they tell of: "Clickworker (Essen). …",
//! "**Le Cicogne** – …". Such a paragraph is an entry, and speaks of its head.

use super::{Forms, thing};
use crate::extract::draft::{Draft, Ref, settle};
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

/// How many known places behind names tell that an unknown name there is a town.
const TOWNS: usize = 2;
/// How far from the start of a sentence the noun for the firm and its nation stand at most.
const OPENING: usize = 3;

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
    let mut heads = Vec::new();
    for (block, _) in draft.entries.clone() {
        let Some(head) = draft.entry(block) else {
            continue;
        };
        // a firm and the platform of its name are one thing to such a list
        if draft.mentions[head].kinds.has(FIRMS) {
            draft.mentions[head].kinds = draft.mentions[head].kinds.or(FIRMS);
        }
        heads.push((block, head));
    }
    // a name where others have their town is one
    let placed = |&&(block, head): &&(usize, usize)| {
        let (from, end) = (draft.mentions[head].end + 1, draft.block_tokens(block).1);
        let places = draft.among(from, end, Kinds::PLACE.or(Kinds::COUNTRY));
        places.iter().any(|&m| draft.mentions[m].first == from)
    };
    let towns = heads.iter().filter(placed).count() >= TOWNS;
    for (block, head) in heads {
        seat(draft, form, block, head, towns);
        nation(draft, form, block, head);
    }
}

/// "APPEN. Chatswood, Australia.", "**Mila** – Zürich.", "(Herford).", "Francesa.": nothing but places behind the name.
fn seat(draft: &mut Draft, form: &mut Forms, block: usize, head: usize, towns: bool) {
    let (_, end) = draft.block_tokens(block);
    let mut at = draft.mentions[head].end + 1;
    let mut found = Vec::new();
    while at < end {
        let parts =
            |&t: &usize| matches!(draft.mark(t), "." | "," | ";" | ")" | "–" | "—" | ":" | "(");
        let stop = (at..end).find(parts).unwrap_or(end);
        let kinds = Kinds::PLACE.or(Kinds::COUNTRY).or(Kinds::DEMONYM);
        let whole = draft
            .among(at, stop, kinds)
            .into_iter()
            .find(|&m| (draft.mentions[m].first, draft.mentions[m].end) == (at, stop));
        let unknown = towns && found.is_empty() && is_town(draft, at, stop);
        match whole {
            Some(place) => found.push(place),
            None if unknown => found.extend(settled(draft, at, stop)),
            None => break,
        }
        if draft.mark(stop) != "," {
            break;
        }
        at = stop + 1;
    }
    for place in found {
        based(draft, form, head, place);
    }
}

/// The town that nobody knows with whose name these tokens begin: "Essen", "Nova Vila, Brazil".
pub fn town(draft: &mut Draft, first: usize, end: usize) -> Option<usize> {
    let parts = |&at: &usize| matches!(draft.mark(at), "," | "(" | ";" | ".");
    let stop = (first..end).find(parts).unwrap_or(end);
    let named = names_town(draft, first, stop);
    named.then(|| settled(draft, first, stop)).flatten()
}

/// The mention of these tokens, as a place where it can be one.
fn settled(draft: &mut Draft, first: usize, end: usize) -> Option<usize> {
    let place = draft.mention_of(first, end, Kinds::NAME);
    settle(&mut draft.mentions[place], Kinds::PLACE);
    let mention = &draft.mentions[place];
    mention.kinds.has(Kinds::PLACE).then_some(place)
}

/// Whether these tokens can be the name of a town that nobody knows, with a mark behind it.
fn is_town(draft: &Draft, first: usize, end: usize) -> bool {
    matches!(draft.mark(end), "." | "," | ")" | ";") && names_town(draft, first, end)
}

fn names_town(draft: &Draft, first: usize, end: usize) -> bool {
    let word = |at: usize| {
        let token = &draft.text.tokens[at];
        token.kind == TokenKind::Word && token.capital()
    };
    (first + 1..=first + LONGEST).contains(&end)
        && (first..end).all(word)
        && draft.among(first, end, Kinds::ANY_CLASS).is_empty()
}

/// "Empresa española de …", "Statunitense, dal 2017 …", "Nigerian outsourcing company": what a sentence of the entry
/// says first.
fn nation(draft: &Draft, form: &mut Forms, block: usize, head: usize) {
    let (_, last) = draft.block_tokens(block);
    let start = draft.mentions[head].end + 1;
    if start >= last {
        return;
    }
    for number in draft.sentence_of(start)..=draft.sentence_of(last - 1) {
        let sentence = &draft.text.sentences[number];
        let (first, end) = (sentence.first.max(start), sentence.end);
        let near = draft.among(first, end.min(first + OPENING), Kinds::DEMONYM);
        let Some(&nation) = near.first() else {
            continue;
        };
        let (at, behind) = (draft.mentions[nation].first, draft.mentions[nation].end);
        let noun = |t: usize| {
            ["company-heads", "platform-heads", "anaphor-company"]
                .iter()
                .any(|list| form.listed(draft, t, list))
        };
        let plain = |t: usize| {
            draft.mark(t).is_empty()
                && !form.listed(draft, t, "case-markers")
                && !form.listed(draft, t, "articles")
        };
        let alone = at == first && (behind >= end || matches!(draft.mark(behind), "," | "." | ";"));
        let mut after = (behind..end.min(behind + OPENING)).take_while(|&t| plain(t));
        let told = (first..at).all(plain) && ((first..at).any(noun) || after.any(noun));
        if alone || told {
            based(draft, form, head, nation);
        }
    }
}

fn based(draft: &Draft, form: &mut Forms, head: usize, place: usize) {
    let quote = draft.span(draft.mentions[head].first, draft.mentions[place].end);
    let to = Ref::Mention(place);
    form.state(draft, head, "basedIn", to, quote, "entry.seat", 0.85);
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
