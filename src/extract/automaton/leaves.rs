//! Where a state leads before a token is taken, worked out once and kept: the steps that can be reached, each
//! with what must be at the token for it.
//!
//! What is kept is as large as the program at most and lies in the order in which it was asked for, so that
//! it stays in the processor's memory; what was kept for each pair of state and word did not.

use super::scratch::Scratch;
use super::{Automaton, Inst};
use crate::ontology::kinds::Kinds;

/// All that a step sees of a token beside its word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Look(u8);

impl Look {
    /// A gap may take it.
    pub const WITHIN: u8 = 1;
    /// It is a quotation mark.
    pub const QUOTE: u8 = 1 << 1;
    /// A mention starts at it.
    pub const MENTION: u8 = 1 << 2;
    /// It is the first of the sentence.
    pub const FIRST: u8 = 1 << 3;
    /// Nothing but marks follows from here on.
    pub const TAIL: u8 = 1 << 4;
    /// There is no token any more.
    const OVER: u8 = 1 << 5;
    /// The place behind the last token.
    pub const BEHIND: Look = Look(Self::OVER | Self::TAIL);

    pub fn new(flags: u8) -> Look {
        Look(flags)
    }

    pub fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    pub fn set(&mut self, flag: u8) {
        self.0 |= flag;
    }
}

/// What must be at a token for a step; of a list and a slot, what must be for it to be tried.
#[derive(Clone, Copy)]
pub(super) enum Test {
    /// A word of this set.
    Set(u32),
    /// Any token at all.
    Token,
    Look(u8),
    /// Nothing: the pattern ends, and `to` is its variant.
    Match,
    /// Nothing is taken: this must be at the token for what follows `to` to be reached.
    Only(u8),
}

/// A step that can be reached.
#[derive(Clone, Copy)]
pub(super) struct Leaf {
    pub test: Test,
    /// The number of its instruction.
    pub to: u32,
}

/// What was worked out before.
#[derive(Default)]
pub(super) struct Leaves {
    /// For each instruction its leaves in `all`, from and to; nothing where they have not been asked for.
    known: Vec<(u32, u32)>,
    all: Vec<Leaf>,
}

impl Leaves {
    #[inline]
    pub fn get(&self, number: u32) -> Leaf {
        self.all[number as usize]
    }
}

impl Automaton {
    /// The leaves of a state, in the order in which its threads are tried, by their numbers.
    #[inline]
    pub(super) fn leaves(&self, pc: u32, leaves: &mut Leaves) -> (u32, u32) {
        match leaves.known.get(pc as usize) {
            Some(&(from, to)) if from < to => (from, to),
            _ => self.work_out(pc, leaves),
        }
    }

    #[cold]
    fn work_out(&self, pc: u32, leaves: &mut Leaves) -> (u32, u32) {
        leaves.known.resize(self.insts.len(), (0, 0));
        let from = leaves.all.len();
        self.collect(pc, from, &mut leaves.all);
        let found = (from as u32, leaves.all.len() as u32);
        leaves.known[pc as usize] = found;
        found
    }

    fn collect(&self, pc: u32, from: usize, out: &mut Vec<Leaf>) {
        let test = match self.insts[pc as usize] {
            Inst::Jump(to) => return self.collect(to, from, out),
            Inst::Split(a, b) => {
                self.collect(a, from, out);
                return self.collect(b, from, out);
            }
            Inst::Start | Inst::End => {
                let flag = match self.insts[pc as usize] {
                    Inst::Start => Look::FIRST,
                    _ => Look::TAIL,
                };
                let (test, to) = (Test::Only(flag), pc + 1);
                return out.push(Leaf { test, to });
            }
            Inst::Match(to) => {
                let test = Test::Match;
                return out.push(Leaf { test, to });
            }
            Inst::Set(set) => Test::Set(set),
            Inst::List(list) => match self.lists[list as usize].starts {
                Some(set) => Test::Set(set),
                None => Test::Token,
            },
            Inst::Within => Test::Look(Look::WITHIN),
            Inst::Quote => Test::Look(Look::QUOTE),
            Inst::Slot { kinds, .. } => match kinds.has(Kinds::RUN.or(Kinds::TITLE)) {
                true => Test::Token,
                false => Test::Look(Look::MENTION),
            },
            Inst::Any => Test::Token,
        };
        let same = |leaf: &Leaf| leaf.to == pc && !matches!(leaf.test, Test::Match | Test::Only(_));
        if !out[from..].iter().any(same) {
            out.push(Leaf { test, to: pc });
        }
    }
}

impl Scratch {
    /// Whether a step can be made at a token of the sentence, or the place behind its last.
    #[inline]
    pub(super) fn holds(&self, test: Test, at: usize) -> bool {
        let look = self.looks[at];
        match test {
            Test::Set(set) => self.places.has(set, at),
            Test::Token => !look.has(Look::OVER),
            Test::Look(flag) | Test::Only(flag) => look.has(flag),
            Test::Match => true,
        }
    }
}
