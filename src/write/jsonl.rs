//! JSON lines: one record for a post, one for each entity, one for each asserted fact.
//!
//! Positions count Unicode characters from 0, end exclusive, in the text of the source file.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::model::{CharIndex, Extraction, Fact, Object, Post, Stance, Value};

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Record<'a> {
    Post {
        file: &'a str,
        post: &'a str,
        title: Option<&'a str>,
        date: Option<String>,
        lang: String,
        start: usize,
        end: usize,
    },
    Entity {
        file: &'a str,
        post: &'a str,
        id: &'a str,
        #[serde(rename = "type")]
        class: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        also: Vec<&'a str>,
        label: &'a str,
        mentions: Vec<Mention<'a>>,
    },
    Fact {
        file: &'a str,
        post: &'a str,
        subject: &'a str,
        predicate: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        object: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        value: Option<Literal>,
        quote: &'a str,
        start: usize,
        end: usize,
        rule: &'a str,
        confidence: f64,
        claimed_by: Option<&'a str>,
        as_of: Option<String>,
        stance: &'static str,
    },
}

#[derive(Serialize)]
struct Mention<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Literal {
    lexical: String,
    datatype: String,
}

/// Writes the records of one post. With `all`, denied, hedged, conditional and asked statements too.
pub fn write(
    post: &Post,
    extraction: &Extraction,
    all: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let index = CharIndex::new(&post.text);
    for source in &post.sources {
        let place = |at: u32| source.start + index.chars(at as usize);
        let (file, iri) = (source.file.as_str(), post.iri.as_str());
        line(
            out,
            &Record::Post {
                file,
                post: iri,
                title: post.title.as_deref(),
                date: post.date.map(|d| d.to_string()),
                lang: post.lang.to_string(),
                start: source.start,
                end: source.end,
            },
        )?;
        for entity in &extraction.entities {
            let mentions = entity
                .mentions
                .iter()
                .map(|span| Mention {
                    text: span.of(&post.text),
                    start: place(span.start),
                    end: place(span.end),
                })
                .collect();
            let also = entity.also.iter().map(|class| class.name()).collect();
            line(
                out,
                &Record::Entity {
                    file,
                    post: iri,
                    id: &entity.iri,
                    class: entity.class.name(),
                    also,
                    label: &entity.label,
                    mentions,
                },
            )?;
        }
        for fact in statements(extraction, all) {
            let evidence = &fact.evidence;
            let (object, value) = match &fact.object {
                Object::Entity(at) => (Some(extraction.entities[*at].iri.as_str()), None),
                Object::Value(value) => (None, Some(literal(value))),
            };
            line(
                out,
                &Record::Fact {
                    file,
                    post: iri,
                    subject: &extraction.entities[fact.subject].iri,
                    predicate: fact.predicate.name(),
                    object,
                    value,
                    quote: evidence.quote.of(&post.text),
                    start: place(evidence.quote.start),
                    end: place(evidence.quote.end),
                    rule: evidence.rule,
                    confidence: f64::from((evidence.confidence * 1000.0).round()) / 1000.0,
                    claimed_by: evidence
                        .claimed_by
                        .map(|at| extraction.entities[at].iri.as_str()),
                    as_of: evidence.as_of.map(|a| a.date.to_string()),
                    stance: evidence.stance.name(),
                },
            )?;
        }
    }
    Ok(())
}

/// Each statement once, with its surest passage; in the order of the text. With `all`, denied, hedged,
/// conditional and asked ones too.
pub fn statements(extraction: &Extraction, all: bool) -> Vec<&Fact> {
    let mut best: BTreeMap<(usize, &str, String, Stance), &Fact> = BTreeMap::new();
    for fact in extraction
        .facts
        .iter()
        .filter(|f| all || f.evidence.stance == Stance::Asserted)
    {
        let object = match &fact.object {
            Object::Entity(at) => format!("#{at}"),
            Object::Value(value) => literal(value).lexical,
        };
        let kept = best
            .entry((
                fact.subject,
                fact.predicate.name(),
                object,
                fact.evidence.stance,
            ))
            .or_insert(fact);
        let rank = |f: &Fact| {
            (
                f.evidence.confidence,
                std::cmp::Reverse(f.evidence.quote.len()),
            )
        };
        if rank(fact) > rank(kept) {
            *kept = fact;
        }
    }
    let mut facts: Vec<&Fact> = best.into_values().collect();
    facts.sort_by_key(|f| (f.evidence.quote, f.subject, f.predicate));
    facts
}

fn literal(value: &Value) -> Literal {
    let (lexical, datatype) = match value {
        Value::Integer(number) => (number.to_string(), "xsd:integer".to_owned()),
        Value::Date(date) => (date.to_string(), format!("xsd:{}", date.xsd_type())),
        Value::Text(text) => (text.clone(), "xsd:string".to_owned()),
    };
    Literal { lexical, datatype }
}

fn line(out: &mut dyn Write, record: &Record) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
