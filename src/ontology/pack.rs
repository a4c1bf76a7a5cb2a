//! A language pack: word lists, inflection, numbers and the cues of one language, from `ontology/lang/`.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::currencies::Currency;
use super::problem::KnowledgeError;
use super::say::{self, Node};
use super::words::{Vocabulary, WordId, WordSet, words_of};
use crate::fold::fold;
use crate::model::Lang;
use crate::values::number::Pieces;

mod lists;

use lists::number;
pub use lists::{ENGINE_LISTS, List, Lists};

/// The lemmas that nodes name as `~verb`.
fn lemmas_of(nodes: &[Node], into: &mut BTreeSet<String>) {
    for node in nodes {
        match node {
            Node::Lemma(lemma) => {
                into.insert(fold(lemma));
            }
            Node::Optional(inner) => lemmas_of(inner, into),
            Node::Choice(choices) => choices.iter().for_each(|inner| lemmas_of(inner, into)),
            _ => {}
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lang: String,
    /// Ending of a lemma → endings of its forms, parted by spaces; `-` is the bare stem.
    #[serde(default)]
    paradigms: BTreeMap<String, String>,
    /// Lemma → forms that follow no paradigm, parted by spaces.
    #[serde(default)]
    irregular: BTreeMap<String, String>,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    /// Word → its value: `deux = 2`, `million = 1000000`.
    #[serde(default)]
    numbers: BTreeMap<String, f64>,
    #[serde(default)]
    scales: BTreeMap<String, f64>,
    /// Piece of a number that is written in one word → its value; nought for the "und" in "achtundzwanzig".
    #[serde(default)]
    number_pieces: BTreeMap<String, f64>,
    /// Word → its part of one: `half = 0.5`.
    #[serde(default)]
    fractions: BTreeMap<String, f64>,
    /// English unit of pay → the words for it.
    #[serde(default)]
    units: BTreeMap<String, Vec<String>>,
    /// ISO currency → the words for it.
    #[serde(default)]
    currencies: BTreeMap<String, Vec<String>>,
    /// Whether `.` parts thousands and `,` decimals, as on the European continent.
    #[serde(default)]
    decimal_comma: bool,
    /// Endings of verb forms that report or suppose: `rait`, `rebbe`.
    #[serde(default)]
    hedge_endings: Vec<String>,
    /// Whether a sentence may leave its subject out: "Impiega mille persone".
    #[serde(default)]
    null_subject: bool,
    /// Whether every noun is written with a capital: "der Fahrer".
    #[serde(default)]
    capital_nouns: bool,
    /// Endings of verb forms that make no clause: of gerunds.
    #[serde(default)]
    infinite_endings: Vec<String>,
    /// Endings of infinitives, or of what stands for them: "denies using".
    #[serde(default)]
    infinitive_endings: Vec<String>,
    /// Endings of participles, which stand beside a name without being its verb: "Sama, founded in 2008".
    #[serde(default)]
    participle_endings: Vec<String>,
    /// Endings of verb forms whose subject is several, and of those of them whose subject is one.
    #[serde(default)]
    plural_endings: Vec<String>,
    #[serde(default)]
    singular_endings: Vec<String>,
    /// Endings of verb forms that say "I" without the word: `lavoro`, `trabajaba`.
    #[serde(default)]
    first_person_endings: Vec<String>,
}

/// One language.
pub struct Pack {
    pub lang: Lang,
    file: String,
    /// Folded endings of lemmas with the endings of their forms.
    paradigms: Vec<(String, Vec<String>)>,
    irregular: FxHashMap<String, Vec<String>>,
    lists: FxHashMap<String, Vec<Vec<Node>>>,
    /// Lists of which every entry is one word or an inflected word, for the engine.
    sets: Lists,
    /// Entries of the engine's lists that are several words: list → phrases.
    phrases: Vec<Vec<Vec<WordId>>>,
    /// The words with which they begin.
    phrase_starts: Lists,
    pub numbers: FxHashMap<WordId, f64>,
    pub scales: FxHashMap<WordId, f64>,
    pub pieces: Pieces,
    pub fractions: FxHashMap<WordId, f64>,
    pub units: FxHashMap<WordId, String>,
    /// All words of these and of the list `number-ones`.
    counting: WordSet,
    /// By the first word the further words of the name, the longest first: "francs CFA" before "francs".
    pub currencies: FxHashMap<WordId, Vec<(Vec<WordId>, Currency)>>,
    pub decimal_comma: bool,
    pub hedge_endings: Vec<String>,
    pub null_subject: bool,
    pub capital_nouns: bool,
    pub infinite_endings: Vec<String>,
    pub infinitive_endings: Vec<String>,
    pub participle_endings: Vec<String>,
    pub first_person_endings: Vec<String>,
    pub plural_endings: Vec<String>,
    pub singular_endings: Vec<String>,
    /// All forms of the verbs that rules and lists name as `~verb`, but for the infinitives themselves.
    verbs: WordSet,
}

impl Pack {
    /// Reads a pack. Errors name the line.
    pub fn load(file: &str, text: &str, words: &mut Vocabulary) -> Result<Pack, KnowledgeError> {
        let raw: File = toml::from_str(text).map_err(|e| KnowledgeError::toml(file, text, &e))?;
        let lang = Lang::from_tag(&raw.lang).ok_or_else(|| {
            KnowledgeError::new(
                file,
                0,
                format!("`{}` is no two-letter language code", raw.lang),
            )
        })?;
        let split = |forms: &str| {
            forms
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let mut paradigms: Vec<(String, Vec<String>)> = raw
            .paradigms
            .iter()
            .map(|(ending, forms)| (ending.clone(), split(forms)))
            .collect();
        // the longest ending decides: "ger" before "er"
        paradigms.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        paradigms
            .iter_mut()
            .for_each(|(ending, _)| *ending = fold(ending));
        let mut pack = Pack {
            lang,
            file: file.to_owned(),
            paradigms,
            irregular: raw
                .irregular
                .iter()
                .map(|(lemma, forms)| (fold(lemma), split(forms)))
                .collect(),
            lists: FxHashMap::default(),
            sets: Lists::default(),
            phrases: vec![Vec::new(); ENGINE_LISTS.len()],
            phrase_starts: Lists::default(),
            numbers: FxHashMap::default(),
            scales: FxHashMap::default(),
            pieces: Pieces::default(),
            fractions: FxHashMap::default(),
            units: FxHashMap::default(),
            counting: WordSet::default(),
            currencies: FxHashMap::default(),
            decimal_comma: raw.decimal_comma,
            hedge_endings: raw.hedge_endings.clone(),
            null_subject: raw.null_subject,
            capital_nouns: raw.capital_nouns,
            infinite_endings: raw.infinite_endings.clone(),
            infinitive_endings: raw.infinitive_endings.clone(),
            participle_endings: raw.participle_endings.clone(),
            first_person_endings: raw.first_person_endings.clone(),
            plural_endings: raw.plural_endings.clone(),
            singular_endings: raw.singular_endings.clone(),
            verbs: WordSet::default(),
        };
        for (name, entries) in &raw.lists {
            let mut parsed = Vec::with_capacity(entries.len());
            for entry in entries {
                let line = || {
                    text.find(&format!("\"{entry}\""))
                        .map_or(0, |at| super::problem::line_of(text, at))
                };
                let nodes = say::parse(entry).map_err(|e| {
                    KnowledgeError::new(file, line(), format!("in list `{name}`, `{entry}`: {e}"))
                })?;
                parsed.push(nodes);
            }
            pack.lists.insert(name.clone(), parsed);
        }
        let mut values = |of: &BTreeMap<String, f64>| -> FxHashMap<WordId, f64> {
            of.iter()
                .map(|(word, value)| (words.intern(&fold(word)), *value))
                .collect()
        };
        pack.numbers = values(&raw.numbers);
        pack.scales = values(&raw.scales);
        pack.fractions = values(&raw.fractions);
        let pieces = raw.number_pieces.iter();
        pack.pieces = Pieces::new(pieces.map(|(word, value)| (fold(word), *value)).collect());
        pack.add_units(&raw, words)?;
        pack.add_currencies(&raw, words);
        for word in raw.lists.get("abbreviations").into_iter().flatten() {
            words.add_abbreviation(lang, &fold(word.trim_end_matches('.')));
        }
        Ok(pack)
    }

    fn add_units(&mut self, raw: &File, words: &mut Vocabulary) -> Result<(), KnowledgeError> {
        for (name, forms) in &raw.units {
            for form in forms {
                let [word] = &words_of(form)[..] else {
                    return Err(KnowledgeError::new(
                        &self.file,
                        0,
                        format!("`{form}` for `{name}` is not one word"),
                    ));
                };
                self.units.insert(words.intern(word), name.clone());
            }
        }
        Ok(())
    }

    fn add_currencies(&mut self, raw: &File, words: &mut Vocabulary) {
        for (code, forms) in &raw.currencies {
            for form in forms {
                let parts = words_of(form);
                let mut ids = parts.iter().map(|part| words.intern(part));
                if let Some(first) = ids.next() {
                    let rest: Vec<WordId> = ids.collect();
                    let named = self.currencies.entry(first).or_default();
                    named.push((rest, Currency::read(code)));
                }
            }
        }
        for named in self.currencies.values_mut() {
            named.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// Fills the sets that the engine asks for; to be called when the vocabulary has all words and prefixes.
    pub fn fill_sets(&mut self, words: &mut Vocabulary) -> Result<(), KnowledgeError> {
        let names: Vec<String> = self.lists.keys().cloned().collect();
        for name in names {
            if !ENGINE_LISTS.contains(&name.as_str()) {
                continue;
            }
            let (mut set, mut phrases) = (Vec::new(), Vec::<Vec<WordId>>::new());
            for nodes in &self.lists[&name] {
                match nodes.as_slice() {
                    [Node::Word(word)] => set.push(words.intern(word)),
                    [Node::Prefix(prefix)] => {
                        words.intern_prefix(prefix);
                        set.extend(words.with_prefix(prefix));
                    }
                    [Node::Lemma(lemma)] => {
                        for form in self.forms(lemma)? {
                            set.push(words.intern(&fold(&form)));
                        }
                    }
                    many if many.iter().all(|n| matches!(n, Node::Word(_))) => {
                        phrases.push(
                            many.iter()
                                .map(|n| {
                                    if let Node::Word(w) = n {
                                        words.intern(w)
                                    } else {
                                        WordId::UNKNOWN
                                    }
                                })
                                .collect(),
                        );
                    }
                    _ => {
                        return Err(KnowledgeError::new(
                            &self.file,
                            0,
                            format!(
                                "list `{name}` is used by the engine: its entries are words, `word*`, `~lemma` or plain phrases"
                            ),
                        ));
                    }
                }
            }
            let list = number(&name);
            self.sets.add(list, set);
            let starts = phrases.iter().filter_map(|phrase| phrase.first());
            self.phrase_starts.add(list, starts.copied());
            self.phrases[list] = phrases;
        }
        self.fill_counting();
        Ok(())
    }

    /// Notes the words with which numbers and units begin.
    fn fill_counting(&mut self) {
        let counts = self.numbers.keys().chain(self.fractions.keys());
        self.counting = counts
            .chain(self.units.keys())
            .copied()
            .chain(self.set("number-ones").iter())
            .collect();
    }

    /// Whether a word can be a number, a part of one, an article that counts, or a unit: all others are passed
    /// over where numbers are read, but for numbers that are written in one word.
    #[inline]
    pub fn counts(&self, word: WordId) -> bool {
        self.counting.contains(word)
    }

    /// Notes the forms of the verbs that these rules and the lists of the pack name; to be called when the
    /// vocabulary has all words.
    pub fn fill_verbs<'r>(
        &mut self,
        rules: impl Iterator<Item = &'r Vec<Node>>,
        words: &Vocabulary,
    ) {
        let mut lemmas = BTreeSet::new();
        self.lists().for_each(|nodes| lemmas_of(nodes, &mut lemmas));
        rules.for_each(|nodes| lemmas_of(nodes, &mut lemmas));
        let mut verbs = WordSet::default();
        for lemma in lemmas {
            let forms = self.forms(&lemma).unwrap_or_default();
            forms
                .iter()
                .map(|form| fold(form))
                .filter(|form| *form != lemma)
                .filter_map(|form| words.get(&form))
                .for_each(|id| verbs.insert(id));
        }
        self.verbs = verbs;
    }

    /// Whether a word is a form of a verb, as far as rules and lists name it.
    #[inline]
    pub fn is_verb(&self, word: WordId) -> bool {
        self.verbs.contains(word)
    }

    /// All entries of all lists.
    pub fn lists(&self) -> impl Iterator<Item = &Vec<Node>> {
        self.lists.values().flatten()
    }

    /// All forms of a lemma: as listed, or by the paradigm of its ending.
    pub fn forms(&self, lemma: &str) -> Result<Vec<String>, KnowledgeError> {
        let folded = fold(lemma);
        if let Some(forms) = self.irregular.get(&folded) {
            let mut all = forms.clone();
            all.push(folded);
            return Ok(all);
        }
        for (ending, forms) in &self.paradigms {
            if let Some(stem) = folded.strip_suffix(ending.as_str())
                && !stem.is_empty()
            {
                let mut all: Vec<String> = forms
                    .iter()
                    .map(|form| {
                        if form == "-" {
                            stem.to_owned()
                        } else {
                            format!("{stem}{form}")
                        }
                    })
                    .collect();
                all.push(folded);
                return Ok(all);
            }
        }
        Err(KnowledgeError::new(
            &self.file,
            0,
            format!(
                "`~{lemma}`: no form of it is listed under [irregular] and no ending in [paradigms] fits"
            ),
        ))
    }

    /// The entries of a list as rules see them.
    pub fn list(&self, name: &str) -> Option<&[Vec<Node>]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// The single words of one of the [`ENGINE_LISTS`]; empty where the pack has none.
    #[inline(always)]
    pub fn set(&self, name: &'static str) -> List<'_> {
        self.sets.get(name)
    }

    /// The entries of several words of one of the [`ENGINE_LISTS`].
    #[inline(always)]
    pub fn phrases(&self, name: &'static str) -> &[Vec<WordId>] {
        self.phrases.get(number(name)).map_or(&[], Vec::as_slice)
    }

    /// The same if any begins with a word, else none.
    #[inline(always)]
    pub fn phrases_from(&self, name: &'static str, word: WordId) -> &[Vec<WordId>] {
        match self.phrase_starts.get(name).contains(word) {
            true => self.phrases(name),
            false => &[],
        }
    }

    pub fn list_names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }
}
