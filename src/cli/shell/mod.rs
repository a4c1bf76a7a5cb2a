//! `tacheron shell`: statement after statement, from a person or from a script.
//!
//! [`statement`] tells where one ends, [`commands`] is the list of those that start with a dot, and
//! [`session`] runs them: in a process of its own ([`worker`], whose other end is [`serve`]), so that one
//! that does not end can be ended. [`editor`] is the line that a person types, with its colours and its
//! completion ([`complete`]).

mod commands;
mod complete;
mod editor;
mod protocol;
mod serve;
mod session;
mod statement;
mod worker;

use self::editor::{Editor, Typed};
use self::session::{Outcome, Session};
use self::worker::Worker;
use super::{CliError, Context, Exit, Global};
use std::cell::RefCell;
use std::io::{self, BufRead, IsTerminal};
use std::rc::Rc;

/// Ask one question after another
///
/// A query or an update in SPARQL ends with `;` or with an empty line behind it; a line that starts with a dot
/// is a command (`.help` lists them). An update changes the curated graph, as `tacheron update` does. Tab completes words, prefixes, properties, classes and the names of the
/// store; Ctrl-C stops a question, and Ctrl-D leaves. What was typed is kept in tacheron/history in your
/// data directory.
///
/// From a file or a pipe it runs as a script: each statement that fails is told with its line, and the rest
/// is done. Exit code: 0 all done, 1 some failed, 2 none could be done.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron shell
  tacheron shell < questions.txt
  echo '.who uhrs' | tacheron shell")]
pub struct Args {
    /// Let SERVICE and LOAD reach this host, such as query.wikidata.org; repeat it for several [default: none]
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,

    /// Says that this process works for a shell, at the other end of its standard input
    #[arg(long, hide = true)]
    works_for_a_shell: bool,
}

pub fn run(args: Args, global: Global) -> Result<Exit, CliError> {
    if args.works_for_a_shell {
        return serve::serve(&global);
    }
    let options = global.arguments();
    let context = Context::new(global)?;
    let worker = Rc::new(RefCell::new(Worker::new(options)));
    let session = Session::new(&context, Rc::clone(&worker), args.allow_host);
    if io::stdin().is_terminal() {
        talk(session, worker, &context)
    } else {
        script(session, &context)
    }
}

/// With a person: what fails is told, and the next statement is awaited.
fn talk(
    mut session: Session<'_>,
    worker: Rc<RefCell<Worker>>,
    context: &Context,
) -> Result<Exit, CliError> {
    let running = worker.borrow().running();
    // Ctrl-C reaches the worker too, and ends it; where it reaches the shell alone, the shell ends it.
    ctrlc::set_handler(move || running.end())
        .map_err(|error| CliError::new(format!("Ctrl-C cannot be heard: {error}")))?;
    let mut editor = Editor::new(worker, context)?;
    context.print(format!(
        "tacheron {}, {}\n.help lists the commands; a query ends with ; or with an empty line\n",
        env!("CARGO_PKG_VERSION"),
        context.asked()?
    ))?;
    loop {
        let text = match editor.read()? {
            Typed::Text(text) => text,
            Typed::Nothing => continue,
            Typed::End => return Ok(Exit::Done),
        };
        let (statements, rest) = statement::whole(&text);
        for statement in statements
            .iter()
            .copied()
            .chain(statement::last(&text, rest))
        {
            match session.run(&statement) {
                Ok(Outcome::Quit) => return Ok(Exit::Done),
                Ok(Outcome::Done | Outcome::Failed) => {}
                Err(error) => error.report(context.color),
            }
        }
    }
}

/// From a script: statement by statement as they come, so that a program can write them.
fn script(mut session: Session<'_>, context: &Context) -> Result<Exit, CliError> {
    let mut input = io::stdin().lock();
    let mut text = String::new();
    // Of the first line in `text`, from 1.
    let mut first_line = 1;
    let (mut done, mut failed) = (0, 0);
    loop {
        let read = input
            .read_line(&mut text)
            .map_err(|error| CliError::new(format!("standard input: {error}")))?;
        let (mut statements, rest) = statement::whole(&text);
        if read == 0 {
            statements.extend(statement::last(&text, rest));
        }
        for statement in statements {
            let line = first_line + text[..statement.start].matches('\n').count();
            let outcome = session.run(&statement).unwrap_or_else(|error| {
                error.report(context.color);
                Outcome::Failed
            });
            match outcome {
                Outcome::Done => done += 1,
                Outcome::Failed => {
                    failed += 1;
                    eprintln!("tacheron: the statement in line {line} of the script failed");
                }
                Outcome::Quit => return Ok(exit(done, failed)),
            }
        }
        if read == 0 {
            return Ok(exit(done, failed));
        }
        first_line += text[..rest].matches('\n').count();
        text.drain(..rest);
    }
}

fn exit(done: usize, failed: usize) -> Exit {
    match (done, failed) {
        (_, 0) => Exit::Done,
        (0, _) => Exit::NoneDone,
        _ => Exit::SomeBad,
    }
}
