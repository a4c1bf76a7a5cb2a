//! A named question: a SPARQL file whose first comments say what it asks.
//!
//! ```sparql
//! # title: Who works for a platform
//! # title@fr: Qui travaille pour une plateforme
//! # about: Its clients, who runs it, where its workers are.
//! # theme: platforms
//! # param: platform entity "a platform" default=*
//! # example: tacheron query who-works-for --set platform=uhrs
//!
//! SELECT … WHERE { … ?platform … }
//! ```
//!
//! The header ends with the first line that is no comment. A line of `#` alone parts it.

use super::bind::{self, Values};
use super::near::nearest;
use super::param::{Default, Kind, Param, ParamError};
use super::sparql;
use super::theme::{self, Theme};
use super::tokens::{Token, tokens};
use super::typed::Typed;
use crate::model::Lang;
use crate::ontology::schema::Schema;
use spargebra::Query;
use std::collections::{BTreeMap, BTreeSet};

/// The keys that a header may have.
const KEYS: &[&str] = &["title", "about", "theme", "param", "example"];

/// A question that has a name.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// The file's name without its ending: `who-works-for`.
    pub name: String,
    /// The file, as errors name it.
    pub file: String,
    titles: BTreeMap<Option<Lang>, String>,
    abouts: BTreeMap<Option<Lang>, String>,
    /// The id of its theme, and the line that names it, from 1; `None` where the header names none.
    theme: Option<(String, usize)>,
    /// In the order of the header.
    pub params: Vec<Param>,
    /// Whole command lines. Never empty.
    pub examples: Vec<String>,
    /// The whole file.
    pub text: String,
    /// Whether it is of a user, not built in.
    pub own: bool,
    /// The file of the question of the same name that it hides; `None` where there is none.
    pub in_place_of: Option<String>,
    query: Query,
}

/// Why a file is no question.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("{file}:{line}: {message}")]
pub struct QuestionError {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

impl Question {
    /// Reads a file.
    ///
    /// # Errors
    /// An unknown or repeated key, a parameter that is ill-formed or that the query does not use or
    /// sets itself, no title, no example, a query that is no SPARQL.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self, QuestionError> {
        let wrong = |line: usize, message: String| QuestionError {
            file: file.to_owned(),
            line,
            message,
        };
        let mut question = Question {
            name: name.to_owned(),
            file: file.to_owned(),
            titles: BTreeMap::new(),
            abouts: BTreeMap::new(),
            theme: None,
            params: vec![],
            examples: vec![],
            text: text.to_owned(),
            own: false,
            in_place_of: None,
            query: sparql::parse(text, file).map_err(|error| match &error {
                super::QueryError::Syntax(syntax) => wrong(syntax.line(), syntax.message.clone()),
                _ => wrong(1, error.to_string()),
            })?,
        };
        let mut param_lines = BTreeMap::new();
        let header = text.trim_start_matches('\u{feff}').lines().enumerate();
        for (at, line) in header.map_while(|(at, line)| Some((at + 1, line.strip_prefix('#')?))) {
            if line.trim().is_empty() {
                continue;
            }
            let entry = question
                .header(line, at)
                .map_err(|message| wrong(at, message))?;
            if let Some(param) = entry {
                param_lines.insert(param, at);
            }
        }
        question
            .check(&param_lines)
            .map_err(|(at, message)| wrong(at, message))?;
        Ok(question)
    }

    /// Takes one line in; the name of the parameter where it declares one.
    fn header(&mut self, line: &str, at: usize) -> Result<Option<String>, String> {
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let (key, tag) = match key.trim().split_once('@') {
            Some((key, tag)) => (key, Some(tag)),
            None => (key.trim(), None),
        };
        if !KEYS.contains(&key) {
            let near = nearest(key, KEYS.iter().copied(), 1);
            let near = near
                .first()
                .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return Err(format!(
                "`{key}` is no key of a question: expected {}{near}",
                KEYS.join(", ")
            ));
        }
        let value = value.trim().to_owned();
        if value.is_empty() {
            return Err(format!("`{key}` says nothing: expected `# {key}: …`"));
        }
        let lang = match tag {
            Some(tag) => Some(
                Lang::from_tag(tag)
                    .ok_or_else(|| format!("`{tag}` is no language: expected two letters"))?,
            ),
            None => None,
        };
        match key {
            "title" | "about" => {
                let texts = match key {
                    "title" => &mut self.titles,
                    _ => &mut self.abouts,
                };
                if texts.insert(lang, value).is_some() {
                    return Err(format!(
                        "`{}` is said twice",
                        line.split(':').next().unwrap_or(key).trim()
                    ));
                }
            }
            _ if lang.is_some() => return Err(format!("`{key}` takes no language")),
            "theme" => {
                if self.theme.replace((value, at)).is_some() {
                    return Err("`theme` is said twice".to_owned());
                }
            }
            "param" => {
                let param = param(&value)?;
                if self.params.iter().any(|known| known.name == param.name) {
                    return Err(format!("the parameter `{}` is declared twice", param.name));
                }
                let name = param.name.clone();
                self.params.push(param);
                return Ok(Some(name));
            }
            _ => self.examples.push(value),
        }
        Ok(None)
    }

    fn check(&self, param_lines: &BTreeMap<String, usize>) -> Result<(), (usize, String)> {
        if !self.titles.contains_key(&None) {
            return Err((1, "no title: expected a line `# title: …`".to_owned()));
        }
        if self.examples.is_empty() {
            let example = format!("# example: tacheron query {} …", self.name);
            return Err((1, format!("no example: expected a line `{example}`")));
        }
        let used: BTreeSet<&str> = tokens(&self.text)
            .filter_map(|(_, token)| match token {
                Token::Variable(name) => Some(name),
                _ => None,
            })
            .collect();
        for (param, line) in param_lines {
            if !used.contains(param.as_str()) {
                return Err((*line, format!("the query does not use `?{param}`")));
            }
            if sets(&self.text).any(|name| name == param) {
                return Err((
                    *line,
                    format!("the query gives `?{param}` a value itself (AS ?{param}): rename one"),
                ));
            }
        }
        Ok(())
    }

    /// # Errors
    /// Where it names a theme that is none of these, with those that are.
    pub(super) fn has_theme_of(&self, themes: &[Theme]) -> Result<(), QuestionError> {
        let ids = || themes.iter().map(|theme| theme.id.as_str());
        let Some((theme, line)) = &self.theme else {
            return Ok(());
        };
        if ids().any(|known| known == theme) {
            return Ok(());
        }
        let near = nearest(theme, ids(), 1);
        let expected = match near.first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected {}", ids().collect::<Vec<_>>().join(", ")),
        };
        Err(QuestionError {
            file: self.file.clone(),
            line: *line,
            message: format!("`{theme}` is no theme: {expected}"),
        })
    }

    /// The id of its theme.
    pub fn theme(&self) -> &str {
        self.theme.as_ref().map_or(theme::OTHER, |(theme, _)| theme)
    }

    /// In a language, else without one.
    pub fn title(&self, lang: Lang) -> &str {
        of(&self.titles, lang).unwrap_or(&self.name)
    }

    /// In a language, else without one; `None` where the header says nothing more.
    pub fn about(&self, lang: Lang) -> Option<&str> {
        of(&self.abouts, lang)
    }

    /// The terms for what was typed (`name`, `value`), defaults where nothing was: all that needs no
    /// store. `schema` gives the ontology; it is asked where a parameter is a class.
    ///
    /// # Errors
    /// Where a value is missing, given twice, not of its kind, or for no parameter; before anything is
    /// opened. Those of `schema`.
    pub fn typed<'o, E: From<ParamError>>(
        &self,
        set: &[(String, String)],
        schema: &dyn Fn() -> Result<&'o Schema, E>,
    ) -> Result<Typed, E> {
        let mut given: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, value) in set {
            if !self.params.iter().any(|param| param.name == *name) {
                return Err(Param::unknown(&self.name, name, &self.params).into());
            }
            if given.insert(name, value).is_some() {
                return Err(ParamError::Twice { name: name.clone() }.into());
            }
        }
        let mut typed = Typed::default();
        for param in &self.params {
            let text = match (given.get(param.name.as_str()), &param.default) {
                (Some(text), _) => *text,
                (None, Default::Value(text)) => text,
                (None, Default::Any) => continue,
                (None, Default::Required) => {
                    return Err(ParamError::Missing {
                        question: self.name.clone(),
                        name: param.name.clone(),
                        kind: param.kind.name(),
                        about: param.about.clone(),
                    }
                    .into());
                }
            };
            typed.add(param, text, schema)?;
        }
        Ok(typed)
    }

    /// The query with the values in it.
    pub fn query(&self, values: &Values) -> Query {
        bind::bind(self.query.clone(), values)
    }
}

fn of(texts: &BTreeMap<Option<Lang>, String>, lang: Lang) -> Option<&str> {
    texts
        .get(&Some(lang))
        .or_else(|| texts.get(&None))
        .map(String::as_str)
}

/// `platform entity "a platform" default=uhrs`.
fn param(line: &str) -> Result<Param, String> {
    let (name, kind, about, default) = parts_of_param(line).ok_or_else(|| {
        format!("`{line}` is no parameter: expected `NAME TYPE \"what it is\"`, then perhaps `default=VALUE`")
    })?;
    let kind = Kind::named(kind).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        format!(
            "`{kind}` is no type of a parameter: expected {}",
            kinds.join(", ")
        )
    })?;
    Ok(Param {
        name: name.to_owned(),
        kind,
        about: about.to_owned(),
        default: match default {
            None => Default::Required,
            Some("*") => Default::Any,
            Some(value) => Default::Value(value.to_owned()),
        },
    })
}

/// Name, type, what it is, and the default where there is one.
fn parts_of_param(line: &str) -> Option<(&str, &str, &str, Option<&str>)> {
    let (name, rest) = line.split_once(char::is_whitespace)?;
    let (kind, rest) = rest.trim_start().split_once(char::is_whitespace)?;
    let (about, rest) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    let is_word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let default = match rest.trim() {
        "" => None,
        // It is parted from what stands before.
        default if rest.starts_with(char::is_whitespace) => {
            let value = default.strip_prefix("default=")?.trim();
            Some((!value.is_empty()).then_some(value)?)
        }
        _ => return None,
    };
    let about = about.trim();
    let is_whole = is_word(name) && is_word(kind) && !about.is_empty();
    is_whole.then_some((name, kind, about, default))
}

/// The variables to which the query itself gives values by `AS`.
fn sets(text: &str) -> impl Iterator<Item = &str> {
    let mut behind_as = false;
    tokens(text).filter_map(move |(_, token)| match token {
        Token::Variable(name) => std::mem::take(&mut behind_as).then_some(name),
        Token::Word(word) => {
            behind_as = word.eq_ignore_ascii_case("AS");
            None
        }
        Token::Iri(_) | Token::Prefixed { .. } => {
            behind_as = false;
            None
        }
    })
}
