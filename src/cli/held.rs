//! A store that stays open between the statements of a shell, as long as nobody changes it.

use crate::store::{Access, Store, StoreError};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The file of a store, or the files of its folder: name, last change and length of each.
type Stamp = Vec<(PathBuf, SystemTime, u64)>;

/// The store that was opened last.
#[derive(Debug, Default)]
pub struct Held(Mutex<Option<(PathBuf, Stamp, Store)>>);

impl Held {
    /// As [`Store::open`] for questions; the same store again where it is as it was, which costs nothing.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open(&self, path: &Path) -> Result<Store, StoreError> {
        // Before it is opened: what changes meanwhile is then read again.
        let stamp = stamp(path).unwrap_or_default();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, as_of, store)) = &*held
            && of == path
            && *as_of == stamp
            && !stamp.is_empty()
        {
            return Ok(store.again());
        }
        *held = None;
        let store = Store::open(path, Access::Read)?;
        let again = store.again();
        *held = Some((path.to_owned(), stamp, store));
        Ok(again)
    }
}

fn stamp(path: &Path) -> io::Result<Stamp> {
    let one = |path: PathBuf| {
        let data = fs::metadata(&path)?;
        Ok((path, data.modified()?, data.len()))
    };
    if !path.is_dir() {
        return Ok(vec![one(path.to_owned())?]);
    }
    let mut files = fs::read_dir(path)?
        .map(|entry| one(entry?.path()))
        .collect::<io::Result<Stamp>>()?;
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::Held;
    use std::fs;

    #[test]
    fn a_store_is_read_again_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("store.nq");
        let triple = |n: usize| format!("<http://x/s> <http://x/p> \"{n}\" .\n");
        let held = Held::default();
        assert!(held.open(&file).is_err(), "there is none");
        fs::write(&file, triple(1)).unwrap();
        let count = || held.open(&file).unwrap().inner().len().unwrap();
        assert_eq!((count(), count()), (1, 1));
        fs::write(&file, triple(1) + &triple(2)).unwrap();
        assert_eq!(count(), 2);
    }
}
