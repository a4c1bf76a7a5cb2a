//! `tacheron ingest`: posts into the store.

use super::input::{self, ExtractorArgs, InputArgs};
use super::{CliError, Context, Exit};
use crate::analysis::{self, Proposer};
use crate::model::Post;
use crate::pipeline::{self, Options, Progress, Summary};
use crate::write::Page;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long work may be lost to a kill, about.
const SAVE_EVERY: Duration = Duration::from_secs(3);

/// Read posts into the store
///
/// Reads text, Markdown, HTML, feeds (RSS, Atom, JSON Feed), JSON lines, and pages copied as text with many
/// posts in them. A post that the store holds already, read by the same rules, is passed over; one that
/// changed is replaced; one whose file no longer has it is taken out. Stop it at any moment: the store holds
/// whole posts, and the next ingest goes on. Bad input is listed on standard error, and the exit code is 1.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron ingest data/posts
  tacheron ingest 'data/posts/*.html' data/posts/feed.xml")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    extractor: ExtractorArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let start = Instant::now();
    let found = args.input.files()?;
    let knowledge = context.knowledge()?;
    let reader = args.input.reader()?;
    let known = pipeline::known(&knowledge);
    let outside = args.extractor.start()?;
    let proposer = outside.as_ref().map(|it| it as &dyn Proposer);
    // what was read with other help was read by other rules
    let rules_version = match &outside {
        Some(outside) => format!("{}+{}", knowledge.version, outside.name()),
        None => knowledge.version.clone(),
    };
    let mut store = context.open_to_write()?;
    let options = Options {
        rules_version: &rules_version,
        known: &known,
        save_every: SAVE_EVERY,
    };
    let bar = Bar::new();
    let mut summary = pipeline::ingest(
        &mut store,
        &found.files,
        &reader,
        &|post| analysis::extract_with(post, &knowledge, proposer),
        &options,
        &bar,
    )?;
    bar.0.finish_and_clear();
    input::told(outside.as_ref());
    summary.bad.splice(0..0, found.problems);
    context.print(page(&summary, context))?;
    if io::stderr().is_terminal() {
        eprintln!("in {:.1} s", start.elapsed().as_secs_f64());
    }
    Ok(input::report(&summary.bad))
}

fn page(summary: &Summary, context: &Context) -> String {
    let Summary {
        new,
        changed,
        same,
        gone,
        facts,
        bad,
    } = summary;
    let mut page = Page::new(context.width, context.colored);
    page.heading(&format!(
        "{new} new, {changed} changed, {same} same, {gone} gone, {} bad",
        bad.len()
    ));
    page.line(
        0,
        &format!("{facts} facts in the {} posts read", new + changed),
    );
    page.pale(0, &context.store.display().to_string());
    page.into_text()
}

/// A bar on standard error, where that is a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        Self(ProgressBar::new(0))
    }

    fn start(&self, what: &'static str, length: usize) {
        let template = "{msg:11} {wide_bar} {human_pos}/{human_len} {eta:>4}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
        self.0.reset();
        self.0.set_message(what);
        self.0.set_length(length as u64);
    }
}

impl Progress for Bar {
    fn reading(&self, files: usize) {
        self.start("reading", files);
    }

    fn read(&self, _file: &Path) {
        self.0.inc(1);
    }

    fn extracting(&self, posts: usize) {
        self.start("extracting", posts);
    }

    fn extracted(&self, _post: &Post) {
        self.0.inc(1);
    }

    fn saving(&self) {
        self.0.tick();
    }
}
