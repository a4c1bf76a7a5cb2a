//! What governs a statement from outside of its clause: "nothing proves that …", "X denies using …", "the rumour
//! that …", "it is likely that …".

use crate::model::Stance;
use crate::ontology::pack::Pack;
use crate::ontology::words::WordId;
use crate::split::{Token, TokenKind};

/// How many tokens stand between a word that denies and the "that" of what it denies, at most.
const TO_THAT: usize = 8;
/// How many tokens stand between a word that denies and the infinitive of what it denies, at most.
const TO_INFINITIVE: usize = 3;
/// In German the infinitive stands behind its objects.
const TO_GERMAN_INFINITIVE: usize = 12;
/// How far from a word for proof its negation stands: "no evidence", "aucune preuve n'existe".
const NEGATED: usize = 5;
/// How far behind "that" a statement begins at most.
const BEHIND_THAT: usize = 10;
/// How far behind a statement stands what takes it back: "the claim that … is false".
const TAKEN_BACK: usize = 6;

/// The tokens of a sentence, as governors are looked for in them.
pub struct Words<'t> {
    pub post: &'t str,
    pub tokens: &'t [Token],
    pub pack: &'t Pack,
    /// The clauses of the sentence that bear on the statement: tokens, end exclusive.
    pub from: usize,
    pub to: usize,
    /// Tokens that belong to names or quotations.
    pub names: &'t dyn Fn(usize) -> bool,
}

impl Words<'_> {
    #[inline(always)]
    fn is(&self, at: usize, list: &'static str) -> bool {
        self.listed(at, list).is_some()
    }

    /// The token behind an entry of a list that begins at a token, of the longest one.
    #[inline(always)]
    fn listed(&self, at: usize, list: &'static str) -> Option<usize> {
        if at >= self.to {
            return None;
        }
        let word = self.tokens[at].word;
        // most words are in no list and begin no phrase of one
        let longest = match self.pack.phrases_from(list, word) {
            [] => None,
            phrases => self.longest(at, phrases),
        };
        let single = self.pack.set(list).contains(word).then_some(1);
        let length = longest.or(single)?;
        (!(self.names)(at)).then_some(at + length)
    }

    /// The length of the longest of these phrases that begins at a token.
    fn longest(&self, at: usize, phrases: &[Vec<WordId>]) -> Option<usize> {
        let word = |at: usize| self.tokens.get(at).map(|token| token.word);
        let fits = |phrase: &&Vec<WordId>| {
            let mut words = phrase.iter().enumerate();
            words.all(|(n, wanted)| word(at + n) == Some(*wanted))
        };
        phrases.iter().filter(fits).map(Vec::len).max()
    }

    fn mark(&self, at: usize) -> &str {
        match self.tokens[at].kind {
            TokenKind::Mark => self.tokens[at].text(self.post),
            _ => "",
        }
    }

    /// Whether nothing between two tokens ends the clause that the first of them is in.
    fn one_clause(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|at| matches!(self.mark(at), ";" | ":" | "." | "?" | "!" | "–" | "—" | "("))
    }

    /// How its governor, if any, puts what was read from tokens `first` to `end`.
    pub fn stance(&self, first: usize, end: usize) -> Option<Stance> {
        for at in self.from..end {
            let Some((behind, stance)) = self.governor(at) else {
                continue;
            };
            if self.clause(at, behind, first, end) || self.infinitive_clause(at, behind, first, end)
            {
                return Some(stance);
            }
        }
        self.taken_back(first, end).then_some(Stance::Denied)
    }

    /// A word that denies or doubts what follows it: the token behind it, and how it puts what follows.
    fn governor(&self, at: usize) -> Option<(usize, Stance)> {
        if let Some(behind) = self.listed(at, "denying-words") {
            // "does not deny that" says nothing of it either
            return Some((behind, Stance::Denied));
        }
        if let Some(behind) = self.listed(at, "doubting-words") {
            return Some((behind, Stance::Hedged));
        }
        let behind = self.listed(at, "proof-words")?;
        let near = self.from.max(at.saturating_sub(NEGATED))..self.to.min(behind + 2);
        let negated = |at: usize| self.is(at, "negation") || self.is(at, "none-words");
        let mut near = near.filter(|&near| near < at || near >= behind);
        near.any(negated).then_some((behind, Stance::Denied))
    }

    /// Whether the statement is the clause that a governor has behind it.
    fn clause(&self, governor: usize, behind: usize, first: usize, end: usize) -> bool {
        let german = !self.pack.set("infinitive-verbs-last").is_empty();
        let comma = |at: usize| self.mark(at) == ",";
        let that = (behind..end.min(behind + TO_THAT)).find(|&at| self.is(at, "complement-links"));
        that.is_some_and(|that| {
            let parted = (behind..that).any(|at| comma(at) && !(german && at + 1 == that));
            let within = governor >= first;
            let near = first >= that && first <= that + BEHIND_THAT;
            !parted
                && (within || near)
                && self.one_clause(governor, that)
                && self.one_clause(that, first.max(that))
        })
    }

    /// Whether the statement is what a word that denies or doubts has behind it as an infinitive.
    fn infinitive_clause(&self, governor: usize, behind: usize, first: usize, end: usize) -> bool {
        if self.is(governor, "proof-words") {
            return false;
        }
        if !self.pack.set("infinitive-verbs-last").is_empty() {
            let reach = self.to.min(behind + TO_GERMAN_INFINITIVE);
            let infinitive = (behind..reach).find(|&at| self.is(at, "infinitive-markers"));
            return infinitive.is_some_and(|at| {
                self.one_clause(governor, at)
                    && self.mark(behind) == ","
                    && (first..end + 2).contains(&at)
            });
        }
        let infinitive = (behind..end.min(behind + TO_INFINITIVE))
            .take_while(|&at| self.mark(at).is_empty())
            .find(|&at| self.infinitive(at));
        infinitive.is_some_and(|at| {
            let within = first <= governor && at < end;
            within || first >= governor && first <= at + 1
        })
    }

    /// Whether a word has the ending of an infinitive, or of what stands for it: "denies using".
    fn infinitive(&self, at: usize) -> bool {
        let endings = &self.pack.infinitive_endings;
        let word = self.tokens[at].text(self.post);
        !(self.names)(at)
            && endings
                .iter()
                .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
    }

    /// "The claim that Uber owns Careem is false", "Dass …, ist ein Gerücht".
    fn taken_back(&self, first: usize, end: usize) -> bool {
        let mut opens = self.from.max(first.saturating_sub(3))..first;
        let links = opens.any(|at| self.is(at, "complement-links"));
        let reach = end..self.to.min(end + TAKEN_BACK);
        let mut reach = reach.take_while(|&at| !matches!(self.mark(at), ";" | ":" | "."));
        links && reach.any(|at| self.is(at, "denying-words"))
    }
}
