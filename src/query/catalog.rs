//! The named questions: those that are built in, and a user's own on top, which win where the names are the same.

use super::near::nearest;
use super::question::{Question, QuestionError};
use super::theme::Theme;
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
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
            CatalogError::Question(_) | CatalogError::Themes(_) => None,
        }
    }
}

/// Where the text of a question is.
enum Place {
    /// The path as errors give it.
    BuiltIn(PathBuf, &'static [u8]),
    Own(PathBuf),
}

impl Place {
    fn file(&self) -> String {
        let (Place::BuiltIn(path, _) | Place::Own(path)) = self;
        path.display().to_string()
    }

    fn text(&self) -> Result<Cow<'static, str>, CatalogError> {
        match self {
            Place::BuiltIn(_, bytes) => Ok(String::from_utf8_lossy(bytes)),
            Place::Own(path) => {
                let text = fs::read_to_string(path).map_err(|source| CatalogError::Read {
                    path: path.clone(),
                    source,
                })?;
                Ok(text.into())
            }
        }
    }
}

/// The places of all questions by their names, the one that wins last.
fn places(folders: &[PathBuf]) -> Result<BTreeMap<String, Vec<Place>>, CatalogError> {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    let mut add = |place: Place| {
        let (Place::BuiltIn(path, _) | Place::Own(path)) = &place;
        if path.extension().is_some_and(|ending| ending == ENDING) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            places.entry(name.into_owned()).or_default().push(place);
        }
    };
    for file in BUILT_IN.files() {
        add(Place::BuiltIn(
            Path::new("queries").join(file.path()),
            file.contents(),
        ));
    }
    for folder in folders {
        let mut files = fs::read_dir(folder)
            .and_then(|entries| {
                entries
                    .map(|entry| Ok(entry?.path()))
                    .collect::<io::Result<Vec<_>>>()
            })
            .map_err(|source| CatalogError::Read {
                path: folder.clone(),
                source,
            })?;
        files.sort();
        files.into_iter().map(Place::Own).for_each(&mut add);
    }
    Ok(places)
}

/// The question at the last of its places.
fn question(name: &str, places: &[Place], themes: &[Theme]) -> Result<Question, CatalogError> {
    let unknown = || CatalogError::Unknown {
        name: name.to_owned(),
        near: vec![],
    };
    let (last, before) = places.split_last().ok_or_else(unknown)?;
    let mut question = Question::parse(name, &last.file(), &last.text()?)?;
    question.own = matches!(last, Place::Own(_));
    question.in_place_of = before.last().map(Place::file);
    question.has_theme_of(themes)?;
    Ok(question)
}

fn themes() -> Result<Vec<Theme>, CatalogError> {
    match BUILT_IN.get_file(THEMES) {
        Some(themes) => Ok(Theme::list(&String::from_utf8_lossy(themes.contents()))?),
        None => Ok(vec![]),
    }
}

impl Catalog {
    /// The built-in questions and those of the folders on top, of later folders over those of earlier ones.
    ///
    /// # Errors
    /// Where a folder or file cannot be read, or a file is no question.
    pub fn load(folders: &[PathBuf]) -> Result<Self, CatalogError> {
        let themes = themes()?;
        let questions = places(folders)?
            .into_iter()
            .map(|(name, places)| {
                let question = question(&name, &places, &themes)?;
                Ok((name, question))
            })
            .collect::<Result<_, CatalogError>>()?;
        Ok(Self { questions, themes })
    }

    /// One question alone: no other is read, as whoever asks waits for the answer.
    ///
    /// # Errors
    /// As [`load`](Self::load), and [`CatalogError::Unknown`] with the names that are like it.
    pub fn find(folders: &[PathBuf], name: &str) -> Result<Question, CatalogError> {
        let places = places(folders)?;
        match places.get(name) {
            Some(its) => question(name, its, &themes()?),
            None => Err(CatalogError::Unknown {
                name: name.to_owned(),
                near: nearest(name, places.keys().map(String::as_str), 3)
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
            }),
        }
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
}
