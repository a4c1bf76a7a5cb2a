//! The links of a view as chains are searched in them.

use super::cost::{Step, toll};
use crate::model::view::{EdgeId, NodeId, View};

/// The links of a view in rows, made once for any number of searches.
#[derive(Debug)]
pub struct Roads<'v> {
    pub(super) view: &'v View,
    directed: bool,
    out: Rows,
    /// Against the direction of the facts; without directions the same as `out`.
    into: Option<Rows>,
    /// What it costs to pass each node: by how many others it is linked with, whatever the direction.
    tolls: Vec<u32>,
}

/// The arcs of each node, sorted by where they lead.
#[derive(Debug, Default)]
struct Rows {
    /// Where the arcs of each node start, and one more.
    starts: Vec<u32>,
    arcs: Vec<Arc>,
    /// Where the facts of each arc start, and one more.
    fact_starts: Vec<u32>,
    /// The best one of an arc first: more sources, more confidence, then in the view's order.
    facts: Vec<EdgeId>,
}

/// A step from a node to another one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub node: u32,
    /// That over the best fact.
    pub step: Step,
}

impl<'v> Roads<'v> {
    /// Both ways, or from subject to object only.
    pub fn new(view: &'v View, directed: bool) -> Self {
        let links = view.edges.iter().enumerate();
        let links = links.filter(|(_, edge)| edge.subject != edge.object);
        let forward = links
            .clone()
            .map(|(id, edge)| (edge.subject, edge.object, id));
        let backward = links.map(|(id, edge)| (edge.object, edge.subject, id));
        let (out, into, degrees) = if directed {
            let into = Rows::new(view, backward.collect());
            let out = Rows::new(view, forward.collect());
            (out, Some(into), view.degrees())
        } else {
            let out = Rows::new(view, forward.chain(backward).collect());
            let degrees = out.starts.windows(2);
            let degrees = degrees.map(|pair| (pair[1] - pair[0]) as usize).collect();
            (out, None, degrees)
        };
        let tolls = degrees.into_iter().map(|degree| toll(degree) as u32);
        Self {
            view,
            directed,
            out,
            into,
            tolls: tolls.collect(),
        }
    }

    /// Whether facts are followed from subject to object only.
    pub fn directed(&self) -> bool {
        self.directed
    }

    pub(super) fn size(&self) -> usize {
        self.view.nodes.len()
    }

    pub(super) fn toll(&self, node: NodeId) -> u64 {
        u64::from(self.tolls[node])
    }

    pub(super) fn out(&self, node: NodeId) -> &[Arc] {
        self.out.of(node)
    }

    pub(super) fn into(&self, node: NodeId) -> &[Arc] {
        self.into.as_ref().unwrap_or(&self.out).of(node)
    }

    /// The step from the one to the other.
    pub(super) fn arc(&self, from: NodeId, to: NodeId) -> Option<Arc> {
        Some(self.out.arcs[self.out.find(from, to)?])
    }

    /// All facts that lead from the one to the other.
    pub(super) fn facts(&self, from: NodeId, to: NodeId) -> &[EdgeId] {
        match self.out.find(from, to) {
            Some(at) => {
                let starts = &self.out.fact_starts[at..];
                &self.out.facts[starts[0] as usize..starts[1] as usize]
            }
            None => &[],
        }
    }
}

impl Rows {
    fn new(view: &View, mut hops: Vec<(NodeId, NodeId, EdgeId)>) -> Self {
        let quality = |id: EdgeId| (view.edges[id].rank(), id);
        hops.sort_unstable_by(|a, b| {
            (a.0, a.1)
                .cmp(&(b.0, b.1))
                .then_with(|| quality(a.2).cmp(&quality(b.2)))
        });
        let mut rows = Rows {
            starts: vec![0],
            ..Rows::default()
        };
        for same in hops.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let (from, to, best) = same[0];
            while rows.starts.len() <= from {
                rows.starts.push(rows.arcs.len() as u32);
            }
            rows.arcs.push(Arc {
                node: to as u32,
                step: Step::over(&view.edges[best]),
            });
            rows.fact_starts.push(rows.facts.len() as u32);
            rows.facts.extend(same.iter().map(|&(.., fact)| fact));
        }
        while rows.starts.len() <= view.nodes.len() {
            rows.starts.push(rows.arcs.len() as u32);
        }
        rows.fact_starts.push(rows.facts.len() as u32);
        rows
    }

    /// Which arc leads from the one to the other.
    fn find(&self, from: NodeId, to: NodeId) -> Option<usize> {
        let range = self.range(from);
        let arcs = &self.arcs[range.clone()];
        let at = arcs.binary_search_by_key(&to, |arc| arc.node as usize);
        at.ok().map(|at| range.start + at)
    }

    fn range(&self, node: NodeId) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    fn of(&self, node: NodeId) -> &[Arc] {
        &self.arcs[self.range(node)]
    }
}
