//! How much or how many: digits or words with their powers of ten and their halves.

use super::Reader;
use super::digits::digits;
use crate::fold::fold;
use crate::split::{Shape, Token, TokenKind};
use crate::values::number::{Joint, Spelled};

/// A number that a text gives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub value: f64,
    pub end: usize,
    /// "several hundred": no value that could be told.
    pub vague: bool,
    /// A word for a power of ten belongs to it: "2 millions".
    pub scaled: bool,
    /// That power.
    pub scale: f64,
    /// The article in "un euro": a number beside money alone.
    pub one: bool,
}

impl Amount {
    fn new(value: f64, end: usize) -> Amount {
        Amount {
            value,
            end,
            vague: false,
            scaled: false,
            scale: 1.0,
            one: false,
        }
    }
}

/// Letters in a word of which pieces of numbers are looked for: "duemila" has seven.
const SHORTEST_COMPOUND: usize = 6;

impl Reader<'_> {
    /// A number that starts here: "1,8 milliard", "vingt-huit", "half a million", "due milioni e mezzo".
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        let token = self.tokens.get(at)?;
        let mut amount = match token.kind {
            TokenKind::Number => self.in_digits(at)?,
            TokenKind::Word if !self.may_count(at) => return None,
            TokenKind::Word => self
                .fraction_of(at)
                .or_else(|| self.spelled(at))
                .or_else(|| self.one(at))?,
            _ => return None,
        };
        if amount.one {
            return Some(amount);
        }
        self.halved(&mut amount);
        self.scaled(&mut amount);
        if amount.scale >= 1e6 {
            self.halved(&mut amount);
            self.rest_behind(&mut amount);
        }
        amount.value = (amount.value * 1e6).round() / 1e6;
        amount.vague |= token.kind == TokenKind::Word && self.vaguely(at);
        Some(amount)
    }

    /// "2k", "10M" with a letter stuck to the digits; "1½".
    fn in_digits(&self, at: usize) -> Option<Amount> {
        let value = digits(self.text(at), self.pack.decimal_comma)?;
        let mut amount = Amount::new(value, at + 1);
        let stuck = self
            .tokens
            .get(at + 1)
            .filter(|t| t.glued && !t.hyphen && t.kind == TokenKind::Word);
        let scale = match stuck.map(|t| t.text(self.post)) {
            Some("k" | "K") => 1e3,
            Some("M" | "m") => 1e6,
            Some("bn") => 1e9,
            _ => 1.0,
        };
        if scale > 1.0 {
            amount.value *= scale;
            (amount.scaled, amount.end) = (true, at + 2);
        }
        let half = match self.text(at + 1) {
            "½" => 0.5,
            "¼" => 0.25,
            "¾" => 0.75,
            _ => 0.0,
        };
        if half > 0.0 && self.glued(at + 1) {
            amount.value += half;
            amount.end = at + 2;
        }
        Some(amount)
    }

    /// Whether a number can begin with a word: with most none can.
    fn may_count(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        self.pack.counts(token.word) || self.may_be_compound(token)
    }

    /// Whether a word may be made of pieces of numbers.
    fn may_be_compound(&self, token: &Token) -> bool {
        let text = token.text(self.post);
        text.len() >= SHORTEST_COMPOUND
            && matches!(token.shape, Shape::Lower | Shape::Title)
            && self.pack.pieces.may_start(text)
    }

    /// The value of a word that is a number or a piece of one.
    fn number_word(&self, at: usize) -> Option<f64> {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
        if let Some(&value) = self.pack.numbers.get(&token.word) {
            return Some(value);
        }
        let read = || self.pack.pieces.value(&fold(token.text(self.post)));
        self.may_be_compound(token).then(read).flatten()
    }

    /// "deux cent quatre-vingt mille", "two hundred and fifty", "treinta y cinco".
    fn spelled(&self, at: usize) -> Option<Amount> {
        let mut read = Spelled::default();
        let (mut end, mut scale) = (at, 1.0);
        loop {
            let (next, joint) = match read.is_empty() {
                true => (end, Joint::Space),
                false if self.word_in(end, "number-links") => (end + 1, Joint::And),
                false if self.tokens.get(end).is_some_and(|t| t.hyphen) => (end, Joint::Hyphen),
                false => (end, Joint::Space),
            };
            let value = self
                .number_word(next)
                .or_else(|| self.scale(next).filter(|_| !read.is_empty()))
                .or_else(|| {
                    (self.word_in(next, "number-ones") && joint != Joint::Space).then_some(1.0)
                });
            let Some(value) = value else { break };
            if value.fract() != 0.0 {
                // "anderthalb", "zweieinhalb" stand alone
                return read.is_empty().then(|| Amount::new(value, next + 1));
            }
            let Some(more) = read.with(value, joint) else {
                break;
            };
            // "five hundred and ten": only behind hundreds, where "and" joins other things too
            if joint == Joint::And && value >= 1000.0 && value != 1000.0 {
                break;
            }
            if value >= 1000.0 {
                scale = value;
            }
            (read, end) = (more, next + 1);
        }
        (!read.is_empty()).then(|| Amount {
            scaled: scale > 1.0,
            scale,
            ..Amount::new(read.value(), end)
        })
    }

    /// The power of ten that a word tells.
    fn scale(&self, at: usize) -> Option<f64> {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
        self.pack.scales.get(&token.word).copied()
    }

    /// "un million", and "un euro", which is one beside money only.
    fn one(&self, at: usize) -> Option<Amount> {
        if !self.word_in(at, "number-ones") {
            return None;
        }
        if self.scale(at + 1).is_some_and(|scale| scale >= 1000.0) {
            return Some(Amount::new(1.0, at + 1));
        }
        // "one and a half million"
        let half = self.word_in(at + 1, "subunit-links") && self.fraction(at + 2).is_some();
        if half {
            return Some(Amount::new(1.0, at + 1));
        }
        const SHORTEST: usize = 4;
        let money = self.text(at + 1).len() >= SHORTEST && self.currency_behind(at + 1).is_some();
        // "compresi fra uno e due dollari"
        let lower = self.word_in(at + 1, "range-ands") && self.between_opens(at);
        (money || lower).then(|| Amount {
            one: true,
            ..Amount::new(1.0, at + 1)
        })
    }

    /// The value of "half", "mezzo", with the article before it, and where it ends.
    fn fraction(&self, at: usize) -> Option<(f64, usize)> {
        let at = at + usize::from(self.word_in(at, "number-ones"));
        let token = self.tokens.get(at)?;
        Some((*self.pack.fractions.get(&token.word)?, at + 1))
    }

    /// "half a million", "un quart de million", "medio dólar".
    fn fraction_of(&self, at: usize) -> Option<Amount> {
        let token = self.tokens.get(at)?;
        let &part = self.pack.fractions.get(&token.word)?;
        let mut next = at + 1;
        while next < at + 3
            && (self.word_in(next, "number-ones") || self.word_in(next, "prepositions"))
        {
            next += 1;
        }
        let scale = self.scale(next).filter(|&scale| scale >= 1000.0);
        match scale {
            Some(scale) => Some(Amount {
                scaled: true,
                scale,
                ..Amount::new(part * scale, next + 1)
            }),
            None => self.currency_behind(next).map(|_| Amount::new(part, next)),
        }
    }

    /// "two and a half", "2 millions et demi".
    fn halved(&self, amount: &mut Amount) {
        if self.word_in(amount.end, "subunit-links")
            && let Some((part, end)) = self.fraction(amount.end + 1)
        {
            amount.value += part * amount.scale;
            amount.end = end;
        }
    }

    /// "deux cent mille", "une dizaine de millions", "10 mille".
    fn scaled(&self, amount: &mut Amount) {
        loop {
            let of = self.word_in(amount.end, "prepositions");
            let next = amount.end + usize::from(of && self.scale(amount.end + 1).is_some());
            let Some(scale) = self.scale(next) else { break };
            if amount.scaled && scale <= amount.scale {
                break;
            }
            amount.value *= scale;
            amount.scale *= scale;
            (amount.scaled, amount.end) = (true, next + 1);
        }
    }

    /// "1 million 200 000", "um milhão e 200 mil", "un milione e ottocentomila".
    fn rest_behind(&self, amount: &mut Amount) {
        let link =
            self.word_in(amount.end, "number-links") || self.word_in(amount.end, "subunit-links");
        let next = amount.end + usize::from(link);
        let number = self.is_number(next) || self.number_word(next).is_some();
        let Some(rest) = number.then(|| self.amount(next)).flatten() else {
            return;
        };
        let whole = rest.value >= 1000.0 && rest.value < amount.scale && !rest.vague;
        let tied = !link || rest.scaled || rest.scale > 1.0;
        let year = rest.value <= 2100.0 && !rest.scaled;
        if whole && tied && !year {
            amount.value += rest.value;
            amount.end = rest.end;
        }
    }

    /// "several hundred", "a couple of thousand": a power of ten with something vague before it.
    fn vaguely(&self, at: usize) -> bool {
        let power = [100.0, 1e3, 1e6, 1e9];
        let (Some(value), Some(before)) = (self.number_word(at), self.before(at)) else {
            return false;
        };
        let of = self
            .before(before)
            .filter(|_| self.word_in(before, "prepositions"));
        power.contains(&value)
            && [Some(before), of]
                .into_iter()
                .flatten()
                .any(|word| self.word_in(word, "vague-quantities"))
    }
}
