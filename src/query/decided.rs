//! What people decided, as claims that no post makes: the facts of the curated graph.

use super::claims::{Claim, Fact, Pattern};
use super::knowledge::node;
use super::{Knowledge, QueryError};
use crate::model::Stance;
use crate::vocab::{graph, is_relation, property};
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

/// Whether a claim of this graph was decided, and is no post's.
pub fn is_decided(post: &str) -> bool {
    post == graph::CURATED.as_str()
}

impl Knowledge<'_> {
    /// The decided facts that a pattern lets through, by their terms. Their graph stands for claim and post.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn decided(&self, pattern: Pattern<'_>) -> Result<Vec<Claim>, QueryError> {
        let curated = node(graph::CURATED);
        let mut claims = vec![];
        for quad in self.store.quads_for_pattern(
            pattern.subject.map(Into::into),
            pattern.predicate,
            pattern.object.map(Term::as_ref),
            Some(GraphNameRef::from(curated)),
        ) {
            let quad = quad?;
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                continue;
            };
            if !is_relation(quad.predicate.as_str()) || self.is_claim(subject.as_ref())? {
                continue;
            }
            claims.push(Claim {
                iri: curated.into_owned(),
                post: curated.into_owned(),
                subject,
                predicate: quad.predicate,
                object: quad.object,
                stance: Stance::Asserted,
                confidence: None,
                rule: None,
                speaker: None,
                as_of: None,
                quote: None,
            });
        }
        claims.sort_by_cached_key(|claim| {
            let (subject, predicate) = (&claim.subject, &claim.predicate);
            format!("{subject} {predicate} {}", claim.object)
        });
        Ok(claims)
    }

    /// As [`decided`](Self::decided), all of them without what they do not have.
    pub(super) fn decided_facts(&self) -> Result<Vec<Fact>, QueryError> {
        let claims = self.decided(Pattern::default())?.into_iter();
        let facts = claims.map(|claim| Fact {
            iri: claim.iri.into_string(),
            post: claim.post,
            subject: claim.subject,
            predicate: claim.predicate,
            object: claim.object,
            stance: claim.stance,
            as_of: None,
        });
        Ok(facts.collect())
    }

    /// Whoever puts whole claims into the curated graph is taken at their word, as a post is.
    fn is_claim(&self, subject: NamedNodeRef<'_>) -> Result<bool, QueryError> {
        let curated: NamedNode = node(graph::CURATED).into_owned();
        let claimed = self.objects(subject, property::SUBJECT, Some(curated.as_ref()))?;
        Ok(!claimed.is_empty())
    }
}
