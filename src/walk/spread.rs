//! Measures that need the shortest chains from every entity to every other: betweenness, closeness.
//!
//! The crates that have betweenness add up what the threads find in the order in which these end, so
//! that the last digits, and with them the order of equals, change from run to run. Here nodes are
//! dealt to a fixed number of shares, each share adds up for itself, and the shares are added in their
//! order.

use rayon::prelude::*;

use super::net::{Net, next, nodes};

/// Shares of the work; more than a machine has cores, few enough for a sum of all nodes each.
const SHARES: usize = 32;

/// What a search from one node finds, kept from search to search so that memory is asked for once.
struct Search {
    /// Nodes in reach, the nearest first.
    order: Vec<u32>,
    hops: Vec<u32>,
}

const FAR: u32 = u32::MAX;

impl Search {
    fn new(net: &Net) -> Self {
        Self {
            order: Vec::with_capacity(net.node_count()),
            hops: vec![FAR; net.node_count()],
        }
    }

    /// Searches from a node, and counts the shortest chains to each other one where `chains` is given.
    fn run(&mut self, net: &Net, from: usize, mut chains: Option<&mut [f64]>) {
        for &node in &self.order {
            self.hops[node as usize] = FAR;
        }
        self.order.clear();
        self.order.push(from as u32);
        self.hops[from] = 0;
        if let Some(chains) = chains.as_deref_mut() {
            chains[from] = 1.0;
        }
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let node = node as usize;
            let further = self.hops[node] + 1;
            let mine = chains.as_deref().map_or(0.0, |chains| chains[node]);
            for &other in next(net, node) {
                let other = other as usize;
                if self.hops[other] == FAR {
                    self.hops[other] = further;
                    self.order.push(other as u32);
                    if let Some(chains) = chains.as_deref_mut() {
                        chains[other] = mine;
                    }
                } else if self.hops[other] == further
                    && let Some(chains) = chains.as_deref_mut()
                {
                    chains[other] += mine;
                }
            }
        }
    }
}

/// The share of shortest chains between two others that pass each node, 0 to 1: U. Brandes, A Faster
/// Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25 (2001).
pub(super) fn betweenness(net: &Net) -> Vec<f64> {
    let size = net.node_count();
    let share = |number: usize| {
        let mut sums = vec![0.0; size];
        let mut search = Search::new(net);
        let mut chains = vec![0.0; size];
        // What of the chains from the start goes on through a node, by chain that leads to it.
        let mut onward = vec![0.0; size];
        for start in (number..size).step_by(SHARES) {
            // Nothing lies between where there is no way on.
            if next(net, start).is_empty() {
                continue;
            }
            search.run(net, start, Some(&mut chains));
            for &node in search.order.iter().rev() {
                let node = node as usize;
                let further = search.hops[node] + 1;
                let mut sum = 0.0;
                for &other in next(net, node) {
                    let other = other as usize;
                    if search.hops[other] == further {
                        sum += onward[other];
                    }
                }
                let through = chains[node] * sum;
                onward[node] = (1.0 + through) / chains[node];
                if node != start {
                    sums[node] += through;
                }
            }
        }
        sums
    };
    let shares: Vec<Vec<f64>> = (0..SHARES.min(size)).into_par_iter().map(share).collect();
    // Ordered pairs: without directions each pair is met from both of its ends.
    let others = size as f64 - 1.0;
    let pairs = others * (others - 1.0);
    nodes(net)
        .map(|node| {
            let sum: f64 = shares.iter().map(|sums| sums[node]).sum();
            if pairs > 0.0 { sum / pairs } else { 0.0 }
        })
        .collect()
}

/// The nearness of those in reach, 0 to 1: one by their mean distance, times their share of all others
/// (Wasserman and Faust 1994, as NetworkX has it), so that a small part of a graph does not look near.
pub(super) fn closeness(net: &Net) -> Vec<f64> {
    let size = net.node_count();
    let share = |number: usize| {
        let mut search = Search::new(net);
        let mut found = Vec::new();
        for start in (number..size).step_by(SHARES) {
            search.run(net, start, None);
            let sum: u64 = search
                .order
                .iter()
                .map(|&node| u64::from(search.hops[node as usize]))
                .sum();
            let reached = search.order.len() as f64 - 1.0;
            let value = if sum == 0 {
                0.0
            } else {
                reached / sum as f64 * (reached / (size as f64 - 1.0))
            };
            found.push((start, value));
        }
        found
    };
    let shares: Vec<_> = (0..SHARES.min(size)).into_par_iter().map(share).collect();
    let mut values = vec![0.0; size];
    for (node, value) in shares.into_iter().flatten() {
        values[node] = value;
    }
    values
}
