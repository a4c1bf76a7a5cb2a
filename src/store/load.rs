//! RDF files of others into the store, each at once or not at all.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use iref::Iri;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::GraphName;
use oxigraph::store::LoaderError;

use super::blanks::Blanks;
use super::file::{self, unreadable};
use super::format::FileFormat;
use super::{Store, StoreError, convert};

/// What a file brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// Statements in the file.
    pub statements: usize,
    /// Those of them that the store did not have.
    pub new: usize,
}

/// What a file holds, where its name does not say it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RdfFile {
    pub format: RdfFormat,
    pub gzip: bool,
}

impl RdfFile {
    /// By `.ttl`, `.nq.gz` and so on, in any case; `None` for any other ending.
    pub fn of(path: &Path) -> Option<Self> {
        FileFormat::of(path).map(|FileFormat { rdf, gzip }| Self { format: rdf, gzip })
    }
}

impl Store {
    /// Reads a file into the store, statement by statement: a file may be larger than memory where the store
    /// is a folder. What stands in no named graph goes into `graph`, `None` being the default graph;
    /// relative IRIs start from `base`. Blank
    /// nodes get names that hang on the content of the file, so that two files never share one, and a file
    /// that is loaded again brings nothing new.
    ///
    /// # Errors
    /// A file that cannot be read or is not what it claims to be, with its line and column: then nothing of
    /// it is in the store. A store that was opened to be read, or that fails.
    pub fn load(
        &mut self,
        path: &Path,
        file: RdfFile,
        base: Option<&Iri>,
        graph: Option<&Iri>,
    ) -> Result<Loaded, StoreError> {
        self.writable()?;
        let graph = match graph {
            Some(graph) => GraphName::NamedNode(convert::named(graph)?),
            None => GraphName::DefaultGraph,
        };
        let mut blanks = Blanks::named(format!("f{}n", content_hash(path)?));
        let format = FileFormat {
            rdf: file.format,
            gzip: file.gzip,
        };
        let mut parser = RdfParser::from_format(file.format).with_default_graph(graph);
        if let Some(base) = base {
            parser = parser
                .with_base_iri(base.as_str())
                .map_err(|_| StoreError::Iri(base.to_string()))?;
        }
        let parser = parser.for_reader(BufReader::new(file::reader(path, format)?));
        let before = self.inner.len()?;
        let mut statements = 0;
        let mut loader = self.inner.bulk_loader();
        let quads = parser.map(|quad| {
            statements += 1;
            quad.map(|quad| blanks.renamed(quad))
        });
        // Nothing can be seen of it before the commit, which a broken file never reaches.
        loader
            .load_ok_quads::<RdfParseError, LoaderError>(quads)
            .and_then(|()| loader.commit().map_err(LoaderError::from))
            .map_err(|error| unreadable(path, format, error))?;
        let new = self.inner.len()?.saturating_sub(before);
        self.dirty |= new > 0;
        Ok(Loaded { statements, new })
    }
}

/// The first characters of a hash of all bytes.
fn content_hash(path: &Path) -> Result<String, StoreError> {
    let mut hasher = blake3::Hasher::new();
    File::open(path)
        .and_then(|mut file| io::copy(&mut file, &mut hasher))
        .map_err(StoreError::read(path))?;
    Ok(hasher.finalize().to_hex()[..16].to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Loaded, RdfFile};
    use crate::store::Store;
    use std::fs;

    fn load(store: &mut Store, name: &str, text: &str) -> Result<Loaded, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let file = RdfFile::of(&path).unwrap();
        store
            .load(&path, file, None, None)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn blank_nodes_of_two_files_are_two_and_of_one_file_one() {
        let mut store = Store::in_memory();
        let text = "<http://x/a> <http://x/p> [ <http://x/q> 'one' ] .";
        let loaded = |new| Ok(Loaded { statements: 2, new });
        assert_eq!(load(&mut store, "a.ttl", text), loaded(2));
        assert_eq!(load(&mut store, "again.ttl", text), loaded(0));
        let other = text.replace("one", "two");
        assert_eq!(load(&mut store, "b.ttl", &other), loaded(2));
        assert_eq!(store.inner().len().unwrap(), 4);
    }

    #[test]
    fn nothing_of_a_broken_file_stays_and_all_that_was_there_does() {
        let mut store = Store::in_memory();
        load(&mut store, "a.nt", "<http://x/a> <http://x/p> \"1\" .").unwrap();
        let broken = "<http://x/b> <http://x/p> \"1\" .\n<http://x/c> <http://x/p> .\n";
        let error = load(&mut store, "b.nt", broken).unwrap_err();
        assert!(error.contains("b.nt:2:"), "{error}");
        assert_eq!(store.inner().len().unwrap(), 1);
    }
}
