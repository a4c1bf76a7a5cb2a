//! Posts named on the command line: where they are, how they are read, and what is wrong with them.

use super::{CliError, Exit};
use crate::model::Post;
use crate::outside::Outside;
use crate::read::{Form, Inputs, Problem, Reader, inputs};

/// The arguments of every verb that reads posts.
#[derive(clap::Args)]
pub struct InputArgs {
    /// Files, folders, patterns such as 'posts/*.html', or - for standard input
    #[arg(required = true, value_name = "POSTS")]
    pub posts: Vec<String>,

    /// Read every file as one of text, dump, markdown, html, feed, jsonl [default: as what it looks like]
    #[arg(long = "as", value_name = "FORMAT")]
    pub form: Option<Form>,
}

/// The argument of every verb that extracts.
#[derive(clap::Args)]
pub struct ExtractorArgs {
    /// A program that proposes names and facts too, such as 'python3 examples/spacy/extractor.py': it gets
    /// sentences as JSON lines, and what it answers is checked before it counts
    #[arg(long, value_name = "COMMAND")]
    extractor: Option<String>,
}

impl ExtractorArgs {
    /// Starts the program; `None` where none is asked for.
    ///
    /// # Errors
    /// A program that cannot be started, or does not say who it is.
    pub fn start(&self) -> Result<Option<Outside>, CliError> {
        let started = self.extractor.as_deref().map(Outside::start);
        started.transpose().map_err(CliError::new)
    }
}

/// Says on standard error what became of a program's proposals.
pub fn told(outside: Option<&Outside>) {
    if let Some(outside) = outside {
        eprintln!("tacheron: {}: {}", outside.name(), outside.verdicts());
    }
}

impl InputArgs {
    /// The files that the arguments mean; those that mean none are in its problems.
    ///
    /// # Errors
    /// Where there is no file at all to read.
    pub fn files(&self) -> Result<Inputs, CliError> {
        let found = inputs(&self.posts);
        if found.files.is_empty() {
            complain(&found.problems);
            return Err(CliError::new("there is no post to read"));
        }
        Ok(found)
    }

    /// A reader for them.
    ///
    /// # Errors
    /// Where the words of the readers are wrong.
    pub fn reader(&self) -> Result<Reader, CliError> {
        Ok(Reader::built_in()
            .map_err(CliError::new)?
            .with_form(self.form))
    }
}

/// What is wrong with a post that was read.
pub fn problem(post: &Post, message: String) -> Problem {
    Problem {
        file: post
            .sources
            .first()
            .map_or_else(String::new, |source| source.file.clone()),
        line: None,
        message,
    }
}

/// Says on standard error what could not be read, one line each, and what that makes of the exit code.
pub fn report(problems: &[Problem]) -> Exit {
    complain(problems);
    match problems.len() {
        0 => return Exit::Done,
        1 => eprintln!("tacheron: 1 input was bad; all else is done"),
        many => eprintln!("tacheron: {many} inputs were bad; all else is done"),
    }
    Exit::SomeBad
}

fn complain(problems: &[Problem]) {
    for problem in problems {
        eprintln!("tacheron: {problem}");
    }
}
