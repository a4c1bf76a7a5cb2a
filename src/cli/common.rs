//! `tacheron common`: what several entities have in common.

use super::found::{Found, FoundArgs, counted};
use super::graph::{ChoiceArgs, Graph};
use super::{CliError, Context, Exit};
use crate::model::view::EdgeId;
use crate::walk;
use crate::write::{Page, Table, evidence};
use serde_json::json;

/// Show what two or more entities have in common
///
/// What each of them is linked with: first what is linked with all in the same way, of these what has
/// the fewest other links, for it tells most. Then their class and country, facts between them, and
/// posts that state something of each.
///
/// JSON: `entities`, `classes`, `country`, `between` (facts), `posts` (id, title, date, url), `rows` of id,
/// label, class, links, alike, `facts` (a list for each entity, in their order); a line of JSON lines and
/// a row of CSV is something that they share.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron common Google Philippines
  tacheron common Google Philippines --why")]
pub struct Args {
    /// Two names or more, in any language
    #[arg(required = true, num_args = 2..)]
    entities: Vec<String>,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let store = context.open_to_walk()?;
    let mut graph = Graph::load(&store, &args.choice, context)?;
    let entities = graph.nodes(&args.entities)?;
    for (at, entity) in entities.iter().enumerate() {
        if entities[..at].contains(entity) {
            let label = &graph.view.nodes[*entity].label;
            return Err(CliError::new(format!("{label} is named twice"))
                .help("`tacheron around` shows what one entity is linked with"));
        }
    }
    let common = walk::common(&graph.view, &entities);
    let shared = common.shared.iter();
    let facts: Vec<EdgeId> = shared
        .flat_map(|shared| shared.facts.iter().flatten().copied())
        .chain(common.between.iter().copied())
        .collect();
    if args.found.quoted() {
        graph.quote(facts.iter().copied())?;
    }
    let labels: Vec<String> = entities
        .iter()
        .map(|&entity| graph.view.nodes[entity].label.clone())
        .collect();
    let found = Found {
        title: labels.join(", "),
        nodes: entities.clone(),
        facts: facts.clone(),
        text: &|view, page| {
            let mut out = Page::new(context.width, context.colored);
            let things = counted(common.shared.len(), "thing", "things");
            out.heading(&format!("{}: {things} in common", labels.join(", ")));
            for &class in &common.classes {
                out.line(2, &format!("class: {}", view.terms[class].label));
            }
            if let Some(country) = &common.country {
                out.line(2, &format!("country: {country}"));
            }
            for post in &common.posts {
                out.line(2, &format!("post: {}", view.posts[*post].title));
            }
            for (at, shared) in common.shared.iter().enumerate() {
                if at == 0 || args.found.why {
                    out.gap();
                }
                let node = &view.nodes[shared.node];
                let of = format!(
                    "{} ({}), linked with {}",
                    node.label,
                    view.class_label(node),
                    shared.links
                );
                out.line(0, &of);
                for facts in &shared.facts {
                    if args.found.why {
                        out.block(&evidence::facts_text(view, facts, 2, page));
                        continue;
                    }
                    for &fact in facts {
                        out.line(2, &evidence::fact_line(view, fact, shared.node, page.lang));
                    }
                }
            }
            if !common.between.is_empty() {
                out.gap();
                out.line(0, "between them");
                for &fact in &common.between {
                    if args.found.why {
                        out.block(&evidence::facts_text(view, &[fact], 2, page));
                    } else {
                        let from = view.edges[fact].subject;
                        out.line(2, &evidence::fact_line(view, fact, from, page.lang));
                    }
                }
            }
            out.into_text()
        },
        rows: &|view| {
            let rows = common.shared.iter().map(|shared| {
                let node = &view.nodes[shared.node];
                let facts = shared.facts.iter();
                let facts: Vec<_> = facts.map(|its| evidence::facts_json(view, its)).collect();
                json!({
                    "id": node.iri,
                    "label": node.label,
                    "class": node.class.map(|class| view.terms[class].name()),
                    "links": shared.links,
                    "alike": shared.alike,
                    "facts": facts,
                })
            });
            rows.collect()
        },
        document: &|view, rows| {
            let things = entities.iter().map(|&entity| evidence::thing(view, entity));
            let classes = common.classes.iter().map(|&class| view.terms[class].name());
            let posts = common.posts.iter().map(|&post| {
                let post = &view.posts[post];
                json!({
                    "id": post.iri,
                    "title": post.title,
                    "date": post.date.map(|date| date.to_string()),
                    "url": post.url,
                })
            });
            json!({
                "entities": things.collect::<Vec<_>>(),
                "classes": classes.collect::<Vec<_>>(),
                "country": common.country,
                "between": evidence::facts_json(view, &common.between),
                "posts": posts.collect::<Vec<_>>(),
                "rows": rows,
            })
        },
        table: &|view| {
            let mut columns = vec!["entity", "class", "#links"];
            columns.extend(labels.iter().map(String::as_str));
            columns.push("id");
            let mut table = Table::new(&columns);
            for shared in &common.shared {
                let node = &view.nodes[shared.node];
                let mut cells = vec![
                    node.label.clone(),
                    view.class_label(node).to_owned(),
                    shared.links.to_string(),
                ];
                cells.extend(shared.facts.iter().map(|facts| {
                    let words = facts
                        .iter()
                        .map(|&fact| view.terms[view.edges[fact].predicate].label.as_str());
                    words.collect::<Vec<_>>().join(" | ")
                }));
                cells.push(node.iri.clone());
                table.rows.push(cells);
            }
            table
        },
        why: &|_| {
            let shared = common.shared.iter();
            let facts = shared.map(|shared| shared.facts.iter().flatten().copied().collect());
            facts.collect()
        },
    };
    found.write(&mut graph, &args.found, context)
}
