//! JSON lines: one post each, with `text` and, where known, `title`, `date`, `lang`, `url`,
//! `author`, `medium`. Other keys are passed over.

use std::io::{self, BufRead, Read};

use serde::Deserialize;

use super::Problem;
use super::blocks::blocks;
use super::draft::{Body, Draft};
use crate::model::{PartialDate, Span};

/// A longer line is refused, in bytes: no post is that long.
pub(super) const LONGEST_LINE: u64 = 64 << 20;

#[derive(Deserialize)]
struct Record {
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    medium: Option<String>,
}

/// Reads records line by line and gives each to `take`; `see` sees all bytes. A bad line is one
/// problem, and the next one is read.
///
/// # Errors
/// If `input` fails.
pub(super) fn read(
    file: &str,
    mut input: impl BufRead,
    mut see: impl FnMut(&[u8]),
    mut take: impl FnMut(Draft),
    problems: &mut Vec<Problem>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let length = input
            .by_ref()
            .take(LONGEST_LINE + 1)
            .read_until(b'\n', &mut bytes)?;
        if length == 0 {
            break;
        }
        see(&bytes);
        if length as u64 > LONGEST_LINE {
            if bytes.last() != Some(&b'\n') {
                skip_line(&mut input, &mut see)?;
            }
            problems.push(Problem::at(
                file,
                line,
                format!(
                    "the line is longer than {} MiB: expected one post",
                    LONGEST_LINE >> 20
                ),
            ));
            // What so long a line took is not kept for the next ones.
            bytes = Vec::new();
            continue;
        }
        let content = bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&bytes)
            .trim_ascii();
        if content.is_empty() {
            continue;
        }
        match record(content) {
            Ok(draft) => take(draft),
            Err(message) => problems.push(Problem::at(file, line, message)),
        }
    }
    Ok(())
}

fn skip_line(input: &mut impl BufRead, see: &mut impl FnMut(&[u8])) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = memchr::memchr(b'\n', buffer);
        let length = end.map_or(buffer.len(), |end| end + 1);
        see(&buffer[..length]);
        input.consume(length);
        if end.is_some() {
            return Ok(());
        }
    }
}

pub(super) fn record(line: &[u8]) -> Result<Draft, String> {
    let record: Record = serde_json::from_slice(line).map_err(|error| {
        // The line counts in the file; the parser's own is always 1.
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default().to_owned();
        format!(
            "no post: {what} (column {}): expected an object such as {{\"title\": …, \"date\": …, \"text\": …}}",
            error.column()
        )
    })?;
    if !record.text.contains(|c: char| c.is_alphanumeric()) {
        return Err("no post: its `text` is empty".to_owned());
    }
    let date = match record.date.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(date) => Some(date.parse::<PartialDate>()?),
    };
    let first = record
        .text
        .trim_start()
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end();
    let starts = record.text.len() - record.text.trim_start().len();
    let headed = record.title.as_deref().map(str::trim) == Some(first);
    let title = headed.then(|| Span::new(starts, starts + first.len()));
    Ok(Draft {
        title: record.title,
        date,
        lang: record.lang,
        url: record.url,
        author: record.author,
        medium: record.medium,
        end: record.text.chars().count(),
        body: Body {
            blocks: blocks(&record.text, title),
            text: record.text,
            italics: Vec::new(),
        },
        ..Draft::default()
    })
}
