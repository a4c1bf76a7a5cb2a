//! Which entities belong together.

use std::cmp::Reverse;

use petgraph::algo::kosaraju_scc;

use super::leiden;
use super::net::{Direction, Net, net};
use super::{components, graph};
use crate::model::view::{EdgeId, NodeId, View};

/// What makes a group.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Grouping {
    /// A chain of facts leads from each to each, whatever their direction.
    Connected,
    /// A chain of facts leads from each to each, from subject to object.
    Strong,
    /// More links lie within than chance would have it (Leiden, modularity).
    Communities {
        /// Above 1 groups are smaller, below larger.
        resolution: f64,
        /// A link counts once for each post that states it.
        by_sources: bool,
    },
}

/// The groups of a view.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Groups {
    /// The largest first, of equal ones that with the lowest node. Of each its nodes, those with the
    /// most links within the group first, then in the view's order.
    pub groups: Vec<Group>,
    /// The group of each node.
    pub of: Vec<usize>,
    /// How much more of the links lies within groups than chance would have it, −0.5 to 1. For
    /// communities alone.
    pub modularity: Option<f64>,
}

/// Some nodes and what lies between them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Group {
    pub nodes: Vec<NodeId>,
    /// With how many others of the group each is linked, beside `nodes`.
    pub links: Vec<usize>,
    /// The facts between them, the best supported first.
    pub facts: Vec<EdgeId>,
}

/// Finds the groups. Every node is in one of them, if need be alone.
pub fn groups(view: &View, grouping: Grouping) -> Groups {
    groups_on(view, &net(view, Direction::Any), grouping)
}

/// The same for one of several questions to a view, whose net without directions is given.
pub fn groups_on(view: &View, links: &Net, grouping: Grouping) -> Groups {
    let (of, modularity) = match grouping {
        Grouping::Connected => (components(view).of, None),
        Grouping::Strong => (strong(view), None),
        Grouping::Communities {
            resolution,
            by_sources,
        } => {
            let found = leiden::divide(links, by_sources, resolution);
            let of = found.of.iter().map(|&group| group as usize).collect();
            (of, Some(found.modularity))
        }
    };
    sorted(view, links, of, modularity)
}

fn strong(view: &View) -> Vec<usize> {
    let mut of = vec![0; view.nodes.len()];
    for (number, part) in kosaraju_scc(&graph(view)).into_iter().enumerate() {
        for node in part {
            of[node.index()] = number;
        }
    }
    of
}

/// Numbers the groups by size, and sorts what is in them.
fn sorted(view: &View, links: &Net, of: Vec<usize>, modularity: Option<f64>) -> Groups {
    let count = of.iter().max().map_or(0, |most| most + 1);
    let mut parts: Vec<Vec<NodeId>> = vec![Vec::new(); count];
    for (node, &group) in of.iter().enumerate() {
        parts[group].push(node);
    }
    parts.retain(|part| !part.is_empty());
    parts.sort_by_key(|part| (Reverse(part.len()), part[0]));
    let mut of = vec![0; view.nodes.len()];
    for (number, part) in parts.iter().enumerate() {
        part.iter().for_each(|&node| of[node] = number);
    }
    let within: Vec<usize> = (0..view.nodes.len())
        .map(|node| {
            let others = links.neighbors_slice(node as u32).iter();
            others
                .filter(|&&other| of[other as usize] == of[node])
                .count()
        })
        .collect();
    let mut groups: Vec<Group> = parts
        .into_iter()
        .map(|mut nodes| {
            nodes.sort_by_key(|&node| (Reverse(within[node]), node));
            Group {
                links: nodes.iter().map(|&node| within[node]).collect(),
                nodes,
                facts: Vec::new(),
            }
        })
        .collect();
    for (id, edge) in view.edges.iter().enumerate() {
        if of[edge.subject] == of[edge.object] {
            groups[of[edge.subject]].facts.push(id);
        }
    }
    for group in &mut groups {
        group.facts.sort_by_key(|&fact| view.edges[fact].rank());
    }
    Groups {
        groups,
        of,
        modularity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sample::view;

    fn names(view: &View, groups: &Groups) -> Vec<String> {
        let name = |node: &NodeId| view.nodes[*node].iri.as_str();
        let groups = groups.groups.iter();
        groups
            .map(|group| group.nodes.iter().map(name).collect::<Vec<_>>().join(" "))
            .collect()
    }

    const COMMUNITIES: Grouping = Grouping::Communities {
        resolution: 1.0,
        by_sources: false,
    };

    #[test]
    fn parts_and_rings() {
        let view = view(&["a p b", "b p c", "c p a", "c p d", "x p y", "z p z"]);
        let connected = groups(&view, Grouping::Connected);
        assert_eq!(names(&view, &connected), ["c a b d", "x y", "z"]);
        assert_eq!(connected.groups[0].links, [3, 2, 2, 1]);
        assert_eq!(connected.of, [0, 0, 0, 0, 1, 1, 2]);
        let strong = groups(&view, Grouping::Strong);
        assert_eq!(names(&view, &strong), ["a b c", "d", "x", "y", "z"]);
        assert_eq!(strong.groups[0].facts, [0, 1, 2]);
    }

    #[test]
    fn two_triangles_with_a_link_between_are_two_communities() {
        let facts = [
            "a p b", "b p c", "c p a", "d p e", "e p f", "f p d", "c p d",
        ];
        let view = view(&facts);
        let found = groups(&view, COMMUNITIES);
        assert_eq!(names(&view, &found), ["a b c", "d e f"]);
        // 6 of 7 links lie within; each half has 7 of 14 ends.
        assert!((found.modularity.unwrap() - (6.0 / 7.0 - 0.5)).abs() < 1e-12);
        let one = Grouping::Communities {
            resolution: 0.01,
            by_sources: false,
        };
        assert_eq!(groups(&view, one).groups.len(), 1);
    }

    #[test]
    fn a_ring_of_cliques_is_found_again() {
        let mut facts = Vec::new();
        let name = |clique: usize, at: usize| format!("n{clique:02}{at}");
        for clique in 0..12 {
            for a in 0..5 {
                for b in a + 1..5 {
                    facts.push(format!("{} p {}", name(clique, a), name(clique, b)));
                }
            }
            facts.push(format!(
                "{} p {}",
                name(clique, 4),
                name((clique + 1) % 12, 0)
            ));
        }
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        let found = groups(&view(&facts), COMMUNITIES);
        assert_eq!(found.groups.len(), 12);
        assert!(found.groups.iter().all(|group| group.nodes.len() == 5));
    }

    #[test]
    fn nothing_and_nothing_but_loops() {
        for grouping in [Grouping::Connected, Grouping::Strong, COMMUNITIES] {
            assert!(groups(&view(&[]), grouping).groups.is_empty());
            assert_eq!(groups(&view(&["a p a", "b p b"]), grouping).groups.len(), 2);
        }
    }
}
