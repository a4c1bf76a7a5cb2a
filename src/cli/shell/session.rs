//! What a shell remembers between statements, and how it runs one.

use super::commands::{self, Command, Does, Setting};
use super::statement::Statement;
use super::worker::{Ended, Worker};
use crate::cli::answer::Format;
use crate::cli::limits;
use crate::cli::{CliError, Context};
use crate::query::update::is_update;
use clap::ValueEnum;
use std::cell::RefCell;
use std::path::Path;
use std::process::Stdio;
use std::rc::Rc;
use std::time::Instant;

/// How a statement went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Done,
    /// Standard error says why.
    Failed,
    /// The shell is to end.
    Quit,
}

/// A shell between its statements.
pub struct Session<'c> {
    context: &'c Context,
    worker: Rc<RefCell<Worker>>,
    /// Hosts that a query or an update may reach.
    hosts: Vec<String>,
    format: Option<Format>,
    /// As it was typed; `None` is what `tacheron query` takes.
    timeout: Option<String>,
    explain: bool,
    timer: bool,
}

impl<'c> Session<'c> {
    pub fn new(context: &'c Context, worker: Rc<RefCell<Worker>>, hosts: Vec<String>) -> Self {
        Self {
            context,
            worker,
            hosts,
            format: None,
            timeout: None,
            explain: false,
            timer: false,
        }
    }

    /// # Errors
    /// Where the statement is none, or no process runs it; what is wrong with a query is told already.
    pub fn run(&mut self, statement: &Statement<'_>) -> Result<Outcome, CliError> {
        let start = Instant::now();
        let outcome = match statement.is_command() {
            true => self.command(statement.text)?,
            false => self.sparql(statement.text)?,
        };
        if self.timer && outcome != Outcome::Quit {
            eprintln!("in {:.3} s", start.elapsed().as_secs_f64());
        }
        Ok(outcome)
    }

    fn sparql(&mut self, text: &str) -> Result<Outcome, CliError> {
        let verb = match is_update(text) {
            true => "update",
            false => "query",
        };
        let mut arguments = vec![verb.to_owned(), format!("--text={text}")];
        if let Some(format) = self.format.and_then(|format| format.to_possible_value())
            && verb == "query"
        {
            arguments.push(format!("--format={}", format.get_name()));
        }
        self.options(verb, &mut arguments);
        let ended = self.worker.borrow_mut().run(arguments)?;
        Ok(outcome(ended))
    }

    /// What is set for queries, those that have names too, and for updates.
    fn options(&self, verb: &str, arguments: &mut Vec<String>) {
        if !matches!(verb, "query" | "update") {
            return;
        }
        if let Some(timeout) = &self.timeout {
            arguments.push(format!("--timeout={timeout}"));
        }
        let hosts = self.hosts.iter();
        arguments.extend(hosts.map(|host| format!("--allow-host={host}")));
        if self.explain && verb == "query" {
            arguments.push("--explain".to_owned());
        }
    }

    fn command(&mut self, line: &str) -> Result<Outcome, CliError> {
        let Some(mut words) = shlex::split(line.trim_end_matches(';')) else {
            return Err(CliError::new("a quotation mark is open")
                .help("names with spaces stand in \"…\", and a mark alone behind a \\"));
        };
        let name = words.remove(0);
        let command = commands::find(&name)?;
        match command.does {
            Does::Help => self.help(&words)?,
            Does::Quit => return Ok(Outcome::Quit),
            Does::Set(setting) => self.set(command, setting, &words)?,
            Does::Verb(verb) => return self.verb(verb, words),
        }
        Ok(Outcome::Done)
    }

    fn help(&self, words: &[String]) -> Result<(), CliError> {
        let Some(name) = words.first() else {
            return self.context.print(commands::help());
        };
        let command = commands::find(name)?;
        if let Does::Verb(verb) = command.does {
            let arguments = vec![verb.to_owned(), "--help".to_owned()];
            self.worker.borrow_mut().run(arguments)?;
            return Ok(());
        }
        let (takes, about) = (command.takes(), command.about());
        self.context
            .print(format!(".{} {takes}\n{about}\n", command.name))
    }

    fn set(
        &mut self,
        command: Command,
        setting: Setting,
        words: &[String],
    ) -> Result<(), CliError> {
        let typed = match words {
            [] => None,
            [one] => Some(one.as_str()),
            [_, second, ..] => {
                let message = format!(".{} takes one word: `{second}` is too much", command.name);
                return Err(CliError::new(message));
            }
        };
        let on_or_off = |now: bool| match typed {
            None => Ok(!now),
            Some("on") => Ok(true),
            Some("off") => Ok(false),
            Some(other) => Err(CliError::new(format!("`{other}` is neither on nor off"))),
        };
        let now = match setting {
            Setting::Format => {
                self.format = typed.map(format).transpose()?;
                typed.unwrap_or("as suits where answers go").to_owned()
            }
            Setting::Timeout => {
                if let Some(typed) = typed {
                    limits::duration(typed).map_err(CliError::new)?;
                }
                self.timeout = typed.map(str::to_owned);
                typed.unwrap_or("that of `tacheron query`").to_owned()
            }
            Setting::Explain => {
                self.explain = on_or_off(self.explain)?;
                switch(self.explain).to_owned()
            }
            Setting::Timer => {
                self.timer = on_or_off(self.timer)?;
                switch(self.timer).to_owned()
            }
        };
        // A script says what it sets itself; a person sees what is set.
        if self.context.terminal {
            self.context.print(format!("{}: {now}\n", command.name))?;
        }
        Ok(())
    }

    /// Runs a verb of the program, with its output in a file where `> FILE` ends the line.
    fn verb(&mut self, verb: &str, mut words: Vec<String>) -> Result<Outcome, CliError> {
        let file = match words.iter().position(|word| word == ">") {
            Some(at) if at + 2 == words.len() => {
                let file = words.pop();
                words.pop();
                file
            }
            Some(_) => {
                return Err(CliError::new(
                    "one file stands behind >, at the end of the line",
                ));
            }
            None => None,
        };
        if words.iter().any(|word| word == "-") {
            return Err(CliError::new(
                "`-` is standard input, from which the shell reads",
            ));
        }
        let mut arguments = vec![verb.to_owned()];
        arguments.extend(words);
        self.options(verb, &mut arguments);
        let Some(file) = file else {
            let ended = self.worker.borrow_mut().run(arguments)?;
            return Ok(outcome(ended));
        };
        let path = Path::new(&file);
        let failed = |error: &dyn std::fmt::Display| CliError::new(format!("{file}: {error}"));
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // What fails leaves the file as it was.
        let part = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(&error))?;
        let out = part.reopen().map_err(|error| failed(&error))?;
        let ended = self
            .worker
            .borrow_mut()
            .run_into(arguments, Stdio::from(out))?;
        let outcome = outcome(ended);
        if outcome == Outcome::Done {
            part.persist(path).map_err(|error| failed(&error.error))?;
        }
        Ok(outcome)
    }
}

fn outcome(ended: Ended) -> Outcome {
    match ended {
        Ended::With(0) => Outcome::Done,
        Ended::With(_) => Outcome::Failed,
        Ended::Stopped => {
            eprintln!("tacheron: stopped");
            Outcome::Failed
        }
    }
}

fn switch(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}

fn format(typed: &str) -> Result<Format, CliError> {
    Format::from_str(typed, true).map_err(|_| {
        let known: Vec<String> = formats().collect();
        CliError::new(format!("there is no format `{typed}`"))
            .help(format!("expected one of {}", known.join(", ")))
    })
}

/// The names of all formats.
pub fn formats() -> impl Iterator<Item = String> {
    Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
}
