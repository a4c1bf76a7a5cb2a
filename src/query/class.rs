//! From what a person types for a class to the class.

use super::names::fold;
use super::near::nearest_things;
use crate::ontology::schema::{ClassInfo, Schema};
use crate::vocab::Class;
use std::collections::BTreeMap;

/// A name that no class has.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("there is no class called `{name}`")]
pub struct UnknownClass {
    pub name: String,
    /// Names of classes that are like it, the likest first; all of them where none is.
    pub near: Vec<String>,
}

impl UnknownClass {
    /// What to do about it.
    pub fn help(&self) -> String {
        format!("did you mean one of these? {}", self.near.join(", "))
    }
}

/// The class of this name (`Platform`, `tac:Platform`), IRI or label in any language, case, accents and
/// spaces aside. The book-keeping of the program (posts, claims) is among them: questions ask for it too.
///
/// # Errors
/// [`UnknownClass`].
pub fn find(schema: &Schema, name: &str) -> Result<Class, UnknownClass> {
    let typed = name.trim();
    let bare = typed.strip_prefix("tac:").unwrap_or(typed);
    let wanted = fold(bare);
    let names = |info: &ClassInfo| {
        let labels = info.words.labels.values().cloned();
        labels
            .chain([info.class.name().to_owned()])
            .collect::<Vec<_>>()
    };
    let fits = |info: &&ClassInfo| {
        info.class.iri().as_str() == typed.trim_matches(['<', '>'])
            || names(info).iter().any(|name| fold(name) == wanted)
    };
    if let Some(info) = schema.classes().find(fits) {
        return Ok(info.class);
    }
    let known: BTreeMap<String, &str> = schema
        .classes()
        .flat_map(|info| {
            names(info)
                .into_iter()
                .map(|name| (name, info.class.name()))
        })
        .collect();
    Err(UnknownClass {
        name: name.to_owned(),
        near: nearest_things(bare, &known),
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::ontology::schema::Schema;
    use crate::vocab::class;

    #[test]
    fn a_class_has_many_names() {
        let schema = Schema::load(&[]).unwrap();
        for name in [
            "Platform",
            "platform",
            "tac:Platform",
            "plateforme",
            "https://w3id.org/tacheron/ontology#Platform",
        ] {
            assert_eq!(find(&schema, name), Ok(class::PLATFORM), "{name}");
        }
        assert_eq!(find(&schema, "Platfrom").unwrap_err().near[0], "Platform");
        assert!(find(&schema, "zzz").unwrap_err().near.len() > 10);
    }
}
