//! Which RDF a question is put to: the store, or files.

use super::source::Source;
use super::{CliError, Context};
use crate::query::DefaultGraph;
use crate::store::{DataFile, Into, Store};
use iref::IriBuf;
use std::path::PathBuf;

/// Options that name files of RDF in place of the store.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Other data")]
pub struct Data {
    /// A file of RDF to ask in place of the store: .ttl, .nt, .nq, .trig, .n3, .rdf, .jsonld, also .gz; repeat
    /// it for several. Its default graph is the default graph, as the standard has it
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,

    /// A file of RDF as a named graph; without IRI= the graph is named by the IRI of the file
    #[arg(long, value_name = "[IRI=]FILE", value_parser = named_graph)]
    named_graph: Vec<DataFile>,

    /// With files: take all graphs together as the default graph, as in a store
    #[arg(long)]
    union: bool,

    /// What relative IRIs in the query and in the files start from [default: each file's own]
    #[arg(long, value_name = "IRI", value_parser = iri)]
    pub base: Option<IriBuf>,
}

pub(super) fn iri(typed: &str) -> Result<IriBuf, String> {
    IriBuf::new(typed.to_owned())
        .map_err(|_| "expected an absolute IRI, such as http://example.org/".to_owned())
}

/// The last `=` parts: more IRIs have one than names of files.
fn named_graph(typed: &str) -> Result<DataFile, String> {
    let (into, path) = match typed.rsplit_once('=') {
        Some((name, path)) => (Into::Graph(iri(name)?), path),
        None => (Into::OwnIri, typed),
    };
    match path {
        "" => Err("expected IRI=FILE or FILE".to_owned()),
        path => Ok(DataFile {
            path: path.into(),
            into,
        }),
    }
}

/// What was opened to be asked.
pub struct Opened {
    pub source: Source,
    /// What a query asks where it says nothing of graphs.
    pub default: DefaultGraph,
}

impl Data {
    /// Whether files are asked in place of the store.
    pub fn is_given(&self) -> bool {
        !self.data.is_empty() || !self.named_graph.is_empty()
    }

    /// The files, or where none is named the store.
    ///
    /// # Errors
    /// Where there is no store, or a file cannot be read.
    pub fn open(&self, context: &Context) -> Result<Opened, CliError> {
        if !self.is_given() {
            if self.union {
                return Err(
                    CliError::new("--union says how files are asked, and none is named").help(
                        "leave it out: a store is always asked as one; or name files with --data",
                    ),
                );
            }
            return Ok(Opened {
                source: context.open()?,
                default: DefaultGraph::Union,
            });
        }
        let of_default = self.data.iter().map(|path| DataFile {
            path: path.clone(),
            into: Into::Default,
        });
        let files: Vec<DataFile> = of_default.chain(self.named_graph.iter().cloned()).collect();
        Ok(Opened {
            source: Source::Here(Store::of_files(&files, self.base.as_deref())?),
            default: match self.union {
                true => DefaultGraph::Union,
                false => DefaultGraph::Own,
            },
        })
    }
}
