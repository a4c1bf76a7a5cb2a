//! Runs the program over a sentence: threads that go from token to token, and over mentions.

use super::coordination::{coordinated, fits};
use super::leaves::{Look, MATCH};
use super::scratch::{Link, Scratch, Thread, Walk};
use super::titles::{run_ends, shortest_titles, title_ends};
use super::{Automaton, Capture, Inst, Lattice, Match, gate};
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordSet;
use crate::split::TokenKind;

impl Automaton {
    /// All matches in a sentence, in order of their rule, their end and then the later start.
    pub fn run<'a>(&'a self, lattice: &Lattice) -> Vec<Match<'a>> {
        let mut scratch = self.spare.take().unwrap_or_default();
        scratch.begin();
        self.activate(lattice, &mut scratch);
        let matches = match scratch.active.is_empty() {
            true => Vec::new(),
            false => Run::new(self, lattice, &mut scratch).go(),
        };
        self.spare.give_back(scratch);
        matches
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
        look(lattice, &automaton.words, scratch);
        Self {
            automaton,
            lattice,
            length,
            scratch,
            matches: Vec::new(),
        }
    }

    fn go(mut self) -> Vec<Match<'a>> {
        for at in 0..self.length {
            self.start(at);
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

    /// Starts what can open with a token of the sentence.
    fn start(&mut self, at: usize) {
        let automaton = self.automaton;
        let (mark, kinds) = self.scratch.opens[at];
        let quote = self.scratch.looks[at].has(Look::QUOTE);
        for number in 0..self.scratch.active.len() {
            let (variant, latest) = self.scratch.active[number];
            let opening = &automaton.openings[variant as usize];
            if at as u32 > latest {
                continue;
            }
            let opens = opening.words & mark != 0
                || opening.kinds.has(kinds)
                || opening.any
                || quote && opening.quote;
            if !opens {
                continue;
            }
            let thread = Thread {
                pc: opening.entry,
                started: at as u32,
                captures: NOTHING,
                loose: 0,
            };
            self.add(at, thread);
        }
    }

    /// Adds a thread at a token, following what takes no token.
    fn add(&mut self, at: usize, thread: Thread) {
        let look = self.scratch.looks[at];
        let leaves = &mut self.scratch.leaves;
        let (from, to) = self.automaton.leaves(thread.pc, look, leaves);
        for number in from..to {
            let leaf = self.scratch.leaves.get(number);
            if leaf & MATCH != 0 {
                self.matched(at, leaf & !MATCH, thread);
                continue;
            }
            let thread = Thread { pc: leaf, ..thread };
            // few threads stand at a token: looking through them beats a table of all steps
            let list = &mut self.scratch.lists[at];
            let Some(kept) = list.iter_mut().find(|known| known.pc == leaf) else {
                list.push(thread);
                continue;
            };
            // a thread that was already stepped cannot be replaced any more; started later means nearer
            if (thread.started, std::cmp::Reverse(thread.loose))
                > (kept.started, std::cmp::Reverse(kept.loose))
            {
                *kept = thread;
            }
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
        let (look, leaves) = (self.scratch.looks[at], &mut self.scratch.leaves);
        let begins = self.automaton.leaves_of_list(list, look, leaves);
        self.follow(begins, at as u32, &mut walk);
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

    /// Goes on in a list from a state at a token of the sentence.
    fn go_on(&mut self, pc: u32, at: u32, walk: &mut Walk) {
        let look = self.scratch.looks[at as usize];
        let leaves = self.automaton.leaves(pc, look, &mut self.scratch.leaves);
        self.follow(leaves, at, walk);
    }

    /// Notes where these leaves stand; a list of phrases has no slots.
    fn follow(&self, (from, to): (u32, u32), at: u32, walk: &mut Walk) {
        for number in from..to {
            let leaf = self.scratch.leaves.get(number);
            if leaf & MATCH != 0 {
                if !walk.ends.contains(&at) {
                    walk.ends.push(at);
                }
            } else if !walk.threads.contains(&(leaf, at)) {
                walk.threads.push((leaf, at));
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
fn look(lattice: &Lattice, wanted: &WordSet, scratch: &mut Scratch) {
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
        scratch.looks.push(Look::new(token.word, flags));
        let kinds = starting.iter().fold(Kinds::NONE, |all, m| all.or(m.kinds));
        let mark = match wanted.contains(token.word) {
            true => gate::mark(token.word),
            false => 0,
        };
        scratch.opens.push((mark, kinds));
    }
    for look in &mut scratch.looks[tail..] {
        look.set(Look::TAIL);
    }
    scratch.looks.push(Look::BEHIND);
}
