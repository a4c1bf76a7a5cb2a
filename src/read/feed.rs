//! RSS, Atom and JSON Feed: one post per entry.

use feed_rs::model::{Entry, Feed, Text};

use super::Problem;
use super::blocks::blocks;
use super::draft::{Body, Draft};
use super::html::fragment;
use super::jsonl;
use crate::model::Span;

/// The posts of a feed; of a JSON file that is none, the record that it is.
///
/// # Errors
/// If it is neither.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Draft>, Problem> {
    let text = text.trim_start();
    if text.starts_with('{') && !text.contains("jsonfeed.org/version") {
        return match jsonl::record(text.as_bytes()) {
            Ok(draft) => Ok(vec![draft]),
            Err(message) => Err(Problem::new(file, message)),
        };
    }
    let feed = feed_rs::parser::parse(without_declaration(text).as_bytes()).map_err(|error| {
        Problem::new(
            file,
            format!("no feed: {error}: expected RSS, Atom or JSON Feed, whole and well-formed"),
        )
    })?;
    if feed.entries.is_empty() {
        return Err(Problem::new(file, "the feed is empty: expected entries"));
    }
    Ok(feed
        .entries
        .iter()
        .map(|entry| post(entry, &feed))
        .collect())
}

/// XML without its declaration, whose encoding no longer holds: the text is decoded already.
fn without_declaration(text: &str) -> &str {
    match text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
    {
        Some((_, rest)) => rest,
        None => text,
    }
}

fn post(entry: &Entry, feed: &Feed) -> Draft {
    let title = entry.title.as_ref().and_then(plain);
    let content = entry.content.as_ref().and_then(|content| {
        let body = content.body.as_deref()?;
        Some((body, content.content_type.essence().to_string()))
    });
    let content = content.or_else(|| {
        let summary = entry.summary.as_ref()?;
        Some((
            summary.content.as_str(),
            summary.content_type.essence().to_string(),
        ))
    });
    let body = match content {
        // Many feeds call their HTML plain text.
        Some((text, kind))
            if kind == "text/plain" && !text.contains("</") && !text.contains("/>") =>
        {
            text_body(text)
        }
        Some((html, _)) => fragment(html, title.as_deref()),
        None => fragment("", title.as_deref()),
    };
    let authors = if entry.authors.is_empty() {
        &feed.authors
    } else {
        &entry.authors
    };
    let names: Vec<&str> = authors
        .iter()
        .filter_map(|person| person.name.as_deref())
        .collect();
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let address = entry.id.starts_with("http").then_some(entry.id.as_str());
    let time = entry.published.or(entry.updated);
    Draft {
        date: time.and_then(|time| time.to_rfc3339().parse().ok()),
        lang: entry.language.clone().or_else(|| feed.language.clone()),
        url: link
            .map(|link| link.href.as_str())
            .or(address)
            .map(str::to_owned),
        author: (!names.is_empty()).then(|| names.join(", ")),
        medium: feed.title.as_ref().and_then(plain),
        end: body.text.chars().count(),
        body,
        title,
        start: 0,
    }
}

fn text_body(text: &str) -> Body {
    let text = text.trim().to_owned();
    Body {
        blocks: blocks(&text, None::<Span>),
        text,
        italics: Vec::new(),
    }
}

/// A title without the mark-up and the references that it may hold.
fn plain(text: &Text) -> Option<String> {
    let plain = fragment(&text.content, None).text.replace('\n', " ");
    (!plain.is_empty()).then_some(plain)
}
