//! The legend of a drawing: a box with a sample of every class and of every kind of line that it has.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::dot_style::{class_rank, of_class, of_predicate, predicate_rank};
use super::dot_text::quoted;
use super::words::words;
use crate::model::view::View;
use crate::model::{Lang, Stance};

/// Place in the legend, name, and label.
type Kinds<'v> = BTreeSet<(usize, &'v str, &'v str)>;

/// The classes of a drawing, in the order of the legend.
pub(super) fn classes_of(view: &View) -> Kinds<'_> {
    let classes = view.nodes.iter();
    classes
        .filter_map(|node| view.terms.get(node.class?))
        .map(|class| (class_rank(class.name()), class.name(), class.label.as_str()))
        .collect()
}

/// The predicates of a drawing, in the order of the legend.
pub(super) fn predicates_of(view: &View) -> Kinds<'_> {
    let terms = view.edges.iter().map(|edge| &view.terms[edge.predicate]);
    terms
        .map(|term| {
            let rank = predicate_rank(term.name());
            (rank, term.name(), term.label.as_str())
        })
        .collect()
}

/// Writes it as a cluster of its own; nothing where the drawing has nothing to explain.
pub(super) fn write_legend(out: &mut String, view: &View, lang: Lang) -> std::fmt::Result {
    let words = words(lang);
    let (classes, predicates) = (classes_of(view), predicates_of(view));
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
    for (_, name, label) in &predicates {
        let look = of_predicate(name);
        let line = format!("style={}, arrowhead={}", look.line, look.head);
        write_sample(out, name, look.color, &line, label)?;
    }
    let grey = "#333333";
    if view.edges.iter().any(|edge| edge.sources > 1) {
        let line = "penwidth=4, arrowhead=none";
        write_sample(out, "thick", grey, line, words.thicker)?;
    }
    let doubted = |edge: &crate::model::view::Edge| !edge.stances.contains(&Stance::Asserted);
    if view.edges.iter().any(doubted) {
        let line = "style=dashed, arrowhead=none";
        write_sample(out, "dashed", grey, line, words.dashed)?;
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
    let (from, to) = (format!("legend {name}"), format!("legend {name} means"));
    let (from, to) = (quoted(&from), quoted(&to));
    writeln!(
        out,
        "    {from} [shape=point, width=0.05, color=\"{color}\", tooltip=\"\"]\n    \
         {to} [shape=plaintext, style=\"\", label={}, fontcolor=\"{color}\", tooltip=\"\"]\n    \
         {from} -> {to} [color=\"{color}\", {line}]",
        quoted(meaning)
    )
}
