//! `?Platform` in a rule: what of a class was named last, where the sentence leaves it out.

use crate::extract::draft::Draft;
use crate::fold;
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;

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
    let sentence = draft.sentence_of(before);
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
    // what the title names goes before what a sentence names in passing, where the text has just spoken of it
    let title = |number: &usize| {
        let block = draft.text.sentences[*number].block;
        draft.post.blocks[block].kind == BlockKind::Title
    };
    // what the title names is meant by words for a platform and by those for its firm
    let firm = Kinds::COMPANY.or(Kinds::PLATFORM);
    let wide = match kinds.has(firm) {
        true => kinds.or(firm),
        false => kinds,
    };
    let named = (0..sentence).take_while(title).find_map(|number| {
        let of_class = |&at: &usize| {
            let other = &draft.mentions[at];
            other.kinds.has(wide) && other.names_something() && !other.kinds.has(Kinds::DEMONYM)
        };
        first(number).or_else(|| of(number).find(of_class))
    });
    let titled = named.filter(|&titled| {
        let same = |at: &usize| {
            let (one, other) = (&draft.mentions[*at], &draft.mentions[titled]);
            one.entry == other.entry
                && (one.entry.is_some()
                    || fold::key(draft.name(*at)) == fold::key(draft.name(titled)))
        };
        let mut close = (0..sentence).rev().take_while(near).filter(|n| !title(n));
        close.any(|number| of(number).any(|at| draft.mentions[at].names_something() && same(&at)))
    });
    // of two firms or platforms in one sentence either may be meant, but for the one with which it opens
    let alone = |&at: &usize| {
        const COORDINATED: usize = 2;
        let mention = &draft.mentions[at];
        let number = draft.sentence_of(mention.first);
        let key = |at: usize| (draft.mentions[at].entry, fold::key(draft.name(at)));
        let others = of(number).filter(|o| draft.mentions[*o].best.has(kinds));
        let mut rivals = others.filter(|o| fits(o) && key(*o) != key(at));
        let opens = mention.first <= draft.text.sentences[number].first + 1;
        let beside = |o: usize| draft.mentions[o].first < mention.end + COORDINATED;
        let bodies = kinds.has(Kinds::PLATFORM.or(Kinds::COMPANY));
        !bodies || rivals.all(|o| opens && !beside(o))
    };
    titled.or_else(|| {
        let near = (0..sentence).rev().take_while(near).find_map(first);
        near.or_else(|| first(0)).filter(alone)
    })
}
