//! What the reports and the walks read of a store, as patterns of SPARQL that another engine answers.
//!
//! Each pattern binds `?g ?s ?p ?o`: the statements to fetch, with the graph that each stands in. All ask
//! for named graphs, which every engine understands alike.

use crate::vocab::{CLAIM_PARTS, NAMES, Property, graph, property};
use std::fmt::Write as _;

/// What claims say, and how posts are cited.
const FACTS: &[Property] = &[
    property::SUBJECT,
    property::PREDICATE,
    property::OBJECT,
    property::STANCE,
    property::CONFIDENCE,
    property::AS_OF,
    property::CLAIMED_BY,
    property::MENTIONS,
    property::HEADLINE,
    property::DATE_PUBLISHED,
    property::URL,
    property::AUTHOR,
    property::PUBLISHER,
];

/// By which a claim is about an entity, or in its name.
const ABOUT: &[Property] = &[property::SUBJECT, property::OBJECT, property::CLAIMED_BY];

/// IRIs that one query asks for at most.
const AT_ONCE: usize = 400;

/// A part of a store.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    /// The names of all entities and what these are.
    Names,
    /// All claims without their passages, the names of all entities, and how posts are cited.
    Facts,
    /// All about one entity, by its IRI: claims with passages, and the posts that mention it.
    Entity(String),
    /// The names of some things, by their IRIs.
    Labels(Vec<String>),
    /// The passages of some claims, by their IRIs.
    Passages(Vec<String>),
}

impl Need {
    /// One pattern for each query.
    pub(super) fn patterns(&self) -> Vec<String> {
        match self {
            Need::Names => vec![with(NAMES), classes(), ours()],
            Need::Facts => {
                let all: Vec<Property> = FACTS.iter().chain(NAMES).copied().collect();
                vec![with(&all), classes(), ours()]
            }
            Need::Entity(entity) => of_entity(entity),
            Need::Labels(things) => things
                .chunks(AT_ONCE)
                .map(|things| {
                    format!(
                        "{} {}",
                        values("s", things.iter().map(|it| &**it)),
                        with(NAMES)
                    )
                })
                .collect(),
            Need::Passages(claims) => claims.chunks(AT_ONCE).flat_map(passages).collect(),
        }
    }
}

/// All statements of some properties.
fn with(properties: &[Property]) -> String {
    let properties = properties.iter().map(|property| property.iri().as_str());
    format!("{} GRAPH ?g {{ ?s ?p ?o }}", values("p", properties))
}

/// What things are, but for the parts of claims: nobody asks what these are.
fn classes() -> String {
    let parts = CLAIM_PARTS.iter().map(|class| format!("<{}>", class.iri()));
    let parts = parts.collect::<Vec<_>>().join(", ");
    format!(
        "{} GRAPH ?g {{ ?s ?p ?o }} FILTER(?o NOT IN ({parts}))",
        values("p", [property::TYPE.iri().as_str()])
    )
}

/// What no post says: our own knowledge, and what people decided.
fn ours() -> String {
    let ours = [graph::BACKGROUND, graph::CURATED].map(|graph| graph.as_str());
    format!("{} GRAPH ?g {{ ?s ?p ?o }}", values("g", ours))
}

fn of_entity(entity: &str) -> Vec<String> {
    let about = values(
        "about",
        ABOUT.iter().map(|property| property.iri().as_str()),
    );
    let [target, selector, mentions, source] = [
        property::HAS_TARGET,
        property::HAS_SELECTOR,
        property::MENTIONS,
        property::DERIVED_FROM,
    ]
    .map(|property| format!("<{}>", property.iri()));
    let entity = format!("<{entity}>");
    let decided = values("g", [graph::CURATED.as_str()]);
    // What stands in the graph of a post about the post itself, but for the whole list of its mentions.
    let post = format!("?s ?p ?o . FILTER(?p != {mentions} || ?o = {entity})");
    vec![
        format!("VALUES ?s {{ {entity} }} GRAPH ?g {{ ?s ?p ?o }}"),
        format!("{decided} GRAPH ?g {{ ?s ?p ?o }} FILTER(?o = {entity})"),
        format!("{about} GRAPH ?g {{ ?s ?about {entity} . ?s ?p ?o }}"),
        format!("{about} GRAPH ?g {{ ?claim ?about {entity} . ?claim {target} ?s . ?s ?p ?o }}"),
        format!(
            "{about} GRAPH ?g {{ ?claim ?about {entity} . ?claim {target} ?target . \
             ?target {selector} ?s . ?s ?p ?o }}"
        ),
        format!("GRAPH ?g {{ ?s {mentions} {entity} . {post} }}"),
        format!("{about} GRAPH ?g {{ ?claim ?about {entity} . {post} }} FILTER(?s = ?g)"),
        format!("GRAPH ?g {{ ?post {mentions} {entity} . ?post {source} ?s . ?s ?p ?o }}"),
        format!("{about} GRAPH ?g {{ ?claim ?about {entity} . ?post {source} ?s . ?s ?p ?o }}"),
    ]
}

fn passages(claims: &[String]) -> Vec<String> {
    let [target, selector, exact] = [
        property::HAS_TARGET,
        property::HAS_SELECTOR,
        property::EXACT,
    ]
    .map(|property| format!("<{}>", property.iri()));
    let of = |variable| values(variable, claims.iter().map(|claim| &**claim));
    let bind = |property: &str| format!("BIND({property} AS ?p)");
    vec![
        format!(
            "{} GRAPH ?g {{ ?s {target} ?o }} {}",
            of("s"),
            bind(&target)
        ),
        format!(
            "{} GRAPH ?g {{ ?claim {target} ?s . ?s {selector} ?o }} {}",
            of("claim"),
            bind(&selector)
        ),
        format!(
            "{} GRAPH ?g {{ ?claim {target} ?target . ?target {selector} ?s . ?s {exact} ?o }} {}",
            of("claim"),
            bind(&exact)
        ),
    ]
}

/// `VALUES ?name { <…> <…> }`.
fn values<'v>(name: &str, iris: impl IntoIterator<Item = &'v str>) -> String {
    let mut text = format!("VALUES ?{name} {{");
    for iri in iris {
        // A String takes all that is written to it.
        let _ = write!(text, " <{iri}>");
    }
    text.push_str(" }");
    text
}

#[cfg(test)]
mod tests {
    use super::Need;
    use crate::query::sparql;

    #[test]
    fn all_patterns_are_sparql_of_the_four_variables() {
        let one = || vec!["http://x/1".to_owned()];
        for need in [
            Need::Names,
            Need::Facts,
            Need::Entity("http://x/e".to_owned()),
            Need::Labels(one()),
            Need::Passages(one()),
        ] {
            for pattern in need.patterns() {
                let text = format!("SELECT DISTINCT ?g ?s ?p ?o WHERE {{ {pattern} }}");
                sparql::parse(&text, "q").unwrap_or_else(|error| panic!("{text}\n{error}"));
            }
        }
        let many = (0..1000).map(|n| format!("http://x/{n}")).collect();
        assert_eq!(Need::Labels(many).patterns().len(), 3);
        assert_eq!(Need::Labels(vec![]).patterns().len(), 0);
    }
}
