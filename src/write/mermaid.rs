//! View → a flowchart of Mermaid (<https://mermaid.js.org/syntax/flowchart.html>), which GitHub,
//! GitLab, Obsidian and many notebooks draw where it stands in a text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::clusters::Cluster;
use super::dot::Options;
use super::dot_style::{class_rank, of_class, of_predicate};
use super::words::words;
use crate::model::Stance;
use crate::model::view::View;

/// Mermaid draws no chart with more lines than this, unless whoever shows it allows more
/// (`maxEdges`, <https://mermaid.js.org/config/schema-docs/config.html#maxedges>).
pub const LINES: usize = 500;

/// How a class is drawn: what stands before and after the label.
const SHAPES: &[(&str, &str, &str)] = &[
    ("Platform", "[[", "]]"),
    ("Company", "[", "]"),
    ("Organization", "[/", "/]"),
    ("Researcher", "((", "))"),
    ("Person", "([", "])"),
    ("Country", "{{", "}}"),
    ("Place", "(", ")"),
    ("Sector", "[/", "\\]"),
    ("Event", ">", "]"),
    ("Work", "[(", ")]"),
    ("Product", "[\\", "/]"),
];

/// Draws the view: a box for each entity, a line for each fact; thick where several posts say so, dotted
/// where none asserts it. The same view gives the same bytes.
pub fn mermaid(view: &View, options: &Options) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, view, options);
    out
}

fn write(out: &mut String, view: &View, options: &Options) -> std::fmt::Result {
    if let Some(title) = &options.title {
        // A string of JSON is one of YAML too.
        writeln!(out, "---\ntitle: {}\n---", serde_json::json!(title))?;
    }
    out.push_str("flowchart LR\n");
    let mut styles: BTreeSet<(usize, &str)> = BTreeSet::new();
    let mut boxed = vec![false; view.nodes.len()];
    for (number, Cluster { label, nodes }) in options.clusters.iter().enumerate() {
        writeln!(out, "  subgraph s{number}[{}]", quoted(label))?;
        for &node in nodes {
            boxed[node] = true;
            write_node(out, "    ", view, node)?;
        }
        out.push_str("  end\n");
    }
    for (number, node) in view.nodes.iter().enumerate() {
        let class = class_name(view, node.class);
        styles.insert((class_rank(class), class));
        if !boxed[number] {
            write_node(out, "  ", view, number)?;
        }
    }
    let words = words(options.lang);
    let mut colors: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, edge) in view.edges.iter().enumerate() {
        let term = &view.terms[edge.predicate];
        let asserted = edge.stances.contains(&Stance::Asserted);
        let line = match (asserted, edge.sources > 1) {
            (false, _) => "-.->",
            (true, true) => "==>",
            (true, false) => "-->",
        };
        let doubts = edge
            .stances
            .iter()
            .filter_map(|stance| words.stance(*stance));
        let mut label = term.label.clone();
        for doubt in doubts {
            write!(label, " ✗ {doubt}")?;
        }
        let (subject, object) = (edge.subject, edge.object);
        writeln!(out, "  n{subject} {line}|{}| n{object}", quoted(&label))?;
        colors
            .entry(of_predicate(term.name()).color)
            .or_default()
            .push(number);
    }
    for (rank, class) in &styles {
        writeln!(
            out,
            "  classDef c{rank} fill:{},stroke:#333333,color:#000000",
            of_class(class).fill
        )?;
    }
    for (color, lines) in colors {
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        writeln!(out, "  linkStyle {} stroke:{color}", lines.join(","))?;
    }
    Ok(())
}

fn write_node(out: &mut String, indent: &str, view: &View, number: usize) -> std::fmt::Result {
    let node = &view.nodes[number];
    let class = class_name(view, node.class);
    let shape = SHAPES.iter().find(|(name, ..)| *name == class);
    let (before, after) = shape.map_or(("[", "]"), |(_, before, after)| (before, after));
    writeln!(
        out,
        "{indent}n{number}{before}{}{after}:::c{}",
        quoted(&node.label),
        class_rank(class)
    )
}

fn class_name(view: &View, class: Option<usize>) -> &str {
    class.map_or("", |class| view.terms[class].name())
}

/// A text in quotes, with entity codes for what Mermaid, Markdown or HTML would take for their own
/// (<https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters>).
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut number = true;
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br/>"),
            '"' | '#' | '&' | '<' | '>' | '`' | '*' | '_' | '\\' | '|' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "#{};", u32::from(c));
            }
            // A label such as `1. May` would be a list.
            '.' | ')' if number && out.len() > 1 => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            '-' | '+' if out.len() == 1 => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
        number &= c.is_ascii_digit();
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sample::view;

    #[test]
    fn every_class_has_a_shape_of_its_own() {
        for (place, (class, before, after)) in SHAPES.iter().enumerate() {
            assert_eq!(class_rank(class), place, "{class}");
            let same = SHAPES
                .iter()
                .filter(|(_, b, a)| (b, a) == (before, after))
                .count();
            assert_eq!(same, 1, "{class}");
        }
    }

    #[test]
    fn labels_say_what_they_are_and_nothing_to_mermaid() {
        assert_eq!(quoted("a \"b\" #1"), "\"a #34;b#34; #35;1\"");
        assert_eq!(quoted("<b>&amp;"), "\"#60;b#62;#38;amp;\"");
        assert_eq!(quoted("1. May"), "\"1#46; May\"");
        assert_eq!(quoted("- x"), "\"#45; x\"");
        assert_eq!(quoted("one\ntwo"), "\"one<br/>two\"");
        assert_eq!(quoted("été 🙂 שלום"), "\"été 🙂 שלום\"");
    }

    #[test]
    fn lines_are_thick_or_dotted_as_posts_put_it() {
        let mut view = view(&["a p b 2", "a p c 1", "c p c 1"]);
        view.edges[1].stances = vec![Stance::Denied];
        let chart = mermaid(&view, &Options::default());
        assert!(chart.contains("  n0 ==>|\"p\"| n1\n"), "{chart}");
        assert!(chart.contains("  n0 -.->|\"p ✗ denied\"| n2\n"), "{chart}");
        assert!(
            chart.contains("  n2 -->|\"p\"| n2\n"),
            "a loop is drawn: {chart}"
        );
    }
}
