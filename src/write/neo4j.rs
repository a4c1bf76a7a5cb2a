//! View → the two tables that `neo4j-admin database import full` loads
//! (<https://neo4j.com/docs/operations-manual/current/import/#import-tool-header-format>).

use super::columns::{Column, EDGE, Kind, NODE};
use super::csv::line;
use crate::model::view::View;

/// The entities: `:ID`, their attributes, and their classes as `:LABEL`.
pub fn nodes(view: &View) -> String {
    let mut out = String::new();
    let heads = ["id:ID".to_owned()].into_iter();
    line(
        &mut out,
        heads
            .chain(NODE.iter().map(head))
            .chain([":LABEL".to_owned()]),
    );
    for node in &view.nodes {
        let values = NODE.iter().map(|column| value(column, view, node));
        let classes = node.classes.iter().map(|&class| view.terms[class].name());
        let label = classes.collect::<Vec<_>>().join(";");
        line(
            &mut out,
            [node.iri.clone()].into_iter().chain(values).chain([label]),
        );
    }
    out
}

/// The facts: `:START_ID`, `:END_ID`, `:TYPE` (the predicate, written as Neo4j writes types:
/// `OPERATED_BY`), and their attributes.
pub fn edges(view: &View) -> String {
    let mut out = String::new();
    let ends = [":START_ID", ":END_ID", ":TYPE"].map(str::to_owned);
    line(&mut out, ends.into_iter().chain(EDGE.iter().map(head)));
    for edge in &view.edges {
        let ends = [
            view.nodes[edge.subject].iri.clone(),
            view.nodes[edge.object].iri.clone(),
            type_of(view.terms[edge.predicate].name()),
        ];
        let values = EDGE.iter().map(|column| value(column, view, edge));
        line(&mut out, ends.into_iter().chain(values));
    }
    out
}

fn head<T>(column: &Column<T>) -> String {
    let kind = match column.kind {
        Kind::Text => "",
        Kind::Whole => ":int",
        Kind::Real => ":double",
    };
    format!("{}{kind}", column.name)
}

/// Without line breaks, which the import refuses unless told otherwise.
fn value<T>(column: &Column<T>, view: &View, it: &T) -> String {
    let value = (column.value)(view, it).unwrap_or_default();
    value.replace(['\r', '\n'], " ")
}

/// `operatedBy` as `OPERATED_BY`.
fn type_of(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_uppercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sample::view;

    #[test]
    fn heads_say_ids_types_and_numbers() {
        let view = view(&["a operatedBy b 2 0.5"]);
        let nodes = nodes(&view);
        assert_eq!(
            nodes.lines().next(),
            Some("id:ID,label,class,classes,posts:int,country,facts,:LABEL")
        );
        let edges = edges(&view);
        let mut lines = edges.lines();
        let head = lines.next().unwrap();
        assert!(
            head.starts_with(
                ":START_ID,:END_ID,:TYPE,predicate,label,sources:int,confidence:double,"
            )
        );
        let row = lines.next().unwrap();
        assert!(
            row.starts_with("a,b,OPERATED_BY,operatedBy,operated by,2,0.5,"),
            "{row}"
        );
    }
}
