//! What can follow at a place of a line: words of SPARQL, terms, variables and names; commands and what
//! they take.

use super::commands::{self, COMMANDS, Does, Setting};
use super::protocol::Name;
use super::session::formats;
use crate::cli;
use crate::query::lexer::{Kind, pieces};
use crate::query::names::fold;
use crate::query::words::{FUNCTIONS, KEYWORDS, UPDATE};
use crate::vocab::PREFIXES;
use std::collections::{BTreeMap, BTreeSet};

/// What may be written in place of what was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// As it stands in the list.
    pub shown: String,
    pub written: String,
}

/// Where names and terms come from.
pub trait Source {
    /// Names of entities that start so when folded.
    fn names(&mut self, start: &str) -> Vec<Name>;
    /// Prefixed names that start so.
    fn terms(&mut self, start: &str) -> Vec<String>;
}

/// Names of so few letters are too many to show.
const LETTERS: usize = 2;
/// So many words back a name may start.
const WORDS_OF_A_NAME: usize = 5;

/// Signs of SPARQL that no name has in it.
const PARTING: &str = "\"{}();<>?$=|*^";

/// Candidates for what ends at a byte of a line, and the byte where it starts.
pub fn complete(line: &str, at: usize, source: &mut dyn Source) -> (usize, Vec<Candidate>) {
    let Some(text) = line.get(..at) else {
        return (at, vec![]);
    };
    match text.starts_with('.') {
        true => command(text, source),
        false => query(line, text, source),
    }
}

fn plain(written: impl Into<String>) -> Candidate {
    let written = written.into();
    Candidate {
        shown: written.clone(),
        written,
    }
}

fn command(text: &str, source: &mut dyn Source) -> (usize, Vec<Candidate>) {
    let start = text.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let word = &text[start..];
    let starts = |known: &[String]| -> Vec<Candidate> {
        let known = known.iter().filter(|known| known.starts_with(word));
        known.map(|known| plain(known.as_str())).collect()
    };
    if start == 0 {
        let names: Vec<String> = COMMANDS.iter().map(|it| format!(".{}", it.name)).collect();
        return (0, starts(&names));
    }
    let name = text.split_whitespace().next().unwrap_or_default();
    let Ok(command) = commands::find(name) else {
        return (start, vec![]);
    };
    match command.does {
        Does::Quit | Does::Set(Setting::Timeout) => (start, vec![]),
        Does::Help => {
            let names: Vec<String> = COMMANDS.iter().map(|it| it.name.to_owned()).collect();
            (start, starts(&names))
        }
        Does::Set(Setting::Format) => (start, starts(&formats().collect::<Vec<_>>())),
        Does::Set(Setting::Explain | Setting::Timer) => {
            (start, starts(&["on".to_owned(), "off".to_owned()]))
        }
        Does::Verb(verb) if word.starts_with('-') => (start, starts(&options(verb))),
        Does::Verb(_) => name_of(text, name.len(), source, &|name| {
            shlex::try_quote(&name.name).map_or_else(|_| name.name.clone(), Into::into)
        }),
    }
}

/// The long options of a verb.
fn options(verb: &str) -> Vec<String> {
    let mut command = cli::command();
    command.build();
    let verb = command.find_subcommand(verb);
    let options = verb.into_iter().flat_map(|verb| verb.get_arguments());
    options
        .filter(|option| !option.is_hide_set())
        .filter_map(|option| Some(format!("--{}", option.get_long()?)))
        .collect()
}

fn query(line: &str, text: &str, source: &mut dyn Source) -> (usize, Vec<Candidate>) {
    // What ends at the cursor, in a string or a comment nothing.
    let last = pieces(text).last();
    let iri = |name: &Name| format!("<{}>", name.iri);
    match &last {
        Some(it) if it.kind == Kind::Comment => return (text.len(), vec![]),
        // An apostrophe behind a letter is of a name.
        Some(it)
            if it.kind == Kind::Open && text[..it.span.start].ends_with(char::is_alphanumeric) =>
        {
            return name_of(text, 0, source, &iri);
        }
        Some(it) if it.kind == Kind::Open => return (text.len(), vec![]),
        _ => {}
    }
    let start = match &last {
        Some(it) if it.span.end == text.len() => it.span.start,
        _ => return (text.len(), vec![]),
    };
    // A name that is not whole may be cut in two.
    let start = match text[..start].ends_with(['?', '$']) {
        true => start - 1,
        false => start,
    };
    let word = &text[start..];
    if word.starts_with(['?', '$']) {
        return (start, variables(line, word));
    }
    if word.contains(':') && !word.starts_with('<') {
        let terms = source.terms(word);
        return (start, terms.into_iter().map(plain).collect());
    }
    let names = name_of(text, 0, source, &iri);
    let begins = |known: &str| {
        let known = known.get(..word.len());
        known.is_some_and(|known| known.eq_ignore_ascii_case(word))
    };
    let known = |words: &'static [&'static str], behind: &'static str| {
        let words = words.iter().filter(|known| begins(known));
        words.map(move |known| plain(format!("{known}{behind}")))
    };
    let prefixes = PREFIXES.iter().filter(|(prefix, _)| begins(prefix));
    let mut words: Vec<Candidate> = known(KEYWORDS, "")
        .chain(known(UPDATE, ""))
        .chain(known(FUNCTIONS, "("))
        .chain(prefixes.map(|(prefix, _)| plain(format!("{prefix}:"))))
        .collect();
    if word.is_empty() || !word.starts_with(char::is_alphabetic) {
        words.clear();
    }
    let in_one_case = !word.contains(char::is_lowercase) || !word.contains(char::is_uppercase);
    match names {
        // What several words name is surely meant.
        (from, names) if from < start && !names.is_empty() => (from, names),
        // `sel` and `SEL` start SELECT, `Sel` may start a name.
        _ if in_one_case && !words.is_empty() => (start, words),
        (_, names) => {
            words.extend(names);
            (start, words)
        }
    }
}

/// The variables of the whole line that start so.
fn variables(line: &str, word: &str) -> Vec<Candidate> {
    let known: BTreeSet<&str> = pieces(line)
        .filter(|piece| piece.kind == Kind::Variable)
        .map(|piece| piece.text)
        .filter(|variable| variable.starts_with(word) && *variable != word)
        .collect();
    known.into_iter().map(plain).collect()
}

/// Names that what was typed starts: its last words, as many as start one. `from` is where they can start
/// at the earliest.
fn name_of(
    text: &str,
    from: usize,
    source: &mut dyn Source,
    written: &dyn Fn(&Name) -> String,
) -> (usize, Vec<Candidate>) {
    let parts = |c: char| c.is_whitespace() || PARTING.contains(c);
    let mut starts: Vec<usize> = text[from..]
        .char_indices()
        .filter(|(_, c)| parts(*c) || *c == '\'')
        .map(|(at, c)| from + at + c.len_utf8())
        .collect();
    if from == 0 {
        starts.insert(0, 0);
    }
    // The longest first.
    for &start in starts.iter().rev().take(WORDS_OF_A_NAME).rev() {
        let typed = &text[start..];
        if !typed.starts_with(char::is_alphanumeric) || typed.contains(|c| PARTING.contains(c)) {
            continue;
        }
        let folded = fold(typed);
        if folded.chars().count() < LETTERS {
            continue;
        }
        let names = source.names(&folded);
        if !names.is_empty() {
            // A quotation mark that was opened goes with what stands in it.
            let start = match text[..start].ends_with(['"', '\'']) {
                true => start - 1,
                false => start,
            };
            return (start, candidates(&folded, &names, written));
        }
    }
    (text.len(), vec![])
}

/// One thing, or one whose name is typed whole, is written as what it is; of several each stands once, and its name
/// goes on: its own where that starts so, else the first of its other names that does.
fn candidates(folded: &str, names: &[Name], written: &dyn Fn(&Name) -> String) -> Vec<Candidate> {
    let things: BTreeSet<&str> = names.iter().map(|name| name.iri.as_str()).collect();
    let whole: Vec<&Name> = names
        .iter()
        .filter(|name| fold(&name.name) == folded)
        .collect();
    let one: &[&Name] = match (things.len(), whole.as_slice()) {
        (1, []) => &[&names[0]],
        (_, whole) => whole,
    };
    let mut met = BTreeSet::new();
    if !one.is_empty() {
        let of_its_own = one.iter().filter(|name| met.insert(&name.iri));
        return of_its_own
            .map(|name| Candidate {
                shown: name.shown.clone(),
                written: written(name),
            })
            .collect();
    }
    let is_own = |name: &Name| name.shown.starts_with(&name.name);
    let mut listed: BTreeMap<&str, &Name> = BTreeMap::new();
    for name in names {
        let best = listed.entry(&name.iri).or_insert(name);
        if is_own(name) && !is_own(best) {
            *best = name;
        }
    }
    // In the order in which the names came.
    let names = names.iter().filter(|name| {
        let best = listed.get(name.iri.as_str()).copied();
        best.is_some_and(|best| std::ptr::eq(best, *name))
    });
    names
        .map(|name| Candidate {
            shown: match is_own(name) {
                true => name.shown.clone(),
                false => format!("{}: {}", name.name, name.shown),
            },
            written: name.name.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
