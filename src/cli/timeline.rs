//! `tacheron timeline`: what is said of an entity, by date.

use super::found::{Found, FoundArgs, held_by_cells};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::View;
use crate::model::view::EdgeId;
use crate::query::things::thousands;
use crate::walk::{self, Moment, What};
use crate::write::{Page, Table, evidence};
use serde_json::{Value, json};

/// Show what is said of an entity, in the order of the time of which it is said
///
/// The date is that which the sentence gives, else that of the post. A year stands before its months.
///
/// JSON: `entity`, `rows` of date, subject, predicate, object (a thing with id, label, class, or a text),
/// `claim` (stance, confidence, quote, speaker, post, title, date, url); a line of JSON lines and a row of
/// CSV is a claim.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron timeline Google
  tacheron timeline Google --why --stance all")]
pub struct Args {
    /// A name, in any language
    entity: String,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open_to_walk()?;
    let mut graph = Graph::load_all(&store, &args.choice, context)?;
    let node = graph.node(&args.entity)?;
    let moments = walk::timeline(&graph.view, node);
    if args.found.quoted() || args.found.format != super::found::Format::Table {
        graph.quote_claims(moments.iter().map(|moment| moment.claim))?;
    }
    let mut facts: Vec<EdgeId> = moments
        .iter()
        .filter_map(|moment| match moment.what {
            What::Fact(fact) => Some(fact),
            What::Attribute(_) => None,
        })
        .collect();
    facts.sort_unstable();
    facts.dedup();
    let found = Found {
        title: graph.view.nodes[node].label.clone(),
        nodes: vec![node],
        facts,
        text: &|view, page| {
            let its = &view.nodes[node];
            let mut out = Page::new(context.width, context.colored);
            out.heading(&format!("{} ({})", its.label, view.class_label(its)));
            // One post may say the same twice; for people once is enough.
            let mut before = None;
            for moment in &moments {
                let [subject, predicate, object] = cells(view, node, moment);
                let post = &view.posts[view.claims[moment.claim].post].title;
                let line = (moment.date, moment.what, post);
                if before == Some(line) {
                    continue;
                }
                before = Some(line);
                let date = date(moment);
                let date = if date.is_empty() { "undated" } else { &date };
                out.line(0, &format!("{date}: {subject} ─ {predicate} ─▶ {object}"));
                if args.found.why {
                    out.block(&evidence::claim_text(view, moment.claim, 4, page));
                } else {
                    out.pale(4, post);
                }
            }
            out.into_text()
        },
        rows: &|view| {
            let rows = moments.iter().map(|moment| row(view, node, moment));
            rows.collect()
        },
        document: &|view, rows| json!({ "entity": evidence::thing(view, node), "rows": rows }),
        table: &|view| {
            let mut columns = vec!["as of", "subject", "predicate", "object", "#confidence"];
            columns.extend(evidence::EVIDENCE);
            let mut table = Table::new(&columns);
            for moment in &moments {
                let mut row = vec![date(moment)];
                row.extend(cells(view, node, moment));
                row.push(view.claims[moment.claim].confidence.to_string());
                row.extend(evidence::claim_cells(view, moment.claim));
                table.rows.push(row);
            }
            table
        },
        why: &held_by_cells,
    };
    found.write(&mut graph, &args.found, context)
}

fn date(moment: &Moment) -> String {
    moment.date.map(|date| date.to_string()).unwrap_or_default()
}

/// Subject, predicate and object in words.
fn cells(view: &View, node: usize, moment: &Moment) -> [String; 3] {
    match moment.what {
        What::Fact(fact) => {
            let edge = &view.edges[fact];
            [
                view.nodes[edge.subject].label.clone(),
                view.terms[edge.predicate].label.clone(),
                view.nodes[edge.object].label.clone(),
            ]
        }
        What::Attribute(at) => {
            let its = &view.nodes[node].attributes[at];
            [
                view.nodes[node].label.clone(),
                view.terms[its.predicate].label.clone(),
                thousands(&its.value),
            ]
        }
    }
}

fn row(view: &View, node: usize, moment: &Moment) -> Value {
    let (subject, predicate, object) = match moment.what {
        What::Fact(fact) => {
            let edge = &view.edges[fact];
            let object = evidence::thing(view, edge.object);
            (edge.subject, edge.predicate, object)
        }
        What::Attribute(at) => {
            let its = &view.nodes[node].attributes[at];
            (node, its.predicate, json!(its.value))
        }
    };
    json!({
        "date": moment.date.map(|date| date.to_string()),
        "subject": evidence::thing(view, subject),
        "predicate": view.terms[predicate].name(),
        "object": object,
        "claim": evidence::claim_json(view, moment.claim),
    })
}
