//! `tacheron around`: what lies around an entity.

use super::graph::{ChoiceArgs, Graph};
use super::path::Format;
use super::{CliError, Context, Exit};
use crate::walk;
use crate::write::chain::{self, Page};
use crate::write::dot;

/// Show what lies around an entity, hop by hop
///
/// JSON: `nodes` (id, label, class, …, distance) and `facts` (subject, predicate, object, sources,
/// confidence, `claims` with quote, post, title, date, speaker).
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron around Philippines
  tacheron around Google --depth 2 --predicate operatedBy --predicate usesPlatform")]
pub struct Args {
    /// A name, in any language
    entity: String,

    /// How many hops away from it
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: usize,

    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    #[command(flatten)]
    choice: ChoiceArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open()?;
    let mut graph = Graph::load(store.inner(), &args.choice, context)?;
    let centre = graph.node(&args.entity)?;
    let around = walk::around(&graph.view, &[centre], args.depth);
    if args.format != Format::Text {
        graph.quote(around.edges.iter().copied())?;
    }
    let view = &graph.view;
    match args.format {
        Format::Text => {
            let page = Page {
                width: usize::from(context.width),
                lang: context.lang,
            };
            let node = &view.nodes[centre];
            let head = format!(
                "{} ({}), {} other entities within {}\n\n",
                node.label,
                view.class_label(node),
                around.nodes.len() - 1,
                if args.depth == 1 {
                    "1 hop".to_owned()
                } else {
                    format!("{} hops", args.depth)
                },
            );
            context.print(head + &chain::around_text(view, &around, page))?;
        }
        Format::Json => context.print_json(&chain::around_json(view, &around))?,
        Format::Dot => {
            let mut near = vec![false; view.nodes.len()];
            around.nodes.iter().for_each(|&(_, node)| near[node] = true);
            let mut on_the_way = vec![false; view.edges.len()];
            around
                .edges
                .iter()
                .for_each(|&edge| on_the_way[edge] = true);
            let part = view.part(|node| near[node], |edge| on_the_way[edge]);
            let options = dot::Options {
                title: Some(view.nodes[centre].label.clone()),
                legend: true,
                by_country: false,
                edge_labels: part.edges.len() <= dot::LABELLED_EDGES,
                lang: context.lang,
            };
            context.print(dot::dot(&part, &options))?;
        }
    }
    Ok(Exit::Done)
}
