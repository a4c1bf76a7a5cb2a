//! What each kind of entity and of fact looks like in a drawing: one table each.
//!
//! The fills are tints of Okabe and Ito's palette, which people with any of the usual kinds of
//! colour-blindness tell apart (<https://jfly.uni-koeln.de/color/>); black on them has a contrast of
//! at least 8 to 1. In grey print the shapes tell the classes, and heads and dots of the lines the
//! kinds of facts. Dashes are kept for what is not asserted.

/// How the nodes of a class are drawn, in the terms of <https://graphviz.org/doc/info/shapes.html>.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClassStyle {
    pub class: &'static str,
    pub shape: &'static str,
    pub fill: &'static str,
    /// Lines around the shape.
    pub peripheries: u8,
}

const fn class(class: &'static str, shape: &'static str, fill: &'static str) -> ClassStyle {
    ClassStyle {
        class,
        shape,
        fill,
        peripheries: 1,
    }
}

/// By class name, in the order of the legend.
const CLASSES: &[ClassStyle] = &[
    ClassStyle {
        peripheries: 2,
        ..class("Platform", "box", "#F5C45E")
    },
    class("Company", "box", "#A9D6F5"),
    class("Organization", "tab", "#DCEBF7"),
    ClassStyle {
        peripheries: 2,
        ..class("Researcher", "ellipse", "#E9BFD8")
    },
    class("Person", "ellipse", "#F6E3EE"),
    class("Country", "hexagon", "#8FD6BF"),
    class("Place", "octagon", "#D3EFE5"),
    class("Sector", "box3d", "#F2B48A"),
    class("Event", "cds", "#FBE9DC"),
    class("Work", "note", "#FAF3A6"),
    class("Product", "component", "#E6E6E6"),
];

/// For classes of users' own, and entities without any.
const OTHER_CLASS: ClassStyle = class("", "box", "#FFFFFF");

/// The style of a class by its name.
pub fn of_class(name: &str) -> ClassStyle {
    CLASSES
        .iter()
        .find(|style| style.class == name)
        .copied()
        .unwrap_or(OTHER_CLASS)
}

/// Where a class stands in the legend; users' own come last.
pub fn class_rank(name: &str) -> usize {
    let place = CLASSES.iter().position(|style| style.class == name);
    place.unwrap_or(CLASSES.len())
}

/// How the lines of a family of predicates are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Family {
    pub predicates: &'static [&'static str],
    pub color: &'static str,
    /// `solid` or `dotted`.
    pub line: &'static str,
    pub head: &'static str,
}

/// In the order of the legend: who runs it, who asks for the work, who does it, where it is, who
/// knows about it.
const FAMILIES: &[Family] = &[
    Family {
        predicates: &["operatedBy", "ownedBy"],
        color: "#1A1A1A",
        line: "solid",
        head: "normal",
    },
    Family {
        predicates: &["usesPlatform", "clientsIn"],
        color: "#0069A8",
        line: "solid",
        head: "vee",
    },
    Family {
        predicates: &["worksOn", "workersIn"],
        color: "#C24E00",
        line: "solid",
        head: "dot",
    },
    Family {
        predicates: &["basedIn", "locatedIn"],
        color: "#5A5A5A",
        line: "dotted",
        head: "empty",
    },
    Family {
        predicates: &[
            "affiliatedWith",
            "authorOf",
            "participatesIn",
            "organizedBy",
            "interviewedBy",
            "publishedIn",
        ],
        color: "#8A3F78",
        line: "solid",
        head: "odiamond",
    },
];

const OTHER_FAMILY: Family = Family {
    predicates: &[],
    color: "#00795C",
    line: "solid",
    head: "open",
};

/// The family of a predicate by its name.
pub fn of_predicate(name: &str) -> Family {
    FAMILIES
        .iter()
        .find(|family| family.predicates.contains(&name))
        .copied()
        .unwrap_or(OTHER_FAMILY)
}

/// Where a predicate's family stands in the legend; users' own come last.
pub fn family_rank(name: &str) -> usize {
    let place = FAMILIES
        .iter()
        .position(|family| family.predicates.contains(&name));
    place.unwrap_or(FAMILIES.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::schema::{Range, Schema};

    #[test]
    fn every_class_and_link_of_the_ontology_has_a_look_of_its_own() {
        let schema = Schema::parse([]).unwrap();
        for info in schema.properties().filter(|info| !info.record) {
            let name = info.property.name();
            let Range::Classes(range) = &info.range else {
                continue;
            };
            assert_ne!(of_predicate(name), OTHER_FAMILY, "{name}");
            for class in info.domain.iter().chain(range) {
                // Nothing is shown as an agent: a company, an organisation or a person is.
                if class.name() != "Agent" {
                    assert_ne!(of_class(class.name()), OTHER_CLASS, "{}", class.name());
                }
            }
        }
        for (place, style) in CLASSES.iter().enumerate() {
            let same = |other: &&ClassStyle| {
                (other.shape, other.peripheries) == (style.shape, style.peripheries)
            };
            assert_eq!(
                CLASSES.iter().filter(same).count(),
                1,
                "{} in grey",
                style.class
            );
            assert_eq!(class_rank(style.class), place);
        }
    }
}
