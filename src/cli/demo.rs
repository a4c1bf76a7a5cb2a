//! `tacheron demo`: the sample posts into a store of their own, and a first look at it.

use super::{Cli, CliError, Context, Exit, run as run_verb};
use clap::Parser;
use include_dir::{Dir, include_dir};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Built in, so that an installed program has them too.
static SAMPLES: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/posts");

/// What is shown of the store: a line that says why, and the verb with its arguments.
const SHOWN: &[(&str, &[&str])] = &[
    ("Who works for which platform:", &["who"]),
    (
        "How two of them hang together:",
        &["path", "OpenAI", "Kenya", "--via", "Sama"],
    ),
];

/// Where to look next.
const NEXT: &[(&[&str], &str)] = &[
    (
        &["who", "Remotasks"],
        "one platform: each fact with its quotes",
    ),
    (&["show", "Sama"], "anybody and anything else"),
    (
        &["explain", "Remotasks", "operatedBy", "Scale AI"],
        "why a fact is held",
    ),
    (
        &["query", "platforms-of", "--set", "company=Google"],
        "a question with a name",
    ),
    (&["queries"], "all questions with a name"),
    (
        &["export", "--format", "dot"],
        "the graph: … | dot -Tsvg > graph.svg",
    ),
    (&["ingest", "FOLDER"], "posts of your own"),
];

/// Try it: read the sample posts and show what is in them
///
/// Writes the sample posts, which are built in, and a store of them into a new folder (or into FOLDER), and
/// shows who works for which platform, one chain of facts with its quotes, and where to look next.
#[derive(clap::Args)]
#[command(after_long_help = "Example:
  tacheron demo")]
pub struct Args {
    /// Where to put the posts and the store [default: a new folder among your temporary ones]
    folder: Option<PathBuf>,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let folder = folder(args.folder)?;
    let posts = folder.join("posts");
    write_samples(&posts)?;
    let store = folder.join("store.nq");
    let program = env::args().next().unwrap_or_else(|| "tacheron".to_owned());

    step(
        &program,
        "The sample posts, read into a store:",
        &["ingest", &posts.display().to_string()],
        &store,
        context,
    )?;
    for (why, verb) in SHOWN {
        step(&program, why, verb, &store, context)?;
    }
    context.print(format!(
        "\nWhere to look next:\n\n  export TACHERON_STORE={}\n",
        store.display()
    ))?;
    let lines: Vec<String> = NEXT
        .iter()
        .map(|(verb, _)| format!("{program} {}", words(verb)))
        .collect();
    let width = lines.iter().map(|line| line.chars().count()).max();
    let width = width.unwrap_or(0);
    for (line, (_, what)) in lines.iter().zip(NEXT) {
        context.print(format!("  {line:<width$}  # {what}\n"))?;
    }
    Ok(Exit::Done)
}

fn folder(named: Option<PathBuf>) -> Result<PathBuf, CliError> {
    match named {
        Some(folder) => Ok(folder),
        None => tempfile::Builder::new()
            .prefix("tacheron-demo-")
            .tempdir()
            .map(|folder| folder.keep())
            .map_err(|error| {
                CliError::new(format!("no place for the demo: {error}"))
                    .help("name a folder: tacheron demo FOLDER")
            }),
    }
}

fn write_samples(posts: &Path) -> Result<(), CliError> {
    let wrong = |path: &Path, error| CliError::new(format!("{}: {error}", path.display()));
    fs::create_dir_all(posts).map_err(|error| wrong(posts, error))?;
    for file in SAMPLES.files() {
        let path = posts.join(file.path());
        fs::write(&path, file.contents()).map_err(|error| wrong(&path, error))?;
    }
    Ok(())
}

/// Shows a command as one would type it, and runs it.
fn step(
    program: &str,
    why: &str,
    verb: &[&str],
    store: &Path,
    context: &Context,
) -> Result<(), CliError> {
    context.print(format!("\n{why}\n$ {program} {}\n\n", words(verb)))?;
    let store = store.as_os_str().to_owned();
    let typed = ["tacheron".into(), "--store".into(), store]
        .into_iter()
        .chain(verb.iter().map(Into::into));
    let mut cli = Cli::try_parse_from(typed).map_err(CliError::new)?;
    cli.global.lang = Some(context.lang);
    cli.global.color = context.color;
    run_verb(cli)?;
    Ok(())
}

/// A command as one types it.
fn words(verb: &[&str]) -> String {
    let quoted = |word: &&str| match word.contains(' ') {
        true => format!("\"{word}\""),
        false => (*word).to_owned(),
    };
    verb.iter().map(quoted).collect::<Vec<_>>().join(" ")
}
