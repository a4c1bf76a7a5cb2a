//! The line under a heading that tells where and when a text appeared, and who wrote it: "The Northern Courier,
//! 14 March 2021", "Published: 12 May 2022 | Author: Karen Liu | Source: Wired".

use super::host::named_piece;
use super::{Forms, thing, trimmed};
use crate::extract::draft::Draft;
use crate::model::BlockKind;
use crate::ontology::body::BodyKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::lexicon::EntryId;
use crate::ontology::rules::PostRole;
use crate::split::TokenKind;

/// How many lines from the top are looked at.
const LINES: usize = 6;
/// How long such a line is at most, in words and marks.
const LONGEST: usize = 32;

/// What one piece of such a line holds.
enum Piece {
    Date,
    /// Who wrote the text; whether a word says so.
    Person(usize, bool),
    /// A body that is known, and whether a word says that the text is from it.
    Body(usize, bool),
    /// Words that may name a medium.
    Unknown(usize, usize),
    /// A medium of the lexicon that is a word of the language too: "il manifesto".
    Listed(usize, usize, EntryId),
    /// A place, a page number, how long one reads.
    Other,
}

/// What such lines say of the post.
#[derive(Clone, Copy, Default)]
pub struct Masthead {
    pub person: Option<usize>,
    pub medium: Option<usize>,
    body: Option<usize>,
    unknown: Option<(usize, usize)>,
    listed: Option<(usize, usize, EntryId)>,
    /// A name in a line of its own: who signs, where the post tells its medium elsewhere.
    alone: Option<usize>,
    dated: bool,
    /// A word says who signs or what the source is.
    told: bool,
}

/// Who wrote the post and in which medium it appeared, by the lines that hold both, or one of them with a date.
/// `None` where the post announces an event: its lines tell where and when that is.
pub fn read(draft: &mut Draft, form: &Forms) -> Option<Masthead> {
    if draft.role(PostRole::Event).is_some() {
        return None;
    }
    let mut all = Masthead::default();
    for block in 0..draft.post.blocks.len().min(LINES) {
        let kind = draft.post.blocks[block].kind;
        let (first, end) = draft.block_tokens(block);
        if kind == BlockKind::Title || first >= end || end - first > LONGEST {
            continue;
        }
        if let Some(found) = line(draft, form, first, end) {
            all.person = all.person.or(found.person);
            all.body = all.body.or(found.body);
            all.unknown = all.unknown.or(found.unknown);
            all.listed = all.listed.or(found.listed);
            all.alone = all.alone.or(found.alone);
            all.dated |= found.dated;
            all.told |= found.told;
        }
    }
    if let Some((first, end, entry)) = all.listed.filter(|_| all.body.is_none()) {
        let at = draft.mention_of(first, end, Kinds::ORGANIZATION);
        let mention = &mut draft.mentions[at];
        mention.kinds = form.knowledge.lexicon.entry(entry).kinds;
        mention.entry = Some(entry);
        all.body = Some(at);
    }
    let known = all.body.is_some() || draft.role(PostRole::Medium).is_some();
    if known && draft.role(PostRole::Interviewee).is_none() {
        all.person = all.person.or(all.alone);
    }
    all.medium = match (all.body, all.unknown) {
        (Some(body), _) => Some(body),
        (None, Some((first, end))) if all.dated && all.told && all.person.is_some() => {
            thing(draft, first, end, Kinds::ORGANIZATION)
        }
        _ => None,
    };
    Some(all)
}

/// One line, where each of its pieces is something that such lines hold.
fn line(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<Masthead> {
    // "(il manifesto, 12 aprile 2021, di Roberto Ciccarelli)"
    let bracketed = draft.mark(first) == "(" && draft.mark(end - 1) == ")";
    let (first, end) = match bracketed && end - first > 3 {
        true => (first + 1, end - 1),
        false => (first, end),
    };
    let mut found = Masthead::default();
    let mut from = first;
    // "Interviews › The Northern Courier": the way to the text inside of its medium
    let crumb = |at: usize| matches!(draft.mark(at), "›" | ">");
    let crumbs = (first..end).any(crumb);
    // "Source:" tells what stands behind its colon
    let mut label = None;
    for at in first..=end {
        let parts = at == end
            || matches!(
                draft.mark(at),
                "," | "|" | "–" | "—" | "·" | "•" | "/" | ";" | ":"
            )
            || draft.mark(at) == "-" && !draft.text.tokens[at].glued
            || crumb(at);
        if !parts {
            continue;
        }
        let piece = (from, at);
        from = at + 1;
        let Some((a, b)) = trimmed(draft, piece.0, piece.1) else {
            continue;
        };
        if at < end && draft.mark(at) == ":" {
            label = Some(labelled(draft, form, a, b)?);
            continue;
        }
        match read_piece(draft, form, a, b, label.take())? {
            Piece::Date => found.dated = true,
            Piece::Person(person, told) => {
                found.told |= told;
                if found.person.is_none() {
                    found.person = Some(person);
                }
            }
            Piece::Body(body, told) => {
                found.told |= told;
                if found.body.is_none() {
                    found.body = Some(body);
                }
            }
            Piece::Unknown(a, b) if found.unknown.is_none() => found.unknown = Some((a, b)),
            // of its parts the medium has the longest name
            Piece::Unknown(a, b) if crumbs => {
                found.unknown = found
                    .unknown
                    .filter(|(c, d)| d - c >= b - a)
                    .or(Some((a, b)));
            }
            Piece::Unknown(..) => return None,
            Piece::Listed(a, b, entry) => found.listed = found.listed.or(Some((a, b, entry))),
            Piece::Other => {}
        }
    }
    let named = found.body.is_some() || found.unknown.is_some() || found.listed.is_some();
    // a name beside a date is no author yet, and a body alone no medium
    if found.told || named && found.dated {
        return Some(found);
    }
    let alone = found.person.filter(|_| !named);
    alone.map(|alone| Masthead {
        alone: Some(alone),
        ..Masthead::default()
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Label {
    Author,
    Medium,
    Date,
}

/// "Author:", "Quelle:", "Published:".
fn labelled(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<Label> {
    let any = |list| (first..end).any(|at| form.listed(draft, at, list));
    if end - first > 3 {
        return None;
    }
    if any("label-medium") {
        Some(Label::Medium)
    } else if any("label-author") {
        Some(Label::Author)
    } else if any("label-date") || any("credit-words") {
        Some(Label::Date)
    } else {
        None
    }
}

fn read_piece(
    draft: &Draft,
    form: &Forms,
    first: usize,
    end: usize,
    label: Option<Label>,
) -> Option<Piece> {
    // "By", "Propos recueillis par", "Published in"
    let mut from = first;
    let mut signed = label == Some(Label::Author);
    while from < end
        && [
            "byline-words",
            "credit-words",
            "by-words",
            "articles",
            "prepositions",
            "role-words",
        ]
        .iter()
        .any(|list| form.listed(draft, from, list))
    {
        signed |= form.listed(draft, from, "by-words") && form.listed(draft, from, "credit-words");
        from += 1;
    }
    let starts_at = |kinds| {
        let among = draft.among(first, end, kinds);
        among.into_iter().find(|&m| {
            let mention = &draft.mentions[m];
            (first..=from).contains(&mention.first) && mention.end == end
        })
    };
    let bodies = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PLATFORM);
    if let Some(body) = starts_at(bodies) {
        let mention = &draft.mentions[body];
        let listed = mention
            .entry
            .and_then(|entry| form.knowledge.lexicon.entry(entry).body);
        let is_medium = match listed {
            Some(kind) => kind.is_medium(),
            // a body whose name says what it is, is no newspaper
            None => {
                mention.kinds.has(Kinds::ORGANIZATION)
                    && !(mention.first..mention.end).any(|at| form.listed(draft, at, "org-heads"))
            }
        };
        return match label {
            Some(Label::Medium) => Some(Piece::Body(body, true)),
            _ if is_medium => Some(Piece::Body(body, false)),
            _ => None,
        };
    }
    if let Some(person) = starts_at(Kinds::PERSON.or(Kinds::NAME))
        && draft.mentions[person].len() >= 2
        && (signed || draft.mentions[person].kinds.has(Kinds::PERSON))
    {
        return Some(Piece::Person(person, signed));
    }
    if !draft.among(first, end, Kinds::DATE).is_empty() {
        let words = (first..end).filter(|&at| draft.mark(at).is_empty()).count();
        return (words <= 9).then_some(Piece::Date);
    }
    let number = (first..end).any(|at| draft.text.tokens[at].kind == TokenKind::Number);
    if number || starts_at(Kinds::PLACE.or(Kinds::COUNTRY)).is_some() || from == end {
        return (end - first <= 5).then_some(Piece::Other);
    }
    if let Some(entry) = listed_medium(draft, form, first, end) {
        return Some(Piece::Listed(first, end, entry));
    }
    if label == Some(Label::Medium) || label.is_none() {
        let (a, b) = named_piece(draft, form, from.min(end - 1), end)?;
        return (b == end).then_some(Piece::Unknown(a, b));
    }
    None
}

/// The medium of the lexicon that these words name, all of them.
fn listed_medium(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<EntryId> {
    let lexicon = &form.knowledge.lexicon;
    let walk = (first..end).try_fold(lexicon.walk(), |walk, at| {
        walk.step(draft.text.tokens[at].word)
    })?;
    let medium = |entry: EntryId| lexicon.entry(entry).body.is_some_and(BodyKind::is_medium);
    let mut entries = walk.forms().iter().map(|(form, _)| form.entry);
    entries.find(|&entry| medium(entry))
}
