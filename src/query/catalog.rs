//! The named questions: those that are built in, and a user's own on top.

use super::near::nearest;
use super::question::{Question, QuestionError};
use super::theme::Theme;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// The file of the themes, beside the questions.
const THEMES: &str = "themes.toml";
/// The ending of a question's file.
const ENDING: &str = "rq";

/// All questions that have a name.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    questions: BTreeMap<String, Question>,
    /// In the order in which they are listed.
    themes: Vec<Theme>,
}

/// Why the questions do not load, or one is not there.
#[derive(thiserror::Error, Debug)]
pub enum CatalogError {
    #[error(transparent)]
    Question(#[from] QuestionError),
    #[error("queries/{THEMES}: {0}")]
    Themes(#[from] toml::de::Error),
    #[error("{path}: {source}")]
    Read { path: PathBuf, source: io::Error },
    #[error("{file}: there is a question `{name}` already, in {other}: give the file another name")]
    Twice {
        name: String,
        file: String,
        other: String,
    },
    #[error("there is no question `{name}`")]
    Unknown {
        name: String,
        /// Questions that are like it, the likest first. May be empty.
        near: Vec<String>,
    },
}

impl CatalogError {
    /// What to do about it, where that is not said.
    pub fn help(&self) -> Option<String> {
        match self {
            CatalogError::Unknown { near, .. } if !near.is_empty() => {
                Some(format!("did you mean {}?", near.join(" or ")))
            }
            CatalogError::Unknown { .. } => Some(
                "`tacheron queries` lists them; a query of your own goes behind -e, or into a file FILE.rq"
                    .to_owned(),
            ),
            CatalogError::Read { .. } => Some("--queries names a folder of .rq files".to_owned()),
            CatalogError::Question(_) | CatalogError::Themes(_) | CatalogError::Twice { .. } => None,
        }
    }
}

impl Catalog {
    /// The built-in questions and those of the folders on top.
    ///
    /// # Errors
    /// Where a folder or file cannot be read, a file is no question, or a name is taken.
    pub fn load(folders: &[PathBuf]) -> Result<Self, CatalogError> {
        let mut catalog = Catalog::default();
        if let Some(themes) = BUILT_IN.get_file(THEMES) {
            catalog.themes = Theme::list(&String::from_utf8_lossy(themes.contents()))?;
        }
        for file in BUILT_IN.files() {
            let name = Path::new("queries").join(file.path());
            catalog.add(&name, &String::from_utf8_lossy(file.contents()))?;
        }
        for folder in folders {
            let read = |source| CatalogError::Read {
                path: folder.clone(),
                source,
            };
            let mut files = fs::read_dir(folder)
                .and_then(|entries| {
                    entries
                        .map(|entry| Ok(entry?.path()))
                        .collect::<io::Result<Vec<_>>>()
                })
                .map_err(read)?;
            files.sort();
            for file in files {
                let text = match file.extension() {
                    Some(ending) if ending == ENDING => fs::read_to_string(&file),
                    _ => continue,
                };
                let text = text.map_err(|source| CatalogError::Read {
                    path: file.clone(),
                    source,
                })?;
                catalog.add(&file, &text)?;
            }
        }
        Ok(catalog)
    }

    fn add(&mut self, path: &Path, text: &str) -> Result<(), CatalogError> {
        let file = path.display().to_string();
        if path.extension().is_none_or(|ending| ending != ENDING) {
            return Ok(());
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if let Some(other) = self.questions.get(name.as_ref()) {
            return Err(CatalogError::Twice {
                name: name.into_owned(),
                file,
                other: other.file.clone(),
            });
        }
        let question = Question::parse(&name, &file, text)?;
        let themes = || self.themes.iter().map(|theme| theme.id.as_str());
        if let Some((theme, line)) = &question.theme
            && !themes().any(|known| known == theme)
        {
            let near = nearest(theme, themes(), 1);
            let known = themes().collect::<Vec<_>>().join(", ");
            let expected = match near.first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected {known}"),
            };
            return Err(QuestionError {
                file,
                line: *line,
                message: format!("`{theme}` is no theme: {expected}"),
            }
            .into());
        }
        self.questions.insert(name.into_owned(), question);
        Ok(())
    }

    /// By name.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.values()
    }

    /// The themes in their order, each with its questions by name; a theme without any is left out.
    pub fn by_theme(&self) -> impl Iterator<Item = (&Theme, Vec<&Question>)> {
        self.themes.iter().filter_map(|theme| {
            let of_it = |question: &&Question| question.theme() == theme.id;
            let questions: Vec<&Question> = self.questions().filter(of_it).collect();
            (!questions.is_empty()).then_some((theme, questions))
        })
    }

    /// # Errors
    /// [`CatalogError::Unknown`], with the names that are like it.
    pub fn question(&self, name: &str) -> Result<&Question, CatalogError> {
        self.questions
            .get(name)
            .ok_or_else(|| CatalogError::Unknown {
                name: name.to_owned(),
                near: nearest(name, self.questions.keys().map(String::as_str), 3)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
            })
    }
}
