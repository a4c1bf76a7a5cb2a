//! The language of a post, and of a paragraph that differs from it.
//!
//! A count of little words ("le", "della", "which") is asked first because it is cheap; lingua's
//! models have the last word. Both are deterministic.

use std::collections::BTreeMap;

use lingua::{Language, LanguageDetector, LanguageDetectorBuilder};
use rustc_hash::FxHashMap;
use toml::Spanned;

use crate::model::Lang;

/// How many characters of a text are looked at.
const SAMPLE: usize = 600;
/// A paragraph with fewer letters tells no language.
const LETTERS: usize = 40;

/// As many little words more than of any other language leave no doubt.
const CLEAR: u32 = 6;

const LINGUA: [Language; 6] = [
    Language::English,
    Language::French,
    Language::German,
    Language::Italian,
    Language::Portuguese,
    Language::Spanish,
];

/// Tells languages apart: fr, it, en, de, es, pt.
pub struct Languages {
    detector: LanguageDetector,
    /// The languages that have stop words, in order of their tags.
    langs: Vec<Lang>,
    /// For each word, lower case, the languages of which it is one: bit n for `langs[n]`.
    words: FxHashMap<String, u32>,
    /// For each first byte the lengths of those that start so, in bytes: bit n for n, the last for all that
    /// are longer.
    lengths: [u32; 256],
}

/// Why a list of stop words could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum StopWordsError {
    #[error("{file}:{line}: {message}: expected lines such as `fr = \"le la les\"`")]
    Syntax {
        file: String,
        /// Counted from 1.
        line: usize,
        message: String,
    },
    #[error("{file}:{line}: `{tag}` is no language: expected two letters such as `fr`")]
    Language {
        file: String,
        line: usize,
        tag: String,
    },
}

impl Languages {
    /// Takes the stop words out of `toml`, the content of `file` (a name for messages). The models
    /// of lingua are loaded when they are first needed.
    ///
    /// # Errors
    /// With file and line, if it is no TOML of strings, or if a key is no language.
    pub fn load(toml: &str, file: &str) -> Result<Languages, StopWordsError> {
        let line_of = |at: usize| 1 + toml[..at.min(toml.len())].matches('\n').count();
        let lists: BTreeMap<Spanned<String>, String> =
            toml::from_str(toml).map_err(|error: toml::de::Error| StopWordsError::Syntax {
                file: file.to_owned(),
                line: line_of(error.span().map_or(0, |span| span.start)),
                message: error.message().to_owned(),
            })?;
        let mut langs = Vec::new();
        let mut words = FxHashMap::default();
        for (tag, list) in lists {
            let lang = Lang::from_tag(tag.get_ref())
                .filter(|_| langs.len() < 32)
                .ok_or_else(|| StopWordsError::Language {
                    file: file.to_owned(),
                    line: line_of(tag.span().start),
                    tag: tag.get_ref().clone(),
                })?;
            for word in list.split_whitespace() {
                *words.entry(word.to_lowercase()).or_default() |= 1 << langs.len();
            }
            langs.push(lang);
        }
        Ok(Languages {
            detector: LanguageDetectorBuilder::from_languages(&LINGUA).build(),
            langs,
            lengths: words.keys().fold([0; 256], |mut all, word: &String| {
                if let Some(&first) = word.as_bytes().first() {
                    all[first as usize] |= 1 << word.len().min(31);
                }
                all
            }),
            words,
        })
    }

    /// The main language of a post: the one that its source declares (a BCP 47 tag), unless the
    /// text is clearly in another one (a French page from a template that says `en`); without a
    /// declaration, what its first 600 characters are in. English where nothing tells.
    pub fn of_post(&self, declared: Option<&str>, text: &str) -> Lang {
        match declared.and_then(Lang::from_tag) {
            Some(lang) => self.of_paragraph(lang, text).unwrap_or(lang),
            None => self
                .counted(text)
                .or_else(|| self.measured(text))
                .unwrap_or(Lang::EN),
        }
    }

    /// The language of a paragraph where it clearly is not `post`, that of its post. `None` where
    /// it is, where that is not sure, and for less than 40 letters.
    pub fn of_paragraph(&self, post: Lang, paragraph: &str) -> Option<Lang> {
        let text = sample(paragraph);
        let letters = text.chars().filter(|c| c.is_alphabetic()).take(LETTERS);
        if letters.count() < LETTERS {
            return None;
        }
        let counts = self.counts(text);
        let own = self.count_of(&counts, post);
        let (best, lang) = counts.iter().zip(&self.langs).max_by_key(|(n, _)| **n)?;
        if *best < 3 || *best < 2 * own || *lang == post {
            return None;
        }
        if let Some(clear) = self.clear(&counts) {
            return Some(clear);
        }
        // Of sister languages the count may name the wrong one: what is measured counts.
        let left = |of: &Lang| *of == post || of == lang || self.count_of(&counts, *of) > 2 * own;
        let measured = self.measured_among(text, left)?;
        (measured != post && (measured == *lang || self.count_of(&counts, measured) > 2 * own))
            .then_some(measured)
    }

    /// The language whose little words are clearly more than those of any other: by six, or, in a short
    /// text, two more than twice as many.
    fn clear(&self, counts: &[u32]) -> Option<Lang> {
        let best = (0..counts.len()).max_by_key(|at| counts[*at])?;
        let others = counts.iter().enumerate().filter(|(at, _)| *at != best);
        let second = others.map(|(_, n)| *n).max().unwrap_or(0);
        let clear = counts[best] >= second + CLEAR || counts[best] >= 2 * second + 2;
        clear.then(|| self.langs[best])
    }

    fn counted(&self, text: &str) -> Option<Lang> {
        self.clear(&self.counts(sample(text)))
    }

    fn measured(&self, text: &str) -> Option<Lang> {
        let language = self.detector.detect_language_of(sample(text))?;
        Lang::from_tag(&language.iso_code_639_1().to_string())
    }

    /// The same where all but some languages are out of the question, which makes it quicker.
    fn measured_among(&self, text: &str, left: impl Fn(&Lang) -> bool) -> Option<Lang> {
        let tag = |language: &Language| Lang::from_tag(&language.iso_code_639_1().to_string());
        let left = |language: &Language| tag(language).is_some_and(|lang| left(&lang));
        let languages: Vec<Language> = LINGUA.into_iter().filter(left).collect();
        if languages.len() < 2 {
            return self.measured(text);
        }
        let detector = LanguageDetectorBuilder::from_languages(&languages).build();
        tag(&detector.detect_language_of(sample(text))?)
    }

    fn count_of(&self, counts: &[u32], lang: Lang) -> u32 {
        let at = self.langs.iter().position(|known| *known == lang);
        at.map_or(0, |at| counts[at])
    }

    /// How many stop words of each language stand in the text.
    fn counts(&self, text: &str) -> Vec<u32> {
        let mut counts = vec![0; self.langs.len()];
        let mut word = String::with_capacity(32);
        // of words of small ASCII letters nothing has to be changed
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < text.len() {
            let plain = bytes[at..]
                .iter()
                .position(|b| !(b.is_ascii_lowercase() || *b == b'\''))
                .unwrap_or(text.len() - at);
            let (first, end) = (at, at + plain);
            let Some(c) = text[end..].chars().next() else {
                word.push_str(&text[first..]);
                break;
            };
            at = end + c.len_utf8();
            if c == '’' {
                word.push_str(&text[first..end]);
                word.push('\'');
            } else if c.is_alphabetic() {
                word.push_str(&text[first..end]);
                word.extend(c.to_lowercase());
            } else if word.is_empty() {
                self.count(&text[first..end], &mut counts);
            } else {
                word.push_str(&text[first..end]);
                self.count(&word, &mut counts);
                word.clear();
            }
        }
        self.count(&word, &mut counts);
        counts
    }

    fn count(&self, word: &str, counts: &mut [u32]) {
        // "l'été" is "l'" and "été".
        let apostrophe = word.bytes().position(|b| b == b'\'');
        let elided = apostrophe.map_or("", |at| &word[..=at]);
        let known = |word: &str| match word.as_bytes().first() {
            Some(&first) if self.lengths[first as usize] >> word.len().min(31) & 1 == 1 => {
                self.words.get(word).copied().unwrap_or(0)
            }
            _ => 0,
        };
        let mut langs = known(word) | known(elided);
        while langs != 0 {
            counts[langs.trailing_zeros() as usize] += 1;
            langs &= langs - 1;
        }
    }
}

/// The first [`SAMPLE`] characters.
fn sample(text: &str) -> &str {
    let text = text.trim_start();
    if text.len() <= SAMPLE {
        return text;
    }
    let mut near = SAMPLE;
    while !text.is_char_boundary(near) {
        near -= 1;
    }
    let missing = SAMPLE - text[..near].chars().count();
    text[near..]
        .char_indices()
        .nth(missing)
        .map_or(text, |(end, _)| &text[..near + end])
}

#[cfg(test)]
mod tests {
    use super::Languages;
    use crate::model::Lang;

    fn languages() -> Languages {
        Languages::load(
            include_str!("../ontology/stopwords.toml"),
            "ontology/stopwords.toml",
        )
        .unwrap()
    }

    const TEXTS: [(&str, &str); 6] = [
        (
            "fr",
            "Les annotateurs de la plateforme sont payés à la tâche, et personne ne sait qui a commandé le travail.",
        ),
        (
            "it",
            "Gli annotatori della piattaforma sono pagati a cottimo, e nessuno sa chi ha commissionato il lavoro.",
        ),
        (
            "en",
            "The annotators on the platform are paid by the task, and nobody knows who has ordered their work.",
        ),
        (
            "de",
            "Die Arbeiter auf der Plattform werden für jede Aufgabe bezahlt, und niemand weiß, von wem der Auftrag ist.",
        ),
        (
            "es",
            "Los anotadores de la plataforma cobran por tarea, y nadie sabe quién ha encargado el trabajo que hacen.",
        ),
        (
            "pt",
            "Os anotadores da plataforma são pagos por tarefa, e ninguém sabe quem encomendou o trabalho que fazem.",
        ),
    ];

    #[test]
    fn tells_six_languages_apart() {
        let languages = languages();
        for (tag, text) in TEXTS {
            let lang = Lang::from_tag(tag).unwrap();
            assert_eq!(languages.of_post(None, text), lang);
            assert_eq!(languages.of_paragraph(lang, text), None, "{tag}");
        }
    }

    #[test]
    fn marks_a_paragraph_that_clearly_differs() {
        let languages = languages();
        for (tag, text) in TEXTS {
            for (other, _) in TEXTS {
                let lang = Lang::from_tag(tag).unwrap();
                let post = Lang::from_tag(other).unwrap();
                let expected = (lang != post).then_some(lang);
                assert_eq!(
                    languages.of_paragraph(post, text),
                    expected,
                    "{tag} in {other}"
                );
            }
        }
        for unsure in [
            "",
            "The work of the others is here",
            "Digital Labor — 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
        ] {
            assert_eq!(languages.of_paragraph(Lang::FR, unsure), None, "{unsure}");
        }
    }

    #[test]
    fn a_declaration_counts_unless_the_text_is_clearly_in_another_language() {
        let languages = languages();
        let french = TEXTS[0].1;
        assert_eq!(languages.of_post(Some("en-US"), french), Lang::FR);
        assert_eq!(languages.of_post(Some("it-IT"), "Upwork, Fiverr"), Lang::IT);
        assert_eq!(languages.of_post(Some("???"), french), Lang::FR);
        assert_eq!(languages.of_post(None, ""), Lang::EN);
    }

    #[test]
    fn a_bad_list_is_told_with_its_line() {
        let error = |toml: &str| Languages::load(toml, "my.toml").err().unwrap().to_string();
        assert!(error("fr = 'le'\nit = 3").starts_with("my.toml:2: "));
        assert!(
            error("fr = 'le'\nfrench = 'la'").starts_with("my.toml:2: `french` is no language")
        );
    }
}
