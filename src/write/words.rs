//! The few words of a drawing or a text that no ontology has, by language.

use crate::model::{Lang, Stance};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    lang: Lang,
    pub legend: &'static str,
    /// That thick lines have many sources.
    pub thicker: &'static str,
    /// That dashed lines are not asserted.
    pub dashed: &'static str,
    denied: &'static str,
    hedged: &'static str,
    conditional: &'static str,
    asked: &'static str,
}

const WORDS: &[Words] = &[
    Words {
        lang: Lang::EN,
        legend: "How to read it",
        thicker: "thicker: more posts say so",
        dashed: "dashed: not asserted",
        denied: "denied",
        hedged: "hedged",
        conditional: "conditional",
        asked: "asked",
    },
    Words {
        lang: Lang::FR,
        legend: "Comment lire",
        thicker: "plus épais : plus de textes le disent",
        dashed: "tirets : non affirmé",
        denied: "nié",
        hedged: "incertain",
        conditional: "au conditionnel",
        asked: "en question",
    },
    Words {
        lang: Lang::IT,
        legend: "Come leggere",
        thicker: "più spesso: lo dicono più testi",
        dashed: "tratteggio: non affermato",
        denied: "negato",
        hedged: "incerto",
        conditional: "al condizionale",
        asked: "in domanda",
    },
];

/// The words of a language, those of English where it has none here.
pub fn words(lang: Lang) -> &'static Words {
    const ENGLISH: &Words = &WORDS[0];
    WORDS
        .iter()
        .find(|words| words.lang == lang)
        .unwrap_or(ENGLISH)
}

impl Words {
    /// How a statement is put; `None` for what is simply asserted.
    pub fn stance(&self, stance: Stance) -> Option<&'static str> {
        match stance {
            Stance::Asserted => None,
            Stance::Denied => Some(self.denied),
            Stance::Hedged => Some(self.hedged),
            Stance::Conditional => Some(self.conditional),
            Stance::Asked => Some(self.asked),
        }
    }
}
