//! Parameters of named questions: what they are, and how typed text becomes a term.

use super::class::UnknownClass;
use super::names::NameError;
use super::near::nearest;
use crate::model::{Lang, PartialDate};
use crate::vocab::datatype;
use oxigraph::model::{Literal, NamedNodeRef};
use std::fmt;

/// A value that a question asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Param {
    /// The name of its variable, without `?`.
    pub name: String,
    pub kind: Kind,
    /// What it is, for people.
    pub about: String,
    pub default: Default,
}

/// What stands for a parameter that is not given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Default {
    /// Nothing: it must be given.
    Required,
    /// Its variable stays free, so that every value is found: `default=*`.
    Any,
    /// This text, as if it had been typed.
    Value(String),
}

/// What a value has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The name of something in the store; becomes its IRI.
    Entity,
    /// The name of a class of the ontology; becomes its IRI.
    Class,
    /// `xsd:string`.
    Text,
    /// `xsd:integer`, or with a point `xsd:decimal`.
    Number,
    /// YYYY, YYYY-MM or YYYY-MM-DD; becomes `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`.
    Date,
    /// A code of two letters; becomes an `xsd:string` in small letters.
    Language,
}

impl Kind {
    pub const ALL: &'static [Kind] = &[
        Kind::Entity,
        Kind::Class,
        Kind::Date,
        Kind::Number,
        Kind::Language,
        Kind::Text,
    ];

    /// As a question's header has it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Entity => "entity",
            Kind::Class => "class",
            Kind::Text => "text",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Language => "language",
        }
    }

    pub fn named(name: &str) -> Option<Kind> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    fn expected(self) -> &'static str {
        match self {
            Kind::Entity => "the name of something in the store",
            Kind::Class => "a class of the ontology, such as Platform",
            Kind::Text => "a text",
            Kind::Number => "a number, such as 1000 or 0.8",
            Kind::Language => "a language, such as fr",
            Kind::Date => "a date: YYYY, YYYY-MM or YYYY-MM-DD",
        }
    }
}

/// Why a question cannot be asked with the values that were given.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum ParamError {
    #[error("`{question}` needs a value for `{name}`: {about} ({kind})")]
    Missing {
        question: String,
        name: String,
        kind: &'static str,
        about: String,
    },
    #[error("`{question}` has no parameter `{name}`")]
    Unknown {
        question: String,
        name: String,
        /// The ones that it has, the one like it first.
        known: Vec<String>,
    },
    #[error("`{name}` is given twice")]
    Twice { name: String },
    #[error("`{value}` is no value for `{name}`: expected {expected}")]
    Wrong {
        name: String,
        value: String,
        expected: &'static str,
    },
    #[error("for `{name}`: {source}")]
    Name { name: String, source: NameError },
    #[error("for `{name}`: {source}")]
    Class { name: String, source: UnknownClass },
}

impl ParamError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            ParamError::Missing { name, .. } => format!("add --set {name}=…"),
            ParamError::Unknown { known, .. } if known.is_empty() => {
                "it takes none: leave --set out".to_owned()
            }
            ParamError::Unknown { known, .. } => format!("it has {}", known.join(", ")),
            ParamError::Twice { name } => format!("leave one --set {name}=… out"),
            ParamError::Wrong { name, .. } => format!("write --set {name}=VALUE"),
            ParamError::Name { source, .. } => source.help(),
            ParamError::Class { source, .. } => source.help(),
        }
    }
}

impl Param {
    /// The literal that a typed value stands for; `None` for kinds that a name stands for.
    ///
    /// # Errors
    /// Where the text is none of the parameter's kind.
    pub(super) fn literal(&self, typed: &str) -> Result<Option<Literal>, ParamError> {
        let text = typed.trim();
        let of_type = |datatype: &'static iref::Iri| {
            let datatype = NamedNodeRef::new_unchecked(datatype.as_str());
            Ok(Some(Literal::new_typed_literal(text, datatype)))
        };
        let wrong = || ParamError::Wrong {
            name: self.name.clone(),
            value: typed.to_owned(),
            expected: self.kind.expected(),
        };
        match self.kind {
            Kind::Entity | Kind::Class => Ok(None),
            Kind::Text => Ok(Some(Literal::new_simple_literal(typed))),
            Kind::Number if text.parse::<i64>().is_ok() => of_type(datatype::INTEGER),
            Kind::Number if is_decimal(text) => of_type(datatype::DECIMAL),
            Kind::Number => Err(wrong()),
            Kind::Date => {
                let date: PartialDate = text.parse().map_err(|_| wrong())?;
                of_type(match date.xsd_type() {
                    "gYear" => datatype::G_YEAR,
                    "gYearMonth" => datatype::G_YEAR_MONTH,
                    _ => datatype::DATE,
                })
            }
            Kind::Language => {
                let lang = Lang::from_tag(text).ok_or_else(wrong)?;
                Ok(Some(Literal::new_simple_literal(lang.as_str())))
            }
        }
    }

    pub(super) fn unknown(question: &str, name: &str, params: &[Param]) -> ParamError {
        let known = || params.iter().map(|param| param.name.as_str());
        let mut list = nearest(name, known(), 1);
        list.extend(
            known()
                .filter(|known| !list.contains(known))
                .collect::<Vec<_>>(),
        );
        ParamError::Unknown {
            question: question.to_owned(),
            name: name.to_owned(),
            known: list.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// <https://www.w3.org/TR/xmlschema11-2/#decimal>: a sign, digits, at most one point.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !(whole.is_empty() && part.is_empty()) && all_digits(whole) && all_digits(part)
}

/// As a list of parameters shows it: `platform=…` or `[platform=…]` where it may be left out.
impl fmt::Display for Param {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.default {
            Default::Required => write!(f, "{}=…", self.name),
            Default::Any | Default::Value(_) => write!(f, "[{}=…]", self.name),
        }
    }
}
