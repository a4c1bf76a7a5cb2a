//! The command line: what was typed, one file per verb, and the way out (exit code, errors).
//!
//! This is the only place that knows clap, the terminal and exit codes. A verb is a file with
//! `pub struct Args` and `pub fn run(Args, &Context) -> Result<Exit, CliError>`, a variant of
//! [`Verb`] and a line in [`run`]. Its long help ends with an example that a test runs.

mod answer;
mod around;
mod bridges;
mod common;
mod completions;
mod context;
mod dataset;
mod demo;
mod dump;
mod error;
mod eval;
mod explain;
mod export;
mod extract;
mod forget;
mod found;
mod graph;
mod graph_format;
mod groups;
mod hand_over;
mod held;
mod ingest;
mod input;
mod limits;
mod load;
mod options;
mod path;
mod plan;
mod push;
mod queries;
mod query;
mod rank;
mod rdf_format;
pub mod report;
mod rules;
#[cfg(unix)]
mod shell;
mod show;
mod source;
mod spool;
mod stats;
mod text;
mod timeline;
mod told;
mod turned;
mod update;
mod watch;
mod who;

pub use context::Context;
pub use error::CliError;
pub use options::{ColorWhen, Global};

use clap::{CommandFactory, Parser, Subcommand};
use std::panic;
use std::process::ExitCode;

/// Who works for which platform: turns posts about digital labour into facts that say why.
#[derive(Parser)]
#[command(
    name = "tacheron",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs",
    after_help = "Start with `tacheron demo`. `tacheron VERB --help` explains a verb and gives an example."
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub verb: Verb,
}

/// One verb each, in the order in which a newcomer meets them. What a verb does is said once, at
/// its `Args`.
#[derive(Subcommand)]
pub enum Verb {
    Demo(demo::Args),
    Ingest(ingest::Args),
    Who(who::Args),
    Show(show::Args),
    Explain(explain::Args),
    Query(query::Args),
    Queries(queries::Args),
    Update(update::Args),
    #[cfg(unix)]
    Shell(shell::Args),
    Path(path::Args),
    Around(around::Args),
    Common(common::Args),
    Timeline(timeline::Args),
    Rank(rank::Args),
    Groups(groups::Args),
    Bridges(bridges::Args),
    Export(export::Args),
    Dump(dump::Args),
    Load(load::Args),
    Push(push::Args),
    Extract(extract::Args),
    Stats(stats::Args),
    Forget(forget::Args),
    #[command(subcommand)]
    Rules(rules::Action),
    Eval(eval::Args),
    Completions(completions::Args),
}

fn run(cli: Cli) -> Result<Exit, CliError> {
    #[cfg(unix)]
    if let Verb::Shell(args) = cli.verb {
        return shell::run(args, cli.global);
    }
    run_verb(cli.verb, &Context::new(cli.global)?)
}

fn run_verb(verb: Verb, context: &Context) -> Result<Exit, CliError> {
    match verb {
        #[cfg(unix)]
        Verb::Shell(_) => Err(CliError::new("there is a shell already")),
        Verb::Demo(args) => demo::run(args, context),
        Verb::Ingest(args) => ingest::run(args, context),
        Verb::Who(args) => who::run(args, context),
        Verb::Show(args) => show::run(args, context),
        Verb::Explain(args) => explain::run(args, context),
        Verb::Query(args) => query::run(args, context),
        Verb::Queries(args) => queries::run(args, context),
        Verb::Update(args) => update::run(args, context),
        Verb::Path(args) => path::run(args, context),
        Verb::Around(args) => around::run(args, context),
        Verb::Common(args) => common::run(args, context),
        Verb::Timeline(args) => timeline::run(args, context),
        Verb::Rank(args) => rank::run(args, context),
        Verb::Groups(args) => groups::run(args, context),
        Verb::Bridges(args) => bridges::run(args, context),
        Verb::Export(args) => export::run(args, context),
        Verb::Dump(args) => dump::run(args, context),
        Verb::Load(args) => load::run(args, context),
        Verb::Push(args) => push::run(args, context),
        Verb::Extract(args) => extract::run(args, context),
        Verb::Stats(args) => stats::run(args, context),
        Verb::Forget(args) => forget::run(args, context),
        Verb::Rules(action) => rules::run(action, context),
        Verb::Eval(args) => eval::run(args, context),
        Verb::Completions(args) => completions::run(args, context),
    }
}

/// How a verb ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// All was done: exit code 0.
    Done,
    /// Done, but some of the input was bad, as standard error says: exit code 1.
    SomeBad,
    /// None of the input could be used, as standard error says: exit code 2.
    NoneDone,
}

/// The code for what could not run at all, as clap has it for wrong arguments.
const COULD_NOT_RUN: u8 = 2;

/// The whole command as clap sees it, for completions, documentation and tests.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Parses the arguments, runs the verb and reports how it ended.
pub fn main() -> ExitCode {
    // Such a panic is a fault of ours; the backtrace means nothing to a reader of posts.
    panic::set_hook(Box::new(|info| {
        eprintln!("tacheron: a fault of the program itself, please report it: {info}");
    }));
    let outcome = panic::catch_unwind(|| {
        let cli = Cli::parse();
        let color = cli.global.color;
        code(run(cli), color)
    });
    ExitCode::from(outcome.unwrap_or(COULD_NOT_RUN))
}

/// The exit code of a verb; an error is told on standard error.
fn code(done: Result<Exit, CliError>, color: ColorWhen) -> u8 {
    match done {
        Ok(Exit::Done) => 0,
        Ok(Exit::SomeBad) => 1,
        Ok(Exit::NoneDone) => COULD_NOT_RUN,
        // Whoever reads our output (`| head`) has had enough: nothing to complain of.
        Err(error) if error.is_broken_pipe() => 0,
        Err(error) => {
            error.report(color);
            COULD_NOT_RUN
        }
    }
}
