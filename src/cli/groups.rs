//! `tacheron groups`: which entities belong together.

use super::found::{Format, Found, FoundArgs, NOTHING_CHOSEN, counted};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::view::{EdgeId, NodeId, View};
use crate::walk::{self, Group, Grouping};
use crate::write::{Table, evidence};
use clap::ValueEnum;
use serde_json::{Value, json};

/// Show which entities belong together
///
/// communities: more links lie within a group than chance would have it (Leiden's method; the same
/// store gives the same groups). connected: a chain of facts leads from each to each. strong: such a
/// chain leads from subject to object all the way. The names of a group are those of its most linked.
///
/// JSON: `by`, `modularity` (communities), `groups` (how many), `rows` of group, size, facts_within, `entities`
/// (id, label, class, the most linked first) and, with --why, `facts`; a line of JSON lines is a group, a
/// row of CSV an entity in one (with --why once for each claim that links it with others of the group).
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron groups
  tacheron groups --by connected
  tacheron groups --resolution 2 --predicate usesPlatform --predicate operatedBy --format csv")]
pub struct Args {
    /// What makes a group
    #[arg(long, value_enum, default_value = "communities")]
    by: By,

    /// Above 1 communities are smaller, below larger
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = resolution)]
    resolution: f64,

    /// A link counts once for each post that states it (communities)
    #[arg(long)]
    by_sources: bool,

    /// So many groups, the largest first; 0: all
    #[arg(long, value_name = "N", default_value_t = 20)]
    count: usize,

    /// So many names of each, for people
    #[arg(long, value_name = "N", default_value_t = 6)]
    names: usize,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

/// What makes a group.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    Communities,
    Connected,
    Strong,
}

/// Facts that are shown of each group.
const FACTS: usize = 3;

fn resolution(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(number) if (0.0..=1000.0).contains(&number) => Ok(number),
        _ => Err("expected a number from 0 to 1000, such as 1.5".to_owned()),
    }
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open_to_walk()?;
    let mut graph = Graph::load(&store, &args.choice, context)?;
    let grouping = match args.by {
        By::Communities => Grouping::Communities {
            resolution: args.resolution,
            by_sources: args.by_sources,
        },
        By::Connected => Grouping::Connected,
        By::Strong => Grouping::Strong,
    };
    let all = walk::groups(&graph.view, grouping);
    let count = if args.count == 0 {
        usize::MAX
    } else {
        args.count
    };
    let groups = &all.groups[..all.groups.len().min(count)];
    let of_entities = match args.found.why && matches!(args.found.format, Format::Csv | Format::Tsv)
    {
        true => of_entities(&graph.view, groups),
        false => Vec::new(),
    };
    if args.found.why {
        let of_groups = groups.iter().flat_map(first_facts);
        let all: Vec<EdgeId> = of_groups
            .chain(of_entities.iter().flatten().copied())
            .collect();
        graph.quote(all)?;
    }
    let by = args.by.to_possible_value();
    let by = by.as_ref().map_or("", |by| by.get_name());
    let found = Found {
        title: by.to_owned(),
        nodes: groups
            .iter()
            .flat_map(|group| group.nodes.clone())
            .collect(),
        facts: groups
            .iter()
            .flat_map(|group| group.facts.clone())
            .collect(),
        text: &|view, page| {
            if groups.is_empty() {
                return NOTHING_CHOSEN.to_owned();
            }
            let mut text = format!(
                "{} of {}",
                counted(all.groups.len(), "group", "groups"),
                counted(view.nodes.len(), "entity", "entities")
            );
            let alone = all.groups.iter().filter(|group| group.nodes.len() == 1);
            match alone.count() {
                0 => {}
                alone => text.push_str(&format!(", {alone} of them of one alone")),
            }
            if let Some(modularity) = all.modularity {
                text.push_str(&format!(", modularity {modularity:.3}"));
            }
            text.push_str("\n\n");
            if !args.found.why {
                let mut table = Table::new(&["#group", "#size", "#facts", "most central"]);
                for (number, group) in groups.iter().enumerate() {
                    table.rows.push(vec![
                        (number + 1).to_string(),
                        group.nodes.len().to_string(),
                        group.facts.len().to_string(),
                        names(view, group, args.names),
                    ]);
                }
                text.push_str(&table.text(context.width, context.colored));
            } else {
                for (number, group) in groups.iter().enumerate() {
                    let line = format!(
                        "{}. {}, {}: {}",
                        number + 1,
                        counted(group.nodes.len(), "entity", "entities"),
                        counted(group.facts.len(), "fact", "facts"),
                        names(view, group, args.names)
                    );
                    text.push_str(&evidence::line(&line, 0, page));
                    text.push_str(&evidence::facts_text(view, &first_facts(group), 3, page));
                }
            }
            if groups.len() < all.groups.len() {
                let left = all.groups.len() - groups.len();
                text.push_str(&format!("and {left} more; --count 0 shows all\n"));
            }
            text
        },
        rows: &|view| {
            let rows = groups.iter().enumerate();
            rows.map(|(number, group)| json_row(view, number, group, args.found.why))
                .collect()
        },
        document: &|_, rows| {
            json!({
                "by": by,
                "modularity": all.modularity,
                "groups": all.groups.len(),
                "rows": rows,
            })
        },
        table: &|view| {
            let mut table = Table::new(&["#group", "#size", "entity", "class", "#links", "id"]);
            for (number, group) in groups.iter().enumerate() {
                for (&node, links) in group.nodes.iter().zip(&group.links) {
                    let node = &view.nodes[node];
                    table.rows.push(vec![
                        (number + 1).to_string(),
                        group.nodes.len().to_string(),
                        node.label.clone(),
                        view.class_label(node).to_owned(),
                        links.to_string(),
                        node.iri.clone(),
                    ]);
                }
            }
            table
        },
        why: &|_| of_entities.clone(),
    };
    found.write(&mut graph, &args.found, context)
}

fn first_facts(group: &Group) -> Vec<EdgeId> {
    group.facts.iter().take(FACTS).copied().collect()
}

/// Of each entity in a group, in their order, the best facts that link it with others of the group.
fn of_entities(view: &View, groups: &[Group]) -> Vec<Vec<EdgeId>> {
    let mut within = vec![false; view.edges.len()];
    for &fact in groups.iter().flat_map(|group| &group.facts) {
        within[fact] = true;
    }
    let nodes = groups.iter().flat_map(|group| group.nodes.clone());
    let nodes: Vec<NodeId> = nodes.collect();
    walk::best_facts(view, &nodes, FACTS, |fact| within[fact])
}

fn names(view: &View, group: &Group, most: usize) -> String {
    let labels = group.nodes.iter().take(most.max(1));
    let labels: Vec<&str> = labels
        .map(|&node| view.nodes[node].label.as_str())
        .collect();
    match group.nodes.len().saturating_sub(labels.len()) {
        0 => labels.join(", "),
        left => format!("{} and {left} more", labels.join(", ")),
    }
}

fn json_row(view: &View, number: usize, group: &Group, why: bool) -> Value {
    let entities = group.nodes.iter().map(|&node| evidence::thing(view, node));
    let mut row = json!({
        "group": number + 1,
        "size": group.nodes.len(),
        "facts_within": group.facts.len(),
        "entities": entities.collect::<Vec<_>>(),
    });
    if let (true, Value::Object(row)) = (why, &mut row) {
        let facts = evidence::facts_json(view, &first_facts(group));
        row.insert("facts".to_owned(), facts);
    }
    row
}
