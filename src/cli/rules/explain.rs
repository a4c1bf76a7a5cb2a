//! `tacheron rules explain`: what fired in each sentence of a post and why, and what nearly did.

use super::super::input::{self, InputArgs};
use super::super::{CliError, Context, Exit};
use crate::model::{CharIndex, Lang, Post, Span};
use crate::workshop::{self, Explained, Nearly, Read};
use crate::write::Page;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Show what each sentence names, which rules fire in it, what they state, and which nearly fire
///
/// A rule nearly fires where it would match if it asked for one thing less, and would link two names that
/// nothing links yet: what it lacks is told. A statement that is not kept was dropped later: an end is of another
/// class after all, or another rule says the same better.
///
/// JSON: one record a line for each sentence: {file, start, end, text, named: [{text, start, end, class}],
/// fired: [{rule, file, line, quote, slots}], states: [{subject, predicate, object, rule, stance, kept}],
/// nearly: [{rule, file, line, says, lacks, quote}]}. Positions count characters from 0, end exclusive, in
/// the text that was read out of the file.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron rules explain data/posts/fr-01-entretien.txt
  tacheron rules explain data/posts --rule uses.relies-on
  echo 'Google relies on Ewoq.' | tacheron rules explain -")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Only what this rule does
    #[arg(long, value_name = "ID")]
    rule: Option<String>,

    /// How many near misses to tell for a sentence, 0 for none
    #[arg(long, value_name = "N", default_value_t = 2)]
    nearly: usize,

    /// How to write it
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

/// How the explanation is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people
    Table,
    /// For programs: one record a line
    Jsonl,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let knowledge = context.knowledge()?;
    if let Some(id) = &args.rule
        && !knowledge.rules.iter().any(|rule| rule.id == id)
    {
        return Err(CliError::new(format!("there is no rule `{id}`"))
            .help("`tacheron rules list` shows all of them"));
    }
    let reader = args.input.reader()?;
    let mut found = args.input.files()?;
    let mut posts = Vec::new();
    for file in &found.files {
        let reading = reader.read_path(file);
        posts.extend(reading.posts);
        found.problems.extend(reading.problems);
    }
    let spoken: BTreeSet<Lang> = match args.nearly {
        0 => BTreeSet::new(),
        _ => posts
            .iter()
            .flat_map(|post| {
                post.blocks
                    .iter()
                    .filter_map(|block| block.lang)
                    .chain([post.lang])
            })
            .collect(),
    };
    let nearly = Nearly::of(&knowledge, spoken).map_err(CliError::new)?;
    for post in &posts {
        let mut told = workshop::explain(post, &knowledge, Some((&nearly, args.nearly)));
        if let Some(id) = &args.rule {
            told.iter_mut().for_each(|sentence| only(sentence, id));
            told.retain(|s| !(s.fired.is_empty() && s.read.is_empty() && s.nearly.is_empty()));
        }
        match args.format {
            Format::Table => context.print(page(post, &told, context))?,
            Format::Jsonl => context.print(lines(post, &told))?,
        }
    }
    Ok(input::report(&found.problems))
}

/// Leaves what one rule does.
fn only(sentence: &mut Explained, id: &str) {
    sentence.fired.retain(|fired| fired.rule.id == id);
    sentence.read.retain(|read| read.rule == id);
    let mut near = sentence.nearly.iter().map(|miss| miss.rule.id == id);
    sentence.passages.retain(|_| near.next().unwrap_or(false));
    sentence.nearly.retain(|miss| miss.rule.id == id);
}

fn file(post: &Post) -> &str {
    post.sources.first().map_or("", |source| &source.file)
}

fn page(post: &Post, told: &[Explained], context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    page.heading(post.title.as_deref().unwrap_or("(no title)"));
    page.pale(0, &format!("{}, {}", file(post), post.lang));
    for sentence in told {
        page.gap();
        page.line(0, &format!("“{}”", sentence.span.of(&post.text)));
        let named: Vec<String> = sentence
            .named
            .iter()
            .map(|named| format!("{} ({})", named.span.of(&post.text), named.kinds))
            .collect();
        if !named.is_empty() {
            page.line(2, &format!("names  {}", named.join(", ")));
        }
        for fired in &sentence.fired {
            let slots: Vec<String> = fired
                .slots
                .iter()
                .map(|(slot, words)| format!("{slot} = {words}"))
                .collect();
            page.line(
                2,
                &format!("fires  {}: {}", fired.rule.id, slots.join(", ")),
            );
            page.pale(9, &format!("{}:{}", fired.rule.file, fired.rule.line));
        }
        for read in &sentence.read {
            page.line(2, &format!("states {}", statement(read)));
        }
        for (miss, passage) in sentence.nearly.iter().zip(&sentence.passages) {
            let quote = passage.of(&post.text);
            let told = format!("nearly {} in “{quote}”: {}", miss.rule.id, miss.lack);
            page.line(2, &told);
            page.pale(9, &format!("{}:{}", miss.rule.file, miss.rule.line));
        }
    }
    page.gap();
    page.into_text()
}

fn statement(read: &Read) -> String {
    let kept = if read.kept { "" } else { ", not kept" };
    format!(
        "{} {} {} ({}, {}{kept})",
        read.subject,
        read.predicate,
        read.object,
        read.rule,
        read.stance.name()
    )
}

fn lines(post: &Post, told: &[Explained]) -> String {
    let chars = CharIndex::new(&post.text);
    let place = |span: Span| {
        let range = span.range();
        (chars.chars(range.start), chars.chars(range.end))
    };
    let mut lines = String::new();
    for sentence in told {
        let (start, end) = place(sentence.span);
        let named: Vec<Value> = sentence
            .named
            .iter()
            .map(|named| {
                let (start, end) = place(named.span);
                let text = named.span.of(&post.text);
                json!({"text": text, "start": start, "end": end, "class": named.kinds})
            })
            .collect();
        let fired: Vec<Value> = sentence
            .fired
            .iter()
            .map(|fired| {
                let slots: serde_json::Map<String, Value> = fired
                    .slots
                    .iter()
                    .map(|(slot, words)| (slot.clone(), words.as_str().into()))
                    .collect();
                json!({
                    "rule": fired.rule.id, "file": fired.rule.file, "line": fired.rule.line,
                    "quote": fired.span.of(&post.text), "slots": slots,
                })
            })
            .collect();
        let states: Vec<Value> = sentence
            .read
            .iter()
            .map(|read| {
                json!({
                    "subject": read.subject, "predicate": read.predicate, "object": read.object,
                    "rule": read.rule, "stance": read.stance.name(), "kept": read.kept,
                })
            })
            .collect();
        let nearly: Vec<Value> = sentence
            .nearly
            .iter()
            .zip(&sentence.passages)
            .map(|(miss, passage)| {
                json!({
                    "rule": miss.rule.id, "file": miss.rule.file, "line": miss.rule.line,
                    "says": miss.rule.written.get(miss.way), "lacks": miss.lack.to_string(),
                    "quote": passage.of(&post.text),
                })
            })
            .collect();
        let record = json!({
            "file": file(post), "start": start, "end": end, "text": sentence.span.of(&post.text),
            "named": named, "fired": fired, "states": states, "nearly": nearly,
        });
        lines.push_str(&record.to_string());
        lines.push('\n');
    }
    lines
}
