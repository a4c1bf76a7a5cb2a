//! The classes and properties that the program knows: its own, and those that a user adds.
//!
//! They are declared in Turtle. `ontology/tacheron.ttl` is built in and documents by example how; a user's
//! files are read on top of it and may add classes, properties, individuals, labels in more languages, and
//! classes to the domain or range of a property that is there.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use iref::{Iri, IriBuf};

use super::declare;
use super::turtle::TurtleFile;
use crate::model::Lang;
use crate::vocab::{Class, Property, TAC};

/// The built-in file, by the name that errors give it.
const BUILT_IN: (&str, &str) = (
    "ontology/tacheron.ttl",
    include_str!("../../ontology/tacheron.ttl"),
);

/// Classes, properties and named things, each sorted by IRI.
#[derive(Clone, Debug)]
pub struct Schema {
    pub(super) classes: BTreeMap<Class, ClassInfo>,
    pub(super) properties: BTreeMap<Property, PropertyInfo>,
    pub(super) individuals: Vec<Individual>,
}

/// What the ontology says of a class.
#[derive(Clone, Debug)]
pub struct ClassInfo {
    pub class: Class,
    pub words: Words,
    /// All its superclasses that the ontology declares too, nearest first; without those of other vocabularies.
    pub supers: Vec<Class>,
    /// Whether it is of the program's own book-keeping (posts, claims): no text names its members.
    pub record: bool,
}

/// What the ontology says of a property.
#[derive(Clone, Debug)]
pub struct PropertyInfo {
    pub property: Property,
    pub words: Words,
    /// From which classes it leads: one of these or of their subclasses. Never empty.
    pub domain: Vec<Class>,
    pub range: Range,
    /// Whether it is of the program's own book-keeping: no rule reads it from a text.
    pub record: bool,
}

/// What a property leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Range {
    /// Things of one of these classes or of their subclasses. Never empty.
    Classes(Vec<Class>),
    /// A literal of one of these datatypes ([`crate::vocab::datatype`]). Never empty.
    Literal(Vec<&'static Iri>),
}

/// A thing that the ontology itself names: a sector, a stance.
#[derive(Clone, Debug)]
pub struct Individual {
    pub iri: IriBuf,
    pub class: Class,
    pub words: Words,
}

/// Names and explanations by language.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Words {
    pub labels: BTreeMap<Lang, String>,
    /// Empty where the ontology gives none.
    pub definitions: BTreeMap<Lang, String>,
}

impl Words {
    /// The label in `lang`, else in English, else in the first language; `None` without any.
    pub fn label(&self, lang: Lang) -> Option<&str> {
        best(&self.labels, lang)
    }

    /// The definition in `lang`, else in English, else in the first language; `None` without any.
    pub fn definition(&self, lang: Lang) -> Option<&str> {
        best(&self.definitions, lang)
    }
}

fn best(texts: &BTreeMap<Lang, String>, lang: Lang) -> Option<&str> {
    texts
        .get(&lang)
        .or_else(|| texts.get(&Lang::EN))
        .or_else(|| texts.values().next())
        .map(String::as_str)
}

/// Why an ontology does not load.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    #[error("{file}: cannot be read: {source}")]
    Read { file: String, source: io::Error },
    #[error("{file}:{line}:{column}: no Turtle: {what}")]
    Syntax {
        file: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        what: String,
    },
    #[error("{file}:{line}: {what}; {todo}")]
    Wrong {
        file: String,
        /// From 1; where the term that is wrong stands.
        line: usize,
        what: String,
        /// What to do about it.
        todo: String,
    },
}

impl Schema {
    /// The built-in ontology with the Turtle files of a user on top.
    ///
    /// # Errors
    /// A file that cannot be read or is no Turtle; a term that is not declared or not understood; a
    /// property without domain or range, or with both things and literals in its range; a class above itself.
    pub fn load(extra: &[PathBuf]) -> Result<Schema, SchemaError> {
        let mut files = Vec::new();
        for path in extra {
            let name = path.display().to_string();
            match std::fs::read_to_string(path) {
                Ok(text) => files.push((name, text)),
                Err(source) => return Err(SchemaError::Read { file: name, source }),
            }
        }
        Self::parse(files.iter().map(|(name, text)| (&**name, &**text)))
    }

    /// As [`Schema::load`], of texts with the names that errors give them.
    pub fn parse<'t>(
        extra: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Schema, SchemaError> {
        let files = std::iter::once(BUILT_IN)
            .chain(extra)
            .map(|(name, text)| TurtleFile::parse(name, text))
            .collect::<Result<Vec<_>, _>>()?;
        declare::schema(&files)
    }

    /// By IRI.
    pub fn classes(&self) -> impl Iterator<Item = &ClassInfo> {
        self.classes.values()
    }

    /// By IRI.
    pub fn properties(&self) -> impl Iterator<Item = &PropertyInfo> {
        self.properties.values()
    }

    /// By IRI.
    pub fn individuals(&self) -> &[Individual] {
        &self.individuals
    }

    /// `None` for a class that this ontology does not declare.
    pub fn class(&self, class: Class) -> Option<&ClassInfo> {
        self.classes.get(&class)
    }

    /// `None` for a property that this ontology does not declare.
    pub fn property(&self, property: Property) -> Option<&PropertyInfo> {
        self.properties.get(&property)
    }

    /// The class of this short name (`Platform`) or IRI. Our own comes before a user's of the same name.
    pub fn class_named(&self, name: &str) -> Option<Class> {
        named(self.classes.keys().map(|c| (*c, c.iri(), c.name())), name)
    }

    /// The property of this short name (`operatedBy`) or IRI. Our own comes before a user's of the same name.
    pub fn property_named(&self, name: &str) -> Option<Property> {
        named(
            self.properties.keys().map(|p| (*p, p.iri(), p.name())),
            name,
        )
    }

    /// Whether every member of `class` is one of `of` too: the same class, or one above it.
    pub fn is_a(&self, class: Class, of: Class) -> bool {
        class == of
            || self
                .class(class)
                .is_some_and(|info| info.supers.contains(&of))
    }

    /// Whether the property can lead from a thing of this class.
    pub fn leads_from(&self, property: Property, class: Class) -> bool {
        self.property(property)
            .is_some_and(|info| info.domain.iter().any(|&of| self.is_a(class, of)))
    }

    /// Whether the property can lead to a thing of this class.
    pub fn leads_to(&self, property: Property, class: Class) -> bool {
        self.property(property)
            .is_some_and(|info| match &info.range {
                Range::Classes(classes) => classes.iter().any(|&of| self.is_a(class, of)),
                Range::Literal(_) => false,
            })
    }

    /// The properties that lead from a thing of one class to a thing of another, in order of the ontology.
    pub fn properties_between(&self, from: Class, to: Class) -> impl Iterator<Item = Property> {
        let properties = self.properties().map(|info| info.property);
        properties
            .filter(move |&property| self.leads_from(property, from) && self.leads_to(property, to))
    }
}

fn named<'a, T: Copy>(all: impl Iterator<Item = (T, &'a Iri, &'a str)>, wanted: &str) -> Option<T> {
    let mut found = None;
    for (item, iri, name) in all {
        if iri.as_str() == wanted {
            return Some(item);
        }
        if name == wanted && (found.is_none() || iri.as_str().starts_with(TAC)) {
            found = Some(item);
        }
    }
    found
}
