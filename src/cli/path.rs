//! `tacheron path`: the chain of facts that links two entities.

use super::found::{Format, Found, FoundArgs, counted, held_by_cells};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::view::View;
use crate::walk::{self, Length, PathQuery, Paths, Selection};
use crate::write::{Table, chain};
use serde_json::Value;
use std::collections::BTreeSet;

/// More chains of equal length than this are not listed.
const MOST_CHAINS: usize = 1000;

/// Show by which chain of facts two entities are linked
///
/// Facts are followed in both directions, and shown in their own. A hop through an entity with many
/// links (a country that everything touches) counts for more, because it tells less: a quarter of
/// a hop more for each doubling of its links beyond two; --plain counts hops only, --surest the
/// confidence of the facts. Of equally long chains that with more sources comes first, then that with
/// more confidence, then by names.
///
/// JSON: `nodes` (id, label, class, …), `chains` of `hops` (from, to, `facts` with subject, predicate,
/// object, sources, confidence, `claims` with quote, post, title, date, speaker), `more`; a line of
/// JSON lines is a chain, a row of CSV a fact on one.
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

    /// The chains whose facts are surest: those whose confidences have the greatest product
    #[arg(long, conflicts_with = "plain", conflicts_with = "all")]
    surest: bool,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open_to_walk()?;
    let mut graph = Graph::load(&store, &args.choice, context)?;
    let query = PathQuery {
        from: graph.node(&args.from)?,
        to: graph.node(&args.to)?,
        directed: args.directed,
        via: graph.nodes(&args.via)?,
        avoid: graph.nodes(&args.avoid)?,
        max_hops: args.max_hops,
        length: match (args.plain, args.surest) {
            (true, _) => Length::Plain,
            (_, true) => Length::Doubt,
            _ => Length::Telling,
        },
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
    if paths.chains.is_empty() && !matches!(args.found.format, Format::Table | Format::Json) {
        eprint!("tacheron: {}", no_chain(&graph.view, &query));
    }
    if args.all && paths.more && args.found.format == Format::Table {
        eprintln!("tacheron: there are more; the first {MOST_CHAINS} are shown");
    }
    let ends = [query.from, query.to].map(|end| graph.view.nodes[end].label.as_str());
    let chains = |view: &View| chain::chains_json(view, &paths);
    let found = Found {
        title: ends.join(" – "),
        nodes: Vec::new(),
        facts: facts(&paths).into_iter().collect(),
        text: &|view, page| match paths.chains.is_empty() {
            true => no_chain(view, &query),
            false => chain::chains_text(view, &paths, page, args.found.why),
        },
        rows: &|view| match chains(view)["chains"].take() {
            Value::Array(rows) => rows,
            _ => Vec::new(),
        },
        document: &|view, _| chains(view),
        table: &|view| table(view, &paths),
        why: &held_by_cells,
    };
    found.write(&mut graph, &args.found, context)
}

/// A row for each fact on a chain.
fn table(view: &View, paths: &Paths) -> Table {
    let mut table = Table::new(&[
        "#chain",
        "#hop",
        "from",
        "to",
        "subject",
        "predicate",
        "object",
        "#sources",
        "#confidence",
        "quote",
        "post",
        "date",
        "speaker",
    ]);
    for (chain_number, chain) in paths.chains.iter().enumerate() {
        for (hop_number, hop) in chain.hops.iter().enumerate() {
            for &fact in &hop.facts {
                let edge = &view.edges[fact];
                let label = |node: usize| view.nodes[node].label.clone();
                let claim = view.claims_of(edge).first();
                let post = claim.map(|claim| &view.posts[claim.post]);
                let speaker = claim.and_then(|claim| claim.speaker);
                table.rows.push(vec![
                    (chain_number + 1).to_string(),
                    (hop_number + 1).to_string(),
                    label(hop.from),
                    label(hop.to),
                    label(edge.subject),
                    view.terms[edge.predicate].label.clone(),
                    label(edge.object),
                    edge.sources.to_string(),
                    edge.confidence.to_string(),
                    claim
                        .and_then(|claim| claim.quote.clone())
                        .unwrap_or_default(),
                    post.map(|post| post.title.clone()).unwrap_or_default(),
                    post.and_then(|post| post.date)
                        .map(|date| date.to_string())
                        .unwrap_or_default(),
                    speaker
                        .map(|speaker| view.speakers[speaker].label.clone())
                        .unwrap_or_default(),
                ]);
            }
        }
    }
    table
}

/// The facts on all chains.
fn facts(paths: &Paths) -> BTreeSet<usize> {
    let hops = paths.chains.iter().flat_map(|chain| &chain.hops);
    hops.flat_map(|hop| hop.facts.iter().copied()).collect()
}

/// That there is no chain, and what there is instead.
fn no_chain(view: &View, query: &PathQuery) -> String {
    let parts = walk::components(view);
    let [from, to] = [query.from, query.to].map(|end| view.nodes[end].label.as_str());
    if parts.of[query.from] != parts.of[query.to] {
        return format!(
            "No chain of facts links {from} with {to}: the graph falls into {} parts; that of {from} has \
             {} entities, that of {to} {}.\n",
            parts.sizes.len(),
            parts.size_around(query.from),
            parts.size_around(query.to),
        );
    }
    let free = PathQuery {
        from: query.from,
        to: query.to,
        length: Length::Plain,
        ..PathQuery::default()
    };
    let free = walk::paths(view, &free, Selection::Best(1));
    let hops = free.chains.first().map_or(0, |chain| chain.hops.len());
    let asked = [
        (query.directed, "--directed"),
        (!query.via.is_empty(), "--via"),
        (!query.avoid.is_empty(), "--avoid"),
        (query.max_hops.is_some(), "--max-hops"),
    ];
    let asked: Vec<&str> = asked.iter().filter(|it| it.0).map(|it| it.1).collect();
    format!(
        "No chain of facts leads from {from} to {to} as asked; without {} there is one of {}.\n",
        asked.join(" and "),
        counted(hops, "hop", "hops")
    )
}
