//! What a walk read of a store in a folder, kept beside the database for the next walk.
//!
//! RocksDB keeps terms apart from statements, so that to read a million facts out of it is a matter of many random
//! looks, far longer than the walk itself. The copy holds for the very state of the database that it was read
//! from, goes with the folder when that is deleted, and may be deleted at any time.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use oxigraph::store::{StorageError, Store};

use super::Table;

/// The name of the copy. RocksDB passes over names that it does not know.
const NAME: &str = "tacheron-walks.table";

/// Tables of fewer statements are read anew each time, which takes no second.
const WORTH_KEEPING: usize = 200_000;

/// The hash that a copy starts with has so many bytes: that of the state, and of all that follows.
const HASH: usize = blake3::OUT_LEN;

impl Table {
    /// The table of a store in a folder: of the copy that was kept of it, or of the database, of which a copy is
    /// kept then where the folder can be written to. `state` says what the database is by now, `None` where that is
    /// not known: then nothing is kept.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn of_folder(
        store: &Store,
        folder: &Path,
        state: impl Fn() -> Option<[u8; 32]>,
    ) -> Result<Self, StorageError> {
        let Some(before) = state() else {
            return Self::of_store(store);
        };
        let place = folder.join(NAME);
        if let Some(table) = read(&place, &before) {
            return Ok(table);
        }
        let table = Self::of_store(store)?;
        // A writer that came in between has changed what the copy would be of.
        if table.size() >= WORTH_KEEPING && state() == Some(before) {
            // A folder that is not ours to write, or a disk that is full, costs time and nothing else.
            let _ = write(&table, &place, &before);
        }
        Ok(table)
    }
}

/// `None` where there is no copy, or it is of another state, of another program, or damaged.
fn read(place: &Path, state: &[u8]) -> Option<Table> {
    let bytes = fs::read(place).ok()?;
    let (hash, rest) = bytes.split_at_checked(HASH)?;
    let content = rest.strip_prefix(header(state).as_slice())?;
    if *blake3::hash(rest).as_bytes() != *hash {
        return None;
    }
    postcard::from_bytes(content).ok()
}

/// Puts the copy in its place at once, so that none is ever read half.
fn write(table: &Table, place: &Path, state: &[u8]) -> io::Result<()> {
    let mut rest = header(state);
    rest = postcard::to_extend(table, rest).map_err(io::Error::other)?;
    let folder = place.parent().map_or_else(PathBuf::new, Path::to_owned);
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(blake3::hash(&rest).as_bytes())?;
    file.write_all(&rest)?;
    file.persist(place)?;
    Ok(())
}

/// What a copy must start with to be the one wanted: which program made it, from which properties, of which state.
fn header(state: &[u8]) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    for property in super::table::KEPT {
        hasher.update(property.iri().as_bytes());
    }
    hasher.update(state);
    hasher.finalize().as_bytes().to_vec()
}

/// Quads as N-Quads: oxigraph's own form for serde needs a format that says what comes next.
pub(super) mod nquads {
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::Quad;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(quads: &[Quad], serializer: S) -> Result<S::Ok, S::Error> {
        let lines: String = quads.iter().map(|quad| format!("{quad} .\n")).collect();
        lines.serialize(serializer)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Vec<Quad>, D::Error> {
        let lines = String::deserialize(deserializer)?;
        RdfParser::from_format(RdfFormat::NQuads)
            .for_slice(&lines)
            .map(|quad| quad.map_err(D::Error::custom))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_read_back_for_its_own_state_alone() {
        let text = include_str!("../../tests/fixtures/claims.nq");
        let table = Table::of_nquads(text.as_bytes()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join(NAME);
        assert!(read(&place, b"one").is_none());
        write(&table, &place, b"one").unwrap();
        let copy = read(&place, b"one").unwrap();
        let both = [&table, &copy].map(|table| postcard::to_allocvec(table).unwrap());
        assert_eq!(both[0], both[1]);
        assert!(read(&place, b"two").is_none());
        let mut bytes = fs::read(&place).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&place, bytes).unwrap();
        assert!(read(&place, b"one").is_none(), "damaged");
    }
}
