//! The knowledge: classes, names, language packs and rules, loaded from `ontology/` when the program runs.
//!
//! The files that come with the program are built into it; a folder of the user's own (`--ontology DIR`,
//! laid out the same) is read on top of them.

pub mod body;
mod calibration;
pub mod currencies;
mod declare;
pub mod frames;
pub mod kinds;
pub mod lexicon;
pub mod pack;
pub mod problem;
pub mod recent;
pub mod rules;
pub mod say;
pub mod schema;
pub mod spare;
mod statement;
mod turtle;
pub mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::extract::automaton::Automaton;
use crate::model::Lang;
use crate::values::date::Calendar;
use crate::vocab::Property;
use currencies::Currencies;
use kinds::Kinds;
use lexicon::Lexicon;
use pack::{Lists, Pack};
use problem::KnowledgeError;
use rules::{Predicates, Rule};
use schema::{Range, Schema};
use words::Vocabulary;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/ontology");

/// All that the stages need to know about the world and its languages.
pub struct Knowledge {
    pub schema: Schema,
    pub words: Vocabulary,
    pub lexicon: Lexicon,
    pub calendar: Calendar,
    pub currencies: Currencies,
    packs: BTreeMap<Lang, Language>,
    /// The engine's lists of all languages together.
    lists: Lists,
    /// Of each property the kinds of things that it leads from and to.
    ends: FxHashMap<Property, Ends>,
    pub rules: Vec<Rule>,
    /// BLAKE3 of all files that it was loaded from, and of the program's version: 16 hexadecimal digits.
    pub version: String,
}

/// The kinds of things that a property leads from and to; of literals none.
pub type Ends = (Kinds, Kinds);

/// What is known of one language.
pub struct Language {
    pub pack: Pack,
    /// The rules, compiled where a post is of the language: compiling all would take most of the time that
    /// it takes to load the knowledge.
    automaton: OnceLock<Automaton>,
}

/// A file of the knowledge.
struct Source {
    /// In its folder, which tells what it holds: `names/places.tsv`.
    place: String,
    /// As errors name it.
    path: String,
    text: String,
}

impl Knowledge {
    /// Loads what is built in, and the user's folders on top of it, in their order.
    pub fn load(extra: &[PathBuf]) -> Result<Knowledge, KnowledgeError> {
        Self::load_without(extra, &|_| false)
    }

    /// Loads a folder alone, without what is built in: for whoever works on the knowledge itself.
    pub fn load_folder(
        folder: &Path,
        withheld: &dyn Fn(&str) -> bool,
    ) -> Result<Knowledge, KnowledgeError> {
        let mut sources = Vec::new();
        user_files(folder, folder, &mut sources)?;
        Self::build(&sources, 0, withheld)
    }

    /// The same with entries of the lexicon left out, by their id, to see how far form and context carry.
    pub fn load_without(
        extra: &[PathBuf],
        withheld: &dyn Fn(&str) -> bool,
    ) -> Result<Knowledge, KnowledgeError> {
        let mut sources = Vec::new();
        built_in(&BUILT_IN, &mut sources);
        let own = sources.len();
        for folder in extra {
            user_files(folder, folder, &mut sources)?;
        }
        Self::build(&sources, own, withheld)
    }

    /// From files of which those from `own` on are a user's.
    fn build(
        sources: &[Source],
        own: usize,
        withheld: &dyn Fn(&str) -> bool,
    ) -> Result<Knowledge, KnowledgeError> {
        let user = &sources[own..];
        let mut hash = blake3::Hasher::new();
        hash.update(env!("CARGO_PKG_VERSION").as_bytes());
        for source in sources {
            hash.update(source.place.as_bytes())
                .update(source.text.as_bytes());
        }
        let version = hash.finalize().to_hex()[..16].to_owned();

        let turtle: Vec<&Source> = user
            .iter()
            .filter(|s| s.place.ends_with(".ttl") && own > 0)
            .collect();
        let schema = Schema::parse(turtle.iter().map(|s| (s.path.as_str(), s.text.as_str())))
            .map_err(|e| KnowledgeError::whole(e.to_string()))?;
        let mut words = Vocabulary::new();
        let mut packs: BTreeMap<Lang, Pack> = BTreeMap::new();
        let in_folder = |folder: &'static str, ending: &'static str| {
            sources
                .iter()
                .filter(move |s| s.place.starts_with(folder) && s.place.ends_with(ending))
        };
        for source in in_folder("lang/", ".toml") {
            let pack = Pack::load(&source.path, &source.text, &mut words)?;
            packs.insert(pack.lang, pack);
        }
        let mut rules = Vec::new();
        for source in in_folder("rules/", ".toml") {
            let of_user = user.iter().any(|s| std::ptr::eq(s, source));
            let loaded = rules::load(&source.path, &source.text, &schema)?;
            rules.extend(loaded.into_iter().map(|rule| Rule { of_user, ..rule }));
        }
        repeated(&rules)?;
        for source in sources.iter().filter(|s| s.place == "calibration.toml") {
            calibration::weigh(&mut rules, &source.path, &source.text)?;
        }
        let mut lexicon = Lexicon::new();
        for source in in_folder("names/", "") {
            let name = source.place.trim_start_matches("names/");
            match name {
                "countries.tsv" => {
                    lexicon.load_countries(&source.path, &source.text, &mut words)?
                }
                "places.tsv" => lexicon.load_places(&source.path, &source.text, &mut words)?,
                "town-adjectives.tsv" => {
                    lexicon.load_town_adjectives(&source.path, &source.text, &mut words)?
                }
                "given-names.txt" => lexicon.load_given_names(&source.text, false, &mut words),
                "given-names-ambiguous.txt" => {
                    lexicon.load_given_names(&source.text, true, &mut words)
                }
                _ if name.ends_with(".toml") => {
                    lexicon.load_toml(&source.path, &source.text, &mut words, withheld)?
                }
                _ => {
                    return Err(KnowledgeError::new(
                        &source.path,
                        0,
                        "is no file of names: expected *.toml, countries.tsv, places.tsv, town-adjectives.tsv or given-names.txt",
                    ));
                }
            }
        }
        // every word is known before sets are filled with the words that have a prefix
        let mut announced: BTreeMap<Lang, FxHashSet<String>> = BTreeMap::new();
        for (&lang, pack) in &packs {
            let known = announced.entry(lang).or_default();
            pack.lists()
                .for_each(|nodes| Automaton::announce(nodes, pack, known, &mut words));
        }
        for rule in &rules {
            if let Some(pack) = packs.get(&rule.lang) {
                let known = announced.entry(rule.lang).or_default();
                rule.says
                    .iter()
                    .chain(rule.frame.iter().flat_map(|frame| frame.markers()))
                    .for_each(|nodes| Automaton::announce(nodes, pack, known, &mut words));
            }
        }
        words.sort();
        for (&lang, pack) in &mut packs {
            pack.fill_sets(&mut words)?;
            let says = rules.iter().filter(|r| r.lang == lang);
            pack.fill_verbs(says.flat_map(|r| &r.says), &words);
            frames::link(&mut rules, lang, pack, &mut words)?;
        }
        if let Some(rule) = rules.iter().find(|rule| !packs.contains_key(&rule.lang)) {
            return Err(KnowledgeError::new(
                &rule.file,
                rule.line,
                format!("there is no language pack for `{}`", rule.lang),
            ));
        }
        let calendar = sources
            .iter()
            .rfind(|s| s.place == "calendar.toml")
            .ok_or_else(|| KnowledgeError::new("calendar.toml", 0, "is missing"))
            .and_then(|s| {
                Calendar::load(&s.text, &s.path)
                    .map_err(|e| KnowledgeError::new(&s.path, 0, e.to_string()))
            })?;
        let currencies = sources
            .iter()
            .rfind(|s| s.place == "currencies.toml")
            .map(|s| Currencies::load(&s.path, &s.text))
            .transpose()?
            .unwrap_or_default();
        let lists = Lists::of_all(packs.values());
        let ends = schema.properties().filter_map(|info| {
            let (property, from, to) = schema.predicate(info.property.name())?;
            Some((property, (from, to.unwrap_or(Kinds::NONE))))
        });
        let ends = ends.collect();
        let mut languages = BTreeMap::new();
        for (lang, pack) in packs {
            let automaton = match user.is_empty() {
                true => OnceLock::new(),
                // what a user wrote is wrong at once, not where a post is of that language
                false => OnceLock::from(Automaton::compile(&rules, lang, &pack, &words)?),
            };
            languages.insert(lang, Language { pack, automaton });
        }
        Ok(Knowledge {
            schema,
            words,
            lexicon,
            calendar,
            currencies,
            packs: languages,
            lists,
            ends,
            rules,
            version,
        })
    }

    /// The pack of a language; of another language that is known for one that is not.
    pub fn language(&self, lang: Lang) -> Option<&Language> {
        self.packs.get(&lang)
    }

    /// The rules of a language. Those that come with the program are compiled when they are first needed;
    /// a test sees to it that they can be.
    pub fn rules_of<'k>(&'k self, language: &'k Language) -> &'k Automaton {
        let compile =
            || Automaton::compile(&self.rules, language.pack.lang, &language.pack, &self.words);
        language
            .automaton
            .get_or_init(|| compile().unwrap_or_default())
    }

    /// Whether a word stands in one of the engine's lists, in any language.
    #[inline(always)]
    pub fn listed(&self, list: &'static str, word: words::WordId) -> bool {
        self.lists.get(list).contains(word)
    }

    /// The kinds of things that a property leads from and to; `None` where the ontology has no such property.
    pub fn ends_of(&self, property: Property) -> Option<Ends> {
        self.ends.get(&property).copied()
    }

    /// All language packs, by language.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values().map(|language| &language.pack)
    }

    pub fn languages(&self) -> impl Iterator<Item = Lang> + '_ {
        self.packs.keys().copied()
    }
}

fn built_in(dir: &'static Dir, out: &mut Vec<Source>) {
    let mut files: Vec<_> = dir.files().collect();
    files.sort_by_key(|f| f.path());
    for file in files {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            out.push(Source {
                place: path.replace('\\', "/"),
                path: format!("ontology/{}", path.replace('\\', "/")),
                text: text.to_owned(),
            });
        }
    }
    let mut dirs: Vec<_> = dir.dirs().collect();
    dirs.sort_by_key(|d| d.path());
    dirs.into_iter().for_each(|d| built_in(d, out));
}

fn user_files(root: &Path, folder: &Path, out: &mut Vec<Source>) -> Result<(), KnowledgeError> {
    let wrong = |path: &Path, e: std::io::Error| {
        KnowledgeError::new(
            &path.display().to_string(),
            0,
            format!("cannot be read: {e}; expected a folder with names/, lang/ and rules/"),
        )
    };
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .and_then(|entries| entries.collect::<Result<Vec<_>, _>>())
        .map_err(|e| wrong(folder, e))?
        .into_iter()
        .map(|e| e.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            user_files(root, &path, out)?;
        } else if matches!(
            path.extension().and_then(|e| e.to_str()),
            Some("toml" | "tsv" | "txt" | "ttl")
        ) {
            let text = std::fs::read_to_string(&path).map_err(|e| wrong(&path, e))?;
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            out.push(Source {
                place: name,
                path: path.display().to_string(),
                text,
            });
        }
    }
    Ok(())
}

/// A rule id is met once in a language.
fn repeated(rules: &[Rule]) -> Result<(), KnowledgeError> {
    let mut seen = BTreeMap::new();
    for rule in rules {
        if let Some((file, line)) = seen.insert((rule.lang, rule.id), (&rule.file, rule.line)) {
            return Err(KnowledgeError::new(
                &rule.file,
                rule.line,
                format!("rule `{}` stands in {file}:{line} already", rule.id),
            ));
        }
    }
    Ok(())
}

impl Predicates for Schema {
    fn predicate(&self, name: &str) -> Option<(Property, Kinds, Option<Kinds>)> {
        let property = self.property_named(name)?;
        let info = self.property(property)?;
        let kinds = |classes: &[crate::vocab::Class]| {
            kinds::CLASSES
                .into_iter()
                .filter(|&class| classes.iter().any(|&of| self.is_a(class, of)))
                .fold(Kinds::NONE, |all, class| all.or(Kinds::of_class(class)))
        };
        let range = match &info.range {
            Range::Classes(classes) => Some(kinds(classes)),
            Range::Literal(_) => None,
        };
        Some((property, kinds(&info.domain), range))
    }
}
