//! View → GEXF 1.3 (<https://gexf.net/schema.html>), Gephi's own, with dates for its timeline and the
//! colours of the drawings.

use std::io;

use super::columns::{Column, EDGE, Kind, NODE};
use super::dot_style::{of_class, of_predicate};
use super::xml::{Xml, clean, end, start};
use crate::model::PartialDate;
use crate::model::view::View;

/// From when until when, as days (`2017-03-01`), both included; `None`: at all times.
type Span = Option<(String, String)>;

/// As GEXF.
///
/// A fact is there from the first day to the last as of which a post states it; a fact without a date
/// always is. An entity is there as long as its facts are.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn gexf(view: &View) -> io::Result<Vec<u8>> {
    let spans: Vec<Span> = view
        .edges
        .iter()
        .map(|edge| Some((first_day(edge.first?), last_day(edge.last?))))
        .collect();
    let mut xml = start()?;
    xml.create_element("gexf")
        .with_attributes([
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:viz", "http://gexf.net/1.3/viz"),
            ("version", "1.3"),
        ])
        .write_inner_content(|xml| {
            let graph = xml.create_element("graph").with_attributes([
                ("mode", "dynamic"),
                ("timeformat", "date"),
                ("timerepresentation", "interval"),
                ("defaultedgetype", "directed"),
            ]);
            graph.write_inner_content(|xml| {
                attributes(xml, "node", NODE)?;
                attributes(xml, "edge", EDGE)?;
                xml.create_element("nodes")
                    .write_inner_content(|xml| nodes(xml, view, &spans))?;
                xml.create_element("edges")
                    .write_inner_content(|xml| edges(xml, view, &spans))?;
                Ok(())
            })?;
            Ok(())
        })?;
    Ok(end(xml))
}

fn nodes(xml: &mut Xml, view: &View, spans: &[Span]) -> io::Result<()> {
    let spans = spans_of_nodes(view, spans);
    for (node, span) in view.nodes.iter().zip(&spans) {
        let class = node.class.map_or("", |class| view.terms[class].name());
        xml.create_element("node")
            .with_attributes([("id", &*clean(&node.iri)), ("label", &clean(&node.label))])
            .with_attributes(times(span))
            .write_inner_content(|xml| {
                values(xml, view, NODE, node)?;
                color(xml, of_class(class).fill)
            })?;
    }
    Ok(())
}

/// The time from the first day to the last of all facts of a node; `None` where one of them, or all,
/// have no date.
fn spans_of_nodes(view: &View, spans: &[Span]) -> Vec<Span> {
    // Outer: whether any fact was met. Inner: whether all of them have dates.
    let mut found: Vec<Option<Span>> = vec![None; view.nodes.len()];
    for (edge, span) in view.edges.iter().zip(spans) {
        for end in [edge.subject, edge.object] {
            found[end] = Some(match (found[end].take(), span) {
                (None, span) => span.clone(),
                (Some(Some((first, last))), Some((from, to))) => {
                    Some((first.min(from.clone()), last.max(to.clone())))
                }
                _ => None,
            });
        }
    }
    found.into_iter().map(Option::flatten).collect()
}

fn edges(xml: &mut Xml, view: &View, spans: &[Span]) -> io::Result<()> {
    for (number, (edge, span)) in view.edges.iter().zip(spans).enumerate() {
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
            .with_attributes(times(span))
            .write_inner_content(|xml| {
                values(xml, view, EDGE, edge)?;
                color(xml, of_predicate(term.name()).color)
            })?;
    }
    Ok(())
}

fn times(span: &Span) -> Vec<(&str, &str)> {
    match span {
        Some((first, last)) => vec![("start", first), ("end", last)],
        None => Vec::new(),
    }
}

fn first_day(date: PartialDate) -> String {
    day(date, date.m().unwrap_or(1), date.d().unwrap_or(1))
}

fn last_day(date: PartialDate) -> String {
    let month = date.m().unwrap_or(12);
    // Of a month without a day its last one: the day before the first of the next.
    let last = jiff::civil::Date::new(date.y(), month as i8, 1)
        .map_or(28, |first| first.days_in_month() as u8);
    day(date, month, date.d().unwrap_or(last))
}

fn day(date: PartialDate, month: u8, day: u8) -> String {
    format!("{:04}-{month:02}-{day:02}", date.y())
}

/// Gephi shows an attribute `label` beside the label that every node has, so it is left out.
fn own<T>(columns: &[Column<T>]) -> impl Iterator<Item = &Column<T>> {
    columns.iter().filter(|column| column.name != "label")
}

fn attributes<T>(xml: &mut Xml, of: &str, columns: &[Column<T>]) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attributes([("class", of), ("mode", "static")])
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

fn color(xml: &mut Xml, color: &str) -> io::Result<()> {
    let [red, green, blue] = channels(color);
    xml.create_element("viz:color")
        .with_attributes([("r", red.as_str()), ("g", &green), ("b", &blue)])
        .write_empty()?;
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
