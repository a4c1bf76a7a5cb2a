//! What the readers of titles ask of the tokens of a sentence.

use crate::ontology::pack::Pack;
use crate::ontology::words::Vocabulary;
use crate::split::{Sentence, Token, TokenKind};

/// A sentence of a post, and the language in which it is read. [`titles`](super::titles) and
/// [`gatherings`](super::gatherings) each put their own questions to it.
pub(super) struct Reader<'a> {
    pub words: &'a Vocabulary,
    pub post: &'a str,
    /// Of the whole post.
    pub tokens: &'a [Token],
    pub sentence: &'a Sentence,
    pub pack: &'a Pack,
}

impl Reader<'_> {
    /// Whether the token stands in the sentence, and in a list of its language.
    #[inline(always)]
    pub fn word_in(&self, at: usize, list: &'static str) -> bool {
        at >= self.sentence.first
            && at < self.sentence.end
            && self.pack.set(list).contains(self.tokens[at].word)
    }

    /// The mark that stands there; empty where a word does, and behind the sentence.
    pub fn mark(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(token) if at < self.sentence.end && token.kind == TokenKind::Mark => {
                token.text(self.post)
            }
            _ => "",
        }
    }

    /// Whether a word stands there, and not behind the sentence.
    pub fn is_word(&self, at: usize) -> bool {
        at < self.sentence.end && self.tokens[at].kind == TokenKind::Word
    }
}
