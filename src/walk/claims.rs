//! Reads the claims of a store, with one pass over each property of the shape.
//!
//! A pattern per property costs one sequential scan; a query per claim would cost a seek each, which
//! on 100,000 claims is the difference between a second and half a minute.

use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use rustc_hash::FxHashMap;

use super::Error;
use super::names::named;
use super::symbols::{Latest, Symbol, Symbols};
use crate::model::view::last_part;
use crate::model::{PartialDate, Stance};
use crate::vocab::{graph, is_relation, property};

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
    store: &Store,
    graphs: Option<&[GraphName]>,
    symbols: &mut Symbols,
) -> Result<Vec<RawClaim>, Error> {
    let mut claims: Vec<Parts> = Vec::new();
    // A claim is found by its own IRI and its graph: the same may stand in two graphs.
    let mut at: FxHashMap<(Symbol, Option<Symbol>), usize> = FxHashMap::default();

    let mut post = Latest::default();
    scan(store, graphs, named(property::SUBJECT), |quad| {
        let (Some((iri, graph)), Term::NamedNode(subject)) =
            (key(&quad, symbols, &mut post), quad.object)
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

    let mut each = |part: NamedNodeRef, set: fn(&mut Parts, Term, &mut Symbols)| {
        scan(store, graphs, part, |quad| {
            let claim = key(&quad, symbols, &mut post).and_then(|key| at.get(&key));
            if let Some(&claim) = claim {
                set(&mut claims[claim], quad.object, symbols);
            }
        })
    };
    each(named(property::PREDICATE), |claim, term, symbols| {
        if let Term::NamedNode(predicate) = term {
            claim.predicate = Some(symbols.symbol(predicate.as_str()));
        }
    })?;
    each(named(property::OBJECT), |claim, term, symbols| {
        claim.object = match term {
            Term::NamedNode(object) => Some(RawObject::Entity(symbols.symbol(object.as_str()))),
            Term::Literal(value) => Some(RawObject::Literal(value.destruct().0)),
            _ => None,
        }
    })?;
    each(named(property::STANCE), |claim, term, _| {
        if let Term::NamedNode(stance) = term {
            claim.stance = stance_named(last_part(stance.as_str()));
        }
    })?;
    each(named(property::CONFIDENCE), |claim, term, _| {
        if let Term::Literal(value) = term {
            claim.confidence = value.value().parse().unwrap_or(0.0);
        }
    })?;
    each(named(property::AS_OF), |claim, term, _| {
        if let Term::Literal(value) = term {
            claim.as_of = value.value().parse().ok();
        }
    })?;
    each(named(property::CLAIMED_BY), |claim, term, symbols| {
        if let Term::NamedNode(speaker) = term {
            claim.speaker = Some(symbols.symbol(speaker.as_str()));
        }
    })?;

    let in_default_graph = claims.iter().any(|claim| claim.graph.is_none());
    let posts = if in_default_graph {
        posts_by_target(store, symbols)?
    } else {
        FxHashMap::default()
    };
    let mut decided = decided(store, graphs, symbols, |subject, curated| {
        at.contains_key(&(subject, Some(curated)))
    })?;
    let claims = claims.into_iter().filter_map(|claim| {
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
    });
    decided.extend(claims);
    Ok(decided)
}

/// What people decided, as claims that no post makes: the facts of the curated graph, where that is among the
/// graphs given. Their graph stands for claim and post. What `is_claim` tells of a claim is none.
fn decided(
    store: &Store,
    graphs: Option<&[GraphName]>,
    symbols: &mut Symbols,
    is_claim: impl Fn(Symbol, Symbol) -> bool,
) -> Result<Vec<RawClaim>, Error> {
    let curated = NamedNodeRef::new_unchecked(graph::CURATED.as_str());
    if graphs.is_some_and(|graphs| !graphs.contains(&GraphName::from(curated))) {
        return Ok(Vec::new());
    }
    let of = symbols.symbol(curated.as_str());
    let mut claims = Vec::new();
    for quad in store.quads_for_pattern(None, None, None, Some(curated.into())) {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            continue;
        };
        let subject = symbols.symbol(subject.as_str());
        if !is_relation(quad.predicate.as_str()) || is_claim(subject, of) {
            continue;
        }
        let object = match quad.object {
            Term::NamedNode(object) => RawObject::Entity(symbols.symbol(object.as_str())),
            Term::Literal(value) => RawObject::Literal(value.destruct().0),
            _ => continue,
        };
        claims.push(RawClaim {
            iri: of,
            post: of,
            subject,
            predicate: symbols.symbol(quad.predicate.as_str()),
            object,
            stance: Stance::Asserted,
            confidence: 1.0,
            as_of: None,
            speaker: None,
        });
    }
    Ok(claims)
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
    store: &Store,
    symbols: &mut Symbols,
) -> Result<FxHashMap<Symbol, Symbol>, Error> {
    let mut sources = FxHashMap::default();
    let mut post = Latest::default();
    scan(store, None, named(property::HAS_SOURCE), |quad| {
        if let (Some((target, _)), Term::NamedNode(post)) =
            (key(&quad, symbols, &mut post), quad.object)
        {
            sources.insert(target, symbols.symbol(post.as_str()));
        }
    })?;
    let mut posts = FxHashMap::default();
    scan(store, None, named(property::HAS_TARGET), |quad| {
        if let (Some((claim, _)), Term::NamedNode(target)) =
            (key(&quad, symbols, &mut post), quad.object)
            && let Some(target) = symbols.find(target.as_str())
            && let Some(&post) = sources.get(&target)
        {
            posts.insert(claim, post);
        }
    })?;
    Ok(posts)
}

/// The subject and the named graph of a quad; `None` where the subject has no IRI.
fn key(quad: &Quad, symbols: &mut Symbols, post: &mut Latest) -> Option<(Symbol, Option<Symbol>)> {
    let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
        return None;
    };
    let graph = match &quad.graph_name {
        GraphName::NamedNode(graph) => Some(post.symbol(graph.as_str(), symbols)),
        _ => None,
    };
    Some((symbols.symbol(subject.as_str()), graph))
}

/// Hands on every quad of a property, in the graphs given.
pub(super) fn scan(
    store: &Store,
    graphs: Option<&[GraphName]>,
    property: NamedNodeRef<'_>,
    mut take: impl FnMut(Quad),
) -> Result<(), Error> {
    match graphs {
        None => {
            for quad in store.quads_for_pattern(None, Some(property), None, None) {
                take(quad?);
            }
        }
        Some(graphs) => {
            for graph in graphs {
                let graph = Some(graph.as_ref());
                for quad in store.quads_for_pattern(None, Some(property), None, graph) {
                    take(quad?);
                }
            }
        }
    }
    Ok(())
}
