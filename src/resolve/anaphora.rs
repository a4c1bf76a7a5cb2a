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

/// What of these classes a sentence means that leaves it out: what was named last before `before` in the same
/// sentence, else what an earlier one of the paragraph or of the one before it is about (its first name), else
/// what the post's title names. `None` where nothing is.
pub fn last_named(draft: &Draft, before: usize, kinds: Kinds) -> Option<usize> {
    let fits = |&at: &usize| {
        let other = &draft.mentions[at];
        other.end <= before
            && other.kinds.has(kinds)
            && other.names_something()
            && !other.kinds.has(Kinds::DEMONYM)
    };
    let sentence = draft.sentence_of(before.saturating_sub(1));
    let block = draft.text.sentences.get(sentence)?.block;
    let of = |number: usize| draft.of_sentence.get(number).cloned().unwrap_or(0..0);
    if let Some(last) = of(sentence).rev().find(fits) {
        return Some(last);
    }
    // of two of the class the one whose first class it is: a firm may be a platform too
    let first = |number: usize| {
        let best = |at: &usize| fits(at) && draft.mentions[*at].best.has(kinds);
        of(number).find(best).or_else(|| of(number).find(fits))
    };
    let near = |number: &usize| draft.text.sentences[*number].block + 1 >= block;
    (0..sentence)
        .rev()
        .take_while(near)
        .find_map(first)
        .or_else(|| first(0))
}
