//! View → GraphML (<http://graphml.graphdrawing.org/specification.html>), which yEd, Gephi, igraph
//! and NetworkX read, and GEXF 1.3 (<https://gexf.net/schema.html>), Gephi's own.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::columns::{Column, EDGE, Kind, NODE};
use super::dot_style::of_class;
use crate::model::view::View;

type Xml = Writer<Vec<u8>>;

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
    end(xml)
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

/// As GEXF, with the colours of the drawings.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn gexf(view: &View) -> io::Result<Vec<u8>> {
    let mut xml = start()?;
    xml.create_element("gexf")
        .with_attributes([
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:viz", "http://gexf.net/1.3/viz"),
            ("version", "1.3"),
        ])
        .write_inner_content(|xml| {
            xml.create_element("graph")
                .with_attributes([("mode", "static"), ("defaultedgetype", "directed")])
                .write_inner_content(|xml| {
                    attributes(xml, "node", NODE)?;
                    attributes(xml, "edge", EDGE)?;
                    xml.create_element("nodes")
                        .write_inner_content(|xml| gexf_nodes(xml, view))?;
                    xml.create_element("edges")
                        .write_inner_content(|xml| gexf_edges(xml, view))?;
                    Ok(())
                })?;
            Ok(())
        })?;
    end(xml)
}

fn gexf_nodes(xml: &mut Xml, view: &View) -> io::Result<()> {
    for node in &view.nodes {
        let class = node.class.map_or("", |class| view.terms[class].name());
        let [red, green, blue] = channels(of_class(class).fill);
        xml.create_element("node")
            .with_attributes([("id", &*clean(&node.iri)), ("label", &clean(&node.label))])
            .write_inner_content(|xml| {
                values(xml, view, NODE, node)?;
                xml.create_element("viz:color")
                    .with_attributes([("r", red.as_str()), ("g", &green), ("b", &blue)])
                    .write_empty()?;
                Ok(())
            })?;
    }
    Ok(())
}

fn gexf_edges(xml: &mut Xml, view: &View) -> io::Result<()> {
    for (number, edge) in view.edges.iter().enumerate() {
        let term = &view.terms[edge.predicate];
        xml.create_element("edge")
            .with_attributes([
                ("id", number.to_string().as_str()),
                ("source", &clean(&view.nodes[edge.subject].iri)),
                ("target", &clean(&view.nodes[edge.object].iri)),
                ("kind", term.name()),
                ("label", &clean(&term.label)),
                ("weight", &edge.sources.to_string()),
            ])
            .write_inner_content(|xml| values(xml, view, EDGE, edge))?;
    }
    Ok(())
}

/// Gephi shows an attribute `label` beside the label that every node has, so it is left out.
fn own<T>(columns: &[Column<T>]) -> impl Iterator<Item = &Column<T>> {
    columns.iter().filter(|column| column.name != "label")
}

fn attributes<T>(xml: &mut Xml, of: &str, columns: &[Column<T>]) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attribute(("class", of))
        .write_inner_content(|xml| {
            for column in own(columns) {
                let kind = match column.kind {
                    Kind::Text => "string",
                    Kind::Whole => "integer",
                    Kind::Real => "double",
                };
                xml.create_element("attribute")
                    .with_attributes([("id", column.name), ("title", column.name), ("type", kind)])
                    .write_empty()?;
            }
            Ok(())
        })?;
    Ok(())
}

fn values<T>(xml: &mut Xml, view: &View, columns: &[Column<T>], it: &T) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for column in own(columns) {
            if let Some(value) = (column.value)(view, it) {
                xml.create_element("attvalue")
                    .with_attributes([("for", column.name), ("value", &clean(&value))])
                    .write_empty()?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// Red, green and blue of `#RRGGBB`, each 0 to 255.
fn channels(color: &str) -> [String; 3] {
    [1, 3, 5].map(|at| {
        let channel = color
            .get(at..at + 2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        channel.unwrap_or(255).to_string()
    })
}

fn start() -> io::Result<Xml> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(xml)
}

fn end(xml: Xml) -> io::Result<Vec<u8>> {
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Without the characters that no XML 1.0 document may hold, escaped or not
/// (<https://www.w3.org/TR/xml/#charsets>); a page with a broken encoding can bring them in.
fn clean(text: &str) -> Cow<'_, str> {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| allowed(c)).collect())
    }
}
