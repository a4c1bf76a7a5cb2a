//! `tacheron load`: RDF files into the store.

use super::rdf_format::RdfName;
use super::{CliError, Context, Exit};
use crate::store::{Loaded, RdfFile, Store, StoreError, file_iri};
use iref::IriBuf;
use std::io;
use std::path::{Path, PathBuf};

/// Read RDF files into the store
///
/// Each file at once or not at all: of a broken one nothing is taken, its line is named, and the others are
/// loaded. What is in the store already stays, and what a file brings again is there once. The format is that
/// of the ending: .nq, .nt, .trig, .ttl, .n3, .rdf, .jsonld, each also with .gz. Posts that were taken out with
/// `dump` are posts again; a later `ingest` or `forget` treats them as its own.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron load ontology/tacheron.ttl --graph https://w3id.org/tacheron/ontology
  tacheron dump | tacheron load - --format nquads --store copy.nq")]
pub struct Args {
    /// RDF files, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Where to put what stands in no named graph [default: the default graph]
    #[arg(long, value_name = "IRI", value_parser = iri)]
    graph: Option<IriBuf>,

    /// What the files hold, whatever they are called; standard input needs it
    #[arg(long, value_enum)]
    format: Option<RdfName>,
}

fn iri(typed: &str) -> Result<IriBuf, String> {
    IriBuf::new(typed.to_owned()).map_err(|_| "expected an absolute IRI".to_owned())
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let mut store = context.open_to_write()?;
    let (mut statements, mut new, mut bad) = (0, 0, 0);
    for path in &args.files {
        match load(&mut store, path, &args) {
            Ok(loaded) => {
                statements += loaded.statements;
                new += loaded.new;
            }
            Err(Bad::File(error)) => {
                bad += 1;
                error.report(context.color);
            }
            Err(Bad::Store(error)) => return Err(error.into()),
        }
    }
    store.save()?;
    let files = args.files.len() - bad;
    context.print(format!(
        "{statements} statements of {}, {new} new, {bad} bad\n{}\n",
        match files {
            1 => "1 file".to_owned(),
            many => format!("{many} files"),
        },
        context.store.display()
    ))?;
    Ok(if bad > 0 { Exit::SomeBad } else { Exit::Done })
}

/// What keeps a file out: its own fault, or the store's, which ends all.
enum Bad {
    File(CliError),
    Store(StoreError),
}

fn load(store: &mut Store, path: &Path, args: &Args) -> Result<Loaded, Bad> {
    let is_input = path.as_os_str() == "-";
    let file = match args.format {
        Some(format) => Some(RdfFile {
            format: format.format(),
            gzip: path.extension().is_some_and(|ending| ending == "gz"),
        }),
        None => RdfFile::of(path),
    };
    let Some(file) = file else {
        let endings = ".nq, .nt, .trig, .ttl, .n3, .rdf or .jsonld, each also with .gz";
        let what = match is_input {
            true => "standard input does not say what it holds".to_owned(),
            false => format!(
                "{}: its name does not end as an RDF file's does",
                path.display()
            ),
        };
        return Err(Bad::File(
            CliError::new(what).help(format!("expected {endings}; or name it with --format")),
        ));
    };
    // The names of blank nodes hang on the whole content, so it is read twice.
    let spooled = is_input
        .then(spool)
        .transpose()
        .map_err(|error| Bad::File(CliError::new(format!("standard input: {error}"))))?;
    let read = spooled.as_ref().map_or(path, |spooled| spooled.path());
    // Standard input has no address from which relative IRIs could start.
    let base = match is_input {
        true => None,
        false => file_iri(path).ok(),
    };
    store
        .load(read, file, base.as_deref(), args.graph.as_deref())
        .map_err(|error| match error {
            StoreError::Broken {
                format, at, what, ..
            } => Bad::File(CliError::from(StoreError::NotLoaded {
                path: path.to_owned(),
                format,
                at,
                what,
            })),
            StoreError::Read { .. } | StoreError::Missing(_) => Bad::File(CliError::new(format!(
                "{}: there is no such file that can be read",
                path.display()
            ))),
            other => Bad::Store(other),
        })
}

fn spool() -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    Ok(file)
}
