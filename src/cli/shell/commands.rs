//! The commands that speak to the shell: one list, from which help, completion and errors come.

use crate::cli::{self, CliError};

/// A command as it is typed behind its dot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Command {
    pub name: &'static str,
    pub does: Does,
}

/// What a command does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Does {
    Help,
    Quit,
    /// Sets an option of the queries that follow.
    Set(Setting),
    /// Runs this verb of the program.
    Verb(&'static str),
}

/// What can be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    Format,
    Explain,
    Timer,
    Timeout,
}

/// All of them, in the order in which help shows them.
pub const COMMANDS: &[Command] = &[
    of("help", Does::Help),
    of("format", Does::Set(Setting::Format)),
    of("explain", Does::Set(Setting::Explain)),
    of("timer", Does::Set(Setting::Timer)),
    of("timeout", Does::Set(Setting::Timeout)),
    of("who", Does::Verb("who")),
    of("show", Does::Verb("show")),
    of("why", Does::Verb("explain")),
    of("path", Does::Verb("path")),
    of("around", Does::Verb("around")),
    of("common", Does::Verb("common")),
    of("timeline", Does::Verb("timeline")),
    of("rank", Does::Verb("rank")),
    of("stats", Does::Verb("stats")),
    of("queries", Does::Verb("queries")),
    of("query", Does::Verb("query")),
    of("update", Does::Verb("update")),
    of("export", Does::Verb("export")),
    of("quit", Does::Quit),
];

const fn of(name: &'static str, does: Does) -> Command {
    Command { name, does }
}

impl Command {
    /// What it takes, as help shows it; may be empty.
    pub fn takes(&self) -> &'static str {
        match self.does {
            Does::Help => "[COMMAND]",
            Does::Quit => "",
            Does::Set(Setting::Format) => "[FORMAT]",
            Does::Set(Setting::Explain | Setting::Timer) => "[on|off]",
            Does::Set(Setting::Timeout) => "[TIME]",
            Does::Verb("stats" | "queries") => "",
            Does::Verb(_) => "...",
        }
    }

    /// What it does, in a line.
    pub fn about(&self) -> String {
        match self.does {
            Does::Help => "Show the commands, or all about one".to_owned(),
            Does::Quit => "Leave the shell, as Ctrl-D does".to_owned(),
            Does::Set(Setting::Format) => {
                "How answers are written; without a FORMAT as suits where they go".to_owned()
            }
            Does::Set(Setting::Explain) => {
                "In place of answers, show how they are found".to_owned()
            }
            Does::Set(Setting::Timer) => "Say how long each statement took".to_owned(),
            Does::Set(Setting::Timeout) => {
                "Stop a query after so long (90, 500ms, 5m); 0: never".to_owned()
            }
            Does::Verb(verb) => cli::command()
                .find_subcommand(verb)
                .and_then(|verb| Some(verb.get_about()?.to_string()))
                .unwrap_or_default(),
        }
    }
}

/// The command of this name, with or without its dot.
///
/// # Errors
/// Where there is none, with those that start alike.
pub fn find(name: &str) -> Result<Command, CliError> {
    let name = name.strip_prefix('.').unwrap_or(name);
    if let Some(command) = COMMANDS.iter().find(|command| command.name == name) {
        return Ok(*command);
    }
    let known = COMMANDS.iter().map(|command| command.name);
    let near = crate::query::near::nearest(name, known, 1);
    let help = match near.first() {
        Some(near) => format!("did you mean .{near}? .help lists the commands"),
        None => ".help lists the commands".to_owned(),
    };
    Err(CliError::new(format!("there is no command .{name}")).help(help))
}

/// What `.help` shows.
pub fn help() -> String {
    let heads: Vec<String> = COMMANDS
        .iter()
        .map(|command| format!(".{} {}", command.name, command.takes()))
        .collect();
    let width = heads.iter().map(String::len).max().unwrap_or(0);
    let mut text = "A query or an update (INSERT, DELETE, LOAD: of the curated graph) ends with ; or with an empty \
        line behind it,\na command with its line. A command that is a verb of the program takes what that takes \
        (.who --help), and\n> FILE writes it to a file. Tab completes words, terms and names; Ctrl-C stops a question, \
        and Ctrl-D leaves.\n\n"
        .to_owned();
    for (head, command) in heads.iter().zip(COMMANDS) {
        text.push_str(&format!("{head:width$}  {}\n", command.about()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, Does, find, help};
    use crate::cli;

    #[test]
    fn every_command_says_what_it_does_and_every_verb_is_one() {
        let text = help();
        for command in COMMANDS {
            assert!(text.contains(&format!(".{} ", command.name)), "{text}");
            assert!(!command.about().is_empty(), ".{}", command.name);
            if let Does::Verb(verb) = command.does {
                assert!(cli::command().find_subcommand(verb).is_some(), "{verb}");
            }
            assert_eq!(find(&format!(".{}", command.name)).unwrap(), *command);
        }
        assert!(
            text.lines().all(|line| line.chars().count() <= 110),
            "{text}"
        );
    }

    #[test]
    fn a_command_that_is_none_is_named_with_the_nearest() {
        let error = find(".fromat").unwrap_err();
        assert!(error.to_string().contains(".fromat"), "{error}");
        let help = miette::Diagnostic::help(&error).unwrap().to_string();
        assert!(help.contains(".format"), "{help}");
    }
}
