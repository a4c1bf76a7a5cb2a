//! A post in the making: tokens, mentions and the facts read so far, before anything has an identity.

use rustc_hash::FxHashMap;

use crate::model::{Lang, Post, Span, Stance, Value};
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::rules::PostRole;
use crate::split::{Sentence, Shape, Text, TokenKind};
use crate::tag::Mention;
use crate::vocab::Property;

/// What the stages of extraction hand on.
pub struct Draft<'p> {
    pub post: &'p Post,
    pub text: Text,
    /// All mentions, by first token, the longer first.
    pub mentions: Vec<Mention>,
    /// For each sentence its mentions in `mentions`.
    pub of_sentence: Vec<std::ops::Range<usize>>,
    pub facts: Vec<DraftFact>,
    /// Rules that gave a class or named a speaker, in order, with repetitions.
    pub fired: Vec<&'static str>,
    /// Two mentions that are one thing: "Oxford Internet Institute (OII)".
    pub same: Vec<(usize, usize)>,
    /// What the post as a whole has, by the tokens of its mention: its medium, who is interviewed, …
    pub roles: Vec<(PostRole, (usize, usize))>,
    /// Where a programme speaks of one session: from a token to another, and the tokens of its title.
    pub stages: Vec<(usize, usize, (usize, usize))>,
    /// Blocks that are entries of a list, with the tokens of the name that each begins with.
    pub entries: Vec<(usize, (usize, usize))>,
    /// Surnames and first names that tell of one person whom the post names in full: to the key of that name.
    pub short_names: FxHashMap<String, String>,
}

/// An end of a fact before entities are known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ref {
    /// Index into the mentions.
    Mention(usize),
    Value(Value),
}

#[derive(Debug, Clone, PartialEq)]
pub struct DraftFact {
    pub subject: usize,
    pub predicate: Property,
    pub object: Ref,
    pub quote: Span,
    pub rule: &'static str,
    pub confidence: f32,
    pub speaker: Option<usize>,
    pub stance: Stance,
    pub sentence: usize,
    /// A date that the rule itself reads.
    pub as_of: Option<crate::model::PartialDate>,
}

impl DraftFact {
    /// What a passage of a sentence states outright, for nobody else.
    pub fn asserted(
        sentence: usize,
        (subject, predicate, object): (usize, Property, Ref),
        quote: Span,
        rule: &'static str,
        confidence: f32,
    ) -> Self {
        Self {
            subject,
            predicate,
            object,
            quote,
            rule,
            confidence,
            speaker: None,
            stance: Stance::Asserted,
            sentence,
            as_of: None,
        }
    }
}

impl<'p> Draft<'p> {
    /// The text of tokens, as it stands in the post.
    pub fn words(&self, first: usize, end: usize) -> &'p str {
        self.span(first, end).of(&self.post.text)
    }

    pub fn span(&self, first: usize, end: usize) -> Span {
        if first >= end {
            return Span::default();
        }
        self.text.tokens[first]
            .span
            .join(self.text.tokens[end - 1].span)
    }

    /// The name that a mention gives: without quotation marks around it.
    pub fn name(&self, mention: usize) -> &'p str {
        self.name_span(mention).of(&self.post.text)
    }

    pub fn name_span(&self, mention: usize) -> Span {
        let mention = &self.mentions[mention];
        let (mut first, mut end) = (mention.first, mention.end);
        let mark = |at: usize| {
            matches!(
                self.text.tokens[at].text(&self.post.text),
                "«" | "»" | "“" | "”" | "\"" | "„" | "‘" | "’" | ","
            )
        };
        while first + 1 < end && mark(first) {
            first += 1;
        }
        while end > first + 1 && mark(end - 1) {
            end -= 1;
        }
        self.span(first, end)
    }

    pub fn mention_span(&self, mention: usize) -> Span {
        let mention = &self.mentions[mention];
        self.span(mention.first, mention.end)
    }

    pub fn sentence_of(&self, token: usize) -> usize {
        self.text.sentences.partition_point(|s| s.end <= token)
    }

    pub fn lang_at(&self, token: usize) -> Lang {
        self.text
            .sentences
            .get(self.sentence_of(token))
            .map_or(self.post.lang, |s: &Sentence| s.lang)
    }

    /// Puts mentions in order and notes which belong to which sentence. Indexes held elsewhere are void.
    pub fn index(&mut self) {
        self.mentions
            .sort_by_key(|m| (m.first, std::cmp::Reverse(m.end), m.kinds));
        self.of_sentence.clear();
        let mut at = 0;
        for sentence in &self.text.sentences {
            let from = at;
            while at < self.mentions.len() && self.mentions[at].first < sentence.end {
                at += 1;
            }
            self.of_sentence.push(from..at);
        }
    }

    /// A mention of these tokens, a new one at the end of the list if there is none. New ones are in no
    /// sentence's list: they are ends of facts, not matter for rules.
    pub fn mention_of(&mut self, first: usize, end: usize, kinds: Kinds) -> usize {
        let sentence = self.sentence_of(first);
        let range = self.of_sentence.get(sentence).cloned().unwrap_or(0..0);
        let known = |m: &Mention| m.first == first && m.end == end;
        if let Some(at) = range.clone().find(|&at| known(&self.mentions[at])) {
            return at;
        }
        let listed = self.of_sentence.last().map_or(0, |r| r.end);
        if let Some(at) = (listed..self.mentions.len()).find(|&at| known(&self.mentions[at])) {
            return at;
        }
        self.mentions.push(Mention::new(first, end, kinds));
        self.mentions.len() - 1
    }

    /// The mention that plays a role for the whole post.
    pub fn role(&self, role: PostRole) -> Option<usize> {
        let (_, tokens) = self.roles.iter().find(|(r, _)| *r == role)?;
        self.named_by(*tokens)
    }

    /// The mention that plays a role where this token stands: in the lines of a session its event is that session.
    pub fn role_at(&self, role: PostRole, token: usize) -> Option<usize> {
        match self.stage_of(token).filter(|_| role == PostRole::Event) {
            Some(tokens) => self.named_by(tokens),
            None => self.role(role),
        }
    }

    /// The tokens of the title of the session that this token tells of.
    pub fn stage_of(&self, token: usize) -> Option<(usize, usize)> {
        let inside = |&&(first, end, _): &&(usize, usize, _)| first <= token && token < end;
        self.stages.iter().find(inside).map(|&(_, _, title)| title)
    }

    /// What the entry of a list that is this block tells of.
    pub fn entry(&self, block: usize) -> Option<usize> {
        let (_, tokens) = self.entries.iter().find(|(b, _)| *b == block)?;
        self.named_by(*tokens)
    }

    fn named_by(&self, (first, end): (usize, usize)) -> Option<usize> {
        let named = |m: &Mention| m.first == first && m.end == end;
        let fitting = |at: &usize| {
            named(&self.mentions[*at]) && self.mentions[*at].kinds.has(Kinds::ANY_CLASS)
        };
        (0..self.mentions.len())
            .find(fitting)
            .or_else(|| (0..self.mentions.len()).find(|&at| named(&self.mentions[at])))
    }

    /// Says what a mention is to the whole post; the first that is said of a role stands.
    pub fn set_role(&mut self, role: PostRole, mention: usize) {
        if !self.roles.iter().any(|(r, _)| *r == role) {
            let mention = &self.mentions[mention];
            self.roles.push((role, (mention.first, mention.end)));
        }
    }

    /// A single word all in capitals, up to six letters.
    pub fn is_acronym(&self, mention: usize) -> bool {
        let mention = &self.mentions[mention];
        let token = &self.text.tokens[mention.first];
        mention.len() == 1 && token.shape == Shape::Upper && token.span.len() <= 6
    }

    /// The tokens of a block, end exclusive.
    pub fn block_tokens(&self, block: usize) -> (usize, usize) {
        let from = self.text.sentences.partition_point(|s| s.block < block);
        let to = self.text.sentences.partition_point(|s| s.block <= block);
        match from < to {
            true => (
                self.text.sentences[from].first,
                self.text.sentences[to - 1].end,
            ),
            false => (0, 0),
        }
    }

    /// Mentions of a kind between two tokens, in order.
    pub fn among(&self, first: usize, end: usize, kinds: Kinds) -> Vec<usize> {
        let listed = self
            .of_sentence
            .last()
            .map_or(0, |r| r.end)
            .min(self.mentions.len());
        let from = self.mentions[..listed].partition_point(|m| m.first < first);
        let near = (from..listed).take_while(|&at| self.mentions[at].first < end);
        let mut found: Vec<usize> = near
            .chain(listed..self.mentions.len())
            .filter(|&at| {
                let m = &self.mentions[at];
                first <= m.first
                    && m.end <= end
                    && m.kinds.has(kinds)
                    && !m.kinds.has(Kinds::ANAPHOR)
            })
            .collect();
        found.sort_by_key(|&at| {
            (
                self.mentions[at].first,
                std::cmp::Reverse(self.mentions[at].end),
            )
        });
        found
    }

    pub fn mark(&self, at: usize) -> &'p str {
        match self.text.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Mark => token.text(&self.post.text),
            _ => "",
        }
    }

    /// Whether a token of a stretch of tokens, end exclusive, is in a list of a language pack.
    #[inline(always)]
    pub fn lists(
        &self,
        pack: &Pack,
        (first, end): (usize, usize),
        at: usize,
        list: &'static str,
    ) -> bool {
        (first..end).contains(&at) && pack.set(list).contains(self.text.tokens[at].word)
    }

    /// The tokens that a span of the text touches, end exclusive.
    pub fn tokens_of(&self, span: Span) -> (usize, usize) {
        let first = self
            .text
            .tokens
            .partition_point(|t| t.span.end <= span.start);
        let end = self
            .text
            .tokens
            .partition_point(|t| t.span.start < span.end);
        (first, end)
    }
}

/// Gives a mention a class that a rule found for it: an unknown name becomes one, words in quotation marks too.
pub fn settle(mention: &mut Mention, kinds: Kinds) {
    settle_as(mention, kinds, kinds);
}

/// The same where one of several classes is the best: the first bit of `best`.
pub fn settle_as(mention: &mut Mention, kinds: Kinds, best: Kinds) {
    let best = if best.is_none() { kinds } else { best };
    // who researches is a person, for rules that ask for one
    let kinds = match kinds.has(Kinds::RESEARCHER) {
        true => kinds.or(Kinds::PERSON),
        false => kinds,
    };
    let class = Kinds(best.0 & best.0.wrapping_neg());
    if mention.kinds.has(Kinds::NAME.or(Kinds::QUOTED)) && !mention.kinds.has(Kinds::ANY_CLASS) {
        mention.kinds = mention.kinds.or(kinds).without(Kinds::NAME);
        if mention.best.is_none() {
            mention.best = class;
        }
    } else if kinds.has(Kinds::RESEARCHER) && mention.kinds.has(Kinds::PERSON) {
        mention.kinds = mention.kinds.or(Kinds::RESEARCHER);
        mention.best = Kinds::RESEARCHER;
    }
}
