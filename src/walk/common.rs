//! What several entities have in common.

use std::collections::BTreeSet;

use super::net::{Direction, net, next};
use crate::model::view::{EdgeId, NodeId, TermId, View};

/// What some entities share.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Common {
    /// What each of them is linked with, that with the fewest other links first, for it tells most.
    pub shared: Vec<Shared>,
    /// Classes that all of them have, in the view's order.
    pub classes: Vec<TermId>,
    /// Their country, where they have the same.
    pub country: Option<String>,
    /// Facts between them, in the view's order.
    pub between: Vec<EdgeId>,
    /// Posts that state something of each of them, in the view's order.
    pub posts: Vec<usize>,
}

/// Something that all of them are linked with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared {
    pub node: NodeId,
    /// The facts that link it with each of them, in their order, the best supported first.
    pub facts: Vec<Vec<EdgeId>>,
    /// With how many entities it is linked in all.
    pub links: usize,
    /// Whether a predicate links it with all of them in the same direction.
    pub alike: bool,
}

/// Compares entities. None in common with less than two.
pub fn common(view: &View, entities: &[NodeId]) -> Common {
    if entities.len() < 2 || entities.iter().any(|&entity| entity >= view.nodes.len()) {
        return Common::default();
    }
    let net = net(view, Direction::Any);
    let mut near: Vec<u32> = next(&net, entities[0]).to_vec();
    for &entity in &entities[1..] {
        near.retain(|node| next(&net, entity).binary_search(node).is_ok());
    }
    near.retain(|&node| !entities.contains(&(node as usize)));
    // The facts of each of them, so that not all are gone through for each that is shared.
    let of: Vec<Vec<EdgeId>> = entities
        .iter()
        .map(|entity| {
            let facts = view.edges.iter().enumerate();
            let its = facts.filter(|(_, edge)| [edge.subject, edge.object].contains(entity));
            its.map(|(id, _)| id).collect()
        })
        .collect();
    let mut shared: Vec<Shared> = near
        .into_iter()
        .map(|node| shared(view, node as usize, &of, next(&net, node as usize).len()))
        .collect();
    shared.sort_by_key(|shared| (!shared.alike, shared.links, shared.node));
    let all = |has: &dyn Fn(NodeId) -> bool| entities.iter().all(|&entity| has(entity));
    let country = view.nodes[entities[0]].country.clone();
    Common {
        shared,
        classes: (0..view.terms.len())
            .filter(|class| all(&|entity| view.nodes[entity].classes.contains(class)))
            .collect(),
        country: country
            .filter(|country| all(&|entity| view.nodes[entity].country.as_ref() == Some(country))),
        between: (0..view.edges.len())
            .filter(|&id| {
                let edge = &view.edges[id];
                edge.subject != edge.object
                    && [edge.subject, edge.object]
                        .iter()
                        .all(|end| entities.contains(end))
            })
            .collect(),
        posts: posts(view, &of),
    }
}

fn shared(view: &View, node: NodeId, of: &[Vec<EdgeId>], links: usize) -> Shared {
    let facts: Vec<Vec<EdgeId>> = of
        .iter()
        .map(|its| {
            let its = its.iter().copied().filter(|&id| {
                let edge = &view.edges[id];
                [edge.subject, edge.object].contains(&node)
            });
            let mut its: Vec<EdgeId> = its.collect();
            its.sort_by_key(|&id| (view.edges[id].rank(), id));
            its
        })
        .collect();
    let kinds = |facts: &Vec<EdgeId>| -> BTreeSet<(TermId, bool)> {
        let kind = |&id: &EdgeId| (view.edges[id].predicate, view.edges[id].subject == node);
        facts.iter().map(kind).collect()
    };
    let mut same = facts.first().map(kinds).unwrap_or_default();
    for more in &facts[1..] {
        let more = kinds(more);
        same.retain(|kind| more.contains(kind));
    }
    Shared {
        node,
        facts,
        links,
        alike: !same.is_empty(),
    }
}

/// Posts that make a claim of each of these lists of facts.
fn posts(view: &View, of: &[Vec<EdgeId>]) -> Vec<usize> {
    let posts = |facts: &Vec<EdgeId>| -> BTreeSet<usize> {
        let claims = facts.iter().flat_map(|&id| view.claims_of(&view.edges[id]));
        claims.map(|claim| claim.post).collect()
    };
    let mut all = of.iter().map(posts);
    let mut same = all.next().unwrap_or_default();
    for more in all {
        same.retain(|post| more.contains(post));
    }
    same.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sample::view;

    #[test]
    fn what_both_are_linked_with_and_how() {
        let view = view(&[
            "a workersIn x",
            "b workersIn x",
            "c workersIn x",
            "a ownedBy y",
            "y uses b",
            "a p b",
            "a p z",
        ]);
        let node = |name: &str| view.node(name).unwrap();
        let found = common(&view, &[node("a"), node("b")]);
        let names: Vec<(&str, bool)> = found
            .shared
            .iter()
            .map(|shared| (view.nodes[shared.node].iri.as_str(), shared.alike))
            .collect();
        assert_eq!(names, [("x", true), ("y", false)]);
        assert_eq!(found.shared[0].links, 3);
        assert_eq!(found.between.len(), 1);
        assert_eq!(found.posts, [0]);
        let three = common(&view, &[node("a"), node("b"), node("c")]);
        assert_eq!(three.shared.len(), 1);
        assert_eq!(common(&view, &[node("a")]), Common::default());
        assert_eq!(common(&view, &[0, 99]), Common::default());
    }
}
