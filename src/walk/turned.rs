//! Who works for which platform, turned round: by country, by company, by researcher. Relations of
//! one step are stated by posts; those of several are derived, and name what they lead over.

use std::collections::{BTreeMap, BTreeSet};

use crate::alphabet;
use crate::model::view::{EdgeId, NodeId, View};
use crate::vocab::{Class, Property, class, property};

/// Round what the relation is turned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    Country,
    Company,
    Researcher,
}

/// A step along facts of one predicate.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// From subject to object.
    To(Property),
    /// From object to subject.
    From(Property),
}
use Step::{From, To};

/// A column: what it is called, and the ways that lead to what stands in it.
type Column = (&'static str, &'static [&'static [Step]]);

const COUNTRY: &[Column] = &[
    (
        "platforms",
        &[
            &[From(property::WORKERS_IN)],
            &[From(property::LOCATED_IN), From(property::WORKERS_IN)],
        ],
    ),
    (
        "run by",
        &[
            &[From(property::WORKERS_IN), To(property::OPERATED_BY)],
            &[From(property::WORKERS_IN), To(property::OWNED_BY)],
        ],
    ),
    (
        "used by",
        &[&[From(property::WORKERS_IN), From(property::USES_PLATFORM)]],
    ),
    ("clients of", &[&[From(property::CLIENTS_IN)]]),
];

const COMPANY: &[Column] = &[
    (
        "runs",
        &[&[From(property::OPERATED_BY)], &[From(property::OWNED_BY)]],
    ),
    ("uses", &[&[To(property::USES_PLATFORM)]]),
    (
        "workers in",
        &[
            &[To(property::WORKERS_IN)],
            &[From(property::OPERATED_BY), To(property::WORKERS_IN)],
            &[From(property::OWNED_BY), To(property::WORKERS_IN)],
            &[To(property::USES_PLATFORM), To(property::WORKERS_IN)],
        ],
    ),
    ("people", &[&[From(property::WORKS_ON)]]),
];

const RESEARCHER: &[Column] = &[
    ("affiliated with", &[&[To(property::AFFILIATED_WITH)]]),
    ("wrote", &[&[To(property::AUTHOR_OF)]]),
    ("takes part in", &[&[To(property::PARTICIPATES_IN)]]),
];

/// What a researcher is named as the source of.
const QUOTED_ON: &str = "quoted on";

/// One line: an entity and what it is linked with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turned {
    pub node: NodeId,
    /// By column, as [`columns`] names them; each sorted by posts, then by label.
    pub cells: Vec<Vec<Item>>,
    /// How many posts state one of the facts of the line.
    pub sources: usize,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    pub node: NodeId,
    /// Over what it is derived; empty where a post states it.
    pub via: Vec<NodeId>,
    /// The facts that it stands on, the first steps first.
    pub facts: Vec<EdgeId>,
    /// How many posts state the last of the steps.
    pub sources: usize,
}

/// The names of the columns.
pub fn columns(by: By) -> Vec<&'static str> {
    let names = of(by).1.iter().map(|(name, _)| *name);
    names
        .chain((by == By::Researcher).then_some(QUOTED_ON))
        .collect()
}

fn of(by: By) -> (Class, &'static [Column]) {
    match by {
        By::Country => (class::COUNTRY, COUNTRY),
        By::Company => (class::COMPANY, COMPANY),
        By::Researcher => (class::RESEARCHER, RESEARCHER),
    }
}

/// The lines, those with most posts first, then by label. Entities about which no column has
/// anything to say are left out.
pub fn turned(view: &View, by: By) -> Vec<Turned> {
    let (class, columns) = of(by);
    let steps = Steps::of(view);
    let mut lines: Vec<Turned> = Vec::new();
    for (node, its) in view.nodes.iter().enumerate() {
        let fits = its
            .classes
            .iter()
            .any(|&of| view.terms[of].iri == class.iri().as_str());
        if !fits {
            continue;
        }
        let mut cells: Vec<Vec<Item>> = columns
            .iter()
            .map(|(_, ways)| cell(view, &steps, node, ways))
            .collect();
        if by == By::Researcher {
            cells.push(quoted_on(view, node));
        }
        if cells.iter().all(Vec::is_empty) {
            continue;
        }
        let facts: BTreeSet<EdgeId> = cells
            .iter()
            .flatten()
            .flat_map(|item| item.facts.iter().copied())
            .collect();
        let sources = posts(view, facts);
        lines.push(Turned {
            node,
            cells,
            sources,
        });
    }
    lines.sort_by(|a, b| {
        let key = |line: &Turned| std::cmp::Reverse(line.sources);
        let label = |line: &Turned| &view.nodes[line.node].label;
        key(a)
            .cmp(&key(b))
            .then_with(|| alphabet::compare(label(a), label(b)))
            .then(a.node.cmp(&b.node))
    });
    lines
}

/// The facts of each node by predicate and direction.
struct Steps(BTreeMap<(NodeId, usize, bool), Vec<(NodeId, EdgeId)>>);

impl Steps {
    fn of(view: &View) -> Self {
        let mut steps: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (id, edge) in view.edges.iter().enumerate() {
            let ends = [
                (edge.subject, edge.object, true),
                (edge.object, edge.subject, false),
            ];
            for (from, to, forward) in ends {
                let row: &mut Vec<_> = steps.entry((from, edge.predicate, forward)).or_default();
                row.push((to, id));
            }
        }
        Self(steps)
    }

    fn take(&self, view: &View, from: NodeId, step: Step) -> &[(NodeId, EdgeId)] {
        let (property, forward) = match step {
            To(property) => (property, true),
            From(property) => (property, false),
        };
        let term = view
            .terms
            .binary_search_by(|term| term.iri.as_str().cmp(property.iri().as_str()));
        let found = term
            .ok()
            .and_then(|term| self.0.get(&(from, term, forward)));
        found.map_or(&[], Vec::as_slice)
    }
}

/// What a way found at its end.
#[derive(Default)]
struct Reached {
    via: BTreeSet<NodeId>,
    facts: BTreeSet<EdgeId>,
    /// Of the facts those of the last step.
    last: BTreeSet<EdgeId>,
    /// Whether one step leads to it.
    stated: bool,
}

fn cell(view: &View, steps: &Steps, start: NodeId, ways: &[&[Step]]) -> Vec<Item> {
    let mut found: BTreeMap<NodeId, Reached> = BTreeMap::new();
    for way in ways {
        let mut open: Vec<(NodeId, Vec<NodeId>, Vec<EdgeId>)> = vec![(start, vec![], vec![])];
        for step in *way {
            let mut further = Vec::new();
            for (at, via, facts) in open {
                for &(next, fact) in steps.take(view, at, *step) {
                    if next == start || via.contains(&next) {
                        continue;
                    }
                    let mut via = via.clone();
                    if at != start {
                        via.push(at);
                    }
                    let facts = facts.iter().copied().chain([fact]).collect();
                    further.push((next, via, facts));
                }
            }
            open = further;
        }
        for (end, via, facts) in open {
            let its = found.entry(end).or_default();
            its.stated |= via.is_empty();
            its.via.extend(via);
            its.last.extend(facts.last());
            its.facts.extend(facts);
        }
    }
    let items = found.into_iter().map(|(node, its)| Item {
        node,
        // What is stated need not be derived.
        via: match its.stated {
            true => Vec::new(),
            false => its.via.into_iter().collect(),
        },
        sources: posts(view, its.last),
        facts: its.facts.into_iter().collect(),
    });
    sorted(view, items.collect())
}

/// Platforms and sectors of which posts tell something with this one as its source.
fn quoted_on(view: &View, node: NodeId) -> Vec<Item> {
    let iri = view.nodes[node].iri.as_str();
    let Ok(speaker) = view
        .speakers
        .binary_search_by(|speaker| speaker.iri.as_str().cmp(iri))
    else {
        return Vec::new();
    };
    let told = [class::PLATFORM, class::SECTOR].map(|class| class.iri().as_str());
    let mut found: BTreeMap<NodeId, BTreeSet<EdgeId>> = BTreeMap::new();
    for (id, edge) in view.edges.iter().enumerate() {
        let said = view.claims_of(edge).iter();
        if !said.clone().any(|claim| claim.speaker == Some(speaker)) {
            continue;
        }
        for end in [edge.subject, edge.object] {
            let mut classes = view.nodes[end].classes.iter();
            if classes.any(|&class| told.contains(&view.terms[class].iri.as_str())) {
                found.entry(end).or_default().insert(id);
            }
        }
    }
    let items = found.into_iter().map(|(node, facts)| Item {
        node,
        via: Vec::new(),
        sources: posts(view, facts.clone()),
        facts: facts.into_iter().collect(),
    });
    sorted(view, items.collect())
}

fn sorted(view: &View, mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by(|a, b| {
        let label = |item: &Item| &view.nodes[item.node].label;
        b.sources
            .cmp(&a.sources)
            .then_with(|| alphabet::compare(label(a), label(b)))
            .then(a.node.cmp(&b.node))
    });
    items
}

/// How many posts state one of these facts.
fn posts(view: &View, facts: impl IntoIterator<Item = EdgeId>) -> usize {
    let claims = facts
        .into_iter()
        .flat_map(|fact| view.claims_of(&view.edges[fact]));
    claims
        .map(|claim| claim.post)
        .collect::<BTreeSet<usize>>()
        .len()
}
