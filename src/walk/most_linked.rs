//! The part of a large graph that still fits on a sheet.

use std::cmp::Reverse;

use super::components;
use crate::model::view::View;

/// The `count` nodes with the most links and the facts between them; of equally linked ones those
/// that more posts mention, then by IRI. Nodes that are left without a fact fall out; where these would be
/// most of them, half as many are chosen so, and with them those that link them. The whole where it
/// has no more, or where `count` is 0.
pub fn most_linked(view: View, count: usize) -> View {
    if count == 0 || view.nodes.len() <= count {
        return view;
    }
    let degrees = view.degrees();
    let mut order: Vec<usize> = (0..view.nodes.len()).collect();
    order.sort_unstable_by_key(|&node| {
        (
            Reverse(degrees[node]),
            Reverse(view.nodes[node].posts),
            node,
        )
    });
    let mut kept = vec![false; view.nodes.len()];
    order[..count].iter().for_each(|&node| kept[node] = true);
    let mut linked = linked_among(&view, &kept);
    // Where the most linked are linked with others alone (platforms with people), half of the places go to
    // those with the most facts about the other half.
    if linked.iter().filter(|&&linked| linked).count() * 2 < count {
        let first = (count / 2).max(1);
        order[first..count]
            .iter()
            .for_each(|&node| kept[node] = false);
        let mut ties = vec![0; view.nodes.len()];
        for edge in &view.edges {
            ties[edge.object] += usize::from(kept[edge.subject]);
            ties[edge.subject] += usize::from(kept[edge.object]);
        }
        let mut others = order.split_off(first);
        others.sort_by_key(|&node| Reverse(ties[node]));
        let between = others.iter().take(count - first);
        between.for_each(|&node| kept[node] = true);
        linked = linked_among(&view, &kept);
    }
    view.part(|node| linked[node], |_| true)
}

/// Which of the nodes kept a fact links with one of them.
fn linked_among(view: &View, kept: &[bool]) -> Vec<bool> {
    let mut linked = vec![false; view.nodes.len()];
    for edge in &view.edges {
        if kept[edge.subject] && kept[edge.object] {
            linked[edge.subject] = true;
            linked[edge.object] = true;
        }
    }
    linked
}

/// The parts of a graph that have at least so many nodes; what hangs together with less falls out.
pub fn large_parts(view: View, least: usize) -> View {
    let parts = components(&view);
    if parts.sizes.iter().all(|&size| size >= least) {
        return view;
    }
    view.part(|node| parts.size_around(node) >= least, |_| true)
}

#[cfg(test)]
mod tests {
    use super::{large_parts, most_linked};
    use crate::walk::sample::view;

    #[test]
    fn keeps_those_with_the_most_links() {
        let view = view(&["a p b", "b p c", "c p d", "b p d", "e p e"]);
        let names = |count| {
            let part = most_linked(view.clone(), count);
            let names: Vec<String> = part.nodes.into_iter().map(|node| node.iri).collect();
            (names.join(" "), part.edges.len())
        };
        assert_eq!(names(3), ("b c d".into(), 3));
        assert_eq!(names(4), ("a b c d".into(), 4));
        assert_eq!(names(0), ("a b c d e".into(), 5));
        let apart = crate::walk::sample::view(&["a p b", "a p c", "d p e", "d p f"]);
        let part = most_linked(apart, 2);
        assert_eq!(part.edges.len(), 1, "no fact links the two with most links");
        assert_eq!(names(99), ("a b c d e".into(), 5));
    }
    #[test]
    fn small_parts_fall_out() {
        let whole = view(&["a p b", "b p c", "d p e", "f p f"]);
        let count = |least| large_parts(whole.clone(), least).nodes.len();
        assert_eq!([0, 1, 2, 3, 4].map(count), [6, 6, 5, 3, 0]);
    }
}
