//! Where the rules match in the sentences of a draft, worked out again only where mentions have changed.

use super::automaton::{Automaton, Lattice, Match, starts};
use super::draft::Draft;
use crate::ontology::kinds::Kinds;
use crate::ontology::{Knowledge, Language};

/// What the rules match in each sentence of a post, kept as long as its mentions stay as they are.
#[derive(Default)]
pub struct Memory<'k> {
    sentences: Vec<Remembered<'k>>,
    /// Where the mentions of each token start; used again for every sentence.
    starts: Vec<u32>,
}

#[derive(Default)]
struct Remembered<'k> {
    /// The mentions over which the rules ran; `None` where they have not yet.
    looks: Option<Vec<Look>>,
    /// The index of the first of them.
    from: usize,
    matches: Vec<Match<'k>>,
}

/// All of a mention that the machine sees.
type Look = (usize, usize, Kinds, Kinds);

impl<'k> Memory<'k> {
    /// The matches in a sentence, of all rules; to be given back with [`keep`](Self::keep) if they are
    /// wanted again.
    pub(super) fn matches(
        &mut self,
        draft: &Draft,
        number: usize,
        knowledge: &'k Knowledge,
        language: &'k Language,
    ) -> Vec<Match<'k>> {
        if self.sentences.len() <= number {
            let all = draft.text.sentences.len();
            self.sentences.resize_with(all, Remembered::default);
        }
        let range = draft.of_sentence[number].clone();
        let look = |m: &crate::tag::Mention| (m.first, m.end, m.kinds, m.best);
        let looks = draft.mentions[range.clone()].iter().map(look);
        let kept = &mut self.sentences[number];
        if kept
            .looks
            .as_ref()
            .is_some_and(|old| looks.clone().eq(old.iter().copied()))
        {
            // mentions of other sentences came and went
            if kept.from != range.start {
                let places = kept.matches.iter_mut().flat_map(|m| &mut m.captures);
                for at in places.flat_map(|capture| &mut capture.mentions) {
                    *at = *at + range.start - kept.from;
                }
                kept.from = range.start;
            }
            return std::mem::take(&mut kept.matches);
        }
        let looks = looks.collect();
        kept.looks = Some(looks);
        kept.from = range.start;
        let rules = knowledge.rules_of(language);
        run(draft, number, language, rules, &mut self.starts)
    }

    pub(super) fn keep(&mut self, number: usize, matches: Vec<Match<'k>>) {
        self.sentences[number].matches = matches;
    }
}

/// All that an automaton matches in a sentence, over the mentions as they are now.
pub fn matches_of<'a>(
    draft: &Draft,
    number: usize,
    language: &Language,
    rules: &'a Automaton,
) -> Vec<Match<'a>> {
    run(draft, number, language, rules, &mut Vec::new())
}

fn run<'a>(
    draft: &Draft,
    number: usize,
    language: &Language,
    rules: &'a Automaton,
    starting: &mut Vec<u32>,
) -> Vec<Match<'a>> {
    rules.run(&lattice(draft, number, language, starting))
}

/// A sentence as the automaton and the frames see it; `starting` is filled and kept by it.
pub fn lattice<'a>(
    draft: &'a Draft,
    number: usize,
    language: &'a Language,
    starting: &'a mut Vec<u32>,
) -> Lattice<'a> {
    let sentence = &draft.text.sentences[number];
    let (first, end) = (sentence.first, sentence.end);
    let of_sentence = draft.of_sentence[number].clone();
    starts(&draft.mentions, of_sentence, first, end, starting);
    Lattice {
        pack: &language.pack,
        text: &draft.post.text,
        tokens: &draft.text.tokens,
        first,
        end,
        mentions: &draft.mentions,
        starts: starting,
    }
}
