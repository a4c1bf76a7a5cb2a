//! `tacheron update`: SPARQL Update.

use super::limits::UpdateLimitArgs;
use super::text::Text;
use super::watch::Watch;
use super::{CliError, Context, Exit};
use crate::query::update::{self, Change, Reach, Update};
use crate::query::{QueryError, terms};
use crate::remote::{Hosts, Services, Updates, rewritten};
use iref::IriBuf;
use oxigraph::sparql::SparqlEvaluator;
use std::fmt::Write;

/// Change what people decided, in SPARQL Update
///
/// The update is a file, `-` for standard input, or behind -e the text itself. It changes the curated graph,
/// which no ingest touches, and asks all graphs together, as `tacheron query` does: what it inserts goes
/// there, and what it deletes must stand there. All of its operations are made or none. Where it would change
/// another graph it is refused, unless --any-graph is given; what a post says is better taken out with
/// `tacheron forget`, as the next ingest of the post writes its graph anew.
///
/// With --endpoint URL, the address for updates of an engine elsewhere, that engine makes it by the same rules;
/// --dry-run then shows what would be sent.
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

    /// Let LOAD and SERVICE reach this host, such as query.wikidata.org; repeat it for several [default: none]
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,

    /// What relative IRIs in the update start from [default: its file's own]
    #[arg(long, value_name = "IRI", value_parser = super::dataset::iri)]
    base: Option<IriBuf>,

    #[command(flatten)]
    limits: UpdateLimitArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let text = match (args.text, args.update.as_deref()) {
        (Some(text), _) => Text::typed(text, "update"),
        (None, Some("-")) => Text::of_stdin()?,
        (None, Some(file)) => Text::of_file(file, "expected a file of SPARQL Update")?,
        (None, None) => return Err(CliError::new("there is nothing to change")),
    };
    let parsed = update::parse(&text.text, text.origin(args.base.as_deref()))?;
    let reach = match args.any_graph {
        true => Reach::Any,
        false => Reach::Curated,
    };
    // What is refused anyway fetches nothing.
    reach.check(&parsed).map_err(QueryError::from)?;
    let services = Services::new(Hosts::new(args.allow_host), context.remote_limits);
    let limits = args.limits.limits();
    if let Some(there) = context.updates()? {
        let watch = Watch::start(limits, "update")?;
        let sent = rewritten(&services.loaded(&parsed)?, reach)?;
        watch.pass();
        return elsewhere(&there, &sent, args.dry_run, context);
    }
    let mut store = match args.dry_run {
        true => context.open_here()?,
        false => context.open_to_write()?,
    };
    let watch = Watch::start(limits, "update")?;
    let unknown = terms::of_update(&parsed, &text.text, store.inner(), || context.schema())?;
    text.warn(unknown, context);
    let parsed = services.loaded(&parsed)?;
    let evaluator = || SparqlEvaluator::new().with_default_service_handler(services.clone());
    let change = update::change_with(&parsed, store.inner(), reach, &evaluator)?;
    watch.pass();
    if args.dry_run {
        context.print(listed(&change))?;
    } else {
        store.apply(&change.removed, &change.added)?;
        store.save()?;
    }
    context.print(told(&change, args.dry_run))?;
    Ok(Exit::Done)
}

/// Has another engine make the update, or shows what would be sent: what it would change, that engine alone knows.
fn elsewhere(
    there: &Updates,
    update: &Update,
    dry_run: bool,
    context: &Context,
) -> Result<Exit, CliError> {
    if dry_run {
        context.print(format!("{update}\n"))?;
    } else {
        there.make(update)?;
        context.print(format!("{} made the update\n", context.asked()?))?;
    }
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
