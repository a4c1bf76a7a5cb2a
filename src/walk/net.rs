//! View → a compact petgraph graph: one link for each pair, so that numbers mean what books say.
//!
//! All facts between two entities are one link here, whose weight is the number of posts that state
//! one of them; a fact of an entity with itself is none. Betweenness, PageRank and their like are
//! defined on such graphs, and igraph and NetworkX give the same numbers for them.

use petgraph::Directed;
use petgraph::csr::Csr;

use crate::model::view::{NodeId, View};

/// A graph in the form of sorted rows: a node's links stand next to each other in memory. Links are
/// arcs; a graph without directions has each of its links as two.
pub type Net = Csr<(), u32, Directed, u32>;

/// In which direction links may be walked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Both ways.
    Any,
    /// From the subject of a fact to its object.
    Forward,
    /// From the object to the subject.
    Backward,
}

/// The view as such a graph. Its nodes have the numbers that they have in the view.
pub fn net(view: &View, direction: Direction) -> Net {
    let mut arcs: Vec<(u32, u32, u32)> = Vec::with_capacity(2 * view.edges.len());
    for (id, edge) in (0..).zip(&view.edges) {
        if edge.subject == edge.object {
            continue;
        }
        let (subject, object) = (edge.subject as u32, edge.object as u32);
        if direction != Direction::Backward {
            arcs.push((subject, object, id));
        }
        if direction != Direction::Forward {
            arcs.push((object, subject, id));
        }
    }
    arcs.sort_unstable();
    let mut links: Vec<(u32, u32, u32)> = Vec::with_capacity(arcs.len());
    for same in arcs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (from, to, _) = same[0];
        links.push((from, to, posts(view, same) as u32));
    }
    of_links(view.nodes.len(), &links)
}

/// A graph of so many nodes with these arcs, which are sorted and each there once.
pub(super) fn of_links(nodes: usize, links: &[(u32, u32, u32)]) -> Net {
    // Sorted and distinct as they are, they cannot be refused.
    let mut net = Net::from_sorted_edges(links).unwrap_or_default();
    while net.node_count() < nodes {
        net.add_node(());
    }
    net
}

/// How many posts state one of these facts.
fn posts(view: &View, facts: &[(u32, u32, u32)]) -> usize {
    if let [(.., only)] = facts {
        return view.edges[*only as usize].sources;
    }
    let claims = facts
        .iter()
        .flat_map(|&(.., fact)| view.claims_of(&view.edges[fact as usize]));
    let mut posts: Vec<usize> = claims.map(|claim| claim.post).collect();
    posts.sort_unstable();
    posts.dedup();
    posts.len()
}

/// The links of a node as numbers of nodes.
pub(super) fn next(net: &Net, node: usize) -> &[u32] {
    net.neighbors_slice(node as u32)
}

/// All nodes by number.
pub(super) fn nodes(net: &Net) -> std::ops::Range<NodeId> {
    0..net.node_count()
}

#[cfg(test)]
mod tests {
    use super::{Direction, net, next};
    use crate::walk::sample::view;

    #[test]
    fn facts_of_a_pair_are_one_link() {
        // One post only: two facts of it are one source.
        let view = view(&["a p b", "a q b", "b p a", "c p c", "a p d 3"]);
        let both = net(&view, Direction::Any);
        assert_eq!(next(&both, 0), [1, 3]);
        assert_eq!(both.edges_slice(0), [1, 3]);
        assert_eq!(next(&both, 2), [0_u32; 0], "c is linked with itself alone");
        assert_eq!(both.node_count(), 4);
        assert_eq!(next(&net(&view, Direction::Forward), 3), [0_u32; 0]);
        assert_eq!(next(&net(&view, Direction::Backward), 3), [0]);
    }
}
