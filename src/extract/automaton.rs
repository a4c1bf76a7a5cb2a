//! All rules of one language as one automaton over tokens and mentions, run without backtracking.
//!
//! A Pike machine (Russ Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009): one list
//! of threads per token; a slot is a step that goes from the first token of a mention to the token behind
//! it. Of two threads in the same state at the same token the one that started later wins, so that a rule
//! takes the nearest filler. A rule is started only where a word that it cannot do without is there.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::model::Lang;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::problem::KnowledgeError;
use crate::ontology::rules::Rule;
use crate::ontology::say::Node;
use crate::ontology::words::{Vocabulary, WordId, WordSet};
use crate::split::{Token, TokenKind};
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

impl Automaton {
    /// Makes every word, form and prefix that rules and lists name part of the vocabulary, so that sets of
    /// words are complete when they are filled.
    pub fn announce(nodes: &[Node], pack: &Pack, words: &mut Vocabulary) {
        for node in nodes {
            match node {
                Node::Word(word) => {
                    words.intern(word);
                }
                Node::Prefix(prefix) => words.intern_prefix(prefix),
                // a lemma without forms is told of when its rule is compiled
                Node::Lemma(lemma) => {
                    pack.forms(lemma)
                        .unwrap_or_default()
                        .iter()
                        .for_each(|form| {
                            words.intern(&crate::fold::fold(form));
                        })
                }
                Node::Optional(inner) => Self::announce(inner, pack, words),
                Node::Choice(choices) => {
                    choices.iter().for_each(|c| Self::announce(c, pack, words))
                }
                _ => {}
            }
        }
    }

    /// Compiles the rules of a language. Errors name the rule's file and line.
    pub fn compile(
        rules: &[Rule],
        lang: Lang,
        pack: &Pack,
        words: &mut Vocabulary,
    ) -> Result<Automaton, KnowledgeError> {
        let mut compiler = Compiler {
            insts: Vec::new(),
            sets: Vec::new(),
            set_numbers: FxHashMap::default(),
            lists: Vec::new(),
            list_numbers: FxHashMap::default(),
            pending: Vec::new(),
            list_anchors: FxHashMap::default(),
            pack,
            words,
            slots: Vec::new(),
            articles: 0,
        };
        compiler.articles = compiler.intern_set(pack.set("articles").iter().collect());
        let mut variants: Vec<Variant> = Vec::new();
        let mut triggers: FxHashMap<WordId, Vec<u32>> = FxHashMap::default();
        for (number, rule) in rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| rule.lang == lang)
        {
            for nodes in &rule.says {
                let wrong = |message: String| {
                    KnowledgeError::new(
                        &rule.file,
                        rule.line,
                        format!("rule `{}`: {message}", rule.id),
                    )
                };
                compiler.slots.clear();
                let entry = compiler.insts.len() as u32;
                compiler.sequence(nodes).map_err(wrong)?;
                let variant = variants.len() as u32;
                compiler.insts.push(Inst::Match(variant));
                let anchor = compiler.anchor(nodes).map_err(wrong)?.ok_or_else(|| {
                    wrong("wants at least one word or mark that is always there".to_owned())
                })?;
                for &word in &anchor {
                    triggers.entry(word).or_default().push(variant);
                }
                variants.push(Variant {
                    rule: number as u32,
                    entry,
                    slots: std::mem::take(&mut compiler.slots),
                    opening: Opening::default(),
                });
            }
        }
        let wrong = |message: String| KnowledgeError::new(&format!("lang/{lang}.toml"), 0, message);
        compiler.phrase_lists().map_err(wrong)?;
        let (insts, sets, lists) = (compiler.insts, compiler.sets, compiler.lists);
        for variant in &mut variants {
            opening(&insts, variant.entry, &mut variant.opening);
        }
        Ok(Automaton {
            insts,
            lists,
            sets,
            variants,
            triggers,
            glue: pack.set("list-glue").clone(),
            conjunctions: pack.set("conjunctions").clone(),
        })
    }

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

struct Compiler<'c> {
    insts: Vec<Inst>,
    sets: Vec<WordSet>,
    set_numbers: FxHashMap<Vec<WordId>, u32>,
    lists: Vec<PhraseList>,
    list_numbers: FxHashMap<String, u32>,
    /// Lists that a rule or a list names and that are not compiled yet.
    pending: Vec<(String, u32)>,
    list_anchors: FxHashMap<String, Option<Vec<WordId>>>,
    pack: &'c Pack,
    words: &'c mut Vocabulary,
    slots: Vec<String>,
    /// The set of articles.
    articles: u32,
}

impl Compiler<'_> {
    fn sequence(&mut self, nodes: &[Node]) -> Result<(), String> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node) -> Result<(), String> {
        match node {
            Node::Word(word) => {
                let id = self.words.intern(word);
                self.insts.push(Inst::Word(id));
            }
            Node::Prefix(_) | Node::Lemma(_) => {
                let set = self.words_of(node)?;
                self.set(set);
            }
            Node::List(name) => {
                let entries = self.entries(name)?;
                // a list of single words is one step
                if entries.iter().all(|e| {
                    matches!(
                        e.as_slice(),
                        [Node::Word(_) | Node::Prefix(_) | Node::Lemma(_)]
                    )
                }) {
                    let mut set = Vec::new();
                    for entry in &entries {
                        set.extend(self.words_of(&entry[0])?);
                    }
                    self.set(set);
                } else {
                    let number = self.list(name);
                    self.insts.push(Inst::List(number));
                }
            }
            Node::Slot(slot) => {
                let number = match self.slots.iter().position(|s| *s == slot.name) {
                    Some(at) => at,
                    None => {
                        self.slots.push(slot.name.clone());
                        self.slots.len() - 1
                    }
                };
                // an article may stand before any name but a person's, quotation marks around any
                let person = Kinds::PERSON.or(Kinds::RESEARCHER).or(Kinds::NAME);
                if !slot.kinds.without(person).is_none() {
                    let at = self.insts.len() as u32;
                    self.insts.push(Inst::Split(at + 1, at + 2));
                    self.insts.push(Inst::Set(self.articles));
                }
                let at = self.insts.len() as u32;
                self.insts.push(Inst::Split(at + 1, at + 2));
                self.insts.push(Inst::Quote);
                self.insts.push(Inst::Slot {
                    slot: number as u8,
                    kinds: slot.kinds,
                    coerce: slot.coerce,
                    list: slot.list,
                });
                let at = self.insts.len() as u32;
                self.insts.push(Inst::Split(at + 1, at + 2));
                self.insts.push(Inst::Quote);
            }
            Node::Optional(inner) => {
                let split = self.insts.len();
                self.insts.push(Inst::Jump(0));
                self.sequence(inner)?;
                let end = self.insts.len() as u32;
                self.insts[split] = Inst::Split(split as u32 + 1, end);
            }
            Node::Choice(choices) => self.choice(choices)?,
            Node::Gap(length) => {
                let mut splits = Vec::new();
                for _ in 0..*length {
                    splits.push(self.insts.len());
                    self.insts.push(Inst::Jump(0));
                    self.insts.push(Inst::Within);
                }
                let end = self.insts.len() as u32;
                for split in splits {
                    self.insts[split] = Inst::Split(end, split as u32 + 1);
                }
            }
            Node::Any => self.insts.push(Inst::Any),
            Node::Start => self.insts.push(Inst::Start),
            Node::End => self.insts.push(Inst::End),
            Node::Quote => self.insts.push(Inst::Quote),
        }
        Ok(())
    }

    fn choice(&mut self, choices: &[Vec<Node>]) -> Result<(), String> {
        let mut jumps = Vec::new();
        for (side, nodes) in choices.iter().enumerate() {
            let split = self.insts.len();
            self.insts.push(Inst::Jump(split as u32 + 1));
            self.sequence(nodes)?;
            if side + 1 < choices.len() {
                jumps.push(self.insts.len());
                self.insts.push(Inst::Jump(0));
                let next = self.insts.len() as u32;
                self.insts[split] = Inst::Split(split as u32 + 1, next);
            }
        }
        let end = self.insts.len() as u32;
        for jump in jumps {
            self.insts[jump] = Inst::Jump(end);
        }
        Ok(())
    }

    /// The number of a list of phrases; it is compiled when all rules are.
    fn list(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.list_numbers.get(name) {
            return number;
        }
        let number = self.lists.len() as u32;
        self.lists.push(PhraseList {
            entry: 0,
            starts: None,
        });
        self.list_numbers.insert(name.to_owned(), number);
        self.pending.push((name.to_owned(), number));
        number
    }

    fn phrase_lists(&mut self) -> Result<(), String> {
        while let Some((name, number)) = self.pending.pop() {
            let entries = self.entries(&name)?;
            if entries
                .iter()
                .any(|e| !crate::ontology::rules::slots(e).is_empty())
            {
                return Err(format!("list `{name}`: an entry of a list has no slots"));
            }
            let entry = self.insts.len() as u32;
            self.choice(&entries)?;
            self.insts.push(Inst::Match(u32::MAX));
            let starts = self.first(&[Node::Choice(entries)], 0)?;
            self.lists[number as usize] = PhraseList { entry, starts };
        }
        Ok(())
    }

    /// The words that a sequence can start with; `None` where it may start with any or be empty.
    fn first(&mut self, nodes: &[Node], depth: usize) -> Result<Option<WordSet>, String> {
        if depth > 8 {
            return Err("lists hold each other".to_owned());
        }
        let mut all = WordSet::default();
        for node in nodes {
            match node {
                Node::Word(_) | Node::Prefix(_) | Node::Lemma(_) => {
                    self.words_of(node)?.into_iter().for_each(|w| all.insert(w));
                    return Ok(Some(all));
                }
                Node::Choice(_) | Node::List(_) => {
                    let entries = match node {
                        Node::List(name) => self.entries(name)?,
                        Node::Choice(choices) => choices.clone(),
                        _ => Vec::new(),
                    };
                    for entry in &entries {
                        match self.first(entry, depth + 1)? {
                            Some(set) => set.iter().for_each(|w| all.insert(w)),
                            None => return Ok(None),
                        }
                    }
                    return Ok(Some(all));
                }
                Node::Optional(inner) => match self.first(inner, depth + 1)? {
                    Some(set) => set.iter().for_each(|w| all.insert(w)),
                    None => return Ok(None),
                },
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    fn set(&mut self, set: Vec<WordId>) {
        let at = self.intern_set(set);
        self.insts.push(Inst::Set(at));
    }

    fn intern_set(&mut self, mut set: Vec<WordId>) -> u32 {
        set.sort_unstable();
        set.dedup();
        let fresh = self.sets.len() as u32;
        match self.set_numbers.entry(set) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                self.sets.push(place.key().iter().copied().collect());
                *place.insert(fresh)
            }
        }
    }

    fn entries(&self, name: &str) -> Result<Vec<Vec<Node>>, String> {
        self.pack.list(name).map(<[_]>::to_vec).ok_or_else(|| {
            let mut known: Vec<&str> = self.pack.list_names().collect();
            known.sort_unstable();
            format!(
                "`@{name}` is no list of the language pack; there are: {}",
                known.join(", ")
            )
        })
    }

    /// The words that one step of the pattern takes.
    fn words_of(&mut self, node: &Node) -> Result<Vec<WordId>, String> {
        Ok(match node {
            Node::Word(word) => vec![self.words.intern(word)],
            Node::Prefix(prefix) => {
                self.words.intern_prefix(prefix);
                self.words.with_prefix(prefix)
            }
            Node::Lemma(lemma) => {
                let forms = self.pack.forms(lemma).map_err(|e| e.to_string())?;
                forms
                    .iter()
                    .map(|form| self.words.intern(&crate::fold::fold(form)))
                    .collect()
            }
            _ => Vec::new(),
        })
    }

    /// Words of which a match of the sequence has at least one; the fewest that can be found.
    fn anchor(&mut self, nodes: &[Node]) -> Result<Option<Vec<WordId>>, String> {
        let mut best: Option<(usize, Vec<WordId>)> = None;
        for node in nodes {
            let found = match node {
                Node::Word(_) | Node::Prefix(_) | Node::Lemma(_) => Some(self.words_of(node)?),
                Node::List(name) => self.anchors_of_list(name)?,
                Node::Choice(choices) => self.anchors(choices)?,
                _ => None,
            };
            if let Some(set) = found {
                // frequent words and marks start a rule in every sentence: any other is better
                let common = |id: WordId| {
                    let word = self.words.word(id);
                    word.chars().count() < 3
                        || self.pack.set("prepositions").contains(id)
                        || self.pack.set("articles").contains(id)
                };
                let cost: usize = set.iter().map(|&id| if common(id) { 500 } else { 1 }).sum();
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, set));
                }
            }
        }
        Ok(best.map(|(_, set)| set))
    }

    /// The same for a list, worked out once.
    fn anchors_of_list(&mut self, name: &str) -> Result<Option<Vec<WordId>>, String> {
        if let Some(known) = self.list_anchors.get(name) {
            return Ok(known.clone());
        }
        // a list that holds itself has no anchor by itself
        self.list_anchors.insert(name.to_owned(), None);
        let entries = self.entries(name)?;
        let anchors = self.anchors(&entries)?;
        self.list_anchors.insert(name.to_owned(), anchors.clone());
        Ok(anchors)
    }

    fn anchors(&mut self, choices: &[Vec<Node>]) -> Result<Option<Vec<WordId>>, String> {
        let mut all = Vec::new();
        for choice in choices {
            match self.anchor(choice)? {
                Some(set) => all.extend(set),
                None => return Ok(None),
            }
        }
        all.sort_unstable();
        all.dedup();
        Ok(Some(all))
    }
}

/// Collects what the steps take that can be reached from `pc` without a token.
fn opening(insts: &[Inst], pc: u32, found: &mut Opening) {
    match &insts[pc as usize] {
        Inst::Word(word) => found.words.push(*word),
        Inst::Set(set) => found.sets.push(*set),
        Inst::List(list) => found.lists.push(*list),
        Inst::Quote => found.quote = true,
        Inst::Slot { kinds, coerce, .. } => {
            found.any |= kinds.has(Kinds::RUN);
            found.kinds = found.kinds.or(*kinds);
            if *coerce {
                found.kinds = found.kinds.or(Kinds::NAME);
            }
        }
        Inst::Split(a, b) => {
            opening(insts, *a, found);
            opening(insts, *b, found);
        }
        Inst::Jump(to) => opening(insts, *to, found),
        Inst::Start => opening(insts, pc + 1, found),
        Inst::Within | Inst::Any | Inst::End | Inst::Match(_) => found.any = true,
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
        token.kind == TokenKind::Mark
            && matches!(
                token.text(self.lattice.text),
                "«" | "»" | "“" | "”" | "\"" | "‘" | "’" | "'" | "„"
            )
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
            let all = self.coordinated(number as usize, kinds, coerce);
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

    /// A mention and those that are coordinated with it: "aux Philippines, au Pakistan et en Inde".
    fn coordinated(&self, first: usize, kinds: Kinds, coerce: bool) -> Vec<usize> {
        let mut all = vec![first];
        // "Ewoq, Microsoft" is no list: the one is a platform and nothing else, the other a firm
        let lead = &self.lattice.mentions[first];
        let firm = |m: &Mention| m.best.has(Kinds::COMPANY);
        let service = |m: &Mention| m.kinds.has(Kinds::PLATFORM) && !m.kinds.has(Kinds::COMPANY);
        let alike = |member: &Mention| {
            fits(member, kinds, coerce)
                && !(service(lead) && firm(member) || firm(lead) && service(member))
        };
        let mut at = self.lattice.mentions[first].end;
        'more: loop {
            let mut place = at;
            let mut parted = false;
            // "(Oxford)" may stand behind a member
            if self.mark(place, "(") {
                let close =
                    (place + 1..self.lattice.end.min(place + 14)).find(|&p| self.mark(p, ")"));
                match close {
                    Some(close) => place = close + 1,
                    None => break,
                }
            }
            let mut steps = 0;
            while place < self.lattice.end && steps < 6 {
                let token = &self.lattice.tokens[place];
                let links = self.mark(place, ",")
                    || self.mark(place, ";")
                    || self.mark(place, "/")
                    || self.mark(place, "&")
                    || self.automaton.conjunctions.contains(token.word);
                if parted
                    && let Some(&number) = self.lattice.starts[place - self.lattice.first]
                        .iter()
                        .find(|&&n| {
                            alike(&self.lattice.mentions[n as usize])
                                && self.lattice.mentions[n as usize].end <= self.lattice.end
                        })
                {
                    at = self.lattice.mentions[number as usize].end;
                    all.push(number as usize);
                    continue 'more;
                }
                let quote = self.quote(token);
                if links {
                    parted = true;
                } else if !(quote || parted && self.automaton.glue.contains(token.word)) {
                    break;
                }
                place += 1;
                steps += 1;
            }
            break;
        }
        all
    }

    fn mark(&self, at: usize, mark: &str) -> bool {
        at < self.lattice.end
            && self.lattice.tokens[at].kind == TokenKind::Mark
            && self.lattice.tokens[at].text(self.lattice.text) == mark
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

fn fits(mention: &Mention, kinds: Kinds, coerce: bool) -> bool {
    mention.kinds.has(kinds) || (coerce && mention.kinds.has(Kinds::NAME))
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
