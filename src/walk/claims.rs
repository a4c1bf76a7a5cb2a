//! Reads the claims of a store, with one pass over each property of the shape.
//!
//! A pattern per property costs one sequential scan; a query per claim would cost a seek each, which
//! on 100,000 claims is the difference between a second and half a minute.

use oxigraph::model::{GraphName, GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use rustc_hash::FxHashMap;

use super::Error;
use super::statements::Statements;
use super::symbols::{Latest, Symbol, Symbols};
use crate::model::view::last_part;
use crate::model::{PartialDate, Stance};
use crate::vocab::{Property, property};

/// The object of a claim.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum RawObject {
    Entity(Symbol),
    /// The lexical form of a literal.
    Literal(String),
}

/// A claim as it stands in the store, its IRIs as symbols.
pub(super) struct RawClaim {
    pub iri: Symbol,
    pub post: Symbol,
    pub subject: Symbol,
    pub predicate: Symbol,
    pub object: RawObject,
    pub stance: Stance,
    pub confidence: f32,
    pub as_of: Option<PartialDate>,
    pub speaker: Option<Symbol>,
}

/// A claim while its parts come in, one property after the other.
struct Parts {
    iri: Symbol,
    graph: Option<Symbol>,
    subject: Symbol,
    predicate: Option<Symbol>,
    object: Option<RawObject>,
    stance: Option<Stance>,
    confidence: f32,
    as_of: Option<PartialDate>,
    speaker: Option<Symbol>,
}

/// All claims of the graphs given (all graphs: `None`). What lacks a subject, predicate, object or
/// stance is no claim, and is passed over; so is what has no IRI of its own.
pub(super) fn read(
    store: &dyn Statements,
    graphs: Option<&[GraphName]>,
    symbols: &mut Symbols,
) -> Result<Vec<RawClaim>, Error> {
    let mut claims: Vec<Parts> = Vec::new();
    // A claim is found by its own IRI and its graph: the same may stand in two graphs.
    let mut at: FxHashMap<(Symbol, Option<Symbol>), usize> = FxHashMap::default();

    let mut post = Latest::default();
    store.scan(graphs, property::SUBJECT, &mut |quad| {
        let (Some((iri, graph)), TermRef::NamedNode(subject)) =
            (key(quad, symbols, &mut post), quad.object)
        else {
            return;
        };
        at.insert((iri, graph), claims.len());
        claims.push(Parts {
            iri,
            graph,
            subject: symbols.symbol(subject.as_str()),
            predicate: None,
            object: None,
            stance: None,
            confidence: 1.0,
            as_of: None,
            speaker: None,
        });
    })?;

    let mut each = |part: Property, set: fn(&mut Parts, TermRef, &mut Symbols)| {
        store.scan(graphs, part, &mut |quad| {
            let claim = key(quad, symbols, &mut post).and_then(|key| at.get(&key));
            if let Some(&claim) = claim {
                set(&mut claims[claim], quad.object, symbols);
            }
        })
    };
    each(property::PREDICATE, |claim, term, symbols| {
        if let TermRef::NamedNode(predicate) = term {
            claim.predicate = Some(symbols.symbol(predicate.as_str()));
        }
    })?;
    each(property::OBJECT, |claim, term, symbols| {
        claim.object = match term {
            TermRef::NamedNode(object) => Some(RawObject::Entity(symbols.symbol(object.as_str()))),
            TermRef::Literal(value) => Some(RawObject::Literal(value.value().to_owned())),
            _ => None,
        }
    })?;
    each(property::STANCE, |claim, term, _| {
        if let TermRef::NamedNode(stance) = term {
            claim.stance = stance_named(last_part(stance.as_str()));
        }
    })?;
    each(property::CONFIDENCE, |claim, term, _| {
        if let TermRef::Literal(value) = term {
            claim.confidence = value.value().parse().unwrap_or(0.0);
        }
    })?;
    each(property::AS_OF, |claim, term, _| {
        if let TermRef::Literal(value) = term {
            claim.as_of = value.value().parse().ok();
        }
    })?;
    each(property::CLAIMED_BY, |claim, term, symbols| {
        if let TermRef::NamedNode(speaker) = term {
            claim.speaker = Some(symbols.symbol(speaker.as_str()));
        }
    })?;

    let in_default_graph = claims.iter().any(|claim| claim.graph.is_none());
    let posts = if in_default_graph {
        posts_by_target(store, symbols)?
    } else {
        FxHashMap::default()
    };
    Ok(claims
        .into_iter()
        .filter_map(|claim| {
            Some(RawClaim {
                iri: claim.iri,
                post: claim.graph.or_else(|| posts.get(&claim.iri).copied())?,
                subject: claim.subject,
                predicate: claim.predicate?,
                object: claim.object?,
                stance: claim.stance?,
                confidence: claim.confidence,
                as_of: claim.as_of,
                speaker: claim.speaker,
            })
        })
        .collect())
}

/// The way a claim is put, by the name that the ontology gives it.
fn stance_named(name: &str) -> Option<Stance> {
    Some(match name {
        "Asserted" => Stance::Asserted,
        "Denied" => Stance::Denied,
        "Hedged" => Stance::Hedged,
        "Conditional" => Stance::Conditional,
        "Asked" => Stance::Asked,
        _ => return None,
    })
}

/// The posts of claims by way of their targets. In a file without named graphs (Turtle, RDF/XML)
/// nothing else says which post makes a claim.
fn posts_by_target(
    store: &dyn Statements,
    symbols: &mut Symbols,
) -> Result<FxHashMap<Symbol, Symbol>, Error> {
    let mut sources = FxHashMap::default();
    let mut post = Latest::default();
    store.scan(None, property::HAS_SOURCE, &mut |quad| {
        if let (Some((target, _)), TermRef::NamedNode(post)) =
            (key(quad, symbols, &mut post), quad.object)
        {
            sources.insert(target, symbols.symbol(post.as_str()));
        }
    })?;
    let mut posts = FxHashMap::default();
    store.scan(None, property::HAS_TARGET, &mut |quad| {
        if let (Some((claim, _)), TermRef::NamedNode(target)) =
            (key(quad, symbols, &mut post), quad.object)
            && let Some(target) = symbols.find(target.as_str())
            && let Some(&post) = sources.get(&target)
        {
            posts.insert(claim, post);
        }
    })?;
    Ok(posts)
}

/// The subject and the named graph of a quad; `None` where the subject has no IRI.
fn key(
    quad: QuadRef<'_>,
    symbols: &mut Symbols,
    post: &mut Latest,
) -> Option<(Symbol, Option<Symbol>)> {
    let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else {
        return None;
    };
    let graph = match quad.graph_name {
        GraphNameRef::NamedNode(graph) => Some(post.symbol(graph.as_str(), symbols)),
        _ => None,
    };
    Some((symbols.symbol(subject.as_str()), graph))
}
