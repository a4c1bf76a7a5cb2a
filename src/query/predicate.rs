//! From what a person types for a property to the property.

use super::names::fold;
use super::near::nearest_things;
use crate::ontology::schema::{PropertyInfo, Schema};
use crate::vocab::Property;
use std::collections::BTreeMap;

/// A name that no property has.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("there is no relation called `{name}`")]
pub struct UnknownProperty {
    pub name: String,
    /// Names of properties that are like it, the likest first; all of them where none is.
    pub near: Vec<String>,
}

/// The property of this name (`operatedBy`, `tac:operatedBy`), IRI or label in any language, case,
/// accents and spaces aside. The book-keeping of the program (rules, positions) is not among them.
///
/// # Errors
/// [`UnknownProperty`].
pub fn find(schema: &Schema, name: &str) -> Result<Property, UnknownProperty> {
    let typed = name.trim();
    let bare = typed.strip_prefix("tac:").unwrap_or(typed);
    let wanted = fold(bare);
    let all = || schema.properties().filter(|info| !info.record);
    let fits = |info: &&PropertyInfo| {
        info.property.iri().as_str() == typed.trim_matches(['<', '>'])
            || fold(info.property.name()) == wanted
            || info
                .words
                .labels
                .values()
                .any(|label| fold(label) == wanted)
    };
    if let Some(info) = all().find(fits) {
        return Ok(info.property);
    }
    // By the likest of its names and labels; each property once.
    let known: BTreeMap<String, &str> = all()
        .flat_map(|info| {
            let labels = info.words.labels.values().cloned();
            let names = labels.chain([info.property.name().to_owned()]);
            names.map(move |name| (name, info.property.name()))
        })
        .collect();
    Err(UnknownProperty {
        name: name.to_owned(),
        near: nearest_things(bare, &known),
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::ontology::schema::Schema;
    use crate::vocab::property;

    #[test]
    fn a_property_has_many_names() {
        let schema = Schema::load(&[]).unwrap();
        for name in [
            "operatedBy",
            "tac:operatedBy",
            "operated by",
            "OPERATED-BY",
            "exploité par",
            "exploite par",
            "https://w3id.org/tacheron/ontology#operatedBy",
        ] {
            assert_eq!(find(&schema, name), Ok(property::OPERATED_BY), "{name}");
        }
        let error = find(&schema, "operatdBy").unwrap_err();
        assert_eq!(error.near[0], "operatedBy");
        assert!(find(&schema, "rule").is_err(), "a rule relates nobody");
        assert!(find(&schema, "zzz").unwrap_err().near.len() > 10);
    }
}
