//! Properties and classes that a query looks for and nobody knows: it would find nothing, and say nothing.

use super::near::nearest;
use super::tokens::{Token, tokens};
use super::uses::{Role, Uses};
use super::{QueryError, prefixes, short_name};
use crate::ontology::schema::Schema;
use crate::vocab::{Class, Property, TAC};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use oxigraph::store::Store;
use spargebra::{Query, Update};
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// Triples of a store that are looked at for something near at most: a hint is worth no more time.
const LOOKED_AT: usize = 100_000;

/// A property or class that no triple has and no ontology declares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownTerm {
    /// As people write it: `tac:operateBy`.
    pub name: String,
    /// `property`, `class`, or `term` where it stands elsewhere.
    pub role: &'static str,
    /// Where it stands in the text: bytes from 0, half-open; empty where that is not known.
    pub span: Range<usize>,
    /// Known ones that are like it, the likest first. May be empty.
    pub near: Vec<String>,
}

impl fmt::Display for UnknownTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, role, .. } = self;
        write!(f, "no triple and no ontology knows the {role} `{name}`")
    }
}

/// The unknown ones of a query, in its order. The ontology is asked for only where the store has not all of the
/// query's terms, which is seldom.
///
/// # Errors
/// Where the store cannot be read, and those of `schema`.
pub fn of_query<'o, E: From<QueryError>>(
    query: &Query,
    text: &str,
    store: &Store,
    schema: impl FnOnce() -> Result<&'o Schema, E>,
) -> Result<Vec<UnknownTerm>, E> {
    let unmet = Unmet::of(Uses::of_query(query), &query.to_string(), store)?;
    unmet.unknown(text, store, schema)
}

/// The unknown ones of an update, in its order; of what it puts in, those of our own namespace alone.
///
/// # Errors
/// As [`of_query`].
pub fn of_update<'o, E: From<QueryError>>(
    update: &Update,
    text: &str,
    store: &Store,
    schema: impl FnOnce() -> Result<&'o Schema, E>,
) -> Result<Vec<UnknownTerm>, E> {
    let unmet = Unmet::of(Uses::of_update(update), &update.to_string(), store)?;
    unmet.unknown(text, store, schema)
}

/// Terms that the store does not have.
struct Unmet {
    used: Vec<(NamedNode, Role)>,
    /// Of our own namespace, in other places.
    ours: Vec<NamedNode>,
}

impl Unmet {
    /// `printed` has every IRI in full, however the text wrote it.
    fn of(uses: Uses, printed: &str, store: &Store) -> Result<Self, QueryError> {
        let all: BTreeSet<&str> = uses.0.iter().map(|(node, _)| node.as_str()).collect();
        // Our own namespace is ours in every place: `tac:Denyed` as an object is a slip too.
        let ours: BTreeSet<&str> = tokens(printed)
            .filter_map(|(_, token)| match token {
                Token::Iri(iri) if iri.starts_with(TAC) && !all.contains(iri) => Some(iri),
                _ => None,
            })
            .collect();
        let mut unmet = Self {
            used: vec![],
            ours: vec![],
        };
        for iri in ours {
            let node = NamedNodeRef::new_unchecked(iri);
            if !stands_anywhere(store, node)? {
                unmet.ours.push(node.into_owned());
            }
        }
        for (node, role) in uses.0 {
            if !is_used(store, node.as_ref(), role)? {
                unmet.used.push((node, role));
            }
        }
        Ok(unmet)
    }

    /// Those that no ontology declares either.
    fn unknown<'o, E: From<QueryError>>(
        self,
        text: &str,
        store: &Store,
        schema: impl FnOnce() -> Result<&'o Schema, E>,
    ) -> Result<Vec<UnknownTerm>, E> {
        if self.used.is_empty() && self.ours.is_empty() {
            return Ok(vec![]);
        }
        let schema = schema()?;
        let mut found = vec![];
        for (node, role) in self.used {
            if is_declared(node.as_ref(), role, schema) {
                continue;
            }
            found.push(UnknownTerm {
                name: short_name(node.as_str()),
                role: match role {
                    Role::Property => "property",
                    Role::Class => "class",
                },
                span: place(text, node.as_str()),
                near: near(&node, role, store, schema)?,
            });
        }
        let is_known = |node: &NamedNode| {
            let mut roles = [Role::Property, Role::Class].into_iter();
            roles.any(|role| is_declared(node.as_ref(), role, schema))
                || schema
                    .individuals()
                    .iter()
                    .any(|info| info.iri.as_str() == node.as_str())
        };
        let ours = self.ours.iter().filter(|node| !is_known(node));
        found.extend(ours.map(|node| of_ours(node.as_str(), text, schema)));
        Ok(found)
    }
}

/// A term of our own namespace that is neither property nor class where it stands.
fn of_ours(iri: &str, text: &str, schema: &Schema) -> UnknownTerm {
    let names = schema
        .individuals()
        .iter()
        .filter_map(|info| info.iri.as_str().strip_prefix(TAC))
        .chain(schema.properties().map(|info| info.property.name()))
        .chain(schema.classes().map(|info| info.class.name()));
    let local = iri.trim_start_matches(TAC);
    UnknownTerm {
        name: short_name(iri),
        role: "term",
        span: place(text, iri),
        near: nearest(local, names, 3)
            .into_iter()
            .map(|name| format!("tac:{name}"))
            .collect(),
    }
}

fn is_declared(node: NamedNodeRef<'_>, role: Role, schema: &Schema) -> bool {
    let iri = node.as_str();
    match role {
        Role::Property => {
            Property::known(iri).is_some()
                || schema
                    .properties()
                    .any(|info| info.property.iri().as_str() == iri)
        }
        Role::Class => {
            Class::known(iri).is_some()
                || schema
                    .classes()
                    .any(|info| info.class.iri().as_str() == iri)
        }
    }
}

fn is_used(store: &Store, node: NamedNodeRef<'_>, role: Role) -> Result<bool, QueryError> {
    let mut quads = match role {
        Role::Property => store.quads_for_pattern(None, Some(node), None, None),
        Role::Class => store.quads_for_pattern(None, Some(rdf::TYPE), Some(node.into()), None),
    };
    Ok(quads.next().transpose()?.is_some())
}

fn stands_anywhere(store: &Store, node: NamedNodeRef<'_>) -> Result<bool, QueryError> {
    for mut quads in [
        store.quads_for_pattern(None, Some(node), None, None),
        store.quads_for_pattern(None, None, Some(node.into()), None),
        store.quads_for_pattern(Some(node.into()), None, None, None),
    ] {
        if quads.next().transpose()?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Known ones whose last part is like the last part of this: those of the ontology, else those of the store.
fn near(
    node: &NamedNode,
    role: Role,
    store: &Store,
    schema: &Schema,
) -> Result<Vec<String>, QueryError> {
    let declared: BTreeSet<String> = match role {
        Role::Property => schema
            .properties()
            .map(|info| info.property.iri().to_string())
            .chain(
                crate::vocab::property::ALL
                    .iter()
                    .map(|it| it.iri().to_string()),
            )
            .collect(),
        Role::Class => schema
            .classes()
            .map(|info| info.class.iri().to_string())
            .collect(),
    };
    let found = likest(node.as_str(), &declared);
    if !found.is_empty() {
        return Ok(found);
    }
    let mut used = BTreeSet::new();
    let quads = match role {
        Role::Property => store.quads_for_pattern(None, None, None, None),
        Role::Class => store.quads_for_pattern(None, Some(rdf::TYPE), None, None),
    };
    for quad in quads.take(LOOKED_AT) {
        let quad = quad?;
        match (role, quad.object) {
            (Role::Property, _) => used.insert(quad.predicate.into_string()),
            (Role::Class, Term::NamedNode(class)) => used.insert(class.into_string()),
            _ => false,
        };
    }
    Ok(likest(node.as_str(), &used))
}

fn likest(iri: &str, known: &BTreeSet<String>) -> Vec<String> {
    let last = |iri: &str| {
        iri.rsplit(['#', '/', ':'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let locals: BTreeSet<String> = known.iter().map(|iri| last(iri)).collect();
    let near = nearest(&last(iri), locals.iter().map(String::as_str), 3);
    near.iter()
        .flat_map(|local| known.iter().filter(|iri| last(iri) == **local))
        .map(|iri| short_name(iri))
        .take(3)
        .collect()
}

/// Where an IRI stands, in full or by a prefix.
fn place(text: &str, iri: &str) -> Range<usize> {
    let declared = prefixes::declared(text);
    let starts = |prefix: &str| {
        let own = declared.iter().find(|(name, _)| *name == prefix);
        own.map(|(_, iri)| *iri).or_else(|| prefixes::known(prefix))
    };
    tokens(text)
        .find(|(_, token)| match token {
            Token::Prefixed { prefix, local } => {
                starts(prefix).is_some_and(|start| iri.strip_prefix(start) == Some(local))
            }
            Token::Iri(found) => *found == iri,
            Token::Variable(_) | Token::Word(_) => false,
        })
        .map_or(0..0, |(span, _)| span)
}
