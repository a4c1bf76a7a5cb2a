//! The chains of facts that link two entities.

use std::collections::BTreeSet;

use super::cost::{Cost, HOP};
use super::guided::{Ahead, Outcome};
use super::roads::Roads;
use super::routes::{Bans, Distances, Routes, State};
use crate::model::view::{EdgeId, NodeId, View};

/// Between which nodes of a view to search, and how.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PathQuery {
    pub from: NodeId,
    pub to: NodeId,
    /// Walk facts from subject to object only.
    pub directed: bool,
    /// Stops on the way, in this order. To reach one that hangs on a single link, a chain goes there
    /// and back.
    pub via: Vec<NodeId>,
    /// Entities that no chain may touch.
    pub avoid: Vec<NodeId>,
    /// How many hops a chain may have at most; `None`: any number.
    pub max_hops: Option<usize>,
    pub length: Length,
}

/// What makes a chain long.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Length {
    /// Its hops, where a hop through an entity with many links counts for more, because it tells
    /// less (see the toll in `walk::cost`).
    #[default]
    Telling,
    /// Its hops and nothing else.
    Plain,
    /// The doubt in its facts: the shortest chain is that whose confidences have the greatest product.
    Doubt,
}

/// Which of the chains to give.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Selection {
    /// The best ones, at most so many, none of which passes an entity twice.
    Best(usize),
    /// All with as few hops as can be, at most so many.
    AllShortest(usize),
}

/// A chain of facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chain {
    /// One more than hops, from the one end to the other.
    pub nodes: Vec<NodeId>,
    pub hops: Vec<Hop>,
}

/// A step of a chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hop {
    pub from: NodeId,
    pub to: NodeId,
    /// All facts between the two that may be walked this way, the best supported first. Never empty.
    /// A fact keeps its own direction: its subject may be `to`.
    pub facts: Vec<EdgeId>,
}

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paths {
    /// The best first. Empty: no chain links the two.
    pub chains: Vec<Chain>,
    /// Whether there are more than were asked for; not looked for where one was asked for.
    pub more: bool,
}

/// Finds chains between two nodes. Of equally long ones that with more sources comes first, then
/// that with more confidence, then by names: the same view gives the same answer.
///
/// Nodes that are not in the view have no chain. From a node to itself there is one, without hops.
pub fn paths(view: &View, query: &PathQuery, selection: Selection) -> Paths {
    paths_on(&Roads::new(view, query.directed), query, selection)
}

/// The same for one of many searches in a view; the direction is that of the roads.
pub fn paths_on(roads: &Roads<'_>, query: &PathQuery, selection: Selection) -> Paths {
    let view = roads.view;
    let ends = [query.from, query.to];
    let named = ends.iter().chain(&query.via).chain(&query.avoid);
    let shut = ends.iter().any(|end| query.avoid.contains(end));
    if shut || named.clone().any(|&node| node >= view.nodes.len()) {
        return Paths::default();
    }
    let routes = Routes::new(roads, query);
    let (found, more) = match selection {
        Selection::Best(count) => best(&routes, query.max_hops, count),
        Selection::AllShortest(count) => all_shortest(&routes, query.max_hops, count),
    };
    Paths {
        chains: found.iter().map(|states| chain(&routes, states)).collect(),
        more,
    }
}

fn chain(routes: &Routes<'_>, states: &[State]) -> Chain {
    let hops = states.windows(2).map(|pair| Hop {
        from: routes.node(pair[0]),
        to: routes.node(pair[1]),
        facts: routes.facts(pair[0], pair[1]).to_vec(),
    });
    Chain {
        nodes: states.iter().map(|&state| routes.node(state)).collect(),
        hops: hops.collect(),
    }
}

/// What may come next: a chain, or where one may leave another one that was found.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Candidate {
    /// The states as far as a chain goes along with one that was found; the last is the spur. Sorts
    /// before a chain of the same cost, because it may give one with earlier names.
    Branch(Vec<State>),
    /// The states of a chain, and at which of them it left another one.
    Chain(Vec<State>, usize),
}

/// The `count` best chains without loops, and whether there are more: Yen's algorithm (Finding the
/// K shortest loopless paths in a network, Management Science 17, 1971). Each further chain leaves
/// one that was found at some node (the spur) by a link that no chain with the same beginning took;
/// not before that one itself left another, for that has been tried (E. Lawler, Management Science
/// 18, 1972). What lies behind a spur is looked for only when nothing that costs less than it must is left.
fn best(routes: &Routes<'_>, max_hops: Option<usize>, count: usize) -> (Vec<Vec<State>>, bool) {
    let mut found: Vec<Vec<State>> = Vec::new();
    let mut ahead = Ahead::new(routes);
    let mut candidates: BTreeSet<(Cost, Candidate)> = BTreeSet::new();
    candidates.insert((Cost::default(), Candidate::Branch(vec![routes.start])));
    while let Some((_, candidate)) = candidates.pop_first() {
        let (chain, left_at) = match candidate {
            Candidate::Chain(chain, left_at) => (chain, left_at),
            Candidate::Branch(root) => {
                let bans = bans(&root, &found);
                let spur = root.len() - 1;
                let so_far = routes.cost_of(&root);
                let outcome = match max_hops {
                    None => {
                        // What costs more than the next candidate can wait.
                        let limit = candidates.first().map(|(cost, _)| *cost);
                        ahead.best(root[spur], so_far, &bans, limit)
                    }
                    Some(hops) => {
                        let left = hops.saturating_sub(spur);
                        let way = routes.within(root[spur], &bans, left);
                        way.map_or(Outcome::None, Outcome::Way)
                    }
                };
                match outcome {
                    Outcome::Way(rest) => {
                        let whole: Vec<State> = root[..spur].iter().copied().chain(rest).collect();
                        candidates.insert((routes.cost_of(&whole), Candidate::Chain(whole, spur)));
                    }
                    Outcome::Dearer(cost) => {
                        candidates.insert((cost, Candidate::Branch(root)));
                    }
                    Outcome::None => {}
                }
                continue;
            }
        };
        if found.len() == count {
            return (found, true);
        }
        found.push(chain);
        // Whether there are more than one is worth a search only to those who asked for several.
        if count == 1 {
            break;
        }
        let chain = &found[found.len() - 1];
        for spur in left_at..chain.len().saturating_sub(1) {
            let root = &chain[..=spur];
            if let Some(rest) = ahead.at_least(chain[spur], &bans(root, &found)) {
                let cost = routes.cost_of(root) + rest;
                candidates.insert((cost, Candidate::Branch(root.to_vec())));
            }
        }
    }
    (found, false)
}

/// What a chain with this beginning must not use to be another than those that were found.
fn bans(root: &[State], found: &[Vec<State>]) -> Bans {
    let spur = root.len() - 1;
    let mut bans = Bans::default();
    bans.states.extend(&root[..spur]);
    let same = found.iter().filter(|known| known.starts_with(root));
    let links = same.filter_map(|known| Some((root[spur], *known.get(spur + 1)?)));
    bans.links.extend(links);
    bans
}

/// All chains of the fewest hops, the best first, at most `count`, and whether there are more.
fn all_shortest(
    routes: &Routes<'_>,
    max_hops: Option<usize>,
    count: usize,
) -> (Vec<Vec<State>>, bool) {
    let distances = routes.hops();
    let Some(shortest) = distances.at(routes.start, None) else {
        return (Vec::new(), false);
    };
    if max_hops.is_some_and(|hops| shortest.length() > hops as u64 * HOP) {
        return (Vec::new(), false);
    }
    // One more than asked for shows that there are more.
    let mut found = follow(routes, &distances, count.saturating_add(1));
    let more = found.len() > count;
    found.truncate(count);
    found.sort_by_cached_key(|states| (routes.cost_of(states), states.clone()));
    (found, more)
}

/// Walks from the start by every link that leads nearer to the goal; at most `limit` ways, in the
/// order of their names.
fn follow(routes: &Routes<'_>, distances: &Distances, limit: usize) -> Vec<Vec<State>> {
    let nearer = |at: State| {
        let rest = distances.at(at, None).map_or(0, Cost::length);
        let mut onward = routes.onward(at);
        onward.retain(|&(next, _)| {
            distances
                .at(next, None)
                .is_some_and(|less| less.length() + HOP == rest)
        });
        onward.into_iter()
    };
    let mut found = Vec::new();
    let mut states = vec![routes.start];
    // A stack of its own, because chains may be longer than the program's stack is deep.
    let mut open = vec![nearer(routes.start)];
    while found.len() < limit {
        let Some(choices) = open.last_mut() else {
            break;
        };
        if states.last() == Some(&routes.goal) {
            found.push(states.clone());
        } else if let Some((next, _)) = choices.next() {
            states.push(next);
            open.push(nearer(next));
            continue;
        }
        states.pop();
        open.pop();
    }
    found
}

#[cfg(test)]
mod tests;
