//! What a drawing draws boxes around.

use std::collections::BTreeMap;

use crate::model::view::{NodeId, View};
use crate::walk::{Grouping, groups};

/// A box and what stands in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    pub label: String,
    /// At least two: a box around a single thing says nothing.
    pub nodes: Vec<NodeId>,
}

/// What is based or takes place in the same country, by its name.
pub fn by_country(view: &View) -> Vec<Cluster> {
    let mut countries: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
    for (number, node) in view.nodes.iter().enumerate() {
        if let Some(country) = &node.country {
            countries.entry(country).or_default().push(number);
        }
    }
    let clusters = countries.into_iter().map(|(country, nodes)| Cluster {
        label: country.to_owned(),
        nodes,
    });
    clusters.filter(|cluster| cluster.nodes.len() > 1).collect()
}

/// What is linked more closely with each other than with others, called by its most linked entity; the
/// largest first.
pub fn by_community(view: &View) -> Vec<Cluster> {
    let communities = groups(
        view,
        Grouping::Communities {
            resolution: 1.0,
            by_sources: false,
        },
    );
    let clusters = communities.groups.into_iter().filter_map(|group| {
        let label = view.nodes[*group.nodes.first()?].label.clone();
        let mut nodes = group.nodes;
        nodes.sort_unstable();
        Some(Cluster { label, nodes })
    });
    clusters.filter(|cluster| cluster.nodes.len() > 1).collect()
}
