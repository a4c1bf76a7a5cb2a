//! What a sentence says in passing: in brackets, between dashes, in a relative clause, in an apposition.
//!
//! A name that stands there is spoken of less than one of the clause around it, and is not what that clause goes
//! on about: in "Sama, a contractor of Meta, pays …" Meta pays nobody.

use super::draft::Draft;
use crate::model::Lang;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::TokenKind;
use crate::tag::Mention;

/// How long an aside is at most, in words.
const LONGEST: usize = 40;
/// How many words may stand between the comma and the pronoun of a relative clause: "in a part of which".
const BEFORE_PRONOUN: usize = 3;

/// The asides of a sentence: the tokens between their marks. One inside of another is not told of.
pub fn of(draft: &Draft, pack: &Pack, number: usize) -> Vec<(usize, usize)> {
    let sentence = &draft.text.sentences[number];
    let reader = Reader {
        draft,
        pack,
        number,
        first: sentence.first,
        end: sentence.end,
    };
    reader.asides()
}

/// Whether a word is a form of a verb, written small.
pub fn verb(draft: &Draft, pack: &Pack, at: usize) -> bool {
    let Some(token) = draft.text.tokens.get(at) else {
        return false;
    };
    // words are compared without their accents: "à" (at) is no "a" (has), "e" (and) no "è" (is)
    let word = token.text(&draft.post.text);
    let preposition = pack.lang == Lang::FR && word.len() == 2 && !word.is_ascii();
    let conjunction = word.is_ascii() && pack.set("conjunctions").contains(token.word);
    token.kind == TokenKind::Word
        && !token.capital()
        && pack.is_verb(token.word)
        && !preposition
        && !conjunction
}

struct Reader<'r> {
    draft: &'r Draft<'r>,
    pack: &'r Pack,
    number: usize,
    first: usize,
    end: usize,
}

impl Reader<'_> {
    fn asides(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut at = self.first;
        while at < self.end {
            let mark = self.draft.mark(at);
            let close = match mark {
                "(" => self.next(at + 1, |mark| mark == ")"),
                "[" => self.next(at + 1, |mark| mark == "]"),
                "–" | "—" => self.next(at + 1, |other| other == mark),
                "," => self.relative(at).or_else(|| self.apposition(at)),
                _ => None,
            };
            match close {
                Some(close) if close > at + 1 => {
                    found.push((at + 1, close));
                    // the comma that closes one aside may open another
                    at = close + usize::from(mark != ",");
                }
                _ => at += 1,
            }
        }
        found
    }

    fn next(&self, from: usize, closes: impl Fn(&str) -> bool) -> Option<usize> {
        (from..self.end.min(from + LONGEST)).find(|&at| closes(self.draft.mark(at)))
    }

    /// Where what stands behind a comma ends: at the next comma or stronger mark, else with the sentence.
    fn close(&self, comma: usize) -> usize {
        self.next(comma + 1, |mark| {
            matches!(mark, "," | ";" | ":" | "." | "–" | "—")
        })
        .unwrap_or(self.end)
    }

    /// "Meta, which owns Facebook, pays", "Sama, whose workers", "das Büro, für das".
    fn relative(&self, comma: usize) -> Option<usize> {
        let close = self.close(comma);
        let pronoun = (comma + 1..close.min(comma + 1 + BEFORE_PRONOUN)).find(|&at| {
            let led = (comma + 1..at).all(|t| self.is(t, "case-markers") || self.is(t, "articles"));
            led && (self.is(at, "relative-pronouns") || self.is(at, "relative-articles"))
        })?;
        let close = self.behind_list(close);
        let article = self.is(pronoun, "relative-articles");
        // "der Dienst, die App und": only the verb at the end tells a pronoun from an article
        let verb_last = close > pronoun + 2 && self.verb(close - 1);
        (!article || verb_last).then_some(close)
    }

    /// Where an aside ends whose last name is the first of a list: "which owns Facebook, Instagram and WhatsApp,".
    fn behind_list(&self, mut close: usize) -> usize {
        let names = |test: &dyn Fn(&Mention) -> bool| {
            self.draft.of_sentence[self.number].clone().any(|at| {
                let mention = &self.draft.mentions[at];
                mention.names_something() && test(mention)
            })
        };
        while self.draft.mark(close) == ","
            && names(&|it| it.end == close)
            && names(&|it| it.first == close + 1)
        {
            close = self.close(close);
        }
        close
    }

    /// "Sama, a contractor of Meta, pays": what a name is said to be, without a verb.
    fn apposition(&self, comma: usize) -> Option<usize> {
        let close = self.close(comma);
        if self.draft.mark(close) != "," || close >= self.end {
            return None;
        }
        let named = self.draft.of_sentence[self.number].clone().any(|m| {
            let m = &self.draft.mentions[m];
            // "Porto, the city": places are told of in passing, and lists of them are no appositions
            let speaks = (m.names_something() || m.kinds.has(Kinds::ANAPHOR))
                && !m.kinds.has(Kinds::PLACE.or(Kinds::COUNTRY));
            m.end == comma && !m.is_empty() && speaks
        });
        let says_what = self.small(comma + 1) && !self.is(comma + 1, "conjunctions");
        let clause = (comma + 1..close).any(|at| {
            // "une filiale créée par": a participle makes no clause
            self.verb(at) && !self.participle(at) && !self.is(at, "articles")
        });
        (named && says_what && !clause).then_some(close)
    }

    fn is(&self, at: usize, list: &'static str) -> bool {
        (self.first..self.end).contains(&at)
            && self
                .pack
                .set(list)
                .contains(self.draft.text.tokens[at].word)
    }

    fn small(&self, at: usize) -> bool {
        at < self.end && {
            let token = &self.draft.text.tokens[at];
            token.kind == TokenKind::Word && !token.capital()
        }
    }

    fn verb(&self, at: usize) -> bool {
        at < self.end && verb(self.draft, self.pack, at)
    }

    fn participle(&self, at: usize) -> bool {
        let word = self.draft.words(at, at + 1);
        let of = |endings: &[String]| endings.iter().any(|e| word.ends_with(e.as_str()));
        of(&self.pack.participle_endings) || of(&self.pack.infinite_endings)
    }
}
