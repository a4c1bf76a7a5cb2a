//! `tacheron completions`: scripts for the shells' completion of commands.

use super::{CliError, Context, Exit, command};
use clap_complete::Shell;

/// Print a script that completes commands in your shell
///
/// Put it where your shell looks for completions, or evaluate it when the shell starts:
///
///   eval "$(tacheron completions bash)"
#[derive(clap::Args)]
#[command(after_long_help = "Example:\n  tacheron completions bash")]
pub struct Args {
    /// The shell to write for
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "tacheron", &mut script);
    context.print(&script)?;
    Ok(Exit::Done)
}
