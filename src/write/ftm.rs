//! View → entities and statements of FollowTheMoney (<https://followthemoney.tech>), the model in which
//! Aleph, OpenAleph, OpenSanctions and their tools hand data over.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use super::csv::line;
use super::ftm_schema::{LINKS, Link, OTHER, OTHER_LINK, PROPERTIES, SCHEMATA};
use crate::model::Stance;
use crate::model::view::{Edge, Node, PostRef, View};
use crate::vocab::ID;

/// The data set that statements belong to.
const DATASET: &str = "tacheron";

/// An entity of the model: a thing, a link between two, or a post that a link is known from.
struct Entity {
    id: String,
    schema: &'static str,
    /// In the order of [`PROPERTIES`], values in order without repetition.
    properties: BTreeMap<usize, Vec<String>>,
}

impl Entity {
    fn new(id: String, schema: &'static str) -> Self {
        Self {
            id,
            schema,
            properties: BTreeMap::new(),
        }
    }

    fn add(&mut self, property: &str, value: impl Into<String>) {
        let value = value.into();
        let place = PROPERTIES.iter().position(|(name, _)| *name == property);
        if let Some(place) = place.filter(|_| !value.is_empty()) {
            let values = self.properties.entry(place).or_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }

    /// Each value with its property and the type of that.
    fn values(&self) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
        self.properties.iter().flat_map(|(&place, values)| {
            let (name, kind) = PROPERTIES[place];
            values.iter().map(move |value| (name, kind, value.as_str()))
        })
    }
}

/// A line of JSON for each entity, each fact as a link, and each post as an article that proves it.
pub fn entities(view: &View) -> String {
    let mut out = String::new();
    for entity in all(view) {
        let properties: serde_json::Map<String, Value> = entity
            .properties
            .iter()
            .map(|(&place, values)| (PROPERTIES[place].0.to_owned(), json!(values)))
            .collect();
        let line = json!({ "id": entity.id, "schema": entity.schema, "properties": properties });
        out.push_str(&line.to_string());
        out.push('\n');
    }
    out
}

/// The columns of statements, as `ftm statements` writes them.
const COLUMNS: &[&str] = &[
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

/// The same as a table with a row for each value, and one for each entity.
pub fn statements(view: &View) -> String {
    let mut out = String::new();
    line(&mut out, COLUMNS.iter().map(|name| (*name).to_owned()));
    for entity in all(view) {
        let mut keys = Vec::new();
        for value in entity.values() {
            let row = row(&entity, value);
            keys.extend(row.last().cloned());
            line(&mut out, row.into_iter());
        }
        // An entity's own row has the sum of the others for a value, so that a change of one shows.
        keys.sort_unstable();
        let sum = digest(&format!("{}{}", entity.schema, keys.concat()));
        line(&mut out, row(&entity, ("id", "id", &sum)).into_iter());
    }
    out
}

fn row(entity: &Entity, (name, kind, value): (&str, &str, &str)) -> [String; COLUMNS.len()] {
    let id = entity.id.as_str();
    let schema = entity.schema;
    let key = digest(&format!("{DATASET}.{id}.{name}.{value}"));
    [
        id, id, name, kind, schema, value, DATASET, "", "", "", "f", "", "", &key,
    ]
    .map(str::to_owned)
}

/// The key of a statement: SHA-1 in hexadecimal digits.
fn digest(text: &str) -> String {
    let digest = Sha1::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn all(view: &View) -> Vec<Entity> {
    let posts = view.posts.iter().map(article);
    let things = view.nodes.iter().map(|node| thing(view, node));
    let links = view.edges.iter().map(|edge| link(view, edge));
    things.chain(links).chain(posts).collect()
}

fn article(post: &PostRef) -> Entity {
    let mut article = Entity::new(id(&post.iri), "Article");
    article.add("title", &post.title);
    article.add("fileName", id(&post.iri));
    if let Some(date) = post.date {
        article.add("publishedAt", date.to_string());
    }
    article.add("sourceUrl", post.url.clone().unwrap_or_default());
    article
}

fn thing(view: &View, node: &Node) -> Entity {
    let schema = schema_of(view, node);
    let mut entity = Entity::new(id(&node.iri), schema);
    entity.add("name", &node.label);
    let code = node.country_iri.as_deref().and_then(country_code);
    entity.add("country", code.unwrap_or_default());
    match schema {
        "Address" => entity.add("full", &node.label),
        "Document" => {
            entity.add("title", &node.label);
            entity.add("fileName", id(&node.iri));
        }
        _ => {}
    }
    for attribute in &node.attributes {
        let term = &view.terms[attribute.predicate];
        match (schema, term.name()) {
            ("Event", "heldOn") => entity.add("date", &attribute.value),
            (_, "formerName") => entity.add("previousName", &attribute.value),
            _ => {
                let date = attribute.as_of.map(|date| format!(" ({date})"));
                let date = date.unwrap_or_default();
                entity.add(
                    "notes",
                    format!("{}: {}{date}", term.label, attribute.value),
                );
            }
        }
    }
    entity
}

fn link(view: &View, edge: &Edge) -> Entity {
    let term = &view.terms[edge.predicate];
    let ends = [edge.subject, edge.object].map(|end| &view.nodes[end]);
    let [subject, object] = ends.map(|end| schema_of(view, end));
    let takes = |(_, schemata): (&str, &[&str]), schema: &str| {
        schemata.is_empty() || schemata.contains(&schema)
    };
    let link: &Link = LINKS
        .iter()
        .find(|(name, link)| {
            *name == term.name() && takes(link.subject, subject) && takes(link.object, object)
        })
        .map_or(&OTHER_LINK, |(_, link)| link);
    let [subject, object] = ends.map(|end| id(&end.iri));
    let mut entity = Entity::new(format!("{subject}.{}.{object}", term.name()), link.schema);
    entity.add(link.subject.0, subject);
    entity.add(link.object.0, object);
    entity.add("role", &term.label);
    for stance in &edge.stances {
        if *stance != Stance::Asserted {
            entity.add("status", stance.name());
        }
    }
    for claim in view.claims_of(edge) {
        let post = &view.posts[claim.post];
        if let Some(date) = claim.as_of {
            entity.add("date", date.to_string());
        }
        entity.add("summary", claim.quote.clone().unwrap_or_default());
        entity.add("sourceUrl", post.url.clone().unwrap_or_default());
        entity.add("proof", id(&post.iri));
    }
    entity
}

fn schema_of(view: &View, node: &Node) -> &'static str {
    let has = |class: &str| {
        node.classes
            .iter()
            .any(|&of| view.terms[of].name() == class)
    };
    let row = SCHEMATA.iter().find(|(class, _)| has(class));
    row.map_or(OTHER, |(_, schema)| schema)
}

/// Of a country of ours, whose IRI ends in its code of ISO 3166.
fn country_code(iri: &str) -> Option<&str> {
    let code = iri.strip_prefix(ID)?.strip_prefix("country/")?;
    (code.len() == 2).then_some(code)
}

/// The model takes letters, digits, dots and hyphens for the id of an entity: `platform.ewoq` for ours,
/// a hash for any other IRI.
fn id(iri: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/';
    match iri.strip_prefix(ID) {
        Some(own) if own.chars().all(plain) && !own.starts_with('-') && !own.ends_with('-') => {
            own.replace('/', ".")
        }
        _ => format!("iri.{}", &blake3::hash(iri.as_bytes()).to_hex()[..32]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_such_as_the_model_takes() {
        let own = |rest: &str| id(&format!("{ID}{rest}"));
        assert_eq!(own("platform/ewoq"), "platform.ewoq");
        assert!(own("person/نور").starts_with("iri."));
        assert_eq!(id("https://example.org/a"), id("https://example.org/a"));
        assert_ne!(id("https://example.org/a"), id("https://example.org/b"));
        assert_eq!(country_code(&format!("{ID}country/fr")), Some("fr"));
        assert_eq!(country_code(&format!("{ID}place/fr")), None);
    }
}
