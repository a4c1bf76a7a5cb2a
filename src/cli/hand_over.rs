//! How a graph leaves the program, whatever verb it comes from: cut to what fits, written in its format,
//! to where it was asked for.

use super::graph_format::GraphFormat;
use super::source::Source;
use super::{CliError, Context, Exit};
use crate::model::view::View;
use crate::remote::Need;
use crate::walk;
use crate::write::clusters::{by_community, by_country};
use crate::write::graphviz::{self, picture};
use crate::write::{
    csv, cytoscape, dataset, dot, ftm, gexf, graphml, laid_out, mermaid, neo4j, node_link, sqlite,
};
use clap::ValueEnum;
use serde_json::Value;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

/// More entities than this are a tangle on any sheet.
const DRAWN: usize = 300;
/// And so are more facts than this between them.
const LINES: usize = 1000;
/// Graphviz would lay out more facts than this for hours.
const LAID_OUT: usize = 10_000;

/// Where a result goes, and what a drawing of it is like.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Files and drawings")]
pub struct OutputArgs {
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// At most so many entities of a graph, those with the most links; 0: all [default: 300 for dot, svg,
    /// png and mermaid, else all]
    #[arg(long, value_name = "N")]
    max_nodes: Option<usize>,

    /// Only what hangs together with at least so many entities of a graph
    #[arg(long, value_name = "N", default_value_t = 0)]
    min_part: usize,

    /// What a drawing draws boxes around
    #[arg(long, value_enum, default_value = "none")]
    cluster: ClusterBy,

    /// What stands above a drawing
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Leave out the legend of a drawing
    #[arg(long)]
    no_legend: bool,
}

/// What a drawing draws boxes around.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum ClusterBy {
    None,
    /// What is based or takes place in the same country
    Country,
    /// What is linked more closely with each other than with others
    Community,
}

impl OutputArgs {
    /// Whether only some of the entities were asked for.
    pub fn cuts(&self) -> bool {
        self.max_nodes.is_some_and(|most| most > 0) || self.min_part > 1
    }

    /// Writes bytes to where they were asked for.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn send(&self, bytes: impl AsRef<[u8]>, context: &Context) -> Result<(), CliError> {
        match &self.output {
            None => context.print(bytes),
            Some(path) => fs::write(path, bytes).map_err(|error| {
                CliError::new(format!("cannot write {}: {error}", path.display()))
                    .help("--output names a file in a folder that exists and may be written")
            }),
        }
    }

    /// Refuses to fill a terminal with bytes that are no text.
    ///
    /// # Errors
    /// Where standard output is one, and no file is named.
    fn check(&self, format: GraphFormat) -> Result<(), CliError> {
        if format.is_binary() && self.output.is_none() && io::stdout().is_terminal() {
            return Err(
                CliError::new(format!("{} is no text for a terminal", format.name()))
                    .help("name a file with --output, or send it on with | or >"),
            );
        }
        Ok(())
    }
}

/// Writes a view as a graph.
///
/// # Errors
/// Where the store cannot be read, the format needs what is not there, or the output not be written.
pub fn hand_over(
    source: &Source,
    view: View,
    format: GraphFormat,
    title: Option<&str>,
    args: &OutputArgs,
    context: &Context,
) -> Result<Exit, CliError> {
    args.check(format)?;
    if view.edges.is_empty() {
        eprintln!("tacheron: no fact between two entities was chosen; the graph has none");
    }
    let mut view = fitted(view, format, args)?;
    if let Some(rdf) = format.rdf() {
        source.fetch_all()?;
        let mut bytes = Vec::new();
        dataset::quads(walk::subset(source.inner(), &view)?, rdf, &mut bytes)?;
        args.send(bytes, context)?;
        return Ok(Exit::Done);
    }
    let claims = view.claims.iter().map(|claim| claim.iri.clone());
    source.fetch(&Need::Passages(claims.collect()))?;
    let claims = 0..view.claims.len();
    walk::quote_claims(source.inner(), &mut view, claims)?;
    let options = dot::Options {
        title: args.title.clone().or(title.map(str::to_owned)),
        legend: !args.no_legend,
        clusters: match args.cluster {
            ClusterBy::None => Vec::new(),
            ClusterBy::Country => by_country(&view),
            ClusterBy::Community => by_community(&view),
        },
        edge_labels: view.edges.len() <= dot::LABELLED_EDGES,
        lang: context.lang,
    };
    args.send(written(&view, format, &options)?, context)?;
    Ok(Exit::Done)
}

/// As much of a view as was asked for, or as a picture can show.
fn fitted(view: View, format: GraphFormat, args: &OutputArgs) -> Result<View, CliError> {
    let whole = view.nodes.len();
    let lines = match format {
        GraphFormat::Mermaid => mermaid::LINES,
        _ => LINES,
    };
    let view = walk::large_parts(view, args.min_part);
    let large = view.nodes.len();
    let cut = match args.max_nodes {
        Some(most) => walk::most_linked(view, most),
        None if format.is_picture() => {
            let mut part = walk::most_linked(view, DRAWN);
            while part.edges.len() > lines {
                let fewer = part.nodes.len() * 9 / 10;
                part = walk::most_linked(part, fewer);
            }
            part
        }
        None => view,
    };
    // What was cut can have left small parts.
    let is_cut = cut.nodes.len() < large;
    let fitted = walk::large_parts(cut, args.min_part);
    let facts = fitted.edges.len();
    if matches!(format, GraphFormat::Svg | GraphFormat::Png) && facts > LAID_OUT {
        return Err(
            CliError::new(format!("{facts} facts are too many for a picture")).help(
                "leave out --max-nodes, or choose with --around, --predicate or --class; Gephi draws \
                 as many from --format gexf",
            ),
        );
    }
    let shown = fitted.nodes.len();
    if is_cut {
        eprintln!(
            "tacheron: the {shown} most linked of {whole} entities; --max-nodes 0 takes all, \
             --around or --predicate fewer"
        );
    }
    if format == GraphFormat::Mermaid && facts > mermaid::LINES {
        eprintln!(
            "tacheron: Mermaid draws {facts} lines only where `maxEdges` of its configuration is raised"
        );
    }
    Ok(fitted)
}

fn written(view: &View, format: GraphFormat, options: &dot::Options) -> Result<Vec<u8>, CliError> {
    Ok(match format {
        GraphFormat::Dot => dot::dot(view, options).into_bytes(),
        GraphFormat::Svg => match picture(&dot::dot(view, options), format.name()) {
            Err(graphviz::Error::Missing) => without_graphviz(view, options)?,
            picture => picture?,
        },
        GraphFormat::Png => picture(&dot::dot(view, options), format.name())?,
        GraphFormat::Mermaid => mermaid::mermaid(view, options).into_bytes(),
        GraphFormat::NodeLink => document(&node_link::node_link(view))?,
        GraphFormat::Cytoscape => document(&cytoscape::cytoscape(view))?,
        GraphFormat::Graphml => graphml::graphml(view)?,
        GraphFormat::Gexf => gexf::gexf(view)?,
        GraphFormat::CsvEdges => csv::edges(view).into_bytes(),
        GraphFormat::CsvNodes => csv::nodes(view).into_bytes(),
        GraphFormat::Neo4jNodes => neo4j::nodes(view).into_bytes(),
        GraphFormat::Neo4jEdges => neo4j::edges(view).into_bytes(),
        GraphFormat::Ftm => ftm::entities(view).into_bytes(),
        GraphFormat::FtmStatements => ftm::statements(view).into_bytes(),
        GraphFormat::Sqlite => sqlite::sqlite(view)?,
        // Those of RDF are made of the store.
        GraphFormat::Rdf(_) => {
            return Err(CliError::new(format!(
                "{} is not made of a view",
                format.name()
            )));
        }
    })
}

/// A picture laid out in columns by ourselves.
fn without_graphviz(view: &View, options: &dot::Options) -> Result<Vec<u8>, CliError> {
    let picture = laid_out::svg(view, options).map_err(|error| {
        CliError::new(format!("without Graphviz it is no picture: {error}")).help(
            "install Graphviz (apt install graphviz, brew install graphviz, winget install graphviz), or \
             choose fewer with --max-nodes, --around or --predicate",
        )
    })?;
    eprintln!(
        "tacheron: Graphviz is not installed here; drawn without it, in columns and with fewer shapes"
    );
    Ok(picture.into_bytes())
}

fn document(value: &Value) -> Result<Vec<u8>, CliError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(CliError::new)?;
    bytes.push(b'\n');
    Ok(bytes)
}

impl From<graphviz::Error> for CliError {
    fn from(error: graphviz::Error) -> Self {
        let it = CliError::new(&error);
        match error {
            graphviz::Error::Missing => it.help(
                "install it (apt install graphviz, brew install graphviz, winget install graphviz), or \
                 take --format svg, mermaid or gexf, which need nothing",
            ),
            _ => it.help("--format dot writes the drawing itself, to look into"),
        }
    }
}
