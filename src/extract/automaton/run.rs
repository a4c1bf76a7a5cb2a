//! Runs the program over a sentence: threads that go from token to token, and over mentions.

use super::coordination::{coordinated, fits};
use super::scratch::{Link, QUOTE, Scratch, Thread, WITHIN, Walk};
use super::titles::{shortest_titles, title_ends};
use super::{Automaton, Capture, Inst, Lattice, Match, Need, Opening, mark};
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;
use crate::split::TokenKind;

impl Automaton {
    /// All matches in a sentence, in order of their rule, their end and then the later start.
    pub fn run<'a>(&'a self, lattice: &Lattice, scratch: &mut Scratch) -> Vec<Match<'a>> {
        scratch.begin();
        self.activate(lattice, scratch);
        if scratch.active.is_empty() {
            return Vec::new();
        }
        Run::new(self, lattice, scratch).go()
    }

    /// Finds the variants that may match.
    fn activate(&self, lattice: &Lattice, scratch: &mut Scratch) {
        let length = lattice.end - lattice.first;
        let mentions = lattice.starts[0] as usize..lattice.starts[length] as usize;
        let kinds = lattice.mentions[mentions]
            .iter()
            .fold(Kinds::NONE, |all, m| all.or(m.kinds));
        if self.wants_mentions && kinds.is_none() {
            return;
        }
        if scratch.looked_at.len() < self.variants.len() {
            scratch.looked_at.resize(self.variants.len(), 0);
        }
        let tokens = &lattice.tokens[lattice.first..lattice.end];
        let words = tokens.iter().fold(0, |all, t| all | mark(t.word));
        for token in tokens {
            if !self.trigger_words.contains(token.word) {
                continue;
            }
            for &variant in self.triggers.get(&token.word).into_iter().flatten() {
                let looked_at = &mut scratch.looked_at[variant as usize];
                if *looked_at == scratch.generation {
                    continue;
                }
                *looked_at = scratch.generation;
                let wants = &self.wants[variant as usize];
                if wants.may_be(kinds, words)
                    && self.in_order(&self.variants[variant as usize].needs, lattice)
                {
                    scratch.active.push(variant);
                }
            }
        }
        scratch.active.sort_unstable();
    }

    /// Whether the sentence holds all of it, one behind the other.
    fn in_order(&self, needs: &[Need], lattice: &Lattice) -> bool {
        let tokens = &lattice.tokens[lattice.first..lattice.end];
        let mut at = 0;
        needs.iter().all(|need| {
            let rest = &tokens[at.min(tokens.len())..];
            let found = match *need {
                Need::Word(word) => rest.iter().position(|t| t.word == word),
                Need::Set(set) => {
                    let set = &self.sets[set as usize];
                    rest.iter().position(|t| set.contains(t.word))
                }
                Need::List(list) => match &self.lists[list as usize].starts {
                    Some(words) => rest.iter().position(|t| words.contains(t.word)),
                    None => (!rest.is_empty()).then_some(0),
                },
                Need::Mention(kinds) => (at..tokens.len())
                    .flat_map(|place| lattice.starting(place))
                    .find(|&m| lattice.mentions[m].kinds.has(kinds))
                    .map(|m| lattice.mentions[m].first - lattice.first - at),
            };
            at += found.map_or(0, |skip| skip + 1);
            found.is_some()
        })
    }
}

const NOTHING: u32 = u32::MAX;

struct Run<'a, 'l, 's> {
    automaton: &'a Automaton,
    lattice: &'l Lattice<'l>,
    scratch: &'s mut Scratch,
    /// The number of tokens of the sentence.
    length: usize,
    /// From this token of the sentence on nothing but marks follows.
    tail: usize,
    matches: Vec<Match<'a>>,
}

impl<'a, 'l, 's> Run<'a, 'l, 's> {
    fn new(automaton: &'a Automaton, lattice: &'l Lattice<'l>, scratch: &'s mut Scratch) -> Self {
        let tokens = &lattice.tokens[lattice.first..lattice.end];
        scratch.make_room(tokens.len());
        scratch.flags.clear();
        let mut tail = 0;
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Mark {
                tail = at + 1;
                scratch.flags.push(WITHIN);
                continue;
            }
            let mark = token.text(lattice.text);
            if matches!(mark, "(" | "«" | "“") {
                tail = at + 1;
            }
            scratch.flags.push(match mark {
                "'" | "’" | "«" | "»" | "“" | "”" | "\"" => WITHIN | QUOTE,
                "‘" | "„" => QUOTE,
                "," | "&" | "%" | "/" | "-" => WITHIN,
                _ => 0,
            });
        }
        Self {
            automaton,
            lattice,
            length: tokens.len(),
            scratch,
            tail,
            matches: Vec::new(),
        }
    }

    fn go(mut self) -> Vec<Match<'a>> {
        let automaton = self.automaton;
        for at in 0..self.length {
            for number in 0..self.scratch.active.len() {
                let variant = &automaton.variants[self.scratch.active[number] as usize];
                if self.opens(&variant.opening, at) {
                    let thread = Thread {
                        pc: variant.entry,
                        started: at as u32,
                        captures: NOTHING,
                        loose: 0,
                    };
                    self.add(at, thread);
                }
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

    /// Adds a thread at a token, following what takes no token.
    fn add(&mut self, at: usize, thread: Thread) {
        let then = |pc: u32| Thread { pc, ..thread };
        match self.automaton.insts[thread.pc as usize] {
            Inst::Jump(to) => self.add(at, then(to)),
            Inst::Split(a, b) => {
                self.add(at, then(a));
                self.add(at, then(b));
            }
            Inst::Start => {
                if at == 0 {
                    self.add(at, then(thread.pc + 1));
                }
            }
            Inst::End => {
                if at >= self.tail {
                    self.add(at, then(thread.pc + 1));
                }
            }
            Inst::Match(variant) => self.matched(at, variant, thread),
            inst => {
                if !self.takes(inst, at) {
                    return;
                }
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
        }
    }

    /// Whether a step can be made at this token of the sentence; of a list and a slot, whether it may.
    fn takes(&self, inst: Inst, at: usize) -> bool {
        if at >= self.length {
            return false;
        }
        match inst {
            Inst::Word(wanted) => self.word(at) == wanted,
            Inst::Set(set) => self.automaton.sets[set as usize].contains(self.word(at)),
            Inst::List(list) => match &self.automaton.lists[list as usize].starts {
                Some(words) => words.contains(self.word(at)),
                None => true,
            },
            Inst::Within => self.scratch.flags[at] & WITHIN != 0,
            Inst::Quote => self.scratch.flags[at] & QUOTE != 0,
            Inst::Slot { kinds, .. } => {
                kinds.has(Kinds::RUN.or(Kinds::TITLE)) || !self.lattice.starting(at).is_empty()
            }
            _ => true,
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
        let compiled = &self.automaton.lists[list as usize];
        let word = self.word(at);
        let place = (list, at as u32);
        if let Some(&known) = self.scratch.phrases.get(&place) {
            return known;
        }
        // against lists that hold each other: what is being looked for is not yet found
        self.scratch.phrases.insert(place, (0, 0));
        let mut walk = self.scratch.spare.pop().unwrap_or_default();
        let begins = compiled.by_word.get(&word).into_iter().flatten();
        for &entry in begins.chain(&compiled.open) {
            self.follow(entry, at as u32, &mut walk);
        }
        let mut next = 0;
        while let Some(&(pc, place)) = walk.threads.get(next) {
            next += 1;
            let Inst::List(inner) = self.automaton.insts[pc as usize] else {
                self.follow(pc + 1, place + 1, &mut walk);
                continue;
            };
            let (from, to) = self.phrases(inner, place as usize);
            for number in from..to {
                let end = self.scratch.ends[number as usize];
                self.follow(pc + 1, end, &mut walk);
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

    /// Adds the states of a list that can be reached without a token.
    fn follow(&self, pc: u32, at: u32, walk: &mut Walk) {
        match self.automaton.insts[pc as usize] {
            Inst::Jump(to) => self.follow(to, at, walk),
            Inst::Split(a, b) => {
                self.follow(a, at, walk);
                self.follow(b, at, walk);
            }
            Inst::Match(_) => {
                if !walk.ends.contains(&at) {
                    walk.ends.push(at);
                }
            }
            Inst::Start if at != 0 => {}
            Inst::Start => self.follow(pc + 1, at, walk),
            // a list of phrases has no slots
            inst => {
                if self.takes(inst, at as usize) && !walk.threads.contains(&(pc, at)) {
                    walk.threads.push((pc, at));
                }
            }
        }
    }

    fn word(&self, at: usize) -> WordId {
        self.lattice.tokens[self.lattice.first + at].word
    }

    /// Whether a match that opens so can start at this token of the sentence.
    fn opens(&self, opening: &Opening, at: usize) -> bool {
        let word = self.word(at);
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
            || opening.quote && self.scratch.flags[at] & QUOTE != 0
            || !opening.kinds.is_none()
                && self.lattice.mentions[self.lattice.starting(at)]
                    .iter()
                    .any(|m| m.kinds.has(opening.kinds))
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

/// Where a run of words that starts here with a capital may end: before the next stop mark.
fn run_ends(lattice: &Lattice, first: usize) -> Vec<usize> {
    let person = |at: usize| {
        lattice.mentions[lattice.starting(at - lattice.first)]
            .iter()
            .any(|m| m.kinds.has(Kinds::PERSON) && m.names_something())
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
