//! The names of persons beyond first name and surname: titles, initials, particles, a surname for two.

use super::Reader;
use crate::ontology::kinds::Kinds;
use crate::split::{Shape, TokenKind};
use crate::tag::Mention;

impl Reader<'_> {
    /// A title with its full stop, behind which somebody's name starts: "M. Kouadio Yao", "Dr. Ricaurte".
    pub(super) fn title_opens(&self, first: usize) -> bool {
        self.word_in(first, "person-titles")
            && self.is_mark(first + 1, ".")
            && self.tokens[first + 1].glued
            && first + 2 < self.sentence.end
            && self.tokens[first + 2].capital()
    }

    /// Whether a title stands before a name.
    pub(super) fn titled_person(&self, first: usize) -> bool {
        let before = first
            .checked_sub(1)
            .filter(|&before| before >= self.sentence.first);
        before.is_some_and(|before| self.title_before(before))
    }

    /// "Inc." is part of a name and none itself.
    pub(super) fn legal_form(&self, first: usize) -> bool {
        let alone = first + 1 >= self.sentence.end || !self.tokens[first + 1].capital();
        self.word_in(first, "legal-forms") && alone
    }

    /// The letters of "3CR": a name that starts with its digits.
    pub(super) fn behind_digits(&self, first: usize) -> bool {
        let token = &self.tokens[first];
        token.glued
            && !token.hyphen
            && first > self.sentence.first
            && self.tokens[first - 1].kind == TokenKind::Number
    }

    /// What stands behind a particle is no surname but what the person is of: "Lucie de Deliveroo".
    pub(super) fn no_surname(&self, first: usize, next: usize) -> bool {
        let several = (first + 1..next)
            .filter(|&at| self.tokens[at].capital() && !self.tokens[at].hyphen)
            .count();
        let bodies = Kinds::PLATFORM
            .or(Kinds::COMPANY)
            .or(Kinds::ORGANIZATION)
            .or(Kinds::COUNTRY);
        let kinds = match several > 0 {
            true => bodies.or(Kinds::PLACE),
            false => bodies,
        };
        // where nouns have capitals, only a first name may have a particle behind it
        let german = !self.pack.set("noun-tails").is_empty();
        self.word_in(next, "org-heads")
            || self.compound(next)
            || german && several > 0
            || self.certain_name(next, kinds)
    }

    /// Whether a name of the lexicon of one of these kinds starts here that means nothing else.
    fn certain_name(&self, at: usize, kinds: Kinds) -> bool {
        let lexicon = &self.knowledge.lexicon;
        let mut walk = lexicon.walk();
        for token in &self.tokens[at..self.sentence.end] {
            let Some(next) = walk.step(token.word) else {
                return false;
            };
            walk = next;
            let certain = |form: &crate::ontology::lexicon::Form| {
                !form.ambiguous && !form.adjective && lexicon.entry(form.entry).kinds.has(kinds)
            };
            if walk.forms().iter().any(|(form, _)| certain(form)) {
                return true;
            }
        }
        false
    }

    /// "J. R. Mbeki", "K. Okafor": initials and a surname.
    pub(super) fn initials(&self, first: usize, end: usize) -> bool {
        let mut at = first;
        while at + 2 < end
            && self.tokens[at].span.len() == 1
            && self.tokens[at].capital()
            && self.is_mark(at + 1, ".")
        {
            at += 2;
        }
        let initials = (at - first) / 2;
        let surname = at < end
            && end <= at + 2
            && (at..end)
                .all(|t| self.tokens[t].shape == Shape::Title && self.tokens[t].span.len() > 2)
            && !self.word_in(at, "not-names")
            && !self.word_in(at, "org-heads");
        surname && (initials > 1 || initials == 1 && !self.opens(first))
    }

    /// The capital article inside of a sentence with which a surname starts: "Lo Presti", "El Khatib".
    pub(super) fn article_of_surname(&self, first: usize, end: usize) -> bool {
        first + 1 < end
            && !self.opens(first)
            && self.word_in(first, "articles")
            && self.tokens[first].shape == Shape::Title
            && self.tokens[first + 1].shape == Shape::Title
            && self.pack.set("noun-tails").is_empty()
    }

    /// A first name that has its surname with another one: "Anna" in "Anna and Marco Rossi".
    pub(super) fn shared_surnames(&self, out: &mut Vec<Mention>) {
        let mut given = Vec::new();
        for mention in out.iter() {
            let full = mention.kinds.has(Kinds::PERSON)
                && mention.len() >= 2
                && self.given(mention.first)
                && mention.first >= self.sentence.first + 2;
            if full && self.given_before(mention.first - 1) {
                given.push(mention.first - 2);
            }
        }
        for at in given {
            let over = |m: &&mut Mention| m.first <= at && at < m.end;
            match out.iter_mut().find(over) {
                Some(name) if name.len() == 1 && name.kinds.has(Kinds::NAME) => {
                    name.kinds = Kinds::PERSON;
                }
                Some(_) => {}
                None => out.push(Mention::new(at, at + 1, Kinds::PERSON)),
            }
        }
    }

    /// Whether a first name alone stands before a conjunction.
    fn given_before(&self, conjunction: usize) -> bool {
        let at = conjunction - 1;
        let token = &self.tokens[at];
        let alone = at == self.sentence.first
            || !self.tokens[at - 1].capital() && !token.glued && !self.is_mark(at - 1, ".");
        self.word_in(conjunction, "conjunctions")
            && token.shape == Shape::Title
            && self.knowledge.lexicon.is_given_name(token.word)
            && !self.word_in(at, "not-names")
            && alone
    }
}
