//! View → JSON in node-link form, which NetworkX (`node_link_graph(data, edges="links")`) and D3's
//! force layout read as it is.

use serde_json::{Map, Value, json};

use crate::model::view::{Claim, Edge, Node, View};

/// The whole view: every entity with its literal facts, every fact with all its claims.
pub fn node_link(view: &View) -> Value {
    let mut key = 0;
    let mut before = None;
    let links = view.edges.iter().map(|edge| {
        // NetworkX tells parallel edges apart by a key. Edges are sorted by subject and predicate, so
        // the predicate's name serves; a number follows where two vocabularies have the same name.
        let ends = (edge.subject, edge.object, view.terms[edge.predicate].name());
        key = if before == Some(ends) { key + 1 } else { 0 };
        before = Some(ends);
        let name = if key == 0 {
            ends.2.to_owned()
        } else {
            format!("{}-{key}", ends.2)
        };
        link(view, edge, name)
    });
    let links: Vec<Value> = links.collect();
    json!({
        "directed": true,
        "multigraph": true,
        "graph": {},
        "nodes": view.nodes.iter().map(|it| node(view, it)).collect::<Vec<_>>(),
        "links": links,
    })
}

/// An entity: `id`, `label`, `class`, `classes`, `posts`, `country`, `facts`.
pub fn node(view: &View, node: &Node) -> Value {
    let mut facts = Map::new();
    for attribute in &node.attributes {
        let values = facts
            .entry(view.terms[attribute.predicate].name())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(values) = values {
            values.push(json!({
                "value": attribute.value,
                "sources": attribute.sources,
                "as_of": attribute.as_of.map(|date| date.to_string()),
            }));
        }
    }
    json!({
        "id": node.iri,
        "label": node.label,
        "class": node.class.map(|class| view.terms[class].name()),
        "classes": node.classes.iter().map(|&class| view.terms[class].name()).collect::<Vec<_>>(),
        "posts": node.posts,
        "country": node.country,
        "facts": facts,
    })
}

fn link(view: &View, edge: &Edge, key: String) -> Value {
    let mut link = json!({
        "source": view.nodes[edge.subject].iri,
        "target": view.nodes[edge.object].iri,
        "key": key,
    });
    if let (Value::Object(link), Value::Object(fact)) = (&mut link, fact(view, edge)) {
        link.extend(fact);
    }
    link
}

/// What speaks for a fact, without its ends: `predicate`, `label`, `sources`, `confidence`,
/// `stances`, `first`, `last`, `claims`.
pub fn fact(view: &View, edge: &Edge) -> Value {
    json!({
        "predicate": view.terms[edge.predicate].name(),
        "label": view.terms[edge.predicate].label,
        "sources": edge.sources,
        "confidence": decimal(edge.confidence),
        "stances": edge.stances.iter().map(|&stance| stance.name()).collect::<Vec<_>>(),
        "first": edge.first.map(|date| date.to_string()),
        "last": edge.last.map(|date| date.to_string()),
        "claims": view.claims_of(edge).iter().map(|it| claim(view, it)).collect::<Vec<_>>(),
    })
}

/// A claim: `id`, `stance`, `confidence`, `quote`, `as_of`, `speaker`, `post`, `title`, `date`, `url`.
pub fn claim(view: &View, claim: &Claim) -> Value {
    let post = &view.posts[claim.post];
    json!({
        "id": claim.iri,
        "stance": claim.stance.name(),
        "confidence": decimal(claim.confidence),
        "quote": claim.quote,
        "as_of": claim.as_of.map(|date| date.to_string()),
        "speaker": claim.speaker.map(|speaker| view.speakers[speaker].label.as_str()),
        "post": post.iri,
        "title": post.title,
        "date": post.date.map(|date| date.to_string()),
        "url": post.url,
    })
}

/// The number that a confidence was written as: 0.93, not the 0.9300000071525574 that an `f32` is.
fn decimal(confidence: f32) -> f64 {
    confidence
        .to_string()
        .parse()
        .unwrap_or(f64::from(confidence))
}
