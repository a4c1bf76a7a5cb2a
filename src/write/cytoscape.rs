//! View → the JSON of Cytoscape.js (<https://js.cytoscape.org/#notation/elements-json>), which
//! Cytoscape on the desktop opens too.

use serde_json::{Map, Value, json};

use super::columns::{Column, EDGE, NODE};
use crate::model::view::View;

/// The whole view: each entity and each fact with its attributes as `data`.
pub fn cytoscape(view: &View) -> Value {
    let nodes = view.nodes.iter().map(|node| {
        let ends = [("id", node.iri.clone())];
        element(data(view, NODE, node, ends))
    });
    let edges = view.edges.iter().enumerate().map(|(number, edge)| {
        let ends = [
            ("id", format!("e{number}")),
            ("source", view.nodes[edge.subject].iri.clone()),
            ("target", view.nodes[edge.object].iri.clone()),
        ];
        element(data(view, EDGE, edge, ends))
    });
    json!({
        "data": { "name": "tacheron" },
        "elements": {
            "nodes": nodes.collect::<Vec<_>>(),
            "edges": edges.collect::<Vec<_>>(),
        },
    })
}

fn element(data: Map<String, Value>) -> Value {
    json!({ "data": data })
}

fn data<T, const N: usize>(
    view: &View,
    columns: &[Column<T>],
    it: &T,
    ends: [(&str, String); N],
) -> Map<String, Value> {
    let ends = ends
        .into_iter()
        .map(|(name, id)| (name.to_owned(), Value::from(id)));
    let values = columns.iter().filter_map(|column| {
        let value = column.json(view, it)?;
        Some((column.name.to_owned(), value))
    });
    ends.chain(values).collect()
}
