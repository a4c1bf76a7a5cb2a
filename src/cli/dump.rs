//! `tacheron dump`: the statements of the store as a file of RDF.

use super::rdf_format::RdfName;
use super::{CliError, Context, Exit};
use crate::walk;
use crate::write::dataset;
use oxigraph::model::GraphName;
use std::io::{self, BufWriter};

/// Write the statements of the store as RDF
///
/// All of them, as they are, graph by graph in the order of their names and sorted: the same store gives the
/// same bytes, and `load` makes the same store of them. nquads, trig and jsonld say in which graph each stands;
/// turtle, ntriples and rdfxml cannot, and take one --graph. `export` writes the graph of facts.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron dump > everything.nq
  tacheron dump --format turtle --graph https://w3id.org/tacheron/id/graph/background")]
pub struct Args {
    /// What to write
    #[arg(long, value_enum, default_value = "nquads")]
    format: RdfName,

    /// Only this graph: its IRI, or the title or id of a post; `default` is the one without a name
    #[arg(long, value_name = "GRAPH")]
    graph: Option<String>,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let format = args.format.format();
    if args.graph.is_none() && !format.supports_datasets() {
        return Err(CliError::new(format!(
            "{} cannot say in which graph a statement stands",
            format.name()
        ))
        .help("name one with --graph, or take nquads, trig or jsonld"));
    }
    let source = context.open()?;
    source.fetch_all()?;
    let store = source.inner();
    let graphs = match args.graph.as_deref() {
        Some("default") => Some(vec![GraphName::DefaultGraph]),
        Some(graph) => walk::graphs_of(store, &[graph.to_owned()])?,
        None => None,
    };
    let out = BufWriter::new(io::stdout().lock());
    match dataset::dataset(store, graphs.as_deref(), format, out) {
        Ok(()) => Ok(Exit::Done),
        Err(dataset::Error::Write(error)) => Err(error.into()),
        Err(error) => Err(CliError::new(error)),
    }
}
