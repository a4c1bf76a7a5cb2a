//! Statements → JSON-LD 1.1 (<https://www.w3.org/TR/json-ld11/>) with a context, so that it reads as
//! plain JSON: `"operatedBy": "company/google"`.
//!
//! The serializer of oxigraph writes the expanded form, with full IRIs and lists everywhere. Here the
//! context gives each property its short name and, where all of its values are things or all literals
//! of one type, says so once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use crate::model::view::last_part;
use crate::vocab::{ID, PREFIXES};

/// Writes quads that stand in order of their graphs, and there of their subjects.
///
/// # Errors
/// Where `out` fails.
pub fn json_ld(quads: &[Quad], mut out: impl Write) -> io::Result<()> {
    let context = Context::of(quads);
    let mut graphs = Vec::new();
    for graph in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
        let nodes = graph
            .chunk_by(|a, b| a.subject == b.subject)
            .map(|quads| context.node(quads));
        match graph.first().map(|quad| &quad.graph_name) {
            Some(GraphName::NamedNode(name)) => graphs.push(json!({
                "@id": context.reference(name.as_str()),
                "@graph": nodes.collect::<Vec<_>>(),
            })),
            Some(GraphName::BlankNode(name)) => graphs.push(json!({
                "@id": name.to_string(),
                "@graph": nodes.collect::<Vec<_>>(),
            })),
            _ => graphs.extend(nodes),
        }
    }
    let document = json!({ "@context": context.json(), "@graph": graphs });
    serde_json::to_writer_pretty(&mut out, &document)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// What the values of a property are, where they are all of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Kind {
    Thing,
    Typed(NamedNode),
    Mixed,
}

/// Short names for IRIs.
struct Context {
    /// Properties and classes by IRI, with the name that stands for each.
    terms: BTreeMap<String, String>,
    /// Of each property.
    kinds: BTreeMap<String, Kind>,
    /// Those that are used.
    prefixes: Vec<(&'static str, &'static str)>,
}

impl Context {
    fn of(quads: &[Quad]) -> Self {
        let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for quad in quads {
            let predicate = quad.predicate.as_str();
            if is_type(quad) {
                if let Term::NamedNode(class) = &quad.object {
                    names.insert(class.as_str());
                }
                continue;
            }
            names.insert(predicate);
            let kind = match &quad.object {
                Term::Literal(literal) if literal.language().is_some() => Kind::Mixed,
                Term::Literal(literal) => match literal.datatype() {
                    xsd::STRING | xsd::INTEGER | xsd::BOOLEAN => Kind::Mixed,
                    datatype => Kind::Typed(datatype.into_owned()),
                },
                _ => Kind::Thing,
            };
            kinds
                .entry(predicate.to_owned())
                .and_modify(|known| {
                    if *known != kind {
                        *known = Kind::Mixed;
                    }
                })
                .or_insert(kind);
        }
        // Where two vocabularies have the same name, the first by IRI gets it and the other its prefix.
        let mut taken: BTreeSet<String> = PREFIXES
            .iter()
            .map(|(prefix, _)| (*prefix).to_owned())
            .collect();
        let mut terms = BTreeMap::new();
        for iri in names {
            let short = last_part(iri);
            let plain = prefixed(iri).is_some() && short.chars().all(char::is_alphanumeric);
            let name = match plain && taken.insert(short.to_owned()) {
                true => Some(short.to_owned()),
                false => prefixed(iri),
            };
            if let Some(name) = name {
                terms.insert(iri.to_owned(), name);
            }
        }
        let mut context = Self {
            terms,
            kinds,
            prefixes: Vec::new(),
        };
        context.prefixes = context.used_prefixes(quads);
        context
    }

    fn used_prefixes(&self, quads: &[Quad]) -> Vec<(&'static str, &'static str)> {
        let mut used: BTreeSet<&str> = BTreeSet::new();
        let mut note = |iri: &str| {
            if let Some((prefix, _)) = PREFIXES.iter().find(|(_, start)| iri.starts_with(start)) {
                used.insert(prefix);
            }
        };
        for quad in quads {
            note(quad.predicate.as_str());
            match &quad.object {
                Term::NamedNode(iri) => note(iri.as_str()),
                Term::Literal(literal) => note(literal.datatype().as_str()),
                _ => {}
            }
            if let NamedOrBlankNode::NamedNode(iri) = &quad.subject {
                note(iri.as_str());
            }
        }
        let used = PREFIXES.iter().filter(|(prefix, _)| used.contains(prefix));
        used.copied().collect()
    }

    fn json(&self) -> Value {
        let mut context = Map::new();
        context.insert("@version".to_owned(), json!(1.1));
        context.insert("@base".to_owned(), json!(ID));
        for (prefix, iri) in &self.prefixes {
            context.insert((*prefix).to_owned(), json!(iri));
        }
        for (iri, name) in &self.terms {
            let id = prefixed(iri).unwrap_or_else(|| iri.clone());
            let value = match self.kinds.get(iri) {
                Some(Kind::Thing) => json!({ "@id": id, "@type": "@id" }),
                Some(Kind::Typed(datatype)) => {
                    json!({ "@id": id, "@type": compact(datatype.as_str()) })
                }
                _ if *name == id => continue,
                _ => json!(id),
            };
            context.insert(name.clone(), value);
        }
        Value::Object(context)
    }

    /// All that some quads say of their one subject.
    fn node(&self, quads: &[Quad]) -> Value {
        let mut node = Map::new();
        if let Some(first) = quads.first() {
            node.insert("@id".to_owned(), json!(self.subject(&first.subject)));
        }
        for quad in quads {
            let predicate = quad.predicate.as_str();
            let (name, value) = match (&quad.object, is_type(quad)) {
                (Term::NamedNode(class), true) => ("@type".to_owned(), json!(self.term(class))),
                (Term::BlankNode(class), true) => ("@type".to_owned(), json!(class.to_string())),
                _ => (
                    self.term(&quad.predicate),
                    self.value(&quad.object, self.kinds.get(predicate)),
                ),
            };
            match node.get_mut(&name) {
                None => {
                    node.insert(name, value);
                }
                Some(Value::Array(values)) => values.push(value),
                Some(one) => {
                    let first = one.take();
                    *one = json!([first, value]);
                }
            }
        }
        Value::Object(node)
    }

    fn subject(&self, subject: &NamedOrBlankNode) -> String {
        match subject {
            NamedOrBlankNode::NamedNode(iri) => self.reference(iri.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    /// A property or a class.
    fn term(&self, iri: &NamedNode) -> String {
        let iri = iri.as_str();
        self.terms
            .get(iri)
            .cloned()
            .unwrap_or_else(|| iri.to_owned())
    }

    fn value(&self, object: &Term, kind: Option<&Kind>) -> Value {
        match (object, kind) {
            (Term::NamedNode(iri), Some(Kind::Thing)) => json!(self.reference(iri.as_str())),
            (Term::NamedNode(iri), _) => json!({ "@id": self.reference(iri.as_str()) }),
            (Term::BlankNode(node), Some(Kind::Thing)) => json!(node.to_string()),
            (Term::BlankNode(node), _) => json!({ "@id": node.to_string() }),
            (Term::Literal(literal), Some(Kind::Typed(_))) => json!(literal.value()),
            (Term::Literal(literal), _) => plain(literal),
        }
    }

    /// An IRI as the value of `@id`: relative to ours, with a prefix, or as it is.
    fn reference(&self, iri: &str) -> String {
        match iri.strip_prefix(ID) {
            Some(rest) if is_relative(rest) => rest.to_owned(),
            _ => compact(iri),
        }
    }
}

/// A literal of which the context says nothing.
fn plain(literal: &Literal) -> Value {
    let value = literal.value();
    if let Some(language) = literal.language() {
        return json!({ "@value": value, "@language": language });
    }
    let native = match literal.datatype() {
        xsd::STRING => Some(json!(value)),
        xsd::BOOLEAN => value.parse::<bool>().ok().map(Value::from),
        // Only numbers that every reader holds exactly, and only as they would be written back.
        xsd::INTEGER => value
            .parse::<i64>()
            .ok()
            .filter(|number| number.unsigned_abs() < 1 << 53 && number.to_string() == value)
            .map(Value::from),
        _ => None,
    };
    native.unwrap_or_else(
        || json!({ "@value": value, "@type": compact(literal.datatype().as_str()) }),
    )
}

fn is_type(quad: &Quad) -> bool {
    quad.predicate == rdf::TYPE && !matches!(quad.object, Term::Literal(_))
}

/// Whether a reader puts our namespace before it and changes nothing.
fn is_relative(rest: &str) -> bool {
    let parts = || rest.split('/');
    !rest.is_empty()
        && !rest.contains([':', '?', '#'])
        && !rest.starts_with(['@', '/'])
        && parts().all(|part| !part.is_empty() && part != "." && part != "..")
}

/// With one of our prefixes; `None` where none fits.
fn prefixed(iri: &str) -> Option<String> {
    PREFIXES.iter().find_map(|(prefix, start)| {
        let rest = iri.strip_prefix(start)?;
        (!rest.is_empty() && !rest.starts_with("//")).then(|| format!("{prefix}:{rest}"))
    })
}

fn compact(iri: &str) -> String {
    prefixed(iri).unwrap_or_else(|| iri.to_owned())
}
