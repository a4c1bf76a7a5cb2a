//! Places where people meet, by the common noun in their name: "piazza della Scala", "libreria Pellegrini",
//! "sala 219", "the Cube Cinema", "am Hermannplatz".

use super::Reader;
use crate::fold;
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;
use crate::split::{Shape, TokenKind};
use crate::tag::Mention;

/// How many words a venue has behind its common noun at most.
const LONGEST: usize = 4;

impl Reader<'_> {
    pub(super) fn venue(&self, first: usize) -> Option<Mention> {
        self.headed(first)
            .or_else(|| self.room(first))
            .or_else(|| self.tailed(first))
            .or_else(|| self.compounded(first))
    }

    fn name_word(&self, at: usize) -> bool {
        at < self.sentence.end
            && self.tokens[at].kind == TokenKind::Word
            && self.tokens[at].capital()
            && !self.word_in(at, "stop-capitals")
            && !self.word_in(at, "not-names")
    }

    /// A square, a street and the like is ground; a theatre is a house, which may act too.
    fn place(first: usize, end: usize, ground: bool) -> Mention {
        let kinds = match ground {
            true => Kinds::PLACE,
            false => Kinds::ORGANIZATION.or(Kinds::PLACE),
        };
        Mention::new(first, end, kinds.or(Kinds::VENUE))
    }

    /// The noun first: "place de la République", "librería La Pantera Rossa", "Palazzo d'Accursio".
    fn headed(&self, first: usize) -> Option<Mention> {
        let ground = self.word_in(first, "square-heads");
        if !ground && !self.word_in(first, "venue-heads") {
            return None;
        }
        let lexicon = &self.knowledge.lexicon;
        let mut at = first + 1;
        while at < first + 4 && self.links(at) && !self.word_in(at, "conjunctions") {
            at += 1;
        }
        let linked = at > first + 1;
        // a name may begin with an article: "La Pantera Rossa"
        let article = self.tokens.get(at).is_some_and(|t| t.capital())
            && self.word_in(at, "articles")
            && self.name_word(at + 1);
        if !article && !self.name_word(at) {
            return None;
        }
        let known = lexicon
            .walk()
            .step(self.tokens[at].word)
            .is_some_and(|walk| {
                walk.forms().iter().any(|(form, _)| {
                    let kinds = lexicon.entry(form.entry).kinds;
                    let place = kinds.has(Kinds::PLACE.or(Kinds::COUNTRY));
                    // "le théâtre de Lyon" is told apart by nothing; "place Uber" is no place
                    linked && place
                        || !form.ambiguous && kinds.has(Kinds::PLATFORM.or(Kinds::COMPANY))
                })
            });
        if known && !self.name_word(at + 1) {
            return None;
        }
        let mut end = at + 1 + usize::from(article);
        while end < at + LONGEST {
            let given =
                |t: usize| t < self.sentence.end && lexicon.is_given_name(self.tokens[t].word);
            // "piazza Castello Mario Rossi ha parlato": somebody's name begins
            let somebody = given(end) && !given(end - 1) && self.name_word(end + 1);
            if self.name_word(end) && !somebody {
                end += 1;
            } else if given(end - 1) && self.word_in(end, "particles") && self.name_word(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        Some(Self::place(first, end, ground))
    }

    /// "sala 219", "Hörsaal 41", "salle D31", "room 4".
    fn room(&self, first: usize) -> Option<Mention> {
        if !self.word_in(first, "room-heads") || first + 1 >= self.sentence.end {
            return None;
        }
        let number = &self.tokens[first + 1];
        let text = number.text(self.post);
        let digit = text.bytes().any(|b| b.is_ascii_digit());
        let hour = text.bytes().any(|b| b == b'h' || b == b':') || self.is_mark(first + 2, ":");
        (digit && !hour && text.len() <= 6 && number.kind != TokenKind::Mark)
            .then(|| Self::place(first, first + 2, true))
    }

    /// Whether a word that tells where something is stands before, an article between.
    fn behind_where(&self, first: usize) -> bool {
        let before = |at: usize| at.checked_sub(1).filter(|&b| b >= self.sentence.first);
        let Some(mut at) = before(first) else {
            return false;
        };
        if self.word_in(at, "articles") {
            match before(at) {
                Some(further) => at = further,
                None => return false,
            }
        }
        self.word_in(at, "venue-prepositions")
    }

    /// The noun last: "at the Cube Cinema", "outside Leinster House".
    fn tailed(&self, first: usize) -> Option<Mention> {
        if !self.name_word(first) || !self.behind_where(first) {
            return None;
        }
        let lists = ["square-tails", "venue-tails"];
        let capital = |at: &usize| self.name_word(*at);
        let end = (first + 1..self.sentence.end.min(first + LONGEST))
            .take_while(capital)
            .find(|&at| lists.iter().any(|list| self.word_in(at, list)))?
            + 1;
        if self.name_word(end) {
            return None;
        }
        let ground = self.word_in(end - 1, "square-tails");
        Some(Self::place(first, end, ground))
    }

    /// The last word of a compound that hyphens join: "Straße" of "Karl-Marx-Straße".
    fn last_joined(&self, first: usize) -> usize {
        let joined = |at: &usize| self.tokens[*at].hyphen && self.tokens[*at].capital();
        let behind = (first + 1..self.sentence.end).take_while(joined);
        behind.last().unwrap_or(first)
    }

    /// The noun at the end of a compound: "am Hermannplatz", "in der Carl-Zeiß-Straße 3".
    fn compounded(&self, first: usize) -> Option<Mention> {
        let token = &self.tokens[first];
        let endings = self.pack.set("venue-endings");
        if endings.is_empty()
            || token.kind != TokenKind::Word
            || !token.capital()
            || token.shape == Shape::Upper
            || self.word_in(first, "venue-common")
            || !self.behind_where(first)
        {
            return None;
        }
        let last = self.last_joined(first);
        let word = fold::fold(self.tokens[last].text(self.post));
        let ends = |id: WordId| {
            let ending = self.knowledge.words.word(id);
            (last > first || word.len() > ending.len() + 2) && word.ends_with(ending)
        };
        if !endings.iter().any(ends) {
            return None;
        }
        // the number of the house
        let number = self.tokens.get(last + 1).is_some_and(|t| {
            last + 1 < self.sentence.end && t.kind == TokenKind::Number && t.span.len() <= 3
        });
        let end = last + 1 + usize::from(number);
        Some(Self::place(first, end, true))
    }
}
