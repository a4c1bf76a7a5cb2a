//! The files that arguments mean: files, folders, patterns, `-` for standard input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::WalkDir;

use super::Problem;
use super::form::Form;

/// What arguments came to.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Each once, in the order of the arguments, sorted within a folder or a pattern. `-` stays as
    /// it is.
    pub files: Vec<PathBuf>,
    /// Arguments that mean no file, folders that cannot be opened.
    pub problems: Vec<Problem>,
}

/// Expands arguments. A folder gives all files below it whose ending is known, except hidden ones
/// and JSON that is neither a feed nor a record with a text; links in it are not followed. What is
/// named itself is taken whatever its ending is.
pub fn inputs<S: AsRef<str>>(args: &[S]) -> Inputs {
    let mut found = Inputs::default();
    let mut known = FxHashSet::default();
    for arg in args {
        let arg = arg.as_ref();
        let path = Path::new(arg);
        let mut files = Vec::new();
        if arg == "-" || path.is_file() {
            files.push(path.to_owned());
        } else if path.is_dir() {
            folder(path, &mut files, &mut found.problems);
        } else if arg.contains(['*', '?', '[']) {
            pattern(arg, &mut files, &mut found.problems);
        } else if path.exists() {
            files.push(path.to_owned());
        } else {
            found.problems.push(Problem::new(
                arg,
                "there is no such file: expected a file, a folder, a pattern such as `*.txt` or `-`",
            ));
        }
        found
            .files
            .extend(files.into_iter().filter(|file| known.insert(file.clone())));
    }
    found
}

fn folder(path: &Path, files: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    let before = files.len();
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let walk = WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() && is_ours(entry.path()) => {
                files.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => {
                let at = error.path().unwrap_or(path).display().to_string();
                problems.push(Problem::new(&at, format!("cannot be opened: {error}")));
            }
        }
    }
    if files.len() == before {
        let endings: Vec<String> = Form::ALL
            .iter()
            .flat_map(|(.., endings)| endings.iter().map(|ending| format!(".{ending}")))
            .collect();
        problems.push(Problem::new(
            &path.display().to_string(),
            format!(
                "no post in this folder: expected files in {}",
                endings.join(", ")
            ),
        ));
    }
}

fn pattern(arg: &str, files: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) {
    let paths = match glob::glob(arg) {
        Ok(paths) => paths,
        Err(error) => {
            problems.push(Problem::new(arg, format!("is no pattern: {error}")));
            return;
        }
    };
    let before = files.len();
    let mut found: Vec<PathBuf> = paths.filter_map(Result::ok).collect();
    found.sort();
    for path in found {
        if path.is_dir() {
            folder(&path, files, problems);
        } else {
            files.push(path);
        }
    }
    if files.len() == before {
        problems.push(Problem::new(arg, "no file fits this pattern"));
    }
}

fn is_ours(path: &Path) -> bool {
    let name = path.to_string_lossy();
    match Form::by_ending(&name) {
        None => false,
        Some(_) if name.to_ascii_lowercase().ends_with(".json") => is_post_json(path),
        Some(_) => true,
    }
}

/// Whether a JSON file starts like a feed or a record of a post; of what cannot be opened the
/// reader will tell why.
fn is_post_json(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    let has = |key: &str| memchr::memmem::find(&head, key.as_bytes()).is_some();
    read.is_err() || has("jsonfeed.org/version") || has("\"text\"")
}
