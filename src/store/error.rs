//! What can go wrong with a store, in one line each, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::store::StorageError;

/// Why a store cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no store at {} yet", .0.display())]
    Missing(PathBuf),
    #[error("{} is no store: {why}", path.display())]
    NoStore { path: PathBuf, why: String },
    /// A file that is asked in place of a store.
    #[error("{} does not end as a file of RDF does", .0.display())]
    NoRdf(PathBuf),
    #[error("{}{}: no {format}: {what}", path.display(), place(*at))]
    Broken {
        path: PathBuf,
        /// What the file's name says that it is.
        format: &'static str,
        /// Line and column, from 1, where the parser knows them.
        at: Option<(usize, usize)>,
        what: String,
    },
    #[error("{}{}: no {format}: {what}", path.display(), place(*at))]
    NotLoaded {
        path: PathBuf,
        format: &'static str,
        /// Line and column, from 1, where the parser knows them.
        at: Option<(usize, usize)>,
        what: String,
    },
    #[error("{} cannot be written to: a store is kept as N-Quads or TriG, which hold a graph for each post, and not as {format}", path.display())]
    NoGraphs { path: PathBuf, format: &'static str },
    #[error("the store {} is being written by another process", path.display())]
    Locked {
        path: PathBuf,
        /// The file whose lock the other process holds.
        lock: PathBuf,
    },
    #[error("the store {} is a folder, which this tacheron was built without", .0.display())]
    NeedsDisk(PathBuf),
    #[error("the store {} was opened to be read", .0.display())]
    OpenedToRead(PathBuf),
    #[error("{}: cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{}: cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
    #[error("`{0}` cannot stand in a store: it is no IRI")]
    Iri(String),
    #[error("a quad of the graph {found} was handed in for the graph {wanted}")]
    OtherGraph { wanted: String, found: String },
}

impl StoreError {
    /// What to do about it, for a person at a terminal; `None` where the message says all.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Missing(path) => {
                format!(
                    "`tacheron --store {} ingest FILES` makes one",
                    path.display()
                )
            }
            Self::NoStore { .. } => {
                "name a file ending in .nq or .trig (also .gz), a folder, or for questions any \
                                     RDF file (.nt, .ttl, .n3, .rdf, .jsonld too)"
                    .to_owned()
            }
            Self::NoRdf(_) => {
                "expected .ttl, .nt, .nq, .trig, .n3, .rdf, .owl, .xml or .jsonld, each also with .gz"
                    .to_owned()
            }
            Self::Broken { .. } => {
                "correct that line, or take a copy that you kept; the file was left as it is"
                    .to_owned()
            }
            Self::NotLoaded { .. } => {
                "correct that place and load it again; nothing of this file is in the store"
                    .to_owned()
            }
            Self::NoGraphs { path, .. } => format!(
                "use a store that ends in .nq or .trig; {} can still be asked",
                path.display()
            ),
            Self::Locked { lock, .. } => format!(
                "wait for it to end, or end it (its lock on {} goes with it); questions can be asked meanwhile",
                lock.display()
            ),
            Self::NeedsDisk(_) => {
                "build it with `cargo install --path . --features disk`, or name a file ending in \
                                   .nq or .trig"
                    .to_owned()
            }
            Self::Write { .. } => {
                "see whether the disk is full and the folder yours to write; the store is as it was"
                    .to_owned()
            }
            _ => return None,
        })
    }

    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::NotFound => Self::Missing(path),
            _ => Self::Read { path, source },
        }
    }

    /// As [`read`](Self::read), for a file that is no store.
    pub(super) fn read_file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Read { path, source }
    }

    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

fn place(at: Option<(usize, usize)>) -> String {
    at.map_or(String::new(), |(line, column)| format!(":{line}:{column}"))
}
