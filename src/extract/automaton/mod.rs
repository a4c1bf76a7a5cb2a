//! All rules of one language as one automaton over tokens and mentions, run without backtracking.
//!
//! A Pike machine (Russ Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009): one list
//! of threads per token; a slot is a step that goes from the first token of a mention to the token behind
//! it. Of two threads in the same state at the same token the one that started later wins, so that a rule
//! takes the nearest filler.
//!
//! Most rules cannot match in most sentences, and this is told without running them: a rule is looked at
//! only where its rarest word is there, and run only where all that it cannot do without (words, and
//! mentions of certain kinds) is there in its order (`gate`), which the places of words and mentions tell that
//! are noted once for each sentence (`places`). Where a state leads is worked out once (`leaves`).

mod compile;
pub mod coordination;
mod gate;
mod leaves;
mod needs;
mod places;
mod run;
mod scratch;
#[cfg(test)]
mod tests;
mod titles;

use rustc_hash::FxHashMap;

use gate::Gate;
use places::SetsOfWords;
use scratch::Scratch;

use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::spare::Spare;
use crate::ontology::words::WordId;
use crate::split::Token;
use crate::tag::Mention;

#[derive(Debug, Clone, Copy)]
enum Inst {
    /// A word of this set.
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
    slots: Vec<String>,
    /// Those of its slots that take a title.
    titled: Vec<u8>,
    /// What every match holds, in this order, each behind the one before it.
    needs: Vec<Need>,
}

/// Something that a match cannot do without.
#[derive(Clone, Copy, PartialEq)]
enum Need {
    /// A word of this set.
    Set(u32),
    /// Any token: a phrase of a list that may start with any.
    Token,
    /// A mention of one of these kinds.
    Mention(Kinds),
}

/// What a match can open with: a start anywhere else is no use.
#[derive(Default)]
struct Opening {
    /// The first step of the variant.
    entry: u32,
    /// Anything at all.
    any: bool,
    quote: bool,
    /// Mentions of these kinds.
    kinds: Kinds,
    /// Words of these sets.
    sets: Vec<u32>,
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
    /// Those of its slots that take a title.
    titled: &'a [u8],
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
            titled: &[],
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
#[derive(Default)]
struct PhraseList {
    /// Word → where the phrases begin that can start with it.
    by_word: FxHashMap<WordId, Vec<u32>>,
    /// Where the phrases begin that can start with anything.
    open: Vec<u32>,
    /// The set of the words that a phrase can start with; `None` where any may.
    starts: Option<u32>,
}

/// The compiled rules of one language.
#[derive(Default)]
pub struct Automaton {
    insts: Vec<Inst>,
    lists: Vec<PhraseList>,
    /// The sets of words for which steps ask.
    sets: SetsOfWords,
    variants: Vec<Variant>,
    /// For each variant.
    openings: Vec<Opening>,
    gate: Gate,
    /// To be used again: each holds what was worked out for the sentences before.
    spare: Spare<Scratch>,
}

/// What the automaton runs over: the tokens of a sentence and the mentions that start at each.
pub struct Lattice<'a> {
    pub pack: &'a Pack,
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// The sentence: tokens from `first` to `end`.
    pub first: usize,
    pub end: usize,
    pub mentions: &'a [Mention],
    /// The mentions that start at the sentence's n-th token are those from `starts[n]` to
    /// `starts[n + 1]`, exclusive.
    pub starts: &'a [u32],
}

impl Lattice<'_> {
    /// Indexes of the mentions that start at the sentence's n-th token.
    pub fn starting(&self, at: usize) -> std::ops::Range<usize> {
        self.starts[at] as usize..self.starts[at + 1] as usize
    }
}

/// Fills [`Lattice::starts`] for the tokens from `first` to `end`, from the mentions of the sentence, which
/// are in the order of their first tokens.
pub fn starts(
    mentions: &[Mention],
    of_sentence: std::ops::Range<usize>,
    first: usize,
    end: usize,
    out: &mut Vec<u32>,
) {
    out.clear();
    let mut at = of_sentence.start;
    for token in first..=end {
        while at < of_sentence.end && mentions[at].first < token {
            at += 1;
        }
        out.push(at as u32);
    }
}
