//! The part of a large graph that still fits on a sheet.

use std::cmp::Reverse;

use crate::model::view::View;

/// The `count` nodes with the most links and the facts between them; of equally linked ones those
/// that more posts mention, then by IRI. The whole where it has no more, or where `count` is 0.
pub fn most_linked(view: &View, count: usize) -> View {
    if count == 0 || view.nodes.len() <= count {
        return view.clone();
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
    for &node in &order[..count] {
        kept[node] = true;
    }
    view.part(|node| kept[node], |_| true)
}

#[cfg(test)]
mod tests {
    use super::most_linked;
    use crate::walk::sample::view;

    #[test]
    fn keeps_those_with_the_most_links() {
        let view = view(&["a p b", "b p c", "c p d", "b p d", "e p e"]);
        let names = |count| {
            let part = most_linked(&view, count);
            let names: Vec<String> = part.nodes.into_iter().map(|node| node.iri).collect();
            (names.join(" "), part.edges.len())
        };
        assert_eq!(names(3), ("b c d".into(), 3));
        assert_eq!(names(4), ("a b c d".into(), 4));
        assert_eq!(names(0), ("a b c d e".into(), 5));
        assert_eq!(names(99), ("a b c d e".into(), 5));
    }
}
