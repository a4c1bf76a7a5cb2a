//! What a store knows, as a person wants to read it.

use super::{PostInfo, QueryError};
use crate::model::Lang;
use crate::ontology::schema::Schema;
use crate::vocab::{Property, TAC, property};
use iref::Iri;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Term};
use oxigraph::store::Store;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Kinds of entities in the order in which one of several is the best to show: the narrower first.
const BEST_FIRST: &[&str] = &[
    "Platform",
    "Company",
    "Researcher",
    "Person",
    "Organization",
    "Country",
    "Place",
    "Event",
    "Work",
    "Product",
    "Sector",
];

/// Reads a store for one reader: in a language, with what it has read kept at hand.
pub struct Knowledge<'s> {
    pub(super) store: &'s Store,
    pub(super) lang: Lang,
    /// Labels of ontology terms in that language, by IRI.
    pub(super) terms: BTreeMap<String, String>,
    /// Superclasses by the names of classes.
    supers: BTreeMap<String, Vec<String>>,
    pub(super) labels: RefCell<FxHashMap<String, String>>,
    pub(super) posts: RefCell<FxHashMap<String, Rc<PostInfo>>>,
}

impl<'s> Knowledge<'s> {
    /// `schema` gives the words for classes and properties.
    pub fn new(store: &'s Store, lang: Lang, schema: &Schema) -> Self {
        let classes = schema.classes().map(|info| (info.class.iri(), &info.words));
        let properties = schema
            .properties()
            .map(|info| (info.property.iri(), &info.words));
        let individuals = schema
            .individuals()
            .iter()
            .map(|info| (info.iri.as_iri(), &info.words));
        let terms = classes
            .chain(properties)
            .chain(individuals)
            .filter_map(|(iri, words)| {
                Some((iri.as_str().to_owned(), words.label(lang)?.to_owned()))
            })
            .collect();
        Self {
            store,
            lang,
            terms,
            supers: schema
                .classes()
                .map(|info| {
                    let supers = info.supers.iter().map(|class| class.name().to_owned());
                    (info.class.name().to_owned(), supers.collect())
                })
                .collect(),
            labels: RefCell::default(),
            posts: RefCell::default(),
        }
    }

    pub fn store(&self) -> &'s Store {
        self.store
    }

    /// A term of the ontology in words: its label, else the words of its name.
    pub fn term(&self, iri: NamedNodeRef<'_>) -> String {
        let iri = iri.as_str();
        let words = || super::in_words(iri.rsplit(['#', '/']).next().unwrap_or(iri));
        self.terms.get(iri).cloned().unwrap_or_else(words)
    }

    /// The classes of the ontology that an entity has, by their names (`Platform`), the best one
    /// first: the one that its IRI names or a narrower one, else the narrowest.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn classes(&self, entity: NamedNodeRef<'_>) -> Result<Vec<String>, QueryError> {
        let mut classes: Vec<String> = self
            .objects(entity, property::TYPE, None)?
            .into_iter()
            .filter_map(|class| match class {
                Term::NamedNode(class) => Some(class.as_str().strip_prefix(TAC)?.to_owned()),
                _ => None,
            })
            .collect();
        let kind = super::short_name(entity.as_str());
        let kind = kind.split('/').next().unwrap_or_default();
        let rank = |class: &String| {
            let supers = self.supers.get(class);
            let of_kind = supers.into_iter().flatten().chain([class]);
            let known = BEST_FIRST.iter().position(|best| best == class);
            (
                !of_kind.into_iter().any(|it| it.eq_ignore_ascii_case(kind)),
                known.unwrap_or(BEST_FIRST.len()),
            )
        };
        classes.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
        classes.dedup();
        Ok(classes)
    }

    /// The objects of all statements of a subject and a property: in one graph, or in all (then a
    /// value stands once for each graph with it). Sorted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn objects(
        &self,
        subject: NamedNodeRef<'_>,
        property: Property,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Vec<Term>, QueryError> {
        let mut objects = vec![];
        for quad in self.store.quads_for_pattern(
            Some(subject.into()),
            Some(node(property.iri())),
            None,
            graph.map(GraphNameRef::from),
        ) {
            objects.push(quad?.object);
        }
        objects.sort_by_cached_key(Term::to_string);
        Ok(objects)
    }

    /// The first of [`objects`](Self::objects).
    pub(super) fn object(
        &self,
        subject: NamedNodeRef<'_>,
        property: Property,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Option<Term>, QueryError> {
        Ok(self.objects(subject, property, graph)?.into_iter().next())
    }
}

/// An IRI of the vocabulary as oxigraph wants it.
pub(super) fn node(iri: &'static Iri) -> NamedNodeRef<'static> {
    NamedNodeRef::new_unchecked(iri.as_str())
}

/// The value of a literal; `None` for all else.
pub(super) fn value(term: Term) -> Option<String> {
    match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    }
}

/// The IRI; `None` for all else.
pub(super) fn iri(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}
