//! Who works for which platform: a row for each platform and sector that takes part in a fact.

use super::decided::is_decided;
use super::knowledge::{iri, node};
use super::things::{Thing, Value};
use super::{Chosen, Knowledge, QueryError, claims::Fact};
use crate::model::Stance;
use crate::vocab::{Property, class, property};
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What claims say of a platform or a sector. Lists are sorted by sources, then by label.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Row {
    pub platform: Thing,
    /// `Platform` or `Sector`.
    pub class: &'static str,
    pub run_by: Vec<Supported>,
    /// Our own knowledge, where no post says who runs it.
    pub run_by_background: Vec<Thing>,
    pub clients: Vec<Supported>,
    pub workers_in: Vec<Supported>,
    /// The latest first.
    pub users: Vec<Count>,
    pub pay: Vec<Supported>,
    /// Posts in which it takes part in a fact.
    pub sources: usize,
}

/// A value, and how many posts say so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Supported {
    #[serde(flatten)]
    pub value: Value,
    pub sources: usize,
}

/// A number of users as of a date.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Count {
    /// As the store has it, which may be more than a machine word.
    pub count: String,
    pub as_of: Option<String>,
    pub sources: usize,
}

/// Posts by value.
type Said = BTreeMap<String, (Term, BTreeSet<String>)>;

/// What is gathered for one platform.
#[derive(Default)]
struct Gathered {
    run_by: Said,
    clients: Said,
    workers_in: Said,
    pay: Said,
    users: BTreeMap<(Option<String>, String), BTreeSet<String>>,
    posts: BTreeSet<String>,
}

impl Knowledge<'_> {
    /// The rows, by number of sources, then by label; of what is asserted, or of the claims that `chosen`
    /// lets through.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn who(&self, chosen: Option<&Chosen>) -> Result<Vec<Row>, QueryError> {
        let platforms = self.members(node(class::PLATFORM.iri()))?;
        let sectors = self.members(node(class::SECTOR.iri()))?;
        let mut gathered: FxHashMap<NamedNode, Gathered> = FxHashMap::default();
        for fact in self.facts()?.into_iter().chain(self.decided_facts()?) {
            let counts = match chosen {
                Some(chosen) => chosen.has_fact(&fact),
                None => fact.stance == Stance::Asserted,
            };
            if !counts {
                continue;
            }
            let object = iri(fact.object.clone());
            for entity in [Some(fact.subject.clone()), object].into_iter().flatten() {
                if platforms.contains(&entity) || sectors.contains(&entity) {
                    gathered
                        .entry(entity.clone())
                        .or_default()
                        .add(&entity, &fact);
                }
            }
        }
        let mut rows = gathered
            .into_iter()
            .map(|(entity, its)| {
                let is_platform = platforms.contains(&entity);
                self.row(entity.as_ref(), is_platform, its)
            })
            .collect::<Result<Vec<_>, _>>()?;
        rows.sort_by(|a, b| {
            Reverse(a.sources)
                .cmp(&Reverse(b.sources))
                .then_with(|| a.platform.cmp(&b.platform))
        });
        Ok(rows)
    }

    fn members(&self, class: NamedNodeRef<'_>) -> Result<BTreeSet<NamedNode>, QueryError> {
        let mut members = BTreeSet::new();
        let a = node(property::TYPE.iri());
        for quad in self
            .store
            .quads_for_pattern(None, Some(a), Some(class.into()), None)
        {
            members.extend(iri(quad?.subject.into()));
        }
        Ok(members)
    }

    fn row(
        &self,
        entity: NamedNodeRef<'_>,
        is_platform: bool,
        its: Gathered,
    ) -> Result<Row, QueryError> {
        let run_by = self.supported(its.run_by)?;
        let mut run_by_background = vec![];
        if run_by.is_empty() {
            for operator in self.objects(entity, property::KNOWN_OPERATOR, None)? {
                if let Term::NamedNode(operator) = operator {
                    run_by_background.push(self.thing(operator.as_ref())?);
                }
            }
            run_by_background.sort();
            run_by_background.dedup();
        }
        let users = its.users.into_iter().rev();
        Ok(Row {
            platform: self.thing(entity)?,
            class: match is_platform {
                true => class::PLATFORM.name(),
                false => class::SECTOR.name(),
            },
            run_by,
            run_by_background,
            clients: self.supported(its.clients)?,
            workers_in: self.supported(its.workers_in)?,
            users: users
                .map(|((as_of, count), posts)| Count {
                    count,
                    as_of,
                    sources: posts.len(),
                })
                .collect(),
            pay: self.supported(its.pay)?,
            sources: its.posts.len(),
        })
    }

    fn supported(&self, said: Said) -> Result<Vec<Supported>, QueryError> {
        let mut list = said
            .into_values()
            .map(|(term, posts)| {
                Ok(Supported {
                    value: self.value(&term)?,
                    sources: posts.len(),
                })
            })
            .collect::<Result<Vec<_>, QueryError>>()?;
        list.sort_by(|a, b| {
            Reverse(a.sources)
                .cmp(&Reverse(b.sources))
                .then_with(|| a.value.cmp(&b.value))
        });
        Ok(list)
    }
}

impl Gathered {
    fn add(&mut self, entity: &NamedNode, fact: &Fact) {
        // What was decided stands in no post.
        let post = (!is_decided(fact.post.as_str())).then(|| fact.post.as_str().to_owned());
        self.posts.extend(post.clone());
        let is = |property: Property| fact.predicate.as_str() == property.iri().as_str();
        let said = |list: &mut Said, term: Term| {
            let (_, posts) = list
                .entry(term.to_string())
                .or_insert_with(|| (term, BTreeSet::new()));
            posts.extend(post.clone());
        };
        if fact.subject == *entity {
            let object = fact.object.clone();
            if is(property::OPERATED_BY) {
                said(&mut self.run_by, object);
            } else if is(property::WORKERS_IN) {
                said(&mut self.workers_in, object);
            } else if is(property::PAYS) {
                said(&mut self.pay, object);
            } else if is(property::USER_COUNT)
                && let Term::Literal(count) = object
            {
                let key = (fact.as_of.clone(), count.value().to_owned());
                self.users.entry(key).or_default().extend(post);
            }
        } else if is(property::USES_PLATFORM) {
            said(&mut self.clients, fact.subject.clone().into());
        }
    }
}
