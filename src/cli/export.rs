//! `tacheron export`: the graph for other programs.

use super::graph::{ChoiceArgs, Graph};
use super::graph_format::GraphFormat;
use super::hand_over::{OutputArgs, hand_over};
use super::source::Source;
use super::{CliError, Context, Exit};
use crate::walk;
use crate::write::dataset;
use oxigraph::io::RdfFormat;

/// Write the graph for other programs: Graphviz, Gephi, databases, spreadsheets, RDF tools
///
/// Every format has the facts between entities that the options choose, each with its sources, dates and
/// best quote; node-link, sqlite, ftm and RDF have all claims. RDF has everything in the store as it is
/// where no fact is chosen, or with --post alone what these posts say; else the chosen facts, their
/// claims, entities and posts. The same store gives the same bytes.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron export --format dot | dot -Tsvg > graph.svg
  tacheron export --format dot --around Philippines --depth 2 --cluster country
  tacheron export --format gexf --predicate operatedBy > platforms.gexf
  tacheron export --format jsonld --min-sources 2 > agreed.jsonld
  tacheron export --format trig > everything.trig")]
pub struct Args {
    /// What to write
    #[arg(long, value_enum, default_value = "dot")]
    format: GraphFormat,

    /// Only what lies around this entity; repeat it for several
    #[arg(long, value_name = "NAME")]
    around: Vec<String>,

    /// How many hops around them
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,

    #[command(flatten)]
    output: OutputArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let source = context.open_to_walk()?;
    let chosen = args.choice.choose_facts() || !args.around.is_empty() || args.output.cuts();
    if let Some(format) = args.format.rdf().filter(|_| !chosen) {
        return whole(&args, format, &source, context);
    }
    let mut graph = Graph::load(&source, &args.choice, context)?;
    if !args.around.is_empty() {
        let centres = graph.nodes(&args.around)?;
        let around = walk::around(&graph.view, &centres, args.depth);
        let mut near = vec![false; graph.view.nodes.len()];
        around.nodes.iter().for_each(|&(_, node)| near[node] = true);
        // Facts between two that are equally far belong to the picture.
        graph.view = graph.view.part(|node| near[node], |_| true);
    }
    hand_over(
        &source,
        graph.view,
        args.format,
        None,
        &args.output,
        context,
    )
}

/// Everything, or what some posts say, as it stands in the store.
fn whole(
    args: &Args,
    format: RdfFormat,
    source: &Source,
    context: &Context,
) -> Result<Exit, CliError> {
    source.fetch_all()?;
    let store = source.inner();
    let graphs = walk::graphs_of(store, &args.choice.posts)?;
    let mut bytes = Vec::new();
    dataset::dataset(store, graphs.as_deref(), format, &mut bytes).map_err(CliError::new)?;
    args.output.send(bytes, context)?;
    Ok(Exit::Done)
}
