//! What a sentence must have for a rule to match: the word by which the rule is looked at, what else it
//! cannot do without, what a match can open with.

use super::compile::Compiler;
use super::gate::{ANY_KIND, NO_SET, Wants};
use super::{Inst, Need, Opening, PhraseList};
use crate::ontology::kinds::Kinds;
use crate::ontology::say::Node;
use crate::ontology::words::WordId;

impl Compiler<'_> {
    /// Words of which a match of the sequence has at least one; the fewest that can be found.
    pub(super) fn anchor(&mut self, nodes: &[Node]) -> Result<Option<Vec<WordId>>, String> {
        let mut best: Option<(usize, Vec<WordId>)> = None;
        for node in nodes {
            let found = match node {
                Node::Word(_) | Node::Prefix(_) | Node::Lemma(_) => Some(self.words_of(node)?),
                Node::List(name) => self.anchors_of_list(name)?,
                Node::Choice(choices) => self.anchors(choices)?,
                _ => None,
            };
            if let Some(set) = found {
                let cost = self.cost(&set);
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, set));
                }
            }
        }
        Ok(best.map(|(_, set)| set))
    }

    /// How often a word of a set is met: frequent words and marks stand in every sentence, any other is better.
    fn cost(&self, set: &[WordId]) -> usize {
        let common = |id: WordId| {
            let word = self.words.word(id);
            word.chars().nth(2).is_none()
                || self.pack.set("prepositions").contains(id)
                || self.pack.set("articles").contains(id)
        };
        set.iter().map(|&id| if common(id) { 500 } else { 1 }).sum()
    }

    /// The needs of a variant in short: the kinds of the first mentions, the sets that are met least.
    pub(super) fn wants(&self, needs: &[Need]) -> Wants {
        let mut wants = Wants {
            kinds: [ANY_KIND; 4],
            sets: [NO_SET; 3],
        };
        let kinds = needs.iter().filter_map(|need| match need {
            Need::Mention(kinds) => Some(*kinds),
            _ => None,
        });
        wants
            .kinds
            .iter_mut()
            .zip(kinds)
            .for_each(|(at, k)| *at = k);
        let mut sets: Vec<(usize, u32)> = needs
            .iter()
            .filter_map(|need| match need {
                Need::Set(set) => Some((self.cost(&self.sets[*set as usize]), *set)),
                _ => None,
            })
            .collect();
        sets.sort_unstable();
        sets.dedup();
        let sets = sets.into_iter().map(|(_, set)| set);
        wants.sets.iter_mut().zip(sets).for_each(|(at, s)| *at = s);
        wants
    }

    /// What a match of the sequence holds in any case, in its order. Lists of phrases must be compiled.
    pub(super) fn needs(&mut self, nodes: &[Node]) -> Result<Vec<Need>, String> {
        let mut needs = Vec::new();
        for node in nodes {
            match node {
                Node::Word(_) | Node::Prefix(_) | Node::Lemma(_) => {
                    let words = self.words_of(node)?;
                    needs.push(Need::Set(self.intern_set(words)));
                }
                Node::List(name) => match self.list_numbers.get(name) {
                    Some(&list) => needs.push(match self.lists[list as usize].starts {
                        Some(set) => Need::Set(set),
                        None => Need::Token,
                    }),
                    // a list of single words, which is one set
                    None => {
                        if let Some(words) = self.anchors_of_list(name)? {
                            needs.push(Need::Set(self.intern_set(words)));
                        }
                    }
                },
                Node::Choice(choices) => {
                    if let Some(words) = self.anchors(choices)? {
                        needs.push(Need::Set(self.intern_set(words)));
                    }
                }
                // a run of words is no mention
                Node::Slot(slot) if !slot.kinds.has(Kinds::RUN.or(Kinds::TITLE)) => {
                    let unknown = match slot.coerce {
                        true => Kinds::NAME,
                        false => Kinds::NONE,
                    };
                    needs.push(Need::Mention(slot.kinds.or(unknown)));
                }
                _ => {}
            }
        }
        Ok(needs)
    }

    /// The same for a list, worked out once.
    fn anchors_of_list(&mut self, name: &str) -> Result<Option<Vec<WordId>>, String> {
        if let Some(known) = self.list_anchors.get(name) {
            return Ok(known.clone());
        }
        // a list that holds itself has no anchor by itself
        self.list_anchors.insert(name.to_owned(), None);
        let entries = self.entries(name)?;
        let anchors = self.anchors(entries)?;
        self.list_anchors.insert(name.to_owned(), anchors.clone());
        Ok(anchors)
    }

    fn anchors(&mut self, choices: &[Vec<Node>]) -> Result<Option<Vec<WordId>>, String> {
        let mut all = Vec::new();
        for choice in choices {
            match self.anchor(choice)? {
                Some(set) => all.extend(set),
                None => return Ok(None),
            }
        }
        all.sort_unstable();
        all.dedup();
        Ok(Some(all))
    }
}

impl Opening {
    /// Adds what the steps take that can be reached from `pc` without a token.
    pub(super) fn add(&mut self, insts: &[Inst], lists: &[PhraseList], pc: u32) {
        match &insts[pc as usize] {
            Inst::Set(set) => self.sets.push(*set),
            Inst::List(list) => match lists[*list as usize].starts {
                Some(set) => self.sets.push(set),
                None => self.any = true,
            },
            Inst::Quote => self.quote = true,
            Inst::Slot { kinds, coerce, .. } => {
                self.any |= kinds.has(Kinds::RUN.or(Kinds::TITLE));
                self.kinds = self.kinds.or(*kinds);
                if *coerce {
                    self.kinds = self.kinds.or(Kinds::NAME);
                }
            }
            Inst::Split(a, b) => {
                self.add(insts, lists, *a);
                self.add(insts, lists, *b);
            }
            Inst::Jump(to) => self.add(insts, lists, *to),
            Inst::Start => self.add(insts, lists, pc + 1),
            Inst::Within | Inst::Any | Inst::End | Inst::Match(_) => self.any = true,
        }
    }
}
