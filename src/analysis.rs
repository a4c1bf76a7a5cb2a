//! THE ORDER of extraction: split, tag, classify, read, resolve. Nobody else knows what comes next.

use crate::extract::draft::Draft;
use crate::extract::{rules, structure};
use crate::model::{Extraction, Post};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;
use crate::tag::{self, Mention, MentionValue};
use crate::{resolve, split};

/// Everything that the post names and states.
pub fn extract(post: &Post, knowledge: &Knowledge) -> Extraction {
    let mut draft = read(post, knowledge);
    resolve::resolve(&mut draft, knowledge)
}

/// The post with its mentions and facts, before they have an identity.
pub fn read<'p>(post: &'p Post, knowledge: &Knowledge) -> Draft<'p> {
    let text = split::split(post, &knowledge.words);
    let mut mentions = Vec::new();
    let mut candidates: Vec<Vec<tag::names::Candidate>> = Vec::with_capacity(text.sentences.len());
    for sentence in &text.sentences {
        let mut found = Vec::new();
        tag::names::find(&post.text, &text, sentence, knowledge, &mut found);
        candidates.push(found);
    }
    let labour = |c: &tag::names::Candidate| {
        !c.ambiguous && c.mention.kinds.has(Kinds::PLATFORM.or(Kinds::SECTOR))
    };
    let small = text
        .tokens
        .iter()
        .filter(|t| t.shape == split::Shape::Lower);
    let about = tag::forms::About {
        labour: candidates.iter().flatten().any(labour),
        small_words: small
            .map(|t| t.word)
            .filter(|&w| w != WordId::UNKNOWN)
            .collect(),
    };
    for (sentence, found) in text.sentences.iter().zip(candidates) {
        let Some(language) = knowledge.language(sentence.lang) else {
            continue;
        };
        tag::forms::find(
            &post.text,
            &text,
            sentence,
            knowledge,
            &language.pack,
            &about,
            found,
            &mut mentions,
        );
        tag::values::find(&post.text, &text, sentence, &language.pack, &mut mentions);
    }
    let mut draft = Draft {
        post,
        text,
        mentions,
        of_sentence: Vec::new(),
        facts: Vec::new(),
        fired: Vec::new(),
        same: Vec::new(),
        roles: Vec::new(),
    };
    dates(&mut draft, knowledge);
    draft.index();
    resolve::by_name(&mut draft, knowledge);
    // a class that one sentence gives to a name holds in the others, where it may let further rules fire
    let mut memory = rules::Memory::default();
    for round in 0..3 {
        structure::names(&mut draft, knowledge);
        let changed = rules::classify(&mut draft, knowledge, &mut memory);
        resolve::by_name(&mut draft, knowledge);
        if !changed && round > 0 {
            break;
        }
    }
    structure::read(&mut draft, knowledge);
    rules::read(&mut draft, knowledge, &mut memory);
    draft
}

/// Dates of the whole text; numbers inside of them are none of their own.
fn dates(draft: &mut Draft, knowledge: &Knowledge) {
    let found = knowledge.calendar.dates(&draft.post.text, draft.post.lang);
    if found.is_empty() {
        return;
    }
    let mut taken = Vec::with_capacity(found.len());
    for date in found {
        let (first, end) = draft.tokens_of(date.span);
        if first < end {
            taken.push((first, end));
            let mut mention = Mention::new(first, end, Kinds::DATE);
            mention.value = Some(MentionValue::Date(date));
            draft.mentions.push(mention);
        }
    }
    let plain = Kinds::NUMBER
        .or(Kinds::MONEY)
        .or(Kinds::NAME)
        .or(Kinds::UNIT);
    draft.mentions.retain(|m| {
        let inside = |&(first, end): &(usize, usize)| first <= m.first && m.end <= end;
        !m.kinds.has(plain) || m.kinds.has(Kinds::DATE) || {
            let at = taken.partition_point(|&(_, end)| end <= m.first);
            !taken.get(at).is_some_and(inside)
        }
    });
}
