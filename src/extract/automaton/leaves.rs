//! Where a state leads at a token before the token is taken, worked out once and kept: states, words and
//! what else counts of a token are few, and texts meet the same of them again and again.

use rustc_hash::FxHashMap;

use super::{Automaton, Inst};
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;

/// All that a step sees of a token: its word, in the lower half, and these.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Look(u64);

impl Look {
    /// A gap may take it.
    pub const WITHIN: u64 = 1 << 32;
    /// It is a quotation mark.
    pub const QUOTE: u64 = 1 << 33;
    /// A mention starts at it.
    pub const MENTION: u64 = 1 << 34;
    /// It is the first of the sentence.
    pub const FIRST: u64 = 1 << 35;
    /// Nothing but marks follows from here on.
    pub const TAIL: u64 = 1 << 36;
    /// There is no token any more.
    const OVER: u64 = 1 << 37;
    const BITS: u32 = 38;
    /// The place behind the last token.
    pub const BEHIND: Look = Look(Self::OVER | Self::TAIL);

    pub fn new(word: WordId, flags: u64) -> Look {
        Look(flags | u64::from(word.0))
    }

    pub fn has(self, flag: u64) -> bool {
        self.0 & flag != 0
    }

    pub fn set(&mut self, flag: u64) {
        self.0 |= flag;
    }

    fn word(self) -> WordId {
        WordId(self.0 as u32)
    }
}

/// A step that takes the token, or may, as the number of its instruction; with this bit a match, as the
/// number of its variant.
pub(super) const MATCH: u32 = 1 << 31;

/// At more leaves than these all are forgotten, to be worked out again.
const MOST: usize = 1 << 20;

/// What was worked out before.
#[derive(Default)]
pub(super) struct Leaves {
    /// A state and a look → its leaves in `all`.
    known: FxHashMap<u64, (u32, u32)>,
    all: Vec<u32>,
}

impl Leaves {
    pub fn get(&self, number: u32) -> u32 {
        self.all[number as usize]
    }

    /// To be asked between two sentences.
    pub fn keep_small(&mut self) {
        if self.all.len().max(self.known.len()) > MOST {
            self.known.clear();
            self.all.clear();
        }
    }
}

impl Automaton {
    /// The leaves of a state, in the order in which its threads are tried, by their numbers.
    #[inline]
    pub(super) fn leaves(&self, pc: u32, look: Look, leaves: &mut Leaves) -> (u32, u32) {
        let key = u64::from(pc) << Look::BITS | look.0;
        if let Some(&known) = leaves.known.get(&key) {
            return known;
        }
        let from = leaves.all.len();
        self.collect(pc, look, from, &mut leaves.all);
        Self::note(key, from, leaves)
    }

    /// The same for all phrases of a list that can start at the token.
    pub(super) fn leaves_of_list(&self, list: u32, look: Look, leaves: &mut Leaves) -> (u32, u32) {
        // numbers behind those of the instructions
        let pc = self.insts.len() as u32 + list;
        let key = u64::from(pc) << Look::BITS | look.0;
        if let Some(&known) = leaves.known.get(&key) {
            return known;
        }
        let from = leaves.all.len();
        let list = &self.lists[list as usize];
        let begins = list.by_word.get(&look.word()).into_iter().flatten();
        for &entry in begins.chain(&list.open) {
            self.collect(entry, look, from, &mut leaves.all);
        }
        Self::note(key, from, leaves)
    }

    fn note(key: u64, from: usize, leaves: &mut Leaves) -> (u32, u32) {
        let found = (from as u32, leaves.all.len() as u32);
        leaves.known.insert(key, found);
        found
    }

    fn collect(&self, pc: u32, look: Look, from: usize, out: &mut Vec<u32>) {
        match self.insts[pc as usize] {
            Inst::Jump(to) => self.collect(to, look, from, out),
            Inst::Split(a, b) => {
                self.collect(a, look, from, out);
                self.collect(b, look, from, out);
            }
            Inst::Start if look.has(Look::FIRST) => self.collect(pc + 1, look, from, out),
            Inst::End if look.has(Look::TAIL) => self.collect(pc + 1, look, from, out),
            Inst::Start | Inst::End => {}
            Inst::Match(variant) => out.push(variant | MATCH),
            inst => {
                if self.takes(inst, look) && !out[from..].contains(&pc) {
                    out.push(pc);
                }
            }
        }
    }

    /// Whether a step can be made at such a token; of a list and a slot, whether it may.
    fn takes(&self, inst: Inst, look: Look) -> bool {
        if look.has(Look::OVER) {
            return false;
        }
        match inst {
            Inst::Word(wanted) => look.word() == wanted,
            Inst::Set(set) => self.sets[set as usize].contains(look.word()),
            Inst::List(list) => match &self.lists[list as usize].starts {
                Some(words) => words.contains(look.word()),
                None => true,
            },
            Inst::Within => look.has(Look::WITHIN),
            Inst::Quote => look.has(Look::QUOTE),
            Inst::Slot { kinds, .. } => {
                kinds.has(Kinds::RUN.or(Kinds::TITLE)) || look.has(Look::MENTION)
            }
            _ => true,
        }
    }
}
