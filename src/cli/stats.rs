//! `tacheron stats`: what is in the store, in numbers.

use super::report::Format;
use super::{CliError, Context, Exit};
use crate::model::Stance;
use crate::query::Knowledge;
use crate::query::stats::{Counted, STANCES, Stats};
use crate::write::{Page, Table};

/// Rows of each list on the page for people.
const SHOWN: usize = 10;

/// Show what is in the store, in numbers
///
/// JSON: {posts, entities, facts, claims, first, last, languages: [{name, count}], media, files,
/// classes, predicates: [{predicate: {label, iri}, facts, claims: {asserted, denied, …}}], platforms}.
#[derive(clap::Args)]
#[command(after_long_help = "Example:
  tacheron stats")]
pub struct Args {
    /// How to write it
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let schema = context.schema()?;
    let store = context.open_here()?;
    let stats = Knowledge::new(store.inner(), context.lang, schema).stats()?;
    match args.format {
        Format::Table => context.print(page(&stats, context))?,
        Format::Json => context.print_json(&stats)?,
        Format::Tsv => context.print(rows(&stats).tsv())?,
    }
    Ok(Exit::Done)
}

fn page(stats: &Stats, context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    let Stats {
        posts,
        entities,
        facts,
        claims,
        ..
    } = stats;
    page.heading(&format!(
        "{posts} posts, {entities} entities, {facts} facts, {claims} claims"
    ));
    if let (Some(first), Some(last)) = (&stats.first, &stats.last) {
        page.line(0, &format!("posts from {first} to {last}"));
    }
    page.pale(0, &context.store.display().to_string());
    for (title, list) in lists(stats) {
        if list.is_empty() {
            continue;
        }
        let mut table = Table::new(&[title, "#count"]);
        table.rows = list.iter().take(SHOWN).map(row).collect();
        page.gap();
        page.block(&table.text(context.width, context.colored));
        if let Some(more @ 1..) = list.len().checked_sub(SHOWN) {
            page.pale(0, &format!("and {more} more"));
        }
    }
    if !stats.predicates.is_empty() {
        let names = STANCES.map(Stance::name);
        let mut columns = vec!["facts by relation".to_owned(), "#facts".to_owned()];
        columns.extend(names.iter().map(|name| format!("#{name}")));
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let mut table = Table::new(&columns);
        table.rows = stats
            .predicates
            .iter()
            .map(|by| {
                let mut row = vec![by.predicate.label.clone(), by.facts.to_string()];
                row.extend(names.iter().map(|name| match by.claims.get(name) {
                    Some(count) => count.to_string(),
                    None => String::new(),
                }));
                row
            })
            .collect();
        page.gap();
        page.block(&table.text(context.width, context.colored));
    }
    page.into_text()
}

fn lists(stats: &Stats) -> [(&'static str, &[Counted]); 5] {
    [
        ("entities by class", &stats.classes),
        ("platforms by posts", &stats.platforms),
        ("languages", &stats.languages),
        ("media", &stats.media),
        ("files", &stats.files),
    ]
}

fn row(counted: &Counted) -> Vec<String> {
    vec![counted.name.clone(), counted.count.to_string()]
}

/// One number a row: what is counted, which of it, how many.
fn rows(stats: &Stats) -> Table {
    let mut table = Table::new(&["of", "name", "#count"]);
    for (name, count) in [
        ("posts", stats.posts),
        ("entities", stats.entities),
        ("facts", stats.facts),
        ("claims", stats.claims),
    ] {
        table
            .rows
            .push(vec!["all".to_owned(), name.to_owned(), count.to_string()]);
    }
    for (title, list) in lists(stats) {
        for counted in list {
            let mut cells = vec![title.to_owned()];
            cells.extend(row(counted));
            table.rows.push(cells);
        }
    }
    for by in &stats.predicates {
        for (stance, count) in &by.claims {
            table.rows.push(vec![
                format!("claims {stance}"),
                by.predicate.label.clone(),
                count.to_string(),
            ]);
        }
    }
    table
}
