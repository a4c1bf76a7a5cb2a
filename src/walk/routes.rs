//! The graph in which chains are searched, and the best way through it in so many hops.

use rustc_hash::FxHashSet;

use super::cost::Cost;
use super::path::{Length, PathQuery};
use super::roads::{Arc, Roads};
use crate::model::view::{EdgeId, NodeId};

/// A node of the view together with how many of the stops on the way (`via`) lie behind.
///
/// In this product of graph and stops a chain that passes the stops in order is a shortest path like
/// any other, so nothing else needs to know about them. The number of a state is that of its node
/// plus the number of all nodes for each stop that lies behind.
pub(super) type State = usize;

/// What a search may not use. Empty at first; the search for further chains fills it.
#[derive(Default)]
pub(super) struct Bans {
    pub states: FxHashSet<State>,
    pub links: FxHashSet<(State, State)>,
}

impl Bans {
    pub fn shut(&self, from: State, to: State) -> bool {
        self.states.contains(&from) || self.states.contains(&to) || self.links.contains(&(from, to))
    }
}

/// A question put to the roads of a view.
pub(super) struct Routes<'q> {
    roads: &'q Roads<'q>,
    query: &'q PathQuery,
    shut: FxHashSet<NodeId>,
    pub start: State,
    pub goal: State,
}

impl<'q> Routes<'q> {
    pub fn new(roads: &'q Roads<'q>, query: &'q PathQuery) -> Self {
        let mut routes = Self {
            roads,
            query,
            shut: query.avoid.iter().copied().collect(),
            start: 0,
            goal: query.via.len() * roads.size() + query.to,
        };
        routes.start = routes.arrive(query.from, 0);
        routes
    }

    /// How many states there are.
    pub fn states(&self) -> usize {
        self.roads.size() * (self.query.via.len() + 1)
    }

    /// The node of the view that a state stands for.
    pub fn node(&self, state: State) -> NodeId {
        state % self.roads.size()
    }

    /// All facts between two states, seen from the one to the other, the best first.
    pub fn facts(&self, from: State, to: State) -> &[EdgeId] {
        self.roads.facts(self.node(from), self.node(to))
    }

    /// The state of having come to a node with so many stops behind.
    fn arrive(&self, node: NodeId, mut stop: usize) -> State {
        while self.query.via.get(stop) == Some(&node) {
            stop += 1;
        }
        stop * self.roads.size() + node
    }

    /// What a step costs that ends at a state of a node.
    #[inline]
    fn cost(&self, arc: Arc, node: NodeId, target: State) -> Cost {
        let cost = arc.step.cost();
        match self.query.length {
            Length::Doubt => cost.by_doubt(),
            Length::Plain => cost,
            Length::Telling => {
                // The end is not passed, and a stop that was asked for is no detour.
                if target == self.goal || self.query.via.contains(&node) {
                    cost
                } else {
                    cost.passing(self.roads.toll(node))
                }
            }
        }
    }

    /// What the way along these states costs.
    pub fn cost_of(&self, states: &[State]) -> Cost {
        let steps = states.windows(2).filter_map(|pair| {
            let arc = self.roads.arc(self.node(pair[0]), self.node(pair[1]))?;
            Some(self.cost(arc, arc.node as usize, pair[1]))
        });
        steps.fold(Cost::default(), |sum, step| sum + step)
    }

    /// The steps that lead on from a state, sorted by where they lead.
    pub fn onward(&self, state: State) -> Vec<(State, Cost)> {
        let mut onward: Vec<(State, Cost)> = self.steps(state, 0).collect();
        onward.sort_unstable_by_key(|&(target, _)| target);
        onward
    }

    /// The steps that lead on from a state, but for the first `behind`; sorted by where they lead, where
    /// there are no stops.
    #[inline]
    pub fn steps(&self, state: State, behind: usize) -> impl Iterator<Item = (State, Cost)> + '_ {
        let node = self.node(state);
        let stop = state / self.roads.size();
        let arcs = match self.shut.contains(&node) {
            true => &[],
            false => self.roads.out(node),
        };
        let all_open = self.shut.is_empty();
        // Where all of them are steps, none of those behind is looked at.
        let behind = if all_open { [behind, 0] } else { [0, behind] };
        let steps = arcs.iter().skip(behind[0]).filter_map(move |&arc| {
            let node = arc.node as usize;
            if !all_open && self.shut.contains(&node) {
                return None;
            }
            let target = self.arrive(node, stop);
            Some((target, self.cost(arc, node, target)))
        });
        steps.skip(behind[1])
    }

    /// Whether [`steps`](Self::steps) are sorted.
    pub fn are_sorted(&self) -> bool {
        self.query.via.is_empty()
    }

    /// Hands on the steps that lead to a state.
    #[inline]
    pub fn back(&self, state: State, mut take: impl FnMut(State, Cost)) {
        let (size, node) = (self.roads.size(), self.node(state));
        if self.shut.contains(&node) {
            return;
        }
        for stop in (0..=state / size).filter(|&stop| self.arrive(node, stop) == state) {
            for &arc in self.roads.into(node) {
                let from = arc.node as usize;
                if self.shut.is_empty() || !self.shut.contains(&from) {
                    take(stop * size + from, self.cost(arc, node, state));
                }
            }
        }
    }

    /// The best way from a state to the goal in at most `max_hops`; of equally good ones that whose
    /// names come first in the alphabet. `None`: there is none.
    pub fn within(&self, from: State, bans: &Bans, max_hops: usize) -> Option<Vec<State>> {
        let distances = self.layers(bans, max_hops);
        let mut states = vec![from];
        let (mut at, mut left) = (from, max_hops);
        while at != self.goal {
            let rest = distances.at(at, Some(left))?;
            let less = left.saturating_sub(1);
            let next = self.onward(at).into_iter().find(|&(target, cost)| {
                !bans.shut(at, target)
                    && distances
                        .at(target, Some(less))
                        .is_some_and(|onward| cost + onward == rest)
            });
            (at, left) = (next?.0, less);
            states.push(at);
        }
        Some(states)
    }

    /// How far the goal is from everywhere by chains of at most so many hops. Dijkstra's search cannot
    /// count hops beside the cost: a dear short way and a cheap long one must both be kept. So one
    /// round for each hop more.
    fn layers(&self, bans: &Bans, max_hops: usize) -> Distances {
        let mut to_goal = vec![None; self.states()];
        to_goal[self.goal] = Some(Cost::default());
        let mut layers = vec![to_goal];
        for _ in 0..max_hops {
            let Some(nearer) = layers.last() else { break };
            let mut layer = nearer.clone();
            for (to, rest) in nearer.iter().enumerate() {
                let Some(rest) = *rest else { continue };
                self.back(to, |from, step| {
                    if !bans.shut(from, to) {
                        let whole = step + rest;
                        let known = &mut layer[from];
                        *known = Some(known.map_or(whole, |known| known.min(whole)));
                    }
                });
            }
            if layer == *nearer {
                break;
            }
            layers.push(layer);
        }
        Distances { layers }
    }

    /// How many hops the goal is from everywhere, as lengths.
    pub fn hops(&self) -> Distances {
        let mut hops = vec![None; self.states()];
        hops[self.goal] = Some(Cost::default());
        let mut at = std::collections::VecDeque::from([self.goal]);
        while let Some(state) = at.pop_front() {
            let further = hops[state].unwrap_or_default().passing(super::cost::HOP);
            self.back(state, |from, _| {
                if hops[from].is_none() {
                    hops[from] = Some(further);
                    at.push_back(from);
                }
            });
        }
        Distances { layers: vec![hops] }
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
        self.layers[layer][state]
    }
}
