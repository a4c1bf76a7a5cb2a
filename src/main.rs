//! The `tacheron` command: see `tacheron --help`. All of it is in the library's `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    tacheron::cli::main()
}
