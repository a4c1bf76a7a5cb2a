//! Whether a name of the lexicon that is a word or another name too is meant.

use super::Reader;
use crate::ontology::kinds::Kinds;
use crate::split::{Shape, TokenKind};
use crate::tag::Mention;

impl Reader<'_> {
    /// Whether the context takes an ambiguous name for the thing of the lexicon.
    pub(super) fn speaks_for(&self, mention: &Mention, chunk: Option<&Mention>) -> bool {
        if mention.kinds.has(Kinds::DEMONYM) {
            return true;
        }
        // part of a longer unknown name
        if chunk.is_some_and(|c| c.len() > mention.len()) {
            return false;
        }
        let before = mention
            .first
            .checked_sub(1)
            .filter(|&b| b >= self.sentence.first);
        if mention.kinds.has(Kinds::PLACE.or(Kinds::COUNTRY)) {
            return before.is_some_and(|b| {
                self.word_in(b, "place-prepositions")
                    || self.is_mark(b, "(")
                    || self.is_mark(b, ",")
            }) && !self
                .tokens
                .get(mention.end)
                .is_some_and(|t| mention.end < self.sentence.end && t.capital() && !t.glued);
        }
        if mention.len() >= 2 && mention.kinds.has(Kinds::WORK) {
            return self.has_author(mention.end)
                || before.is_some_and(|b| {
                    self.tokens[b].kind == TokenKind::Mark || self.word_in(b, "work-heads")
                });
        }
        let heads: &[&'static str] = if mention.kinds.has(Kinds::ORGANIZATION) {
            &["org-heads", "anaphor-organization"]
        } else {
            &[
                "platform-heads",
                "company-heads",
                "anaphor-platform",
                "anaphor-company",
            ]
        };
        // "un chauffeur Bolt", "a Bolt driver"
        let crew = |at: usize| self.word_in(at, "crew-nouns");
        if !mention.kinds.has(Kinds::ORGANIZATION)
            && (before.is_some_and(crew) || crew(mention.end))
        {
            return true;
        }
        // "la plateforme Malt", "l'entreprise Orange", "Orange, l'opérateur"
        let near = |at: usize| heads.iter().any(|list| self.word_in(at, list));
        if before.is_some_and(|b| near(b) || b > self.sentence.first && near(b - 1)) {
            return true;
        }
        if mention.len() >= 2
            && self.tokens[mention.first..mention.end]
                .iter()
                .filter(|t| t.capital())
                .count()
                >= 2
        {
            return true;
        }
        // an acronym, or a capital inside of a sentence behind an article or preposition
        let token = &self.tokens[mention.first];
        let all_capitals = token.shape == Shape::Upper && token.span.len() >= 2;
        if all_capitals {
            // not a word that is shouted
            return !self.small_words.contains(&token.word)
                && !self.word_in(mention.first, "stop-capitals")
                && !self.word_in(mention.first, "not-names");
        }
        // "Sama's workers", "Foxglove, a London non-profit"
        let genitive = self
            .tokens
            .get(mention.end + 1)
            .is_some_and(|t| t.text(self.post) == "s" && t.glued);
        let apposed = self.is_mark(mention.end, ",") && self.word_in(mention.end + 1, "articles");
        if (genitive || apposed)
            && token.capital()
            && !self.knowledge.lexicon.is_given_name(token.word)
        {
            return true;
        }
        // where platforms are spoken of, a capital word that is the name of one is meant so
        let small = self.post[token.span.start as usize..]
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
            && !mention.kinds.has(Kinds::ORGANIZATION)
            && self.about_labour;
        if small && !self.opens(mention.first) {
            return true;
        }
        if small
            && self
                .tokens
                .get(mention.end)
                .is_some_and(|t| mention.end < self.sentence.end && !t.capital())
        {
            return !self.small_words.contains(&token.word)
                && !self.knowledge.lexicon.is_given_name(token.word);
        }
        !self.opens(mention.first)
            && token.capital()
            && before.is_some_and(|b| {
                self.word_in(b, "articles")
                    || self.word_in(b, "prepositions")
                    || self.word_in(b, "conjunctions")
                    || self.is_mark(b, ",")
                    || self.is_mark(b, "(")
                    || self.is_mark(b, "/")
            })
            && !self.knowledge.lexicon.is_given_name(token.word)
    }

    /// Whether a title that ends here has its author behind it: "Ghost Work, de Mary Gray", "Ghost Work di Mary Gray".
    fn has_author(&self, end: usize) -> bool {
        let by = end + usize::from(self.is_mark(end, ","));
        let led = self.word_in(by, "title-by") || self.word_in(by, "genitive-markers");
        led && by + 1 < self.sentence.end && self.given(by + 1)
    }
}
