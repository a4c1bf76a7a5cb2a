//! `tacheron eval`: how well extraction does against texts that a person has annotated.

use super::input::{self, ExtractorArgs, InputArgs};
use super::{CliError, Context, Exit};
use crate::analysis::{self, Proposer};
use crate::eval::{self, By, Document, Gold, Tally, same_name};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::read::Form;
use clap::ValueEnum;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Measure extraction against texts that a person has annotated
///
/// GOLD holds one JSON file for each text: {file, lang, entities: [{id, types, names}], facts: [{s, p, o or
/// value, quote, claimedBy}], optional: […]}. Printed are precision, recall and F1 of entities and facts, as
/// counted over all files. Each text is looked for beside its gold file and in the folder posts beside GOLD,
/// unless POSTS are named.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron eval data/expected
  tacheron eval data/expected data/posts --by kind --errors 20
  tacheron eval data/expected --calibration")]
pub struct Args {
    /// The folder with the gold files
    gold: PathBuf,

    /// The texts: files, folders or patterns
    posts: Vec<String>,

    /// Read every file as one of text, dump, markdown, html, feed, jsonl [default: as what it looks like]
    #[arg(long = "as", value_name = "FORMAT")]
    form: Option<Form>,

    /// Figures for each group too
    #[arg(long, value_enum)]
    by: Option<Group>,

    /// Show so many of the errors
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    #[command(flatten)]
    extractor: ExtractorArgs,

    /// Withhold the names of the gold from the lexicon (but countries, places and kinds of labour), to see
    /// how far form and context carry
    #[arg(long)]
    blind: bool,

    /// What rules say of themselves beside what is true, and the rules that do badly
    #[arg(long)]
    calibration: bool,

    /// Write how often each rule was right, as the file calibration.toml of an ontology folder
    #[arg(long, value_name = "FILE", requires = "calibration")]
    write_calibration: Option<PathBuf>,

    /// Exit code 1 where the F1 of entities is less
    #[arg(long, value_name = "F1", default_value_t = 0.0)]
    min_entity_f1: f64,

    /// Exit code 1 where the F1 of facts is less
    #[arg(long, value_name = "F1", default_value_t = 0.0)]
    min_fact_f1: f64,
}

/// What figures can be grouped by.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Entities by type, facts by predicate
    #[value(aliases = ["type", "predicate"])]
    Kind,
    /// The text
    File,
    /// The language of the text
    Lang,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let gold = eval::load(&args.gold).map_err(CliError::new)?;
    let texts = InputArgs {
        posts: match args.posts.is_empty() {
            true => texts(&args.gold, &gold),
            false => args.posts,
        },
        form: args.form,
    };
    let found = texts.files()?;
    let reader = texts.reader()?;
    let mut knowledge = context.knowledge()?;
    if args.blind {
        let names: BTreeSet<&str> = gold.iter().flat_map(Gold::names).collect();
        let withheld = named(&knowledge, &names);
        knowledge = context.knowledge_without(&|id| withheld.contains(id))?;
    }

    let outside = args.extractor.start()?;
    let proposer = outside.as_ref().map(|it| it as &dyn Proposer);
    let files: BTreeSet<&str> = gold.iter().map(|gold| gold.file.as_str()).collect();
    let mut problems = found.problems;
    let read: Vec<_> = (found.files.par_iter())
        .filter(|path| files.contains(file_name(path)))
        .map(|path| {
            let reading = reader.read_path(path);
            let mut document = Document::default();
            let mut problems = reading.problems;
            for post in &reading.posts {
                match analysis::extract_with(post, &knowledge, proposer) {
                    Ok(found) => document.add(post, &found),
                    Err(message) => problems.push(input::problem(post, message)),
                }
            }
            (file_name(path).to_owned(), document, problems)
        })
        .collect();
    let mut documents = BTreeMap::new();
    for (name, document, bad) in read {
        documents.insert(name, document);
        problems.extend(bad);
    }

    let by = args.by.map(|by| match by {
        Group::Kind => By::Kind,
        Group::File => By::File,
        Group::Lang => By::Lang,
    });
    let scores = eval::score(&gold, &documents, by);
    let mut text = scores.to_string();
    for error in scores.errors.iter().take(args.errors) {
        text.push_str(&error.join("  "));
        text.push('\n');
    }
    if args.calibration {
        let calibration = scores.calibration();
        text.push_str(&calibration.to_string());
        if let Some(file) = &args.write_calibration {
            std::fs::write(file, calibration.toml()).map_err(|e| {
                CliError::new(format!("{}: cannot be written: {e}", file.display()))
            })?;
        }
    }
    context.print(text)?;
    input::told(outside.as_ref());
    let exit = input::report(&problems);
    let f1 = |table: &BTreeMap<String, Tally>| table.get("").map_or(0.0, |all| all.f1());
    let (entities, facts) = (f1(&scores.entities), f1(&scores.facts));
    if entities < args.min_entity_f1 || facts < args.min_fact_f1 {
        eprintln!(
            "tacheron: F1 of {entities:.3} and {facts:.3} is less than {} and {}",
            args.min_entity_f1, args.min_fact_f1
        );
        return Ok(Exit::SomeBad);
    }
    Ok(exit)
}

/// Where the texts of the gold files are: beside them, or in the folder `posts` beside theirs.
fn texts(folder: &Path, gold: &[Gold]) -> Vec<String> {
    let beside = folder.join("..").join("posts");
    gold.iter()
        .map(|gold| {
            let here = folder.join(&gold.file);
            let there = beside.join(&gold.file);
            let path = if here.is_file() { here } else { there };
            path.display().to_string()
        })
        .collect()
}

fn file_name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}

/// The entries of the lexicon, by id, that have one of these names.
fn named(knowledge: &Knowledge, names: &BTreeSet<&str>) -> BTreeSet<String> {
    let stay = Kinds::COUNTRY.or(Kinds::PLACE).or(Kinds::SECTOR);
    knowledge
        .lexicon
        .entries
        .iter()
        .filter(|entry| !entry.best.has(stay))
        .filter(|entry| {
            let alt = entry.alt.iter().map(|(name, _)| name);
            let former = entry.former.iter().map(|former| &former.name);
            std::iter::once(&entry.name)
                .chain(alt)
                .chain(former)
                .any(|name| names.contains(same_name(name).as_str()))
        })
        .map(|entry| entry.id.clone())
        .collect()
}
