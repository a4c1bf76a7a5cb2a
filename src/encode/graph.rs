//! Writes quads of one named graph, and makes the terms in them.

use iref::{Iri, IriBuf};
use rdf_syntax::{Id, LangTagBuf, Literal, LiteralType, Term};

use super::EncodeError;
use crate::model::{Lang, PartialDate, Post, Quad, Span, Value};
use crate::vocab::{Class, ID, Property, datatype, property};

/// Collects the quads of a graph.
pub(super) struct GraphWriter {
    graph: IriBuf,
    quads: Vec<Quad>,
}

impl GraphWriter {
    pub fn new(graph: IriBuf) -> Self {
        Self {
            graph,
            quads: Vec::new(),
        }
    }

    pub fn add(&mut self, subject: &IriBuf, property: Property, object: Term) {
        self.quads.push(rdf_types::Quad(
            Id::Iri(subject.clone()),
            property,
            object,
            Some(self.graph.clone()),
        ));
    }

    pub fn link(&mut self, subject: &IriBuf, property: Property, object: &Iri) {
        self.add(subject, property, iri_term(object));
    }

    pub fn class(&mut self, subject: &IriBuf, class: Class) {
        self.link(subject, property::TYPE, class.iri());
    }

    pub fn text(&mut self, subject: &IriBuf, property: Property, text: &str) {
        self.add(subject, property, typed(text, datatype::STRING));
    }

    pub fn number(&mut self, subject: &IriBuf, property: Property, number: usize) {
        self.add(
            subject,
            property,
            typed(&number.to_string(), datatype::INTEGER),
        );
    }

    /// Words of a language; a plain string without one.
    pub fn words(&mut self, subject: &IriBuf, property: Property, text: &str, lang: Option<Lang>) {
        let tag = lang.and_then(|lang| LangTagBuf::new(lang.to_string()).ok());
        match tag {
            Some(tag) => self.add(
                subject,
                property,
                Term::literal(Literal::new(text, LiteralType::LangString(tag))),
            ),
            None => self.text(subject, property, text),
        }
    }

    pub fn extend(&mut self, quads: Vec<Quad>) {
        self.quads.extend(quads);
    }

    /// The quads in the order in which they were first added, each once.
    pub fn finish(self) -> Vec<Quad> {
        let mut seen = std::collections::BTreeSet::new();
        let first: Vec<bool> = self.quads.iter().map(|quad| seen.insert(quad)).collect();
        let mut first = first.into_iter();
        let mut quads = self.quads;
        quads.retain(|_| first.next().unwrap_or(true));
        quads
    }
}

/// An IRI handed on by another stage, checked.
pub(super) fn node(iri: &str) -> Result<IriBuf, EncodeError> {
    IriBuf::new(iri.to_owned()).map_err(|_| EncodeError::Iri(iri.to_owned()))
}

/// A name made from what it names: `https://w3id.org/tacheron/id/{kind}/{16 hexadecimal digits}`, the first
/// 64 bits of the BLAKE3 of the parts.
pub(super) fn name(kind: &str, parts: &[&str]) -> Result<IriBuf, EncodeError> {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    node(&format!("{ID}{kind}/{}", &hash[..16]))
}

/// The text at a span of the post.
pub(super) fn piece(post: &Post, span: Span) -> Result<&str, EncodeError> {
    post.text
        .get(span.range())
        .ok_or_else(|| EncodeError::Span {
            post: post.iri.clone(),
            start: span.start,
            end: span.end,
        })
}

pub(super) fn iri_term(iri: &Iri) -> Term {
    Term::iri(iri.to_owned())
}

pub(super) fn typed(text: &str, datatype: &Iri) -> Term {
    Term::literal(Literal::new(text, datatype))
}

pub(super) fn date_term(date: PartialDate) -> Term {
    let datatype = match date.xsd_type() {
        "date" => datatype::DATE,
        "gYearMonth" => datatype::G_YEAR_MONTH,
        _ => datatype::G_YEAR,
    };
    typed(&date.to_string(), datatype)
}

pub(super) fn value_term(value: &Value) -> Term {
    match value {
        Value::Integer(number) => typed(&number.to_string(), datatype::INTEGER),
        Value::Date(date) => date_term(*date),
        Value::Text(text) => typed(text, datatype::STRING),
    }
}

/// A share between 0 and 1 as an `xsd:decimal` of at most three digits, in the shortest form (`0.9`, `1`),
/// which is also the one that oxigraph gives back (never `-0`).
pub(super) fn share_term(share: f32) -> Term {
    let share = if share.is_nan() {
        0.0
    } else {
        share.clamp(0.0, 1.0).abs()
    };
    let digits = format!("{share:.3}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    typed(digits, datatype::DECIMAL)
}
