//! What the store says of its posts: enough to know which to read again.

use std::collections::{BTreeSet, HashSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term,
};
use oxigraph::store::{StorageError, Store};

use super::StoreError;
use crate::model::{Lang, PartialDate, Source};
use crate::vocab::{Property, class, property};

/// A post as the store holds it, without its text and its facts.
#[derive(Clone, PartialEq, Debug)]
pub struct StoredPost {
    /// The post, and the name of its graph.
    pub iri: String,
    /// `None` where it has none.
    pub title: Option<String>,
    /// `None` where it has none.
    pub date: Option<PartialDate>,
    /// `None` in a store that we did not write.
    pub lang: Option<Lang>,
    /// As [`crate::model::Post::hash`]; empty in a store that we did not write.
    pub content_hash: String,
    /// Which rules, names and classes read it; empty in a store that we did not write.
    pub rules_version: String,
    /// Hashes of its longer paragraphs.
    pub fingerprint: Vec<u32>,
    /// The files that carry it, sorted.
    pub sources: Vec<Source>,
}

/// All posts, by IRI.
pub(super) fn all(store: &Store) -> Result<Vec<StoredPost>, StoreError> {
    let class = NamedNodeRef::new_unchecked(class::POST.iri().as_str());
    let mut posts = Vec::new();
    for quad in store.quads_for_pattern(None, Some(rdf::TYPE), Some(class.into()), None) {
        let quad = quad?;
        // A post is named as its graph; whatever else is called one was not put in by us.
        if let (oxigraph::model::NamedOrBlankNode::NamedNode(post), graph) =
            (&quad.subject, &quad.graph_name)
            && graph.as_ref() == GraphNameRef::NamedNode(post.as_ref())
        {
            posts.push(read(store, post)?);
        }
    }
    posts.sort_by(|a, b| a.iri.cmp(&b.iri));
    Ok(posts)
}

fn read(store: &Store, post: &NamedNode) -> Result<StoredPost, StoreError> {
    let graph = GraphNameRef::NamedNode(post.as_ref());
    let about = About::of(store, post.as_ref(), graph)?;
    let mut sources = Vec::new();
    for source in about.all(property::DERIVED_FROM) {
        if let Term::NamedNode(source) = source {
            let about = About::of(store, source.as_ref(), graph)?;
            sources.push(Source {
                file: about.text(property::FILE).unwrap_or_default(),
                hash: about.text(property::FILE_HASH).unwrap_or_default(),
                start: about.number(property::START),
                end: about.number(property::END),
            });
        }
    }
    sources.sort();
    let fingerprint = about.text(property::FINGERPRINT).unwrap_or_default();
    Ok(StoredPost {
        iri: post.as_str().to_owned(),
        title: about.text(property::HEADLINE),
        date: about
            .text(property::DATE_PUBLISHED)
            .and_then(|date| date.parse().ok()),
        lang: about
            .text(property::IN_LANGUAGE)
            .and_then(|tag| Lang::from_tag(&tag)),
        content_hash: about.text(property::CONTENT_HASH).unwrap_or_default(),
        rules_version: about.text(property::RULES_VERSION).unwrap_or_default(),
        fingerprint: fingerprint
            .split(' ')
            .filter_map(|hash| u32::from_str_radix(hash, 16).ok())
            .collect(),
        sources,
    })
}

/// The quads that say from which files a post comes.
pub(super) fn source_quads(store: &Store, post: &NamedNode) -> Result<HashSet<Quad>, StoreError> {
    let graph = GraphNameRef::NamedNode(post.as_ref());
    let derived = NamedNodeRef::new_unchecked(property::DERIVED_FROM.iri().as_str());
    let mut quads = HashSet::new();
    for quad in
        store.quads_for_pattern(Some(post.as_ref().into()), Some(derived), None, Some(graph))
    {
        let quad = quad?;
        if let Term::NamedNode(source) = &quad.object {
            let about = NamedOrBlankNodeRef::NamedNode(source.as_ref());
            for about in store.quads_for_pattern(Some(about), None, None, Some(graph)) {
                quads.insert(about?);
            }
        }
        quads.insert(quad);
    }
    Ok(quads)
}

/// The entities that posts mention.
pub(super) fn mentioned(store: &Store) -> Result<BTreeSet<String>, StoreError> {
    let mentions = NamedNodeRef::new_unchecked(property::MENTIONS.iri().as_str());
    let mut entities = BTreeSet::new();
    for quad in store.quads_for_pattern(None, Some(mentions), None, None) {
        if let Term::NamedNode(entity) = quad?.object {
            entities.insert(entity.into_string());
        }
    }
    Ok(entities)
}

/// What one graph says of one subject.
struct About(Vec<Quad>);

impl About {
    fn of(
        store: &Store,
        subject: NamedNodeRef<'_>,
        graph: GraphNameRef<'_>,
    ) -> Result<Self, StorageError> {
        store
            .quads_for_pattern(Some(subject.into()), None, None, Some(graph))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn all(&self, property: Property) -> impl Iterator<Item = &Term> {
        self.0
            .iter()
            .filter(move |quad| quad.predicate.as_str() == property.iri().as_str())
            .map(|quad| &quad.object)
    }

    /// The first by the alphabet, where somebody wrote several.
    fn text(&self, property: Property) -> Option<String> {
        self.all(property)
            .filter_map(|term| match term {
                Term::Literal(literal) => Some(Literal::value(literal).to_owned()),
                _ => None,
            })
            .min()
    }

    /// 0 where it is missing or no number.
    fn number(&self, property: Property) -> usize {
        self.text(property)
            .and_then(|number| number.parse().ok())
            .unwrap_or(0)
    }
}
