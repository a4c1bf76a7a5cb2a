//! `tacheron rank`: who is central.

use super::found::{Found, FoundArgs, NOTHING_CHOSEN, counted};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::alphabet;
use crate::model::view::{EdgeId, NodeId, View};
use crate::walk::{self, Measure, RankOptions, Scores};
use crate::write::{Table, evidence};
use clap::ValueEnum;
use serde_json::{Value, json};

/// Show who is central
///
/// All facts between two entities are one link. degree: with how many others an entity is linked.
/// pagerank: how often one comes by who follows links at random (damping 0.85; all add up to 1).
/// betweenness: on which share of the shortest chains between two others it lies, 0 to 1. closeness:
/// how near it is to all others, 0 to 1. hits: how much the best hubs point to it (authority) and it
/// to the best authorities (hub). The numbers are those of igraph and NetworkX; betweenness and
/// closeness take time in proportion to entities times links.
///
/// JSON: `by`, `entities`, `facts`, `rows` of rank, id, label, class, value, hub (hits), links, posts and,
/// with --why, `facts` (subject, predicate, object, sources, confidence, `claims` with quote, post, title,
/// date, speaker); a line of JSON lines and a row of CSV is an entity.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron rank
  tacheron rank --by betweenness --of Platform --count 5 --why
  tacheron rank --by pagerank --directed --format csv")]
pub struct Args {
    /// By what
    #[arg(long, value_enum, default_value = "degree")]
    by: By,

    /// Follow facts from subject to object only; hits always does
    #[arg(long)]
    directed: bool,

    /// A link counts once for each post that states it (degree, pagerank, hits)
    #[arg(long)]
    by_sources: bool,

    /// Show entities of this class only; all of them count
    #[arg(long, value_name = "CLASS")]
    of: Option<String>,

    /// So many rows; 0: all
    #[arg(long, value_name = "N", default_value_t = 20)]
    count: usize,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

/// By what entities are ranked.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    Degree,
    Pagerank,
    Betweenness,
    Closeness,
    Hits,
}

/// A line of the ranking.
struct Row {
    rank: usize,
    node: NodeId,
    links: usize,
    /// The best supported facts about it.
    facts: Vec<EdgeId>,
}

/// Facts that are shown of each entity.
const FACTS: usize = 3;

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let measure = match args.by {
        By::Degree => Measure::Degree,
        By::Pagerank => Measure::PageRank,
        By::Betweenness => Measure::Betweenness,
        By::Closeness => Measure::Closeness,
        By::Hits => Measure::Hits,
    };
    if args.by_sources && matches!(args.by, By::Betweenness | By::Closeness) {
        return Err(CliError::new(
            "betweenness and closeness count hops: --by-sources does not apply to them",
        )
        .help("--min-sources N leaves out what less than N posts state"));
    }
    let store = context.open_to_walk()?;
    let mut graph = Graph::load(&store, &args.choice, context)?;
    let of = args.of.as_deref().map(|of| graph.class(of)).transpose()?;
    let options = RankOptions {
        directed: args.directed,
        by_sources: args.by_sources,
    };
    let scores = walk::rank(&graph.view, measure, options);
    let rows = rows(&graph.view, &scores, of, &args);
    let facts: Vec<EdgeId> = rows.iter().flat_map(|row| row.facts.clone()).collect();
    if args.found.quoted() {
        graph.quote(facts.iter().copied())?;
    }
    let by = args.by.to_possible_value();
    let by = by.as_ref().map_or("", |by| by.get_name());
    let found = Found {
        title: by.to_owned(),
        nodes: rows.iter().map(|row| row.node).collect(),
        facts: between(&graph.view, &rows),
        text: &|view, page| {
            if rows.is_empty() {
                return NOTHING_CHOSEN.to_owned();
            }
            let head = format!(
                "{}, {} between them\n\n",
                counted(view.nodes.len(), "entity", "entities"),
                counted(view.edges.len(), "fact", "facts")
            );
            if !args.found.why {
                let table = table(view, &scores, &rows, args.by, true);
                return head + &table.text(context.width, context.colored);
            }
            let mut text = head;
            for row in &rows {
                let node = &view.nodes[row.node];
                let value = shown(scores.values[row.node]);
                let line = format!(
                    "{}. {} ({}), {by} {value}",
                    row.rank,
                    node.label,
                    view.class_label(node)
                );
                text.push_str(&evidence::line(&line, 0, page));
                text.push_str(&evidence::facts_text(view, &row.facts, 3, page));
            }
            text
        },
        rows: &|view| {
            let rows = rows.iter();
            rows.map(|row| json_row(view, &scores, row, args.found.why))
                .collect()
        },
        document: &|view, rows| {
            json!({
                "by": by,
                "entities": view.nodes.len(),
                "facts": view.edges.len(),
                "rows": rows,
            })
        },
        table: &|view| table(view, &scores, &rows, args.by, false),
        why: &|_| rows.iter().map(|row| row.facts.clone()).collect(),
    };
    found.write(&mut graph, &args.found, context)
}

fn rows(view: &View, scores: &Scores, of: Option<usize>, args: &Args) -> Vec<Row> {
    let mut order: Vec<NodeId> = (0..view.nodes.len())
        .filter(|&node| of.is_none_or(|class| view.nodes[node].classes.contains(&class)))
        .collect();
    // Equals of a graph may differ in their last digits by the order of sums.
    let key = |node: NodeId| std::cmp::Reverse((scores.values[node] * 1e12).round() as i64);
    order.sort_by(|&a, &b| {
        let label = |node: NodeId| &view.nodes[node].label;
        key(a)
            .cmp(&key(b))
            .then_with(|| alphabet::compare(label(a), label(b)))
            .then(a.cmp(&b))
    });
    if args.count > 0 {
        order.truncate(args.count);
    }
    let degrees = view.degrees();
    let facts = match args.found.why {
        true => walk::best_facts(view, &order, FACTS, |_| true),
        false => vec![Vec::new(); order.len()],
    };
    let rows = order.into_iter().zip(facts).enumerate();
    let row = |(at, (node, facts))| Row {
        rank: at + 1,
        node,
        links: degrees[node],
        facts,
    };
    rows.map(row).collect()
}

/// The facts between the entities of the rows.
fn between(view: &View, rows: &[Row]) -> Vec<EdgeId> {
    let mut shown = vec![false; view.nodes.len()];
    rows.iter().for_each(|row| shown[row.node] = true);
    let facts = view.edges.iter().enumerate();
    let facts = facts.filter(|(_, edge)| shown[edge.subject] && shown[edge.object]);
    facts.map(|(id, _)| id).collect()
}

/// A measure for people: whole numbers as they are, others with six digits behind the point.
fn shown(value: f64) -> String {
    if value.fract() == 0.0 && value >= 1.0 {
        value.to_string()
    } else {
        format!("{value:.6}")
    }
}

fn table(view: &View, scores: &Scores, rows: &[Row], by: By, people: bool) -> Table {
    let measure = if by == By::Hits {
        "#authority"
    } else {
        "#value"
    };
    let mut columns = vec!["#rank", "entity", "class", measure];
    columns.extend((by == By::Hits).then_some("#hub"));
    columns.extend(["#links", "#posts"]);
    columns.extend((!people).then_some("id"));
    let mut table = Table::new(&columns);
    let number = |value: f64| {
        if people {
            shown(value)
        } else {
            value.to_string()
        }
    };
    for row in rows {
        let node = &view.nodes[row.node];
        let mut cells = vec![
            row.rank.to_string(),
            node.label.clone(),
            view.class_label(node).to_owned(),
            number(scores.values[row.node]),
        ];
        cells.extend(scores.hubs.get(row.node).map(|&hub| number(hub)));
        cells.extend([row.links.to_string(), node.posts.to_string()]);
        cells.extend((!people).then(|| node.iri.clone()));
        table.rows.push(cells);
    }
    table
}

fn json_row(view: &View, scores: &Scores, row: &Row, why: bool) -> Value {
    let node = &view.nodes[row.node];
    let mut json = json!({
        "rank": row.rank,
        "id": node.iri,
        "label": node.label,
        "class": node.class.map(|class| view.terms[class].name()),
        "value": scores.values[row.node],
        "links": row.links,
        "posts": node.posts,
    });
    if let Value::Object(json) = &mut json {
        if let Some(&hub) = scores.hubs.get(row.node) {
            json.insert("hub".to_owned(), hub.into());
        }
        if why {
            json.insert("facts".to_owned(), evidence::facts_json(view, &row.facts));
        }
    }
    json
}
