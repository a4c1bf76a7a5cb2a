//! How far a name reaches: where somebody's name starts behind an organisation's, a field of study that is
//! a list, a title with its subtitle.

use super::Reader;
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;
use crate::split::{Shape, TokenKind};
use crate::tag::Mention;
use crate::tag::names::Candidate;

impl Reader<'_> {
    /// Whether a first and a second name start behind an organisation that is complete: behind its head
    /// word, or behind the place in "Comune di Prato".
    pub(super) fn somebody_behind(&self, first: usize, at: usize) -> bool {
        let lexicon = &self.knowledge.lexicon;
        let named = lexicon.is_given_name(self.tokens[at].word)
            && at + 1 < self.sentence.end
            && self.tokens[at + 1].capital()
            && at >= first + 2;
        let placed =
            || (first..at).any(|t| self.links(t)) && lexicon.is_start(self.tokens[at - 1].word);
        named && (self.word_in(at - 1, "org-heads") || placed())
    }

    /// "piazza della Scala", "libreria Pellegrini": a place where people meet, by a common noun before a name.
    pub(super) fn venue(&self, first: usize) -> Option<Mention> {
        let square = self.word_in(first, "square-heads");
        if !square && !self.word_in(first, "venue-heads") {
            return None;
        }
        let mut at = first + 1;
        while square && at < first + 3 && self.links(at) {
            at += 1;
        }
        let name = |at: usize| {
            at < self.sentence.end
                && self.tokens[at].kind == TokenKind::Word
                && self.tokens[at].capital()
                && !self.word_in(at, "stop-capitals")
        };
        if !name(at) {
            return None;
        }
        let mut end = at + 1;
        while end < at + 3
            && name(end)
            && !self.knowledge.lexicon.is_given_name(self.tokens[end].word)
        {
            end += 1;
        }
        let kinds = match square {
            true => Kinds::PLACE,
            false => Kinds::ORGANIZATION.or(Kinds::PLACE),
        };
        Some(Mention::new(first, end, kinds))
    }

    /// Whether a name that a foreign head word closes has its seat behind it: "York University di Toronto".
    pub(super) fn seated(&self, first: usize, end: usize, next: usize) -> bool {
        end > first + 1
            && next == end + 1
            && self.word_in(end - 1, "org-tails")
            && !self.word_in(first, "org-heads")
            && self.word_in(end, "genitive-markers")
            && self.tokens[end].text(self.post) != "of"
            && self.knowledge.lexicon.is_start(self.tokens[next].word)
    }

    /// Whether what looks like a first and a second name is two names of the lexicon side by side, the
    /// first of a country: "in Germania Lieferando employs".
    pub(super) fn known_names(&self, span: &Mention, candidates: &[Candidate]) -> bool {
        let certain = |first: usize| {
            candidates
                .iter()
                .filter(|c| c.mention.first == first && c.mention.end <= span.end && !c.ambiguous)
                .max_by_key(|c| c.mention.end)
        };
        let Some(country) = certain(span.first).filter(|c| c.mention.kinds.has(Kinds::COUNTRY))
        else {
            return false;
        };
        span.kinds.has(Kinds::PERSON)
            && certain(country.mention.end).is_some_and(|c| c.mention.end == span.end)
    }

    /// Where a field of study ends that is a list: "Centre for Work, Organisation and Society".
    pub(super) fn field_behind(&self, first: usize, comma: usize) -> Option<usize> {
        let lexicon = &self.knowledge.lexicon;
        let named = |word: WordId| {
            let walk = lexicon.walk().step(word);
            walk.is_some_and(|walk| walk.forms().iter().any(|(form, _)| !form.ambiguous))
        };
        let word = |at: usize| {
            at < self.sentence.end
                && self.tokens[at].kind == TokenKind::Word
                && self.tokens[at].capital()
                && self.tokens[at].shape != Shape::Upper
                && !named(self.tokens[at].word)
                && !lexicon.is_given_name(self.tokens[at].word)
        };
        if !self.word_in(first, "org-heads") || !self.links(first + 1) || !word(comma - 1) {
            return None;
        }
        let mut at = comma;
        while self.is_mark(at, ",") && word(at + 1) {
            at += 2;
            at += usize::from(word(at));
        }
        let conjunction = at > comma && self.word_in(at, "conjunctions");
        (conjunction && word(at + 1)).then_some(at + 2)
    }

    /// A title in quotation marks is all that stands between them: a work of the lexicon with which it
    /// starts is that work with its subtitle, or another one.
    pub(super) fn whole_titles(&self, out: &mut Vec<Mention>) {
        const LONGEST: usize = 24;
        let quoted = |m: &Mention| {
            out.iter()
                .find(|q| {
                    q.kinds.has(Kinds::QUOTED)
                        && q.first + 1 == m.first
                        && (m.end..q.end).any(|at| self.tokens[at].kind == TokenKind::Word)
                        && q.len() <= LONGEST
                })
                .map(|q| (q.first, q.end))
        };
        let known = |m: &Mention| m.entry.is_some() && m.best.has(Kinds::WORK);
        let longer: Vec<(usize, (usize, usize))> = (0..out.len())
            .filter(|&at| known(&out[at]))
            .filter_map(|at| Some((at, quoted(&out[at])?)))
            .collect();
        for (at, (first, end)) in longer.into_iter().rev() {
            let subtitled = [":", "–", "—", "-", "."]
                .iter()
                .any(|mark| self.is_mark(out[at].end, mark));
            if subtitled {
                (out[at].first, out[at].end) = (first, end);
            } else {
                out.remove(at);
            }
        }
    }
}
