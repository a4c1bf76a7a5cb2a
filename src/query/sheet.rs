//! All that is known about one entity: what it is, and each fact, grouped, with its claims.

use super::decided::is_decided;
use super::knowledge::node;
use super::posts::PostInfo;
use super::things::{Thing, Told, Value};
use super::{Chosen, Knowledge, Pattern, QueryError};
use crate::model::Stance;
use crate::vocab::{Property, graph, property};
use oxigraph::model::{GraphNameRef, NamedNodeRef, Term};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The order in which facts are told; those of other properties come behind, by their IRIs.
const TOLD_FIRST: &[Property] = &[
    property::OPERATED_BY,
    property::OWNED_BY,
    property::USES_PLATFORM,
    property::WORKERS_IN,
    property::CLIENTS_IN,
    property::WORKS_ON,
    property::USER_COUNT,
    property::PAYS,
    property::BASED_IN,
    property::FORMER_NAME,
    property::AFFILIATED_WITH,
    property::AUTHOR_OF,
    property::PUBLISHED_IN,
    property::PARTICIPATES_IN,
    property::HELD_ON,
    property::LOCATED_IN,
    property::ORGANIZED_BY,
    property::INTERVIEWED_BY,
];

/// What a store knows of an entity.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Sheet {
    pub entity: Thing,
    /// Names of classes (`Platform`), the best one first. May be empty.
    pub classes: Vec<String>,
    /// Every other name that posts or we have for it, sorted. May be empty.
    pub names: Vec<String>,
    /// What we know and no post says. May be empty.
    pub background: Vec<Known>,
    /// Facts and other claims about it, grouped by property and direction.
    pub groups: Vec<Group>,
    /// Claims for which posts name it as the source. May be empty.
    pub says: Vec<Told>,
    /// The posts that mention it, by date.
    pub posts: Vec<PostInfo>,
}

/// A statement of our background knowledge.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Known {
    pub property: Thing,
    pub value: Value,
}

/// Facts of one property in one direction.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Group {
    pub property: Thing,
    /// Whether the entity is the subject; else it is the object.
    pub outgoing: bool,
    pub facts: Vec<Supported>,
}

/// One fact with all claims for and against it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Supported {
    /// The other end.
    pub value: Value,
    /// Posts that assert it; 0 where none does.
    pub sources: usize,
    /// Posts that deny it.
    pub denied: usize,
    /// Whether people decided it, whatever posts say.
    pub decided: bool,
    /// By the dates of their posts; those of other stances too.
    pub claims: Vec<Told>,
}

/// Place in the order of telling, IRI of the property, whether the entity is the object.
type Key = (usize, String, bool);

/// The other end, and the claim as it is shown.
type Claimed = (Term, Told);

impl Group {
    /// As a sentence with a gap: `UHRS operated by …`, `… uses platform UHRS`.
    pub fn sentence(&self, entity: &Thing) -> String {
        let (property, entity) = (&self.property.label, &entity.label);
        match self.outgoing {
            true => format!("{entity} {property} …"),
            false => format!("… {property} {entity}"),
        }
    }
}

impl Sheet {
    /// Leaves out all claims but some, and the facts of which none is left.
    pub fn keep(&mut self, chosen: &Chosen) {
        let counts = |told: &Told| chosen.has_told(told);
        self.says.retain(counts);
        for group in &mut self.groups {
            let facts = std::mem::take(&mut group.facts).into_iter();
            let facts = facts.filter_map(|mut fact| {
                fact.claims.retain(counts);
                (!fact.claims.is_empty()).then(|| Supported::of(fact.value, fact.claims))
            });
            group.facts = facts.collect();
            group.facts.sort_by(Supported::order);
        }
        self.groups.retain(|group| !group.facts.is_empty());
    }
}

impl Supported {
    fn of(value: Value, claims: Vec<Told>) -> Self {
        let posts = |stance: Stance| {
            let put_so = claims.iter().filter(|told| told.stance == stance.name());
            let posts = put_so.map(|told| told.post.iri.as_str());
            let posts = posts.filter(|post| !is_decided(post));
            posts.collect::<BTreeSet<_>>().len()
        };
        Self {
            sources: posts(Stance::Asserted),
            denied: posts(Stance::Denied),
            decided: claims.iter().any(|told| is_decided(&told.post.iri)),
            value,
            claims,
        }
    }

    /// The better supported first, of these the later.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        other
            .sources
            .cmp(&self.sources)
            .then_with(|| last(other).cmp(&last(self)))
            .then_with(|| self.value.cmp(&other.value))
    }
}

impl Knowledge<'_> {
    /// # Errors
    /// Where the store cannot be read.
    pub fn sheet(&self, entity: NamedNodeRef<'_>) -> Result<Sheet, QueryError> {
        let object = Term::from(entity.into_owned());
        let outgoing = self.claims(Pattern {
            subject: Some(entity),
            ..Pattern::default()
        })?;
        let incoming = self.claims(Pattern {
            object: Some(&object),
            ..Pattern::default()
        })?;
        let mut groups: BTreeMap<Key, Vec<Claimed>> = BTreeMap::new();
        for (is_outgoing, claims) in [(true, outgoing), (false, incoming)] {
            for claim in claims {
                let iri = claim.predicate.as_str();
                let rank = TOLD_FIRST
                    .iter()
                    .position(|known| known.iri().as_str() == iri)
                    .unwrap_or(TOLD_FIRST.len());
                let other = match is_outgoing {
                    true => claim.object.clone(),
                    false => claim.subject.clone().into(),
                };
                groups
                    .entry((rank, iri.to_owned(), !is_outgoing))
                    .or_default()
                    .push((other, self.told(claim)?));
            }
        }
        Ok(Sheet {
            entity: self.thing(entity)?,
            classes: self.classes(entity)?,
            names: self.other_names(entity)?,
            background: self.background(entity)?,
            groups: groups
                .into_iter()
                .filter_map(|((_, _, is_incoming), claims)| {
                    group(!is_incoming, claims, self).transpose()
                })
                .collect::<Result<_, _>>()?,
            says: self.said_by(entity)?,
            posts: self
                .posts_with(entity)?
                .into_iter()
                .map(Rc::unwrap_or_clone)
                .collect(),
        })
    }

    /// Every name but the one by which it is shown.
    fn other_names(&self, entity: NamedNodeRef<'_>) -> Result<Vec<String>, QueryError> {
        let mut names = BTreeSet::new();
        for property in [
            property::LABEL,
            property::PREF_LABEL,
            property::ALT_LABEL,
            property::FORMER_NAME,
        ] {
            for name in self.objects(entity, property, None)? {
                names.extend(super::knowledge::value(name));
            }
        }
        for label in self.objects(entity, property::XL_ALT_LABEL, None)? {
            if let Term::NamedNode(label) = label {
                let forms = self.objects(label.as_ref(), property::LITERAL_FORM, None)?;
                names.extend(forms.into_iter().filter_map(super::knowledge::value));
            }
        }
        names.remove(&self.label(entity)?);
        Ok(names.into_iter().collect())
    }

    /// What the graph of our own knowledge says, names and classes aside.
    fn background(&self, entity: NamedNodeRef<'_>) -> Result<Vec<Known>, QueryError> {
        const NAMES: [Property; 5] = [
            property::TYPE,
            property::PREF_LABEL,
            property::ALT_LABEL,
            property::HIDDEN_LABEL,
            property::XL_ALT_LABEL,
        ];
        let ours = GraphNameRef::from(node(graph::BACKGROUND));
        let mut known = BTreeSet::new();
        for quad in self
            .store
            .quads_for_pattern(Some(entity.into()), None, None, Some(ours))
        {
            let quad = quad?;
            if NAMES
                .iter()
                .any(|name| name.iri().as_str() == quad.predicate.as_str())
            {
                continue;
            }
            known.insert(Known {
                property: Thing {
                    label: self.term(quad.predicate.as_ref()),
                    iri: quad.predicate.as_str().to_owned(),
                },
                value: self.value(&quad.object)?,
            });
        }
        Ok(known.into_iter().collect())
    }

    fn said_by(&self, entity: NamedNodeRef<'_>) -> Result<Vec<Told>, QueryError> {
        let mut claims = vec![];
        for claim in self.subjects(property::CLAIMED_BY, entity)? {
            claims.extend(self.claims_named(claim.as_ref())?);
        }
        let mut told = claims
            .into_iter()
            .map(|claim| self.told(claim))
            .collect::<Result<Vec<_>, _>>()?;
        told.sort_by(|a, b| (&a.post, &a.claim).cmp(&(&b.post, &b.claim)));
        Ok(told)
    }
}

/// The latest date of a number or text, which is what changes; things have none here.
fn last(fact: &Supported) -> Option<&str> {
    match fact.value {
        Value::Thing(_) => None,
        Value::Literal { .. } => {
            let dates = fact.claims.iter();
            dates.filter_map(|told| told.as_of.as_deref()).max()
        }
    }
}

/// `None` without claims.
fn group(
    outgoing: bool,
    claims: Vec<Claimed>,
    knowledge: &Knowledge<'_>,
) -> Result<Option<Group>, QueryError> {
    let Some((_, first)) = claims.first() else {
        return Ok(None);
    };
    let property = first.predicate.clone();
    let mut facts: BTreeMap<String, (Value, Vec<Told>)> = BTreeMap::new();
    for (other, told) in claims {
        let value = knowledge.value(&other)?;
        let (_, list) = facts
            .entry(other.to_string())
            .or_insert_with(|| (value, vec![]));
        list.push(told);
    }
    let facts = facts.into_values();
    let mut facts: Vec<Supported> = facts
        .map(|(value, claims)| Supported::of(value, claims))
        .collect();
    facts.sort_by(Supported::order);
    Ok(Some(Group {
        property,
        outgoing,
        facts,
    }))
}
