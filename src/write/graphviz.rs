//! Drawings → pictures, by Graphviz (<https://graphviz.org>) where it is installed.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("Graphviz, which draws pictures, is not installed here")]
    Missing,
    #[error("Graphviz did not draw it: {0}")]
    Failed(String),
    #[error("Graphviz cannot be run: {0}")]
    Io(#[from] io::Error),
}

/// What `dot` makes of a drawing in DOT: `svg`, `png` or whatever else it writes. The drawing itself says
/// which of the layouts it wants.
///
/// # Errors
/// Where Graphviz is not there, or complains.
pub fn picture(drawing: &str, format: &str) -> Result<Vec<u8>, Error> {
    let child = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::Missing),
        child => child?,
    };
    let input = child.stdin.take();
    let text = drawing.as_bytes().to_vec();
    // It writes while it still reads, so both ends move at once.
    let feed = thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(&text)));
    let output = child.wait_with_output()?;
    let fed = feed.join();
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let first = said.lines().find(|line| !line.trim().is_empty());
        return Err(Error::Failed(first.unwrap_or("it says nothing").to_owned()));
    }
    if let Ok(fed) = fed {
        fed?;
    }
    Ok(output.stdout)
}
