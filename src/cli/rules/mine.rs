//! `tacheron rules mine`: the words that often stand between two names that no fact links.

use super::super::input::{self, InputArgs};
use super::super::report::Format;
use super::super::{CliError, Context, Exit};
use crate::workshop::{Mine, Window};
use crate::write::{Page, Table};
use serde_json::json;

/// Find words that often stand between two names that no fact links: there a rule may be missing
///
/// Names next to each other in a sentence, with up to eight words between them. The most frequent first, by the
/// number of posts. For each, what the ontology lets the two be to each other (with ^ from right to left), and what
/// a rule could say.
///
/// JSON: a list of {lang, left, words, right, times, posts, predicates, say, passages}.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron rules mine data/posts --least 2
  tacheron rules mine my-corpus --format tsv")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Only what is met so often
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: usize,

    /// At most so many, 0 for all
    #[arg(long, value_name = "N", default_value_t = 40)]
    limit: usize,

    /// How to write it
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let knowledge = context.knowledge()?;
    let reader = args.input.reader()?;
    let mut found = args.input.files()?;
    let mut mine = Mine::default();
    for file in &found.files {
        let reading = reader.read_path(file);
        reading
            .posts
            .iter()
            .for_each(|post| mine.add(post, &knowledge));
        found.problems.extend(reading.problems);
    }
    let mut windows = mine.windows(args.least, &knowledge);
    if args.limit > 0 {
        windows.truncate(args.limit);
    }
    match args.format {
        Format::Table => context.print(page(&windows, &args, context))?,
        Format::Tsv => context.print(table(&windows).tsv())?,
        Format::Json => {
            let windows: Vec<_> = windows.iter().map(json).collect();
            context.print_json(&windows)?;
        }
    }
    Ok(input::report(&found.problems))
}

fn page(windows: &[Window], args: &Args, context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    if windows.is_empty() {
        let least = args.least;
        page.line(
            0,
            &format!("nothing stands between two names {least} times or more"),
        );
    }
    for window in windows {
        let (times, posts) = (window.times, window.posts);
        page.heading(&format!("{} ({})", window.say, window.lang));
        page.pale(
            2,
            &format!(
                "{times} times in {posts} posts; could be {}",
                window.predicates.join(", ")
            ),
        );
        for passage in &window.passages {
            page.line(2, &format!("“{passage}”"));
        }
        page.gap();
    }
    page.into_text()
}

fn table(windows: &[Window]) -> Table {
    let mut table = Table::new(&[
        "language",
        "left",
        "words",
        "right",
        "#times",
        "#posts",
        "predicates",
        "passage",
    ]);
    table.rows = windows
        .iter()
        .map(|window| {
            vec![
                window.lang.to_string(),
                window.left.to_owned(),
                window.words.clone(),
                window.right.to_owned(),
                window.times.to_string(),
                window.posts.to_string(),
                window.predicates.join(" "),
                window.passages.first().cloned().unwrap_or_default(),
            ]
        })
        .collect();
    table
}

fn json(window: &Window) -> serde_json::Value {
    json!({
        "lang": window.lang.as_str(),
        "left": window.left,
        "words": window.words,
        "right": window.right,
        "times": window.times,
        "posts": window.posts,
        "predicates": window.predicates,
        "say": window.say,
        "passages": window.passages,
    })
}
