//! What our classes and predicates are in the model of FollowTheMoney
//! (<https://followthemoney.tech/explorer/>): one table each.

/// The schema of what the model has no word for: "used when raw data does not specify".
pub const OTHER: &str = "LegalEntity";

/// Our classes by name, the more telling first: an entity with several gets the schema of the first.
pub const SCHEMATA: &[(&str, &str)] = &[
    // A platform can be owned, and be worked for: in the model only a company is both.
    ("Platform", "Company"),
    ("Company", "Company"),
    ("Organization", "Organization"),
    ("Researcher", "Person"),
    ("Person", "Person"),
    ("Country", "Territory"),
    ("Place", "Address"),
    ("Event", "Event"),
    ("Work", "Document"),
    ("Product", "Asset"),
    // "An activity carried out by a group of participants."
    ("Sector", "Project"),
];

/// Schemata that are legal entities, and those that are organisations too.
pub const LEGAL: &[&str] = &["Company", "Organization", "Person", "LegalEntity"];
pub const ORGANIZATIONS: &[&str] = &["Company", "Organization"];

/// A link of the model: its two ends, and what may stand at each.
#[derive(Debug)]
pub struct Link {
    pub schema: &'static str,
    /// The property for our subject and the schemata that it may have; empty: any.
    pub subject: (&'static str, &'static [&'static str]),
    pub object: (&'static str, &'static [&'static str]),
}

/// Our predicates by name.
pub const LINKS: &[(&str, Link)] = &[
    (
        "ownedBy",
        Link {
            schema: "Ownership",
            subject: ("asset", &["Company", "Asset"]),
            object: ("owner", LEGAL),
        },
    ),
    (
        "affiliatedWith",
        Link {
            schema: "Membership",
            subject: ("member", LEGAL),
            object: ("organization", ORGANIZATIONS),
        },
    ),
    (
        "worksOn",
        Link {
            schema: "Employment",
            subject: ("employee", &["Person"]),
            object: ("employer", ORGANIZATIONS),
        },
    ),
];

/// For all other predicates, and for ends that the link of a predicate does not take.
pub const OTHER_LINK: Link = Link {
    schema: "UnknownLink",
    subject: ("subject", &[]),
    object: ("object", &[]),
};

/// The properties that are written, with their types in the model.
pub const PROPERTIES: &[(&str, &str)] = &[
    ("name", "name"),
    ("previousName", "name"),
    ("country", "country"),
    ("territoryCode", "identifier"),
    ("full", "address"),
    ("title", "string"),
    ("fileName", "string"),
    ("publishedAt", "date"),
    ("date", "date"),
    ("notes", "text"),
    ("summary", "text"),
    ("sourceUrl", "url"),
    ("role", "string"),
    ("status", "string"),
    ("proof", "entity"),
    ("asset", "entity"),
    ("owner", "entity"),
    ("member", "entity"),
    ("organization", "entity"),
    ("employee", "entity"),
    ("employer", "entity"),
    ("subject", "entity"),
    ("object", "entity"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::schema::{Range, Schema};

    #[test]
    fn every_class_of_things_has_a_schema_and_every_link_is_declared() {
        let schema = Schema::parse([]).unwrap();
        for info in schema.properties().filter(|info| !info.record) {
            let Range::Classes(range) = &info.range else {
                continue;
            };
            for class in info.domain.iter().chain(range) {
                // Nothing is shown as an agent: a company, an organisation or a person is.
                let name = class.name();
                let known = SCHEMATA.iter().any(|(class, _)| *class == name);
                assert!(known || name == "Agent", "{name}");
            }
        }
        for (predicate, link) in LINKS {
            assert!(
                schema
                    .properties()
                    .any(|info| info.property.name() == *predicate),
                "{predicate}"
            );
            for (end, _) in [link.subject, link.object] {
                assert!(PROPERTIES.contains(&(end, "entity")), "{end}");
            }
        }
    }
}
