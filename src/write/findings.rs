//! What was found in a post, as a page for people.

use super::Page;
use crate::model::{Extraction, Fact, Lang, Object, Post, Stance, Value};
use crate::ontology::schema::Schema;
use crate::vocab::{Class, Property};

/// Adds a post to the page: its heading, what it names by class, and what it states, each with its quote and
/// rule. Words for classes and properties are in `lang`; with `all`, what the post denies, doubts, supposes
/// or asks is there too.
pub fn write(
    page: &mut Page,
    post: &Post,
    found: &Extraction,
    schema: &Schema,
    lang: Lang,
    all: bool,
) {
    let file = post.sources.first().map_or("", |source| &source.file);
    let date = post.date.map(|date| format!(", {date}"));
    page.heading(post.title.as_deref().unwrap_or("(no title)"));
    page.pale(
        0,
        &format!("{file}, {}{}", post.lang, date.unwrap_or_default()),
    );

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
        let word = class_word(class, schema, lang);
        page.line(2, &format!("{word}: {}", names.join(", ")));
    }

    let mut any = false;
    for fact in &found.facts {
        if all || fact.evidence.stance == Stance::Asserted {
            if !any {
                page.gap();
            }
            any = true;
            page.line(2, &statement(found, fact, schema, lang));
            let quote = fact.evidence.quote.of(&post.text);
            page.pale(4, &format!("“{quote}”  [{}]", fact.evidence.rule));
        }
    }
    if !any {
        page.line(2, "states nothing that a rule reads");
    }
    page.gap();
}

/// "Ewoq, operated by: Google (denied; says Le Figaro)".
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
    format!("{} → {predicate} → {object}{notes}", label(fact.subject))
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
