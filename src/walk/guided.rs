//! The best way to the goal, searched from both of its ends.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

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
    /// What the search forward that runs knows.
    known: Known,
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

/// A state in turn. What comes first: the least cost, then what has come furthest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    /// The least that a way over it costs.
    least: Cost,
    so_far: Reverse<Cost>,
    state: State,
    /// Whether its best steps have been made: those that cost no more than `least` then did.
    again: bool,
    /// The first of its steps that was not looked at.
    at: usize,
    /// The least that a way costs over one of the steps that were left for later.
    later: Cost,
}

/// What it costs to each state that a search forward met. The memory is used again by the next search.
struct Known {
    /// [`Cost::MOST`]: not met.
    costs: Vec<Cost>,
    met: Vec<State>,
}

impl Known {
    fn start(&mut self, from: State, spent: Cost) {
        for state in self.met.drain(..) {
            self.costs[state] = Cost::MOST;
        }
        self.reach(from, spent);
    }

    /// `true`, where no way as cheap was known.
    #[inline]
    fn is_better(&self, state: State, cost: Cost) -> bool {
        cost < self.costs[state]
    }

    fn reach(&mut self, state: State, cost: Cost) {
        if self.costs[state] == Cost::MOST {
            self.met.push(state);
        }
        self.costs[state] = cost;
    }
}

impl<'q> Ahead<'q> {
    pub fn new(routes: &'q Routes<'q>) -> Self {
        let mut costs = vec![Cost::MOST; routes.states()];
        costs[routes.goal] = Cost::default();
        Self {
            routes,
            costs,
            sure: vec![false; routes.states()],
            open: BinaryHeap::from([Reverse((Cost::default(), routes.goal))]),
            known: Known {
                costs: vec![Cost::MOST; routes.states()],
                met: Vec::new(),
            },
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
            self.routes.back(state, |from, step| {
                self.back += 1;
                let sum = cost + step;
                if sum < self.costs[from] {
                    self.costs[from] = sum;
                    self.open.push(Reverse((sum, from)));
                }
            });
        }
    }

    /// What the way from a state to the goal costs at least, without a search; `None`: all is banned.
    pub fn at_least(&self, from: State, bans: &Bans) -> Option<Cost> {
        let unbanned = self.at(from)?;
        let mut least = None;
        for (to, step) in self.routes.steps(from, 0) {
            let Some(rest) = self.at(to) else { continue };
            let whole = step + rest;
            if least.is_none_or(|least| whole < least) && !bans.shut(from, to) {
                least = Some(whole);
                if whole <= unbanned {
                    break;
                }
            }
        }
        least
    }

    /// The best way from a state to the goal, if with what was spent before it costs no more than the limit;
    /// of equally good ones that whose names come first in the alphabet.
    ///
    /// A* (P. Hart, N. Nilsson, B. Raphael 1968), with what lies ahead when nothing is banned. A state hands
    /// out its best steps first, one after the other, and the others when their turn comes, for one with thousands of links has
    /// few that lead to the goal (after T. Yoshizumi, T. Miura, T. Ishida, A* with Partial Expansion for
    /// Large Branching Factor Problems, AAAI 2000).
    pub fn best(&mut self, from: State, spent: Cost, bans: &Bans, limit: Option<Cost>) -> Outcome {
        self.known.start(from, spent);
        let Some(rest) = self.at(from) else {
            return Outcome::None;
        };
        let mut open = BinaryHeap::from([Reverse(Turn {
            least: spent + rest,
            so_far: Reverse(spent),
            state: from,
            again: false,
            at: 0,
            later: Cost::MOST,
        })]);
        while let Some(Reverse(turn)) = open.pop() {
            let Turn { least, state, .. } = turn;
            let so_far = turn.so_far.0;
            if limit.is_some_and(|limit| least > limit) {
                return Outcome::Dearer(least);
            }
            if self.known.costs[state] < so_far {
                continue;
            }
            if state == self.routes.goal {
                return match self.first_of(from, bans, [spent, so_far]) {
                    Some(way) => Outcome::Way(way),
                    None => Outcome::None,
                };
            }
            if !self.sure[state] && turn.at == 0 {
                self.catch_up();
                let Some(rest) = self.at(state) else { continue };
                if so_far + rest > least {
                    let least = so_far + rest;
                    open.push(Reverse(Turn { least, ..turn }));
                    continue;
                }
            }
            self.go_on(turn, bans, &mut open);
        }
        Outcome::None
    }

    /// Makes the next step of a state whose turn has come, and puts it in turn again for those that are left.
    fn go_on(&mut self, mut turn: Turn, bans: &Bans, open: &mut BinaryHeap<Reverse<Turn>>) {
        let Turn { least, state, .. } = turn;
        for (target, step) in self.routes.steps(state, turn.at) {
            self.forward += 1;
            turn.at += 1;
            let cost = turn.so_far.0 + step;
            let Some(rest) = self.at(target) else {
                continue;
            };
            let whole = cost + rest;
            if whole > least && !turn.again {
                turn.later = turn.later.min(whole);
            } else if self.known.is_better(target, cost) && !bans.shut(state, target) {
                self.known.reach(target, cost);
                open.push(Reverse(Turn {
                    least: whole,
                    so_far: Reverse(cost),
                    state: target,
                    again: false,
                    at: 0,
                    later: Cost::MOST,
                }));
                if !turn.again {
                    // The others only if this one does not lead to the goal.
                    open.push(Reverse(turn));
                    return;
                }
            }
        }
        if !turn.again && turn.later < Cost::MOST {
            open.push(Reverse(Turn {
                least: turn.later,
                again: true,
                at: 0,
                ..turn
            }));
        }
    }

    /// Of the ways that cost so much, which is the least, that whose names come first.
    fn first_of(&self, from: State, bans: &Bans, [spent, whole]: [Cost; 2]) -> Option<Vec<State>> {
        let on_it = |state: State, so_far: Cost| {
            let steps = self.routes.steps(state, 0);
            let steps = steps.map(move |(target, step)| (target, so_far + step));
            steps.filter(move |&(target, cost)| {
                self.at(target).is_some_and(|rest| cost + rest <= whole)
                    // On the best way all that is passed is reached as cheaply as can be.
                    && cost <= self.known.costs[target]
                    && !bans.shut(state, target)
            })
        };
        let onward = |state: State, so_far: Cost| {
            let mut sorted = Vec::new();
            let are_sorted = self.routes.are_sorted();
            if !are_sorted {
                sorted.extend(on_it(state, so_far));
                sorted.sort_unstable_by_key(|&(target, _)| target);
            }
            // Where they are, no more of them are looked at than are gone.
            let as_they_come = are_sorted.then(|| on_it(state, so_far));
            as_they_come.into_iter().flatten().chain(sorted)
        };
        let mut states = vec![from];
        if from == self.routes.goal {
            return Some(states);
        }
        let mut open = vec![onward(from, spent)];
        let mut in_vain: FxHashSet<(State, Cost)> = FxHashSet::default();
        while let Some(steps) = open.last_mut() {
            match steps.next() {
                Some((target, _)) if target == self.routes.goal => {
                    states.push(target);
                    return Some(states);
                }
                Some((target, so_far)) => {
                    if in_vain.insert((target, so_far)) {
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
