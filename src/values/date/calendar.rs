//! The words of dates in each language, loaded from `ontology/calendar.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use crate::fold::fold;
use crate::model::Lang;

/// The words and habits of dates in all the languages of one calendar file.
///
/// Words are kept folded: lower case, without accents.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub(super) words: FxHashMap<String, Word>,
    pub(super) habits: Vec<Habits>,
    /// The longest word, in bytes of its folded form.
    pub(super) longest: usize,
}

/// What one word may be. Connecting words are known in every language at once: they count only
/// between the parts of something that is a date.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Word {
    /// The month, 1 to 12, and the languages in which this is its full or its short name.
    pub month: Option<(u8, Langs, Langs)>,
    pub weekday: bool,
    pub ordinal: bool,
    pub of: bool,
    pub to: bool,
    pub and: bool,
    pub article: bool,
}

/// What is particular to a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    pub lang: Lang,
    pub month_first: bool,
    pub capital: bool,
    /// "3. März".
    pub dotted: bool,
}

/// A set of languages: bit n stands for the calendar's n-th.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Langs(u32);

impl Langs {
    pub fn one(at: usize) -> Self {
        Langs(1 << at)
    }

    pub fn has(self, at: usize) -> bool {
        self.0 & (1 << at) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn and(self, other: Self) -> Self {
        Langs(self.0 | other.0)
    }
}

/// Why a calendar file could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    #[error("{file}:{line}: {message}")]
    Syntax {
        file: String,
        /// Counted from 1.
        line: usize,
        message: String,
    },
    #[error("{file}:{line}: {found} rows of `{key}`: expected 12, January first")]
    Months {
        file: String,
        line: usize,
        key: &'static str,
        found: usize,
    },
    #[error("{file}:{line}: `{tag}` is no language: expected two letters such as \"fr\"")]
    Language {
        file: String,
        line: usize,
        tag: String,
    },
    #[error("{file}:{line}: the language `{lang}` stands there twice: join the two tables")]
    Twice {
        file: String,
        line: usize,
        lang: Lang,
    },
    #[error("{file}:{line}: `{word}` is month {first} and month {second}: take it out of one")]
    Ambiguous {
        file: String,
        line: usize,
        word: String,
        first: u8,
        second: u8,
    },
    #[error("{file}: {found} languages: expected 1 to 32")]
    Languages { file: String, found: usize },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    language: Vec<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    lang: Spanned<String>,
    months: Spanned<Vec<Vec<String>>>,
    short: Spanned<Vec<Vec<String>>>,
    #[serde(default)]
    weekdays: Vec<String>,
    #[serde(default)]
    ordinals: Vec<String>,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    and: Vec<String>,
    #[serde(default)]
    article: Vec<String>,
    #[serde(default)]
    month_first: bool,
    #[serde(default)]
    capital: bool,
}

impl Calendar {
    /// Reads a calendar out of `toml`, the content of `file` (a name for messages).
    ///
    /// # Errors
    /// With file and line: what is no TOML or has an unknown key, a language that is none or stands
    /// there twice, other than twelve months, one word for two months of a language.
    pub fn load(toml: &str, file: &str) -> Result<Calendar, CalendarError> {
        let line_of = |at: usize| 1 + toml[..at.min(toml.len())].matches('\n').count();
        let parsed: File = toml::from_str(toml).map_err(|error| CalendarError::Syntax {
            file: file.to_owned(),
            line: line_of(error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        if !(1..=32).contains(&parsed.language.len()) {
            return Err(CalendarError::Languages {
                file: file.to_owned(),
                found: parsed.language.len(),
            });
        }
        let mut calendar = Calendar {
            words: FxHashMap::default(),
            habits: Vec::new(),
            longest: 0,
        };
        for (at, row) in parsed.language.iter().enumerate() {
            let line = line_of(row.lang.span().start);
            let tag = row.lang.get_ref();
            let lang = Lang::from_tag(tag).ok_or_else(|| CalendarError::Language {
                file: file.to_owned(),
                line,
                tag: tag.clone(),
            })?;
            if calendar.habits.iter().any(|habits| habits.lang == lang) {
                return Err(CalendarError::Twice {
                    file: file.to_owned(),
                    line,
                    lang,
                });
            }
            calendar.habits.push(Habits {
                lang,
                month_first: row.month_first,
                capital: row.capital,
                dotted: row.ordinals.iter().any(|mark| mark == "."),
            });
            for (key, rows) in [("months", &row.months), ("short", &row.short)] {
                let line = line_of(rows.span().start);
                let rows = rows.get_ref();
                if rows.len() != 12 {
                    return Err(CalendarError::Months {
                        file: file.to_owned(),
                        line,
                        key,
                        found: rows.len(),
                    });
                }
                for (month, names) in (1u8..).zip(rows) {
                    for name in names {
                        calendar
                            .add_month(name, month, at, key == "months")
                            .map_err(|first| CalendarError::Ambiguous {
                                file: file.to_owned(),
                                line,
                                word: name.clone(),
                                first,
                                second: month,
                            })?;
                    }
                }
            }
            calendar.add(&row.weekdays, |word| word.weekday = true);
            calendar.add(&row.ordinals, |word| word.ordinal = true);
            calendar.add(&row.of, |word| word.of = true);
            calendar.add(&row.to, |word| word.to = true);
            calendar.add(&row.and, |word| word.and = true);
            calendar.add(&row.article, |word| word.article = true);
        }
        calendar.longest = calendar.words.keys().map(String::len).max().unwrap_or(0);
        Ok(calendar)
    }

    fn add(&mut self, words: &[String], set: impl Fn(&mut Word)) {
        for word in words {
            set(self.words.entry(fold(word)).or_default());
        }
    }

    /// The other month of that name is the error.
    fn add_month(&mut self, name: &str, month: u8, lang: usize, full: bool) -> Result<(), u8> {
        let word = self.words.entry(fold(name)).or_default();
        let (known, mut long, mut short) =
            word.month
                .unwrap_or((month, Langs::default(), Langs::default()));
        if known != month {
            return Err(known);
        }
        let names = if full { &mut long } else { &mut short };
        *names = names.and(Langs::one(lang));
        word.month = Some((month, long, short));
        Ok(())
    }

    /// The place of `lang` in the calendar.
    pub(super) fn index(&self, lang: Lang) -> Option<usize> {
        self.habits.iter().position(|habits| habits.lang == lang)
    }
}
