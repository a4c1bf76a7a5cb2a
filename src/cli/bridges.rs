//! `tacheron bridges`: what holds the graph together at one point only.

use super::found::{Found, FoundArgs, NOTHING_CHOSEN, counted};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::view::{EdgeId, NodeId};
use crate::walk;
use crate::write::{Page, Table, evidence};
use serde_json::{Value, json};

/// Show the links and entities whose removal cuts the graph
///
/// All facts between two entities are one link. A link is a bridge where no other chain leads from its
/// one end to the other; `cuts off` counts the entities on its smaller side, or those that lose the
/// largest piece without an entity. Those that cut off most stand first.
///
/// JSON: `links` and `entities` (how many), `rows`: of kind `link` with ends (id, label, class), sides (how
/// many entities on the side of each), cuts_off, facts (subject, predicate, object, sources, `claims`
/// with quote, post, title, date, speaker); of kind `entity` with id, label, class, pieces, cuts_off. A
/// line of JSON lines and a row of CSV is a link or an entity.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron bridges
  tacheron bridges --least 3 --why")]
pub struct Args {
    /// So many links and so many entities, those that cut off most; 0: all
    #[arg(long, value_name = "N", default_value_t = 10)]
    count: usize,

    /// Only what cuts off at least so many entities
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

/// Facts that are shown of each entity.
const FACTS: usize = 3;

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open_to_walk()?;
    let mut graph = Graph::load(&store, &args.choice, context)?;
    let mut all = walk::bridges(&graph.view);
    all.links.retain(|link| link.sides[0] >= args.least);
    all.joints.retain(|joint| joint.cuts_off() >= args.least);
    let count = if args.count == 0 {
        usize::MAX
    } else {
        args.count
    };
    let links = &all.links[..all.links.len().min(count)];
    let joints = &all.joints[..all.joints.len().min(count)];
    let facts: Vec<EdgeId> = links.iter().flat_map(|link| link.facts.clone()).collect();
    let nodes: Vec<NodeId> = joints.iter().map(|joint| joint.node).collect();
    let of_joints = match args.found.why {
        true => walk::best_facts(&graph.view, &nodes, FACTS, |_| true),
        false => vec![Vec::new(); joints.len()],
    };
    if args.found.quoted() {
        let of_joints = of_joints.iter().flatten();
        graph.quote(facts.iter().chain(of_joints).copied().collect::<Vec<_>>())?;
    }
    let label = |view: &crate::model::View, node: usize| view.nodes[node].label.clone();
    let found = Found {
        title: "bridges".to_owned(),
        nodes: nodes.clone(),
        facts: facts.clone(),
        text: &|view, page| {
            if view.edges.is_empty() {
                return NOTHING_CHOSEN.to_owned();
            }
            let mut out = Page::new(context.width, context.colored);
            let least = match args.least {
                0 | 1 => "an entity".to_owned(),
                least => format!("{least} entities"),
            };
            out.heading(&format!(
                "{} whose removal cuts off {least} or more",
                counted(all.links.len(), "link", "links")
            ));
            if !links.is_empty() && !args.found.why {
                let mut table = Table::new(&["#cuts off", "on the smaller side", "link"]);
                for link in links {
                    let fact = link
                        .facts
                        .first()
                        .map(|&fact| evidence::fact_line(view, fact, link.ends[0], page.lang));
                    table.rows.push(vec![
                        link.sides[0].to_string(),
                        label(view, link.ends[0]),
                        fact.unwrap_or_default(),
                    ]);
                }
                out.block(&table.text(context.width, context.colored));
            }
            if args.found.why {
                for link in links {
                    let line = format!(
                        "{} – {} cuts off {}",
                        label(view, link.ends[0]),
                        label(view, link.ends[1]),
                        link.sides[0]
                    );
                    out.line(0, &line);
                    out.block(&evidence::facts_text(view, &link.facts, 2, page));
                }
            }
            out.gap();
            out.heading(&format!(
                "{} without which {least} or more are cut off",
                counted(all.joints.len(), "entity", "entities")
            ));
            if args.found.why {
                for (joint, facts) in joints.iter().zip(&of_joints) {
                    let line = format!("{} cuts off {}", label(view, joint.node), joint.cuts_off());
                    out.line(0, &line);
                    out.block(&evidence::facts_text(view, facts, 2, page));
                }
            } else if !joints.is_empty() {
                let mut table = Table::new(&["#cuts off", "entity", "class", "#pieces"]);
                for joint in joints {
                    table.rows.push(vec![
                        joint.cuts_off().to_string(),
                        label(view, joint.node),
                        view.class_label(&view.nodes[joint.node]).to_owned(),
                        joint.pieces.len().to_string(),
                    ]);
                }
                out.block(&table.text(context.width, context.colored));
            }
            out.into_text()
        },
        rows: &|view| {
            let links = links.iter().map(|link| {
                json!({
                    "kind": "link",
                    "ends": link.ends.map(|end| evidence::thing(view, end)),
                    "sides": link.sides,
                    "cuts_off": link.sides[0],
                    "facts": evidence::facts_json(view, &link.facts),
                })
            });
            let joints = joints.iter().zip(&of_joints).map(|(joint, facts)| {
                let node = &view.nodes[joint.node];
                let mut row = json!({
                    "kind": "entity",
                    "id": node.iri,
                    "label": node.label,
                    "class": node.class.map(|class| view.terms[class].name()),
                    "pieces": joint.pieces,
                    "cuts_off": joint.cuts_off(),
                });
                if let (true, Value::Object(row)) = (args.found.why, &mut row) {
                    row.insert("facts".to_owned(), evidence::facts_json(view, facts));
                }
                row
            });
            links.chain(joints).collect()
        },
        document: &|_, rows| {
            json!({
                "links": all.links.len(),
                "entities": all.joints.len(),
                "rows": rows,
            })
        },
        table: &|view| {
            let mut table =
                Table::new(&["kind", "entity", "other end", "#cuts off", "#sources", "id"]);
            for link in links {
                let sources = link.facts.iter().map(|&fact| view.edges[fact].sources);
                table.rows.push(vec![
                    "link".to_owned(),
                    label(view, link.ends[0]),
                    label(view, link.ends[1]),
                    link.sides[0].to_string(),
                    sources.max().unwrap_or_default().to_string(),
                    view.nodes[link.ends[0]].iri.clone(),
                ]);
            }
            for joint in joints {
                table.rows.push(vec![
                    "entity".to_owned(),
                    label(view, joint.node),
                    String::new(),
                    joint.cuts_off().to_string(),
                    String::new(),
                    view.nodes[joint.node].iri.clone(),
                ]);
            }
            table
        },
        why: &|_| {
            let of_links = links.iter().map(|link| link.facts.clone());
            of_links.chain(of_joints.iter().cloned()).collect()
        },
    };
    found.write(&mut graph, &args.found, context)
}
