//! What is said of each node and each edge in formats that have named attributes: one list each.

use serde_json::Value;

use crate::model::view::{Edge, Node, View};

/// The type of an attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Text,
    /// A whole number, not negative.
    Whole,
    Real,
}

/// An attribute: `None` from `value` where the thing has none.
#[derive(Debug)]
pub struct Column<T> {
    pub name: &'static str,
    pub kind: Kind,
    pub value: fn(&View, &T) -> Option<String>,
}

impl<T> Column<T> {
    /// The value as JSON has it: a number where it is one.
    pub fn json(&self, view: &View, it: &T) -> Option<Value> {
        let text = (self.value)(view, it)?;
        let number = match self.kind {
            Kind::Text => None,
            Kind::Whole => text.parse::<u64>().ok().map(Value::from),
            Kind::Real => text.parse::<f64>().ok().map(Value::from),
        };
        Some(number.unwrap_or(Value::String(text)))
    }
}

const fn text<T>(name: &'static str, value: fn(&View, &T) -> Option<String>) -> Column<T> {
    Column {
        name,
        kind: Kind::Text,
        value,
    }
}

const fn whole<T>(name: &'static str, value: fn(&View, &T) -> Option<String>) -> Column<T> {
    Column {
        name,
        kind: Kind::Whole,
        value,
    }
}

/// Between the parts of a value that has several.
const BETWEEN: &str = " | ";

/// Of an entity; its IRI is its id.
pub const NODE: &[Column<Node>] = &[
    text("label", |_, node| Some(node.label.clone())),
    text("class", |view, node| {
        Some(view.terms[node.class?].name().to_owned())
    }),
    text("classes", |view, node| {
        let names = node.classes.iter().map(|&class| view.terms[class].name());
        some(names.collect::<Vec<_>>().join(BETWEEN))
    }),
    whole("posts", |_, node| Some(node.posts.to_string())),
    text("country", |_, node| node.country.clone()),
    text("facts", |view, node| {
        let facts = node.attributes.iter().map(|attribute| {
            format!(
                "{}: {}",
                view.terms[attribute.predicate].name(),
                attribute.value
            )
        });
        some(facts.collect::<Vec<_>>().join(BETWEEN))
    }),
];

/// Of a fact; subject and object are its ends. Quote and post are those of its best claim.
pub const EDGE: &[Column<Edge>] = &[
    text("predicate", |view, edge| {
        Some(view.terms[edge.predicate].name().to_owned())
    }),
    text("label", |view, edge| {
        Some(view.terms[edge.predicate].label.clone())
    }),
    whole("sources", |_, edge| Some(edge.sources.to_string())),
    Column {
        name: "confidence",
        kind: Kind::Real,
        value: |_, edge| Some(edge.confidence.to_string()),
    },
    text("stances", |_, edge| {
        let names = edge.stances.iter().map(|&stance| stance.name());
        some(names.collect::<Vec<_>>().join(BETWEEN))
    }),
    text("first", |_, edge| Some(edge.first?.to_string())),
    text("last", |_, edge| Some(edge.last?.to_string())),
    text("speakers", |view, edge| {
        let speakers = view
            .claims_of(edge)
            .iter()
            .filter_map(|claim| claim.speaker);
        let mut speakers: Vec<usize> = speakers.collect();
        speakers.sort_unstable();
        speakers.dedup();
        let labels = speakers
            .iter()
            .map(|&speaker| view.speakers[speaker].label.as_str());
        some(labels.collect::<Vec<_>>().join(BETWEEN))
    }),
    text("quote", |view, edge| {
        view.claims_of(edge).first()?.quote.clone()
    }),
    text("post", |view, edge| {
        let claim = view.claims_of(edge).first()?;
        Some(view.posts[claim.post].iri.clone())
    }),
    text("title", |view, edge| {
        let claim = view.claims_of(edge).first()?;
        Some(view.posts[claim.post].title.clone())
    }),
    text("url", |view, edge| {
        let claim = view.claims_of(edge).first()?;
        view.posts[claim.post].url.clone()
    }),
];

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
