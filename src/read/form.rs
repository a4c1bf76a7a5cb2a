//! The formats that can be read, and how a file's format is known.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// A format of input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// One post without mark-up.
    Text,
    /// Many posts without mark-up: a page copied as text.
    Dump,
    /// CommonMark, with YAML or TOML front matter.
    Markdown,
    /// A page with one article or several.
    Html,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// One JSON object per line.
    Jsonl,
}

impl Form {
    /// All formats, with the name by which `--as` knows each and the endings of its files.
    pub const ALL: [(Form, &'static str, &'static [&'static str]); 6] = [
        (Form::Text, "text", &["txt", "text"]),
        (Form::Dump, "dump", &["dump"]),
        (Form::Markdown, "markdown", &["md", "markdown"]),
        (Form::Html, "html", &["html", "htm", "xhtml"]),
        (Form::Feed, "feed", &["xml", "rss", "atom", "json"]),
        (Form::Jsonl, "jsonl", &["jsonl", "ndjson"]),
    ];

    /// The name of the format.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(form, ..)| *form == self)
            .map_or("", |(_, name, _)| name)
    }

    /// The format that the ending of a file name speaks for, `None` if it is none of ours.
    pub(super) fn by_ending(name: &str) -> Option<Form> {
        let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL
            .iter()
            .find(|(.., endings)| endings.contains(&ending.as_str()))
            .map(|(form, ..)| *form)
    }

    /// The format of a file: by its content where that is plain, else by its name, else text.
    pub(super) fn of(name: &str, text: &str) -> Form {
        let start = text.trim_start();
        let head: String = start
            .chars()
            .take(400)
            .collect::<String>()
            .to_ascii_lowercase();
        let by_ending = Form::by_ending(name);
        if head.starts_with('<') {
            let feed = ["<rss", "<feed", "<rdf:rdf"]
                .iter()
                .any(|tag| head.contains(tag));
            let page = [
                "<!doctype html",
                "<html",
                "<head",
                "<body",
                "<article",
                "<p>",
                "<div",
            ]
            .iter()
            .any(|tag| head.contains(tag));
            match by_ending {
                Some(Form::Markdown | Form::Html) => {}
                _ if feed => return Form::Feed,
                _ if page => return Form::Html,
                _ => {}
            }
        }
        if head.starts_with('{') && by_ending != Some(Form::Markdown) {
            if head.contains("jsonfeed.org/version") {
                return Form::Feed;
            }
            let line = start.lines().next().unwrap_or_default();
            if serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() {
                return Form::Jsonl;
            }
        }
        let front_matter = ["---\n", "---\r\n", "+++\n", "+++\r\n"]
            .iter()
            .any(|fence| text.starts_with(fence));
        match by_ending {
            None if front_matter => Form::Markdown,
            None => Form::Text,
            Some(form) => form,
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Form {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(form, ..)| *form)
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|(_, name, _)| *name).collect();
                format!(
                    "`{name}` is no format: expected one of {}",
                    names.join(", ")
                )
            })
    }
}
