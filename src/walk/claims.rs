//! Reads the claims of a store, with one pass over each property of the shape.
//!
//! A pattern per property costs one sequential scan; a query per claim would cost a seek each, which
//! on 100,000 claims is the difference between a second and half a minute.

use oxigraph::model::{GraphName, GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use rustc_hash::FxHashMap;

use super::Error;
use super::decided::decided;
use super::statements::{Numbers, Statements};
use super::symbols::{Latest, Numbered, Symbol, Symbols};
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
    /// The claim before it with the same IRI: the same may stand in two graphs.
    before: Option<u32>,
}

/// All claims by their IRIs and graphs.
#[derive(Default)]
struct Claims {
    all: Vec<Parts>,
    /// By the symbol of the IRI the last claim that has it.
    last: Vec<Option<u32>>,
}

impl Claims {
    fn at(&mut self, (iri, graph): Key) -> Option<&mut Parts> {
        let mut at = self.last.get(iri as usize).copied().flatten();
        while let Some(claim) = at {
            let parts = &self.all[claim as usize];
            if parts.graph == graph {
                return self.all.get_mut(claim as usize);
            }
            at = parts.before;
        }
        None
    }

    fn add(&mut self, (iri, graph): Key, subject: Symbol) {
        if let Some(known) = self.at((iri, graph)) {
            known.subject = subject;
            return;
        }
        let at = iri as usize;
        if at >= self.last.len() {
            self.last.resize(at + 1, None);
        }
        let before = self.last[at].replace(self.all.len() as u32);
        self.all.push(Parts {
            iri,
            graph,
            subject,
            predicate: None,
            object: None,
            stance: None,
            confidence: 1.0,
            as_of: None,
            speaker: None,
            before,
        });
    }
}

/// The IRI of a claim, and its graph.
pub(super) type Key = (Symbol, Option<Symbol>);

/// How terms become symbols, while statements come in.
struct Reader<'s> {
    symbols: &'s mut Symbols,
    numbered: Numbered,
    post: Latest,
}

impl Reader<'_> {
    /// `None` where the subject has no IRI.
    fn key(&mut self, quad: QuadRef<'_>, numbers: Option<Numbers>) -> Option<Key> {
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else {
            return None;
        };
        let graph = match quad.graph_name {
            GraphNameRef::NamedNode(graph) => Some(self.post.symbol(graph.as_str(), self.symbols)),
            _ => None,
        };
        let number = numbers.map(|[subject, _]| subject);
        let iri = self.numbered.symbol(number, subject.as_str(), self.symbols);
        Some((iri, graph))
    }

    /// `None` where the object has no IRI.
    fn object(&mut self, quad: QuadRef<'_>, numbers: Option<Numbers>) -> Option<Symbol> {
        let TermRef::NamedNode(object) = quad.object else {
            return None;
        };
        let number = numbers.map(|[_, object]| object);
        Some(self.numbered.symbol(number, object.as_str(), self.symbols))
    }
}

/// All claims of the graphs given (all graphs: `None`). What lacks a subject, predicate, object or
/// stance is no claim, and is passed over; so is what has no IRI of its own.
pub(super) fn read(
    store: &dyn Statements,
    graphs: Option<&[GraphName]>,
    symbols: &mut Symbols,
) -> Result<Vec<RawClaim>, Error> {
    let mut reader = Reader {
        symbols,
        numbered: Numbered::default(),
        post: Latest::default(),
    };
    let mut claims = Claims::default();
    store.scan(graphs, property::SUBJECT, &mut |quad, numbers| {
        if let Some(key) = reader.key(quad, numbers)
            && let Some(subject) = reader.object(quad, numbers)
        {
            claims.add(key, subject);
        }
    })?;

    // What a part is: the object as it stands, and its symbol where it has an IRI.
    let mut each = |part: Property, set: fn(&mut Parts, TermRef, Option<Symbol>)| {
        store.scan(graphs, part, &mut |quad, numbers| {
            let claim = reader.key(quad, numbers).and_then(|key| claims.at(key));
            if let Some(claim) = claim {
                set(claim, quad.object, reader.object(quad, numbers));
            }
        })
    };
    each(property::PREDICATE, |claim, _, symbol| {
        claim.predicate = symbol;
    })?;
    each(property::OBJECT, |claim, term, symbol| {
        claim.object = match (term, symbol) {
            (_, Some(object)) => Some(RawObject::Entity(object)),
            (TermRef::Literal(value), _) => Some(RawObject::Literal(value.value().to_owned())),
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
    each(property::CLAIMED_BY, |claim, _, symbol| {
        claim.speaker = symbol;
    })?;

    let mut all = decided(store, graphs, reader.symbols, |key| {
        claims.at(key).is_some()
    })?;
    let claims = claims.all;
    let in_default_graph = claims.iter().any(|claim| claim.graph.is_none());
    let posts = if in_default_graph {
        posts_by_target(store, &mut reader)?
    } else {
        FxHashMap::default()
    };
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
    all.extend(claims);
    Ok(all)
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
    reader: &mut Reader<'_>,
) -> Result<FxHashMap<Symbol, Symbol>, Error> {
    let mut sources = FxHashMap::default();
    store.scan(None, property::HAS_SOURCE, &mut |quad, numbers| {
        if let Some((target, _)) = reader.key(quad, numbers)
            && let Some(post) = reader.object(quad, numbers)
        {
            sources.insert(target, post);
        }
    })?;
    let mut posts = FxHashMap::default();
    store.scan(None, property::HAS_TARGET, &mut |quad, numbers| {
        if let Some((claim, _)) = reader.key(quad, numbers)
            && let Some(target) = reader.object(quad, numbers)
            && let Some(&post) = sources.get(&target)
        {
            posts.insert(claim, post);
        }
    })?;
    Ok(posts)
}
