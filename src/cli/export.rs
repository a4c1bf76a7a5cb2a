//! `tacheron export`: the graph for other programs.

use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::view::View;
use crate::walk;
use crate::write::{csv, dataset, dot, node_link, xml};
use clap::ValueEnum;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::store::Store;
use std::io::{self, BufWriter};

/// Write the graph for other programs: Graphviz, Gephi, NetworkX, spreadsheets, RDF tools
///
/// dot, json, graphml, gexf and csv have the facts between entities that the options choose, each
/// with its sources, dates and best quote; in json and csv a fact has all of its claims or the best.
/// turtle, trig, nquads, ntriples, rdfxml and jsonld have everything in the store as it is, or with
/// --post what these posts say; of them trig, nquads and jsonld say which post says what.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron export --format dot | dot -Tsvg > graph.svg
  tacheron export --format dot --around Philippines --depth 2 --cluster country
  tacheron export --format gexf --predicate operatedBy > platforms.gexf
  tacheron export --format trig > everything.trig")]
pub struct Args {
    /// What to write
    #[arg(long, value_enum, default_value = "dot")]
    format: Format,

    /// Only what lies around this entity; repeat it for several
    #[arg(long, value_name = "NAME")]
    around: Vec<String>,

    /// How many hops around them
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,

    /// At most so many entities, those with the most links; 0: all [default: 300 for dot, else all]
    #[arg(long, value_name = "N")]
    max_nodes: Option<usize>,

    /// What to draw a box around (dot)
    #[arg(long, value_enum, default_value = "none")]
    cluster: Cluster,

    /// What stands above the drawing (dot)
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Leave out the legend (dot)
    #[arg(long)]
    no_legend: bool,

    #[command(flatten)]
    choice: ChoiceArgs,
}

/// What an export is written in.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A drawing for Graphviz
    Dot,
    /// JSON in node-link form (NetworkX, D3)
    Json,
    /// GraphML (yEd, igraph, NetworkX, Gephi)
    Graphml,
    /// GEXF (Gephi)
    Gexf,
    /// A line for each fact between two entities
    Csv,
    Turtle,
    Trig,
    Nquads,
    Ntriples,
    Rdfxml,
    Jsonld,
}

/// What a drawing draws boxes around.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cluster {
    None,
    /// What is based or takes place in the same country
    Country,
}

/// More entities than this are a tangle on any sheet.
pub const DRAWN: usize = 300;

impl Format {
    fn rdf(self) -> Option<RdfFormat> {
        Some(match self {
            Format::Turtle => RdfFormat::Turtle,
            Format::Trig => RdfFormat::TriG,
            Format::Nquads => RdfFormat::NQuads,
            Format::Ntriples => RdfFormat::NTriples,
            Format::Rdfxml => RdfFormat::RdfXml,
            Format::Jsonld => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
            _ => return None,
        })
    }
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    if let Some(format) = args.format.rdf() {
        return rdf(&args, format, context);
    }
    let store = context.open()?;
    let mut graph = Graph::load(&store, &args.choice, context)?;
    if !args.around.is_empty() {
        let centres = graph.nodes(&args.around)?;
        let around = walk::around(&graph.view, &centres, args.depth);
        let mut near = vec![false; graph.view.nodes.len()];
        around.nodes.iter().for_each(|&(_, node)| near[node] = true);
        // Facts between two that are equally far belong to the picture.
        graph.view = graph.view.part(|node| near[node], |_| true);
    }
    let default = if args.format == Format::Dot { DRAWN } else { 0 };
    let most = args.max_nodes.unwrap_or(default);
    let whole = graph.view.nodes.len();
    graph.view = walk::most_linked(&graph.view, most);
    let shown = graph.view.nodes.len();
    if shown < whole {
        eprintln!(
            "tacheron: the {shown} most linked of {whole} entities; --max-nodes 0 takes all, \
             --around or --predicate fewer"
        );
    }
    graph.quote(0..graph.view.edges.len())?;
    let bytes = write(&graph.view, &args, context)?;
    context.print(bytes)?;
    Ok(Exit::Done)
}

fn write(view: &View, args: &Args, context: &Context) -> Result<Vec<u8>, CliError> {
    Ok(match args.format {
        Format::Dot => {
            let options = dot::Options {
                title: args.title.clone(),
                legend: !args.no_legend,
                by_country: args.cluster == Cluster::Country,
                edge_labels: view.edges.len() <= dot::LABELLED_EDGES,
                lang: context.lang,
            };
            dot::dot(view, &options).into_bytes()
        }
        Format::Graphml => xml::graphml(view)?,
        Format::Gexf => xml::gexf(view)?,
        Format::Csv => csv::csv(view).into_bytes(),
        _ => {
            let mut bytes =
                serde_json::to_vec_pretty(&node_link::node_link(view)).map_err(CliError::new)?;
            bytes.push(b'\n');
            bytes
        }
    })
}

/// Everything, as it stands in the store.
fn rdf(args: &Args, format: RdfFormat, context: &Context) -> Result<Exit, CliError> {
    let chosen = args.choice.choose_facts()
        || !args.around.is_empty()
        || args.max_nodes.is_some()
        || args.cluster != Cluster::None
        || args.title.is_some();
    if chosen {
        return Err(CliError::new("a format of RDF has everything that is in the store").help(
            "of the options only --post applies to it; `tacheron query` with CONSTRUCT chooses facts",
        ));
    }
    let store = context.open()?;
    store.fetch_all()?;
    let store: &Store = store.inner();
    let graphs = walk::graphs_of(store, &args.choice.posts)?;
    let out = BufWriter::new(io::stdout().lock());
    match dataset::dataset(store, graphs.as_deref(), format, out) {
        Ok(()) => Ok(Exit::Done),
        Err(dataset::Error::Write(error)) => Err(error.into()),
        Err(error) => Err(CliError::new(error)),
    }
}
