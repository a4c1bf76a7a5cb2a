//! All rules of one language as one automaton over tokens and mentions, run without backtracking.
//!
//! A Pike machine (Russ Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009): one list
//! of threads per token; a slot is a step that goes from the first token of a mention to the token behind
//! it. Of two threads in the same state at the same token the one that started later wins, so that a rule
//! takes the nearest filler. A rule is started only where a word that it cannot do without is there.

mod compile;
pub mod coordination;
mod run;

use rustc_hash::FxHashMap;

use crate::ontology::kinds::Kinds;
use crate::ontology::words::{WordId, WordSet};
use crate::split::Token;
use crate::tag::Mention;

#[derive(Debug, Clone)]
enum Inst {
    Word(WordId),
    Set(u32),
    /// A phrase of a list of the pack.
    List(u32),
    /// Any token of the clause, for gaps.
    Within,
    Any,
    Quote,
    Slot {
        slot: u8,
        kinds: Kinds,
        coerce: bool,
        list: bool,
    },
    Split(u32, u32),
    Jump(u32),
    Start,
    End,
    Match(u32),
}

/// One way to say one rule.
struct Variant {
    /// Index into the rules.
    rule: u32,
    entry: u32,
    slots: Vec<String>,
    opening: Opening,
}

/// What a match can open with: a start anywhere else is no use.
#[derive(Default)]
struct Opening {
    /// Anything at all.
    any: bool,
    quote: bool,
    /// Mentions of these kinds.
    kinds: Kinds,
    words: Vec<WordId>,
    sets: Vec<u32>,
    lists: Vec<u32>,
}

/// What a slot of a match holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Capture {
    pub slot: u8,
    /// Tokens of the text, end exclusive.
    pub first: usize,
    pub end: usize,
    /// Mentions that fill it: one, or several for a list; none for a run of words.
    pub mentions: Vec<usize>,
}

/// A rule that fired.
#[derive(Debug, Clone)]
pub struct Match<'a> {
    /// Index into the rules of the language.
    pub rule: usize,
    slots: &'a [String],
    pub captures: Vec<Capture>,
    /// Tokens of the text, end exclusive.
    pub first: usize,
    pub end: usize,
}

impl<'a> Match<'a> {
    /// What another reader than the automaton has found for a rule.
    pub fn of(
        rule: usize,
        slots: &'a [String],
        captures: Vec<Capture>,
        first: usize,
        end: usize,
    ) -> Self {
        Self {
            rule,
            slots,
            captures,
            first,
            end,
        }
    }
}

impl Match<'_> {
    pub fn capture(&self, slot: &str) -> Option<&Capture> {
        let at = self.slots.iter().position(|s| s == slot)?;
        self.captures.iter().find(|c| c.slot as usize == at)
    }
}

/// A list of phrases as a small automaton of its own, shared by all rules that name it.
struct PhraseList {
    entry: u32,
    /// Words that a phrase can start with; `None` where any may.
    starts: Option<WordSet>,
}

/// The compiled rules of one language.
pub struct Automaton {
    insts: Vec<Inst>,
    lists: Vec<PhraseList>,
    sets: Vec<WordSet>,
    variants: Vec<Variant>,
    /// Word → variants that cannot match without one such word.
    triggers: FxHashMap<WordId, Vec<u32>>,
    glue: WordSet,
    conjunctions: WordSet,
}

/// What the automaton runs over: the tokens of a sentence and the mentions that start at each.
pub struct Lattice<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// The sentence: tokens from `first` to `end`.
    pub first: usize,
    pub end: usize,
    pub mentions: &'a [Mention],
    /// For each token of the sentence, indexes of the mentions that start there.
    pub starts: &'a [Vec<u32>],
}
