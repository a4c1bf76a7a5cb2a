//! `tacheron path`: the chain of facts that links two entities.

use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::view::View;
use crate::walk::{self, PathQuery, Paths, Selection};
use crate::write::chain::{self, Page};
use crate::write::dot;
use clap::ValueEnum;
use std::collections::BTreeSet;

/// More chains of equal length than this are not listed.
const MOST_CHAINS: usize = 1000;

/// Show by which chain of facts two entities are linked
///
/// Facts are followed in both directions, and shown in their own. A hop through an entity with many
/// links (a country that everything touches) counts for more, because it tells less: a quarter of
/// a hop more for each doubling of its links beyond two; --plain counts hops only. Of equally long
/// chains that with more sources comes first, then that with more confidence, then by names.
///
/// JSON: `nodes` (id, label, class, …), `chains` of `hops` (from, to, `facts` with subject, predicate,
/// object, sources, confidence, `claims` with quote, post, title, date, speaker), `more`.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron path Google Philippines
  tacheron path Google Philippines -k 3 --avoid 'United States'
  tacheron path Google Philippines --format dot | dot -Tsvg > path.svg")]
pub struct Args {
    /// Where the chain starts: a name, in any language
    from: String,

    /// Where it ends
    to: String,

    /// Follow facts from subject to object only
    #[arg(long)]
    directed: bool,

    /// All chains with the fewest hops
    #[arg(long, conflicts_with = "count")]
    all: bool,

    /// So many chains, the best first
    #[arg(short = 'k', long = "count", value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    count: u16,

    /// An entity that the chain must pass; repeat it for several, in their order
    #[arg(long, value_name = "NAME")]
    via: Vec<String>,

    /// An entity that the chain must not touch; repeat it for several
    #[arg(long, value_name = "NAME")]
    avoid: Vec<String>,

    /// At most so many hops
    #[arg(long, value_name = "N")]
    max_hops: Option<usize>,

    /// Count hops only, whatever they pass
    #[arg(long)]
    plain: bool,

    /// How to write the chains
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    #[command(flatten)]
    choice: ChoiceArgs,
}

/// How chains and neighbourhoods are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// A drawing for Graphviz
    Dot,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open()?;
    let mut graph = Graph::load(store.inner(), &args.choice, context)?;
    let query = PathQuery {
        from: graph.node(&args.from)?,
        to: graph.node(&args.to)?,
        directed: args.directed,
        via: graph.nodes(&args.via)?,
        avoid: graph.nodes(&args.avoid)?,
        max_hops: args.max_hops,
        plain: args.plain,
    };
    if query.from == query.to && query.via.is_empty() {
        let label = &graph.view.nodes[query.from].label;
        return Err(
            CliError::new(format!("both ends are the same entity: {label}"))
                .help("`tacheron around` shows what an entity is linked with"),
        );
    }
    for end in [query.from, query.to].iter().chain(&query.via) {
        if query.avoid.contains(end) {
            let label = &graph.view.nodes[*end].label;
            return Err(CliError::new(format!(
                "a chain cannot both pass and avoid {label}"
            )));
        }
    }
    let selection = if args.all {
        Selection::AllShortest(MOST_CHAINS)
    } else {
        Selection::Best(usize::from(args.count))
    };
    let paths = walk::paths(&graph.view, &query, selection);
    graph.quote(facts(&paths))?;
    let view = &graph.view;
    match args.format {
        Format::Text if paths.chains.is_empty() => context.print(no_chain(view, &query))?,
        Format::Text => {
            let page = Page {
                width: usize::from(context.width),
                lang: context.lang,
            };
            context.print(chain::chains_text(view, &paths, page))?;
            if args.all && paths.more {
                eprintln!("tacheron: there are more; the first {MOST_CHAINS} are shown");
            }
        }
        Format::Json => context.print_json(&chain::chains_json(view, &paths))?,
        Format::Dot => {
            if paths.chains.is_empty() {
                eprint!("tacheron: {}", no_chain(view, &query));
            }
            let title = [query.from, query.to]
                .map(|end| view.nodes[end].label.as_str())
                .join(" – ");
            let nodes: BTreeSet<usize> = paths
                .chains
                .iter()
                .flat_map(|chain| chain.nodes.iter().copied())
                .collect();
            let edges = facts(&paths);
            let part = view.part(|node| nodes.contains(&node), |edge| edges.contains(&edge));
            let options = dot::Options {
                title: Some(title),
                legend: false,
                by_country: false,
                edge_labels: true,
                lang: context.lang,
            };
            context.print(dot::dot(&part, &options))?;
        }
    }
    Ok(Exit::Done)
}

/// The facts on all chains.
fn facts(paths: &Paths) -> BTreeSet<usize> {
    let hops = paths.chains.iter().flat_map(|chain| &chain.hops);
    hops.flat_map(|hop| hop.facts.iter().copied()).collect()
}

/// That there is no chain, and what the graph is like instead.
fn no_chain(view: &View, query: &PathQuery) -> String {
    let parts = walk::components(view);
    let [from, to] = [query.from, query.to].map(|end| view.nodes[end].label.as_str());
    if parts.of[query.from] == parts.of[query.to] {
        return format!(
            "No chain of facts leads from {from} to {to} as asked; without --directed, --via, --avoid \
             and --max-hops there is one.\n"
        );
    }
    format!(
        "No chain of facts links {from} with {to}: the graph falls into {} parts; that of {from} has \
         {} entities, that of {to} {}.\n",
        parts.sizes.len(),
        parts.size_around(query.from),
        parts.size_around(query.to),
    )
}
