//! Rules → steps: what [`say`](crate::ontology::say) has read becomes a program for the machine.

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::gate::Gate;
use super::places::SetsOfWords;
use super::{Automaton, Inst, Opening, PhraseList, Variant};
use crate::model::Lang;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::problem::KnowledgeError;
use crate::ontology::rules::{Rule, slots};
use crate::ontology::say::Node;
use crate::ontology::spare::Spare;
use crate::ontology::words::{Vocabulary, WordId};

impl Automaton {
    /// Makes every word, form and prefix that rules and lists name part of the vocabulary, so that sets of
    /// words are complete when they are filled.
    ///
    /// Lemmas that are in `announced` are known, and all others are put there: rules name the same again and
    /// again.
    pub fn announce(
        nodes: &[Node],
        pack: &Pack,
        announced: &mut FxHashSet<String>,
        words: &mut Vocabulary,
    ) {
        for node in nodes {
            match node {
                Node::Word(word) => {
                    words.intern(word);
                }
                Node::Prefix(prefix) => words.intern_prefix(prefix),
                Node::Lemma(lemma) if announced.contains(lemma) => {}
                // a lemma without forms is told of when its rule is compiled
                Node::Lemma(lemma) => {
                    announced.insert(lemma.clone());
                    for form in pack.forms(lemma).unwrap_or_default() {
                        words.intern(&crate::fold::fold(&form));
                    }
                }
                Node::Optional(inner) => Self::announce(inner, pack, announced, words),
                Node::Choice(choices) => choices
                    .iter()
                    .for_each(|c| Self::announce(c, pack, announced, words)),
                _ => {}
            }
        }
    }

    /// Compiles the rules of a language. Errors name the rule's file and line.
    pub fn compile(
        rules: &[Rule],
        lang: Lang,
        pack: &Pack,
        words: &Vocabulary,
    ) -> Result<Automaton, KnowledgeError> {
        let mut compiler = Compiler::new(pack, words);
        compiler.articles = compiler.intern_set(pack.set("articles").iter().collect());
        let own = || {
            rules
                .iter()
                .enumerate()
                .filter(|(_, rule)| rule.lang == lang)
        };
        let says =
            || own().flat_map(|(number, rule)| rule.says.iter().map(move |s| (number, rule, s)));
        let wrong = |rule: &Rule, message: String| {
            let message = format!("rule `{}`: {message}", rule.id);
            KnowledgeError::new(&rule.file, rule.line, message)
        };
        let mut variants: Vec<Variant> = Vec::new();
        let mut entries = Vec::new();
        let mut triggers: FxHashMap<WordId, Vec<u32>> = FxHashMap::default();
        for (number, rule, nodes) in says() {
            let wrong = |message: String| wrong(rule, message);
            compiler.slots.clear();
            entries.push(compiler.insts.len() as u32);
            compiler.sequence(nodes).map_err(wrong)?;
            let variant = variants.len() as u32;
            compiler.insts.push(Inst::Match(variant));
            let anchor = compiler.anchor(nodes).map_err(wrong)?.ok_or_else(|| {
                wrong("wants at least one word or mark that is always there".to_owned())
            })?;
            for &word in &anchor {
                triggers.entry(word).or_default().push(variant);
            }
            let titled = slots(nodes)
                .iter()
                .filter(|slot| slot.kinds.has(Kinds::TITLE))
                .filter_map(|slot| compiler.slots.iter().position(|s| *s == slot.name))
                .map(|at| at as u8)
                .collect();
            variants.push(Variant {
                rule: number as u32,
                slots: std::mem::take(&mut compiler.slots),
                titled,
                needs: Vec::new(),
            });
        }
        compiler
            .phrase_lists()
            .map_err(|message| KnowledgeError::new(&format!("lang/{lang}.toml"), 0, message))?;
        for (variant, (_, rule, nodes)) in variants.iter_mut().zip(says()) {
            variant.needs = compiler.needs(nodes).map_err(|m| wrong(rule, m))?;
        }
        let wants: Vec<_> = variants.iter().map(|v| compiler.wants(&v.needs)).collect();
        let (insts, lists) = (compiler.insts, compiler.lists);
        let opening = |entry: u32| {
            let mut opening = Opening {
                entry,
                ..Opening::default()
            };
            opening.add(&insts, &lists, entry);
            opening
        };
        Ok(Automaton {
            sets: SetsOfWords::new(compiler.sets.iter().map(Vec::as_slice)),
            openings: entries.into_iter().map(opening).collect(),
            insts,
            lists,
            variants,
            gate: Gate::new(triggers, &wants),
            spare: Spare::default(),
        })
    }
}

impl Automaton {
    /// Whether a sequence asks for a word or mark that is always there, without which it cannot be compiled.
    pub fn anchored(nodes: &[Node], pack: &Pack, words: &Vocabulary) -> bool {
        let anchor = Compiler::new(pack, words).anchor(nodes);
        anchor.is_ok_and(|anchor| anchor.is_some())
    }
}

pub(super) struct Compiler<'c> {
    insts: Vec<Inst>,
    /// Each sorted, without repetitions.
    pub(super) sets: IndexSet<Vec<WordId>, FxBuildHasher>,
    pub(super) lists: Vec<PhraseList>,
    pub(super) list_numbers: FxHashMap<String, u32>,
    /// Lists that a rule or a list names and that are not compiled yet.
    pending: Vec<(String, u32)>,
    pub(super) list_anchors: FxHashMap<String, Option<Vec<WordId>>>,
    /// Lemma → its forms.
    lemmas: FxHashMap<String, Vec<WordId>>,
    /// Prefix → the words with it.
    prefixes: FxHashMap<String, Vec<WordId>>,
    pub(super) pack: &'c Pack,
    pub(super) words: &'c Vocabulary,
    slots: Vec<String>,
    /// The set of articles.
    articles: u32,
}

impl<'c> Compiler<'c> {
    fn new(pack: &'c Pack, words: &'c Vocabulary) -> Self {
        Compiler {
            insts: Vec::new(),
            sets: IndexSet::default(),
            lists: Vec::new(),
            list_numbers: FxHashMap::default(),
            pending: Vec::new(),
            list_anchors: FxHashMap::default(),
            lemmas: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            pack,
            words,
            slots: Vec::new(),
            articles: 0,
        }
    }

    fn sequence(&mut self, nodes: &[Node]) -> Result<(), String> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &Node) -> Result<(), String> {
        match node {
            Node::Word(_) | Node::Prefix(_) | Node::Lemma(_) => {
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
                    for entry in entries {
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
        // single words are one step
        let single = |c: &Vec<Node>| {
            matches!(
                c.as_slice(),
                [Node::Word(_) | Node::Prefix(_) | Node::Lemma(_)]
            )
        };
        if choices.iter().all(single) {
            let mut set = Vec::new();
            for choice in choices {
                set.extend(self.words_of(&choice[0])?);
            }
            self.set(set);
            return Ok(());
        }
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
        self.lists.push(PhraseList::default());
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
            let mut list = PhraseList::default();
            let mut starts = Some(Vec::new());
            for entry in entries {
                let at = self.insts.len() as u32;
                self.sequence(entry)?;
                self.insts.push(Inst::Match(u32::MAX));
                let mut words = Vec::new();
                if self.first(entry, 0, &mut words)? {
                    words.sort_unstable();
                    words.dedup();
                    for &word in &words {
                        list.by_word.entry(word).or_default().push(at);
                    }
                    starts
                        .iter_mut()
                        .for_each(|all| all.extend_from_slice(&words));
                } else {
                    list.open.push(at);
                    starts = None;
                }
            }
            list.starts = starts.map(|words| self.intern_set(words));
            self.lists[number as usize] = list;
        }
        Ok(())
    }

    /// Adds the words that a sequence can start with; `false` where it may start with any or be empty.
    fn first(
        &mut self,
        nodes: &[Node],
        depth: usize,
        all: &mut Vec<WordId>,
    ) -> Result<bool, String> {
        if depth > 8 {
            return Err("lists hold each other".to_owned());
        }
        for node in nodes {
            match node {
                Node::Word(_) | Node::Prefix(_) | Node::Lemma(_) => {
                    all.extend(self.words_of(node)?);
                    return Ok(true);
                }
                Node::Choice(_) | Node::List(_) => {
                    let entries = match node {
                        Node::List(name) => self.entries(name)?,
                        Node::Choice(choices) => choices,
                        _ => &[],
                    };
                    for entry in entries {
                        if !self.first(entry, depth + 1, all)? {
                            return Ok(false);
                        }
                    }
                    return Ok(true);
                }
                Node::Optional(inner) => {
                    if !self.first(inner, depth + 1, all)? {
                        return Ok(false);
                    }
                }
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    fn set(&mut self, set: Vec<WordId>) {
        let at = self.intern_set(set);
        self.insts.push(Inst::Set(at));
    }

    pub(super) fn intern_set(&mut self, mut set: Vec<WordId>) -> u32 {
        set.sort_unstable();
        set.dedup();
        self.sets.insert_full(set).0 as u32
    }

    pub(super) fn entries(&self, name: &str) -> Result<&'c [Vec<Node>], String> {
        self.pack.list(name).ok_or_else(|| {
            let mut known: Vec<&str> = self.pack.list_names().collect();
            known.sort_unstable();
            format!(
                "`@{name}` is no list of the language pack; there are: {}",
                known.join(", ")
            )
        })
    }

    /// The number of a word, which [`Automaton::announce`] made known.
    pub(super) fn word(&self, folded: &str) -> Result<WordId, String> {
        let unknown = || format!("`{folded}` was not announced");
        self.words.get(folded).ok_or_else(unknown)
    }

    /// The words that one step of the pattern takes.
    pub(super) fn words_of(&mut self, node: &Node) -> Result<Vec<WordId>, String> {
        Ok(match node {
            Node::Word(word) => vec![self.word(word)?],
            Node::Prefix(prefix) => match self.prefixes.get(prefix) {
                Some(known) => known.clone(),
                None => {
                    let words = self.words.with_prefix(prefix);
                    self.prefixes.insert(prefix.clone(), words.clone());
                    words
                }
            },
            Node::Lemma(lemma) => {
                if let Some(known) = self.lemmas.get(lemma) {
                    return Ok(known.clone());
                }
                let forms = self.pack.forms(lemma).map_err(|e| e.to_string())?;
                let words: Vec<WordId> = forms
                    .iter()
                    .map(|form| self.word(&crate::fold::fold(form)))
                    .collect::<Result<_, _>>()?;
                self.lemmas.insert(lemma.clone(), words.clone());
                words
            }
            _ => Vec::new(),
        })
    }
}
