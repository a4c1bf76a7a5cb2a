//! What a reader of one format found, and how it becomes a [`Post`].

use super::cues::Cues;
use super::dateline::Judge;
use super::identity;
use crate::language::Languages;
use crate::model::{Block, Lang, PartialDate, Post, Source, Span};
use crate::values::date::Calendar;

/// A text with its parts. The spans count in `text`, in bytes.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct Body {
    pub text: String,
    pub blocks: Vec<Block>,
    pub italics: Vec<Span>,
}

/// A post as its format gives it: nothing guessed yet that several formats have to guess.
#[derive(Clone, Default, Debug)]
pub(super) struct Draft {
    pub title: Option<String>,
    pub date: Option<PartialDate>,
    /// A BCP 47 tag.
    pub lang: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub medium: Option<String>,
    pub body: Body,
    /// See [`Source::start`].
    pub start: usize,
    /// See [`Source::end`].
    pub end: usize,
}

/// The words that all readers share.
pub(super) struct Words {
    pub calendar: Calendar,
    pub languages: Languages,
    pub cues: Cues,
}

impl Words {
    pub fn judge(&self, lang: Lang) -> Judge<'_> {
        Judge {
            calendar: &self.calendar,
            cues: &self.cues,
            lang,
        }
    }
}

impl Draft {
    /// The post, read from `file` with the hash `file_hash`; `None` if it has no text.
    pub fn finish(mut self, file: &str, file_hash: &str, words: &Words) -> Option<Post> {
        if !self.body.text.contains(|c: char| c.is_alphanumeric()) {
            return None;
        }
        self.title = self.title.as_deref().and_then(said);
        self.url = self.url.as_deref().and_then(said);
        self.author = self.author.as_deref().and_then(said);
        self.medium = self.medium.as_deref().and_then(said);
        let text = &self.body.text;
        let lang = words.languages.of_post(self.lang.as_deref(), text);
        if self.date.is_none() || self.medium.is_none() {
            let imprint = words.judge(lang).imprint(text, self.title.as_deref());
            self.date = self.date.or(imprint.date);
            self.medium = self.medium.or(imprint.medium);
        }
        for block in &mut self.body.blocks {
            block.lang = words.languages.of_paragraph(lang, block.span.of(text));
        }
        let title = self.title.as_deref();
        Some(Post {
            iri: identity::iri(self.url.as_deref(), title, self.date, text),
            hash: identity::hash(title, self.date, text),
            lang,
            sources: vec![Source {
                file: file.to_owned(),
                hash: file_hash.to_owned(),
                start: self.start,
                end: self.end,
            }],
            title: self.title,
            date: self.date,
            url: self.url,
            author: self.author,
            medium: self.medium,
            text: self.body.text,
            blocks: self.body.blocks,
            italics: self.body.italics,
        })
    }
}

/// The value of a field with its white space made single; `None` if nothing is left.
fn said(value: &str) -> Option<String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}
