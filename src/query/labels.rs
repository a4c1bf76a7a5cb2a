//! Names to show: of entities in the language asked for, of ontology terms in words.

use super::{Knowledge, QueryError};
use crate::vocab::{ID, PREFIXES, property};
use oxigraph::model::{NamedNodeRef, Term};
use std::collections::BTreeMap;

/// A label that the store has for something, and how often.
struct Label {
    value: String,
    lang: Option<String>,
    /// How many graphs say so.
    times: usize,
}

impl Knowledge<'_> {
    /// The name by which to show an entity: our own preferred one in the language, or of no
    /// language (proper names); else what posts call it most in that language or in none; else ours
    /// in English, ours in any, theirs in any; a post's title; the short name of its IRI.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn label(&self, entity: NamedNodeRef<'_>) -> Result<String, QueryError> {
        if let Some(label) = self.labels.borrow().get(entity.as_str()) {
            return Ok(label.clone());
        }
        let label = match self.terms.get(entity.as_str()) {
            Some(label) => label.clone(),
            None => self.best_label(entity)?,
        };
        self.labels
            .borrow_mut()
            .insert(entity.as_str().to_owned(), label.clone());
        Ok(label)
    }

    /// As [`label`](Self::label); a literal is shown as its value.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn label_of(&self, term: &Term) -> Result<String, QueryError> {
        match term {
            Term::NamedNode(node) => self.label(node.as_ref()),
            Term::Literal(literal) => Ok(literal.value().to_owned()),
            other => Ok(other.to_string()),
        }
    }

    fn best_label(&self, entity: NamedNodeRef<'_>) -> Result<String, QueryError> {
        let ours = self.labels_by(entity, property::PREF_LABEL)?;
        let theirs = self.labels_by(entity, property::LABEL)?;
        let here = self.lang.as_str();
        let is = |label: &&Label, lang: Option<&str>| label.lang.as_deref() == lang;
        let first = |labels: &[Label], lang| {
            let found = labels.iter().find(|label| is(label, lang));
            found.map(|label| label.value.clone())
        };
        let found = first(&ours, Some(here))
            .or_else(|| first(&ours, None))
            .or_else(|| {
                let mut here = theirs
                    .iter()
                    .filter(|label| is(label, Some(here)) || is(label, None));
                here.next().map(|label| label.value.clone())
            })
            .or_else(|| first(&ours, Some("en")))
            .or_else(|| ours.first().map(|label| label.value.clone()))
            .or_else(|| theirs.first().map(|label| label.value.clone()));
        if let Some(label) = found {
            return Ok(label);
        }
        let titles = self.labels_by(entity, property::HEADLINE)?;
        Ok(match titles.into_iter().next() {
            Some(title) => title.value,
            None => short_name(entity.as_str()),
        })
    }

    /// The most used first, then by value.
    fn labels_by(
        &self,
        entity: NamedNodeRef<'_>,
        by: crate::vocab::Property,
    ) -> Result<Vec<Label>, QueryError> {
        let mut times: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
        for value in self.objects(entity, by, None)? {
            if let Term::Literal(label) = value {
                let lang = label.language().map(str::to_owned);
                *times.entry((label.value().to_owned(), lang)).or_default() += 1;
            }
        }
        let mut labels: Vec<Label> = times
            .into_iter()
            .map(|((value, lang), times)| Label { value, lang, times })
            .collect();
        labels.sort_by_key(|label| std::cmp::Reverse(label.times));
        Ok(labels)
    }
}

/// An IRI as people write it: `tac:operatedBy`, `platform/uhrs` for what stands under [`ID`], and
/// the whole one where neither fits.
pub fn short_name(iri: &str) -> String {
    if let Some(id) = iri.strip_prefix(ID) {
        return id.to_owned();
    }
    PREFIXES
        .iter()
        .filter_map(|(prefix, start)| Some((prefix, iri.strip_prefix(start)?)))
        .find(|(_, local)| !local.contains(['/', '#']))
        .map_or_else(
            || iri.to_owned(),
            |(prefix, local)| format!("{prefix}:{local}"),
        )
}

/// The name of a term in words: `operatedBy` → `operated by`.
pub fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{in_words, short_name};

    #[test]
    fn iris_are_shortened_where_they_can_be() {
        assert_eq!(
            short_name("https://w3id.org/tacheron/ontology#operatedBy"),
            "tac:operatedBy"
        );
        assert_eq!(
            short_name("https://w3id.org/tacheron/id/platform/uhrs"),
            "platform/uhrs"
        );
        assert_eq!(
            short_name("https://schema.org/a/b"),
            "https://schema.org/a/b"
        );
        assert_eq!(in_words("userCount"), "user count");
        assert_eq!(in_words("Researcher"), "researcher");
    }
}
