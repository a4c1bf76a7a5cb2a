//! The home of a store in one file: read whole into memory, written back whole, at once or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser, RdfSerializer};
use oxigraph::model::Quad;
use oxigraph::store::{LoaderError, Store};

use super::StoreError;
use super::format::FileFormat;
use crate::vocab::PREFIXES;

/// What a new version of the file is called until it is whole.
const PART: &str = ".part";

/// The file of a store that was opened to be written.
#[derive(Debug)]
pub(super) struct FileHome {
    /// The file itself, where the name given led to it by links.
    target: PathBuf,
    format: FileFormat,
    /// Held until the store is dropped; the operating system lets go of it when the process ends, however
    /// it ends. The file itself stays: to remove it could let two writers in.
    _lock: File,
}

/// Reads a file into memory.
pub(super) fn load(path: &Path, format: FileFormat) -> Result<Store, StoreError> {
    let store = Store::new()?;
    load_into(&store, path, format)?;
    Ok(store)
}

/// The same into a store that holds some of it already.
pub(super) fn load_into(store: &Store, path: &Path, format: FileFormat) -> Result<(), StoreError> {
    let reader = BufReader::new(reader(path, format)?);
    let mut loader = store.bulk_loader();
    // Names of blank nodes stay as they are: a file that is read and written again must not change.
    let parser = RdfParser::from_format(format.rdf).for_reader(reader);
    loader
        .load_ok_quads::<RdfParseError, LoaderError>(parser)
        .and_then(|()| loader.commit().map_err(LoaderError::from))
        .map_err(|error| unreadable(path, format, error))
}

/// The bytes of a file, unpacked.
pub(super) fn reader(path: &Path, format: FileFormat) -> Result<Box<dyn Read>, StoreError> {
    let file = File::open(path).map_err(StoreError::read(path))?;
    Ok(if format.gzip {
        Box::new(MultiGzDecoder::new(BufReader::new(file)))
    } else {
        Box::new(file)
    })
}

pub(super) fn unreadable(path: &Path, format: FileFormat, error: LoaderError) -> StoreError {
    match error {
        LoaderError::Parsing(RdfParseError::Syntax(error)) => {
            let at = error.location().map(|range| range.start);
            let text = error.to_string();
            let what = match text.split_once(": ") {
                Some((place, what)) if place.starts_with("Parser error") => what.to_owned(),
                _ => text,
            };
            StoreError::Broken {
                path: path.to_owned(),
                format: format.name(),
                at: at.map(|at| (at.line as usize + 1, at.column as usize + 1)),
                what,
            }
        }
        LoaderError::Parsing(RdfParseError::Io(source)) => match source.kind() {
            io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof if format.gzip => {
                StoreError::Broken {
                    path: path.to_owned(),
                    format: "gzip",
                    at: None,
                    what: format!("{source} (cut short?)"),
                }
            }
            _ => StoreError::read(path)(source),
        },
        LoaderError::Storage(error) => error.into(),
        other => StoreError::read(path)(io::Error::other(other)),
    }
}

impl FileHome {
    /// Takes the lock and reads the file; without a file, an empty store.
    pub fn open(path: &Path, format: FileFormat) -> Result<(Self, Store), StoreError> {
        if !format.holds_graphs() {
            return Err(StoreError::NoGraphs {
                path: path.to_owned(),
                format: format.name(),
            });
        }
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir_all(folder).map_err(StoreError::write(folder))?;
        }
        // Where the name is a link, the file that it leads to is replaced, not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let lock = lock(path, &target)?;
        sweep(&target);
        let store = match load(&target, format) {
            Err(StoreError::Missing(_)) => Store::new()?,
            other => other?,
        };
        let home = Self {
            target,
            format,
            _lock: lock,
        };
        Ok((home, store))
    }

    /// Writes the whole store to a file beside the old one and puts it in its place when it is on the disk:
    /// a process killed at any moment leaves the old file or the new one.
    ///
    /// Sorted, so that the same content gives the same bytes.
    pub fn save(&self, store: &Store) -> Result<(), StoreError> {
        self.replace(store).map_err(|error| match error {
            SaveError::Io(source) => StoreError::write(&self.target)(source),
            SaveError::Store(error) => error,
        })
    }

    fn replace(&self, store: &Store) -> Result<(), SaveError> {
        let folder = folder_of(&self.target);
        let mut builder = tempfile::Builder::new();
        let prefix = part_prefix(&self.target);
        builder.prefix(&prefix).suffix(PART);
        // As any new file of this user, not as secret as a temporary one.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut part = builder.tempfile_in(folder)?;
        if let Ok(old) = fs::metadata(&self.target) {
            part.as_file().set_permissions(old.permissions())?;
        }
        write(store, self.format, part.as_file_mut())?;
        part.as_file().sync_all()?;
        part.persist(&self.target).map_err(|error| error.error)?;
        // The new name is on the disk too. Not every file system can do that: the file is whole either way.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

enum SaveError {
    Io(io::Error),
    Store(StoreError),
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<oxigraph::store::StorageError> for SaveError {
    fn from(error: oxigraph::store::StorageError) -> Self {
        Self::Store(error.into())
    }
}

fn write(store: &Store, format: FileFormat, file: &mut File) -> Result<(), SaveError> {
    let out = BufWriter::with_capacity(1 << 16, file);
    if format.gzip {
        // The header holds neither name nor time.
        let mut out = GzEncoder::new(out, Compression::default());
        write_rdf(store, format.rdf, &mut out)?;
        out.finish()?.flush()?;
    } else {
        let mut out = out;
        write_rdf(store, format.rdf, &mut out)?;
        out.flush()?;
    }
    Ok(())
}

fn write_rdf(store: &Store, format: RdfFormat, out: &mut impl Write) -> Result<(), SaveError> {
    if format == RdfFormat::NQuads {
        // Whole lines, sorted by their bytes, as `sort` does under LC_ALL=C.
        let mut lines = store
            .iter()
            .map(|quad| Ok(format!("{} .\n", quad?)))
            .collect::<Result<Vec<_>, SaveError>>()?;
        lines.sort_unstable();
        for line in lines {
            out.write_all(line.as_bytes())?;
        }
        return Ok(());
    }
    let mut quads = store.iter().collect::<Result<Vec<Quad>, _>>()?;
    // Graph by graph and subject by subject, so that the writer can group them.
    quads.sort_by_cached_key(|quad| {
        (
            quad.graph_name.to_string(),
            quad.subject.to_string(),
            quad.predicate.to_string(),
            quad.object.to_string(),
        )
    });
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in PREFIXES {
        serializer = serializer
            .with_prefix(*prefix, *iri)
            .map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(out);
    for quad in &quads {
        serializer.serialize_quad(quad)?;
    }
    serializer.finish()?;
    Ok(())
}

fn lock(path: &Path, target: &Path) -> Result<File, StoreError> {
    let mut name = target.as_os_str().to_owned();
    name.push(".lock");
    let lock = PathBuf::from(name);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&lock)
        .map_err(StoreError::write(&lock))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked {
            path: path.to_owned(),
            lock,
        }),
        Err(TryLockError::Error(source)) => Err(StoreError::write(&lock)(source)),
    }
}

/// Removes what killed writers left beside the file; the lock is held, so no writer lives. What cannot be
/// removed does no harm.
fn sweep(target: &Path) {
    let prefix = part_prefix(target);
    let Ok(entries) = fs::read_dir(folder_of(target)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(PART) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn part_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.")
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
