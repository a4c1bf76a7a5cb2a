//! An answer that is printed whole or not at all.

use super::CliError;
use std::io::{self, Seek, Write};
use tempfile::SpooledTempFile;

/// What is larger waits on the disk, not in memory.
const IN_MEMORY: usize = 8 << 20;

/// Takes what is written, and gives it to standard output when all of it is there.
pub struct Spool(SpooledTempFile);

impl Spool {
    pub fn new() -> Self {
        Self(SpooledTempFile::new(IN_MEMORY))
    }

    /// # Errors
    /// Where standard output is closed or full.
    pub fn print(mut self) -> Result<(), CliError> {
        self.0.rewind().map_err(in_words)?;
        let mut out = io::stdout().lock();
        io::copy(&mut self.0, &mut out)?;
        out.flush()?;
        Ok(())
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(in_words)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(in_words)
    }
}

fn in_words(error: io::Error) -> io::Error {
    let text = format!("the temporary file for it (TMPDIR names the folder): {error}");
    io::Error::new(error.kind(), text)
}
