//! View → DOT, the language of Graphviz (<https://graphviz.org/doc/info/lang.html>).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::dot_style::{class_rank, family_rank, of_class, of_predicate};
use super::dot_text::{quoted, quoted_verbatim, web_address, wrapped};
use super::words::words;
use crate::model::view::{Edge, Node, View};
use crate::model::{Lang, Stance};
use crate::vocab::ID;

/// How to draw.
#[derive(Clone, Debug)]
pub struct Options {
    /// Stands above the drawing; `None`: nothing does.
    pub title: Option<String>,
    /// Whether to explain shapes and lines in a legend.
    pub legend: bool,
    /// Whether to draw what is in the same country in a box of its own.
    pub by_country: bool,
    /// Whether each line says what fact it is; without, the legend and the tooltips do.
    pub edge_labels: bool,
    /// The language of the legend.
    pub lang: Lang,
}

/// A drawing without labels on its lines is hard to read; one with more of them than this, too.
pub const LABELLED_EDGES: usize = 150;

/// Draws the view: one node per entity, one line per fact. The same view gives the same bytes.
///
/// Lines are the thicker, the more posts say so; those that no post asserts are dashed and marked.
pub fn dot(view: &View, options: &Options) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, view, options);
    out
}

fn write(out: &mut String, view: &View, options: &Options) -> std::fmt::Result {
    out.push_str("digraph tacheron {\n");
    out.push_str(
        "  graph [rankdir=LR, ranksep=0.7, nodesep=0.16, outputorder=edgesfirst, \
         fontname=\"Helvetica\", fontsize=16, charset=\"UTF-8\", bgcolor=\"white\"",
    );
    if let Some(title) = &options.title {
        write!(out, ", labelloc=t, label={}", quoted(title))?;
    }
    out.push_str("]\n");
    out.push_str(
        "  node [fontname=\"Helvetica\", fontsize=12, style=filled, color=\"#333333\", \
         fontcolor=\"#000000\", margin=\"0.10,0.05\", height=0.3]\n",
    );
    out.push_str("  edge [fontname=\"Helvetica\", fontsize=9, arrowsize=0.7]\n\n");

    if options.by_country {
        let mut countries: BTreeMap<Option<&str>, Vec<&Node>> = BTreeMap::new();
        for node in &view.nodes {
            countries
                .entry(node.country.as_deref())
                .or_default()
                .push(node);
        }
        for (number, (country, nodes)) in countries.into_iter().enumerate() {
            // A box around a single thing says nothing.
            let (Some(country), [_, _, ..]) = (country, &nodes[..]) else {
                for node in nodes {
                    write_node(out, "  ", view, node)?;
                }
                continue;
            };
            writeln!(out, "  subgraph cluster_country_{number} {{")?;
            writeln!(
                out,
                "    label={}; style=rounded; color=\"#999999\"; fontsize=14",
                quoted(country)
            )?;
            for node in nodes {
                write_node(out, "    ", view, node)?;
            }
            out.push_str("  }\n");
        }
    } else {
        for node in &view.nodes {
            write_node(out, "  ", view, node)?;
        }
    }
    out.push('\n');
    for edge in &view.edges {
        write_edge(out, view, edge, options)?;
    }
    if options.legend {
        write_legend(out, view, options)?;
    }
    out.push_str("}\n");
    Ok(())
}

fn write_node(out: &mut String, indent: &str, view: &View, node: &Node) -> std::fmt::Result {
    let class = node.class.map(|class| &view.terms[class]);
    let style = of_class(class.map_or("", |class| class.name()));
    let mut tip = node.label.clone();
    for class in &node.classes {
        write!(tip, "\n{}", view.terms[*class].label)?;
    }
    for attribute in &node.attributes {
        let predicate = &view.terms[attribute.predicate].label;
        write!(tip, "\n{predicate}: {}", attribute.value)?;
        if let Some(date) = attribute.as_of {
            write!(tip, " ({date})")?;
        }
    }
    write!(
        out,
        "{indent}{} [label={}, shape={}, fillcolor=\"{}\"",
        quoted(id(&node.iri)),
        quoted(&wrapped(&node.label)),
        style.shape,
        style.fill,
    )?;
    if style.peripheries != 1 {
        write!(out, ", peripheries={}", style.peripheries)?;
    }
    if let Some(address) = web_address(&node.iri) {
        write!(out, ", URL={}", quoted_verbatim(address))?;
    }
    writeln!(out, ", tooltip={}]", quoted(&tip))
}

fn write_edge(out: &mut String, view: &View, edge: &Edge, options: &Options) -> std::fmt::Result {
    let words = words(options.lang);
    let (subject, object) = (&view.nodes[edge.subject], &view.nodes[edge.object]);
    let predicate = &view.terms[edge.predicate];
    let family = of_predicate(predicate.name());
    let asserted = edge.stances.contains(&Stance::Asserted);
    // What is asserted here and denied there carries the mark too, for that is worth knowing.
    let doubts: Vec<&str> = edge
        .stances
        .iter()
        .filter_map(|stance| words.stance(*stance))
        .collect();
    let mark = doubts.join(", ");

    let mut tip = format!("{} – {} – {}", subject.label, predicate.label, object.label);
    for claim in view.claims_of(edge).iter().take(5) {
        let post = &view.posts[claim.post];
        if let Some(quote) = &claim.quote {
            write!(tip, "\n“{quote}”")?;
        }
        write!(tip, "\n— {}", post.title)?;
        if let Some(date) = post.date {
            write!(tip, ", {date}")?;
        }
        if let Some(speaker) = claim.speaker.and_then(|speaker| view.speakers.get(speaker)) {
            write!(tip, " ({})", speaker.label)?;
        }
        if let Some(stance) = words.stance(claim.stance) {
            write!(tip, " [{stance}]")?;
        }
    }
    write!(
        out,
        "  {} -> {} [color=\"{}\", fontcolor=\"{}\", style={}, arrowhead={}, penwidth={}",
        quoted(id(&subject.iri)),
        quoted(id(&object.iri)),
        family.color,
        family.color,
        if asserted { family.line } else { "dashed" },
        family.head,
        pen(edge.sources),
    )?;
    let mut label = String::new();
    if options.edge_labels {
        label.push_str(&predicate.label);
    }
    if !mark.is_empty() {
        let gap = if label.is_empty() { "" } else { "\n" };
        write!(label, "{gap}✗ {mark}")?;
    }
    if !label.is_empty() {
        write!(out, ", label={}", quoted(&label))?;
    }
    let address = view.claims_of(edge).iter().find_map(|claim| {
        let post = view.posts.get(claim.post)?;
        web_address(post.url.as_deref()?)
    });
    if let Some(address) = address {
        write!(out, ", URL={}", quoted_verbatim(address))?;
    }
    let tip = quoted(&tip);
    writeln!(out, ", tooltip={tip}, labeltooltip={tip}]")
}

/// A box with a sample of every class and every kind of line that the drawing has.
fn write_legend(out: &mut String, view: &View, options: &Options) -> std::fmt::Result {
    let words = words(options.lang);
    let classes: BTreeSet<(usize, &str, &str)> = view
        .nodes
        .iter()
        .filter_map(|node| view.terms.get(node.class?))
        .map(|class| (class_rank(class.name()), class.name(), class.label.as_str()))
        .collect();
    let predicates: BTreeSet<(usize, &str, &str)> = view
        .edges
        .iter()
        .map(|edge| &view.terms[edge.predicate])
        .map(|term| (family_rank(term.name()), term.name(), term.label.as_str()))
        .collect();
    if classes.is_empty() && predicates.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  subgraph cluster_legend {{")?;
    writeln!(
        out,
        "    label={}; style=\"rounded,filled\"; color=\"#BBBBBB\"; fillcolor=\"#FCFCFC\"; fontsize=14",
        quoted(words.legend)
    )?;
    out.push_str("    node [fontsize=11]\n");
    // Two columns: invisible lines set each second sample beside the one before it.
    for (number, (_, name, label)) in classes.iter().enumerate() {
        let style = of_class(name);
        writeln!(
            out,
            "    \"legend class {number}\" [label={}, shape={}, fillcolor=\"{}\", peripheries={}, tooltip=\"\"]",
            quoted(label),
            style.shape,
            style.fill,
            style.peripheries
        )?;
        if number % 2 == 1 {
            let before = number - 1;
            writeln!(
                out,
                "    \"legend class {before}\" -> \"legend class {number}\" [style=invis]"
            )?;
        }
    }
    let mut families: BTreeMap<usize, Vec<(&str, &str)>> = BTreeMap::new();
    for (rank, name, label) in predicates {
        families.entry(rank).or_default().push((name, label));
    }
    for (rank, predicates) in &families {
        let Some((name, _)) = predicates.first() else {
            continue;
        };
        let family = of_predicate(name);
        let labels: Vec<&str> = predicates.iter().map(|(_, label)| *label).collect();
        // Two to a line, so that a large family does not make the legend tall.
        let labels: Vec<String> = labels.chunks(2).map(|pair| pair.join(", ")).collect();
        let line = format!("style={}, arrowhead={}", family.line, family.head);
        write_sample(
            out,
            &rank.to_string(),
            family.color,
            &line,
            &labels.join(",\n"),
        )?;
    }
    if view.edges.iter().any(|edge| edge.sources > 1) {
        write_sample(
            out,
            "thick",
            "#333333",
            "penwidth=4, arrowhead=none",
            words.thicker,
        )?;
    }
    if view
        .edges
        .iter()
        .any(|edge| !edge.stances.contains(&Stance::Asserted))
    {
        write_sample(
            out,
            "dashed",
            "#333333",
            "style=dashed, arrowhead=none",
            words.dashed,
        )?;
    }
    out.push_str("  }\n");
    Ok(())
}

/// A line of the legend: a sample and what it means.
fn write_sample(
    out: &mut String,
    name: &str,
    color: &str,
    line: &str,
    meaning: &str,
) -> std::fmt::Result {
    writeln!(
        out,
        "    \"legend {name}\" [shape=point, width=0.05, color=\"{color}\", tooltip=\"\"]\n    \
         \"legend {name} means\" [shape=plaintext, style=\"\", label={}, fontcolor=\"{color}\", tooltip=\"\"]\n    \
         \"legend {name}\" -> \"legend {name} means\" [color=\"{color}\", {line}]",
        quoted(meaning)
    )
}

/// The width of a line in points: one for a single source, one more for each doubling, seven at most.
fn pen(sources: usize) -> u32 {
    (1 + sources.max(1).ilog2()).min(7)
}

/// The name of a node in the file: `platform/ewoq` for our own, else the whole IRI.
fn id(iri: &str) -> &str {
    iri.strip_prefix(ID).unwrap_or(iri)
}
