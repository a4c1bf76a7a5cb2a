//! The words by which headings, by-lines and lines of publication are known: `ontology/headings.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::fold::fold;

/// Lists of words, folded. Phrases are matched as a whole.
#[derive(Clone, Debug)]
pub struct Cues {
    published: Vec<String>,
    within: FxHashSet<String>,
    article: FxHashSet<String>,
    event: Vec<String>,
    by: FxHashSet<String>,
    source: FxHashSet<String>,
    more: FxHashSet<String>,
}

/// Why a file of such words could not be taken.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}: expected lists of words such as `by = [\"par\"]`")]
pub struct CuesError {
    file: String,
    /// Counted from 1.
    line: usize,
    message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    published: Vec<String>,
    r#in: Vec<String>,
    article: Vec<String>,
    event: Vec<String>,
    by: Vec<String>,
    source: Vec<String>,
    more: Vec<String>,
}

impl Cues {
    /// Takes the words out of `toml`, the content of `file` (a name for messages).
    ///
    /// # Errors
    /// With file and line, for what is no TOML, an unknown or a missing list.
    pub fn load(toml: &str, file: &str) -> Result<Cues, CuesError> {
        let lists: File = toml::from_str(toml).map_err(|error| CuesError {
            file: file.to_owned(),
            line: 1 + toml[..error.span().map_or(0, |span| span.start)]
                .matches('\n')
                .count(),
            message: error.message().to_owned(),
        })?;
        let phrases = |list: Vec<String>| {
            let mut list: Vec<String> = list.iter().map(|word| words(word)).collect();
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
            list
        };
        let set = |list: Vec<String>| list.iter().map(|word| fold(word)).collect();
        Ok(Cues {
            published: phrases(lists.published),
            within: set(lists.r#in),
            article: set(lists.article),
            event: phrases(lists.event),
            by: set(lists.by),
            source: set(lists.source),
            more: set(lists.more),
        })
    }

    /// Whether the line says that a text came out ("publié", "posted on").
    pub(super) fn says_published(&self, line: &str) -> bool {
        any(&self.published, line)
    }

    /// Whether the heading announces something that happens at its date.
    pub(super) fn announces(&self, heading: &str) -> bool {
        any(&self.event, heading)
    }

    /// "dans", "su", "by": what stands before a medium.
    pub(super) fn is_in(&self, word: &str) -> bool {
        self.within.contains(&fold(word))
    }

    pub(super) fn is_article(&self, word: &str) -> bool {
        self.article.contains(&fold(word))
    }

    pub(super) fn is_by(&self, word: &str) -> bool {
        self.by.contains(&fold(word))
    }

    pub(super) fn is_published(&self, word: &str) -> bool {
        self.published.contains(&words(word))
    }

    /// "(more…)" and its like, alone on a line.
    pub(super) fn is_more(&self, line: &str) -> bool {
        line.len() < 60 && self.more.contains(&fold(line.trim()))
    }

    /// "Source: …" at the start of a line.
    pub(super) fn is_source(&self, line: &str) -> bool {
        line.split_once(':')
            .is_some_and(|(word, _)| word.len() < 20 && self.source.contains(&fold(word.trim())))
    }
}

/// The words of the text, folded, each between spaces.
fn words(text: &str) -> String {
    let mut spaced = String::from(" ");
    for word in fold(text).split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            spaced.push_str(word);
            spaced.push(' ');
        }
    }
    spaced
}

fn any(phrases: &[String], line: &str) -> bool {
    let line = words(line);
    phrases.iter().any(|phrase| line.contains(phrase.as_str()))
}
