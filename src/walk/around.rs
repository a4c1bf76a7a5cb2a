//! What lies around an entity.

use petgraph::Undirected;
use petgraph::algo::dijkstra;
use petgraph::graph::NodeIndex;

use super::graph::graph;
use crate::model::view::{EdgeId, NodeId, View};

/// The neighbourhood of some entities.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Around {
    /// Every node in reach with its distance in hops, the nearest first, then in the view's order.
    /// The entities asked for are at 0.
    pub nodes: Vec<(usize, NodeId)>,
    /// The facts on the way to them, in the view's order: those that touch a node nearer than `depth`.
    pub edges: Vec<EdgeId>,
}

/// Finds what is at most `depth` hops away from one of `centres`, facts taken in both directions.
/// Nodes that are not in the view are passed over.
pub fn around(view: &View, centres: &[NodeId], depth: usize) -> Around {
    let graph = graph(view).into_edge_type::<Undirected>();
    let mut nearest = vec![usize::MAX; view.nodes.len()];
    for &centre in centres.iter().filter(|&&centre| centre < view.nodes.len()) {
        for (node, hops) in dijkstra(&graph, NodeIndex::new(centre), None, |_| 1_usize) {
            let known = &mut nearest[node.index()];
            *known = hops.min(*known);
        }
    }
    let mut nodes: Vec<(usize, NodeId)> = nearest
        .iter()
        .enumerate()
        .filter(|&(_, &hops)| hops <= depth)
        .map(|(node, &hops)| (hops, node))
        .collect();
    nodes.sort_unstable();
    let edges = view.edges.iter().enumerate();
    let edges = edges.filter(|(_, edge)| nearest[edge.subject].min(nearest[edge.object]) < depth);
    Around {
        edges: edges.map(|(id, _)| id).collect(),
        nodes,
    }
}

#[cfg(test)]
mod tests {
    use super::around;
    use crate::walk::sample::view;

    #[test]
    fn as_far_as_asked_in_both_directions() {
        // The edges in order: 0 a-b, 1 b-c, 2 b-e, 3 c-d, 4 e-a
        let view = view(&["a p b", "b p c", "c p d", "e p a", "b p e"]);
        let near = around(&view, &[0], 1);
        assert_eq!(near.nodes, [(0, 0), (1, 1), (1, 4)]);
        assert_eq!(
            near.edges,
            [0, 4],
            "b-e lies between two that are equally far"
        );
        let all = around(&view, &[0], 9);
        assert_eq!(all.nodes.len(), 5);
        assert_eq!(all.edges.len(), 5);
        assert!(around(&view, &[0], 0).edges.is_empty());
        assert_eq!(around(&view, &[77], 3), super::Around::default());
    }
}
