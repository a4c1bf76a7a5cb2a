//! The facts and the entities of a view as tables, for spreadsheets: CSV by RFC 4180
//! (<https://www.rfc-editor.org/rfc/rfc4180>), UTF-8, lines ended by CR LF.

use super::columns::{EDGE, NODE};
use super::table::Table;
use crate::model::view::View;

/// One line for each fact between two entities, under a line of headings.
pub fn edges(view: &View) -> String {
    let ends = [
        "subject",
        "subject_label",
        "subject_class",
        "object",
        "object_label",
        "object_class",
    ];
    let mut out = String::new();
    let heads = ends
        .into_iter()
        .chain(EDGE.iter().map(|column| column.name));
    line(&mut out, heads.map(str::to_owned));
    for edge in &view.edges {
        let ends = [edge.subject, edge.object].into_iter().flat_map(|end| {
            let node = &view.nodes[end];
            let class = node.class.map_or("", |class| view.terms[class].name());
            [node.iri.clone(), node.label.clone(), class.to_owned()]
        });
        let values = EDGE
            .iter()
            .map(|column| (column.value)(view, edge).unwrap_or_default());
        line(&mut out, ends.chain(values));
    }
    out
}

/// One line for each entity, under a line of headings.
pub fn nodes(view: &View) -> String {
    let mut out = String::new();
    let heads = NODE.iter().map(|column| column.name.to_owned());
    line(&mut out, ["id".to_owned()].into_iter().chain(heads));
    for node in &view.nodes {
        let values = NODE
            .iter()
            .map(|column| (column.value)(view, node).unwrap_or_default());
        line(&mut out, [node.iri.clone()].into_iter().chain(values));
    }
    out
}

impl Table {
    /// The whole table, under a line of headings.
    pub fn csv(&self) -> String {
        let mut out = String::new();
        line(
            &mut out,
            self.columns.iter().map(|column| column.name.clone()),
        );
        for row in &self.rows {
            line(&mut out, row.iter().cloned());
        }
        out
    }
}

/// A row, with quotes where a cell needs them.
pub(super) fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
