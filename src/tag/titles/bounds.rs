//! Where a title begins and ends that no quotation marks hold.

use super::{LONGEST, Reader};
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;
use crate::tag::Mention;

impl Reader<'_> {
    pub(super) fn capital(&self, at: usize) -> bool {
        self.is_word(at) && self.tokens[at].capital()
    }

    /// Words that join others inside of a name: articles, prepositions, conjunctions.
    pub(super) fn links(&self, at: usize) -> bool {
        ["articles", "conjunctions", "name-links", "case-markers"]
            .iter()
            .any(|list| self.word_in(at, list))
    }

    /// How many words stand there, those that a hyphen joins being one.
    pub(super) fn count(&self, first: usize, end: usize) -> usize {
        (first..end)
            .filter(|&t| self.is_word(t))
            .filter(|&t| t == first || !self.tokens[t].glued || self.mark(t - 1) != "-")
            .count()
    }

    /// Whether all words that join nothing have capitals, two at least.
    pub(super) fn title_case(&self, first: usize, end: usize) -> bool {
        let mut capitals = 0;
        for at in first..end {
            if self.capital(at) {
                capitals += 1;
            } else if self.is_word(at) && !self.links(at) {
                return false;
            }
        }
        capitals >= 2
    }

    /// Where a title starts that ends here: at the first capital behind the last mark and the last name.
    pub(super) fn start_before(&self, end: usize, known: &[Mention]) -> Option<usize> {
        let mut from = end;
        while from > self.sentence.first && from + LONGEST > end {
            let mark = self.mark(from - 1);
            let inside = matches!(mark, "" | "'" | "’" | "-" | "&" | ":" | "?");
            let named = known.iter().any(|m| {
                m.end == from
                    && m.end < end
                    && m.kinds.has(Kinds::ANY_CLASS)
                    && !m.kinds.has(
                        Kinds::WORK
                            .or(Kinds::EVENT)
                            .or(Kinds::SECTOR)
                            .or(Kinds::ANAPHOR),
                    )
            });
            let noun =
                self.word_in(from - 1, "title-heads") || self.word_in(from - 1, "role-words");
            if !inside || named || noun {
                break;
            }
            from -= 1;
        }
        let mut first = (from..end).find(|&t| self.capital(t))?;
        // "And The Job …", "Dans Le Salaire …": the capital of the sentence says nothing
        let opens = |t: usize| t == self.sentence.first;
        if opens(first) {
            let second = (first + 1..end).find(|&t| self.capital(t));
            let article = self.word_in(first, "articles");
            let plain = self.word_in(first, "stop-capitals") || self.word_in(first, "prepositions");
            match second {
                Some(second) if plain && !article => first = second,
                Some(second) if second == first + 1 || article && second <= first + 2 => {}
                _ => return None,
            }
        }
        let words = self.count(first, end);
        // "96 bd Raspail 75006 Paris"
        let address = (first..end)
            .any(|t| self.tokens[t].kind == TokenKind::Number && self.tokens[t].span.len() == 5);
        let stops = (first + 1..end).any(|t| self.word_in(t, "title-stops"));
        let taken = known.iter().any(|m| {
            m.first <= first
                && m.end >= end
                && m.kinds.has(Kinds::ANY_CLASS.or(Kinds::QUOTED))
                && !m.kinds.has(Kinds::HAPPENING)
        });
        let german = self.pack.capital_nouns;
        (words >= 2 && !address && !taken && !german && (!stops || self.title_case(first, end)))
            .then_some(first)
    }

    /// "la projection de Shift, film de Pauline Beugnies": a title of one word, where the noun behind it has a maker.
    pub(super) fn one_word(&self, end: usize, head: usize, known: &[Mention]) -> Option<usize> {
        let first = end.checked_sub(1).filter(|&at| at > self.sentence.first)?;
        let made = ["title-by", "genitive-markers"]
            .iter()
            .any(|list| self.word_in(head + 1, list))
            && known
                .iter()
                .any(|m| m.first == head + 2 && m.kinds.has(Kinds::PERSON));
        let alone = self.is_word(first - 1) && !self.capital(first - 1);
        let other = |m: &Mention| {
            m.first <= first && end <= m.end && m.kinds.has(Kinds::ANY_CLASS.or(Kinds::QUOTED))
        };
        let told = made && alone && self.capital(first) && !self.pack.capital_nouns;
        (told && !known.iter().any(other)).then_some(first)
    }

    /// Where a title ends that starts here: at a mark, before a name that a preposition joins, or with its last
    /// capital word. `None` where nothing tells.
    pub(super) fn end_of(&self, first: usize, known: &[Mention], sure: bool) -> Option<usize> {
        let mut at = first + 1;
        let mut marked = true;
        while at < self.sentence.end {
            let mark = self.mark(at);
            match mark {
                "" | "'" | "’" | "-" | "&" | "/" => {}
                // a subtitle
                ":" if self.is_word(at + 1) && at > first => {}
                "," | "." | ";" | "(" | ")" | ":" | "?" | "!" | "–" | "—" | "»" | "”" | "…" =>
                {
                    break;
                }
                _ => return None,
            }
            // "Travail et plateformes réunit vingt chercheurs": what a gathering does ends its title as a mark does
            if mark.is_empty() && self.word_in(at, "title-ends") && !self.tokens[at].capital() {
                at -= usize::from(self.word_in(at - 1, "reflexives"));
                break;
            }
            if mark.is_empty() && self.word_in(at, "title-stops") && !self.tokens[at].capital() {
                marked = false;
                break;
            }
            if mark.is_empty()
                && !self.tokens[at].capital()
                && at > first + 1
                && self.joins_a_name(at, known)
            {
                break;
            }
            at += 1;
        }
        if matches!(self.mark(at), "?" | "!") {
            at += 1;
        }
        let last_capital = self.last_capital(first, at);
        let words = (first..at).filter(|&t| self.is_word(t)).count();
        let capitals = (first..last_capital).filter(|&t| self.capital(t)).count();
        // "Ghost Work shows that": words written small behind two capitals are no part of it
        let rest = (last_capital..at)
            .filter(|&t| self.is_word(t) && !self.links(t))
            .count();
        if capitals >= 2 && (rest >= 1 || !marked) {
            return Some(last_capital);
        }
        let longest = if sure { LONGEST } else { LONGEST / 2 + 1 };
        let mut end = at;
        while end > first + 1 && self.is_word(end - 1) && self.links(end - 1) {
            end -= 1;
        }
        (marked && words <= longest && words >= 1).then_some(end)
    }

    /// The end of the capital words from here on, with what joins them.
    fn last_capital(&self, first: usize, end: usize) -> usize {
        let mut last = first + 1;
        for at in first + 1..end {
            if self.capital(at) || self.tokens[at].kind == TokenKind::Number {
                last = at + 1;
            } else if self.is_word(at) && !self.links(at) {
                break;
            }
        }
        last
    }

    /// "… de la Universidad de los Andes", "… in Uppsala", "… vom 3. Mai": behind a link a thing of its own.
    fn joins_a_name(&self, at: usize, known: &[Mention]) -> bool {
        let link = self.word_in(at, "prepositions") || self.word_in(at, "case-markers");
        if !link {
            return false;
        }
        let mut next = at + 1;
        while next < at + 3 && self.word_in(next, "articles") && !self.tokens[next].capital() {
            next += 1;
        }
        let things = Kinds::ORGANIZATION
            .or(Kinds::COMPANY)
            .or(Kinds::PLACE)
            .or(Kinds::COUNTRY)
            .or(Kinds::PERSON);
        self.is_word(next) && self.word_in(next, "happening-times")
            || next < self.sentence.end && self.tokens[next].kind == TokenKind::Number
            || known
                .iter()
                .any(|m| m.first == next && m.kinds.has(things) && !m.kinds.has(Kinds::ANAPHOR))
    }
}
