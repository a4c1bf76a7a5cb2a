//! `tacheron extract`: a filter from posts to what they name and state, without a store.

use super::input::{self, ExtractorArgs, InputArgs};
use super::{CliError, Context, Exit};
use crate::analysis::{self, Proposer};
use crate::ontology::Knowledge;
use crate::outside::Outside;
use crate::read::{Problem, Reader};
use crate::write::{Page, findings, jsonl};
use clap::ValueEnum;
use rayon::prelude::*;
use std::io;
use std::path::Path;

/// How many files are read and extracted before what they gave is written.
const BATCH: usize = 64;

/// Show what posts name and state, without a store
///
/// JSON lines: a record of kind `post` for each post, then one of kind `entity` for each thing that it
/// names and one of kind `fact` for each statement. Positions count characters from 0, end exclusive, in
/// the text of the file; of a file with mark-up, in the text read out of it. The same input gives the
/// same bytes. Bad input is listed on standard error, and the exit code is 1.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron extract data/posts --format jsonl
  tacheron extract data/posts/fr-01-entretien.txt")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    extractor: ExtractorArgs,

    /// How to write what was found
    #[arg(long, value_enum, default_value = "table")]
    format: Format,

    /// Also what posts deny, doubt, suppose or ask
    #[arg(long)]
    all: bool,
}

/// How what was found is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people
    Table,
    /// For programs: one record a line
    Jsonl,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let knowledge = context.knowledge()?;
    let reader = args.input.reader()?;
    let mut found = args.input.files()?;
    let outside = args.extractor.start()?;
    for files in found.files.chunks(BATCH) {
        let read: Vec<Part> = files
            .par_iter()
            .map(|file| part(file, &reader, &knowledge, outside.as_ref(), &args, context))
            .collect::<Result<_, _>>()?;
        for (bytes, problems) in read {
            context.print(bytes)?;
            found.problems.extend(problems);
        }
    }
    input::told(outside.as_ref());
    Ok(input::report(&found.problems))
}

/// What is to be written of a file, and what could not be read in it.
type Part = (Vec<u8>, Vec<Problem>);

fn part(
    file: &Path,
    reader: &Reader,
    knowledge: &Knowledge,
    outside: Option<&Outside>,
    args: &Args,
    context: &Context,
) -> io::Result<Part> {
    let reading = reader.read_path(file);
    let mut problems = reading.problems;
    let found: Vec<_> = (reading.posts.par_iter())
        .map(|post| analysis::extract_with(post, knowledge, outside.map(|it| it as &dyn Proposer)))
        .collect();
    let mut posts: Vec<Vec<u8>> = Vec::new();
    for (post, found) in reading.posts.iter().zip(found) {
        let found = match found {
            Ok(found) => found,
            Err(message) => {
                problems.push(input::problem(post, message));
                continue;
            }
        };
        let mut bytes = Vec::new();
        match args.format {
            Format::Jsonl => jsonl::write(post, &found, args.all, &mut bytes)?,
            Format::Table => {
                let mut page = Page::new(context.width, context.colored);
                let (schema, lang) = (&knowledge.schema, context.lang);
                findings::write(&mut page, post, &found, schema, lang, args.all);
                bytes = page.into_text().into_bytes();
            }
        }
        posts.push(bytes);
    }
    Ok((posts.concat(), problems))
}
