//! `tacheron who --by`: who works for which platform, turned round.

use super::found::{Found, FoundArgs};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::View;
use crate::model::view::EdgeId;
use crate::walk::{self, Item, Turned};
use crate::write::{Page, Table, evidence};
use clap::ValueEnum;
use serde_json::{Map, Value, json};

/// Round what the relation is turned.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Where workers are: platforms there, who runs and who uses them
    Country,
    /// What a firm runs and uses, and where the workers of these are
    Company,
    /// Where a researcher belongs and is met, and on what posts quote them
    Researcher,
}

/// Values that a cell of the table for people shows.
const SHOWN: usize = 5;

pub fn run(
    by: By,
    name: Option<&str>,
    args: &FoundArgs,
    choice: &ChoiceArgs,
    context: &Context,
) -> Result<Exit, CliError> {
    let by = match by {
        By::Country => walk::By::Country,
        By::Company => walk::By::Company,
        By::Researcher => walk::By::Researcher,
    };
    let store = context.open_to_walk()?;
    let mut graph = Graph::load(&store, choice, context)?;
    let only = name.map(|name| graph.node(name)).transpose()?;
    let mut lines = walk::turned(&graph.view, by);
    lines.retain(|line| only.is_none_or(|only| line.node == only));
    let items = lines.iter().flat_map(|line| line.cells.iter().flatten());
    let mut facts: Vec<EdgeId> = items.flat_map(|item| item.facts.clone()).collect();
    facts.sort_unstable();
    facts.dedup();
    if args.quoted() {
        graph.quote(facts.iter().copied())?;
    }
    let columns = walk::columns(by);
    let mut heads = vec![match by {
        walk::By::Country => "country",
        walk::By::Company => "company",
        walk::By::Researcher => "researcher",
    }];
    heads.extend(&columns);
    heads.push("#sources");
    let found = Found {
        title: heads[0].to_owned(),
        nodes: lines.iter().map(|line| line.node).collect(),
        facts: facts.clone(),
        text: &|view, page| {
            if lines.is_empty() {
                return format!("no {} takes part in such a fact\n", heads[0]);
            }
            if args.why {
                return why(view, &lines, &columns, page, context);
            }
            let mut table = Table::new(&heads);
            table.rows = lines.iter().map(|line| row(view, line, SHOWN)).collect();
            let mut text = table.text(context.width, context.colored);
            let derived = lines
                .iter()
                .flat_map(|line| line.cells.iter().flatten())
                .any(|item| !item.via.is_empty());
            if derived {
                text.push_str("\n(in brackets: over what it is derived; --why shows the facts)\n");
            }
            text
        },
        rows: &|view| {
            lines
                .iter()
                .map(|line| json_row(view, line, &columns, args.why))
                .collect()
        },
        document: &|_, rows| json!({ "by": heads[0], "rows": rows }),
        table: &|view| {
            let mut table = Table::new(&[
                heads[0], "relation", "entity", "class", "via", "#sources", "id",
            ]);
            for line in &lines {
                for (cell, name) in line.cells.iter().zip(&columns) {
                    for item in cell {
                        let node = &view.nodes[item.node];
                        table.rows.push(vec![
                            view.nodes[line.node].label.clone(),
                            (*name).to_owned(),
                            node.label.clone(),
                            view.class_label(node).to_owned(),
                            via(view, item).join(" | "),
                            item.sources.to_string(),
                            node.iri.clone(),
                        ]);
                    }
                }
            }
            table
        },
        why: &|_| {
            let items = lines.iter().flat_map(|line| line.cells.iter().flatten());
            items.map(|item| item.facts.clone()).collect()
        },
    };
    found.write(&mut graph, args, context)
}

fn via(view: &View, item: &Item) -> Vec<String> {
    let labels = item.via.iter().map(|&node| view.nodes[node].label.clone());
    labels.collect()
}

/// `Google (Ewoq, YouTube)`: over what it is derived in brackets.
fn named(view: &View, item: &Item) -> String {
    let label = &view.nodes[item.node].label;
    match item.via.is_empty() {
        true => label.clone(),
        false => format!("{label} ({})", via(view, item).join(", ")),
    }
}

fn row(view: &View, line: &Turned, most: usize) -> Vec<String> {
    let mut cells = vec![view.nodes[line.node].label.clone()];
    for cell in &line.cells {
        let shown: Vec<String> = cell
            .iter()
            .take(most)
            .map(|item| named(view, item))
            .collect();
        let shown = shown.join(", ");
        cells.push(match cell.len().saturating_sub(most) {
            0 => shown,
            left => format!("{shown} and {left} more"),
        });
    }
    cells.push(line.sources.to_string());
    cells
}

fn why(
    view: &View,
    lines: &[Turned],
    columns: &[&str],
    page: crate::write::chain::Page,
    context: &Context,
) -> String {
    let mut out = Page::new(context.width, context.colored);
    for line in lines {
        out.gap();
        out.heading(&view.nodes[line.node].label);
        for (cell, name) in line.cells.iter().zip(columns) {
            for item in cell {
                out.line(2, &format!("{name}: {}", named(view, item)));
                out.block(&evidence::facts_text(view, &item.facts, 4, page));
            }
        }
    }
    out.into_text()
}

fn json_row(view: &View, line: &Turned, columns: &[&str], why: bool) -> Value {
    let mut row = Map::new();
    row.insert("entity".to_owned(), evidence::thing(view, line.node));
    for (cell, name) in line.cells.iter().zip(columns) {
        let items = cell.iter().map(|item| {
            let via = item.via.iter().map(|&node| evidence::thing(view, node));
            let mut json = json!({
                "entity": evidence::thing(view, item.node),
                "via": via.collect::<Vec<_>>(),
                "sources": item.sources,
            });
            if let (true, Value::Object(json)) = (why, &mut json) {
                json.insert("facts".to_owned(), evidence::facts_json(view, &item.facts));
            }
            json
        });
        row.insert(name.replace(' ', "_"), items.collect());
    }
    row.insert("sources".to_owned(), line.sources.into());
    Value::Object(row)
}
