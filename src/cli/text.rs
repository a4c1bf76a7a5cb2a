//! The text of a query or an update: from -e, a file, or standard input.

use super::CliError;
use crate::query::sparql::Origin;
use crate::store::file_iri;
use iref::{Iri, IriBuf};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// A text of SPARQL, and where it comes from.
pub struct Text {
    pub text: String,
    /// As errors name it.
    origin: String,
    /// Against which its relative IRIs are resolved: that of its file.
    base: Option<IriBuf>,
}

impl Text {
    /// Behind -e; `what` is `query` or `update`.
    pub fn typed(text: String, what: &str) -> Self {
        Self {
            text,
            origin: format!("the {what}"),
            base: None,
        }
    }

    /// # Errors
    /// Where standard input fails or is no UTF-8.
    pub fn of_stdin() -> Result<Self, CliError> {
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| CliError::new(format!("standard input: {error}")))?;
        Ok(Self {
            text,
            origin: "standard input".to_owned(),
            base: None,
        })
    }

    /// # Errors
    /// Where the file cannot be read or is no UTF-8; `help` says what else could be meant.
    pub fn of_file(file: &str, help: &str) -> Result<Self, CliError> {
        let path = Path::new(file);
        let text = fs::read_to_string(path)
            .map_err(|error| CliError::new(format!("{file}: {error}")).help(help))?;
        Ok(Self {
            text,
            origin: file.to_owned(),
            base: Some(file_iri(path)?),
        })
    }

    /// As parsers take it; `base` goes before that of its file.
    pub fn origin<'o>(&'o self, base: Option<&'o Iri>) -> Origin<'o> {
        Origin {
            name: &self.origin,
            base: base.or(self.base.as_ref().map(IriBuf::as_iri)),
        }
    }

    /// Says on standard error which properties and classes of it nobody knows.
    pub fn warn(&self, unknown: Vec<crate::query::terms::UnknownTerm>, context: &super::Context) {
        for term in unknown {
            let mut warning = CliError::warning(&term);
            if !term.span.is_empty() {
                warning = warning.at(&self.origin, self.text.clone(), term.span, "unknown");
            }
            if !term.near.is_empty() {
                warning = warning.help(format!("did you mean {}?", term.near.join(" or ")));
            }
            warning.report(context.color);
        }
    }
}
