//! What is in a store, in numbers.

use super::knowledge::{iri, node};
use super::things::Thing;
use super::{Knowledge, QueryError};
use crate::model::Stance;
use crate::vocab::{class, property};
use oxigraph::model::NamedNode;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Stances in the order of their columns.
pub const STANCES: [Stance; 5] = [
    Stance::Asserted,
    Stance::Denied,
    Stance::Hedged,
    Stance::Conditional,
    Stance::Asked,
];

/// Numbers of all kinds of things. Lists are sorted by number, then by name.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Stats {
    pub posts: usize,
    /// Entities that posts mention.
    pub entities: usize,
    /// Distinct asserted facts, however many posts state them.
    pub facts: usize,
    pub claims: usize,
    /// The date of the first and the last post that has one.
    pub first: Option<String>,
    pub last: Option<String>,
    pub languages: Vec<Counted>,
    pub media: Vec<Counted>,
    pub files: Vec<Counted>,
    /// Entities that posts mention, by each of their classes.
    pub classes: Vec<Counted>,
    pub predicates: Vec<ByStance>,
    /// The platforms that most posts mention.
    pub platforms: Vec<Counted>,
}

/// How many of something there are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Counted {
    pub name: String,
    pub count: usize,
}

/// Claims of one property.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ByStance {
    pub predicate: Thing,
    /// Distinct asserted facts.
    pub facts: usize,
    /// Claims by stance.
    pub claims: BTreeMap<&'static str, usize>,
}

impl Knowledge<'_> {
    /// # Errors
    /// Where the store cannot be read.
    pub fn stats(&self) -> Result<Stats, QueryError> {
        let posts = self.all_posts()?;
        let mentions = self.mentions()?;
        let mut stats = Stats {
            posts: posts.len(),
            entities: mentions.len(),
            ..Stats::default()
        };
        let dates = || posts.iter().filter_map(|post| post.date.clone());
        stats.first = dates().min();
        stats.last = dates().max();
        stats.languages = counted(posts.iter().filter_map(|post| post.lang.clone()));
        stats.media = counted(posts.iter().filter_map(|post| post.medium.clone()));
        stats.files = counted(posts.iter().flat_map(|post| post.files.clone()));
        self.count_classes(&mentions, &mut stats)?;
        self.count_facts(&mut stats)?;
        Ok(stats)
    }

    /// Posts by the entities that they mention.
    fn mentions(&self) -> Result<BTreeMap<NamedNode, usize>, QueryError> {
        let mut posts: BTreeMap<NamedNode, BTreeSet<String>> = BTreeMap::new();
        let property = node(property::MENTIONS.iri());
        for quad in self
            .store
            .quads_for_pattern(None, Some(property), None, None)
        {
            let quad = quad?;
            if let Some(entity) = iri(quad.object) {
                posts
                    .entry(entity)
                    .or_default()
                    .insert(quad.subject.to_string());
            }
        }
        Ok(posts
            .into_iter()
            .map(|(entity, posts)| (entity, posts.len()))
            .collect())
    }

    fn count_classes(
        &self,
        mentions: &BTreeMap<NamedNode, usize>,
        stats: &mut Stats,
    ) -> Result<(), QueryError> {
        let mut classes = vec![];
        for (entity, &count) in mentions {
            let its = self.classes(entity.as_ref())?;
            if its.iter().any(|class| class == class::PLATFORM.name()) {
                let name = self.label(entity.as_ref())?;
                stats.platforms.push(Counted { name, count });
            }
            classes.extend(its);
        }
        stats.classes = counted(classes.into_iter());
        sort(&mut stats.platforms);
        Ok(())
    }

    fn count_facts(&self, stats: &mut Stats) -> Result<(), QueryError> {
        /// Distinct facts, and claims by stance.
        type Counts = (BTreeSet<String>, BTreeMap<&'static str, usize>);
        let mut predicates: BTreeMap<NamedNode, Counts> = BTreeMap::new();
        for fact in self.facts()? {
            stats.claims += 1;
            let (facts, claims) = predicates.entry(fact.predicate).or_default();
            *claims.entry(fact.stance.name()).or_default() += 1;
            if fact.stance == Stance::Asserted {
                facts.insert(format!("{} {}", fact.subject, fact.object));
            }
        }
        stats.facts = predicates.values().map(|(facts, _)| facts.len()).sum();
        stats.predicates = predicates
            .into_iter()
            .map(|(predicate, (facts, claims))| ByStance {
                predicate: Thing {
                    label: self.term(predicate.as_ref()),
                    iri: predicate.into_string(),
                },
                facts: facts.len(),
                claims,
            })
            .collect();
        let total = |it: &ByStance| it.claims.values().sum::<usize>();
        stats.predicates.sort_by_key(|it| Reverse(total(it)));
        Ok(())
    }
}

fn counted(names: impl Iterator<Item = String>) -> Vec<Counted> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut list: Vec<Counted> = counts
        .into_iter()
        .map(|(name, count)| Counted { name, count })
        .collect();
    sort(&mut list);
    list
}

fn sort(list: &mut [Counted]) {
    list.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
}
