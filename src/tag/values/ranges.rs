//! Ranges, of which the lower bound counts: "35-70", "between 5 and 15 dollars", "von drei bis vier Euro".

use super::Reader;
use super::amounts::Amount;

/// Numbers from here on are a range where "to" or "and" stands between them, whatever they count.
const LARGE: f64 = 3000.0;

impl Reader<'_> {
    /// Where the upper bound ends, where the amount at `at` is the lower one of a range.
    pub(super) fn range(&self, at: usize, lower: &Amount) -> Option<usize> {
        let (upper, joint) = self.upper_bound(at, lower)?;
        let large = self.lower(at, lower, upper.end) >= LARGE && self.is_number(at);
        let tied = match joint {
            Joint::Dash => true,
            Joint::To => large && !self.opens_with_from(at),
            Joint::And => self.between_opens(at) || large,
        };
        tied.then_some(upper.end)
    }

    /// The same where money is spoken of: behind the upper bound, or before the lower one.
    pub(super) fn range_of_money(
        &self,
        at: usize,
        lower: &Amount,
        sign_before: bool,
    ) -> Option<usize> {
        let (upper, joint) = self.upper_bound(at, lower)?;
        let money = sign_before || self.currency_behind(upper.end).is_some();
        let tied = match joint {
            Joint::Dash => true,
            Joint::To => !self.changes(at),
            Joint::And => self.between_opens(at),
        };
        (money && tied).then_some(upper.end)
    }

    /// The value of an amount that reaches to `end`, its upper bound included: of "two to three million" two
    /// million.
    pub(super) fn lower(&self, at: usize, lower: &Amount, end: usize) -> f64 {
        match self.upper_bound(at, lower) {
            Some((upper, _)) if upper.end == end && !lower.scaled && upper.scaled => {
                lower.value * upper.scale
            }
            _ => lower.value,
        }
    }

    fn upper_bound(&self, at: usize, lower: &Amount) -> Option<(Amount, Joint)> {
        let end = lower.end;
        let token = self.tokens.get(end)?;
        let (next, joint) = match token.text(self.post) {
            "–" | "—" | "-" => (end + 1, Joint::Dash),
            _ if token.hyphen && self.is_number(end) && self.is_number(at) => (end, Joint::Dash),
            _ if self.word_in(end, "range-links") => (end + 1, Joint::To),
            _ if self.word_in(end, "range-ands") => (end + 1, Joint::And),
            _ => return None,
        };
        // "between $2 and $3"
        let sign = usize::from(self.sign(next).is_some());
        if joint == Joint::Dash && !(self.is_number(next + sign) && self.is_number(at)) {
            return None;
        }
        let upper = self.amount(next + sign)?;
        let higher = upper.value > lower.value || joint == Joint::Dash;
        (higher && !upper.vague && !upper.one).then_some((upper, joint))
    }

    /// "between" before the amount, or before the sign of its currency.
    pub(super) fn between_opens(&self, at: usize) -> bool {
        self.opener(at, "between-words")
    }

    fn opens_with_from(&self, at: usize) -> bool {
        self.opener(at, "from-words")
    }

    fn opener(&self, at: usize, list: &'static str) -> bool {
        const REACH: usize = 3;
        let near = (at.saturating_sub(REACH).max(self.first)..at).rev();
        near.take(REACH).any(|before| self.word_in(before, list))
    }

    /// "fell from 20 to 15", "est passé de 4 à 5 euros": two rates, one after the other.
    fn changes(&self, at: usize) -> bool {
        const REACH: usize = 7;
        self.opens_with_from(at)
            && (at.saturating_sub(REACH).max(self.first)..at)
                .any(|before| self.word_in(before, "change-words"))
    }
}

/// What stands between the bounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    Dash,
    To,
    And,
}
