//! What was found in a post, as a page for people.

use std::fmt::Write;

use textwrap::{Options, fill};

use crate::model::{Extraction, Fact, Lang, Object, Post, Stance, Value};
use crate::ontology::schema::Schema;
use crate::vocab::{Class, Property};

/// How the page is to look.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// In columns of text.
    pub width: usize,
    /// The language of the words for classes and properties.
    pub lang: Lang,
    /// Also what the post denies, doubts, supposes or asks.
    pub all: bool,
}

/// The page of one post: its heading, what it names by class, and what it states, each with its quote.
pub fn text(post: &Post, found: &Extraction, schema: &Schema, page: Page) -> String {
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = write(&mut out, post, found, schema, page);
    out
}

fn write(
    out: &mut String,
    post: &Post,
    found: &Extraction,
    schema: &Schema,
    page: Page,
) -> std::fmt::Result {
    let file = post.sources.first().map_or("", |source| &source.file);
    let title = post.title.as_deref().unwrap_or("(no title)");
    writeln!(out, "{}", fill(title, page.width))?;
    let date = post.date.map(|date| format!(", {date}"));
    writeln!(out, "{file}, {}{}\n", post.lang, date.unwrap_or_default())?;

    let mut classes: Vec<Class> = Vec::new();
    for entity in &found.entities {
        if !classes.contains(&entity.class) {
            classes.push(entity.class);
        }
    }
    classes.sort();
    for class in classes {
        let names: Vec<&str> = found
            .entities
            .iter()
            .filter(|entity| entity.class == class)
            .map(|entity| entity.label.as_str())
            .collect();
        let head = format!("  {}: ", class_word(class, schema, page.lang));
        let options = Options::new(page.width)
            .initial_indent(&head)
            .subsequent_indent("    ");
        writeln!(out, "{}", fill(&names.join(", "), options))?;
    }
    if !found.entities.is_empty() {
        out.push('\n');
    }

    let shown = |fact: &&Fact| page.all || fact.evidence.stance == Stance::Asserted;
    for fact in found.facts.iter().filter(shown) {
        writeln!(
            out,
            "{}",
            fill(&statement(found, fact, schema, page.lang), indent(page, 2))
        )?;
        let quote: Vec<&str> = fact
            .evidence
            .quote
            .of(&post.text)
            .split_whitespace()
            .collect();
        let quote = format!("“{}”  {}", quote.join(" "), fact.evidence.rule);
        writeln!(out, "{}", fill(&quote, indent(page, 6)))?;
    }
    if !found.facts.iter().any(|fact| shown(&fact)) {
        out.push_str("  no fact\n");
    }
    out.push('\n');
    Ok(())
}

fn indent(page: Page, by: usize) -> Options<'static> {
    const SPACES: &str = "        ";
    Options::new(page.width)
        .initial_indent(&SPACES[..by])
        .subsequent_indent(&SPACES[..by])
}

/// "Ewoq — operated by → Google (denied; says Le Figaro)".
fn statement(found: &Extraction, fact: &Fact, schema: &Schema, lang: Lang) -> String {
    let label = |at: usize| found.entities.get(at).map_or("", |e| e.label.as_str());
    let object = match &fact.object {
        Object::Entity(at) => label(*at).to_owned(),
        Object::Value(Value::Integer(number)) => number.to_string(),
        Object::Value(Value::Date(date)) => date.to_string(),
        Object::Value(Value::Text(text)) => text.clone(),
    };
    let stance = match fact.evidence.stance {
        Stance::Asserted => None,
        Stance::Denied => Some("denied".to_owned()),
        Stance::Hedged => Some("in doubt".to_owned()),
        Stance::Conditional => Some("supposed".to_owned()),
        Stance::Asked => Some("asked".to_owned()),
    };
    let speaker = fact
        .evidence
        .claimed_by
        .map(|at| format!("says {}", label(at)));
    let notes: Vec<String> = stance.into_iter().chain(speaker).collect();
    let notes = match notes.is_empty() {
        true => String::new(),
        false => format!(" ({})", notes.join("; ")),
    };
    let predicate = property_word(fact.predicate, schema, lang);
    format!("{} — {predicate} → {object}{notes}", label(fact.subject))
}

fn class_word(class: Class, schema: &Schema, lang: Lang) -> &str {
    schema
        .class(class)
        .and_then(|info| info.words.label(lang))
        .unwrap_or(class.name())
}

fn property_word(property: Property, schema: &Schema, lang: Lang) -> &str {
    schema
        .property(property)
        .and_then(|info| info.words.label(lang))
        .unwrap_or(property.name())
}
