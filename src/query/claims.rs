//! Claims: what one post says, how, and why we hold that it does.

use super::knowledge::{iri, node, value};
use super::{Knowledge, QueryError};
use crate::model::{Basis, Stance};
use crate::vocab::{Property, TAC, class, property};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Term};
use rustc_hash::FxHashMap;

/// One statement of one post.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    pub iri: NamedNode,
    /// The post, which is the graph that the claim stands in.
    pub post: NamedNode,
    pub subject: NamedNode,
    pub predicate: NamedNode,
    pub object: Term,
    pub stance: Stance,
    /// How often the rule is right, 0 to 1.
    pub confidence: Option<f64>,
    /// The id of the rule that read it.
    pub rule: Option<String>,
    /// Whom the post names as the source; `None`: the post's own voice.
    pub speaker: Option<NamedNode>,
    pub as_of: Option<AsOfDate>,
    pub quote: Option<Quote>,
}

/// The time for which a claim is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AsOfDate {
    /// `2019`, `2019-02` or `2019-02-14`.
    pub date: String,
    pub basis: Option<Basis>,
}

/// The passage that states a claim.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quote {
    pub exact: String,
    /// What stands before and behind it; may be empty.
    pub prefix: String,
    pub suffix: String,
    /// Characters of the post's text from 0, end exclusive.
    pub position: Option<(u64, u64)>,
}

/// Which claims: all parts that are given must be met.
#[derive(Clone, Copy, Default)]
pub struct Pattern<'p> {
    pub subject: Option<NamedNodeRef<'p>>,
    pub predicate: Option<NamedNodeRef<'p>>,
    pub object: Option<&'p Term>,
}

/// A claim without its evidence: what an overview of all of them needs.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// The claim.
    pub iri: String,
    pub post: NamedNode,
    pub subject: NamedNode,
    pub predicate: NamedNode,
    pub object: Term,
    pub stance: Stance,
    /// `2019`, `2019-02` or `2019-02-14`.
    pub as_of: Option<String>,
}

impl Knowledge<'_> {
    /// The claims that a pattern lets through, by the date of their posts, then post and place; what people
    /// decided comes first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn claims(&self, pattern: Pattern<'_>) -> Result<Vec<Claim>, QueryError> {
        let object = pattern.object.map(Term::as_ref);
        let (by, wanted) = match (pattern.subject, object, pattern.predicate) {
            (Some(subject), _, _) => (property::SUBJECT, Some(subject.into())),
            (_, Some(object), _) => (property::OBJECT, Some(object)),
            (_, _, predicate) => (property::PREDICATE, predicate.map(Into::into)),
        };
        let mut claims = vec![];
        for quad in self
            .store
            .quads_for_pattern(None, Some(node(by.iri())), wanted, None)
        {
            let quad = quad?;
            let (Term::NamedNode(claim), GraphName::NamedNode(post)) =
                (quad.subject.into(), quad.graph_name)
            else {
                continue;
            };
            let Some(claim) = self.claim(claim, post)? else {
                continue;
            };
            let meets = pattern
                .subject
                .is_none_or(|it| it == claim.subject.as_ref())
                && pattern
                    .predicate
                    .is_none_or(|it| it == claim.predicate.as_ref())
                && pattern.object.is_none_or(|it| *it == claim.object);
            if meets {
                let date = self.post(claim.post.as_ref())?.date.clone();
                claims.push((date, claim));
            }
        }
        claims.sort_by(|(date, a), (other, b)| {
            let place = |claim: &Claim| claim.quote.as_ref().and_then(|quote| quote.position);
            date.cmp(other)
                .then_with(|| a.post.as_str().cmp(b.post.as_str()))
                .then_with(|| place(a).cmp(&place(b)))
                .then_with(|| a.iri.as_str().cmp(b.iri.as_str()))
        });
        let mut all = self.decided(pattern)?;
        all.extend(claims.into_iter().map(|(_, claim)| claim));
        Ok(all)
    }

    /// The claims of one name: one for each graph that has it. Empty where there is none.
    pub(super) fn claims_named(&self, claim: NamedNodeRef<'_>) -> Result<Vec<Claim>, QueryError> {
        let mut claims = vec![];
        let subject = Some(node(property::SUBJECT.iri()));
        for quad in self
            .store
            .quads_for_pattern(Some(claim.into()), subject, None, None)
        {
            if let GraphName::NamedNode(post) = quad?.graph_name {
                claims.extend(self.claim(claim.into_owned(), post)?);
            }
        }
        Ok(claims)
    }

    /// `None` where it is no whole claim: other people's RDF may hold statements of other shapes.
    fn claim(&self, claim: NamedNode, post: NamedNode) -> Result<Option<Claim>, QueryError> {
        let one = |property| self.object(claim.as_ref(), property, Some(post.as_ref()));
        let (Some(subject), Some(predicate), Some(object)) = (
            one(property::SUBJECT)?.and_then(iri),
            one(property::PREDICATE)?.and_then(iri),
            one(property::OBJECT)?,
        ) else {
            return Ok(None);
        };
        let as_of = match one(property::AS_OF)?.and_then(value) {
            Some(date) => Some(AsOfDate {
                date,
                basis: one(property::AS_OF_BASIS)?.and_then(basis),
            }),
            None => None,
        };
        Ok(Some(Claim {
            subject,
            predicate,
            object,
            stance: one(property::STANCE)?
                .and_then(stance)
                .unwrap_or(Stance::Asserted),
            confidence: one(property::CONFIDENCE)?
                .and_then(value)
                .and_then(|number| number.parse().ok()),
            rule: one(property::RULE)?.and_then(value),
            speaker: one(property::CLAIMED_BY)?.and_then(iri),
            as_of,
            quote: self.quote(claim.as_ref(), post.as_ref())?,
            iri: claim,
            post,
        }))
    }

    fn quote(
        &self,
        claim: NamedNodeRef<'_>,
        post: NamedNodeRef<'_>,
    ) -> Result<Option<Quote>, QueryError> {
        let target = self.object(claim, property::HAS_TARGET, Some(post))?;
        let Some(target) = target.and_then(iri) else {
            return Ok(None);
        };
        let mut quote = Quote::default();
        for selector in self.objects(target.as_ref(), property::HAS_SELECTOR, Some(post))? {
            let Some(selector) = iri(selector) else {
                continue;
            };
            let one = |property: Property| -> Result<Option<String>, QueryError> {
                let object = self.object(selector.as_ref(), property, Some(post))?;
                Ok(object.and_then(value))
            };
            if let Some(exact) = one(property::EXACT)? {
                quote.exact = exact;
                quote.prefix = one(property::PREFIX)?.unwrap_or_default();
                quote.suffix = one(property::SUFFIX)?.unwrap_or_default();
            }
            let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
            let (start, end) = (one(property::OA_START)?, one(property::OA_END)?);
            quote.position = quote.position.or(number(start).zip(number(end)));
        }
        Ok((!quote.exact.is_empty()).then_some(quote))
    }

    /// All claims without their evidence, in the order of their IRIs: six scans of the store in
    /// place of a dozen look-ups for each claim.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn facts(&self) -> Result<Vec<Fact>, QueryError> {
        #[derive(Default)]
        struct Parts([Option<Term>; 5]);
        const READ: [Property; 5] = [
            property::SUBJECT,
            property::PREDICATE,
            property::OBJECT,
            property::STANCE,
            property::AS_OF,
        ];
        let mut claims: FxHashMap<(Term, GraphName), Parts> = FxHashMap::default();
        let a_claim = node(class::CLAIM.iri());
        for quad in self.store.quads_for_pattern(
            None,
            Some(node(property::TYPE.iri())),
            Some(a_claim.into()),
            None,
        ) {
            let quad = quad?;
            claims.insert((quad.subject.into(), quad.graph_name), Parts::default());
        }
        for (at, property) in READ.into_iter().enumerate() {
            let property = Some(node(property.iri()));
            for quad in self.store.quads_for_pattern(None, property, None, None) {
                let quad = quad?;
                if let Some(parts) = claims.get_mut(&(quad.subject.into(), quad.graph_name)) {
                    parts.0[at] = Some(quad.object);
                }
            }
        }
        let mut facts: Vec<Fact> = claims
            .into_iter()
            .filter_map(
                |((claim, post), Parts([subject, predicate, object, how, as_of]))| {
                    let GraphName::NamedNode(post) = post else {
                        return None;
                    };
                    Some(Fact {
                        iri: match claim {
                            Term::NamedNode(claim) => claim.into_string(),
                            other => other.to_string(),
                        },
                        post,
                        subject: iri(subject?)?,
                        predicate: iri(predicate?)?,
                        object: object?,
                        stance: how.and_then(stance).unwrap_or(Stance::Asserted),
                        as_of: as_of.and_then(value),
                    })
                },
            )
            .collect();
        facts.sort_by(|a, b| (&a.iri, a.post.as_str()).cmp(&(&b.iri, b.post.as_str())));
        Ok(facts)
    }
}

fn stance(term: Term) -> Option<Stance> {
    Some(match iri(term)?.as_str().strip_prefix(TAC)? {
        "Asserted" => Stance::Asserted,
        "Denied" => Stance::Denied,
        "Hedged" => Stance::Hedged,
        "Conditional" => Stance::Conditional,
        "Asked" => Stance::Asked,
        _ => return None,
    })
}

fn basis(term: Term) -> Option<Basis> {
    Some(match iri(term)?.as_str().strip_prefix(TAC)? {
        "Stated" => Basis::Stated,
        "Sentence" => Basis::Sentence,
        "Publication" => Basis::Publication,
        _ => return None,
    })
}
