//! The background graph: what comes from us and from no post.

use super::EncodeError;
use super::graph::{GraphWriter, date_term, name, node};
use crate::model::{Lang, PartialDate, Quad};
use crate::vocab::{Class, class, graph, property};

/// What we know of an entity without any post: names, and a few facts that help to read posts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct KnownEntity {
    pub iri: String,
    /// The best class first.
    pub classes: Vec<Class>,
    /// By language; `None` for proper names. At most one of each language is shown.
    pub pref_labels: Vec<(String, Option<Lang>)>,
    pub alt_labels: Vec<(String, Option<Lang>)>,
    pub former_names: Vec<FormerName>,
    pub homepage: Option<String>,
    /// IRI of who runs it.
    pub operator: Option<String>,
    /// IRI of who owns it.
    pub owner: Option<String>,
    /// IRI of the country where it has its seat or lies.
    pub country: Option<String>,
}

/// A name that something bore once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormerName {
    pub name: String,
    /// When it ceased to be borne, where that is known.
    pub until: Option<PartialDate>,
}

impl KnownEntity {
    /// The IRIs of other entities to which its background leads.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        [&self.operator, &self.owner, &self.country]
            .into_iter()
            .filter_map(Option::as_deref)
    }
}

/// The background graph of these entities, in their order.
///
/// A former name is an alternative label, and with its end a [label resource of SKOS-XL][xl], which plain
/// SKOS readers pass over.
///
/// # Errors
/// An IRI or homepage that is none.
///
/// [xl]: https://www.w3.org/TR/skos-reference/#xl
pub fn background(known: &[KnownEntity]) -> Result<Vec<Quad>, EncodeError> {
    let mut out = GraphWriter::new(graph::BACKGROUND.to_owned());
    for entity in known {
        let iri = node(&entity.iri)?;
        for &class in &entity.classes {
            out.class(&iri, class);
        }
        for (label, lang) in &entity.pref_labels {
            out.words(&iri, property::PREF_LABEL, label, *lang);
        }
        for (label, lang) in &entity.alt_labels {
            out.words(&iri, property::ALT_LABEL, label, *lang);
        }
        for former in &entity.former_names {
            out.text(&iri, property::ALT_LABEL, &former.name);
            if let Some(until) = former.until {
                let resource = name("name", &[&entity.iri, &former.name, &until.to_string()])?;
                out.link(&iri, property::XL_ALT_LABEL, &resource);
                out.class(&resource, class::FORMER_NAME);
                out.text(&resource, property::LITERAL_FORM, &former.name);
                out.add(&resource, property::UNTIL, date_term(until));
            }
        }
        if let Some(homepage) = &entity.homepage {
            out.link(&iri, property::URL, &node(homepage)?);
        }
        let facts = [
            (property::KNOWN_OPERATOR, &entity.operator),
            (property::KNOWN_OWNER, &entity.owner),
            (property::KNOWN_COUNTRY, &entity.country),
        ];
        for (property, other) in facts {
            if let Some(other) = other {
                out.link(&iri, property, &node(other)?);
            }
        }
    }
    Ok(out.finish())
}
