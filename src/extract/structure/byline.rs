//! What it says of a post that somebody signs it: of its author, of the medium, of its own title.

use super::{Forms, signature};
use crate::extract::draft::{Draft, Ref, settle};
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

/// Gives the post its author, and states what the by-line says of author, medium and the post's own title.
pub fn read(draft: &mut Draft, form: &mut Forms) {
    let signed = signature::read(draft, form);
    let told = signed.medium;
    let medium = told.or(draft.role(PostRole::Medium));
    let person = signed.person;
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
