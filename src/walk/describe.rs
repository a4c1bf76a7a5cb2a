//! What the store says of an entity or a post itself: labels, classes, country, heading.

use oxigraph::model::Term;
use rustc_hash::FxHashMap;

use super::Error;
use super::statements::Statements;
use crate::model::Lang;
use crate::model::view::{PostRef, last_part};
use crate::vocab::{DECIDED, Property, TAC, class, graph, property};

/// An entity as the store describes it.
#[derive(Clone, Debug)]
pub(super) struct Description {
    pub label: String,
    /// Its classes by IRI: the best first, the others sorted.
    pub classes: Vec<String>,
    /// The IRI of the country that our background knowledge gives it.
    pub known_country: Option<String>,
}

/// Describes each entity once.
pub(super) struct Describer<'s> {
    store: &'s dyn Statements,
    lang: Lang,
    done: FxHashMap<String, Description>,
}

impl<'s> Describer<'s> {
    pub fn new(store: &'s dyn Statements, lang: Lang) -> Self {
        Self {
            store,
            lang,
            done: FxHashMap::default(),
        }
    }

    pub fn describe(&mut self, iri: &str) -> Result<&Description, Error> {
        if !self.done.contains_key(iri) {
            let description = self.read(iri)?;
            self.done.insert(iri.to_owned(), description);
        }
        Ok(&self.done[iri])
    }

    fn read(&self, iri: &str) -> Result<Description, Error> {
        let preferred = labels(self.store, iri, property::PREF_LABEL)?;
        let used = labels(self.store, iri, property::LABEL)?;
        let mut classes: Vec<String> = self
            .store
            .objects(iri, property::TYPE)?
            .into_iter()
            .filter_map(iri_of)
            .collect();
        classes.sort_unstable();
        classes.dedup();
        if let Some(best) = best_class(iri, &classes) {
            classes[..=best].rotate_right(1);
        }
        let known_country = self
            .store
            .objects(iri, property::KNOWN_COUNTRY)?
            .into_iter()
            .filter_map(iri_of)
            .min();
        Ok(Description {
            label: best_label(&preferred, &used, self.lang)
                .unwrap_or_else(|| last_part(iri).to_owned()),
            classes,
            known_country,
        })
    }
}

/// The heading, date and address of a post.
pub(super) fn post(store: &dyn Statements, iri: &str) -> Result<PostRef, Error> {
    let first = |property: Property| -> Result<Option<String>, Error> {
        Ok(store
            .objects(iri, property)?
            .into_iter()
            .map(|term| match term {
                Term::NamedNode(iri) => iri.into_string(),
                Term::Literal(value) => value.destruct().0,
                other => other.to_string(),
            })
            .min())
    };
    Ok(PostRef {
        title: match iri == graph::CURATED.as_str() {
            true => DECIDED.to_owned(),
            false => first(property::HEADLINE)?.unwrap_or_else(|| last_part(iri).to_owned()),
        },
        date: first(property::DATE_PUBLISHED)?.and_then(|date| date.parse().ok()),
        url: first(property::URL)?,
        iri: iri.to_owned(),
    })
}

fn iri_of(term: Term) -> Option<String> {
    match term {
        Term::NamedNode(iri) => Some(iri.into_string()),
        _ => None,
    }
}

/// A label, its language, and how many graphs give it.
struct Label {
    text: String,
    lang: Option<Lang>,
    uses: usize,
}

/// The labels of an entity, the most used first, then by text.
fn labels(store: &dyn Statements, subject: &str, property: Property) -> Result<Vec<Label>, Error> {
    let mut uses: FxHashMap<(String, Option<Lang>), usize> = FxHashMap::default();
    for term in store.objects(subject, property)? {
        if let Term::Literal(value) = term {
            let (text, _, lang) = value.destruct();
            let lang = lang.as_deref().and_then(Lang::from_tag);
            *uses.entry((text, lang)).or_default() += 1;
        }
    }
    let mut labels: Vec<Label> = uses
        .into_iter()
        .map(|((text, lang), uses)| Label { text, lang, uses })
        .collect();
    labels.sort_unstable_by(|a, b| (b.uses, &a.text, a.lang).cmp(&(a.uses, &b.text, b.lang)));
    Ok(labels)
}

/// What the background calls it in the reader's language, or in all (a proper name); else the label that
/// most posts give it, in the reader's language first; English before any other.
fn best_label(preferred: &[Label], used: &[Label], lang: Lang) -> Option<String> {
    let of = |labels: &'_ [Label], lang: Option<Lang>| {
        let found = labels.iter().find(|label| label.lang == lang);
        found.map(|label| label.text.clone())
    };
    of(preferred, Some(lang))
        .or_else(|| of(preferred, None))
        .or_else(|| of(used, Some(lang)))
        .or_else(|| of(preferred, Some(Lang::EN)))
        .or_else(|| used.first().map(|label| label.text.clone()))
        .or_else(|| preferred.first().map(|label| label.text.clone()))
}

/// Which of the classes an entity is shown by. Its IRI is made from its best class when it is first
/// met, so that one counts (`…/company/google`); a researcher is a researcher also where an earlier
/// post knew only of a person.
fn best_class(iri: &str, classes: &[String]) -> Option<usize> {
    let at = |name: &str| {
        classes
            .iter()
            .position(|class| last_part(class).eq_ignore_ascii_case(name))
    };
    let kind = iri.rsplit('/').nth(1).unwrap_or_default();
    at(class::RESEARCHER.name())
        .filter(|_| kind == "person" || kind == "researcher")
        .or_else(|| at(kind))
        .or_else(|| {
            // An IRI from elsewhere: the first that our own ontology knows, for it has a shape and
            // a colour of its own, else the first.
            classes.iter().position(|class| class.starts_with(TAC))
        })
        .or((!classes.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str) -> String {
        format!("{TAC}{name}")
    }

    #[test]
    fn the_best_class_is_that_of_the_iri_but_research_wins() {
        let both = [class("Company"), class("Platform")];
        assert_eq!(
            best_class("https://w3id.org/tacheron/id/company/google", &both),
            Some(0)
        );
        assert_eq!(
            best_class("https://w3id.org/tacheron/id/platform/uber", &both),
            Some(1)
        );
        let person = [class("Person"), class("Researcher")];
        assert_eq!(
            best_class("https://w3id.org/tacheron/id/person/mark-graham", &person),
            Some(1)
        );
        assert_eq!(
            best_class("https://example.org/x", &["https://example.org/C".into()]),
            Some(0)
        );
        assert_eq!(best_class("https://example.org/x", &[]), None);
    }

    #[test]
    fn the_label_follows_the_reader() {
        let label = |text: &str, lang: Option<Lang>, uses| Label {
            text: text.into(),
            lang,
            uses,
        };
        let preferred = [
            label("United States", Some(Lang::EN), 1),
            label("États-Unis", Some(Lang::FR), 1),
        ];
        let used = [label("USA", None, 9)];
        let best = |lang| best_label(&preferred, &used, lang);
        assert_eq!(best(Lang::FR).as_deref(), Some("États-Unis"));
        assert_eq!(best(Lang::IT).as_deref(), Some("United States"));
        assert_eq!(best_label(&[], &used, Lang::IT).as_deref(), Some("USA"));
        assert_eq!(best_label(&[], &[], Lang::IT), None);
    }
}
