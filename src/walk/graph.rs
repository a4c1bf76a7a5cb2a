//! View → petgraph.

use petgraph::Graph;
use petgraph::graph::NodeIndex;

use crate::model::view::{EdgeId, NodeId, View};

/// The view as a petgraph graph: directed, with every fact an edge of its own. The weights are the
/// numbers of nodes and edges in the view, and so are the indices.
pub fn graph(view: &View) -> Graph<NodeId, EdgeId> {
    let mut graph = Graph::with_capacity(view.nodes.len(), view.edges.len());
    for node in 0..view.nodes.len() {
        graph.add_node(node);
    }
    for (id, edge) in view.edges.iter().enumerate() {
        graph.add_edge(
            NodeIndex::new(edge.subject),
            NodeIndex::new(edge.object),
            id,
        );
    }
    graph
}
