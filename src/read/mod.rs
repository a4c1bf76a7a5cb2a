//! Files into posts: one file of this folder per format.
//!
//! A reader of a format gives drafts; what every format needs (language, date by the heading,
//! identity) is done once for all of them. Nothing here panics on any input: what cannot be read is
//! a [`Problem`], and the rest is read.

mod blocks;
mod body;
mod cues;
mod dateline;
mod decode;
mod dom;
mod draft;
mod dump;
mod feed;
mod flat;
mod form;
mod front_matter;
mod html;
mod identity;
mod inputs;
mod json_ld;
mod jsonl;
mod lines;
mod markdown;
mod merge;
mod plain;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

pub use cues::{Cues, CuesError};
pub use form::Form;
pub use identity::fingerprint;
pub use inputs::{Inputs, inputs};
pub use merge::merge;

use crate::language::{Languages, StopWordsError};
use crate::model::Post;
use crate::values::date::{Calendar, CalendarError};
use draft::{Draft, Words};
use dump::Dump;

/// A longer file (JSON lines aside) is refused, in bytes: posts are not that long.
const LONGEST_FILE: u64 = 64 << 20;

/// Reads posts out of files of any known format.
pub struct Reader {
    words: Words,
    form: Option<Form>,
}

/// What a file gave.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// In the order of the file. Copies of a post are not yet joined: see [`merge`].
    pub posts: Vec<Post>,
    /// What could not be read, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Something in the input that is not as it should be: one line for the user.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}{}: {message}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct Problem {
    /// As the file was named; `-` is standard input.
    pub file: String,
    /// Counted from 1; `None` where it is the whole file.
    pub line: Option<usize>,
    /// What was found, what was expected, what to do.
    pub message: String,
}

/// Why the data of the readers could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error(transparent)]
    StopWords(#[from] StopWordsError),
    #[error(transparent)]
    Cues(#[from] CuesError),
}

impl Problem {
    pub(crate) fn new(file: &str, message: impl Into<String>) -> Problem {
        Problem {
            file: file.to_owned(),
            line: None,
            message: message.into(),
        }
    }

    pub(crate) fn at(file: &str, line: usize, message: impl Into<String>) -> Problem {
        Problem {
            line: Some(line),
            ..Problem::new(file, message)
        }
    }
}

impl Reader {
    /// A reader with the words that it is given.
    pub fn new(calendar: Calendar, languages: Languages, cues: Cues) -> Reader {
        Reader {
            words: Words {
                calendar,
                languages,
                cues,
            },
            form: None,
        }
    }

    /// A reader with the built-in words.
    ///
    /// # Errors
    /// If the data that the program was built with is wrong.
    pub fn built_in() -> Result<Reader, ReaderError> {
        Ok(Reader::new(
            Calendar::load(
                include_str!("../../ontology/calendar.toml"),
                "ontology/calendar.toml",
            )?,
            Languages::load(
                include_str!("../../ontology/stopwords.toml"),
                "ontology/stopwords.toml",
            )?,
            Cues::load(
                include_str!("../../ontology/headings.toml"),
                "ontology/headings.toml",
            )?,
        ))
    }

    /// Reads every file as `form`, whatever it looks like; `None`: each as what it looks like.
    pub fn with_form(mut self, form: Option<Form>) -> Reader {
        self.form = form;
        self
    }

    /// The words of dates that it reads with.
    pub fn calendar(&self) -> &Calendar {
        &self.words.calendar
    }

    /// Tells the languages of posts and paragraphs.
    pub fn languages(&self) -> &Languages {
        &self.words.languages
    }

    /// Reads a file; `-` is standard input. A file that cannot be read is a problem.
    pub fn read_path(&self, path: &Path) -> Reading {
        let name = path.display().to_string();
        let read = if name == "-" {
            self.read_stream(&name, io::stdin().lock())
        } else {
            File::open(path)
                .and_then(|file| match file.metadata()?.is_dir() {
                    true => Err(io::Error::other("it is a folder")),
                    false => Ok(file),
                })
                .and_then(|file| self.read_stream(&name, BufReader::new(file)))
        };
        read.unwrap_or_else(|error| Reading {
            posts: Vec::new(),
            problems: vec![Problem::new(&name, format!("cannot be read: {error}"))],
        })
    }

    /// Reads the content of a file called `name`, whose ending speaks for its format.
    pub fn read_bytes(&self, name: &str, bytes: &[u8]) -> Reading {
        self.read_stream(name, bytes)
            .unwrap_or_else(|error| Reading {
                posts: Vec::new(),
                problems: vec![Problem::new(name, format!("cannot be read: {error}"))],
            })
    }

    fn read_stream(&self, name: &str, mut input: impl BufRead) -> io::Result<Reading> {
        let jsonl = match self.form.or_else(|| Form::by_ending(name)) {
            Some(form) => form == Form::Jsonl,
            // A stream without a name: records start with a brace and close it on the first line.
            None => is_record(input.fill_buf()?),
        };
        if jsonl {
            return self.read_jsonl(name, input);
        }
        let mut bytes = Vec::new();
        input.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST_FILE {
            let message = format!(
                "longer than {} MiB: expected posts; split it, or turn it into JSON lines (one post each)",
                LONGEST_FILE >> 20
            );
            return Ok(Reading {
                posts: Vec::new(),
                problems: vec![Problem::new(name, message)],
            });
        }
        Ok(self.read_whole(name, &bytes))
    }

    fn read_jsonl(&self, name: &str, input: impl BufRead) -> io::Result<Reading> {
        let mut reading = Reading::default();
        let mut hasher = blake3::Hasher::new();
        let posts = &mut reading.posts;
        jsonl::read(
            name,
            input,
            |bytes| {
                hasher.update(bytes);
            },
            |draft| posts.extend(draft.finish(name, "", &self.words)),
            &mut reading.problems,
        )?;
        let hash = hasher.finalize().to_hex().to_string();
        for source in reading.posts.iter_mut().flat_map(|post| &mut post.sources) {
            source.hash.clone_from(&hash);
        }
        if reading.posts.is_empty() && reading.problems.is_empty() {
            reading.problems.push(Problem::new(
                name,
                "the file is empty: expected one JSON object per line",
            ));
        }
        Ok(reading)
    }

    fn read_whole(&self, name: &str, bytes: &[u8]) -> Reading {
        let mut reading = Reading::default();
        let decoded = match decode::decode(bytes) {
            Ok(decoded) => decoded,
            Err(message) => {
                reading.problems.push(Problem::new(name, message));
                return reading;
            }
        };
        if let Some(doubt) = decoded.doubt {
            reading.problems.push(Problem::new(name, doubt));
        }
        let text = decoded.text.as_str();
        let mut form = self.form.unwrap_or_else(|| Form::of(name, text));
        let told = self.form.is_some();
        let dump = (form == Form::Dump || form == Form::Text && !told)
            .then(|| Dump::of(text, &self.words))
            .filter(|dump| told || dump.is_one());
        if dump.is_some() {
            form = Form::Dump;
        }
        let read: Result<Vec<Draft>, Problem> = match form {
            Form::Text if !told && markdown::is_marked(text) => {
                markdown::read_text(name, text, &self.words)
            }
            Form::Text => Ok(plain::read(text)),
            Form::Dump => Ok(dump
                .iter()
                .flat_map(|dump| dump::read(text, dump))
                .collect()),
            Form::Markdown => markdown::read(name, text, &self.words),
            Form::Html => Ok(html::read(text, &self.words)),
            Form::Feed => feed::read(name, text),
            Form::Jsonl => {
                // Its format was known by its content alone.
                return self.read_jsonl(name, text.as_bytes()).unwrap_or_default();
            }
        };
        let hash = blake3::hash(bytes).to_hex().to_string();
        match read {
            Ok(drafts) => {
                let finish = |draft: Draft| draft.finish(name, &hash, &self.words);
                reading.posts.extend(drafts.into_iter().filter_map(finish));
                if reading.posts.is_empty() {
                    reading.problems.push(Problem::new(
                        name,
                        format!("no post in it (read as {form}): expected text"),
                    ));
                }
            }
            Err(problem) => reading.problems.push(problem),
        }
        reading
    }
}

/// Whether a stream starts with a JSON object that ends with its line, or with no end in sight.
fn is_record(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    if start.first() != Some(&b'{') || memchr::memmem::find(start, b"jsonfeed.org").is_some() {
        return false;
    }
    memchr::memchr(b'\n', start).is_none_or(|end| start[..end].trim_ascii_end().ends_with(b"}"))
}
