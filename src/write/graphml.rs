//! View → GraphML (<http://graphml.graphdrawing.org/specification.html>), which yEd, Gephi, igraph
//! and NetworkX read.

use std::io;

use quick_xml::events::BytesText;

use super::columns::{Column, EDGE, Kind, NODE};
use super::xml::{Xml, clean, end, start};
use crate::model::view::View;

/// As GraphML.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn graphml(view: &View) -> io::Result<Vec<u8>> {
    let mut xml = start()?;
    xml.create_element("graphml")
        .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
        .write_inner_content(|xml| {
            keys(xml, "node", NODE)?;
            keys(xml, "edge", EDGE)?;
            xml.create_element("graph")
                .with_attributes([("id", "tacheron"), ("edgedefault", "directed")])
                .write_inner_content(|xml| {
                    for node in &view.nodes {
                        xml.create_element("node")
                            .with_attribute(("id", &*clean(&node.iri)))
                            .write_inner_content(|xml| data(xml, view, "node", NODE, node))?;
                    }
                    for (number, edge) in view.edges.iter().enumerate() {
                        xml.create_element("edge")
                            .with_attributes([
                                ("id", format!("e{number}").as_str()),
                                ("source", &clean(&view.nodes[edge.subject].iri)),
                                ("target", &clean(&view.nodes[edge.object].iri)),
                            ])
                            .write_inner_content(|xml| data(xml, view, "edge", EDGE, edge))?;
                    }
                    Ok(())
                })?;
            Ok(())
        })?;
    Ok(end(xml))
}

fn keys<T>(xml: &mut Xml, of: &str, columns: &[Column<T>]) -> io::Result<()> {
    for column in columns {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "int",
            Kind::Real => "double",
        };
        xml.create_element("key")
            .with_attributes([
                ("id", format!("{of}-{}", column.name).as_str()),
                ("for", of),
                ("attr.name", column.name),
                ("attr.type", kind),
            ])
            .write_empty()?;
    }
    Ok(())
}

fn data<T>(xml: &mut Xml, view: &View, of: &str, columns: &[Column<T>], it: &T) -> io::Result<()> {
    for column in columns {
        if let Some(value) = (column.value)(view, it) {
            xml.create_element("data")
                .with_attribute(("key", format!("{of}-{}", column.name).as_str()))
                .write_text_content(BytesText::new(&clean(&value)))?;
        }
    }
    Ok(())
}
