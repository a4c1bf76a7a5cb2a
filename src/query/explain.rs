//! Why a fact is held: every claim for it and against it, or what is known instead.

use super::names::fold;
use super::things::{Thing, Told, Value};
use super::{Claim, Knowledge, Pattern, QueryError};
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;

/// The answer to "why?".
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Explanation {
    pub subject: Thing,
    pub predicate: Thing,
    /// `null` where any object was asked for.
    pub object: Option<Value>,
    /// Every claim for it, of any stance, by the dates of their posts. May be empty.
    pub claims: Vec<Told>,
    /// Where there is no such claim: all claims between the two, in either direction; without an
    /// object, all about the subject. Else empty.
    pub instead: Vec<Told>,
}

impl Knowledge<'_> {
    /// `object` is the name of an entity, which `names` finds, or a value (`1,000,000`); without one, all are
    /// explained.
    ///
    /// # Errors
    /// Where the object names no entity, or several, and is no value that a claim has; where the
    /// store cannot be read.
    pub fn explain(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        object: Option<&str>,
        names: &dyn Fn(&str) -> Result<NamedNode, QueryError>,
    ) -> Result<Explanation, QueryError> {
        let mut claims = self.claims(Pattern {
            subject: Some(subject),
            predicate: Some(predicate),
            object: None,
        })?;
        let object = match object {
            Some(typed) => Some(object_of(typed, &claims, names)?),
            None => None,
        };
        if let Some(object) = &object {
            claims.retain(|claim| claim.object == *object);
        }
        let instead = match (claims.is_empty(), &object) {
            (false, _) => vec![],
            (true, Some(Term::NamedNode(object))) => self.between(subject, object.as_ref())?,
            (true, _) => self.claims(Pattern {
                subject: Some(subject),
                ..Pattern::default()
            })?,
        };
        let told = |claims: Vec<Claim>| {
            claims
                .into_iter()
                .map(|claim| self.told(claim))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(Explanation {
            subject: self.thing(subject)?,
            predicate: Thing {
                label: self.term(predicate),
                iri: predicate.as_str().to_owned(),
            },
            object: object.map(|object| self.value(&object)).transpose()?,
            claims: told(claims)?,
            instead: told(instead)?,
        })
    }

    fn between(
        &self,
        one: NamedNodeRef<'_>,
        other: NamedNodeRef<'_>,
    ) -> Result<Vec<Claim>, QueryError> {
        let mut claims = vec![];
        for (subject, object) in [(one, other), (other, one)] {
            claims.extend(self.claims(Pattern {
                subject: Some(subject),
                predicate: None,
                object: Some(&object.into_owned().into()),
            })?);
        }
        Ok(claims)
    }
}

/// A value that one of the claims has goes before a name.
fn object_of(
    typed: &str,
    claims: &[Claim],
    names: &dyn Fn(&str) -> Result<NamedNode, QueryError>,
) -> Result<Term, QueryError> {
    let wanted = fold(typed);
    let is_value = |object: &&Term| match object {
        Term::Literal(literal) => literal.value() == typed || fold(literal.value()) == wanted,
        _ => false,
    };
    let mut objects = claims.iter().map(|claim| &claim.object);
    match objects.find(is_value) {
        Some(value) => Ok(value.clone()),
        None => names(typed).map(Term::from),
    }
}
