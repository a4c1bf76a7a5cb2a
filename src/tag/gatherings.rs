//! Titles in quotation marks of what people attend, by the noun before or behind them: "la concentração «Tarifa Justa
//! Já»", "für den Abend „Laut & Kaputt“", "un incontro dal titolo «…»", "„Nachtschicht mit App“ – Bildvortrag von".

use super::Mention;
use super::reader::Reader;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::words::Vocabulary;
use crate::split::{Sentence, Shape, Text, TokenKind};

/// How many words stand between the noun and its title at most, and where a word such as "titled" joins the two.
const TO_TITLE: usize = 3;
const TO_CALLED: usize = 12;
/// How many words a title has at most, and one that is named after its noun: "“march of the bags”".
const LONGEST: usize = 24;
const SHORT: usize = 6;
/// How far behind a title the noun stands at most.
const TO_NOUN: usize = 4;

/// Marks the words in quotation marks of a sentence that are the title of a happening; its mentions stand in `out`
/// from `from` on.
pub fn find(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    words: &Vocabulary,
    pack: &Pack,
    from: usize,
    out: &mut [Mention],
) {
    let reader = Reader {
        words,
        post,
        tokens: &text.tokens,
        sentence,
        pack,
    };
    for quoted in &mut out[from..] {
        // what is known, or what the text sets in italics: that has no marks
        let plain = quoted.kinds.has(Kinds::QUOTED) && !quoted.kinds.has(Kinds::ANY_CLASS);
        if !plain || quoted.len() < 3 || reader.is_word(quoted.first) {
            continue;
        }
        let (first, end) = (quoted.first, quoted.end);
        let titled = reader.can_be_title(first, end);
        if titled && (reader.before(first, end) || reader.behind(first, end)) {
            quoted.kinds = Kinds::EVENT.or(Kinds::QUOTED);
            quoted.best = Kinds::EVENT;
        } else if reader.named_by_noun(first, end) {
            quoted.kinds = Kinds::EVENT.or(Kinds::HAPPENING);
            quoted.best = Kinds::EVENT;
            (quoted.first, quoted.end) = (first + 1, end - 1);
        }
    }
}

impl Reader<'_> {
    /// A noun for what people attend, also as the end of a compound: "Diskussionsabend", "Bildvortrag".
    fn noun(&self, at: usize) -> bool {
        let listed = [
            "title-events",
            "event-heads",
            "happening-heads",
            "gathering-heads",
        ];
        let compound = || {
            let word = self.tokens[at].text(self.post).to_lowercase();
            ["happening-tails", "gathering-tails"].iter().any(|&list| {
                self.pack.set(list).iter().any(|tail| {
                    let tail = self.words.word(tail);
                    word.len() > tail.len() + 2 && word.ends_with(tail)
                })
            })
        };
        self.is_word(at)
            && (listed.iter().any(|list| self.word_in(at, list))
                || self.tokens[at].capital() && self.pack.capital_nouns && compound())
    }

    fn other_noun(&self, at: usize) -> bool {
        self.word_in(at, "title-heads") || self.word_in(at, "credit-works")
    }

    /// Whether what stands in marks can be a title: it begins like one, and nobody says it.
    fn can_be_title(&self, first: usize, end: usize) -> bool {
        let opens = (first + 1..end).find(|&at| !matches!(self.mark(at), "¿" | "¡" | "…"));
        let capital = opens.is_some_and(|at| {
            self.tokens[at].kind == TokenKind::Number
                || self.is_word(at) && self.tokens[at].capital()
        });
        let words = (first..end).filter(|&at| self.is_word(at)).count();
        let spoken = matches!(self.mark(end - 2), "," | ".")
            || (end..end + 4).any(|at| self.word_in(at, "report-verbs"))
            || self.mark(first.wrapping_sub(1)) == ":" && first > self.sentence.first;
        capital && words <= LONGEST && !spoken
    }

    /// "the workshop “Clean Data”", "un seminário preparatório, «Em duas rodas»,", "l'atto, titulado «Etiquetas»".
    fn before(&self, first: usize, end: usize) -> bool {
        let opens = self.sentence.first;
        let back = |from: usize, most: usize| (from.saturating_sub(most).max(opens)..from).rev();
        let mut at = first;
        while at > opens && self.word_in(at - 1, "articles") {
            at -= 1;
        }
        // "entitled “…”", "dal titolo «…»", "unter dem Motto »…«"
        let called = at > opens
            && ["called-by-title", "title-words", "theme-words"]
                .iter()
                .any(|list| self.word_in(at - 1, list));
        if called {
            let nearest = back(at - 1, TO_CALLED).find(|&t| self.noun(t) || self.other_noun(t));
            return nearest.is_some_and(|t| self.noun(t) && !self.other_noun(t));
        }
        let comma = at > opens && self.mark(at - 1) == ",";
        if comma {
            at -= 1;
            // "At the conference, “We are no robots” was heard everywhere" is no title
            let closed =
                matches!(self.mark(end), "," | "." | "(" | ";") || end == self.sentence.end;
            if !closed {
                return false;
            }
        } else if at < first {
            return at > opens && self.noun(at - 1);
        }
        for t in back(at, TO_TITLE + 1) {
            if self.noun(t) {
                // with a comma between only what the sentence is about, not where something is said
                let opened = t == opens || t == opens + 1;
                return !comma || !opened || self.word_in(t.saturating_sub(1), "articles");
            }
            let quality = self.is_word(t)
                && self.tokens[t].shape == Shape::Lower
                && !self.other_noun(t)
                && !self.word_in(t, "conjunctions")
                && !self.word_in(t, "happening-on")
                && !self.word_in(t, "title-stops");
            if !quality {
                return false;
            }
        }
        false
    }

    /// "“Critical Food”, a ride through the town", "„Nachtschicht mit App“ – Bildvortrag".
    fn behind(&self, first: usize, end: usize) -> bool {
        // "“We hear the street”, a meeting with Jane Doe": with that an interview is headed
        let heads = first == self.sentence.first;
        if !matches!(self.mark(end), "," | "–" | "—" | "(") || heads && self.mark(end) == "," {
            return false;
        }
        for t in end + 1..end + 1 + TO_NOUN {
            if self.noun(t) {
                return !heads || !self.word_in(t, "anaphor-event");
            }
            let article = self.word_in(t, "articles");
            let quality = self.is_word(t)
                && self.tokens[t].shape == Shape::Lower
                && !self.word_in(t, "prepositions")
                && !self.word_in(t, "conjunctions")
                && !self.other_noun(t);
            if !article && !quality {
                return false;
            }
        }
        false
    }

    /// "la « marche des sacoches »", "der „Herbststreik“": the noun is what stands in marks.
    fn named_by_noun(&self, first: usize, end: usize) -> bool {
        let words = (first..end).filter(|&at| self.is_word(at)).count();
        let article = first > self.sentence.first && self.word_in(first - 1, "articles");
        let noun = (first + 1..(first + 3).min(end - 1)).any(|at| {
            self.word_in(at, "happening-heads")
                || self.noun(at) && self.tokens[at].span.len() > 8 && self.pack.capital_nouns
        });
        let marks = (first + 1..end - 1).any(|at| {
            self.tokens[at].kind == TokenKind::Mark && !matches!(self.mark(at), "'" | "’" | "-")
        });
        article && noun && words <= SHORT && !marks
    }
}
