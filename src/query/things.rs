//! What reports are made of: things with their labels, values, and claims with all their evidence.
//!
//! Their JSON is what the reports' `--format json` writes, and keeps its keys.

use super::{Claim, Knowledge, PostInfo, QueryError};
use crate::model::Basis;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;
use std::rc::Rc;

/// Something that has an IRI: `{"iri", "label"}`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Thing {
    pub label: String,
    pub iri: String,
}

/// The object of a fact: a thing, or `{"value", "datatype"}`, the datatype by its short name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(untagged)]
pub enum Value {
    Thing(Thing),
    Literal { value: String, datatype: String },
}

impl Value {
    /// The label of a thing, the value of a literal; numbers with their thousands parted.
    pub fn text(&self) -> String {
        match self {
            Value::Thing(thing) => thing.label.clone(),
            Value::Literal { value, datatype } if datatype == "xsd:integer" => thousands(value),
            Value::Literal { value, .. } => value.clone(),
        }
    }
}

/// A claim as a report shows it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Told {
    pub claim: String,
    pub subject: Thing,
    pub predicate: Thing,
    pub object: Value,
    /// `asserted`, `denied`, `hedged`, `conditional` or `asked`.
    pub stance: &'static str,
    /// How often the rule is right, 0 to 1.
    pub confidence: Option<f64>,
    pub rule: Option<String>,
    /// Whom the post names as the source; `null`: its own voice.
    pub speaker: Option<Thing>,
    /// The time for which it is said.
    pub as_of: Option<String>,
    /// `stated`, `sentence` or `publication`: where `as_of` comes from.
    pub as_of_basis: Option<&'static str>,
    pub quote: Option<Passage>,
    pub post: PostInfo,
}

/// A passage of a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Passage {
    pub exact: String,
    /// What stands before and behind it; may be empty.
    pub prefix: String,
    pub suffix: String,
    /// Characters of the post's text from 0, end exclusive.
    pub start: Option<u64>,
    pub end: Option<u64>,
}

fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Sentence => "sentence",
        Basis::Publication => "publication",
    }
}

/// `1000000` → `1,000,000`; what is no whole number stays.
pub fn thousands(number: &str) -> String {
    let digits = number.trim_start_matches('-');
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut text = number[..number.len() - digits.len()].to_owned();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl Knowledge<'_> {
    /// # Errors
    /// Where the store cannot be read.
    pub fn thing(&self, node: NamedNodeRef<'_>) -> Result<Thing, QueryError> {
        Ok(Thing {
            label: self.label(node)?,
            iri: node.as_str().to_owned(),
        })
    }

    /// # Errors
    /// Where the store cannot be read.
    pub fn value(&self, term: &Term) -> Result<Value, QueryError> {
        Ok(match term {
            Term::NamedNode(node) => Value::Thing(self.thing(node.as_ref())?),
            Term::Literal(literal) => Value::Literal {
                value: literal.value().to_owned(),
                datatype: super::short_name(literal.datatype().as_str()),
            },
            other => Value::Literal {
                value: other.to_string(),
                datatype: String::new(),
            },
        })
    }

    /// # Errors
    /// Where the store cannot be read.
    pub fn told(&self, claim: Claim) -> Result<Told, QueryError> {
        let speaker = |node: NamedNode| self.thing(node.as_ref());
        let (as_of, basis) = claim
            .as_of
            .map_or((None, None), |it| (Some(it.date), it.basis));
        Ok(Told {
            claim: claim.iri.into_string(),
            subject: self.thing(claim.subject.as_ref())?,
            predicate: Thing {
                label: self.term(claim.predicate.as_ref()),
                iri: claim.predicate.as_str().to_owned(),
            },
            object: self.value(&claim.object)?,
            stance: claim.stance.name(),
            confidence: claim.confidence,
            rule: claim.rule,
            speaker: claim.speaker.map(speaker).transpose()?,
            as_of,
            as_of_basis: basis.map(basis_name),
            quote: claim.quote.map(|quote| Passage {
                exact: quote.exact,
                prefix: quote.prefix,
                suffix: quote.suffix,
                start: quote.position.map(|(start, _)| start),
                end: quote.position.map(|(_, end)| end),
            }),
            post: Rc::unwrap_or_clone(self.post(claim.post.as_ref())?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_parted_from_ten_thousand_on() {
        for (number, text) in [
            ("0", "0"),
            ("2016", "2016"),
            ("10000", "10,000"),
            ("1000000", "1,000,000"),
            ("-123456", "-123,456"),
            ("1.5", "1.5"),
            ("12345x", "12345x"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }
}
