//! How what a walk found is written: one list of formats for all verbs that walk.

use super::graph::Graph;
use super::graph_format::GraphFormat;
use super::hand_over::{OutputArgs, hand_over};
use super::{CliError, Context, Exit};
use crate::model::view::{EdgeId, NodeId, View};
use crate::write::chain::Page;
use crate::write::{Table, evidence};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde_json::Value;
use std::sync::LazyLock;

/// How the result of a walk is written: as rows, or as any of the formats of a graph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Tsv,
    Graph(GraphFormat),
}

const ROWS: &[Format] = &[
    Format::Table,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Tsv,
];

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<Format>> = LazyLock::new(|| {
            let graphs = GraphFormat::value_variants().iter();
            let graphs = graphs.map(|&format| Format::Graph(format));
            ROWS.iter().copied().chain(graphs).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new;
        Some(match self {
            Format::Table => value("table").alias("text").help("For people"),
            Format::Json => {
                value("json").help("For programs: one document, as the verb's help describes it")
            }
            Format::Jsonl => value("jsonl").help("For programs: a line of JSON for each row"),
            Format::Csv => value("csv").help("A row for each line of the result, for spreadsheets"),
            Format::Tsv => value("tsv").help("The same, parted by tabs"),
            Format::Graph(format) => {
                value(format.name()).help(format!("What was found as a graph: {}", format.about()))
            }
        })
    }
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

    #[command(flatten)]
    pub output: OutputArgs,
}

impl FoundArgs {
    /// Whether passages are shown: on demand, and always where a format has a place for them.
    pub fn quoted(&self) -> bool {
        self.why || matches!(self.format, Format::Json | Format::Jsonl)
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
    /// For each row of cells the facts that speak for it; none at all where the cells hold them.
    pub why: &'f dyn Fn(&View) -> Vec<Vec<EdgeId>>,
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
        if let Format::Graph(format) = args.format {
            let part = part(&graph.view, &self.nodes, &self.facts);
            let title = Some(self.title.as_str());
            return hand_over(graph.source(), part, format, title, &args.output, context);
        }
        let view = &graph.view;
        let text = match args.format {
            Format::Json => {
                let document = (self.document)(view, (self.rows)(view));
                let mut text = serde_json::to_string_pretty(&document).map_err(CliError::new)?;
                text.push('\n');
                text
            }
            Format::Jsonl => {
                let rows = (self.rows)(view);
                rows.iter().map(|row| format!("{row}\n")).collect()
            }
            Format::Csv => self.cells(view, args.why).csv(),
            Format::Tsv => self.cells(view, args.why).tsv(),
            _ => (self.text)(view, page(context)),
        };
        args.output.send(text, context)?;
        Ok(Exit::Done)
    }

    fn cells(&self, view: &View, why: bool) -> Table {
        let table = (self.table)(view);
        match why.then(|| (self.why)(view)) {
            Some(facts) if !facts.is_empty() => evidence::with_facts(view, table, &facts),
            _ => table,
        }
    }
}

/// For tables that hold the facts of their rows themselves.
pub fn held_by_cells(_: &View) -> Vec<Vec<EdgeId>> {
    Vec::new()
}

/// The page that the terminal is.
pub fn page(context: &Context) -> Page {
    Page {
        width: usize::from(context.width),
        lang: context.lang,
    }
}

/// What a walk says where the choices leave no fact to walk on.
pub const NOTHING_CHOSEN: &str = "no fact between two entities was chosen\n";

/// A number with the word for one or for several.
pub fn counted(number: usize, one: &str, several: &str) -> String {
    let word = if number == 1 { one } else { several };
    format!("{number} {word}")
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
