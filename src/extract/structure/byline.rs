//! By-lines: "Por Toni Ferragut | La Directa, 4 de noviembre de 2022", "Propos recueillis par Maud Estève pour
//! L'Arrosoir": who signs the post, and the medium that the same line names.

use super::{Forms, masthead, thing};
use crate::extract::draft::{Draft, Ref, settle};
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

/// How long a by-line is at most, in words and marks.
const LONGEST: usize = 30;
/// How many words stand before "by" at most: "Propos recueillis par".
const BEFORE_BY: usize = 4;
/// How far behind the name its medium stands at most.
const TO_MEDIUM: usize = 8;

/// Who signs, and for which medium.
#[derive(Clone, Copy)]
pub struct Signature {
    pub person: usize,
    pub medium: Option<usize>,
}

/// Gives the post its author, and states what the by-line says of author, medium and the post's own title.
pub fn read(draft: &mut Draft, form: &mut Forms) {
    let line = masthead::read(draft, form);
    let signed = signature(draft, form);
    let told = signed
        .and_then(|s| s.medium)
        .or(line.and_then(|line| line.medium));
    let medium = told.or(draft.role(PostRole::Medium));
    let person = signed.map(|s| s.person).or(line.and_then(|l| l.person));
    // that a heading names a medium beside a title says of that title nothing where nobody signs the text
    let work = draft
        .role(PostRole::Work)
        .filter(|&work| told.is_some() || person.is_some() || !in_heading(draft, work));
    if let (Some(medium), Some(work)) = (medium, work) {
        let quote = draft.mention_span(work).join(draft.mention_span(medium));
        let to = Ref::Mention(medium);
        form.state(draft, work, "publishedIn", to, quote, "byline.medium", 0.8);
    }
    let Some(person) = person else {
        return;
    };
    settle(&mut draft.mentions[person], Kinds::PERSON);
    draft.set_role(PostRole::Author, person);
    let Some(medium) = medium else {
        return;
    };
    draft.set_role(PostRole::Medium, medium);
    let quote = draft.mention_span(person).join(draft.mention_span(medium));
    let to = Ref::Mention(medium);
    form.state(
        draft,
        person,
        "affiliatedWith",
        to,
        quote,
        "byline.medium",
        0.8,
    );
    if let Some(work) = work {
        let by = Ref::Mention(work);
        form.state(draft, person, "authorOf", by, quote, "byline.author", 0.75);
    }
}

/// Whether a mention stands in the heading of the post.
fn in_heading(draft: &Draft, mention: usize) -> bool {
    let sentence = draft.sentence_of(draft.mentions[mention].first);
    let block = draft.text.sentences.get(sentence).map_or(0, |s| s.block);
    draft.post.blocks[block].kind == BlockKind::Title
}

/// The by-line among the first lines of a post, or the last two.
pub fn signature(draft: &mut Draft, form: &Forms) -> Option<Signature> {
    let blocks = draft.post.blocks.len();
    let title = |block: &usize| draft.post.blocks[*block].kind == BlockKind::Title;
    let lines: Vec<usize> = (0..blocks.min(6))
        .chain(blocks.saturating_sub(2).max(6)..blocks)
        .filter(|block| !title(block))
        .collect();
    lines
        .into_iter()
        .find_map(|block| signed(draft, form, block))
}

fn signed(draft: &mut Draft, form: &Forms, block: usize) -> Option<Signature> {
    let (first, end) = draft.block_tokens(block);
    if end <= first + 1 || end - first > LONGEST {
        return None;
    }
    // "with" is a word of this kind too, but credits nobody
    let by = (first..end.min(first + BEFORE_BY))
        .find(|&at| form.listed(draft, at, "by-words") && form.listed(draft, at, "credit-words"))?;
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
    let medium = parted(draft, behind, end).or_else(|| {
        draft
            .among(behind, end.min(behind + TO_MEDIUM), Kinds::ORGANIZATION)
            .first()
            .copied()
    });
    Some(Signature { person, medium })
}

/// "Por Toni Ferragut | La Directa de Ponent, 4 de noviembre": all that stands between a bar and the next mark.
fn parted(draft: &mut Draft, behind: usize, end: usize) -> Option<usize> {
    if draft.mark(behind) != "|" {
        return None;
    }
    let to = (behind + 1..end)
        .find(|&at| matches!(draft.mark(at), "," | "|" | "(" | "." | "–" | "—"))
        .unwrap_or(end);
    let dated = !draft
        .among(behind, to, Kinds::DATE.or(Kinds::NUMBER))
        .is_empty();
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
