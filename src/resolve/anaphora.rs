//! "La plateforme", "the company": what such words stand for.

use crate::extract::draft::Draft;
use crate::ontology::kinds::Kinds;

/// The nearest thing named before of the class that the word asks for, in its own paragraph or the one
/// before it. `None` where there is none: the fact is then dropped rather than guessed.
pub fn antecedent(draft: &Draft, anaphor: usize) -> Option<usize> {
    let mention = &draft.mentions[anaphor];
    let wanted = Kinds(mention.kinds.0 & Kinds::ANY_CLASS.0);
    let sentence = draft.sentence_of(mention.first);
    let block = draft.text.sentences.get(sentence)?.block;
    let from = draft.text.sentences[..sentence]
        .iter()
        .rposition(|s| s.block + 1 < block)
        .map_or(0, |s| s + 1);
    for number in (from..=sentence).rev() {
        // the subject of a sentence is what the next one goes on about: the first name of it, the nearest sentence
        let range = draft.of_sentence[number].clone();
        let found = range.into_iter().find(|&at| {
            let other = &draft.mentions[at];
            other.end <= mention.first
                && other.kinds.has(wanted)
                && other.names_something()
                && !other.kinds.has(Kinds::DEMONYM)
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What of these classes was named last before a token, in the same or an earlier sentence of the post's
/// running text: for sentences that leave it out.
pub fn last_named(draft: &Draft, before: usize, kinds: Kinds) -> Option<usize> {
    let sentence = draft.sentence_of(before.saturating_sub(1));
    let from = draft.of_sentence.first().map_or(0, |r| r.start);
    let to = draft.of_sentence.get(sentence).map_or(from, |r| r.end);
    (from..to).rev().find(|&at| {
        let other = &draft.mentions[at];
        other.end <= before
            && other.kinds.has(kinds)
            && other.names_something()
            && !other.kinds.has(Kinds::DEMONYM)
    })
}
