//! What holds the graph together at one point only: links and entities whose removal cuts it.
//!
//! petgraph has both as bare lists. Here one search finds them together with what they cut off, and
//! keeps its stack in memory of its own: a chain of facts may be longer than the program's is deep.

use std::cmp::Reverse;

use super::net::{Direction, net, next, nodes};
use crate::model::view::{EdgeId, NodeId, View};

/// A link that is the only way between two parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bridge {
    /// Its ends: that on the smaller side first, of equal sides that with the lower number.
    pub ends: [NodeId; 2],
    /// How many nodes hang together on the side of each end, that one counted.
    pub sides: [usize; 2],
    /// All facts between the two, the best supported first.
    pub facts: Vec<EdgeId>,
}

/// An entity without which its part of the graph falls apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joint {
    pub node: NodeId,
    /// The sizes of the pieces that are left without it, the largest first; two or more.
    pub pieces: Vec<usize>,
}

impl Joint {
    /// How many nodes lose the largest piece without it.
    pub fn cuts_off(&self) -> usize {
        self.pieces.iter().skip(1).sum()
    }
}

/// Where a graph can be cut.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bridges {
    /// Those that cut off most first (the nodes of the smaller side), then by their ends.
    pub links: Vec<Bridge>,
    /// Those that cut off most first (all but the largest piece), then in the view's order.
    pub joints: Vec<Joint>,
}

/// What the search knows of a node: R. Tarjan, Depth-first search and linear graph algorithms,
/// SIAM Journal on Computing 1 (1972).
#[derive(Clone, Default)]
struct Visit {
    /// When it was met, from 1; 0: not yet.
    time: u32,
    /// The earliest that can be met from it or from below it, but by the link it was come by.
    low: u32,
    /// Nodes from it downward.
    size: usize,
    parent: Option<NodeId>,
    /// Sizes of what hangs on it alone.
    pieces: Vec<usize>,
}

/// Finds the links and entities that nothing goes around.
pub fn bridges(view: &View) -> Bridges {
    let net = net(view, Direction::Any);
    let mut visits = vec![Visit::default(); net.node_count()];
    let mut time = 0;
    let mut cuts: Vec<(NodeId, NodeId, usize, usize)> = Vec::new();
    let mut joints = Vec::new();
    for root in nodes(&net) {
        if visits[root].time > 0 {
            continue;
        }
        let mut met = Vec::new();
        // Nodes on the way down, each with how many of its links are done.
        let mut way = vec![(root, 0)];
        let first_cut = cuts.len();
        while let Some((node, done)) = way.last_mut() {
            let node = *node;
            if *done == 0 {
                time += 1;
                met.push(node);
                let visit = &mut visits[node];
                (visit.time, visit.low, visit.size) = (time, time, 1);
            }
            if let Some(&other) = next(&net, node).get(*done) {
                *done += 1;
                let other = other as usize;
                if visits[other].time == 0 {
                    visits[other].parent = Some(node);
                    way.push((other, 0));
                } else if visits[node].parent != Some(other) {
                    visits[node].low = visits[node].low.min(visits[other].time);
                }
                continue;
            }
            way.pop();
            let (low, size) = (visits[node].low, visits[node].size);
            if let Some(parent) = visits[node].parent {
                let above = &mut visits[parent];
                above.low = above.low.min(low);
                above.size += size;
                if low >= above.time {
                    above.pieces.push(size);
                }
                if low > above.time {
                    cuts.push((node, parent, size, 0));
                }
            }
        }
        let whole = met.len();
        for cut in &mut cuts[first_cut..] {
            cut.3 = whole - cut.2;
        }
        for node in met {
            let mut pieces = std::mem::take(&mut visits[node].pieces);
            let rest = whole - 1 - pieces.iter().sum::<usize>();
            if rest > 0 {
                pieces.push(rest);
            }
            if pieces.len() > 1 {
                pieces.sort_unstable_by_key(|&size| Reverse(size));
                joints.push(Joint { node, pieces });
            }
        }
    }
    joints.sort_by_key(|joint| (Reverse(joint.cuts_off()), joint.node));
    Bridges {
        links: links(view, cuts),
        joints,
    }
}

fn links(view: &View, cuts: Vec<(NodeId, NodeId, usize, usize)>) -> Vec<Bridge> {
    let mut links: Vec<Bridge> = cuts
        .into_iter()
        .map(|(a, b, of_a, of_b)| {
            let mut sides = [(of_a, a), (of_b, b)];
            sides.sort_unstable();
            Bridge {
                ends: sides.map(|(_, node)| node),
                sides: sides.map(|(size, _)| size),
                facts: Vec::new(),
            }
        })
        .collect();
    links.sort_by_key(|link| (Reverse(link.sides[0]), link.ends));
    let pair = |a: NodeId, b: NodeId| (a.min(b), a.max(b));
    let mut place: Vec<((NodeId, NodeId), usize)> = links
        .iter()
        .enumerate()
        .map(|(at, link)| (pair(link.ends[0], link.ends[1]), at))
        .collect();
    place.sort_unstable();
    for (id, edge) in view.edges.iter().enumerate() {
        let wanted = pair(edge.subject, edge.object);
        if let Ok(at) = place.binary_search_by_key(&wanted, |&(pair, _)| pair) {
            links[place[at].1].facts.push(id);
        }
    }
    for link in &mut links {
        link.facts.sort_by_key(|&fact| view.edges[fact].rank());
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sample::view;

    #[test]
    fn two_triangles_and_what_lies_between() {
        // a b c and e f g are triangles; c – d – e is the way between; h hangs on g.
        let view = view(&[
            "a p b", "b p c", "c p a", "c p d", "d q c", "e p d", "e p f", "f p g", "g p e",
            "h p g", "h p h", "x p y",
        ]);
        let found = bridges(&view);
        let name = |node: NodeId| view.nodes[node].iri.as_str();
        let links: Vec<_> = found
            .links
            .iter()
            .map(|link| (link.ends.map(name), link.sides, link.facts.len()))
            .collect();
        assert_eq!(
            links,
            [
                (["d", "e"], [4, 4], 1),
                (["c", "d"], [3, 5], 2),
                (["h", "g"], [1, 7], 1),
                (["x", "y"], [1, 1], 1),
            ]
        );
        let joints: Vec<_> = found
            .joints
            .iter()
            .map(|joint| (name(joint.node), joint.pieces.clone()))
            .collect();
        assert_eq!(
            joints,
            [
                ("d", vec![4, 3]),
                ("e", vec![4, 3]),
                ("c", vec![5, 2]),
                ("g", vec![6, 1]),
            ]
        );
    }

    #[test]
    fn rings_have_none_and_long_chains_no_end() {
        let none = bridges(&view(&["a p b", "b p c", "c p a"]));
        assert_eq!(none, Bridges::default());
        let facts: Vec<String> = (0..20_000)
            .map(|at| format!("n{at:05} p n{:05}", at + 1))
            .collect();
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        let chain = bridges(&view(&facts));
        assert_eq!(chain.links.len(), 20_000);
        assert_eq!(chain.joints.len(), 19_999);
        assert_eq!(chain.links[0].sides, [10_000, 10_001]);
    }
}
