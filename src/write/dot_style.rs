//! What each kind of entity and each kind of fact looks like in a drawing: one table each.
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

/// How the lines of a predicate are drawn, in the terms of
/// <https://graphviz.org/doc/info/arrows.html>. The colour is that of its family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineStyle {
    pub predicate: &'static str,
    pub color: &'static str,
    /// `solid` or `dotted`.
    pub line: &'static str,
    pub head: &'static str,
    /// Whether the object is drawn before the subject, so that a drawing reads in one direction: who
    /// runs and uses it, the platform, where the work is done.
    pub back: bool,
}

const fn line(predicate: &'static str, color: &'static str, head: &'static str) -> LineStyle {
    LineStyle {
        predicate,
        color,
        line: "solid",
        head,
        back: false,
    }
}

const RUNS: &str = "#1A1A1A";
const ASKS: &str = "#0069A8";
const WORKS: &str = "#C24E00";
const STANDS: &str = "#5A5A5A";
const KNOWS: &str = "#8A3F78";

/// In the order of the legend: who runs it, who asks for the work, who does it, where it is, who
/// knows about it.
const LINES: &[LineStyle] = &[
    LineStyle {
        back: true,
        ..line("operatedBy", RUNS, "normal")
    },
    LineStyle {
        back: true,
        ..line("ownedBy", RUNS, "diamond")
    },
    line("usesPlatform", ASKS, "vee"),
    line("clientsIn", ASKS, "box"),
    line("worksOn", WORKS, "odot"),
    line("workersIn", WORKS, "dot"),
    LineStyle {
        line: "dotted",
        ..line("basedIn", STANDS, "empty")
    },
    LineStyle {
        line: "dotted",
        ..line("locatedIn", STANDS, "obox")
    },
    line("affiliatedWith", KNOWS, "odiamond"),
    line("authorOf", KNOWS, "vee"),
    line("participatesIn", KNOWS, "dot"),
    line("organizedBy", KNOWS, "obox"),
    line("interviewedBy", KNOWS, "inv"),
    line("publishedIn", KNOWS, "empty"),
];

const OTHER_LINE: LineStyle = LineStyle {
    predicate: "",
    color: "#00795C",
    line: "solid",
    head: "open",
    back: false,
};

/// The style of a predicate by its name.
pub fn of_predicate(name: &str) -> LineStyle {
    LINES
        .iter()
        .find(|style| style.predicate == name)
        .copied()
        .unwrap_or(OTHER_LINE)
}

/// Where a predicate stands in the legend; users' own come last.
pub fn predicate_rank(name: &str) -> usize {
    let place = LINES.iter().position(|style| style.predicate == name);
    place.unwrap_or(LINES.len())
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
            assert_ne!(of_predicate(name), OTHER_LINE, "{name}");
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
        for (place, style) in LINES.iter().enumerate() {
            let same = |other: &&LineStyle| {
                (other.color, other.line, other.head) == (style.color, style.line, style.head)
            };
            let alike = LINES.iter().filter(same).count();
            assert_eq!(alike, 1, "{}", style.predicate);
            assert_eq!(predicate_rank(style.predicate), place);
        }
    }
}
