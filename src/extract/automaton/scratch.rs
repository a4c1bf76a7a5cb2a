//! What the machine writes on while it runs, kept from one sentence to the next.

use rustc_hash::{FxHashMap, FxHashSet};

use super::leaves::{Leaves, Look};
use super::places::Places;

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
    /// First token, for the choice between threads and for the match.
    pub started: u32,
    pub captures: u32,
    /// Tokens taken by gaps: the fewer, the better.
    pub loose: u16,
}

/// The way through the phrases of a list.
#[derive(Default)]
pub(super) struct Walk {
    /// Steps of the list, each with the token where it is.
    pub threads: Vec<(u32, u32)>,
    pub ends: Vec<u32>,
}

/// The memory of the machine, for the next sentence too.
#[derive(Default)]
pub(super) struct Scratch {
    /// Variants that may match in the sentence, with the last place where a match of each can start.
    pub(super) active: Vec<(u32, u32)>,
    /// Where the words and mentions of the sentence stand.
    pub(super) places: Places,
    /// Where the variants start: the place, and the number of the variant in `active`.
    pub(super) starts: Vec<(u32, u32)>,
    /// For each variant the generation in which it was looked at last.
    pub(super) looked_at: Vec<u32>,
    /// The same for each group of variants that is the first of a word.
    pub(super) called: Vec<u32>,
    /// Counts sentences: what is marked with an earlier one is void.
    pub(super) generation: u32,
    /// For each token the threads that stand there.
    pub(super) lists: Vec<Vec<Thread>>,
    /// For each token what steps see of it, and of the place behind the last.
    pub(super) looks: Vec<Look>,
    pub(super) leaves: Leaves,
    /// List and token → where its phrases end that start there, in `ends`.
    pub(super) phrases: FxHashMap<(u32, u32), (u32, u32)>,
    pub(super) ends: Vec<u32>,
    pub(super) links: Vec<Link>,
    pub(super) members: Vec<u32>,
    /// Mentions that stand inside of a list which this slot has taken.
    pub(super) covered: FxHashSet<(u32, u32)>,
    /// To be used again.
    pub(super) spare: Vec<Walk>,
}

impl Scratch {
    /// Forgets the sentence before.
    pub(super) fn begin(&mut self) {
        if self.generation == u32::MAX {
            self.looked_at.clear();
            self.called.clear();
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
        // clearing a table writes all of it
        if !self.phrases.is_empty() {
            self.phrases.clear();
        }
        if !self.covered.is_empty() {
            self.covered.clear();
        }
        self.looks.clear();
        self.starts.clear();
        self.ends.clear();
        self.links.clear();
        self.members.clear();
    }
}
