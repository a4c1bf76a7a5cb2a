//! The home of a store in a folder, on RocksDB: for real corpora. Only with the feature `disk`.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use oxigraph::store::{StorageError, Store};

use super::StoreError;

/// The file by which a folder is known to be RocksDB's.
const CURRENT: &str = "CURRENT";

/// How often a reader looks again while a writer moves the files under it, and how long it waits between.
const LOOKS: usize = 20;
const PAUSE: Duration = Duration::from_millis(25);

/// Opens a folder for questions: nothing in it is changed, not even its log.
///
/// While a writer is at work, RocksDB may take a file away between a reader's look at the list of files and
/// its opening of them, which then reads as a corrupt database; a later look finds the new list. A question that is running while a
/// writer merges files can fail for the same reason: RocksDB promises nothing there, and it can be asked again.
pub(super) fn open_to_read(path: &Path) -> Result<Store, StoreError> {
    if is_empty(path)? {
        return Err(StoreError::Missing(path.to_owned()));
    }
    check(path)?;
    let mut looks = 1;
    loop {
        match Store::open_read_only(path) {
            Err(StorageError::Io(_) | StorageError::Corruption(_)) if looks < LOOKS => {
                looks += 1;
                thread::sleep(PAUSE);
            }
            other => return Ok(other?),
        }
    }
}

/// Opens a folder to be written, and makes it where there is none.
///
/// RocksDB lets one process in at a time. Its transactions see no conflicts, so that within the process
/// only the one owner of the store may write (`&mut`).
pub(super) fn open_to_write(path: &Path) -> Result<Store, StoreError> {
    match is_empty(path) {
        Ok(true) | Err(StoreError::Missing(_)) => {}
        Ok(false) => check(path)?,
        Err(other) => return Err(other),
    }
    fs::create_dir_all(path).map_err(StoreError::write(path))?;
    let store = Store::open(path).map_err(|error| locked(path, error))?;
    sweep(path);
    Ok(store)
}

/// A hash of which files the database is made of, and how long they are: RocksDB only ever adds to a file, and
/// never gives a number twice. `IDENTITY` tells apart two databases that were made in the same place.
pub(super) fn state(path: &Path) -> io::Result<[u8; 32]> {
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("MANIFEST-") || name.ends_with(".sst") || name.ends_with(".log") {
            files.push((name, entry.metadata()?.len()));
        }
    }
    files.sort();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&fs::read(path.join("IDENTITY"))?);
    for (name, length) in files {
        hasher.update(name.as_bytes()).update(&length.to_le_bytes());
    }
    Ok(*hasher.finalize().as_bytes())
}

/// RocksDB tells its lock apart in the text of the error alone.
fn locked(path: &Path, error: StorageError) -> StoreError {
    let text = error.to_string();
    if text.contains("LOCK") && (text.contains("lock hold") || text.contains("While lock file")) {
        return StoreError::Locked {
            path: path.to_owned(),
            lock: path.join("LOCK"),
        };
    }
    error.into()
}

fn is_empty(path: &Path) -> Result<bool, StoreError> {
    let mut entries = fs::read_dir(path).map_err(StoreError::read(path))?;
    Ok(entries.next().is_none())
}

/// A folder of something else is neither read nor written into.
fn check(path: &Path) -> Result<(), StoreError> {
    if path.join(CURRENT).is_file() {
        return Ok(());
    }
    Err(StoreError::NoStore {
        path: path.to_owned(),
        why: "the folder holds other files and no database".to_owned(),
    })
}

/// Removes the `bulk-*.sst` that a killed bulk load leaves for ever; the lock is held, so none is in use.
fn sweep(path: &Path) {
    let Ok(entries) = fs::read_dir(path) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("bulk-") && name.ends_with(".sst") {
            let _ = fs::remove_file(entry.path());
        }
    }
}
