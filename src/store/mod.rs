//! The store: oxigraph behind one door, at home in a file, in a folder, or in memory alone.
//!
//! A post's named graph is the unit of replacement: it is put in, replaced and taken out as a whole.

mod blanks;
pub mod convert;
mod data;
mod error;
mod file;
#[cfg(feature = "disk")]
mod folder;
mod format;
mod load;
mod posts;
mod sifted;
mod write;

pub use data::{DataFile, Into, file_iri};
pub use error::StoreError;
pub use load::{Loaded, RdfFile};
pub use posts::StoredPost;
pub use sifted::Sifted;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use self::file::FileHome;
use self::format::FileFormat;

/// What a store is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Questions alone: never locked out, changes nothing, and the store must be there.
    Read,
    /// Changes: one process at a time; the store is made where there is none.
    Write,
}

/// An open store.
pub struct Store {
    inner: oxigraph::store::Store,
    home: Home,
    path: Option<PathBuf>,
    /// Whether something changed since it was opened or saved.
    dirty: bool,
    opened_in: Duration,
}

#[derive(Debug)]
enum Home {
    Memory,
    /// Opened for questions: in memory or on disk, never written.
    Reading,
    File(FileHome),
    #[cfg(feature = "disk")]
    Folder,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("path", &self.path)
            .field("home", &self.home)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the store at a path.
    ///
    /// A name that ends as a file of RDF does (`.nq`, `.trig`, `.ttl`, …, each also with `.gz`) is a file, of
    /// which N-Quads and TriG can be written; a folder, or a name without ending, is a database on RocksDB (with
    /// the feature `disk`).
    ///
    /// # Errors
    /// No store there (to read); a store that another process writes (to write); a file that is not what its
    /// ending says, with line and column; a folder of something else; an ending that says nothing.
    pub fn open(path: &Path, access: Access) -> Result<Store, StoreError> {
        let start = Instant::now();
        let (inner, home) = Self::open_home(path, access)?;
        // A new file is written by the first `save`, even with nothing in it: then there is a store.
        let dirty = matches!(home, Home::File(_)) && !path.exists();
        Ok(Store {
            inner,
            home,
            path: Some(path.to_owned()),
            dirty,
            opened_in: start.elapsed(),
        })
    }

    fn open_home(
        path: &Path,
        access: Access,
    ) -> Result<(oxigraph::store::Store, Home), StoreError> {
        if !path.is_dir()
            && let Some(format) = FileFormat::of(path)
        {
            return match access {
                Access::Read => Ok((file::load(path, format)?, Home::Reading)),
                Access::Write => {
                    let (home, inner) = FileHome::open(path, format)?;
                    Ok((inner, Home::File(home)))
                }
            };
        }
        if !path.is_dir() && (path.is_file() || path.extension().is_some()) {
            return Err(StoreError::NoStore {
                path: path.to_owned(),
                why: "its name does not end as an RDF file's does".to_owned(),
            });
        }
        Self::open_folder(path, access)
    }

    #[cfg(feature = "disk")]
    fn open_folder(
        path: &Path,
        access: Access,
    ) -> Result<(oxigraph::store::Store, Home), StoreError> {
        match access {
            Access::Read => Ok((folder::open_to_read(path)?, Home::Reading)),
            Access::Write => Ok((folder::open_to_write(path)?, Home::Folder)),
        }
    }

    #[cfg(not(feature = "disk"))]
    fn open_folder(
        path: &Path,
        access: Access,
    ) -> Result<(oxigraph::store::Store, Home), StoreError> {
        match access {
            Access::Read if !path.exists() => Err(StoreError::Missing(path.to_owned())),
            _ => Err(StoreError::NeedsDisk(path.to_owned())),
        }
    }

    /// An empty store without a home, for tests and for what is asked once and thrown away.
    pub fn in_memory() -> Store {
        let inner = oxigraph::store::Store::new()
            .unwrap_or_else(|error| unreachable!("memory needs no input or output: {error}"));
        Store {
            inner,
            home: Home::Memory,
            path: None,
            dirty: false,
            opened_in: Duration::ZERO,
        }
    }

    /// The same store once more, for questions: what one of both reads, the other has read.
    pub fn again(&self) -> Store {
        Store {
            inner: self.inner.clone(),
            home: Home::Reading,
            path: self.path.clone(),
            dirty: false,
            opened_in: Duration::ZERO,
        }
    }

    /// Oxigraph's own store, for SPARQL and walks. To be read alone: what is written past this door is not
    /// saved, and in a folder it can be lost.
    pub fn inner(&self) -> &oxigraph::store::Store {
        &self.inner
    }

    /// `None` for a store in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether it is a database on disk, of which every look costs time.
    pub fn is_folder(&self) -> bool {
        self.path.as_deref().is_some_and(Path::is_dir)
    }

    /// What the database on disk is by now: the same bytes as long as nothing was written to it. `None` where it is
    /// none, and where its folder cannot be listed.
    pub fn state(&self) -> Option<[u8; 32]> {
        #[cfg(feature = "disk")]
        if self.is_folder() {
            return folder::state(self.path()?).ok();
        }
        None
    }

    /// How long it took to open: a file that takes over a second wants to become a folder.
    pub fn opened_in(&self) -> Duration {
        self.opened_in
    }

    /// The posts, by IRI.
    ///
    /// # Errors
    /// A store that fails to be read.
    pub fn posts(&self) -> Result<Vec<StoredPost>, StoreError> {
        posts::all(&self.inner)
    }

    /// The entities that posts mention.
    ///
    /// # Errors
    /// A store that fails to be read.
    pub fn mentioned(&self) -> Result<BTreeSet<String>, StoreError> {
        posts::mentioned(&self.inner)
    }

    /// Brings to the disk what changed: a file is written whole and put in place of the old one, a folder is
    /// flushed. Nothing where nothing changed, and for a store in memory.
    ///
    /// # Errors
    /// A disk that is full or not ours to write; the old file then stays as it was.
    pub fn save(&mut self) -> Result<(), StoreError> {
        if self.dirty {
            match &self.home {
                Home::File(home) => home.save(&self.inner)?,
                #[cfg(feature = "disk")]
                Home::Folder => self.inner.flush()?,
                Home::Memory | Home::Reading => {}
            }
            self.dirty = false;
        }
        Ok(())
    }

    fn writable(&self) -> Result<(), StoreError> {
        match (&self.home, &self.path) {
            (Home::Reading, Some(path)) => Err(StoreError::OpenedToRead(path.clone())),
            _ => Ok(()),
        }
    }
}
