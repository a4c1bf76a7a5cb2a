//! The best way to the goal, searched from both of its ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cost::Cost;
use super::routes::{Bans, Routes, State};

/// How far the goal is at least from each state, when nothing is banned: by a search back from the goal (E.
/// Dijkstra 1959). It goes on as far as the searches forward that it guides, so that neither side runs
/// through the whole graph where the two meet in the middle.
pub(super) struct Ahead<'q> {
    routes: &'q Routes<'q>,
    /// What it costs from each state, as far as it was met.
    costs: Vec<Cost>,
    /// Whether there is surely no cheaper way from it.
    sure: Vec<bool>,
    open: BinaryHeap<Reverse<(Cost, State)>>,
    /// How many steps were looked at, back from the goal and forward to it.
    back: usize,
    forward: usize,
}

/// What a search forward ends with.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The best way, both ends included.
    Way(Vec<State>),
    /// Whatever way there is costs at least so much with what was spent before: more than the limit.
    Dearer(Cost),
    /// There is none.
    None,
}

/// A state in turn: the least that a way over it costs, what it costs so far (what has come furthest goes
/// first), and whether its best steps have been made.
type Turn = (Cost, Reverse<Cost>, State, bool);

/// What a search forward knows: what it costs to each state that it met.
type Known = FxHashMap<State, Cost>;

impl<'q> Ahead<'q> {
    pub fn new(routes: &'q Routes<'q>) -> Self {
        let mut costs = vec![Cost::MOST; routes.states()];
        costs[routes.goal] = Cost::default();
        Self {
            routes,
            costs,
            sure: vec![false; routes.states()],
            open: BinaryHeap::from([Reverse((Cost::default(), routes.goal))]),
            back: 0,
            forward: 0,
        }
    }

    /// `None`: no way leads from there to the goal.
    fn at(&self, state: State) -> Option<Cost> {
        if self.sure[state] {
            return Some(self.costs[state]);
        }
        // Whatever was not reached yet is as far as what comes next, or further.
        self.open.peek().map(|Reverse((cost, _))| *cost)
    }

    /// Goes on with the search back until it has done as much as those forward.
    fn catch_up(&mut self) {
        while self.back < self.forward
            && let Some(Reverse((cost, state))) = self.open.pop()
        {
            if std::mem::replace(&mut self.sure[state], true) {
                continue;
            }
            for (from, step) in self.routes.back(state) {
                self.back += 1;
                let sum = cost + step;
                if sum < self.costs[from] {
                    self.costs[from] = sum;
                    self.open.push(Reverse((sum, from)));
                }
            }
        }
    }

    /// What the way from a state to the goal costs at least, without a search; `None`: all is banned.
    pub fn at_least(&self, from: State, bans: &Bans) -> Option<Cost> {
        let mut least = None;
        for (to, step) in self.routes.steps(from) {
            let Some(rest) = self.at(to) else { continue };
            let whole = step + rest;
            if least.is_none_or(|least| whole < least) && !bans.shut(from, to) {
                least = Some(whole);
            }
        }
        least
    }

    /// The best way from a state to the goal, if with what was spent before it costs no more than the limit;
    /// of equally good ones that whose names come first in the alphabet.
    ///
    /// A* (P. Hart, N. Nilsson, B. Raphael 1968), with what lies ahead when nothing is banned. A state hands
    /// out its best steps first, and the others when their turn comes, for one with thousands of links has
    /// few that lead to the goal (after T. Yoshizumi, T. Miura, T. Ishida, A* with Partial Expansion for
    /// Large Branching Factor Problems, AAAI 2000).
    pub fn best(&mut self, from: State, spent: Cost, bans: &Bans, limit: Option<Cost>) -> Outcome {
        let mut known = Known::from_iter([(from, spent)]);
        let Some(rest) = self.at(from) else {
            return Outcome::None;
        };
        let mut open = BinaryHeap::from([Reverse((spent + rest, Reverse(spent), from, false))]);
        while let Some(Reverse((turn, Reverse(so_far), state, again))) = open.pop() {
            if limit.is_some_and(|limit| turn > limit) {
                return Outcome::Dearer(turn);
            }
            if known.get(&state).is_some_and(|known| *known < so_far) {
                continue;
            }
            if state == self.routes.goal {
                return match self.first_of(from, bans, [spent, so_far], &known) {
                    Some(way) => Outcome::Way(way),
                    None => Outcome::None,
                };
            }
            if !self.sure[state] {
                self.catch_up();
                let Some(rest) = self.at(state) else { continue };
                if so_far + rest > turn {
                    open.push(Reverse((so_far + rest, Reverse(so_far), state, again)));
                    continue;
                }
            }
            let later = self.go_on(
                (turn, Reverse(so_far), state, again),
                bans,
                &mut known,
                &mut open,
            );
            if let Some(later) = later {
                open.push(Reverse((later, Reverse(so_far), state, true)));
            }
        }
        Outcome::None
    }

    /// Makes the steps of a state whose turn has come; gives the turn of those that are left.
    fn go_on(
        &mut self,
        (turn, Reverse(so_far), state, again): Turn,
        bans: &Bans,
        known: &mut Known,
        open: &mut BinaryHeap<Reverse<Turn>>,
    ) -> Option<Cost> {
        let mut later: Option<Cost> = None;
        for (target, step) in self.routes.steps(state) {
            self.forward += 1;
            let cost = so_far + step;
            let Some(rest) = self.at(target) else {
                continue;
            };
            let whole = cost + rest;
            if whole > turn && !again {
                later = Some(later.map_or(whole, |later| later.min(whole)));
            } else if known.get(&target).is_none_or(|known| cost < *known)
                && !bans.shut(state, target)
            {
                known.insert(target, cost);
                open.push(Reverse((whole, Reverse(cost), target, false)));
            }
        }
        later
    }

    /// Of the ways that cost so much, which is the least, that whose names come first.
    fn first_of(
        &self,
        from: State,
        bans: &Bans,
        [spent, whole]: [Cost; 2],
        known: &Known,
    ) -> Option<Vec<State>> {
        let onward = |state: State, so_far: Cost| {
            let steps = self.routes.steps(state);
            let steps = steps.map(|(target, step)| (target, so_far + step));
            let mut steps: Vec<(State, Cost)> = steps
                .filter(|&(target, cost)| {
                    self.at(target).is_some_and(|rest| cost + rest <= whole)
                        // On the best way all that is passed is reached as cheaply as can be.
                        && known.get(&target).is_none_or(|known| cost <= *known)
                        && !bans.shut(state, target)
                })
                .collect();
            steps.sort_unstable_by_key(|&(target, _)| target);
            steps.into_iter()
        };
        let mut states = vec![from];
        if from == self.routes.goal {
            return Some(states);
        }
        let mut open = vec![onward(from, spent)];
        let mut in_vain: FxHashSet<State> = FxHashSet::default();
        while let Some(steps) = open.last_mut() {
            match steps.next() {
                Some((target, _)) if target == self.routes.goal => {
                    states.push(target);
                    return Some(states);
                }
                Some((target, so_far)) => {
                    if in_vain.insert(target) {
                        states.push(target);
                        open.push(onward(target, so_far));
                    }
                }
                None => {
                    states.pop();
                    open.pop();
                }
            }
        }
        None
    }
}
