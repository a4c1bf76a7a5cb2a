//! The themes by which named questions are grouped.

use crate::model::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The theme of a question that names none.
pub const OTHER: &str = "other";

/// A group of questions.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// As a question's header names it.
    pub id: String,
    /// By the codes of languages.
    title: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Vec<Theme>,
}

impl Theme {
    /// The themes of a file, in its order.
    ///
    /// # Errors
    /// Where it is no TOML, or not of themes: with the line.
    pub fn list(text: &str) -> Result<Vec<Theme>, toml::de::Error> {
        Ok(toml::from_str::<File>(text)?.theme)
    }

    /// In a language, else in English, else its id.
    pub fn title(&self, lang: Lang) -> &str {
        self.title
            .get(lang.as_str())
            .or_else(|| self.title.get(Lang::EN.as_str()))
            .unwrap_or(&self.id)
    }
}
