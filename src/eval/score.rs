//! Compares what was found with the gold.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::calibration::{Calibration, Judged};
use super::gold::{Gold, Key};
use super::name::{same_name, same_value};
use super::tally::Tally;
use crate::model::{Extraction, Object, Post, Value};
use crate::write::jsonl;

/// The types of which every entity counts; places and sectors are there for the sake of facts.
const SCORED: &[&str] = &[
    "Platform",
    "Company",
    "Researcher",
    "Person",
    "Organization",
    "Country",
    "Event",
    "Work",
    "Product",
];
/// Of a quote in a list of errors, in characters.
const QUOTE: usize = 120;

/// By what figures are grouped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Entities by type, facts by predicate.
    Kind,
    File,
    Lang,
}

/// What was found in one file, which may hold several posts.
#[derive(Clone, Debug, Default)]
pub struct Document {
    entities: Vec<Found>,
    facts: Vec<Stated>,
}

#[derive(Clone, Debug)]
struct Found {
    iri: String,
    class: &'static str,
    names: Vec<String>,
}

#[derive(Clone, Debug)]
struct Stated {
    subject: String,
    predicate: &'static str,
    object: Thing,
    rule: &'static str,
    confidence: f32,
    quote: String,
    claimed_by: Option<String>,
}

#[derive(Clone, Debug)]
enum Thing {
    Entity(String),
    Value(String),
}

/// The figures.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// By group; the empty one is all of them, missing where nothing was counted.
    pub entities: BTreeMap<String, Tally>,
    /// The same of facts.
    pub facts: BTreeMap<String, Tally>,
    /// Facts found for which the gold names a speaker.
    pub speakers_asked: usize,
    /// Those of which the same speaker was found.
    pub speakers_right: usize,
    /// Speakers found where the gold has none or another.
    pub speakers_false: usize,
    /// What is wrong or missed, in the order of the gold: file, kind of error, type or predicate, what.
    pub errors: Vec<[String; 4]>,
    judged: Vec<Judged>,
}

impl Scores {
    /// What the rules said of themselves beside what is true.
    pub fn calibration(&self) -> Calibration {
        Calibration::of(&self.judged)
    }
}

impl Document {
    /// Adds a post of the file with what was found in it.
    pub fn add(&mut self, post: &Post, found: &Extraction) {
        for entity in &found.entities {
            let at = match self.entities.iter().position(|it| it.iri == entity.iri) {
                Some(at) => at,
                None => {
                    self.entities.push(Found {
                        iri: entity.iri.clone(),
                        class: entity.class.name(),
                        names: Vec::new(),
                    });
                    self.entities.len() - 1
                }
            };
            let forms = entity.mentions.iter().map(|span| span.of(&post.text));
            let names = std::iter::once(entity.label.as_str()).chain(forms);
            self.entities[at].names.extend(names.map(str::to_owned));
        }
        let iri = |at: usize| found.entities[at].iri.clone();
        for fact in jsonl::statements(found, false) {
            self.facts.push(Stated {
                subject: iri(fact.subject),
                predicate: fact.predicate.name(),
                object: match &fact.object {
                    Object::Entity(at) => Thing::Entity(iri(*at)),
                    Object::Value(Value::Integer(number)) => Thing::Value(number.to_string()),
                    Object::Value(Value::Date(date)) => Thing::Value(date.to_string()),
                    Object::Value(Value::Text(text)) => Thing::Value(text.clone()),
                },
                rule: fact.evidence.rule,
                confidence: fact.evidence.confidence,
                quote: fact.evidence.quote.of(&post.text).to_owned(),
                claimed_by: fact.evidence.claimed_by.map(iri),
            });
        }
    }

    fn label<'d>(&'d self, iri: &'d str) -> &'d str {
        let entity = self.entities.iter().find(|entity| entity.iri == iri);
        entity
            .and_then(|entity| entity.names.first())
            .map_or(iri, String::as_str)
    }
}

/// Scores what was found, by file name, against the gold. What was found in other files is passed over;
/// gold without a file that was read counts as missed whole.
pub fn score(gold: &[Gold], found: &BTreeMap<String, Document>, by: Option<By>) -> Scores {
    let mut scores = Scores::default();
    let nothing = Document::default();
    for gold in gold {
        let document = found.get(&gold.file).unwrap_or(&nothing);
        let mut count = Count {
            scores: &mut scores,
            gold,
            by,
        };
        let matches = entities(gold, document, &mut count);
        facts(gold, document, &matches, &mut count);
    }
    scores
}

/// Counts for one gold file.
struct Count<'c> {
    scores: &'c mut Scores,
    gold: &'c Gold,
    by: Option<By>,
}

#[derive(Clone, Copy)]
enum What {
    Right,
    Wrong,
    Missed,
}

impl Count<'_> {
    fn entity(&mut self, what: What, kind: &str) {
        let group = self.group(kind);
        add(&mut self.scores.entities, what, group);
    }

    fn fact(&mut self, what: What, kind: &str) {
        let group = self.group(kind);
        add(&mut self.scores.facts, what, group);
    }

    fn group(&self, kind: &str) -> Option<String> {
        match self.by? {
            By::Kind => Some(kind.to_owned()),
            By::File => Some(self.gold.file.clone()),
            By::Lang => self.gold.lang.clone(),
        }
    }

    fn judge(&mut self, fact: &Stated, right: bool) {
        self.scores.judged.push(Judged {
            lang: self.gold.lang.clone().unwrap_or_default(),
            rule: fact.rule,
            said: fact.confidence,
            right,
        });
    }

    fn error(&mut self, why: &str, kind: &str, what: String) {
        let (file, why, kind) = (self.gold.file.clone(), why.to_owned(), kind.to_owned());
        self.scores.errors.push([file, why, kind, what]);
    }
}

fn add(table: &mut BTreeMap<String, Tally>, what: What, group: Option<String>) {
    let group = group.filter(|group| !group.is_empty());
    for group in [Some(String::new()), group].into_iter().flatten() {
        let tally = table.entry(group).or_default();
        match what {
            What::Right => tally.right += 1,
            What::Wrong => tally.wrong += 1,
            What::Missed => tally.missed += 1,
        }
    }
}

fn scored(types: &[String]) -> bool {
    types.iter().any(|name| SCORED.contains(&name.as_str()))
}

/// Counts entities; gives the gold entity of each that was found, by IRI.
fn entities<'g>(
    gold: &'g Gold,
    document: &Document,
    count: &mut Count,
) -> BTreeMap<String, &'g str> {
    let mut matches = BTreeMap::new();
    let mut hit: BTreeSet<&str> = BTreeSet::new();
    for entity in &document.entities {
        let label = entity.names.first().cloned().unwrap_or_default();
        let Some(target) = target(gold, &entity.names) else {
            if SCORED.contains(&entity.class) {
                count.entity(What::Wrong, entity.class);
                count.error("entity wrong", entity.class, label);
            }
            continue;
        };
        matches.insert(entity.iri.clone(), target);
        let types = gold.types.iter().find(|(id, _)| id == target);
        let types = types.map_or(&[][..], |(_, types)| types);
        if !scored(types) {
            continue;
        }
        if types.iter().any(|name| name == entity.class) && !hit.contains(target) {
            hit.insert(target);
            count.entity(What::Right, &types[0]);
        } else {
            let why = match hit.contains(target) {
                true => "entity twice",
                false => "entity type",
            };
            count.entity(What::Wrong, entity.class);
            count.error(why, entity.class, label);
        }
    }
    for (id, types) in &gold.types {
        if scored(types) && !hit.contains(id.as_str()) {
            count.entity(What::Missed, &types[0]);
            count.error("entity missed", &types[0], label(gold, id));
        }
    }
    matches
}

/// The gold entity that most of the names stand for; of equals, the one met first.
fn target<'g>(gold: &'g Gold, names: &[String]) -> Option<&'g str> {
    let mut votes: Vec<(&str, usize)> = Vec::new();
    for id in names
        .iter()
        .filter_map(|name| gold.names.get(&same_name(name)))
    {
        match votes.iter_mut().find(|(known, _)| known == id) {
            Some((_, votes)) => *votes += 1,
            None => votes.push((id, 1)),
        }
    }
    let most = votes.iter().map(|(_, votes)| *votes).max()?;
    let best = votes.into_iter().find(|(_, votes)| *votes == most)?;
    Some(best.0)
}

fn facts(gold: &Gold, document: &Document, matches: &BTreeMap<String, &str>, count: &mut Count) {
    let of = |iri: &String| matches.get(iri).map(|id| (*id).to_owned());
    let mut found: BTreeSet<Key> = BTreeSet::new();
    for fact in &document.facts {
        let object = match &fact.object {
            Thing::Entity(iri) => of(iri),
            Thing::Value(value) => Some(same_value(fact.predicate, value)),
        };
        let key: Key = (of(&fact.subject), fact.predicate.to_owned(), object);
        if let Some((_, said)) = gold.facts.iter().find(|(known, _)| *known == key) {
            if found.insert(key) {
                count.fact(What::Right, fact.predicate);
                count.judge(fact, true);
                let speaker = fact.claimed_by.as_ref().and_then(of);
                let right = speaker == said.claimed_by;
                let asked = said.claimed_by.is_some();
                count.scores.speakers_asked += usize::from(asked);
                count.scores.speakers_right += usize::from(asked && right);
                count.scores.speakers_false += usize::from(fact.claimed_by.is_some() && !right);
            }
        } else if !gold.optional.contains(&key) {
            let object = match &fact.object {
                Thing::Entity(iri) => document.label(iri),
                Thing::Value(value) => value,
            };
            let subject = document.label(&fact.subject);
            let what = format!("{subject} -> {object} | {}", short(&fact.quote));
            count.fact(What::Wrong, fact.predicate);
            count.judge(fact, false);
            count.error("fact wrong", fact.predicate, what);
        }
    }
    for (key, said) in &gold.facts {
        if !found.contains(key) {
            let (subject, predicate, _) = key;
            let subject = label(gold, subject.as_deref().unwrap_or_default());
            let object = label(gold, &said.object);
            let what = format!("{subject} -> {object} | {}", short(&said.quote));
            count.fact(What::Missed, predicate);
            count.error("fact missed", predicate, what);
        }
    }
}

fn label(gold: &Gold, id: &str) -> String {
    gold.labels.get(id).map_or(id, String::as_str).to_owned()
}

fn short(quote: &str) -> String {
    quote.chars().take(QUOTE).collect()
}

/// The figures, one line each.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (title, table) in [("entities", &self.entities), ("facts", &self.facts)] {
            for (group, tally) in table {
                let group = if group.is_empty() { "all" } else { group };
                writeln!(f, "{title:9}{group:24}{tally}")?;
            }
        }
        writeln!(
            f,
            "speakers {} right of {} asked for among the facts found, {} false",
            self.speakers_right, self.speakers_asked, self.speakers_false
        )
    }
}
