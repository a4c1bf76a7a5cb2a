//! A Turtle file of the ontology, with the lines to which its errors point.

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};

use super::schema::SchemaError;

/// A parsed file: what it states, and where its text has it.
pub(super) struct TurtleFile<'t> {
    name: &'t str,
    text: &'t str,
    prefixes: Vec<(String, String)>,
    pub triples: Vec<(NamedOrBlankNode, String, Term)>,
}

impl<'t> TurtleFile<'t> {
    /// Parses `text`; `name` is what errors call the file.
    pub fn parse(name: &'t str, text: &'t str) -> Result<Self, SchemaError> {
        let mut parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(text);
        let mut triples = Vec::new();
        for quad in &mut parser {
            let quad = quad.map_err(|error| syntax(name, error.into()))?;
            triples.push((quad.subject, quad.predicate.into_string(), quad.object));
        }
        let prefixes = parser
            .prefixes()
            .map(|(prefix, iri)| (prefix.to_owned(), iri.to_owned()))
            .collect();
        Ok(Self {
            name,
            text,
            prefixes,
            triples,
        })
    }

    /// An error about `term` in the statements about `subject`, at the line where it stands there.
    pub fn wrong(&self, subject: &str, term: &str, what: String, todo: String) -> SchemaError {
        SchemaError::Wrong {
            file: self.name.to_owned(),
            line: self.line(subject, term),
            what,
            todo,
        }
    }

    /// An error about statements whose subject is a blank node, at the first line that can hold one.
    pub fn nameless(&self) -> SchemaError {
        let line = self
            .text
            .lines()
            .position(|line| {
                let code = line.trim_start();
                code.starts_with('[') || code.starts_with("_:") || code.contains(" [")
            })
            .map_or(1, |at| at + 1);
        SchemaError::Wrong {
            file: self.name.to_owned(),
            line,
            what: "something is said of a node without a name".to_owned(),
            todo: "give every class, property and thing an IRI".to_owned(),
        }
    }

    /// The name of a term as this file would write it: `tac:Platform`, or `<…>` without a prefix for it.
    pub fn short(&self, iri: &str) -> String {
        self.forms(iri).pop().unwrap_or_else(|| iri.to_owned())
    }

    /// The line (from 1) where `term` first stands after the start of the statements about `subject`.
    ///
    /// The parser keeps no positions of what it accepts, so the text is searched for the forms in which a
    /// Turtle file can name the two; the line of the subject, or 1, where that fails.
    fn line(&self, subject: &str, term: &str) -> usize {
        let subject = self.forms(subject);
        let term = self.forms(term);
        let starts = |line: &str| {
            let code = line.trim_start();
            subject
                .iter()
                .any(|form| code.starts_with(form.as_str()) && ends_token(&code[form.len()..]))
        };
        let lines = || self.text.lines().enumerate();
        let Some((first, _)) = lines().find(|(_, line)| starts(line)) else {
            return lines()
                .find(|(_, line)| holds(line, &term))
                .map_or(1, |(at, _)| at + 1);
        };
        lines()
            .skip(first)
            .find(|(_, line)| holds(line, &term))
            .map_or(first, |(at, _)| at)
            + 1
    }

    /// The ways in which this file can write an IRI; the shortest last.
    fn forms(&self, iri: &str) -> Vec<String> {
        let mut forms = vec![format!("<{iri}>")];
        for (prefix, namespace) in &self.prefixes {
            if let Some(local) = iri.strip_prefix(namespace.as_str()) {
                forms.push(format!("{prefix}:{local}"));
            }
        }
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms
    }
}

fn holds(line: &str, forms: &[String]) -> bool {
    forms.iter().any(|form| {
        line.match_indices(form.as_str()).any(|(at, found)| {
            ends_token(&line[at + found.len()..])
                && !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
        })
    })
}

/// Whether a name in Turtle cannot go on with what follows.
fn ends_token(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == ':')
}

fn syntax(file: &str, error: RdfParseError) -> SchemaError {
    match error {
        RdfParseError::Syntax(error) => {
            let at = error.location().map(|range| range.start);
            SchemaError::Syntax {
                file: file.to_owned(),
                line: at.map_or(1, |at| at.line as usize + 1),
                column: at.map_or(1, |at| at.column as usize + 1),
                what: message(&error.to_string()),
            }
        }
        RdfParseError::Io(source) => SchemaError::Read {
            file: file.to_owned(),
            source,
        },
    }
}

/// The message of the parser without the position that it puts in front.
fn message(text: &str) -> String {
    match text.split_once(": ") {
        Some((place, rest)) if place.starts_with("Parser error") => rest.to_owned(),
        _ => text.to_owned(),
    }
}
