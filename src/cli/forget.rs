//! `tacheron forget`: takes a post and all that only it says out of the store.

use super::report::Format;
use super::{CliError, Context, Exit};
use crate::pipeline;
use crate::query::Knowledge;
use crate::query::gone::Gone;
use crate::write::{Page, Table};

/// Take a post and all that only it says out of the store
///
/// The post is named by its IRI, its id, its title, or the file that it was read from (then all posts of
/// that file go). What other posts say too stays.
///
/// JSON: a list of {post, claims, facts, entities}: the post, how many claims it made, how many facts
/// only it stated, which entities only it mentioned.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron forget \"The people behind the machine\" --dry-run
  tacheron forget data/posts/machine.txt")]
pub struct Args {
    /// The post: its IRI, id, title or file
    post: String,

    /// Say what would go, and leave it
    #[arg(long)]
    dry_run: bool,

    /// How to write what went
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let schema = context.schema()?;
    let mut store = match args.dry_run {
        true => context.open_here()?,
        false => context.open_to_write()?,
    };
    let mut gone = vec![];
    {
        let knowledge = Knowledge::new(store.inner(), context.lang, schema);
        for post in knowledge.posts_called(&args.post)?? {
            gone.push(knowledge.goes_with(&post)?);
        }
    }
    if !args.dry_run {
        for gone in &gone {
            pipeline::forget(&mut store, &gone.post.iri)?;
        }
    }
    match args.format {
        Format::Table => context.print(page(&gone, args.dry_run, context))?,
        Format::Json => context.print_json(&gone)?,
        Format::Tsv => context.print(table(&gone).tsv())?,
    }
    Ok(Exit::Done)
}

fn page(gone: &[Gone], dry_run: bool, context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    for it in gone {
        let verb = if dry_run { "would forget" } else { "forgot" };
        page.heading(&format!("{verb} {}", it.post.cited()));
        page.line(
            2,
            &format!(
                "{} claims, {} facts that only it stated",
                it.claims, it.facts
            ),
        );
        if !it.entities.is_empty() {
            page.line(2, &format!("only it mentioned {}", it.entities.join(", ")));
        }
    }
    page.into_text()
}

fn table(gone: &[Gone]) -> Table {
    let mut table = Table::new(&["post", "title", "#claims", "#facts", "#entities"]);
    table.rows = gone
        .iter()
        .map(|it| {
            vec![
                it.post.iri.clone(),
                it.post.name(),
                it.claims.to_string(),
                it.facts.to_string(),
                it.entities.len().to_string(),
            ]
        })
        .collect();
    table
}
