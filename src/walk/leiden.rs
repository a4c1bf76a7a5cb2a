//! Communities: V. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden: guaranteeing well-connected
//! communities, Scientific Reports 9 (2019), with modularity as its aim.
//!
//! The crate tried for this (leiden-rs 0.8) ended at a modularity of 0.796 on the person–platform graph
//! of the benchmark where igraph reaches 0.810, because it does not start again from what it found.

use rayon::prelude::*;

use super::net::{Net, next, nodes};

/// A division of the nodes.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Division {
    /// The community of each node; numbers without gaps, else of no meaning.
    pub of: Vec<u32>,
    /// How much more of the links lies within communities than chance would have it, −0.5 to 1.
    pub modularity: f64,
}

/// Divides from several starts and takes the best; the same graph gives the same division on any
/// number of cores.
pub(super) fn divide(net: &Net, by_sources: bool, resolution: f64) -> Division {
    let (whole, place) = Level::of(net, by_sources, resolution);
    if whole.total == 0.0 {
        return Division {
            of: nodes(net).map(|node| node as u32).collect(),
            modularity: 0.0,
        };
    }
    // Small graphs are soon done and depend more on luck.
    let starts = (500_000 / whole.links.len().max(1)).clamp(STARTS.0, STARTS.1);
    let found: Vec<Division> = (0..starts as u64)
        .into_par_iter()
        .map(|seed| from_one_start(&whole, Dice(seed)))
        .collect();
    let mut best = Division::default();
    for division in found {
        // The first of equals, so that it does not matter which thread was quicker.
        if best.of.is_empty() || division.modularity > best.modularity + 1e-12 {
            best = division;
        }
    }
    best.of = place.iter().map(|&at| best.of[at as usize]).collect();
    best
}

/// The fewest and the most starts.
const STARTS: (usize, usize) = (2, 32);
/// The most rounds of a start. A graph without communities, whose links are all chance, would gain a
/// little for hundreds of rounds; after so many it is ahead of what igraph reaches when left to end.
const ROUNDS: usize = 50;
/// After so many rounds over the whole graph without any gain a start is done.
const IN_VAIN: usize = 2;
/// In a refinement one in so many parts that a node could join is left out of account, by chance. The
/// paper draws among them too: a start that always takes the best stays where it is once stuck.
const PASSED_OVER: usize = 4;

fn from_one_start(whole: &Level, mut dice: Dice) -> Division {
    let mut of: Vec<u32> = (0..whole.size() as u32).collect();
    let mut modularity = whole.modularity(&of);
    let mut in_vain = 0;
    for _ in 0..ROUNDS {
        if in_vain == IN_VAIN {
            break;
        }
        let better = round(whole, &of, &mut dice);
        let now = whole.modularity(&better);
        if now > modularity + 1e-12 {
            (of, modularity) = (better, now);
            in_vain = 0;
        } else {
            in_vain += 1;
        }
    }
    Division { of, modularity }
}

/// One round: nodes move, communities are refined, what is refined becomes a node, and so on.
fn round(whole: &Level, start: &[u32], dice: &mut Dice) -> Vec<u32> {
    // Where each node of the whole is in the level at hand.
    let mut place: Vec<u32> = (0..whole.size() as u32).collect();
    let mut of = start.to_vec();
    let mut merged: Option<Level> = None;
    loop {
        let level = merged.as_ref().unwrap_or(whole);
        level.move_nodes(&mut of, dice);
        let communities = number(&mut of);
        if communities == level.size() {
            break;
        }
        let mut fine = level.refine(&of, communities, dice);
        let parts = number(&mut fine);
        if parts == level.size() {
            break;
        }
        let mut above = vec![0; parts];
        for (node, &part) in fine.iter().enumerate() {
            above[part as usize] = of[node];
        }
        place.iter_mut().for_each(|at| *at = fine[*at as usize]);
        let next = level.merged(&fine, parts);
        of = above;
        merged = Some(next);
    }
    place.iter().map(|&at| of[at as usize]).collect()
}

/// Numbers communities anew, without gaps, in the order in which they are met.
fn number(of: &mut [u32]) -> usize {
    let most = of.iter().max().map_or(0, |most| *most as usize + 1);
    let mut names = vec![u32::MAX; most];
    let mut count = 0;
    for community in of {
        let name = &mut names[*community as usize];
        if *name == u32::MAX {
            *name = count;
            count += 1;
        }
        *community = *name;
    }
    count as usize
}

/// Chance that is the same on every machine: splitmix64 (G. Steele, D. Lea, C. Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^= bits >> 31;
        ((u128::from(bits) * bound as u128) >> 64) as usize
    }

    fn shuffled(&mut self, size: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..size as u32).collect();
        for at in (1..size).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}

/// A graph with weights, in which a node may stand for many of the whole.
struct Level {
    /// Where the links of each node start, and one more.
    starts: Vec<u32>,
    /// Where a link leads and how much it weighs, side by side in memory: counts of links or posts.
    links: Vec<(u32, u32)>,
    /// The weight of links within a node, counted from both ends.
    within: Vec<f64>,
    /// The weight of all links of a node, those within it too.
    mass: Vec<f64>,
    /// The sum of `mass`.
    total: f64,
    /// By `resolution / total` the weight that chance expects is multiplied.
    chance: f64,
    resolution: f64,
}

impl Level {
    /// The graph, and at which of its nodes each of the net stands.
    ///
    /// What hangs on a single link is best in the community of its neighbour, where chance counts for no more
    /// than one (A. Arenas and others, Size reduction of complex networks preserving modularity, New Journal
    /// of Physics 9, 2007): it stands there from the start, and is moved no more.
    fn of(net: &Net, by_sources: bool, resolution: f64) -> (Self, Vec<u32>) {
        let hangs_on = |node: usize| match next(net, node) {
            // Of two that hang on each other the first stays.
            &[other] if resolution <= 1.0 => {
                let pair = next(net, other as usize).len() == 1;
                (!pair || (other as usize) < node).then_some(other)
            }
            _ => None,
        };
        let hung: Vec<Option<u32>> = nodes(net).map(hangs_on).collect();
        let mut place = vec![0; net.node_count()];
        let mut count = 0;
        for node in nodes(net).filter(|&node| hung[node].is_none()) {
            place[node] = count;
            count += 1;
        }
        for (node, on) in hung.iter().enumerate() {
            if let Some(on) = *on {
                place[node] = place[on as usize];
            }
        }
        let mut starts = vec![0];
        let mut links = Vec::with_capacity(net.edge_count());
        let mut within = vec![0.0; count as usize];
        for node in nodes(net).filter(|&node| hung[node].is_none()) {
            let sources = net.edges_slice(node as u32).iter();
            let weights = sources.map(|&posts| if by_sources { posts } else { 1 });
            for (&other, weight) in next(net, node).iter().zip(weights) {
                match hung[other as usize] {
                    Some(_) => within[place[node] as usize] += 2.0 * f64::from(weight),
                    None => links.push((place[other as usize], weight)),
                }
            }
            starts.push(links.len() as u32);
        }
        (Self::new(starts, links, within, resolution), place)
    }

    fn new(starts: Vec<u32>, links: Vec<(u32, u32)>, within: Vec<f64>, resolution: f64) -> Self {
        let mass: Vec<f64> = within
            .iter()
            .enumerate()
            .map(|(node, within)| {
                let its = starts[node] as usize..starts[node + 1] as usize;
                let weights = links[its].iter().map(|&(_, weight)| f64::from(weight));
                within + weights.sum::<f64>()
            })
            .collect();
        let total: f64 = mass.iter().sum();
        Self {
            starts,
            links,
            within,
            mass,
            total,
            chance: resolution / total,
            resolution,
        }
    }

    fn size(&self) -> usize {
        self.mass.len()
    }

    fn links(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[node] as usize..self.starts[node + 1] as usize;
        let links = self.links[range].iter();
        links.map(|&(to, weight)| (to as usize, f64::from(weight)))
    }

    fn modularity(&self, of: &[u32]) -> f64 {
        let count = of.iter().max().map_or(0, |most| *most as usize + 1);
        let (mut inside, mut mass) = (vec![0.0; count], vec![0.0; count]);
        for node in 0..self.size() {
            let community = of[node] as usize;
            mass[community] += self.mass[node];
            inside[community] += self.within[node];
            for (other, weight) in self.links(node) {
                if of[other] as usize == community {
                    inside[community] += weight;
                }
            }
        }
        let parts = inside.iter().zip(&mass);
        let gain = parts.map(|(inside, mass)| inside - self.chance * mass * mass);
        gain.sum::<f64>() / self.total
    }

    /// Moves nodes to where they raise modularity most, until none is left that would.
    fn move_nodes(&self, of: &mut [u32], dice: &mut Dice) {
        let size = self.size();
        let mut mass = vec![0.0; size];
        let mut count = vec![0_u32; size];
        for node in 0..size {
            mass[of[node] as usize] += self.mass[node];
            count[of[node] as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..size as u32)
            .filter(|&community| count[community as usize] == 0)
            .collect();
        let mut waits = vec![true; size];
        let mut queue = std::collections::VecDeque::from(dice.shuffled(size));
        let mut near = Near::new(size);
        while let Some(node) = queue.pop_front() {
            let node = node as usize;
            waits[node] = false;
            let old = of[node];
            if self.is_at_home(node, of, mass[old as usize]) {
                continue;
            }
            near.gather(self.links(node).map(|(other, weight)| (of[other], weight)));
            mass[old as usize] -= self.mass[node];
            count[old as usize] -= 1;
            let gain = |community: u32, weight: f64| {
                weight - self.chance * self.mass[node] * mass[community as usize]
            };
            let mut best = (gain(old, near.weight(old)), old);
            for &community in &near.met {
                let its = gain(community, near.weight(community));
                if its > best.0 + 1e-12 {
                    best = (its, community);
                }
            }
            // Alone it may be better off than anywhere.
            if best.0 < -1e-12
                && count[old as usize] > 0
                && let Some(alone) = empty.pop()
            {
                best = (0.0, alone);
            }
            let new = best.1;
            mass[new as usize] += self.mass[node];
            count[new as usize] += 1;
            if new != old {
                of[node] = new;
                if count[old as usize] == 0 {
                    empty.push(old);
                }
                for (other, _) in self.links(node) {
                    if of[other] != new && !waits[other] {
                        waits[other] = true;
                        queue.push_back(other as u32);
                    }
                }
            }
        }
    }

    /// Whether all links of a node stay within its community, of this mass, and it is no worse off there than
    /// alone: then no move can be better. So it is with most nodes in all rounds but the first.
    fn is_at_home(&self, node: usize, of: &[u32], mass: f64) -> bool {
        let mut tie = 0.0;
        for (other, weight) in self.links(node) {
            if of[other] != of[node] {
                return false;
            }
            tie += weight;
        }
        tie >= self.chance * self.mass[node] * (mass - self.mass[node]) - 1e-12
    }

    /// Divides each community into parts that hang together well: each node starts alone, and joins a
    /// part of its community where that raises modularity.
    fn refine(&self, of: &[u32], communities: usize, dice: &mut Dice) -> Vec<u32> {
        let size = self.size();
        let mut community_mass = vec![0.0; communities];
        for node in 0..size {
            community_mass[of[node] as usize] += self.mass[node];
        }
        // The weight from a part, a node at first, to the rest of its community.
        let mut outward: Vec<f64> = (0..size)
            .map(|node| {
                let inside = self.links(node).filter(|&(other, _)| of[other] == of[node]);
                inside.map(|(_, weight)| weight).sum()
            })
            .collect();
        let mut part: Vec<u32> = (0..size as u32).collect();
        let mut mass = self.mass.clone();
        let mut alone = vec![true; size];
        let mut near = Near::new(size);
        let ties = |mass: f64, community: f64| self.chance * mass * (community - mass);
        for node in dice.shuffled(size) {
            let node = node as usize;
            let whole = community_mass[of[node] as usize];
            let well_linked = outward[node] >= ties(self.mass[node], whole) - 1e-12;
            if !alone[node] || !well_linked {
                continue;
            }
            let inside = self.links(node).filter(|&(other, _)| of[other] == of[node]);
            near.gather(inside.map(|(other, weight)| (part[other], weight)));
            let mut best = (1e-12, node as u32);
            for &into in &near.met {
                let at = into as usize;
                let gain = near.weight(into) - self.chance * self.mass[node] * mass[at];
                let passed_over = dice.below(PASSED_OVER) == 0;
                if !passed_over && gain > best.0 && outward[at] >= ties(mass[at], whole) - 1e-12 {
                    best = (gain, into);
                }
            }
            let into = best.1 as usize;
            if into != node {
                part[node] = into as u32;
                alone[node] = false;
                alone[into] = false;
                mass[into] += self.mass[node];
                outward[into] += outward[node] - 2.0 * near.weight(into as u32);
            }
        }
        part
    }

    /// The graph whose nodes are the parts.
    fn merged(&self, part: &[u32], parts: usize) -> Level {
        // Nodes by part: places counted first, then filled.
        let mut ends = vec![0_u32; parts + 1];
        for &part in part {
            ends[part as usize + 1] += 1;
        }
        for at in 0..parts {
            ends[at + 1] += ends[at];
        }
        let mut members = vec![0_u32; part.len()];
        let mut free = ends.clone();
        for (node, &part) in part.iter().enumerate() {
            members[free[part as usize] as usize] = node as u32;
            free[part as usize] += 1;
        }
        let mut starts = vec![0];
        let mut links = Vec::new();
        let mut within = vec![0.0; parts];
        let mut near = Near::new(parts);
        for at in 0..parts {
            let its = &members[ends[at] as usize..ends[at + 1] as usize];
            let outward = its.iter().flat_map(|&node| self.links(node as usize));
            near.gather(outward.map(|(other, weight)| (part[other], weight)));
            let inner: f64 = its.iter().map(|&node| self.within[node as usize]).sum();
            within[at] = inner + near.weight(at as u32);
            for &other in near.met.iter().filter(|&&other| other as usize != at) {
                links.push((other, near.weight(other) as u32));
            }
            starts.push(links.len() as u32);
        }
        Level::new(starts, links, within, self.resolution)
    }
}

/// The weight of a node's links by the community to which they lead, in memory that is used again.
struct Near {
    /// Zero: not met, for a link weighs one at least.
    sums: Vec<f64>,
    /// Communities in the order in which they were met.
    met: Vec<u32>,
}

impl Near {
    fn new(communities: usize) -> Self {
        Self {
            sums: vec![0.0; communities],
            met: Vec::new(),
        }
    }

    fn gather(&mut self, links: impl Iterator<Item = (u32, f64)>) {
        for community in self.met.drain(..) {
            self.sums[community as usize] = 0.0;
        }
        for (community, weight) in links {
            let sum = &mut self.sums[community as usize];
            if *sum == 0.0 {
                self.met.push(community);
            }
            *sum += weight;
        }
    }

    fn weight(&self, community: u32) -> f64 {
        self.sums[community as usize]
    }
}
