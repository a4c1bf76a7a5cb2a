//! From a name that a person types to the entity that it stands for.
//!
//! `uhrs`, `UHRS`, `Universal Human Relevance System`, `platform/uhrs` and the whole IRI are one
//! platform: case, accents, spaces and punctuation do not count, and every label and alias in every
//! language does. A name of several is an error that lists them, a name of none says what is near.

use super::near::likeness;
use super::{Knowledge, QueryError, prefixes, short_name};
use crate::vocab::{ID, Property, is_relation, property};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Other names that are offered at most.
const OFFERED: usize = 5;

/// How well a name fits, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fit {
    /// A label, sign by sign.
    Label,
    /// Another name, sign by sign.
    Alias,
    /// A label but for case, accents and punctuation.
    LikeLabel,
    /// Another name but for these; or the last part of the IRI.
    LikeAlias,
}

/// The properties that give names, and whether it is the one by which a thing goes.
const NAMING: [(Property, bool); 5] = [
    (property::LABEL, true),
    (property::PREF_LABEL, true),
    (property::ALT_LABEL, false),
    (property::HIDDEN_LABEL, false),
    (property::FORMER_NAME, false),
];

/// The names of all entities of a store, or of some.
#[derive(Debug, Default)]
pub struct Names {
    /// By folded name: entities and whether it is their label.
    folded: BTreeMap<String, BTreeSet<(NamedNode, String, bool)>>,
    entities: BTreeMap<NamedNode, Choice>,
}

/// One of the entities that a name may stand for.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Choice {
    pub label: String,
    /// In words, such as `platform`; empty where the store gives it no class of ours.
    pub class: String,
    /// `platform/uhrs`: what to type to mean this one.
    pub id: String,
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { label, class, id } = self;
        match class.as_str() {
            "" => write!(f, "{label} [{id}]"),
            class => write!(f, "{label}, {class} [{id}]"),
        }
    }
}

/// A name that stands for no entity or for several.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum NameError {
    /// Several fit equally well: `choices`, by label.
    #[error("`{name}` stands for {} entities", choices.len())]
    Several { name: String, choices: Vec<Choice> },
    /// None fits; `near` are like it, the likest first. May be empty.
    #[error("nothing in the store is called `{name}`")]
    None { name: String, near: Vec<Choice> },
}

impl NameError {
    /// What to do about it, in one or more lines.
    pub fn help(&self) -> String {
        let (say, choices) = match self {
            NameError::Several { choices, .. } => ("name one by what stands in brackets:", choices),
            NameError::None { near, .. } if near.is_empty() => {
                return "`tacheron stats` says what is in the store".to_owned();
            }
            NameError::None { near, .. } => ("did you mean", near),
        };
        match (self, choices.as_slice()) {
            (NameError::None { .. }, [one]) => format!("{say} {one}?"),
            _ => choices
                .iter()
                .fold(say.to_owned(), |help, choice| format!("{help}\n  {choice}")),
        }
    }
}

impl Names {
    /// The entity that one name stands for, as [`find`](Self::find) finds it among all names; only those that
    /// may be meant are read, and nothing at all where an IRI or an id was typed.
    ///
    /// # Errors
    /// [`NameError`], and where the store cannot be read.
    pub fn find_in(knowledge: &Knowledge<'_>, name: &str) -> Result<NamedNode, QueryError> {
        let name = name.trim();
        if let Some(entity) = standing(knowledge, name)? {
            return Ok(entity);
        }
        match Self::read(knowledge, Some(&fold(name)))?.find(name) {
            // What is near it, all names tell.
            Err(NameError::None { .. }) => Ok(Self::of(knowledge)?.find(name)?),
            found => Ok(found?),
        }
    }

    /// Reads the names of all entities, in every language.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(knowledge: &Knowledge<'_>) -> Result<Self, QueryError> {
        Self::read(knowledge, None)
    }

    /// All names, or those alone that are the same as `wanted` when folded.
    fn read(knowledge: &Knowledge<'_>, wanted: Option<&str>) -> Result<Self, QueryError> {
        let is_wanted = |name: &str| wanted.is_none_or(|wanted| fold(name) == wanted);
        let mut names = Self::default();
        let mut entities = BTreeSet::new();
        for (property, is_label) in NAMING {
            let property = super::knowledge::node(property.iri());
            for quad in knowledge
                .store()
                .quads_for_pattern(None, Some(property), None, None)
            {
                let quad = quad?;
                if let (NamedOrBlankNode::NamedNode(entity), Term::Literal(name)) =
                    (quad.subject, quad.object)
                {
                    if is_wanted(name.value()) {
                        names.add(knowledge, entity.clone(), name.value(), is_label)?;
                    }
                    entities.insert(entity);
                }
            }
        }
        names.add_dated(knowledge, &is_wanted, &mut entities)?;
        for entity in entities {
            let id = short_name(entity.as_str());
            let last = id.rsplit(['/', '#', ':']).next().unwrap_or_default();
            if is_wanted(last) {
                names.add(knowledge, entity, last, false)?;
            }
        }
        Ok(names)
    }

    /// Names of former times, which carry their dates and so are things of their own:
    /// `entity skosxl:altLabel [ skosxl:literalForm "CrowdFlower" ]`.
    fn add_dated(
        &mut self,
        knowledge: &Knowledge<'_>,
        is_wanted: &dyn Fn(&str) -> bool,
        entities: &mut BTreeSet<NamedNode>,
    ) -> Result<(), QueryError> {
        let property = super::knowledge::node(property::XL_ALT_LABEL.iri());
        for quad in knowledge
            .store()
            .quads_for_pattern(None, Some(property), None, None)
        {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(entity), Term::NamedNode(label)) =
                (quad.subject, quad.object)
            {
                for form in knowledge.objects(label.as_ref(), property::LITERAL_FORM, None)? {
                    if let Term::Literal(name) = form
                        && is_wanted(name.value())
                    {
                        self.add(knowledge, entity.clone(), name.value(), false)?;
                    }
                }
                entities.insert(entity);
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        knowledge: &Knowledge<'_>,
        entity: NamedNode,
        name: &str,
        is_label: bool,
    ) -> Result<(), QueryError> {
        if !self.entities.contains_key(&entity) {
            let classes = knowledge.classes(entity.as_ref())?;
            let choice = Choice {
                label: knowledge.label(entity.as_ref())?,
                class: classes
                    .first()
                    .map_or(String::new(), |class| super::in_words(class)),
                id: short_name(entity.as_str()),
            };
            self.entities.insert(entity.clone(), choice);
        }
        self.folded
            .entry(fold(name))
            .or_default()
            .insert((entity, name.to_owned(), is_label));
        Ok(())
    }

    /// The entity that a name stands for: an IRI (also in angle brackets), an id such as
    /// `platform/uhrs`, or a label or alias. A label goes before an alias, and what fits sign by sign
    /// before what fits but for case, accents and punctuation.
    ///
    /// # Errors
    /// [`NameError`], where none or several are left.
    pub fn find(&self, name: &str) -> Result<NamedNode, NameError> {
        let name = name.trim();
        if let Some(entity) = self.by_iri(name) {
            return Ok(entity);
        }
        let folded = fold(name);
        let fits = self.folded.get(&folded).filter(|_| !folded.is_empty());
        let mut best: BTreeMap<&NamedNode, Fit> = BTreeMap::new();
        for (entity, written, is_label) in fits.into_iter().flatten() {
            let fit = match (is_label, written == name) {
                (true, true) => Fit::Label,
                (false, true) => Fit::Alias,
                (true, false) => Fit::LikeLabel,
                (false, false) => Fit::LikeAlias,
            };
            let at = best.entry(entity).or_insert(fit);
            *at = fit.min(*at);
        }
        let Some(fit) = best.values().min().copied() else {
            return Err(NameError::None {
                name: name.to_owned(),
                near: self.near(&folded),
            });
        };
        let chosen: Vec<&NamedNode> = best
            .iter()
            .filter_map(|(entity, its)| (*its == fit).then_some(*entity))
            .collect();
        match chosen.as_slice() {
            [one] => Ok((*one).clone()),
            several => {
                let mut choices: Vec<Choice> = several
                    .iter()
                    .filter_map(|entity| self.entities.get(*entity).cloned())
                    .collect();
                choices.sort();
                Err(NameError::Several {
                    name: name.to_owned(),
                    choices,
                })
            }
        }
    }

    /// Names that start so when folded, sorted by that, with what they name.
    pub fn starting<'n>(
        &'n self,
        folded: &'n str,
    ) -> impl Iterator<Item = (&'n str, &'n NamedNode, &'n Choice)> {
        self.folded
            .range(folded.to_owned()..)
            .take_while(move |(name, _)| name.starts_with(folded))
            .flat_map(|(_, entities)| entities)
            .filter_map(|(entity, name, _)| {
                Some((name.as_str(), entity, self.entities.get(entity)?))
            })
    }

    fn by_iri(&self, name: &str) -> Option<NamedNode> {
        let iri = name
            .strip_prefix('<')
            .and_then(|name| name.strip_suffix('>'))
            .unwrap_or(name);
        [iri.to_owned(), format!("{ID}{iri}")]
            .into_iter()
            .filter_map(|iri| NamedNode::new(iri).ok())
            .find(|node| self.entities.contains_key(node))
    }

    fn near(&self, folded: &str) -> Vec<Choice> {
        let mut near: BTreeMap<&NamedNode, f64> = BTreeMap::new();
        for (known, entities) in &self.folded {
            let like = likeness(folded, known);
            if like < 0.6 {
                continue;
            }
            for (entity, _, _) in entities {
                let best = near.entry(entity).or_default();
                *best = best.max(like);
            }
        }
        let mut near: Vec<(f64, Choice)> = near
            .into_iter()
            .filter_map(|(entity, like)| Some((like, self.entities.get(entity)?.clone())))
            .collect();
        near.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
        near.into_iter().take(OFFERED).map(|(_, it)| it).collect()
    }
}

/// The entity of an IRI (also in angle brackets), of an id (`platform/uhrs`) or of a prefixed name
/// (`platform:uhrs`), where the store has a name for it or a fact about it.
fn standing(knowledge: &Knowledge<'_>, typed: &str) -> Result<Option<NamedNode>, QueryError> {
    let iri = typed
        .strip_prefix('<')
        .and_then(|typed| typed.strip_suffix('>'))
        .unwrap_or(typed);
    let prefixed = iri
        .split_once(':')
        .and_then(|(prefix, local)| Some(format!("{}{local}", prefixes::known(prefix)?)));
    let id = iri.contains('/').then(|| format!("{ID}{iri}"));
    for iri in [Some(iri.to_owned()), prefixed, id].into_iter().flatten() {
        let Ok(node) = NamedNode::new(iri) else {
            continue;
        };
        let store = knowledge.store();
        for quad in store.quads_for_pattern(Some(node.as_ref().into()), None, None, None) {
            let predicate = quad?.predicate;
            let names =
                |(naming, _): &(Property, bool)| naming.iri().as_str() == predicate.as_str();
            if is_relation(predicate.as_str()) || NAMING.iter().any(names) {
                return Ok(Some(node));
            }
        }
        for quad in store.quads_for_pattern(None, None, Some(node.as_ref().into()), None) {
            if is_relation(quad?.predicate.as_str()) {
                return Ok(Some(node));
            }
        }
    }
    Ok(None)
}

/// Letters and digits alone, in lower case, without accents: `Fair-Crowd Work` → `faircrowdwork`.
pub fn fold(name: &str) -> String {
    name.nfkd()
        .filter(|&c| !is_combining_mark(c) && c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
