//! A store in a file of N-Quads, of which only what is asked for is read.

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use iref::Iri;
use oxigraph::io::RdfFormat;
use oxigraph::model::{Quad, Term};
use oxigraph::store::Store;
use rustc_hash::FxHashSet;

use super::StoreError;
use super::file;
use super::format::FileFormat;
use crate::sift::{self, Line, sift};
use crate::vocab::{NAMES, Property, graph, property};

/// The way from a claim to its passage.
const PASSAGE: &[Property] = &[
    property::HAS_TARGET,
    property::HAS_SELECTOR,
    property::EXACT,
];

/// What stands in no post: our own knowledge, and what people decided.
const OURS: &[&Iri] = &[graph::BACKGROUND, graph::CURATED];

/// See the head of this module. Each part is read from the file when it is asked for first.
pub struct Sifted {
    path: PathBuf,
    format: FileFormat,
    store: Store,
    has_names: Cell<bool>,
    is_whole: Cell<bool>,
}

impl Sifted {
    /// `None` where there is no such file, or it is not one of N-Quads.
    ///
    /// # Errors
    /// Where there is no memory.
    pub fn of(path: &Path) -> Result<Option<Self>, StoreError> {
        let format = FileFormat::of(path).filter(|format| format.rdf == RdfFormat::NQuads);
        let Some(format) = format.filter(|_| path.is_file()) else {
            return Ok(None);
        };
        Ok(Some(Self {
            path: path.to_owned(),
            format,
            store: Store::new()?,
            has_names: Cell::default(),
            is_whole: Cell::default(),
        }))
    }

    /// What was read by now.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The file, unpacked.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn reader(&self) -> Result<impl Read, StoreError> {
        file::reader(&self.path, self.format)
    }

    /// What is the matter with the file, as [`super::Store::open`] says it: with line and column.
    pub fn problem(&self, error: sift::Error) -> StoreError {
        match file::load(&self.path, self.format) {
            Err(error) => error,
            Ok(_) => StoreError::read(&self.path)(io::Error::other(error)),
        }
    }

    /// Reads the names of all entities and what these are, and what is our own.
    ///
    /// # Errors
    /// A file that cannot be read, or is not what its name says.
    pub fn names(&self) -> Result<(), StoreError> {
        if self.is_whole.get() || self.has_names.replace(true) {
            return Ok(());
        }
        self.keep(|line| {
            if NAMES.iter().any(|&property| line.has(property)) {
                return true;
            }
            if line.has(property::TYPE) {
                return !line.is_part_of_claim();
            }
            OURS.iter().any(|graph| line.stands_in(graph.as_str()))
        })?;
        Ok(())
    }

    /// Reads the passages of claims.
    ///
    /// # Errors
    /// As [`names`](Self::names).
    pub fn passages(&self, claims: &[String]) -> Result<(), StoreError> {
        if self.is_whole.get() {
            return Ok(());
        }
        let mut wanted: FxHashSet<Vec<u8>> = claims
            .iter()
            .map(|claim| claim.clone().into_bytes())
            .collect();
        // In the shape that the encoder writes the parts of a claim have its IRI before their own names, and
        // come with it. Where a file has other names, each step from claim to passage is one more reading.
        let has = |wanted: &FxHashSet<Vec<u8>>, subject: &[u8]| {
            let above = subject.iter().rposition(|&byte| byte == b'/');
            wanted.contains(subject) || above.is_some_and(|at| wanted.contains(&subject[..at]))
        };
        while !wanted.is_empty() {
            let found = self.keep(|line| {
                PASSAGE.iter().any(|&property| line.has(property)) && has(&wanted, line.subject)
            })?;
            let ends = found.into_iter().filter_map(|quad| match quad.object {
                Term::NamedNode(node) => Some(node.into_string().into_bytes()),
                Term::BlankNode(node) => Some(node.to_string().into_bytes()),
                _ => None,
            });
            let next = ends.filter(|end| !has(&wanted, end)).collect();
            wanted = next;
        }
        Ok(())
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// As [`names`](Self::names).
    pub fn whole(&self) -> Result<(), StoreError> {
        if !self.is_whole.replace(true) {
            file::load_into(&self.store, &self.path, self.format)?;
        }
        Ok(())
    }

    /// Takes in the lines that are wanted; gives those that lead on to a passage.
    fn keep(&self, wanted: impl Fn(Line<'_>) -> bool + Sync) -> Result<Vec<Quad>, StoreError> {
        let mut all = Vec::new();
        let file = BufReader::new(self.reader()?);
        sift(
            file,
            wanted,
            |quads| quads.collect::<Vec<Quad>>(),
            |quads| all.extend(quads),
        )
        .map_err(|error| self.problem(error))?;
        let leads_on = |quad: &&Quad| {
            PASSAGE[..2]
                .iter()
                .any(|it| it.iri().as_str() == quad.predicate.as_str())
        };
        let onward = all.iter().filter(leads_on).cloned().collect();
        self.store.extend(all)?;
        Ok(onward)
    }
}
