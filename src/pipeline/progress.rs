//! Whom an ingest tells how far it is.

use std::path::Path;

use crate::model::Post;

/// Told how far an ingest is; called from several threads. The default of each method says nothing, and
/// `&()` is one that never does.
pub trait Progress: Sync {
    /// So many files are about to be read.
    fn reading(&self, _files: usize) {}

    /// A file was read, well or badly; in any order.
    fn read(&self, _file: &Path) {}

    /// So many posts are new or changed and about to be extracted.
    fn extracting(&self, _posts: usize) {}

    /// A post was extracted and is written next; in order.
    fn extracted(&self, _post: &Post) {}

    /// The store is about to be saved.
    fn saving(&self) {}
}

impl Progress for () {}
