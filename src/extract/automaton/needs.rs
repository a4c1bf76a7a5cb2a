//! What a sentence must have for a rule to match: the word by which the rule is looked at, what else it
//! cannot do without, what a match can open with.

use super::compile::Compiler;
use super::gate::{ANY_KIND, ANY_WORD, Wants, mark};
use super::{Inst, Need, Opening, PhraseList};
use crate::ontology::kinds::Kinds;
use crate::ontology::say::Node;
use crate::ontology::words::{WordId, WordSet};

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
                // frequent words and marks start a rule in every sentence: any other is better
                let common = |id: WordId| {
                    let word = self.words.word(id);
                    word.chars().count() < 3
                        || self.pack.set("prepositions").contains(id)
                        || self.pack.set("articles").contains(id)
                };
                let cost: usize = set.iter().map(|&id| if common(id) { 500 } else { 1 }).sum();
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, set));
                }
            }
        }
        Ok(best.map(|(_, set)| set))
    }

    /// What a match of the sequence holds in any case, in its order.
    pub(super) fn needs(&mut self, nodes: &[Node]) -> Result<Vec<Need>, String> {
        let mut needs = Vec::new();
        for node in nodes {
            match node {
                Node::Word(word) => needs.push(Need::Word(self.word(word)?)),
                Node::Prefix(_) | Node::Lemma(_) => {
                    let words = self.words_of(node)?;
                    needs.push(Need::Set(self.intern_set(words)));
                }
                Node::List(name) => match self.list_numbers.get(name) {
                    Some(&list) => needs.push(Need::List(list)),
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

/// The marks of the words of each set and of those that phrases of each list start with.
pub(super) struct Marks {
    sets: Vec<u128>,
    /// `None` where any word may start a phrase.
    lists: Vec<Option<u128>>,
}

impl Marks {
    pub fn of(sets: &[WordSet], lists: &[PhraseList]) -> Marks {
        let all = |set: &WordSet| set.iter().fold(0, |all, word| all | mark(word));
        Marks {
            sets: sets.iter().map(all).collect(),
            lists: lists.iter().map(|l| l.starts.as_ref().map(all)).collect(),
        }
    }

    /// The needs of a variant in short: the kinds of the first mentions, the words that are the fewest.
    pub fn wants(&self, needs: &[Need]) -> Wants {
        let mut wants = Wants {
            kinds: [ANY_KIND; 4],
            words: [ANY_WORD; 3],
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
        let mut marks: Vec<u128> = needs
            .iter()
            .filter_map(|need| match need {
                Need::Word(word) => Some(mark(*word)),
                Need::Set(set) => Some(self.sets[*set as usize]),
                Need::List(list) => self.lists[*list as usize],
                Need::Mention(_) => None,
            })
            .filter(|&marks| marks != 0)
            .collect();
        marks.sort_unstable_by_key(|marks| (marks.count_ones(), *marks));
        marks.dedup();
        wants
            .words
            .iter_mut()
            .zip(marks)
            .for_each(|(at, m)| *at = m);
        wants
    }

    /// What the steps take that can be reached from `pc` without a token.
    pub fn opening(&self, insts: &[Inst], pc: u32, found: &mut Opening) {
        match &insts[pc as usize] {
            Inst::Word(word) => found.words |= mark(*word),
            Inst::Set(set) => found.words |= self.sets[*set as usize],
            Inst::List(list) => match self.lists[*list as usize] {
                Some(words) => found.words |= words,
                None => found.any = true,
            },
            Inst::Quote => found.quote = true,
            Inst::Slot { kinds, coerce, .. } => {
                found.any |= kinds.has(Kinds::RUN.or(Kinds::TITLE));
                found.kinds = found.kinds.or(*kinds);
                if *coerce {
                    found.kinds = found.kinds.or(Kinds::NAME);
                }
            }
            Inst::Split(a, b) => {
                self.opening(insts, *a, found);
                self.opening(insts, *b, found);
            }
            Inst::Jump(to) => self.opening(insts, *to, found),
            Inst::Start => self.opening(insts, pc + 1, found),
            Inst::Within | Inst::Any | Inst::End | Inst::Match(_) => found.any = true,
        }
    }
}
