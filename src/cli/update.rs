//! `tacheron update`: SPARQL Update.

use super::text::Text;
use super::{CliError, Context, Exit};
use crate::query::terms;
use crate::query::update::{self, Change, Reach};
use iref::IriBuf;
use std::fmt::Write;

/// Change what people decided, in SPARQL Update
///
/// The update is a file, `-` for standard input, or behind -e the text itself. It changes the curated graph,
/// which no ingest touches, and asks all graphs together, as `tacheron query` does: what it inserts goes
/// there, and what it deletes must stand there. All of its operations are made or none. Where it would change
/// another graph it is refused, unless --any-graph is given; what a post says is better taken out with
/// `tacheron forget`, as the next ingest of the post writes its graph anew.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron update -e 'INSERT DATA { company:google tac:ownedBy company:alphabet }'
  tacheron update --dry-run -e 'INSERT { ?p skos:note \"check\" } WHERE { ?p a tac:Platform }'")]
pub struct Args {
    /// A file of SPARQL Update, or - for standard input
    #[arg(required_unless_present = "text", conflicts_with = "text")]
    update: Option<String>,

    /// The update itself
    #[arg(short = 'e', long = "text", value_name = "SPARQL")]
    text: Option<String>,

    /// Let it change any graph that it names: those of posts and of our own knowledge too
    #[arg(long)]
    any_graph: bool,

    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// What relative IRIs in the update start from [default: its file's own]
    #[arg(long, value_name = "IRI", value_parser = super::dataset::iri)]
    base: Option<IriBuf>,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let text = match (args.text, args.update.as_deref()) {
        (Some(text), _) => Text::typed(text, "update"),
        (None, Some("-")) => Text::of_stdin()?,
        (None, Some(file)) => Text::of_file(file, "expected a file of SPARQL Update")?,
        (None, None) => return Err(CliError::new("there is nothing to change")),
    };
    let parsed = update::parse(&text.text, text.origin(args.base.as_deref()))?;
    let mut store = match args.dry_run {
        true => context.open_here()?,
        false => context.open_to_write()?,
    };
    let unknown = terms::of_update(&parsed, &text.text, store.inner(), || context.schema())?;
    text.warn(unknown, context);
    let reach = match args.any_graph {
        true => Reach::Any,
        false => Reach::Curated,
    };
    let change = update::change(&parsed, store.inner(), reach)?;
    if args.dry_run {
        context.print(listed(&change))?;
    } else {
        store.apply(&change.removed, &change.added)?;
        store.save()?;
    }
    context.print(told(&change, args.dry_run))?;
    Ok(Exit::Done)
}

/// The quads as N-Quads, behind a minus those that go and behind a plus those that come.
fn listed(change: &Change) -> String {
    let mut text = String::new();
    for (sign, quads) in [('-', &change.removed), ('+', &change.added)] {
        for quad in quads {
            // Writing to a text does not fail.
            let _ = writeln!(text, "{sign} {quad} .");
        }
    }
    text
}

fn told(change: &Change, dry_run: bool) -> String {
    let (added, removed) = (change.added.len(), change.removed.len());
    let would = if dry_run { "would be " } else { "" };
    let triples = if added == 1 { "triple" } else { "triples" };
    let mut text = format!("{added} {triples} {would}added, {removed} {would}removed\n");
    if added + removed == 0 {
        text.push_str(
            "what is to be inserted is there already, and what is to be deleted is not in the curated graph: \
             what posts say is taken out with `tacheron forget`\n",
        );
    }
    text
}
