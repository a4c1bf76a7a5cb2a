//! `tacheron around`: what lies around an entity.

use super::found::{Found, FoundArgs, counted, held_by_cells};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::walk;
use crate::write::{chain, evidence};
use serde_json::Value;

/// Show what lies around an entity, hop by hop
///
/// JSON: `nodes` (id, label, class, …, distance) and `facts` (subject, predicate, object, sources,
/// confidence, `claims` with quote, post, title, date, speaker); a line of JSON lines and a row of CSV
/// is a fact.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron around Philippines
  tacheron around Google --depth 2 --predicate operatedBy --predicate usesPlatform")]
pub struct Args {
    /// A name, in any language
    entity: String,

    /// How many hops away from it
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    depth: u16,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open_to_walk()?;
    let mut graph = Graph::load(&store, &args.choice, context)?;
    let centre = graph.node(&args.entity)?;
    let around = walk::around(&graph.view, &[centre], usize::from(args.depth));
    if args.found.quoted() {
        graph.quote(around.edges.iter().copied())?;
    }
    let found = Found {
        title: graph.view.nodes[centre].label.clone(),
        nodes: around.nodes.iter().map(|&(_, node)| node).collect(),
        facts: around.edges.clone(),
        text: &|view, page| {
            let node = &view.nodes[centre];
            let head = format!(
                "{} ({}), {} within {}\n\n",
                node.label,
                view.class_label(node),
                counted(around.nodes.len() - 1, "other entity", "other entities"),
                counted(usize::from(args.depth), "hop", "hops"),
            );
            head + &chain::around_text(view, &around, page, args.found.why)
        },
        rows: &|view| match evidence::facts_json(view, &around.edges) {
            Value::Array(rows) => rows,
            _ => Vec::new(),
        },
        document: &|view, _| chain::around_json(view, &around),
        table: &|view| evidence::facts_table(view, &around.edges, args.found.why),
        why: &held_by_cells,
    };
    found.write(&mut graph, &args.found, context)
}
