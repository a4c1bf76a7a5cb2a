//! The statements of an N-Quads file that somebody wants, without a look at the others: a file of a million
//! facts has twenty million lines, of which a walk needs a third.
//!
//! N-Quads have a line for each statement (RDF 1.1 N-Quads, W3C 2014), so a file is cut into blocks of whole
//! lines, which are read on all cores. Of a line that is not wanted the subject, the predicate and the full stop
//! at its end are looked at, and no more.

use std::io::{self, Read};

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::Quad;
use rayon::prelude::*;

use crate::vocab::{CLAIM_PARTS, Property, class};

/// Bytes of a block: some ten thousand statements.
const BLOCK: usize = 4 << 20;

/// A line as far as it is looked at before it is parsed: the bytes as they stand in the file.
#[derive(Clone, Copy, Debug)]
pub struct Line<'l> {
    /// The IRI without its brackets, or a blank node.
    pub subject: &'l [u8],
    /// The IRI without its brackets.
    pub predicate: &'l [u8],
    /// The object, the graph and the full stop.
    pub rest: &'l [u8],
}

impl Line<'_> {
    pub fn has(self, property: Property) -> bool {
        self.predicate == property.iri().as_str().as_bytes()
    }

    /// Whether the object is the class of claims, or of a part of these.
    pub fn is_part_of_claim(self) -> bool {
        iri(self.rest).is_some_and(|(class, _)| {
            let mut parts = CLAIM_PARTS.iter().chain([&class::CLAIM]);
            parts.any(|part| part.iri().as_str().as_bytes() == class)
        })
    }

    /// Whether it stands in this graph.
    pub fn stands_in(self, graph: &str) -> bool {
        let rest = self.rest.strip_suffix(b".").unwrap_or(self.rest);
        let rest = rest.trim_ascii_end().strip_suffix(b">");
        rest.and_then(|rest| rest.strip_suffix(graph.as_bytes()))
            .is_some_and(|rest| rest.ends_with(b"<"))
    }
}

/// Why a file could not be sifted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Parse(#[from] RdfParseError),
}

/// Reads the lines that `wanted` lets through, makes something of each block of them, and hands these on in
/// the order of the file.
///
/// A line whose IRIs are written with escapes is parsed unasked; `make` can get statements that are not wanted.
///
/// # Errors
/// Where the file cannot be read, or a line that is wanted is no N-Quad; its place in the file is not known.
pub fn sift<T: Send>(
    mut file: impl Read,
    wanted: impl Fn(Line<'_>) -> bool + Sync,
    make: impl Fn(&mut dyn Iterator<Item = Quad>) -> T + Sync,
    mut take: impl FnMut(T),
) -> Result<(), Error> {
    let at_once = 2 * rayon::current_num_threads();
    let mut rest = Vec::new();
    let mut ended = false;
    while !ended {
        let mut blocks = Vec::with_capacity(at_once);
        while blocks.len() < at_once && !ended {
            let (block, end) = block(&mut file, std::mem::take(&mut rest))?;
            ended = end.is_none();
            rest = end.unwrap_or_default();
            blocks.push(block);
        }
        let made: Vec<Result<T, RdfParseError>> = blocks
            .into_par_iter()
            .map(|block| made_of(&kept(&block, &wanted), &make))
            .collect();
        for part in made {
            take(part?);
        }
    }
    Ok(())
}

/// The next block, which starts with what was left of the one before, and what is left of it behind its last
/// line; `None` at the end of the file.
fn block(file: &mut impl Read, mut start: Vec<u8>) -> io::Result<(Vec<u8>, Option<Vec<u8>>)> {
    loop {
        let before = start.len();
        let read = file.by_ref().take(BLOCK as u64).read_to_end(&mut start)?;
        if read == 0 {
            return Ok((start, None));
        }
        if let Some(end) = memchr::memrchr(b'\n', &start[before..]) {
            let rest = start.split_off(before + end + 1);
            return Ok((start, Some(rest)));
        }
    }
}

/// The lines of a block that are wanted.
fn kept(block: &[u8], wanted: &(impl Fn(Line<'_>) -> bool + Sync)) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut start = 0;
    while start < block.len() {
        let end = memchr::memchr(b'\n', &block[start..]).map_or(block.len(), |at| start + at + 1);
        let line = &block[start..end];
        if line_of(line).is_none_or(&wanted) {
            kept.extend_from_slice(line);
        }
        start = end;
    }
    kept
}

/// `None` for what is no plain statement, as of a file that was cut off: the parser says what it is.
fn line_of(line: &[u8]) -> Option<Line<'_>> {
    let line = line.trim_ascii_start();
    let (subject, line) = if line.starts_with(b"<") {
        iri(line)?
    } else if line.starts_with(b"_:") {
        line.split_at(memchr::memchr2(b' ', b'\t', line)?)
    } else {
        return None;
    };
    let (predicate, rest) = iri(line.trim_ascii_start())?;
    let rest = rest.trim_ascii();
    rest.ends_with(b".").then_some(Line {
        subject,
        predicate,
        rest,
    })
}

/// The IRI with which a text starts, and what stands behind it.
pub fn iri(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.strip_prefix(b"<")?;
    let end = memchr::memchr(b'>', text)?;
    let (iri, rest) = (&text[..end], &text[end + 1..]);
    (!iri.contains(&b'\\')).then_some((iri, rest))
}

fn made_of<T>(
    lines: &[u8],
    make: &impl Fn(&mut dyn Iterator<Item = Quad>) -> T,
) -> Result<T, RdfParseError> {
    // IRIs are taken as they stand: who wrote the file has checked them.
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient();
    let mut broken = None;
    let mut quads = parser.for_slice(lines).map_while(|quad| match quad {
        Ok(quad) => Some(quad),
        Err(error) => {
            broken = Some(error);
            None
        }
    });
    let made = make(&mut quads);
    match broken {
        Some(error) => Err(error.into()),
        None => Ok(made),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sifted(text: &str, predicate: &str) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        sift(
            text.as_bytes(),
            |line| line.predicate == predicate.as_bytes(),
            |quads| quads.collect::<Vec<Quad>>(),
            |quads| found.extend(quads.iter().map(Quad::to_string)),
        )?;
        Ok(found)
    }

    #[test]
    fn only_what_is_wanted_is_read() {
        let text = "# a comment\n\n<a:s> <a:p> \"1\" <a:g> .\n_:b\t<a:p> <a:o>.\n<a:s> <a:q> nonsense .\n\
                    <a:s> <a:\\u0070> \"2\" .";
        let found = sifted(text, "a:p").unwrap();
        assert_eq!(
            found,
            [
                "<a:s> <a:p> \"1\" <a:g>",
                "_:b <a:p> <a:o>",
                "<a:s> <a:p> \"2\""
            ]
        );
        assert!(sifted(text, "a:q").is_err());
        let cut_off = "<a:s> <a:p> \"1\" .\n<a:s> <a:q> <a:o";
        assert!(sifted(cut_off, "a:p").is_err());
    }

    #[test]
    fn a_file_of_many_blocks_keeps_its_order() {
        let lines = (0..200_000).map(|n| format!("<a:s> <a:{}> \"{n}\" .\n", n % 2));
        let text: String = lines.collect();
        assert!(text.len() > BLOCK);
        let found = sifted(&text, "a:1").unwrap();
        assert_eq!(found.len(), 100_000);
        assert_eq!(found[0], "<a:s> <a:1> \"1\"");
        assert_eq!(found[99_999], "<a:s> <a:1> \"199999\"");
    }
}
