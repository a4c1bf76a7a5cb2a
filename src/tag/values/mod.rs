//! Numbers, money, units and dates.

mod amounts;
mod countries;
mod digits;
mod money;
mod ranges;

pub use countries::settle_currencies;

use super::{Mention, MentionValue};
use crate::model::PartialDate;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::{Sentence, Text, Token, TokenKind};
use amounts::Amount;

/// A sum of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// A plain decimal.
    pub amount: String,
    /// ISO 4217.
    pub currency: String,
    /// Only a noun that several currencies share names it: "pesos".
    pub open: bool,
}

/// What pay is counted by.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// In English, one.
    pub name: String,
    /// How many of them the money is for: "per 1,000 clicks".
    pub count: f64,
}

/// The most sums that are written out for several pieces: "a dollar per million clicks".
const MOST_PIECES: f64 = 1e6;

/// Numbers, sums of money and units of pay in a sentence.
pub fn find(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    knowledge: &Knowledge,
    pack: &Pack,
    out: &mut Vec<Mention>,
) {
    let reader = Reader {
        post,
        tokens: &text.tokens[..sentence.end],
        first: sentence.first,
        knowledge,
        pack,
    };
    let mut at = sentence.first;
    while at < sentence.end {
        if let Some(mention) = reader.unit(at) {
            let several = mention.len() > 1;
            at = if several { mention.end } else { at };
            out.push(mention);
            if several {
                continue;
            }
        }
        match reader.value(at) {
            Some(mention) => {
                at = mention.end;
                if mention.value.is_some() {
                    out.push(mention);
                }
            }
            None => at += 1,
        }
    }
}

/// One sentence.
struct Reader<'a> {
    post: &'a str,
    /// Up to the end of the sentence.
    tokens: &'a [Token],
    first: usize,
    knowledge: &'a Knowledge,
    pack: &'a Pack,
}

impl<'a> Reader<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.text(self.post))
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    #[inline(always)]
    fn word_in(&self, at: usize, list: &'static str) -> bool {
        // in a closure the place of the list would be looked for by its name each time
        match self.tokens.get(at) {
            Some(token) => self.pack.set(list).contains(token.word),
            None => false,
        }
    }

    /// The token before, in the same sentence.
    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|&before| before >= self.first)
    }

    /// A word for what pay is counted by, or several of them: "1,000 clicks" in "a dollar for 1,000 clicks".
    fn unit(&self, at: usize) -> Option<Mention> {
        let name = |at: usize| {
            let token = self.tokens.get(at).filter(|t| self.pack.counts(t.word))?;
            self.pack.units.get(&token.word).cloned()
        };
        let counted = || {
            self.before(at)
                .filter(|&before| self.word_in(before, "unit-counters"))?;
            let amount = self.amount(at)?;
            let name = name(amount.end).filter(|name| {
                matches!(
                    name.as_str(),
                    "click" | "like" | "task" | "item" | "delivery" | "word"
                )
            })?;
            let whole = amount.value.fract() == 0.0 && (2.0..=MOST_PIECES).contains(&amount.value);
            whole.then_some((amount.end + 1, name, amount.value))
        };
        let (end, name, count) = match name(at) {
            Some(name) => (at + 1, name, 1.0),
            None => counted()?,
        };
        let mut mention = Mention::new(at, end, Kinds::UNIT);
        mention.value = Some(MentionValue::Unit(Unit { name, count }));
        Some(mention)
    }

    /// A sum of money or a number that starts here; one without a value is none that counts.
    fn value(&self, at: usize) -> Option<Mention> {
        if let Some(sum) = self.letters_and_digits(at) {
            return Some(sum);
        }
        let amount = self.amount(at)?;
        if let Some(sum) = self.sum(at, &amount) {
            return Some(sum);
        }
        let end = self.range(at, &amount).unwrap_or(amount.end);
        let mut mention = Mention::new(at, end, Kinds::NUMBER);
        let value = self.lower(at, &amount, end);
        let counts = !amount.vague
            && (0.0..9e15).contains(&value)
            && value.fract() == 0.0
            && !amount.one
            && !self.word_in(end, "percent-words");
        if counts {
            mention.value = Some(match self.year(at, &amount) {
                Some(year) => MentionValue::Year(year),
                None => MentionValue::Number(value as i64),
            });
        }
        // the article of "un livreur" is looked at as what it is
        (!amount.one).then_some(mention)
    }

    /// Four digits from 1700 to 2100 are a year rather than a number.
    fn year(&self, at: usize, amount: &Amount) -> Option<PartialDate> {
        let text = self.text(at);
        let looks = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && !amount.scaled;
        if looks && (1700.0..=2100.0).contains(&amount.value) {
            PartialDate::year(amount.value as i16)
        } else {
            None
        }
    }
}
