//! Runs the program over a sentence: threads that go from token to token, and over mentions.

use rustc_hash::FxHashMap;

use super::coordination::{fits, quote};
use super::{Automaton, Capture, Inst, Lattice, Match, Opening};
use crate::ontology::kinds::Kinds;
use crate::split::{Token, TokenKind};

impl Automaton {
    /// All matches in a sentence, in order of their end and then of the rules.
    pub fn run(&self, lattice: &Lattice) -> Vec<Match<'_>> {
        let mut active: Vec<u32> = Vec::new();
        for token in &lattice.tokens[lattice.first..lattice.end] {
            if let Some(variants) = self.triggers.get(&token.word) {
                active.extend(variants);
            }
        }
        if active.is_empty() {
            return Vec::new();
        }
        active.sort_unstable();
        active.dedup();
        Run::new(self, lattice).go(&active)
    }
}

const NOTHING: u32 = u32::MAX;

/// A link of a chain of captures, shared by threads.
struct Link {
    capture: Capture,
    before: u32,
}

#[derive(Clone, Copy)]
struct Thread {
    pc: u32,
    /// First token, for the choice between threads and for the match.
    started: u32,
    captures: u32,
    /// Tokens taken by gaps: the fewer, the better.
    loose: u16,
}

struct Run<'a, 'l> {
    automaton: &'a Automaton,
    lattice: &'l Lattice<'l>,
    lists: Vec<Vec<Thread>>,
    seen: FxHashMap<(u32, u32), u32>,
    /// Where the phrases of a list end that start at a token.
    phrases: FxHashMap<(u32, u32), Vec<u32>>,
    links: Vec<Link>,
    /// Mentions that stand inside of a list which this slot has taken.
    covered: rustc_hash::FxHashSet<(u32, u32)>,
    matches: Vec<Match<'a>>,
}

impl<'a, 'l> Run<'a, 'l> {
    fn new(automaton: &'a Automaton, lattice: &'l Lattice<'l>) -> Self {
        let length = lattice.end - lattice.first;
        Self {
            automaton,
            lattice,
            lists: vec![Vec::new(); length + 1],
            seen: FxHashMap::with_capacity_and_hasher(1024, Default::default()),
            phrases: FxHashMap::default(),
            links: Vec::new(),
            covered: rustc_hash::FxHashSet::default(),
            matches: Vec::new(),
        }
    }

    fn go(mut self, active: &[u32]) -> Vec<Match<'a>> {
        let length = self.lattice.end - self.lattice.first;
        for at in 0..=length {
            if at < length {
                for &variant in active {
                    let variant = &self.automaton.variants[variant as usize];
                    if !self.opens(&variant.opening, at) {
                        continue;
                    }
                    self.add(
                        at,
                        Thread {
                            pc: variant.entry,
                            started: at as u32,
                            captures: NOTHING,
                            loose: 0,
                        },
                    );
                }
            }
            let mut next = 0;
            while next < self.lists[at].len() {
                let thread = self.lists[at][next];
                next += 1;
                self.step(at, thread);
            }
            self.lists[at] = Vec::new();
        }
        let mut matches = self.matches;
        matches.sort_by_key(|m| (m.rule, m.end, std::cmp::Reverse(m.first)));
        matches
    }

    /// Adds a thread at a token, following what takes no token.
    fn add(&mut self, at: usize, thread: Thread) {
        match self.automaton.insts[thread.pc as usize] {
            Inst::Jump(to) => self.add(at, Thread { pc: to, ..thread }),
            Inst::Split(a, b) => {
                self.add(at, Thread { pc: a, ..thread });
                self.add(at, Thread { pc: b, ..thread });
            }
            Inst::Start => {
                if at == 0 {
                    self.add(
                        at,
                        Thread {
                            pc: thread.pc + 1,
                            ..thread
                        },
                    );
                }
            }
            Inst::End => {
                let rest = &self.lattice.tokens[self.lattice.first + at..self.lattice.end];
                if rest.iter().all(|t| {
                    t.kind == TokenKind::Mark
                        && !matches!(t.text(self.lattice.text), "(" | "«" | "“")
                }) {
                    self.add(
                        at,
                        Thread {
                            pc: thread.pc + 1,
                            ..thread
                        },
                    );
                }
            }
            Inst::Match(variant) => self.matched(at, variant, thread),
            _ => {
                let place = (at as u32, thread.pc);
                match self.seen.get(&place) {
                    Some(&index) => {
                        let kept = &mut self.lists[at][index as usize];
                        // a thread that was already stepped cannot be replaced any more; started later means nearer
                        if (thread.started, std::cmp::Reverse(thread.loose))
                            > (kept.started, std::cmp::Reverse(kept.loose))
                        {
                            *kept = thread;
                        }
                    }
                    None => {
                        self.seen.insert(place, self.lists[at].len() as u32);
                        self.lists[at].push(thread);
                    }
                }
            }
        }
    }

    fn step(&mut self, at: usize, thread: Thread) {
        let here = self.lattice.first + at;
        if here >= self.lattice.end {
            return;
        }
        let token = &self.lattice.tokens[here];
        let next = Thread {
            pc: thread.pc + 1,
            ..thread
        };
        match self.automaton.insts[thread.pc as usize] {
            Inst::Word(word) if token.word == word => {
                self.add(at + 1, next);
            }
            Inst::Set(set) if self.automaton.sets[set as usize].contains(token.word) => {
                self.add(at + 1, next);
            }
            Inst::List(list) => {
                for end in self.phrases(list, at) {
                    self.add(end as usize, next);
                }
            }
            Inst::Any => self.add(at + 1, next),
            Inst::Within if self.within(token) => {
                self.add(
                    at + 1,
                    Thread {
                        loose: next.loose + 1,
                        ..next
                    },
                );
            }
            Inst::Quote if self.quote(token) => {
                self.add(at + 1, next);
            }
            Inst::Slot {
                slot,
                kinds,
                coerce,
                list,
            } => self.slot(at, next, slot, kinds, coerce, list),
            _ => {}
        }
    }

    /// Where the phrases of a list end that start at this token of the sentence.
    fn phrases(&mut self, list: u32, at: usize) -> Vec<u32> {
        let compiled = &self.automaton.lists[list as usize];
        let length = self.lattice.end - self.lattice.first;
        if at >= length
            || compiled
                .starts
                .as_ref()
                .is_some_and(|s| !s.contains(self.lattice.tokens[self.lattice.first + at].word))
        {
            return Vec::new();
        }
        if let Some(known) = self.phrases.get(&(list, at as u32)) {
            return known.clone();
        }
        // against lists that hold each other: what is being looked for is not yet found
        self.phrases.insert((list, at as u32), Vec::new());
        let mut ends = Vec::new();
        let mut threads: Vec<(u32, u32)> = Vec::new();
        self.follow(compiled.entry, at as u32, &mut threads, &mut ends);
        let mut next = 0;
        while next < threads.len() {
            let (pc, place) = threads[next];
            next += 1;
            let here = self.lattice.first + place as usize;
            if here >= self.lattice.end {
                continue;
            }
            let token = &self.lattice.tokens[here];
            match self.automaton.insts[pc as usize] {
                Inst::Word(word) if token.word == word => {
                    self.follow(pc + 1, place + 1, &mut threads, &mut ends)
                }
                Inst::Set(set) if self.automaton.sets[set as usize].contains(token.word) => {
                    self.follow(pc + 1, place + 1, &mut threads, &mut ends);
                }
                Inst::Any => self.follow(pc + 1, place + 1, &mut threads, &mut ends),
                Inst::Within if self.within(token) => {
                    self.follow(pc + 1, place + 1, &mut threads, &mut ends)
                }
                Inst::Quote if self.quote(token) => {
                    self.follow(pc + 1, place + 1, &mut threads, &mut ends)
                }
                Inst::List(inner) => {
                    for end in self.phrases(inner, place as usize) {
                        self.follow(pc + 1, end, &mut threads, &mut ends);
                    }
                }
                _ => {}
            }
        }
        ends.sort_unstable();
        self.phrases.insert((list, at as u32), ends.clone());
        ends
    }

    /// Adds the states of a list that can be reached without a token.
    fn follow(&self, pc: u32, at: u32, threads: &mut Vec<(u32, u32)>, ends: &mut Vec<u32>) {
        match self.automaton.insts[pc as usize] {
            Inst::Jump(to) => self.follow(to, at, threads, ends),
            Inst::Split(a, b) => {
                self.follow(a, at, threads, ends);
                self.follow(b, at, threads, ends);
            }
            Inst::Match(_) => {
                if !ends.contains(&at) {
                    ends.push(at);
                }
            }
            Inst::Start if at != 0 => {}
            Inst::Start => self.follow(pc + 1, at, threads, ends),
            _ => {
                if !threads.contains(&(pc, at)) {
                    threads.push((pc, at));
                }
            }
        }
    }

    /// Whether a match that opens so can start at this token of the sentence.
    fn opens(&self, opening: &Opening, at: usize) -> bool {
        let token = &self.lattice.tokens[self.lattice.first + at];
        let word = token.word;
        let starts = |list: &u32| match &self.automaton.lists[*list as usize].starts {
            Some(words) => words.contains(word),
            None => true,
        };
        opening.any
            || opening.words.contains(&word)
            || opening
                .sets
                .iter()
                .any(|&set| self.automaton.sets[set as usize].contains(word))
            || opening.lists.iter().any(starts)
            || opening.quote && self.quote(token)
            || !opening.kinds.is_none()
                && self.lattice.starts[at]
                    .iter()
                    .any(|&m| self.lattice.mentions[m as usize].kinds.has(opening.kinds))
    }

    fn within(&self, token: &Token) -> bool {
        token.kind != TokenKind::Mark
            || matches!(
                token.text(self.lattice.text),
                "," | "'" | "’" | "«" | "»" | "“" | "”" | "\"" | "&" | "%" | "/" | "-"
            )
    }

    fn quote(&self, token: &Token) -> bool {
        quote(self.lattice, token)
    }

    fn slot(&mut self, at: usize, next: Thread, slot: u8, kinds: Kinds, coerce: bool, list: bool) {
        let here = self.lattice.first + at;
        if kinds.has(Kinds::RUN) {
            for end in run_ends(self.lattice, here) {
                let capture = Capture {
                    slot,
                    first: here,
                    end,
                    mentions: Vec::new(),
                };
                self.capture(next, capture);
            }
        }
        for &number in &self.lattice.starts[at] {
            let mention = &self.lattice.mentions[number as usize];
            if !fits(mention, kinds, coerce) || mention.end > self.lattice.end {
                continue;
            }
            if !list {
                self.capture(
                    next,
                    Capture {
                        slot,
                        first: here,
                        end: mention.end,
                        mentions: vec![number as usize],
                    },
                );
                continue;
            }
            if self.covered.contains(&(next.pc, number)) {
                continue;
            }
            let all = self
                .automaton
                .coordinated(self.lattice, number as usize, kinds, coerce);
            // a list does not start in its middle
            self.covered
                .extend(all[1..].iter().map(|&member| (next.pc, member as u32)));
            let end = self.lattice.mentions[all[all.len() - 1]].end;
            self.capture(
                next,
                Capture {
                    slot,
                    first: here,
                    end,
                    mentions: all,
                },
            );
        }
    }

    fn capture(&mut self, next: Thread, capture: Capture) {
        let end = capture.end - self.lattice.first;
        self.links.push(Link {
            capture,
            before: next.captures,
        });
        let captures = self.links.len() as u32 - 1;
        self.add(end, Thread { captures, ..next });
    }

    fn matched(&mut self, at: usize, variant: u32, thread: Thread) {
        let variant = &self.automaton.variants[variant as usize];
        let mut captures = Vec::new();
        let mut link = thread.captures;
        while link != NOTHING {
            captures.push(self.links[link as usize].capture.clone());
            link = self.links[link as usize].before;
        }
        captures.reverse();
        let first = self.lattice.first + thread.started as usize;
        self.matches.push(Match {
            rule: variant.rule as usize,
            slots: &variant.slots,
            captures,
            first,
            end: self.lattice.first + at,
        });
    }
}

/// Where a run of words that starts here with a capital may end: before the next stop mark.
fn run_ends(lattice: &Lattice, first: usize) -> Vec<usize> {
    let person = |at: usize| {
        lattice.starts[at - lattice.first]
            .iter()
            .any(|&m| lattice.mentions[m as usize].kinds.has(Kinds::PERSON))
    };
    let starts = &lattice.tokens[first];
    if !(starts.capital() || starts.kind == TokenKind::Number) {
        return Vec::new();
    }
    let mut ends = Vec::new();
    for at in first + 1..lattice.end.min(first + 30) {
        let token = &lattice.tokens[at];
        // "Schiavi del clic di Antonio Casilli"
        if token.kind == TokenKind::Word
            && !token.capital()
            && token.span.len() <= 4
            && at + 1 < lattice.end
            && person(at + 1)
        {
            ends.push(at);
        }
        if token.kind == TokenKind::Mark {
            match token.text(lattice.text) {
                "." | ";" | "(" | ")" | "[" | "«" | "“" | "–" | "—" | "|" | "»" | "”" => {
                    ends.push(at);
                    return ends;
                }
                "," => ends.push(at),
                "?" | "!" => ends.push(at + 1),
                _ => {}
            }
        }
    }
    ends.push(lattice.end);
    ends
}
