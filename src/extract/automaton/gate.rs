//! Which rules can match in a sentence at all, told before any of them is run.

use rustc_hash::FxHashMap;

use super::scratch::Scratch;
use super::{Automaton, Lattice, Need};
use crate::ontology::kinds::Kinds;
use crate::ontology::words::{WordId, WordSet};

/// From the words of a sentence to the variants that are worth a closer look.
#[derive(Default)]
pub(super) struct Gate {
    /// Word → the groups of variants that cannot match without one such word, in `groups`.
    by_word: FxHashMap<WordId, (u32, u32)>,
    /// The words of `by_word`.
    words: WordSet,
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
    words: WantedWords,
}

/// Of each of the first four mentions that a variant wants the kinds of which it has one; any where fewer
/// are wanted.
pub(super) type WantedKinds = [Kinds; 4];
/// Of up to three words the [`mark`]s of those of which it is one; any where fewer are wanted.
pub(super) type WantedWords = [u128; 3];

pub(super) const ANY_KIND: Kinds = Kinds(u32::MAX);
pub(super) const ANY_WORD: u128 = u128::MAX;
/// Every sentence has it, so that [`ANY_KIND`] is met in one that mentions nothing.
const ALWAYS: Kinds = Kinds(1 << 31);

/// What a variant must find in a sentence, told from little.
pub(super) struct Wants {
    pub kinds: WantedKinds,
    pub words: WantedWords,
}

/// One bit of 128 for each word; many words have the same.
pub(super) fn mark(word: WordId) -> u128 {
    1 << (word.0.wrapping_mul(0x9E37_79B9) >> 25)
}

impl Gate {
    /// From the variants that each word calls for, and what each variant wants.
    pub fn new(called: FxHashMap<WordId, Vec<u32>>, wants: &[Wants]) -> Gate {
        let mut gate = Gate {
            words: called.keys().copied().collect(),
            wants_mentions: wants.iter().all(|w| w.kinds[0] != ANY_KIND),
            ..Gate::default()
        };
        let mut called: Vec<(WordId, Vec<u32>)> = called.into_iter().collect();
        called.sort_unstable();
        for (word, mut variants) in called {
            let from = gate.groups.len() as u32;
            variants.sort_by_key(|&variant| wants[variant as usize].kinds);
            for same in
                variants.chunk_by(|&a, &b| wants[a as usize].kinds == wants[b as usize].kinds)
            {
                let first = gate.members.len() as u32;
                gate.members.extend(same.iter().map(|&variant| Member {
                    variant,
                    words: wants[variant as usize].words,
                }));
                gate.groups.push(Group {
                    kinds: wants[same[0] as usize].kinds,
                    members: (first, gate.members.len() as u32),
                });
            }
            gate.by_word.insert(word, (from, gate.groups.len() as u32));
        }
        gate
    }
}

impl Automaton {
    /// Finds the variants that may match in a sentence.
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
        if scratch.looked_at.len() < self.variants.len() {
            scratch.looked_at.resize(self.variants.len(), 0);
        }
        let tokens = &lattice.tokens[lattice.first..lattice.end];
        let asked = tokens.iter().enumerate().map(|(at, t)| (t.word, at as u32));
        let asked = asked.filter(|(word, _)| self.words.contains(*word));
        scratch.asked.clear();
        scratch.asked.extend(asked);
        let Scratch {
            asked,
            looked_at,
            generation,
            active,
            ..
        } = scratch;
        let words = asked.iter().fold(0, |all, (word, _)| all | mark(*word));
        for (number, &(word, _)) in asked.iter().enumerate() {
            if !gate.words.contains(word) {
                continue;
            }
            // of a word that stands there twice all was looked at
            if asked[..number].iter().any(|&(before, _)| before == word) {
                continue;
            }
            let Some(&(from, to)) = gate.by_word.get(&word) else {
                continue;
            };
            for group in &gate.groups[from as usize..to as usize] {
                if !group.kinds.iter().all(|wanted| wanted.has(kinds)) {
                    continue;
                }
                let (from, to) = group.members;
                for member in &gate.members[from as usize..to as usize] {
                    if !member.words.iter().all(|wanted| wanted & words != 0) {
                        continue;
                    }
                    let looked_at = &mut looked_at[member.variant as usize];
                    if *looked_at == *generation {
                        continue;
                    }
                    *looked_at = *generation;
                    let needs = &self.variants[member.variant as usize].needs;
                    if self.in_order(needs, asked, lattice) {
                        let latest = self.latest(needs, asked, lattice);
                        active.push((member.variant, latest));
                    }
                }
            }
        }
        active.sort_unstable();
    }

    /// Whether the sentence holds all of it, one behind the other; `asked` are its words for which steps ask,
    /// with their places.
    fn in_order(&self, needs: &[Need], asked: &[(WordId, u32)], lattice: &Lattice) -> bool {
        let length = lattice.end - lattice.first;
        // the place behind what was found, and the words that stand there
        let (mut at, mut rest) = (0, asked);
        needs.iter().all(|need| {
            let found = match *need {
                Need::Word(word) => rest.iter().position(|(other, _)| *other == word),
                Need::Set(set) => {
                    let set = &self.sets[set as usize];
                    rest.iter().position(|(word, _)| set.contains(*word))
                }
                Need::List(list) => match &self.lists[list as usize].starts {
                    Some(words) => rest.iter().position(|(word, _)| words.contains(*word)),
                    None => {
                        at += 1;
                        rest = behind(rest, at);
                        return at <= length;
                    }
                },
                Need::Mention(kinds) => {
                    let from = lattice.starts[at.min(length)] as usize;
                    let mut mentions =
                        lattice.mentions[from..lattice.starts[length] as usize].iter();
                    let Some(mention) = mentions.find(|m| m.kinds.has(kinds)) else {
                        return false;
                    };
                    at = mention.first - lattice.first + 1;
                    rest = behind(rest, at);
                    return true;
                }
            };
            if let Some(number) = found {
                at = rest[number].1 as usize + 1;
                rest = &rest[number + 1..];
            }
            found.is_some()
        })
    }

    /// The last place of a sentence that holds all of it where the first of it can stand.
    fn latest(&self, needs: &[Need], asked: &[(WordId, u32)], lattice: &Lattice) -> u32 {
        let length = (lattice.end - lattice.first) as u32;
        let mut before = length;
        for need in needs.iter().rev() {
            let fits = |word: WordId| match *need {
                Need::Word(wanted) => word == wanted,
                Need::Set(set) => self.sets[set as usize].contains(word),
                Need::List(list) => match &self.lists[list as usize].starts {
                    Some(words) => words.contains(word),
                    None => false,
                },
                Need::Mention(_) => false,
            };
            let found = match *need {
                Need::Mention(kinds) => {
                    // a subject that is left out takes no token
                    let to = lattice.starts[length.min(before + 1) as usize];
                    let mentions = &lattice.mentions[lattice.starts[0] as usize..to as usize];
                    let limit = lattice.first + before as usize;
                    let last = mentions
                        .iter()
                        .rfind(|m| m.kinds.has(kinds) && (m.first < limit || m.is_empty()));
                    last.map(|m| (m.first - lattice.first) as u32)
                }
                Need::List(list) if self.lists[list as usize].starts.is_none() => {
                    before.checked_sub(1)
                }
                _ => {
                    let last = asked.iter().rfind(|&&(word, at)| at < before && fits(word));
                    last.map(|&(_, at)| at)
                }
            };
            // all of it is there, as was seen before
            before = found.unwrap_or(before);
        }
        before
    }
}

/// Those of the words that do not stand before a place.
fn behind(words: &[(WordId, u32)], place: usize) -> &[(WordId, u32)] {
    let before = words.iter().take_while(|(_, at)| (*at as usize) < place);
    &words[before.count()..]
}
