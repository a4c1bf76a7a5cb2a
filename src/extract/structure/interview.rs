//! Interviews in question-and-answer form: "Le Journal : Comment avez-vous commencé ?", "Nourdine : …".

use std::collections::BTreeMap;

use super::Forms;
use crate::extract::draft::{Draft, Ref, settle};
use crate::fold;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

/// What the turns of one speaker look like.
#[derive(Default)]
struct Turns {
    /// The first mention of the speaker before a colon.
    first: usize,
    count: usize,
    asking: usize,
}

pub fn read(draft: &mut Draft, form: &mut Forms) {
    let mut speakers: BTreeMap<String, Turns> = BTreeMap::new();
    for block in 0..draft.post.blocks.len() {
        let (first, end) = draft.block_tokens(block);
        if first >= end {
            continue;
        }
        let named = draft
            .among(
                first,
                end.min(first + 6),
                Kinds::PERSON.or(Kinds::NAME).or(Kinds::ORGANIZATION),
            )
            .into_iter()
            .find(|&at| draft.mentions[at].first == first || draft.mentions[at].first == first + 1);
        let Some(at) = named.filter(|&at| draft.mark(draft.mentions[at].end) == ":") else {
            continue;
        };
        let turns = speakers.entry(fold::key(draft.name(at))).or_default();
        if turns.count == 0 {
            turns.first = at;
        }
        turns.count += 1;
        turns.asking += usize::from(draft.mark(end - 1) == "?");
    }
    // a conversation has two turns of somebody at least
    let mut turns: Vec<Turns> = speakers.into_values().filter(|t| t.count >= 2).collect();
    turns.sort_by_key(|t| draft.mentions[t.first].first);
    let answering = |t: &Turns| {
        t.asking * 2 <= t.count
            && !draft.mentions[t.first].kinds.has(Kinds::ORGANIZATION)
            && !draft.is_acronym(t.first)
    };
    let Some(interviewee) = turns.iter().find(|t| answering(t)).map(|t| t.first) else {
        return;
    };
    if draft.mentions[interviewee].kinds.has(Kinds::NAME) {
        settle(&mut draft.mentions[interviewee], Kinds::PERSON);
    }
    draft.set_role(PostRole::Interviewee, interviewee);
    for asking in turns
        .iter()
        .filter(|t| t.asking * 2 > t.count && t.first != interviewee)
    {
        let quote = draft.mention_span(asking.first);
        form.state(
            draft,
            interviewee,
            "interviewedBy",
            Ref::Mention(asking.first),
            quote,
            "interview.turns",
            0.9,
        );
    }
}
