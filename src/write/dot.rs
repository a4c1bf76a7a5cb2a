//! View → DOT, the language of Graphviz (<https://graphviz.org/doc/info/lang.html>).

use std::fmt::Write;

use super::clusters::Cluster;
use super::dot_legend::write_legend;
use super::dot_style::{of_class, of_predicate};
use super::dot_text::{quoted, web_address, wrapped};
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
    /// What stands in boxes of their own; a node in at most one.
    pub clusters: Vec<Cluster>,
    /// Whether each line says what fact it is; without, the legend and the tooltips do.
    pub edge_labels: bool,
    /// The language of the legend.
    pub lang: Lang,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            title: None,
            legend: true,
            clusters: Vec::new(),
            edge_labels: true,
            lang: Lang::EN,
        }
    }
}

/// Labels on more lines than this hide more than they say; the legend tells the lines apart.
pub const LABELLED_EDGES: usize = 40;
/// Up to so many entities are drawn in columns, from who runs it to where the work is done; more would
/// make a column too long for a sheet.
const LAYERED: usize = 90;
/// Up to so many are spread by a layout that keeps boxes together; it takes too long for more.
const SPREAD: usize = 1000;

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
    write!(
        out,
        "  graph [{}, outputorder=edgesfirst, fontname=\"Helvetica\", fontsize=16, \
         charset=\"UTF-8\", bgcolor=\"white\"",
        layout(view, options)
    )?;
    if let Some(title) = &options.title {
        write!(out, ", labelloc=t, label={}", quoted(title))?;
    }
    out.push_str("]\n");
    out.push_str(
        "  node [fontname=\"Helvetica\", fontsize=14, style=filled, color=\"#333333\", \
         fontcolor=\"#000000\", margin=\"0.09,0.04\", height=0.3]\n",
    );
    out.push_str("  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.8]\n\n");

    let mut boxed = vec![false; view.nodes.len()];
    for (number, Cluster { label, nodes }) in options.clusters.iter().enumerate() {
        writeln!(out, "  subgraph cluster_{number} {{")?;
        writeln!(
            out,
            "    label={}; style=rounded; color=\"#999999\"; fontsize=14",
            quoted(label)
        )?;
        for &node in nodes {
            boxed[node] = true;
            write_node(out, "    ", view, &view.nodes[node])?;
        }
        out.push_str("  }\n");
    }
    for (number, node) in view.nodes.iter().enumerate() {
        if !boxed[number] {
            write_node(out, "  ", view, node)?;
        }
    }
    out.push('\n');
    for edge in &view.edges {
        write_edge(out, view, edge, options)?;
    }
    if options.legend {
        write_legend(out, view, options.lang)?;
    }
    out.push_str("}\n");
    Ok(())
}

/// The layout that fits the size (<https://graphviz.org/docs/layouts/>); `dot` obeys it.
fn layout(view: &View, options: &Options) -> &'static str {
    match (view.nodes.len(), options.edge_labels) {
        (..=LAYERED, true) => "rankdir=LR, ranksep=0.7, nodesep=0.16",
        (..=LAYERED, false) => "rankdir=LR, ranksep=1.1, nodesep=0.13",
        (..=SPREAD, _) => "layout=fdp, overlap=prism",
        _ => "layout=sfdp, overlap=prism, splines=line",
    }
}

fn write_node(out: &mut String, indent: &str, view: &View, node: &Node) -> std::fmt::Result {
    let class = node.class.map(|class| &view.terms[class]);
    let style = of_class(class.map_or("", |class| class.name()));
    let tip = node_tip(view, node);
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
        write!(out, ", URL={}", quoted(address))?;
    }
    writeln!(out, ", tooltip={}]", quoted(&tip))
}

fn write_edge(out: &mut String, view: &View, edge: &Edge, options: &Options) -> std::fmt::Result {
    let (subject, object) = (&view.nodes[edge.subject], &view.nodes[edge.object]);
    let predicate = &view.terms[edge.predicate];
    let look = of_predicate(predicate.name());
    let asserted = edge.stances.contains(&Stance::Asserted);
    let mark = doubts(edge, options.lang);
    let tip = edge_tip(view, edge, options.lang);
    let (first, second, arrow) = match look.back {
        true => (object, subject, "dir=back, arrowtail"),
        false => (subject, object, "arrowhead"),
    };
    write!(
        out,
        "  {} -> {} [color=\"{}\", fontcolor=\"{}\", style={}, {arrow}={}, penwidth={}",
        quoted(id(&first.iri)),
        quoted(id(&second.iri)),
        look.color,
        look.color,
        if asserted { look.line } else { "dashed" },
        look.head,
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
        write!(out, ", URL={}", quoted(address))?;
    }
    let tip = quoted(&tip);
    writeln!(out, ", tooltip={tip}, labeltooltip={tip}]")
}

/// What a tooltip says of an entity.
pub(super) fn node_tip(view: &View, node: &Node) -> String {
    let mut tip = node.label.clone();
    for class in &node.classes {
        tip.push('\n');
        tip.push_str(&view.terms[*class].label);
    }
    for attribute in &node.attributes {
        let predicate = &view.terms[attribute.predicate].label;
        tip.push_str(&format!("\n{predicate}: {}", attribute.value));
        if let Some(date) = attribute.as_of {
            tip.push_str(&format!(" ({date})"));
        }
    }
    tip
}

/// What a tooltip says of a fact: the first of the passages that state it.
pub(super) fn edge_tip(view: &View, edge: &Edge, lang: Lang) -> String {
    let (subject, object) = (&view.nodes[edge.subject], &view.nodes[edge.object]);
    let predicate = &view.terms[edge.predicate];
    let mut tip = format!("{} – {} – {}", subject.label, predicate.label, object.label);
    for claim in view.claims_of(edge).iter().take(5) {
        let post = &view.posts[claim.post];
        if let Some(quote) = &claim.quote {
            tip.push_str(&format!("\n“{quote}”"));
        }
        tip.push_str(&format!("\n— {}", post.title));
        if let Some(date) = post.date {
            tip.push_str(&format!(", {date}"));
        }
        if let Some(speaker) = claim.speaker.and_then(|speaker| view.speakers.get(speaker)) {
            tip.push_str(&format!(" ({})", speaker.label));
        }
        if let Some(stance) = words(lang).stance(claim.stance) {
            tip.push_str(&format!(" [{stance}]"));
        }
    }
    tip
}

/// How a fact is put where it is not simply asserted; what is asserted here and denied there carries the mark
/// too, for that is worth knowing.
pub(super) fn doubts(edge: &Edge, lang: Lang) -> String {
    let stances = edge.stances.iter();
    let doubts: Vec<&str> = stances
        .filter_map(|&stance| words(lang).stance(stance))
        .collect();
    doubts.join(", ")
}

/// The width of a line in points: one for a single source, one more for each doubling, seven at most.
pub(super) fn pen(sources: usize) -> u32 {
    (1 + sources.max(1).ilog2()).min(7)
}

/// The name of a node in the file: `platform/ewoq` for our own, else the whole IRI.
fn id(iri: &str) -> &str {
    iri.strip_prefix(ID).unwrap_or(iri)
}
