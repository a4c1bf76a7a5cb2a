//! Other programs as extractors: a process that gets sentences as JSON lines and answers each with a line.
//!
//! First of all it says who it is: `{"extractor": "NAME"}`. Then it gets, for each sentence of a post,
//! `{"post", "sentence", "lang", "text", "mentions": [{"text", "start", "end", "classes"}]}` and answers, in
//! the same order, `{"names": [{"start", "end", "class"}], "facts": [{"subject": {"start", "end"},
//! "predicate", "object": {"start", "end"}, "value", "quote", "trigger", "confidence"}]}`; all keys of an
//! answer may be left out. Positions count characters of the sentence, from 0, end exclusive.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::extract::draft::Draft;
use crate::extract::proposals::{Place, Proposals, ProposedFact, ProposedName, Proposer, Verdicts};
use crate::model::CharIndex;

/// Confidence of a fact that comes without one.
const UNSURE: f32 = 0.5;

/// An extractor that runs as a process of its own, until this is dropped.
#[derive(Debug)]
pub struct Outside {
    name: String,
    rule: &'static str,
    command: String,
    pipes: Mutex<Pipes>,
    verdicts: Mutex<Verdicts>,
}

#[derive(Debug)]
struct Pipes {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

#[derive(Deserialize)]
struct Hello {
    extractor: String,
}

#[derive(Serialize)]
struct Request<'r> {
    post: &'r str,
    sentence: usize,
    lang: &'r str,
    text: &'r str,
    mentions: Vec<RequestMention<'r>>,
}

#[derive(Serialize)]
struct RequestMention<'r> {
    text: &'r str,
    start: usize,
    end: usize,
    classes: Vec<&'static str>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Answer {
    #[serde(default)]
    names: Vec<AnswerName>,
    #[serde(default)]
    facts: Vec<AnswerFact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerName {
    start: usize,
    end: usize,
    class: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFact {
    subject: AnswerPlace,
    predicate: String,
    object: AnswerPlace,
    value: Option<String>,
    quote: String,
    trigger: String,
    confidence: Option<f32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerPlace {
    start: usize,
    end: usize,
}

impl Outside {
    /// Starts a program, given as a command line: its words are split as a shell does, nothing else is.
    ///
    /// # Errors
    /// A command that is none or cannot be started, or that does not say who it is; in words.
    pub fn start(command: &str) -> Result<Self, String> {
        let words = shlex::split(command).unwrap_or_default();
        let Some((program, arguments)) = words.split_first() else {
            return Err(format!(
                "`{command}` is no command: expected a program and its arguments"
            ));
        };
        let started = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut child = started.map_err(|e| format!("`{program}` cannot be started: {e}"))?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let Some(from) = from else {
            return Err(format!("`{program}` has no output"));
        };
        let mut from = BufReader::new(from);
        let mut line = String::new();
        let read = from.read_line(&mut line).map_err(|e| e.to_string());
        let hello = read.and_then(|_| {
            serde_json::from_str::<Hello>(&line).map_err(|e| match line.is_empty() {
                true => "it ended without a word".to_owned(),
                false => format!("its first line is `{}`: {e}", line.trim()),
            })
        });
        match hello {
            Ok(Hello { extractor }) => Ok(Outside {
                rule: String::leak(format!("outside.{extractor}")),
                name: extractor,
                command: command.to_owned(),
                pipes: Mutex::new(Pipes { child, to, from }),
                verdicts: Mutex::default(),
            }),
            Err(e) => {
                // it may wait for us, who will never speak to it
                let _ = child.kill();
                let _ = child.wait();
                Err(format!(
                    "the extractor `{command}` does not say who it is: {e}; expected {{\"extractor\": \"NAME\"}} as its first line"
                ))
            }
        }
    }

    /// What it calls itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What became of its proposals so far.
    pub fn verdicts(&self) -> Verdicts {
        let verdicts = self.verdicts.lock();
        verdicts.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn ask(&self, draft: &Draft) -> Result<Vec<Answer>, String> {
        let requests = requests(draft).map_err(|e| e.to_string())?;
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        let Pipes { to, from, .. } = &mut *pipes;
        let to = to.as_mut().ok_or("it takes no input")?;
        // it may answer before it has read all: whoever only writes would wait for it for ever
        std::thread::scope(|scope| {
            let writer = scope.spawn(move || {
                to.write_all(requests.as_bytes())?;
                to.flush()
            });
            let answers = answers(from, draft.text.sentences.len());
            let written = writer.join().map_err(|_| "it takes no input".to_owned())?;
            let answers = answers?;
            written.map_err(|e| format!("it takes no input: {e}"))?;
            Ok(answers)
        })
    }
}

impl Proposer for Outside {
    fn propose(&self, draft: &Draft) -> Result<Proposals, String> {
        let answers = self
            .ask(draft)
            .map_err(|e| format!("the extractor `{}` failed: {e}", self.command))?;
        let mut proposals = Proposals {
            rule: self.rule,
            ..Proposals::default()
        };
        for (sentence, answer) in answers.into_iter().enumerate() {
            proposals
                .names
                .extend(answer.names.into_iter().map(|name| ProposedName {
                    sentence,
                    place: Place {
                        start: name.start,
                        end: name.end,
                    },
                    class: name.class,
                }));
            proposals
                .facts
                .extend(answer.facts.into_iter().map(|fact| ProposedFact {
                    sentence,
                    subject: fact.subject.into(),
                    predicate: fact.predicate,
                    object: fact.object.into(),
                    value: fact.value,
                    quote: fact.quote,
                    trigger: fact.trigger,
                    confidence: fact.confidence.unwrap_or(UNSURE),
                }));
        }
        Ok(proposals)
    }

    fn judged(&self, verdicts: &Verdicts) {
        let all = self.verdicts.lock();
        all.unwrap_or_else(PoisonError::into_inner).add(verdicts);
    }
}

impl Drop for Outside {
    /// Its input ends, and so does a program that keeps to the rules; it is not waited for beyond that.
    fn drop(&mut self) {
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        pipes.to = None;
        let mut rest = String::new();
        let _ = pipes.from.read_line(&mut rest);
        if !rest.is_empty() {
            let _ = pipes.child.kill();
        }
        let _ = pipes.child.wait();
    }
}

impl From<AnswerPlace> for Place {
    fn from(place: AnswerPlace) -> Self {
        Place {
            start: place.start,
            end: place.end,
        }
    }
}

fn requests(draft: &Draft) -> serde_json::Result<String> {
    let mut lines = String::new();
    for (number, sentence) in draft.text.sentences.iter().enumerate() {
        let span = draft.span(sentence.first, sentence.end);
        let text = span.of(&draft.post.text);
        let chars = CharIndex::new(text);
        let from = span.range().start;
        let mentions = draft.of_sentence[number].clone().map(|at| {
            let mention = draft.mention_span(at);
            let range = mention.range();
            let kinds = draft.mentions[at].kinds;
            RequestMention {
                text: mention.of(&draft.post.text),
                start: chars.chars(range.start - from),
                end: chars.chars(range.end - from),
                classes: kinds.classes().map(|class| class.name()).collect(),
            }
        });
        let request = Request {
            post: &draft.post.iri,
            sentence: number,
            lang: sentence.lang.as_str(),
            text,
            mentions: mentions.collect(),
        };
        lines.push_str(&serde_json::to_string(&request)?);
        lines.push('\n');
    }
    Ok(lines)
}

fn answers(from: &mut impl BufRead, count: usize) -> Result<Vec<Answer>, String> {
    let mut answers = Vec::with_capacity(count);
    let mut line = String::new();
    for number in 0..count {
        line.clear();
        let read = from.read_line(&mut line).map_err(|e| e.to_string())?;
        if read == 0 {
            return Err(format!(
                "it ended after {number} of {count} answers: expected one line for each sentence"
            ));
        }
        let answer = serde_json::from_str(&line).map_err(|e| {
            format!(
                "answer {} of {count} is wrong: {e}: `{}`",
                number + 1,
                line.trim()
            )
        })?;
        answers.push(answer);
    }
    Ok(answers)
}
