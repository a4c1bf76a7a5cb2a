//! Which rules can match in a sentence at all, told before any of them is run.

use rustc_hash::FxHashMap;

use super::places::Places;
use super::scratch::Scratch;
use super::{Automaton, Lattice, Need};
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;

/// From the words of a sentence to the variants that are worth a closer look.
#[derive(Default)]
pub(super) struct Gate {
    /// Of the n-th word the groups of variants that cannot match without one such word: those of `groups`
    /// from `starts[n]` to `starts[n + 1]`, exclusive.
    starts: Vec<u32>,
    groups: Vec<Group>,
    /// The members of all groups.
    members: Vec<Member>,
    /// Every variant wants a mention.
    wants_mentions: bool,
}

/// Variants that are looked at for one word and want mentions of the same kinds.
struct Group {
    kinds: WantedKinds,
    /// In [`Gate::members`].
    members: (u32, u32),
}

struct Member {
    variant: u32,
    sets: WantedSets,
}

/// Of each of the first four mentions that a variant wants the kinds of which it has one; any where fewer
/// are wanted.
pub(super) type WantedKinds = [Kinds; 4];
/// Up to three sets of words of each of which a variant wants one, those that are met least; [`NO_SET`] where
/// fewer are wanted.
pub(super) type WantedSets = [u32; 3];

pub(super) const ANY_KIND: Kinds = Kinds(u32::MAX);
pub(super) const NO_SET: u32 = u32::MAX;
/// Every sentence has it, so that [`ANY_KIND`] is met in one that mentions nothing.
const ALWAYS: Kinds = Kinds(1 << 31);

/// What a variant must find in a sentence, told from little.
pub(super) struct Wants {
    pub kinds: WantedKinds,
    pub sets: WantedSets,
}

impl Gate {
    /// From the variants that each word calls for, and what each variant wants.
    pub fn new(called: FxHashMap<WordId, Vec<u32>>, wants: &[Wants]) -> Gate {
        let mut gate = Gate {
            wants_mentions: wants.iter().all(|w| w.kinds[0] != ANY_KIND),
            ..Gate::default()
        };
        let mut called: Vec<(WordId, Vec<u32>)> = called.into_iter().collect();
        called.sort_unstable();
        for (word, mut variants) in called {
            gate.starts
                .resize(word.0 as usize + 1, gate.groups.len() as u32);
            variants.sort_by_key(|&variant| wants[variant as usize].kinds);
            for same in
                variants.chunk_by(|&a, &b| wants[a as usize].kinds == wants[b as usize].kinds)
            {
                let first = gate.members.len() as u32;
                gate.members.extend(same.iter().map(|&variant| Member {
                    variant,
                    sets: wants[variant as usize].sets,
                }));
                gate.groups.push(Group {
                    kinds: wants[same[0] as usize].kinds,
                    members: (first, gate.members.len() as u32),
                });
            }
        }
        gate.starts.push(gate.groups.len() as u32);
        gate
    }

    /// The groups that a word calls for, in `groups`.
    fn called_by(&self, word: WordId) -> (usize, usize) {
        let at = word.0 as usize;
        match self.starts.get(at..at + 2) {
            Some(&[from, to]) => (from as usize, to as usize),
            _ => (0, 0),
        }
    }
}

impl Automaton {
    /// Finds the variants that may match in a sentence, in their order, each with the last place where a match
    /// can start.
    pub(super) fn activate(&self, lattice: &Lattice, scratch: &mut Scratch) {
        let gate = &self.gate;
        let length = lattice.end - lattice.first;
        let mentions = lattice.starts[0] as usize..lattice.starts[length] as usize;
        let kinds = lattice.mentions[mentions]
            .iter()
            .fold(Kinds::NONE, |all, m| all.or(m.kinds));
        if gate.wants_mentions && kinds.is_none() {
            return;
        }
        let kinds = kinds.or(ALWAYS);
        scratch.looked_at.resize(self.variants.len(), 0);
        scratch.called.resize(gate.groups.len(), 0);
        scratch.places.fill(lattice, &self.sets);
        let Scratch {
            places,
            called,
            looked_at,
            generation,
            active,
            ..
        } = scratch;
        for token in &lattice.tokens[lattice.first..lattice.end] {
            let (from, to) = gate.called_by(token.word);
            // of a word that stands there twice all was looked at
            if from == to || called[from] == *generation {
                continue;
            }
            called[from] = *generation;
            for group in &gate.groups[from..to] {
                if !group.kinds.iter().all(|wanted| wanted.has(kinds)) {
                    continue;
                }
                let (from, to) = group.members;
                for member in &gate.members[from as usize..to as usize] {
                    let met = |&set: &u32| set == NO_SET || places.any(set);
                    if !member.sets.iter().all(met) {
                        continue;
                    }
                    let looked_at = &mut looked_at[member.variant as usize];
                    if *looked_at == *generation {
                        continue;
                    }
                    *looked_at = *generation;
                    let needs = &self.variants[member.variant as usize].needs;
                    if in_order(needs, places) {
                        active.push((member.variant, latest(needs, places)));
                    }
                }
            }
        }
        active.sort_unstable();
    }
}

/// Whether a sentence holds all of it, one behind the other.
fn in_order(needs: &[Need], places: &Places) -> bool {
    // the place behind what was found
    let mut at = 0;
    needs.iter().all(|need| {
        let found = match *need {
            Need::Set(set) => places.next(set, at),
            Need::Mention(kinds) => places.next_mention(kinds, at),
            Need::Token => (at < places.length).then_some(at),
        };
        at = found.map_or(at, |found| found + 1);
        found.is_some()
    })
}

/// The last place of a sentence that holds all of it where the first of it can stand.
fn latest(needs: &[Need], places: &Places) -> u32 {
    let latest = needs.iter().rev().fold(places.length, |before, need| {
        let found = match *need {
            Need::Set(set) => places.last(set, before),
            // a subject that is left out takes no token
            Need::Mention(kinds) => places.last_mention(kinds, before),
            Need::Token => before.checked_sub(1),
        };
        // all of it is there, as was seen before
        found.unwrap_or(before)
    });
    latest as u32
}
