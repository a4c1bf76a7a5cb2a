//! Runs the program over a sentence: threads that go from token to token, and over mentions.

use super::coordination::{coordinated, fits};
use super::leaves::{Look, Test};
use super::places::numbers;
use super::scratch::{Link, Scratch, Thread, Walk};
use super::titles::{run_ends, shortest_titles, title_ends};
use super::{Automaton, Capture, Inst, Lattice, Match, PhraseList};
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;

impl Automaton {
    /// All matches in a sentence, in order of their rule, their end and then the later start.
    pub fn run<'a>(&'a self, lattice: &Lattice) -> Vec<Match<'a>> {
        let mut scratch = self.spare.take().unwrap_or_default();
        scratch.begin();
        self.activate(lattice, &mut scratch);
        let matches = match scratch.active.is_empty() {
            true => Vec::new(),
            false => {
                let mut run = Run::new(self, lattice, &mut scratch);
                run.note_starts();
                run.go()
            }
        };
        self.spare.give_back(scratch);
        matches
    }

    /// The same without a gate: every rule is tried at every token.
    #[cfg(test)]
    pub(super) fn run_all<'a>(&'a self, lattice: &Lattice) -> Vec<Match<'a>> {
        let mut scratch = Scratch::default();
        scratch.places.fill(lattice, &self.sets);
        let (tokens, variants) = (lattice.end - lattice.first, self.variants.len() as u32);
        scratch.active = (0..variants)
            .map(|variant| (variant, tokens as u32))
            .collect();
        let run = Run::new(self, lattice, &mut scratch);
        let all = |at: usize| (0..variants).map(move |variant| (at as u32, variant));
        run.scratch.starts = (0..tokens).flat_map(all).collect();
        run.go()
    }
}

const NOTHING: u32 = u32::MAX;

struct Run<'a, 'l, 's> {
    automaton: &'a Automaton,
    lattice: &'l Lattice<'l>,
    scratch: &'s mut Scratch,
    /// The number of tokens of the sentence.
    length: usize,
    matches: Vec<Match<'a>>,
}

impl<'a, 'l, 's> Run<'a, 'l, 's> {
    fn new(automaton: &'a Automaton, lattice: &'l Lattice<'l>, scratch: &'s mut Scratch) -> Self {
        let length = lattice.end - lattice.first;
        scratch.make_room(length);
        look(lattice, scratch);
        Self {
            automaton,
            lattice,
            length,
            scratch,
            matches: Vec::new(),
        }
    }

    /// Runs what has been noted to start.
    fn go(mut self) -> Vec<Match<'a>> {
        let mut started = 0;
        for at in 0..self.length {
            while let Some(&(place, number)) = self.scratch.starts.get(started)
                && place as usize == at
            {
                started += 1;
                let (variant, _) = self.scratch.active[number as usize];
                let thread = Thread {
                    pc: self.automaton.openings[variant as usize].entry,
                    started: place,
                    captures: NOTHING,
                    loose: 0,
                };
                self.add(at, thread);
            }
            let mut next = 0;
            while let Some(&thread) = self.scratch.lists[at].get(next) {
                next += 1;
                self.step(at, thread);
            }
            self.scratch.lists[at].clear();
        }
        self.scratch.lists[self.length].clear();
        let mut matches = self.matches;
        shortest_titles(&mut matches);
        matches.sort_by_key(|m| (m.rule, m.end, std::cmp::Reverse(m.first)));
        matches
    }

    /// Notes at which tokens of the sentence which variants can open, in the order of both.
    fn note_starts(&mut self) {
        let Scratch {
            active,
            places,
            starts,
            ..
        } = &mut *self.scratch;
        for (number, &(variant, latest)) in active.iter().enumerate() {
            let opening = &self.automaton.openings[variant as usize];
            for at in 0..places.width {
                let words = opening.sets.iter().map(|&set| places.of(set)[at]);
                let kinds = numbers(opening.kinds).map(|kind| places.of_kind(kind)[at]);
                let mut rest = words.chain(kinds).fold(0, |all, bits| all | bits);
                if opening.quote {
                    rest |= places.quotes[at];
                }
                if opening.any {
                    rest = u64::MAX;
                }
                while rest != 0 {
                    let place = (at * 64) as u32 + rest.trailing_zeros();
                    rest &= rest - 1;
                    if place <= latest && (place as usize) < places.length {
                        starts.push((place, number as u32));
                    }
                }
            }
        }
        starts.sort_unstable();
    }

    /// Adds a thread at a token, following what takes no token.
    fn add(&mut self, at: usize, thread: Thread) {
        let (from, to) = self.automaton.leaves(thread.pc, &mut self.scratch.leaves);
        for number in from..to {
            let leaf = self.scratch.leaves.get(number);
            if !self.scratch.holds(leaf.test, at) {
                continue;
            }
            let thread = Thread {
                pc: leaf.to,
                ..thread
            };
            match leaf.test {
                Test::Match => self.matched(at, leaf.to, thread),
                Test::Only(_) => self.add(at, thread),
                _ => self.push(at, thread),
            }
        }
    }

    /// Notes a thread at a token; of two in one state the better stays.
    fn push(&mut self, at: usize, thread: Thread) {
        // few threads stand at a token: looking through them beats a table of all steps
        let list = &mut self.scratch.lists[at];
        let Some(kept) = list.iter_mut().find(|known| known.pc == thread.pc) else {
            list.push(thread);
            return;
        };
        // a thread that was already stepped cannot be replaced any more; started later means nearer
        if (thread.started, std::cmp::Reverse(thread.loose))
            > (kept.started, std::cmp::Reverse(kept.loose))
        {
            *kept = thread;
        }
    }

    /// Makes the step of a thread that can be made.
    fn step(&mut self, at: usize, thread: Thread) {
        let next = Thread {
            pc: thread.pc + 1,
            ..thread
        };
        match self.automaton.insts[thread.pc as usize] {
            Inst::List(list) => {
                let (from, to) = self.phrases(list, at);
                for number in from..to {
                    let end = self.scratch.ends[number as usize];
                    self.add(end as usize, next);
                }
            }
            Inst::Within => {
                let loose = next.loose + 1;
                self.add(at + 1, Thread { loose, ..next });
            }
            Inst::Slot {
                slot,
                kinds,
                coerce,
                list,
            } => self.slot(at, next, slot, kinds, coerce, list),
            _ => self.add(at + 1, next),
        }
    }

    /// Where the phrases of a list end that start at this token of the sentence, in `ends`.
    fn phrases(&mut self, list: u32, at: usize) -> (u32, u32) {
        let place = (list, at as u32);
        if let Some(&known) = self.scratch.phrases.get(&place) {
            return known;
        }
        // against lists that hold each other: what is being looked for is not yet found
        self.scratch.phrases.insert(place, (0, 0));
        let mut walk = self.scratch.spare.pop().unwrap_or_default();
        let automaton = self.automaton;
        let PhraseList { by_word, open, .. } = &automaton.lists[list as usize];
        let word = self.lattice.tokens[self.lattice.first + at].word;
        let begins = by_word.get(&word).into_iter().flatten();
        for &entry in begins.chain(open) {
            self.go_on(entry, at as u32, &mut walk);
        }
        let mut next = 0;
        while let Some(&(pc, place)) = walk.threads.get(next) {
            next += 1;
            let Inst::List(inner) = self.automaton.insts[pc as usize] else {
                self.go_on(pc + 1, place + 1, &mut walk);
                continue;
            };
            let (from, to) = self.phrases(inner, place as usize);
            for number in from..to {
                let end = self.scratch.ends[number as usize];
                self.go_on(pc + 1, end, &mut walk);
            }
        }
        walk.ends.sort_unstable();
        let from = self.scratch.ends.len() as u32;
        self.scratch.ends.extend_from_slice(&walk.ends);
        let known = (from, self.scratch.ends.len() as u32);
        self.scratch.phrases.insert(place, known);
        walk.threads.clear();
        walk.ends.clear();
        self.scratch.spare.push(walk);
        known
    }

    /// Goes on in a list from a state at a token of the sentence; a list of phrases has no slots.
    fn go_on(&mut self, pc: u32, at: u32, walk: &mut Walk) {
        let (from, to) = self.automaton.leaves(pc, &mut self.scratch.leaves);
        for number in from..to {
            let leaf = self.scratch.leaves.get(number);
            if !self.scratch.holds(leaf.test, at as usize) {
                continue;
            }
            match leaf.test {
                Test::Match if walk.ends.contains(&at) => {}
                Test::Match => walk.ends.push(at),
                Test::Only(_) => self.go_on(leaf.to, at, walk),
                _ if walk.threads.contains(&(leaf.to, at)) => {}
                _ => walk.threads.push((leaf.to, at)),
            }
        }
    }

    fn slot(&mut self, at: usize, next: Thread, slot: u8, kinds: Kinds, coerce: bool, list: bool) {
        let here = self.lattice.first + at;
        if kinds.has(Kinds::RUN) {
            for end in run_ends(self.lattice, here) {
                self.capture(next, slot, here, end, (0, 0));
            }
        }
        if kinds.has(Kinds::TITLE) {
            for end in title_ends(self.lattice, here) {
                self.capture(next, slot, here, end, (0, 0));
            }
        }
        for number in self.lattice.starting(at) {
            let mention = &self.lattice.mentions[number];
            if !fits(mention, kinds, coerce) || mention.end > self.lattice.end {
                continue;
            }
            let from = self.scratch.members.len() as u32;
            if !list {
                self.scratch.members.push(number as u32);
                self.capture(next, slot, here, mention.end, (from, from + 1));
                continue;
            }
            if self.scratch.covered.contains(&(next.pc, number as u32)) {
                continue;
            }
            let all = coordinated(self.lattice, number, kinds, coerce);
            let end = self.lattice.mentions[all[all.len() - 1]].end;
            for (place, &member) in all.iter().enumerate() {
                self.scratch.members.push(member as u32);
                // a list does not start in its middle
                if place > 0 {
                    self.scratch.covered.insert((next.pc, member as u32));
                }
            }
            let to = self.scratch.members.len() as u32;
            self.capture(next, slot, here, end, (from, to));
        }
    }

    fn capture(&mut self, next: Thread, slot: u8, first: usize, end: usize, members: (u32, u32)) {
        self.scratch.links.push(Link {
            slot,
            first: first as u32,
            end: end as u32,
            members,
            before: next.captures,
        });
        let captures = self.scratch.links.len() as u32 - 1;
        self.add(end - self.lattice.first, Thread { captures, ..next });
    }

    fn matched(&mut self, at: usize, variant: u32, thread: Thread) {
        let variant = &self.automaton.variants[variant as usize];
        let mut captures = Vec::new();
        let mut link = thread.captures;
        while link != NOTHING {
            let taken = self.scratch.links[link as usize];
            let members = taken.members.0 as usize..taken.members.1 as usize;
            captures.push(Capture {
                slot: taken.slot,
                first: taken.first as usize,
                end: taken.end as usize,
                mentions: self.scratch.members[members]
                    .iter()
                    .map(|&m| m as usize)
                    .collect(),
            });
            link = taken.before;
        }
        captures.reverse();
        let first = self.lattice.first + thread.started as usize;
        self.matches.push(Match {
            rule: variant.rule as usize,
            slots: &variant.slots,
            titled: &variant.titled,
            captures,
            first,
            end: self.lattice.first + at,
        });
    }
}

/// Notes what the machine sees of each token of a sentence.
fn look(lattice: &Lattice, scratch: &mut Scratch) {
    let tokens = &lattice.tokens[lattice.first..lattice.end];
    let mut tail = 0;
    for (at, token) in tokens.iter().enumerate() {
        let starting = &lattice.mentions[lattice.starting(at)];
        let mut flags = match starting.is_empty() {
            true => 0,
            false => Look::MENTION,
        };
        if token.kind == TokenKind::Mark {
            let mark = token.text(lattice.text);
            if matches!(mark, "(" | "«" | "“") {
                tail = at + 1;
            }
            flags |= match mark {
                "'" | "’" | "«" | "»" | "“" | "”" | "\"" => Look::WITHIN | Look::QUOTE,
                "‘" | "„" => Look::QUOTE,
                "," | "&" | "%" | "/" | "-" => Look::WITHIN,
                _ => 0,
            };
        } else {
            tail = at + 1;
            flags |= Look::WITHIN;
        }
        if at == 0 {
            flags |= Look::FIRST;
        }
        if flags & Look::QUOTE != 0 {
            scratch.places.quotes[at / 64] |= 1 << (at % 64);
        }
        scratch.looks.push(Look::new(flags));
    }
    for look in &mut scratch.looks[tail..] {
        look.set(Look::TAIL);
    }
    scratch.looks.push(Look::BEHIND);
}
