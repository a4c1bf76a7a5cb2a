//! Into how many parts a graph falls.

use petgraph::unionfind::UnionFind;

use crate::model::view::{NodeId, View};

/// The parts of a view that no fact links with each other, whatever its direction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Components {
    /// The part of each node, an index into `sizes`.
    pub of: Vec<usize>,
    /// How many nodes each part has, the largest first; of equal ones that with the lowest node.
    pub sizes: Vec<usize>,
}

impl Components {
    /// How many nodes the part has in which this one lies, itself included.
    pub fn size_around(&self, node: NodeId) -> usize {
        self.of.get(node).map_or(0, |&part| self.sizes[part])
    }
}

/// Finds the parts.
pub fn components(view: &View) -> Components {
    let mut sets = UnionFind::<usize>::new(view.nodes.len());
    for edge in &view.edges {
        sets.union(edge.subject, edge.object);
    }
    let roots = sets.into_labeling();
    // (root, lowest node, size): the roots that union-find picks are an accident of its order.
    let mut parts: Vec<(usize, usize, usize)> = Vec::new();
    let mut part_of_root = vec![None; roots.len()];
    for (node, &root) in roots.iter().enumerate() {
        let part = *part_of_root[root].get_or_insert_with(|| {
            parts.push((root, node, 0));
            parts.len() - 1
        });
        parts[part].2 += 1;
    }
    parts.sort_unstable_by_key(|&(_, lowest, size)| (std::cmp::Reverse(size), lowest));
    let mut place = vec![0; roots.len()];
    for (number, &(root, _, _)) in parts.iter().enumerate() {
        place[root] = number;
    }
    Components {
        of: roots.iter().map(|&root| place[root]).collect(),
        sizes: parts.iter().map(|part| part.2).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::components;
    use crate::model::View;
    use crate::walk::sample::view;

    #[test]
    fn the_largest_part_comes_first() {
        let view = view(&["a p b", "c p d", "d p e", "f p f"]);
        let parts = components(&view);
        assert_eq!(parts.sizes, [3, 2, 1]);
        assert_eq!(parts.of, [1, 1, 0, 0, 0, 2]);
        assert_eq!(parts.size_around(0), 2);
        assert!(components(&View::default()).sizes.is_empty());
    }
}
