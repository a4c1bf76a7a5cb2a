//! What keeps a verb from running, as a person reads it: one clear line, the place, what to do.

use super::ColorWhen;
use crate::query::QueryError;
use crate::query::catalog::CatalogError;
use crate::query::gone::PostError;
use crate::query::names::NameError;
use crate::query::param::ParamError;
use crate::query::predicate::UnknownProperty;
use crate::remote::RemoteError;
use crate::store::StoreError;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity, SourceCode,
};
use std::error::Error;
use std::fmt;
use std::io;
use std::ops::Range;

/// Columns of a message that goes to no terminal: one line stays one line, for `grep` and logs.
const NO_WRAP: usize = 10_000;

/// An error with, where they are known, its place in a text and what to do about it.
#[derive(Debug)]
pub struct CliError(Box<Parts>);

#[derive(Debug)]
struct Parts {
    message: String,
    help: Option<String>,
    place: Option<(NamedSource<String>, LabeledSpan)>,
    severity: Severity,
    broken_pipe: bool,
}

impl CliError {
    /// `message` is one line that says what is wrong, where, and what was expected.
    pub fn new(message: impl fmt::Display) -> Self {
        Self(Box::new(Parts {
            message: message.to_string(),
            help: None,
            place: None,
            severity: Severity::Error,
            broken_pipe: false,
        }))
    }

    /// A word to whoever asks what can be done as it stands: written in the same way, and no error.
    pub fn warning(message: impl fmt::Display) -> Self {
        let mut it = Self::new(message);
        it.0.severity = Severity::Warning;
        it
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Adds the text in which the fault lies: `name` is the file's, `span` counts bytes of `text`
    /// from 0, half-open; `label` stands under the mark.
    pub fn at(
        mut self,
        name: impl AsRef<str>,
        text: impl Into<String>,
        span: Range<usize>,
        label: impl Into<String>,
    ) -> Self {
        let span = LabeledSpan::new_with_span(Some(label.into()), span);
        self.0.place = Some((NamedSource::new(name, text.into()), span));
        self
    }

    /// Whether the reader of standard output has closed it.
    pub fn is_broken_pipe(&self) -> bool {
        self.0.broken_pipe
    }

    /// Writes it to standard error.
    pub fn report(&self, color: ColorWhen) {
        let stderr = io::stderr();
        let terminal = io::IsTerminal::is_terminal(&stderr);
        let theme = if color.on(&stderr) {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let width = match comfy_table::Table::new().use_stderr().width() {
            Some(width) if terminal => usize::from(width),
            _ => NO_WRAP,
        };
        let mut text = String::new();
        let drawn = GraphicalReportHandler::new_themed(theme)
            .with_width(width)
            .render_report(&mut text, self);
        if drawn.is_err() {
            text = format!("{self}\n");
        }
        eprint!("{}", text.trim_start_matches('\n'));
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for CliError {}

impl miette::Diagnostic for CliError {
    fn severity(&self) -> Option<Severity> {
        Some(self.0.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.0.help.as_ref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        let (source, _) = self.0.place.as_ref()?;
        Some(source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, label) = self.0.place.as_ref()?;
        Some(Box::new(std::iter::once(label.clone())))
    }
}

/// For standard output; whoever reads and writes files says which file failed, with [`CliError::new`].
impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        let mut it = CliError::new(format!("cannot write to standard output: {error}"));
        it.0.broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        it
    }
}

impl From<QueryError> for CliError {
    fn from(error: QueryError) -> Self {
        let it = CliError::new(&error);
        match error {
            QueryError::Syntax(syntax) => {
                let it = it.at(syntax.origin, syntax.text, syntax.span, "here");
                match syntax.help {
                    Some(help) => it.help(help),
                    None => it,
                }
            }
            QueryError::Refused(refused) => it.help(refused.help()),
            QueryError::Name(name) => it.help(name.help()),
            QueryError::More { .. } => it.help(
                "ask for less (LIMIT), or for more with --max-rows; nothing of it is printed",
            ),
            QueryError::Evaluation(error) => match remote(&error).and_then(RemoteError::help) {
                Some(help) => it.help(help),
                None => it,
            },
            QueryError::Storage(_) => it,
        }
    }
}

/// What another engine said, where that is why a query cannot be evaluated.
fn remote<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e RemoteError> {
    let mut error = Some(error);
    while let Some(it) = error {
        if let Some(found) = it.downcast_ref() {
            return Some(found);
        }
        error = it.source();
    }
    None
}

impl From<NameError> for CliError {
    fn from(error: NameError) -> Self {
        CliError::from(QueryError::Name(error))
    }
}

impl From<ParamError> for CliError {
    fn from(error: ParamError) -> Self {
        CliError::new(&error).help(error.help())
    }
}

impl From<CatalogError> for CliError {
    fn from(error: CatalogError) -> Self {
        let it = CliError::new(&error);
        match error.help() {
            Some(help) => it.help(help),
            None => it,
        }
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        let it = CliError::new(&error);
        match error.help() {
            Some(help) => it.help(help),
            None => it,
        }
    }
}

impl From<UnknownProperty> for CliError {
    fn from(error: UnknownProperty) -> Self {
        let near = error.near.join(", ");
        CliError::new(&error).help(format!("did you mean one of these? {near}"))
    }
}

impl From<PostError> for CliError {
    fn from(error: PostError) -> Self {
        let it = CliError::new(&error);
        match error.help() {
            Some(help) => it.help(help),
            None => it,
        }
    }
}
