//! The chains of facts that link two entities.

use std::collections::BTreeSet;

use super::cost::{Cost, HOP};
use super::routes::{Bans, Distances, Link, Routes, State};
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
    /// Count hops only. Otherwise a hop through an entity with many links counts for more, because
    /// it tells less (see the toll in `walk::cost`).
    pub plain: bool,
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
    let ends = [query.from, query.to];
    let named = ends.iter().chain(&query.via).chain(&query.avoid);
    let shut = ends.iter().any(|end| query.avoid.contains(end));
    if shut || named.clone().any(|&node| node >= view.nodes.len()) {
        return Paths::default();
    }
    let routes = Routes::new(view, query);
    let (found, more) = match selection {
        Selection::Best(count) => best(&routes, query.max_hops, count),
        Selection::AllShortest(count) => all_shortest(&routes, query.max_hops, count),
    };
    Paths {
        chains: found.iter().map(|states| chain(&routes, states)).collect(),
        more,
    }
}

fn chain(routes: &Routes, states: &[State]) -> Chain {
    let hops = states.windows(2).map(|pair| Hop {
        from: routes.node(pair[0]),
        to: routes.node(pair[1]),
        facts: routes
            .link(pair[0], pair[1])
            .map(|link| link.facts.clone())
            .unwrap_or_default(),
    });
    Chain {
        nodes: states.iter().map(|&state| routes.node(state)).collect(),
        hops: hops.collect(),
    }
}

/// The `count` best chains without loops, and whether there are more: Yen's algorithm (Finding the
/// K shortest loopless paths in a network, Management Science 17, 1971). Each further chain leaves
/// one that was found at some node (the spur) by a link that no chain with the same beginning took.
fn best(routes: &Routes, max_hops: Option<usize>, count: usize) -> (Vec<Vec<State>>, bool) {
    let mut found: Vec<Vec<State>> = Vec::new();
    let mut candidates: BTreeSet<(Cost, Vec<State>)> = BTreeSet::new();
    if let Some(first) = routes.best(routes.start, &Bans::default(), max_hops) {
        candidates.insert((routes.cost(&first), first));
    }
    while found.len() < count {
        let Some((_, chain)) = candidates.pop_first() else {
            return (found, false);
        };
        // Whether there are more than one is worth a search only to those who asked for several.
        if count > 1 {
            for spur in 0..chain.len().saturating_sub(1) {
                let root = &chain[..=spur];
                let mut bans = Bans::default();
                bans.states.extend(&root[..spur]);
                for known in found.iter().chain([&chain]) {
                    if known.starts_with(root)
                        && let Some(&next) = known.get(spur + 1)
                    {
                        bans.links.insert((root[spur], next));
                    }
                }
                let left = max_hops.map(|hops| hops.saturating_sub(spur));
                if let Some(rest) = routes.best(root[spur], &bans, left) {
                    let whole: Vec<State> = root[..spur].iter().copied().chain(rest).collect();
                    candidates.insert((routes.cost(&whole), whole));
                }
            }
        }
        found.push(chain);
    }
    (found, !candidates.is_empty())
}

/// All chains of the fewest hops, the best first, at most `count`, and whether there are more.
fn all_shortest(routes: &Routes, max_hops: Option<usize>, count: usize) -> (Vec<Vec<State>>, bool) {
    let one = |_: &Link| Cost {
        length: HOP,
        ..Cost::default()
    };
    let distances = routes.distances(&Bans::default(), None, one);
    let Some(shortest) = distances.at(routes.start, None) else {
        return (Vec::new(), false);
    };
    if max_hops.is_some_and(|hops| shortest.length > hops as u64 * HOP) {
        return (Vec::new(), false);
    }
    // One more than asked for shows that there are more.
    let mut found = follow(routes, &distances, count.saturating_add(1));
    let more = found.len() > count;
    found.truncate(count);
    found.sort_by_cached_key(|states| (routes.cost(states), states.clone()));
    (found, more)
}

/// Walks from the start by every link that leads nearer to the goal; at most `limit` ways, in the
/// order of their names.
fn follow(routes: &Routes, distances: &Distances, limit: usize) -> Vec<Vec<State>> {
    let nearer = |at: State| {
        let rest = distances.at(at, None).map_or(0, |rest| rest.length);
        let mut onward = routes.onward(at);
        onward.retain(|&(next, _)| {
            distances
                .at(next, None)
                .is_some_and(|less| less.length + HOP == rest)
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
