//! What is wrong with a file of the knowledge.

use std::fmt;

/// A mistake in a file of the ontology: where, what, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct KnowledgeError {
    pub file: String,
    /// From 1; 0 where the mistake belongs to the whole file.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for KnowledgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 if self.file.is_empty() => f.write_str(&self.message),
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

impl KnowledgeError {
    pub fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
        }
    }

    /// A mistake whose text says already where it is.
    pub fn whole(message: String) -> Self {
        Self {
            file: String::new(),
            line: 0,
            message,
        }
    }

    /// From what the TOML parser says, with its line.
    pub fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let line = error.span().map_or(0, |span| line_of(text, span.start));
        Self::new(file, line, error.message().to_owned())
    }
}

/// The line, from 1, on which byte `at` stands.
pub fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
        + 1
}

/// The lines of a text, for places that are asked for one behind the other: each stretch is looked through once.
pub struct Lines<'t> {
    text: &'t str,
    /// Byte and line, from 1, of the place that was asked for last.
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Self {
        Lines {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line on which byte `at` stands.
    pub fn line_of(&mut self, at: usize) -> usize {
        self.line = match self.text.get(self.at..at) {
            Some(between) => self.line + line_of(between, between.len()) - 1,
            None => line_of(self.text, at),
        };
        self.at = at;
        self.line
    }
}
