//! From facts to quads: the only place that writes the RDF shape (by example: `tests/fixtures/shape.trig`).
//!
//! A post's named graph holds the post and its sources, the entities that it mentions, the direct triples of
//! what it asserts, and one claim per fact that says why ([Web Annotation selectors][oa], [PROV-O][prov]).
//! Plain RDF 1.1 without blank nodes: every node has a name, so that two stores compare line by line.
//!
//! [oa]: https://www.w3.org/TR/annotation-model/#selectors
//! [prov]: https://www.w3.org/TR/prov-o/

mod background;
mod claim;
mod graph;

pub use background::{FormerName, KnownEntity, background};

use iref::IriBuf;

use self::graph::{GraphWriter, name, node};
use crate::model::{CharIndex, Entity, Extraction, Lang, Object, Post, Quad, Source, Stance};
use crate::vocab::{Class, class, property};

/// Why a post cannot be encoded: a reader or the resolver handed on what it must not.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EncodeError {
    #[error("`{0}` is no IRI (a fault of the program: please report it with the post)")]
    Iri(String),
    #[error(
        "bytes {start} to {end} are no piece of the post {post} (a fault of the program: please report it with the post)"
    )]
    Span { post: String, start: u32, end: u32 },
    #[error(
        "the post {post} has no entity {entity} (a fault of the program: please report it with the post)"
    )]
    Entity { post: String, entity: usize },
}

/// The graph of a post: what stands in it and what was found in it.
///
/// `rules_version` names the rules, names and classes that read it; `fingerprint` holds the hashes of its
/// longer paragraphs, and may be empty. In the order of the text; the same input gives the same quads.
///
/// # Errors
/// An IRI that is none, a span outside of the text, a fact about an entity that is not there.
pub fn encode(
    post: &Post,
    extraction: &Extraction,
    rules_version: &str,
    fingerprint: &[u32],
) -> Result<Vec<Quad>, EncodeError> {
    let iri = node(&post.iri)?;
    let mut out = GraphWriter::new(iri.clone());
    describe(post, &iri, rules_version, fingerprint, &mut out);
    out.extend(sources(&post.iri, &post.sources)?);
    let entities = extraction
        .entities
        .iter()
        .map(|entity| node(&entity.iri))
        .collect::<Result<Vec<_>, _>>()?;
    for entity in &entities {
        out.link(&iri, property::MENTIONS, entity);
    }
    for (entity, iri) in extraction.entities.iter().zip(&entities) {
        name_entity(post, entity, iri, &mut out)?;
    }
    let index = CharIndex::new(&post.text);
    for fact in &extraction.facts {
        let subject = entity(post, &entities, fact.subject)?;
        let object = match &fact.object {
            Object::Entity(id) => graph::iri_term(entity(post, &entities, *id)?),
            Object::Value(value) => graph::value_term(value),
        };
        if fact.evidence.stance == Stance::Asserted {
            out.add(subject, fact.predicate, object.clone());
        }
        let speaker = match fact.evidence.claimed_by {
            Some(id) => Some(entity(post, &entities, id)?),
            None => None,
        };
        let said = claim::Said {
            subject,
            predicate: fact.predicate,
            object,
            speaker,
        };
        claim::write(post, &index, &said, &fact.evidence, &mut out)?;
    }
    Ok(out.finish())
}

/// The quads that say from which files a post comes, in its own graph.
///
/// # Errors
/// A post whose IRI is none.
pub fn sources(post: &str, sources: &[Source]) -> Result<Vec<Quad>, EncodeError> {
    let post = node(post)?;
    let mut out = GraphWriter::new(post.clone());
    for source in sources {
        let (start, end) = (source.start.to_string(), source.end.to_string());
        let iri = name("source", &[&source.file, &source.hash, &start, &end])?;
        out.link(&post, property::DERIVED_FROM, &iri);
        out.class(&iri, class::SOURCE);
        out.text(&iri, property::FILE, &source.file);
        out.text(&iri, property::FILE_HASH, &source.hash);
        out.number(&iri, property::START, source.start);
        out.number(&iri, property::END, source.end);
    }
    Ok(out.finish())
}

fn describe(
    post: &Post,
    iri: &IriBuf,
    rules_version: &str,
    fingerprint: &[u32],
    out: &mut GraphWriter,
) {
    out.class(iri, class::POST);
    if let Some(title) = &post.title {
        out.words(iri, property::HEADLINE, title, Some(post.lang));
    }
    if let Some(date) = post.date {
        out.add(iri, property::DATE_PUBLISHED, graph::date_term(date));
    }
    out.text(iri, property::IN_LANGUAGE, post.lang.as_str());
    if let Some(url) = &post.url {
        // An address that is no IRI is still what the source says: kept as a text.
        match node(url) {
            Ok(url) => out.link(iri, property::URL, &url),
            Err(_) => out.text(iri, property::URL, url),
        }
    }
    if let Some(author) = &post.author {
        out.text(iri, property::AUTHOR, author);
    }
    if let Some(medium) = &post.medium {
        out.text(iri, property::PUBLISHER, medium);
    }
    out.text(iri, property::CONTENT_HASH, &post.hash);
    out.text(iri, property::RULES_VERSION, rules_version);
    if !fingerprint.is_empty() {
        let hex: Vec<_> = fingerprint
            .iter()
            .map(|hash| format!("{hash:08x}"))
            .collect();
        out.text(iri, property::FINGERPRINT, &hex.join(" "));
    }
}

/// Classes, label, and the other forms in which this post names it.
fn name_entity(
    post: &Post,
    entity: &Entity,
    iri: &IriBuf,
    out: &mut GraphWriter,
) -> Result<(), EncodeError> {
    for class in classes(entity.class, &entity.also) {
        out.class(iri, class);
    }
    out.words(iri, property::LABEL, &entity.label, entity.label_lang);
    let mut forms = Vec::new();
    for mention in &entity.mentions {
        // A name broken over two lines is the same name.
        let form = graph::piece(post, *mention)?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if form != entity.label && !forms.contains(&form) {
            out.words(iri, property::ALT_LABEL, &form, None::<Lang>);
            forms.push(form);
        }
    }
    Ok(())
}

/// The classes of an entity; a researcher is written as a person too, so that a query for persons that does
/// not reason finds them.
fn classes(best: Class, also: &[Class]) -> Vec<Class> {
    let mut classes = vec![best];
    for &class in also {
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    if classes.contains(&class::RESEARCHER) && !classes.contains(&class::PERSON) {
        classes.push(class::PERSON);
    }
    classes
}

fn entity<'e>(post: &Post, entities: &'e [IriBuf], id: usize) -> Result<&'e IriBuf, EncodeError> {
    entities.get(id).ok_or_else(|| EncodeError::Entity {
        post: post.iri.clone(),
        entity: id,
    })
}
