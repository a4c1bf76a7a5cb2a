//! The line that a person types: its colours, its end, its completion, and what was typed before.

use super::complete::{self, Candidate, Source};
use super::protocol::{Name, Reply, Request};
use super::statement;
use super::worker::Worker;
use crate::cli::{CliError, Context};
use crate::query::lexer::{Kind, pieces};
use crate::query::words::{FUNCTIONS, KEYWORDS, UPDATE};
use anstyle::{AnsiColor, Style};
use etcetera::BaseStrategy;
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Helper};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

const PROMPT: &str = "tacheron> ";
/// Statements that are remembered.
const REMEMBERED: usize = 2_000;

/// What a person typed.
pub enum Typed {
    /// One statement or several.
    Text(String),
    /// Ctrl-C, or an empty line.
    Nothing,
    /// Ctrl-D.
    End,
}

/// Reads statements from a terminal.
pub struct Editor {
    inner: rustyline::Editor<Line, FileHistory>,
    /// `None` where there is no place to keep it.
    history: Option<PathBuf>,
}

impl Editor {
    /// # Errors
    /// Where the terminal cannot be used.
    pub fn new(worker: Rc<RefCell<Worker>>, context: &Context) -> Result<Self, CliError> {
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .max_history_size(REMEMBERED)
            .map_err(unusable)?
            .build();
        let mut inner = rustyline::Editor::with_config(config).map_err(unusable)?;
        inner.set_helper(Some(Line {
            worker,
            colored: context.colored,
        }));
        let history = history();
        if let Some(file) = &history {
            // The first time there is none.
            let _ = inner.load_history(file);
        }
        Ok(Self { inner, history })
    }

    /// # Errors
    /// Where the terminal is gone.
    pub fn read(&mut self) -> Result<Typed, CliError> {
        match self.inner.readline(PROMPT) {
            Ok(text) if text.trim().is_empty() => Ok(Typed::Nothing),
            Ok(text) => {
                self.remember(text.trim());
                // The empty line by which a query was ended is not in it.
                Ok(Typed::Text(text + "\n"))
            }
            Err(ReadlineError::Interrupted) => Ok(Typed::Nothing),
            Err(ReadlineError::Eof) => Ok(Typed::End),
            Err(error) => Err(unusable(error)),
        }
    }

    /// At once, for a shell can be ended in many ways.
    fn remember(&mut self, text: &str) {
        let added = self.inner.add_history_entry(text).unwrap_or(false);
        if let Some(file) = self.history.as_ref().filter(|_| added) {
            // A history that cannot be written is no reason to stop asking.
            let _ = self.inner.append_history(file);
        }
    }
}

fn unusable(error: ReadlineError) -> CliError {
    CliError::new(format!("the terminal cannot be used: {error}"))
        .help("a script can be given on standard input: tacheron shell < FILE")
}

/// The file of what was typed; its folder is made.
fn history() -> Option<PathBuf> {
    let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
    let folder = strategy.data_dir().join("tacheron");
    fs::create_dir_all(&folder).ok()?;
    Some(folder.join("history"))
}

/// What the editor asks about a line.
struct Line {
    worker: Rc<RefCell<Worker>>,
    colored: bool,
}

impl Helper for Line {}

impl Hinter for Line {
    type Hint = String;
}

impl Validator for Line {
    fn validate(&self, line: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        // Enter ends the line.
        let text = format!("{}\n", line.input());
        let (_, rest) = statement::whole(&text);
        Ok(match statement::last(&text, rest) {
            None => ValidationResult::Valid(None),
            Some(_) => ValidationResult::Incomplete,
        })
    }
}

impl Highlighter for Line {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if !self.colored || line.starts_with('.') {
            return Cow::Borrowed(line);
        }
        let mut colored = String::with_capacity(2 * line.len());
        let mut behind = 0;
        for piece in pieces(line) {
            colored.push_str(&line[behind..piece.span.start]);
            let text = piece.text;
            let style = style(text, piece.kind);
            // A style that is none writes nothing.
            let _ = write!(colored, "{style}{text}{style:#}");
            behind = piece.span.end;
        }
        colored.push_str(&line[behind..]);
        Cow::Owned(colored)
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        if !self.colored {
            return Cow::Borrowed(prompt);
        }
        let style = Style::new().bold();
        Cow::Owned(format!("{style}{prompt}{style:#}"))
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.colored
    }
}

fn style(text: &str, kind: Kind) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match kind {
        Kind::Word if is_known(text, KEYWORDS) || is_known(text, UPDATE) => {
            color(AnsiColor::Blue).bold()
        }
        Kind::Word if is_known(text, FUNCTIONS) => color(AnsiColor::Blue),
        Kind::Variable => color(AnsiColor::Cyan),
        Kind::Name | Kind::Blank | Kind::Iri => color(AnsiColor::Yellow),
        Kind::String | Kind::Language | Kind::Number => color(AnsiColor::Green),
        Kind::Open | Kind::NoIri => color(AnsiColor::Red),
        Kind::Comment => Style::new().dimmed(),
        Kind::Word | Kind::Sign | Kind::Other => Style::new(),
    }
}

fn is_known(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

impl Completer for Line {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let mut store = Store(&self.worker);
        let (start, candidates) = complete::complete(line, pos, &mut store);
        let pairs = candidates
            .into_iter()
            .map(|Candidate { shown, written }| Pair {
                display: shown,
                replacement: written,
            });
        Ok((start, pairs.collect()))
    }
}

/// The names and terms of the store, by way of the process that has it open.
struct Store<'w>(&'w RefCell<Worker>);

impl Source for Store<'_> {
    fn names(&mut self, start: &str) -> Vec<Name> {
        let request = Request::Names {
            start: start.to_owned(),
        };
        match self.0.borrow_mut().ask(&request) {
            Ok(Ok(Reply::Names(names))) => names,
            // A store that gives no names completes nothing; the next statement says why.
            _ => vec![],
        }
    }

    fn terms(&mut self, start: &str) -> Vec<String> {
        let request = Request::Terms {
            start: start.to_owned(),
        };
        match self.0.borrow_mut().ask(&request) {
            Ok(Ok(Reply::Terms(terms))) => terms,
            _ => vec![],
        }
    }
}
