//! The names of the world: platforms, companies, institutions, people, countries, places.
//!
//! Read from `ontology/names/`: TOML for what a sociologist might argue about, tables for countries and
//! places. Names are stored as a trie of words, matched along the tokens of a text.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::body::BodyKind;
use super::kinds::Kinds;
use super::problem::KnowledgeError;
use super::words::{Vocabulary, WordId, WordSet, words_of};
use crate::fold::fold;
use crate::model::Lang;
use crate::person_name::PersonName;

/// Index into [`Lexicon::entries`].
pub type EntryId = u32;

/// One thing of the world with its names.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The last part of its IRI.
    pub id: String,
    pub kinds: Kinds,
    /// The class under which it is stored.
    pub best: Kinds,
    /// The preferred name, in no language or in that of the file.
    pub name: String,
    /// Preferred names of single languages (countries, places).
    pub labels: Vec<(Lang, String)>,
    /// All other names with the language where they belong to one.
    pub alt: Vec<(String, Option<Lang>)>,
    pub former: Vec<Former>,
    pub operator: Option<String>,
    pub owner: Option<String>,
    /// ISO 3166 alpha-2 code.
    pub country: Option<String>,
    pub homepage: Option<String>,
    /// What kind of body it is, where the lexicon says so.
    pub body: Option<BodyKind>,
}

impl Entry {
    /// The name by which it is shown to a reader of `lang`.
    pub fn label(&self, lang: Lang) -> (&str, Option<Lang>) {
        match self.labels.iter().find(|(l, _)| *l == lang) {
            Some((l, name)) => (name, Some(*l)),
            None => (&self.name, None),
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    pub name: String,
    pub until: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameFile {
    #[serde(default)]
    entity: Vec<toml::Spanned<RawEntity>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntity {
    id: String,
    class: Vec<String>,
    name: String,
    #[serde(default)]
    alt: Vec<String>,
    #[serde(default)]
    ambiguous: Vec<String>,
    #[serde(default)]
    case: bool,
    #[serde(default)]
    former: Vec<Former>,
    operator: Option<String>,
    owner: Option<String>,
    country: Option<String>,
    homepage: Option<String>,
    /// Where it has its seat: for who reads the file.
    #[serde(rename = "city")]
    _city: Option<String>,
    kind: Option<BodyKind>,
}

/// One way to write one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    pub entry: EntryId,
    /// An adjective of nationality, or of a city or region.
    pub adjective: bool,
    /// Only taken where the context speaks for it.
    pub ambiguous: bool,
    /// Only taken as it is written in the lexicon.
    pub exact: bool,
    /// The name is an earlier one.
    pub former: bool,
    pub lang: Option<Lang>,
}

#[derive(Default)]
struct Node {
    next: FxHashMap<WordId, u32>,
    forms: Vec<(Form, Box<str>)>,
}

#[derive(Default)]
pub struct Lexicon {
    pub entries: Vec<Entry>,
    by_id: FxHashMap<String, EntryId>,
    nodes: Vec<Node>,
    /// Words with which a name starts.
    starts: WordSet,
    /// Persons by first given name and surname, folded; none where two have the same.
    persons: FxHashMap<(String, String), Option<EntryId>>,
    given: WordSet,
    given_ambiguous: WordSet,
}

impl Lexicon {
    pub fn new() -> Self {
        Self {
            nodes: vec![Node::default()],
            ..Self::default()
        }
    }

    /// Reads a file of `[[entity]]` tables.
    pub fn load_toml(
        &mut self,
        file: &str,
        text: &str,
        words: &mut Vocabulary,
        withheld: &dyn Fn(&str) -> bool,
    ) -> Result<(), KnowledgeError> {
        let raw: NameFile =
            toml::from_str(text).map_err(|e| KnowledgeError::toml(file, text, &e))?;
        let (mut at, mut line) = (0, 1);
        for spanned in raw.entity {
            let start = spanned.span().start;
            line += text[at..start].matches('\n').count();
            at = start;
            let raw = spanned.into_inner();
            if withheld(&raw.id) {
                continue;
            }
            let wrong = |message: String| KnowledgeError::new(file, line, message);
            let mut kinds = Kinds::NONE;
            let mut best = Kinds::NONE;
            for class in &raw.class {
                let kind = Kinds::named(class)
                    .filter(|k| !k.without(Kinds::ANY_CLASS).has(Kinds(u32::MAX)))
                    .ok_or_else(|| wrong(format!("`{class}` is no class of the ontology")))?;
                if best.is_none() {
                    best = kind;
                }
                kinds = kinds.or(kind);
            }
            if kinds.has(Kinds::RESEARCHER) {
                kinds = kinds.or(Kinds::PERSON);
            }
            if best.is_none() {
                return Err(wrong("`class` is empty: expected at least one".into()));
            }
            let tagged = |name: &str| match name.rsplit_once('@') {
                Some((plain, tag)) if tag.len() == 2 => (plain.to_owned(), Lang::from_tag(tag)),
                _ => (name.to_owned(), None),
            };
            // a user's own file may add names to an entity that is there
            let entry = match self.by_id.get(&raw.id) {
                Some(&entry) => entry,
                None => self.add(Entry {
                    id: raw.id.clone(),
                    kinds,
                    best,
                    name: raw.name.clone(),
                    labels: Vec::new(),
                    alt: Vec::new(),
                    former: raw.former.clone(),
                    operator: raw.operator,
                    owner: raw.owner,
                    country: raw.country,
                    homepage: raw.homepage,
                    body: raw.kind,
                }),
            };
            let ambiguous: Vec<String> = raw.ambiguous.iter().map(|n| fold(&tagged(n).0)).collect();
            let alt: Vec<(String, Option<Lang>)> = raw.alt.iter().map(|n| tagged(n)).collect();
            let former = raw.former.iter().map(|f| (f.name.clone(), None, true));
            let names = std::iter::once((raw.name.clone(), None, false))
                .chain(alt.iter().map(|(n, l)| (n.clone(), *l, false)))
                .chain(former);
            let mut seen = Vec::new();
            for (name, lang, former) in names.collect::<Vec<_>>() {
                let folded = fold(&name);
                seen.push(folded.clone());
                let short = name.chars().count() <= 3;
                let form = Form {
                    entry,
                    adjective: false,
                    ambiguous: ambiguous.contains(&folded),
                    exact: raw.case || short,
                    former,
                    lang,
                };
                self.insert(&name, form, words).map_err(wrong)?;
            }
            if let Some(missing) = ambiguous.iter().find(|a| !seen.contains(a)) {
                return Err(wrong(format!(
                    "`{missing}` stands under `ambiguous` and is none of the names"
                )));
            }
            self.entries[entry as usize].alt.extend(alt);
        }
        Ok(())
    }

    /// Reads the table of countries: code, names in six languages, adjectives in six languages.
    pub fn load_countries(
        &mut self,
        file: &str,
        text: &str,
        words: &mut Vocabulary,
    ) -> Result<(), KnowledgeError> {
        self.load_table(file, text, words, |columns, header, wrong| {
            let code = columns[0];
            if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
                return Err(wrong(format!("`{code}` is no two-letter country code")));
            }
            let mut entry = blank(code.to_ascii_lowercase(), Kinds::COUNTRY);
            entry.country = Some(code.to_owned());
            let cells = (1..columns.len()).map(|at| (header[at], columns[at]));
            Ok((entry, cells.collect()))
        })
    }

    /// Reads the table of continents, regions and cities.
    pub fn load_places(
        &mut self,
        file: &str,
        text: &str,
        words: &mut Vocabulary,
    ) -> Result<(), KnowledgeError> {
        self.load_table(file, text, words, |columns, header, wrong| {
            let (id, country) = (columns[0], columns[2]);
            if id.is_empty() {
                return Err(wrong("the id is empty".into()));
            }
            let mut entry = blank(id.to_owned(), Kinds::PLACE);
            if matches!(columns[1], "region" | "state") {
                entry.kinds = entry.kinds.or(Kinds::REGION);
            }
            entry.country = (country != "-" && !country.is_empty()).then(|| country.to_owned());
            let english = columns.get(3).copied().unwrap_or_default();
            let cells = (3..columns.len()).map(|at| {
                (
                    header[at],
                    if columns[at].is_empty() {
                        english
                    } else {
                        columns[at]
                    },
                )
            });
            Ok((entry, cells.collect()))
        })
    }

    /// Reads the table of adjectives of places that are there: id, adjectives in six languages.
    pub fn load_town_adjectives(
        &mut self,
        file: &str,
        text: &str,
        words: &mut Vocabulary,
    ) -> Result<(), KnowledgeError> {
        let mut header = None;
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.starts_with("# "))
        {
            let wrong = |message: String| KnowledgeError::new(file, number + 1, message);
            let mut cells = line.split('\t').map(str::trim);
            let id = cells.next().unwrap_or_default();
            let Some(titles) = &header else {
                let lang = |t: &str| t.strip_prefix("adj_").and_then(Lang::from_tag);
                header = Some(cells.map(lang).collect::<Option<Vec<_>>>());
                continue;
            };
            let titles = titles
                .as_ref()
                .ok_or_else(|| wrong("a column names no language".into()))?;
            let entry = *self
                .by_id
                .get(id)
                .ok_or_else(|| wrong(format!("`{id}` is no place")))?;
            for (&lang, cell) in titles.iter().zip(cells) {
                for name in cell.split('|').filter(|name| !name.is_empty()) {
                    let form = Form {
                        entry,
                        adjective: true,
                        ambiguous: false,
                        exact: false,
                        former: false,
                        lang: Some(lang),
                    };
                    self.insert(name, form, words).map_err(&wrong)?;
                }
            }
        }
        Ok(())
    }

    fn load_table<'t>(
        &mut self,
        file: &str,
        text: &'t str,
        words: &mut Vocabulary,
        row: impl Fn(
            &[&'t str],
            &[&'t str],
            &dyn Fn(String) -> KnowledgeError,
        ) -> Result<(Entry, Vec<(&'t str, &'t str)>), KnowledgeError>,
    ) -> Result<(), KnowledgeError> {
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with("# "));
        let Some((_, header)) = lines.next() else {
            return Ok(());
        };
        let header: Vec<&str> = header
            .trim_start_matches('#')
            .split('\t')
            .map(str::trim)
            .collect();
        for (number, line) in lines {
            let wrong = |message: String| KnowledgeError::new(file, number + 1, message);
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            if columns.len() != header.len() {
                return Err(wrong(format!(
                    "{} columns, expected {} parted by tabs",
                    columns.len(),
                    header.len()
                )));
            }
            let (mut entry, cells) = row(&columns, &header, &wrong)?;
            let mut forms = Vec::new();
            for (title, cell) in cells {
                let (adjective, tag) = match title.strip_prefix("adj_") {
                    Some(tag) => (true, tag),
                    None => (false, title),
                };
                let lang = Lang::from_tag(tag)
                    .ok_or_else(|| wrong(format!("column `{title}` names no language")))?;
                for (at, form) in cell
                    .split('|')
                    .map(str::trim)
                    .filter(|f| !f.is_empty())
                    .enumerate()
                {
                    let ambiguous = form.ends_with('?');
                    let name = form.trim_end_matches('?');
                    if !adjective && at == 0 {
                        entry.labels.push((lang, name.to_owned()));
                        if entry.name.is_empty() || lang == Lang::EN {
                            entry.name = name.to_owned();
                        }
                    } else if !adjective {
                        entry.alt.push((name.to_owned(), Some(lang)));
                    }
                    forms.push((name.to_owned(), adjective, ambiguous, lang));
                }
            }
            let id = self.add(entry);
            for (name, adjective, ambiguous, lang) in forms {
                let exact = name.chars().count() <= 3;
                // the name of a country in one language is met in texts of others too; an adjective is not
                let lang = adjective.then_some(lang);
                let form = Form {
                    entry: id,
                    adjective,
                    ambiguous,
                    exact,
                    former: false,
                    lang,
                };
                self.insert(&name, form, words).map_err(&wrong)?;
            }
        }
        Ok(())
    }

    /// First names, one a line.
    pub fn load_given_names(&mut self, text: &str, ambiguous: bool, words: &mut Vocabulary) {
        for name in text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
        {
            for word in words_of(name) {
                let id = words.intern(&word);
                if ambiguous {
                    self.given_ambiguous.insert(id)
                } else {
                    self.given.insert(id)
                }
            }
        }
    }

    /// The person of this first given name and surname, both folded, where the lexicon knows just one.
    pub fn person(&self, given: &str, surname: &str) -> Option<EntryId> {
        *self.persons.get(&(given.to_owned(), surname.to_owned()))?
    }

    fn add(&mut self, entry: Entry) -> EntryId {
        let id = self.entries.len() as EntryId;
        if entry.kinds.has(Kinds::PERSON)
            && let Some(name) = PersonName::read(&entry.name).filter(|n| n.given.len() > 1)
        {
            let place = self.persons.entry((name.given, name.surname));
            place.and_modify(|known| *known = None).or_insert(Some(id));
        }
        self.by_id.insert(entry.id.clone(), id);
        self.entries.push(entry);
        id
    }

    fn insert(&mut self, name: &str, form: Form, words: &mut Vocabulary) -> Result<(), String> {
        let parts = words_of(name);
        if parts.is_empty() {
            return Err(format!("`{name}` has no word"));
        }
        let mut at = 0u32;
        for (place, part) in parts.iter().enumerate() {
            let word = words.intern(part);
            if place == 0 {
                self.starts.insert(word);
            }
            let fresh = self.nodes.len() as u32;
            at = *self.nodes[at as usize].next.entry(word).or_insert(fresh);
            if at == fresh {
                self.nodes.push(Node::default());
            }
        }
        let node = &mut self.nodes[at as usize];
        // a name that counts only as it is written may be written in two ways: "Clickworker.com", "clickworker.com"
        let known = |(f, written): &(Form, Box<str>)| {
            f.entry == form.entry
                && f.adjective == form.adjective
                && (!form.exact || f.lang != form.lang || **written == *name)
        };
        // a brand that has the same name in small letters too, "foodora", may be written in any way
        let small = |name: &str| name.chars().next().is_some_and(char::is_lowercase);
        if let Some((_, written)) = node.forms.iter_mut().find(|form| known(form))
            && small(name)
            && !small(written)
        {
            *written = name.into();
        }
        if !node.forms.iter().any(known) {
            node.forms.push((form, name.into()));
        } else if let Some((kept, _)) = node
            .forms
            .iter_mut()
            .find(|(f, _)| f.entry == form.entry && f.adjective == form.adjective)
            && kept.lang != form.lang
        {
            kept.lang = None;
            kept.ambiguous &= form.ambiguous;
        }
        Ok(())
    }

    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    pub fn by_id(&self, id: &str) -> Option<EntryId> {
        self.by_id.get(id).copied()
    }

    pub fn is_start(&self, word: WordId) -> bool {
        self.starts.contains(word)
    }

    /// A cursor for matching names word by word.
    pub fn walk(&self) -> Walk<'_> {
        Walk {
            lexicon: self,
            node: 0,
        }
    }

    pub fn is_given_name(&self, word: WordId) -> bool {
        self.given.contains(word)
    }

    /// A first name that is a word, a place or a firm too.
    pub fn is_ambiguous_given_name(&self, word: WordId) -> bool {
        self.given_ambiguous.contains(word)
    }
}

fn blank(id: String, kind: Kinds) -> Entry {
    Entry {
        id,
        kinds: kind,
        best: kind,
        name: String::new(),
        labels: Vec::new(),
        alt: Vec::new(),
        former: Vec::new(),
        operator: None,
        owner: None,
        country: None,
        homepage: None,
        body: None,
    }
}

/// A place in the trie of names.
#[derive(Clone, Copy)]
pub struct Walk<'l> {
    lexicon: &'l Lexicon,
    node: u32,
}

impl<'l> Walk<'l> {
    /// Goes on with a word; `None` where no name does.
    pub fn step(self, word: WordId) -> Option<Walk<'l>> {
        let node = *self.lexicon.nodes[self.node as usize].next.get(&word)?;
        Some(Walk { node, ..self })
    }

    /// The names that end here, with their spelling.
    pub fn forms(self) -> &'l [(Form, Box<str>)] {
        &self.lexicon.nodes[self.node as usize].forms
    }
}
