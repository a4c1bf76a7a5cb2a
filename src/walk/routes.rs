//! The graph in which chains are searched, and the best way through it.

use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{EdgeFiltered, EdgeRef, Reversed};
use rustc_hash::FxHashSet;

use super::cost::{Cost, toll};
use super::path::PathQuery;
use crate::model::view::{EdgeId, NodeId, View};

/// A node of the view together with how many of the stops on the way (`via`) lie behind.
///
/// In this product of graph and stops a chain that passes the stops in order is a shortest path like
/// any other, so nothing else needs to know about them.
pub(super) type State = NodeIndex;

/// All facts between two nodes, seen from the one to the other.
pub(super) struct Link {
    pub cost: Cost,
    /// The best one first: more sources, more confidence, then in the view's order.
    pub facts: Vec<EdgeId>,
}

/// What a search may not use. Empty at first; the search for further chains fills it.
#[derive(Default)]
pub(super) struct Bans {
    pub states: FxHashSet<State>,
    pub links: FxHashSet<(State, State)>,
}

pub(super) struct Routes {
    graph: DiGraph<NodeId, Link>,
    pub start: State,
    pub goal: State,
}

impl Routes {
    pub fn new(view: &View, query: &PathQuery) -> Routes {
        let (size, stops) = (view.nodes.len(), query.via.len());
        let state = |node: NodeId, stop: usize| State::new(stop * size + node);
        let arrive = |node: NodeId, mut stop: usize| {
            while query.via.get(stop) == Some(&node) {
                stop += 1;
            }
            state(node, stop)
        };
        let goal = state(query.to, stops);
        let degrees = if query.plain {
            Vec::new()
        } else {
            view.degrees()
        };
        let toll = |node: NodeId| match degrees.get(node) {
            // A stop that was asked for is no detour.
            Some(&degree) if !query.via.contains(&node) => toll(degree),
            _ => 0,
        };
        let mut graph = DiGraph::new();
        for number in 0..size * (stops + 1) {
            graph.add_node(number % size);
        }
        for (from, to, facts) in links(view, query) {
            let Some(&best) = facts.first() else { continue };
            for stop in 0..=stops {
                let target = arrive(to, stop);
                let passed = if target == goal { 0 } else { toll(to) };
                let cost = Cost::of(&view.edges[best]).passing(passed);
                graph.add_edge(
                    state(from, stop),
                    target,
                    Link {
                        cost,
                        facts: facts.clone(),
                    },
                );
            }
        }
        Routes {
            graph,
            start: arrive(query.from, 0),
            goal,
        }
    }

    /// The node of the view that a state stands for.
    pub fn node(&self, state: State) -> NodeId {
        self.graph[state]
    }

    pub fn link(&self, from: State, to: State) -> Option<&Link> {
        self.graph.find_edge(from, to).map(|link| &self.graph[link])
    }

    /// What the way along these states costs.
    pub fn cost(&self, states: &[State]) -> Cost {
        let links = states
            .windows(2)
            .filter_map(|pair| self.link(pair[0], pair[1]));
        links.fold(Cost::default(), |sum, link| sum + link.cost)
    }

    /// The links that lead on from a state, sorted by where they lead.
    pub fn onward(&self, state: State) -> Vec<(State, Cost)> {
        let links = self.graph.edges(state);
        let mut onward: Vec<(State, Cost)> = links
            .map(|link| (link.target(), link.weight().cost))
            .collect();
        onward.sort_unstable_by_key(|&(target, _)| target);
        onward
    }

    /// How far the goal is from everywhere. With `max_hops`, by chains of at most so many hops.
    pub fn distances(
        &self,
        bans: &Bans,
        max_hops: Option<usize>,
        cost: impl Fn(&Link) -> Cost,
    ) -> Distances {
        let open = |from: State, to: State| {
            !bans.states.contains(&from)
                && !bans.states.contains(&to)
                && !bans.links.contains(&(from, to))
        };
        let mut to_goal = vec![None; self.graph.node_count()];
        let Some(max_hops) = max_hops else {
            let filtered =
                EdgeFiltered::from_fn(&self.graph, |link| open(link.source(), link.target()));
            let found = dijkstra(Reversed(&filtered), self.goal, None, |link| {
                cost(link.weight())
            });
            for (state, distance) in found {
                to_goal[state.index()] = Some(distance);
            }
            return Distances {
                layers: vec![to_goal],
            };
        };
        // Dijkstra's search cannot count hops beside the cost: a dear short way and a cheap long one
        // must both be kept. So one round for each hop more.
        to_goal[self.goal.index()] = Some(Cost::default());
        let mut layers = vec![to_goal];
        for _ in 0..max_hops {
            let Some(nearer) = layers.last() else { break };
            let mut layer = nearer.clone();
            for link in self.graph.edge_references() {
                let (from, to) = (link.source(), link.target());
                if let (Some(rest), true) = (nearer[to.index()], open(from, to)) {
                    let whole = cost(link.weight()) + rest;
                    let known = &mut layer[from.index()];
                    *known = Some(known.map_or(whole, |known| known.min(whole)));
                }
            }
            if layer == *nearer {
                break;
            }
            layers.push(layer);
        }
        Distances { layers }
    }

    /// The best way from a state to the goal in at most `max_hops`; of equally good ones that whose
    /// names come first in the alphabet. `None`: there is none.
    pub fn best(&self, from: State, bans: &Bans, max_hops: Option<usize>) -> Option<Vec<State>> {
        let distances = self.distances(bans, max_hops, |link| link.cost);
        let mut states = vec![from];
        let (mut at, mut left) = (from, max_hops);
        while at != self.goal {
            let rest = distances.at(at, left)?;
            let less = left.map(|hops| hops.saturating_sub(1));
            let next = self.onward(at).into_iter().find(|&(target, cost)| {
                !bans.states.contains(&target)
                    && !bans.links.contains(&(at, target))
                    && distances
                        .at(target, less)
                        .is_some_and(|onward| cost + onward == rest)
            });
            (at, left) = (next?.0, less);
            states.push(at);
        }
        Some(states)
    }
}

/// How far the goal is.
pub(super) struct Distances {
    /// By number of hops that may still be made, then by state; the last holds for any more.
    layers: Vec<Vec<Option<Cost>>>,
}

impl Distances {
    /// From a state, in at most `left` hops; `None`: the goal cannot be reached so.
    pub fn at(&self, state: State, left: Option<usize>) -> Option<Cost> {
        let last = self.layers.len().checked_sub(1)?;
        let layer = left.map_or(last, |left| left.min(last));
        self.layers[layer][state.index()]
    }
}

/// The facts by the pair of nodes that they link, in the directions in which they may be walked.
fn links(view: &View, query: &PathQuery) -> Vec<(NodeId, NodeId, Vec<EdgeId>)> {
    let mut hops: Vec<(NodeId, NodeId, EdgeId)> = Vec::new();
    for (id, edge) in view.edges.iter().enumerate() {
        let shut = |node: &NodeId| query.avoid.contains(node);
        if edge.subject == edge.object || shut(&edge.subject) || shut(&edge.object) {
            continue;
        }
        hops.push((edge.subject, edge.object, id));
        if !query.directed {
            hops.push((edge.object, edge.subject, id));
        }
    }
    let quality = |id: EdgeId| {
        let edge = &view.edges[id];
        (std::cmp::Reverse(edge.sources), Cost::of(edge).doubt, id)
    };
    hops.sort_unstable_by_key(|&(from, to, id)| (from, to, quality(id)));
    let mut links: Vec<(NodeId, NodeId, Vec<EdgeId>)> = Vec::new();
    for (from, to, id) in hops {
        match links.last_mut() {
            Some((a, b, facts)) if (*a, *b) == (from, to) => facts.push(id),
            _ => links.push((from, to, vec![id])),
        }
    }
    links
}
