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
use super::class::UnknownClass;
use super::near::nearest;
use super::param::{Default, Kind, Param, ParamError};
use super::tokens::{Token, tokens};
use super::typed::Typed;
use super::{sparql, theme};
use crate::model::Lang;
use crate::vocab::Class;
use regex::Regex;
use spargebra::Query;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

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
    pub(super) theme: Option<(String, usize)>,
    /// In the order of the header.
    pub params: Vec<Param>,
    /// Whole command lines. Never empty.
    pub examples: Vec<String>,
    /// The whole file.
    pub text: String,
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
    /// store. `classes` finds the classes of the ontology.
    ///
    /// # Errors
    /// Where a value is missing, given twice, not of its kind, or for no parameter; before anything is
    /// opened.
    pub fn typed(
        &self,
        set: &[(String, String)],
        classes: &dyn Fn(&str) -> Result<Class, UnknownClass>,
    ) -> Result<Typed, ParamError> {
        let mut given: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, value) in set {
            if !self.params.iter().any(|param| param.name == *name) {
                return Err(Param::unknown(&self.name, name, &self.params));
            }
            if given.insert(name, value).is_some() {
                return Err(ParamError::Twice { name: name.clone() });
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
                    });
                }
            };
            typed.add(param, text, classes)?;
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
    static PARAM: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"^(\w+)\s+(\w+)\s+"([^"]+)"(?:\s+default=(.+))?$"#).ok());
    let found = PARAM
        .as_ref()
        .and_then(|param| param.captures(line))
        .ok_or_else(|| {
            format!("`{line}` is no parameter: expected `NAME TYPE \"what it is\"`, then perhaps `default=VALUE`")
        })?;
    let part = |at: usize| found.get(at).map(|part| part.as_str().trim());
    let kind = part(2).unwrap_or_default();
    let kind = Kind::named(kind).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        format!(
            "`{kind}` is no type of a parameter: expected {}",
            kinds.join(", ")
        )
    })?;
    Ok(Param {
        name: part(1).unwrap_or_default().to_owned(),
        kind,
        about: part(3).unwrap_or_default().to_owned(),
        default: match part(4) {
            None => Default::Required,
            Some("*") => Default::Any,
            Some(value) => Default::Value(value.to_owned()),
        },
    })
}

/// The variables to which the query itself gives values by `AS`.
fn sets(text: &str) -> impl Iterator<Item = &str> {
    static AS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\bAS\s+[?$](\w+)").ok());
    AS.iter()
        .flat_map(move |sets| sets.captures_iter(text))
        .filter_map(|found| Some(found.get(1)?.as_str()))
}
