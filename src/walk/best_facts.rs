//! What speaks for an entity as such: the best supported facts about it.

use crate::model::view::{EdgeId, NodeId, View};

/// Of each of these nodes the best supported facts with it as an end, at most `most`, out of those that
/// `counts` lets through; of equally supported ones those that come first in the view.
pub fn best_facts(
    view: &View,
    nodes: &[NodeId],
    most: usize,
    counts: impl Fn(EdgeId) -> bool,
) -> Vec<Vec<EdgeId>> {
    let mut place = vec![None; view.nodes.len()];
    for (at, &node) in nodes.iter().enumerate() {
        place[node] = Some(at);
    }
    let mut facts = vec![Vec::new(); nodes.len()];
    for (id, edge) in view.edges.iter().enumerate() {
        let other = (edge.object != edge.subject).then_some(edge.object);
        let ends = [Some(edge.subject), other].into_iter().flatten();
        for at in ends.filter_map(|end| place[end]) {
            if counts(id) {
                facts[at].push(id);
            }
        }
    }
    for facts in &mut facts {
        facts.sort_by_key(|&fact| (view.edges[fact].rank(), fact));
        facts.truncate(most);
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::best_facts;
    use crate::walk::sample::view;

    #[test]
    fn the_best_supported_come_first_and_a_fact_counts_for_both_of_its_ends() {
        let view = view(&["a p b", "a p c 3", "b p c 2", "d p d"]);
        let all = best_facts(&view, &[0, 2, 3], 9, |_| true);
        assert_eq!(all, [vec![1, 0], vec![1, 2], vec![3]]);
        let some = best_facts(&view, &[0, 2], 1, |fact| fact != 1);
        assert_eq!(some, [[0], [2]]);
    }
}
