//! How what a walk found is written: one list of formats for all verbs that walk.

use super::graph::Graph;
use super::{CliError, Context, Exit};
use crate::model::view::{EdgeId, NodeId, View};
use crate::walk;
use crate::write::chain::Page;
use crate::write::{Table, dot, node_link, xml};
use clap::ValueEnum;
use serde_json::Value;

/// How the result of a walk is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people
    #[value(alias = "text")]
    Table,
    /// For programs: one document, as the verb's help describes it
    Json,
    /// For programs: a line of JSON for each row
    Jsonl,
    /// A row for each line of the result, for spreadsheets
    Csv,
    /// The same, parted by tabs
    Tsv,
    /// What was found as a drawing for Graphviz
    Dot,
    /// What was found as a graph (yEd, igraph, NetworkX, Gephi)
    Graphml,
    /// What was found as a graph (Gephi)
    Gexf,
    /// What was found as a graph in JSON (NetworkX, D3)
    NodeLink,
}

/// How to write it, and how much of what speaks for it.
#[derive(clap::Args, Clone, Debug)]
pub struct FoundArgs {
    /// How to write it
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,

    /// Show for each row what speaks for it: the facts with their passages, posts, dates, speakers
    #[arg(long, visible_alias = "evidence")]
    pub why: bool,
}

impl FoundArgs {
    /// Whether passages are shown: on demand, and always where a format has a place for them.
    pub fn quoted(&self) -> bool {
        self.why || self.is_graph() || matches!(self.format, Format::Json | Format::Jsonl)
    }

    fn is_graph(&self) -> bool {
        use Format::{Dot, Gexf, Graphml, NodeLink};
        matches!(self.format, Dot | Graphml | Gexf | NodeLink)
    }
}

/// What a walk found, ready for any format; nothing of it is made before it is asked for.
pub struct Found<'f> {
    /// Above a drawing.
    pub title: String,
    /// The nodes of the result as a graph, and its facts.
    pub nodes: Vec<NodeId>,
    pub facts: Vec<EdgeId>,
    /// For people.
    pub text: &'f dyn Fn(&View, Page) -> String,
    /// A line of JSON for each row.
    pub rows: &'f dyn Fn(&View) -> Vec<Value>,
    /// The whole document, given the rows.
    pub document: &'f dyn Fn(&View, Vec<Value>) -> Value,
    /// The rows as cells.
    pub table: &'f dyn Fn(&View) -> Table,
}

impl Found<'_> {
    /// Writes it to standard output.
    ///
    /// # Errors
    /// Where the store cannot be read, or standard output not be written.
    pub fn write(
        self,
        graph: &mut Graph<'_>,
        args: &FoundArgs,
        context: &Context,
    ) -> Result<Exit, CliError> {
        if args.is_graph() {
            graph.quote(self.facts.iter().copied())?;
            let part = part(&graph.view, &self.nodes, &self.facts);
            return self.graph(part, args.format, context);
        }
        let view = &graph.view;
        match args.format {
            Format::Json => context.print_json(&(self.document)(view, (self.rows)(view)))?,
            Format::Jsonl => {
                let mut lines = String::new();
                for row in (self.rows)(view) {
                    lines.push_str(&row.to_string());
                    lines.push('\n');
                }
                context.print(lines)?;
            }
            Format::Csv => context.print((self.table)(view).csv())?,
            Format::Tsv => context.print((self.table)(view).tsv())?,
            _ => context.print((self.text)(view, page(context)))?,
        }
        Ok(Exit::Done)
    }

    fn graph(self, part: View, format: Format, context: &Context) -> Result<Exit, CliError> {
        let bytes = match format {
            Format::Graphml => xml::graphml(&part)?,
            Format::Gexf => xml::gexf(&part)?,
            Format::NodeLink => {
                context.print_json(&node_link::node_link(&part))?;
                return Ok(Exit::Done);
            }
            _ => {
                let whole = part.nodes.len();
                let part = walk::most_linked(&part, super::export::DRAWN);
                if part.nodes.len() < whole {
                    eprintln!(
                        "tacheron: the {} most linked of {whole} entities are drawn; \
                         --format graphml or gexf has all",
                        part.nodes.len()
                    );
                }
                let options = dot::Options {
                    title: Some(self.title),
                    legend: true,
                    by_country: false,
                    edge_labels: part.edges.len() <= dot::LABELLED_EDGES,
                    lang: context.lang,
                };
                dot::dot(&part, &options).into_bytes()
            }
        };
        context.print(bytes)?;
        Ok(Exit::Done)
    }
}

/// The page that the terminal is.
pub fn page(context: &Context) -> Page {
    Page {
        width: usize::from(context.width),
        lang: context.lang,
    }
}

/// These nodes, and these facts between them.
fn part(view: &View, nodes: &[NodeId], facts: &[EdgeId]) -> View {
    let mut kept = (vec![false; view.nodes.len()], vec![false; view.edges.len()]);
    nodes.iter().for_each(|&node| kept.0[node] = true);
    for &fact in facts {
        kept.1[fact] = true;
        let edge = &view.edges[fact];
        kept.0[edge.subject] = true;
        kept.0[edge.object] = true;
    }
    view.part(|node| kept.0[node], |fact| kept.1[fact])
}
