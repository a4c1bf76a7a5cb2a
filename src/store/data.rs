//! Files of RDF as a store for questions: any format, each file into the default graph or one of its own.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Instant;

use iref::{Iri, IriBuf};
use oxigraph::io::{RdfParseError, RdfParser};
use oxigraph::store::LoaderError;
use url::Url;

use super::blanks::Blanks;
use super::format::FileFormat;
use super::{Home, Store, StoreError, convert, file};

/// A file of RDF, and where its triples go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DataFile {
    pub path: PathBuf,
    pub into: Into,
}

/// The graph for what stands in no graph of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Into {
    /// The default graph; what stands in a named graph of the file keeps it.
    Default,
    /// The graph of this name; a file with graphs of its own does not fit.
    Graph(IriBuf),
    /// The graph that has the file's own IRI as its name.
    OwnIri,
}

impl Store {
    /// Reads files into a store in memory.
    ///
    /// Relative IRIs are resolved against `base`, else against the IRI of the file
    /// (<https://www.rfc-editor.org/rfc/rfc3986#section-5.1.3>). Blank nodes of two files are two, and are
    /// named by the order in which they come: the same files give the same store.
    ///
    /// # Errors
    /// A file that is not there, that does not end as one of RDF does, or is not what its ending says, with
    /// line and column; one with named graphs of its own that is to be one.
    pub fn of_files(files: &[DataFile], base: Option<&Iri>) -> Result<Store, StoreError> {
        let start = Instant::now();
        let mut store = Store::in_memory();
        let mut blanks = Blanks::named("b");
        for file in files {
            load(&store.inner, file, base, &mut blanks)?;
        }
        store.home = Home::Reading;
        store.opened_in = start.elapsed();
        Ok(store)
    }
}

fn load(
    store: &oxigraph::store::Store,
    file: &DataFile,
    base: Option<&Iri>,
    blanks: &mut Blanks,
) -> Result<(), StoreError> {
    let path = file.path.as_path();
    let format = FileFormat::of(path).ok_or_else(|| StoreError::NoRdf(path.to_owned()))?;
    let own = file_iri(path)?;
    let base = base.unwrap_or(&own).as_str();
    let mut parser = RdfParser::from_format(format.rdf)
        .with_base_iri(base)
        .map_err(|_| StoreError::Iri(base.to_owned()))?;
    let graph = match &file.into {
        Into::Default => None,
        Into::Graph(name) => Some(convert::named(name)?),
        Into::OwnIri => Some(convert::named(&own)?),
    };
    if let Some(graph) = graph {
        // Also where nothing stands in it: the graph is there.
        store.insert_named_graph(&graph)?;
        parser = parser.with_default_graph(graph).without_named_graphs();
    }
    let quads = parser.for_reader(BufReader::new(file::reader(path, format)?));
    blanks.next_file();
    let mut loader = store.bulk_loader();
    loader
        .load_ok_quads::<RdfParseError, LoaderError>(quads.map(|quad| Ok(blanks.renamed(quad?))))
        .and_then(|()| loader.commit().map_err(LoaderError::from))
        .map_err(|error| file::unreadable(path, format, error))
}

/// The IRI of a file, `file:///…`, by its absolute path without links.
///
/// # Errors
/// Where it is not there.
pub fn file_iri(path: &Path) -> Result<IriBuf, StoreError> {
    let whole = fs::canonicalize(path).map_err(StoreError::read_file(path))?;
    Url::from_file_path(&whole)
        .ok()
        .and_then(|iri| IriBuf::new(String::from(iri)).ok())
        .ok_or_else(|| StoreError::Iri(whole.display().to_string()))
}
