//! How a claim is shown: the passage, then who says it and where.

use crate::query::things::Told;
use crate::write::{Page, Table};

/// How much of a passage to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quoting {
    /// The passage alone.
    Exact,
    /// With what stands before and behind it, the passage in brackets.
    InContext,
}

/// Adds a claim to a page, so many columns in.
pub fn claim(page: &mut Page, indent: usize, told: &Told, quoting: Quoting) {
    if let Some(quote) = &told.quote {
        let exact = &quote.exact;
        page.line(
            indent,
            &match quoting {
                Quoting::Exact => format!("“{exact}”"),
                Quoting::InContext => {
                    let before = before(&quote.prefix);
                    let behind = behind(&quote.suffix);
                    format!("{before}[{exact}]{behind}")
                }
            },
        );
    }
    let mut parts = vec![];
    if told.stance != "asserted" {
        parts.push(told.stance.to_uppercase());
    }
    if let Some(speaker) = &told.speaker {
        parts.push(format!("according to {}", speaker.label));
    }
    parts.push(told.post.cited());
    // That it was published then is said already.
    if let Some(date) = told
        .as_of
        .as_ref()
        .filter(|_| told.as_of_basis != Some("publication"))
    {
        parts.push(format!("as of {date}"));
    }
    page.pale(indent + 2, &parts.join(" · "));
}

/// As many characters as a selector keeps around a passage: a text so long was cut, mostly in a word.
const CUT: usize = 32;

fn before(prefix: &str) -> String {
    let cut = prefix.chars().count() >= CUT;
    let whole = prefix.split_once(char::is_whitespace).filter(|_| cut);
    match (whole, prefix.trim()) {
        (_, "") => String::new(),
        (Some((_, whole)), _) => format!("… {whole}"),
        (None, _) => prefix.to_owned(),
    }
}

fn behind(suffix: &str) -> String {
    let cut = suffix.chars().count() >= CUT;
    let whole = suffix.rsplit_once(char::is_whitespace).filter(|_| cut);
    match (whole, suffix.trim()) {
        (_, "") => String::new(),
        (Some((whole, _)), _) => format!("{whole} …"),
        (None, _) => suffix.to_owned(),
    }
}

/// A row for each claim.
pub fn table<'t>(claims: impl Iterator<Item = &'t Told>) -> Table {
    let mut table = Table::new(&[
        "subject",
        "predicate",
        "object",
        "stance",
        "#confidence",
        "rule",
        "speaker",
        "as of",
        "quote",
        "#start",
        "#end",
        "post",
        "title",
        "date",
    ]);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    table.rows = claims
        .map(|told| {
            let quote = told.quote.as_ref();
            let place = |at: Option<u64>| at.map_or(String::new(), |at| at.to_string());
            vec![
                told.subject.label.clone(),
                crate::query::short_name(&told.predicate.iri),
                told.object.text(),
                told.stance.to_owned(),
                told.confidence.map_or(String::new(), |it| it.to_string()),
                text(&told.rule),
                told.speaker
                    .as_ref()
                    .map_or(String::new(), |it| it.label.clone()),
                text(&told.as_of),
                quote.map_or(String::new(), |quote| quote.exact.clone()),
                place(quote.and_then(|quote| quote.start)),
                place(quote.and_then(|quote| quote.end)),
                told.post.iri.clone(),
                told.post.name(),
                text(&told.post.date),
            ]
        })
        .collect();
    table
}
