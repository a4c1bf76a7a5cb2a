//! Who signs a text, and for which medium: "Por Toni Ferragut | La Directa, 4 de noviembre de 2022", "Propos
//! recueillis par Maud Estève pour L'Arrosoir", "Publié le 3 mai dans L'Écho", "NAIROBI, 3 May (Equatorial Wire) –".

use super::host::named_piece;
use super::{Forms, masthead, thing};
use crate::extract::draft::{Draft, settle};
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::split::TokenKind;

/// How long a by-line is at most, in words and marks.
const LONGEST: usize = 32;
/// How many words stand before "by" at most: "Interview and translation by".
const BEFORE_BY: usize = 6;
/// How far behind the name its medium stands at most.
const TO_MEDIUM: usize = 10;
/// Where in a dateline the brackets of an agency begin at the latest.
const TO_AGENCY: usize = 14;

/// Who signs, and for which medium.
#[derive(Clone, Copy, Default)]
pub struct Signature {
    pub person: Option<usize>,
    pub medium: Option<usize>,
}

/// What the first lines of a post and its last ones say of who signs it.
pub fn read(draft: &mut Draft, form: &Forms) -> Signature {
    let line = masthead::read(draft, form).unwrap_or_default();
    let mut found = Signature::default();
    for block in edges(draft) {
        for (first, end) in sentences(draft, block) {
            if end > first + LONGEST {
                continue;
            }
            if found.person.is_none()
                && let Some(signed) = signed(draft, form, first, end)
            {
                found.person = signed.person;
                found.medium = signed.medium.or(found.medium);
            } else if found.medium.is_none() {
                found.medium = published(draft, form, first, end);
            }
        }
    }
    found.person = found.person.or(line.person);
    found.medium = found.medium.or(line.medium);
    if found.medium.is_none() && found.person.is_some() {
        found.medium = agency(draft, form);
    }
    found
}

/// The first blocks of a post and its last two, but for its title.
fn edges(draft: &Draft) -> Vec<usize> {
    let blocks = draft.post.blocks.len();
    (0..blocks.min(6))
        .chain(blocks.saturating_sub(3).max(6)..blocks)
        .filter(|&block| draft.post.blocks[block].kind != BlockKind::Title)
        .collect()
}

/// The sentences of a block that is no longer than lines that sign a text are.
fn sentences(draft: &Draft, block: usize) -> Vec<(usize, usize)> {
    const LONGEST_BLOCK: usize = 48;
    let (first, end) = draft.block_tokens(block);
    if end > first + LONGEST_BLOCK {
        return Vec::new();
    }
    let all = draft.text.sentences.iter();
    all.filter(|s| s.block == block && s.end > s.first + 1)
        .map(|s| (s.first, s.end))
        .collect()
}

/// "Par Inès Ghorbel, envoyée spéciale", "Interview and translation by Oliver Tranter for Slow Transit Review".
fn signed(draft: &mut Draft, form: &Forms, first: usize, end: usize) -> Option<Signature> {
    // "with" is a word of this kind too, but credits nobody; "Texto de Joana Lira" has a particle in its place
    let by = (first..end.min(first + BEFORE_BY)).find(|&at| {
        form.listed(draft, at, "by-words") && form.listed(draft, at, "credit-words")
            || at == first + 1
                && form.listed(draft, first, "text-words")
                && form.listed(draft, at, "particles")
    })?;
    // "Foto di …" signs a picture
    if by > first && !form.listed(draft, first, "byline-words") {
        return None;
    }
    let from = by + 1;
    let person = draft
        .among(from, end, Kinds::PERSON.or(Kinds::NAME))
        .into_iter()
        .find(|&m| {
            let mention = &draft.mentions[m];
            mention.first == from && mention.len() >= 2 && !mention.kinds.has(Kinds::ORGANIZATION)
        })?;
    let behind = draft.mentions[person].end;
    let near = end.min(behind + TO_MEDIUM);
    let medium = parted(draft, behind, end)
        .or_else(|| written_for(draft, form, behind, near))
        .or_else(|| {
            let bodies = draft.among(behind, near, Kinds::ORGANIZATION);
            bodies.first().copied()
        })
        .or_else(|| numbered(draft, form, behind, end));
    Some(Signature {
        person: Some(person),
        medium,
    })
}

/// "Por Toni Ferragut | La Directa de Ponent, 4 de noviembre": all that stands between a bar and the next mark.
fn parted(draft: &mut Draft, behind: usize, end: usize) -> Option<usize> {
    if draft.mark(behind) != "|" {
        return None;
    }
    let to = (behind + 1..end)
        .find(|&at| matches!(draft.mark(at), "," | "|" | "(" | "." | "–" | "—"))
        .unwrap_or(end);
    let other = Kinds::DATE
        .or(Kinds::NUMBER)
        .or(Kinds::PLACE)
        .or(Kinds::COUNTRY);
    let dated = !draft.among(behind, to, other).is_empty();
    let capital = draft
        .text
        .tokens
        .get(behind + 1)
        .is_some_and(|t| t.capital());
    let short = to > behind + 1 && to - behind <= TO_MEDIUM;
    if dated || !capital || !short {
        return None;
    }
    thing(draft, behind + 1, to, Kinds::ORGANIZATION)
}

/// "… for Slow Transit Review", "… pour L'Arrosoir": the medium for which somebody signs.
fn written_for(draft: &mut Draft, form: &Forms, behind: usize, end: usize) -> Option<usize> {
    let before = (behind..end).find(|&at| form.listed(draft, at, "signed-for"))?;
    body_from(draft, form, before + 1, end)
}

/// "Von Konrad Bielefeldt, Rhein-Ruhr-Blätter, Ausgabe 3/2024": a piece of names before the number of an issue.
fn numbered(draft: &mut Draft, form: &Forms, behind: usize, end: usize) -> Option<usize> {
    let comma = (draft.mark(behind) == ",").then_some(behind)?;
    let stop = (comma + 2..end).find(|&at| draft.mark(at) == ",")?;
    let issue = (stop + 1..end).any(|at| draft.text.tokens[at].kind == TokenKind::Number);
    if !issue || form.listed(draft, comma + 1, "role-words") {
        return None;
    }
    body_from(draft, form, comma + 1, stop)
}

/// "Publié le 21 février 2020 dans La Dernière Lieue", "First published in The Northern Courier".
fn published(draft: &mut Draft, form: &Forms, first: usize, end: usize) -> Option<usize> {
    const BEHIND: usize = 12;
    // "Article publié dans", "First published in"
    let before = ["byline-words", "credit-words", "stop-capitals"];
    let opens = |at: usize| before.iter().any(|list| form.listed(draft, at, list));
    let said = (first..end.min(first + 2))
        .find(|&at| form.listed(draft, at, "published-words") && (at == first || opens(first)))?;
    let within =
        (said + 1..end.min(said + BEHIND)).find(|&at| form.listed(draft, at, "published-in"))?;
    // "Publié le dans Technologies" names a rubric, and an advertisement may stand on a platform
    let dated = !draft.among(first, end, Kinds::DATE).is_empty();
    let near = end.min(within + 3);
    let known = !draft
        .among(within + 1, near, Kinds::ORGANIZATION)
        .is_empty();
    let platform = !draft.among(within + 1, near, Kinds::PLATFORM).is_empty();
    if platform || !dated && !known {
        return None;
    }
    body_from(draft, form, within + 1, end)
}

/// The body that is named from here on, or words that can be the name of a medium.
fn body_from(draft: &mut Draft, form: &Forms, first: usize, end: usize) -> Option<usize> {
    let bodies = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PLATFORM);
    let small = |at: usize| form.listed(draft, at, "articles") && !draft.text.tokens[at].capital();
    let from = first + usize::from(small(first));
    let known = draft
        .among(first, end, bodies)
        .into_iter()
        .find(|&m| (first..=from).contains(&draft.mentions[m].first));
    if known.is_some() {
        return known;
    }
    // "L'Arrosoir": a name that is known for one, but not of what
    let named = draft.among(first, end, Kinds::NAME).into_iter().find(|&m| {
        let mention = &draft.mentions[m];
        (first..=first + 1).contains(&mention.first)
            && (mention.first == first || draft.words(first, mention.first).ends_with(['\'', '’']))
    });
    if let Some(named) = named {
        settle(&mut draft.mentions[named], Kinds::ORGANIZATION);
        return Some(named);
    }
    let stop = (from..end)
        .find(|&at| {
            matches!(
                draft.mark(at),
                "," | "." | "(" | ")" | ";" | ":" | "–" | "—" | "|"
            ) || !draft.text.tokens[at].capital() && form.listed(draft, at, "date-links")
        })
        .unwrap_or(end);
    let (a, b) = named_piece(draft, form, from, stop)?;
    let taken = Kinds::WORK.or(Kinds::EVENT);
    if !draft.among(a, b, taken).is_empty() {
        return None;
    }
    thing(draft, a, b, Kinds::ORGANIZATION)
}

/// "NAIROBI, 20 September 2024 (Equatorial Wire) – Meta …": the agency in the dateline that opens the text.
fn agency(draft: &mut Draft, form: &Forms) -> Option<usize> {
    let placed = |d: &Draft, first: usize, end: usize| {
        !d.among(first, end, Kinds::PLACE.or(Kinds::COUNTRY))
            .is_empty()
            || d.text.tokens[first].span.len() > 2
                && d.text.tokens[first].shape == crate::split::Shape::Upper
    };
    for block in 0..draft.post.blocks.len().min(5) {
        let (first, end) = draft.block_tokens(block);
        if end < first + TO_AGENCY || draft.role(PostRole::Event).is_some() {
            continue;
        }
        let open = (first + 1..first + TO_AGENCY).find(|&at| draft.mark(at) == "(");
        let Some(open) = open.filter(|&open| placed(draft, first, open)) else {
            continue;
        };
        let close = (open + 2..end.min(open + 8)).find(|&at| draft.mark(at) == ")");
        let dash = |at: usize| {
            matches!(draft.mark(at), "–" | "—" | "-" | "--")
                || draft.mark(at) == "." && matches!(draft.mark(at + 1), "–" | "—" | "-")
        };
        let dated = |close: usize| {
            let near = draft.among(open, close, Kinds::DATE.or(Kinds::NUMBER));
            near.is_empty()
        };
        let Some(close) = close.filter(|&close| dash(close + 1) && dated(close)) else {
            continue;
        };
        return body_from(draft, form, open + 1, close);
    }
    None
}
