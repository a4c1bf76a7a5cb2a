//! What the machine writes on while it runs, kept from one sentence to the next.

use rustc_hash::{FxHashMap, FxHashSet};

/// A link of a chain of captures, shared by threads.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub slot: u8,
    /// Tokens of the text, end exclusive.
    pub first: u32,
    pub end: u32,
    /// The mentions, in [`Scratch::members`].
    pub members: (u32, u32),
    pub before: u32,
}

#[derive(Clone, Copy)]
pub(super) struct Thread {
    pub pc: u32,
    /// What makes a step of the whole program one of the active variants: added, it gives the place in
    /// their row of `seen`.
    pub shift: u32,
    /// First token, for the choice between threads and for the match.
    pub started: u32,
    pub captures: u32,
    /// Tokens taken by gaps: the fewer, the better.
    pub loose: u16,
}

/// What a mark may be to a rule.
pub(super) const WITHIN: u8 = 1;
pub(super) const QUOTE: u8 = 2;

/// The memory of the machine, for the next sentence too.
#[derive(Default)]
pub struct Scratch {
    /// Variants that may match in the sentence, and what makes their steps places in a row of `seen`.
    pub(super) active: Vec<(u32, u32)>,
    /// For each variant the generation in which it was looked at last.
    pub(super) looked_at: Vec<u32>,
    /// The steps of all active variants.
    pub(super) width: usize,
    /// Counts sentences: what is marked with an earlier one is void.
    pub(super) generation: u32,
    /// For each token the threads that stand there.
    pub(super) lists: Vec<Vec<Thread>>,
    /// For each token and step of an active variant the generation and the number of the thread there.
    pub(super) seen: Vec<(u32, u32)>,
    /// For each token whether a gap may take it, and whether it is a quotation mark.
    pub(super) flags: Vec<u8>,
    /// List and token → where its phrases end that start there, in `ends`.
    pub(super) phrases: FxHashMap<(u32, u32), (u32, u32)>,
    pub(super) ends: Vec<u32>,
    pub(super) links: Vec<Link>,
    pub(super) members: Vec<u32>,
    /// Mentions that stand inside of a list which this slot has taken.
    pub(super) covered: FxHashSet<(u32, u32)>,
    /// Vectors to be used again: steps of a list with the token where they are, and ends.
    pub(super) spare: Vec<(Vec<(u32, u32)>, Vec<u32>)>,
}

impl Scratch {
    /// Forgets the sentence before.
    pub(super) fn begin(&mut self) {
        if self.generation == u32::MAX {
            self.looked_at.clear();
            self.seen.clear();
            self.generation = 0;
        }
        self.generation += 1;
        self.active.clear();
    }

    /// Makes room for the threads of a sentence of that many tokens.
    pub(super) fn make_room(&mut self, tokens: usize) {
        if self.lists.len() <= tokens {
            self.lists.resize_with(tokens + 1, Vec::new);
        }
        let cells = (tokens + 1) * self.width;
        if self.seen.len() < cells {
            self.seen.resize(cells, (0, 0));
        }
        // clearing a table writes all of it
        if !self.phrases.is_empty() {
            self.phrases.clear();
        }
        if !self.covered.is_empty() {
            self.covered.clear();
        }
        self.ends.clear();
        self.links.clear();
        self.members.clear();
    }
}
