//! `tacheron push`: the store to an engine elsewhere.

use super::{CliError, Context, Exit, source};
use crate::remote::Target;
use crate::remote::push::{self, Difference, Report, State};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Carry the store to an engine elsewhere
///
/// Graph by graph, each in place of what stood there under its name; what is there already, equal, is passed
/// over, so that a push that was stopped goes on where it was. Each graph is read back, and its number of
/// triples and a hash of them (BLAKE3 of the sorted N-Triples, blank nodes by canonical names) are compared.
/// Graphs that are there and not here stay. Exit code 1 where a graph differs in the end, with the first triple
/// of the difference: some engines write numbers or dates in a way of their own.
///
/// URL is a graph store (SPARQL 1.1 Graph Store Protocol); with --query it is one that takes SPARQL Update,
/// and many graphs go in one request.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron push http://localhost:7878/store
  tacheron push http://localhost:3030/labour/update --query http://localhost:3030/labour/query")]
pub struct Args {
    /// The address of the graph store, or of updates
    url: String,

    /// URL takes SPARQL Update, and this is the address that answers queries
    #[arg(long, value_name = "URL")]
    query: Option<String>,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let url = source::address(&args.url)?;
    let query = args.query.as_deref().map(source::address).transpose()?;
    let limits = context.remote_limits;
    let target = match query {
        Some(query) => Target::update(url, query, limits),
        None => Target::graph_store(url, limits),
    };
    let store = context.open_here()?;
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(
        ProgressStyle::with_template("{bar:30} {pos} of {len} graphs").map_err(CliError::new)?,
    );
    let pushed = push::push(store.inner(), &target, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    let report = pushed?;
    context.print(summary(&report))?;
    for (graph, state) in &report.differ {
        eprint!("{}", difference(graph.as_deref(), state));
    }
    Ok(match report.differ.is_empty() {
        true => Exit::Done,
        false => Exit::SomeBad,
    })
}

fn summary(report: &Report) -> String {
    let [here, there] = &report.hashes;
    let compared = if report.differ.is_empty() {
        format!(
            "{} triples, the same here and there: {here}",
            report.triples
        )
    } else {
        format!(
            "{} triples here: {here}\n{} triples there: {there}",
            report.triples, report.triples_there
        )
    };
    format!(
        "{} graphs sent, {} there already, {} differ\n{compared}\n",
        report.sent,
        report.same,
        report.differ.len()
    )
}

fn difference(graph: Option<&str>, state: &State) -> String {
    let graph = graph.map_or("the default graph".to_owned(), |graph| format!("<{graph}>"));
    match state {
        State::Sent => String::new(),
        State::Differs { there, first } => {
            let first = match first {
                Some(Difference::Missing(line)) => format!("; not there: {line}"),
                Some(Difference::More(line)) => format!("; not here: {line}"),
                None => String::new(),
            };
            format!("tacheron: {graph} is not there as it is here, it has {there} triples{first}\n")
        }
    }
}
