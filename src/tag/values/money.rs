//! Sums of money: an amount with a currency before or behind it, and what belongs to the sum.

use super::amounts::Amount;
use super::digits::digits;
use super::{Money, Reader};
use crate::ontology::currencies::Currency;
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;
use crate::tag::{Mention, MentionValue};

/// A currency that stands in the text.
pub(super) struct Named {
    pub currency: Currency,
    /// Its tokens, end exclusive.
    pub first: usize,
    pub end: usize,
    /// A noun without a country.
    pub open: bool,
}

impl Named {
    fn new(code: &str, first: usize, end: usize) -> Named {
        Named {
            currency: Currency::read(code),
            first,
            end,
            open: false,
        }
    }
}

impl Reader<'_> {
    /// The sum of money of an amount with a currency beside it.
    pub(super) fn sum(&self, at: usize, amount: &Amount) -> Option<Mention> {
        let before = self
            .currency_before(at)
            .filter(|named| !named.currency.cents);
        let reach = self
            .range_of_money(at, amount, before.is_some())
            .unwrap_or(amount.end);
        let value = self.lower(at, amount, reach);
        let (named, mut end) = match before {
            Some(named) => (named, reach),
            None => {
                let named = self.currency_behind(reach)?;
                let end = named.end;
                (named, end)
            }
        };
        let mut total = match named.currency.cents {
            true => value / 100.0,
            false => value,
        };
        if !named.currency.cents
            && let Some((cents, behind)) = self.subunit(end, &named, value)
        {
            total += cents;
            end = behind;
        }
        let end = self.conversion_behind(self.qualified(end));
        let end = self.to_further_sum(at, end, amount);
        Some(self.money(named.first.min(at), end, total, &named, amount))
    }

    fn money(
        &self,
        first: usize,
        end: usize,
        total: f64,
        named: &Named,
        amount: &Amount,
    ) -> Mention {
        let mut mention = Mention::new(first, end, Kinds::MONEY);
        if !amount.vague {
            mention.value = Some(MentionValue::Money(Money {
                amount: plain(total),
                currency: named.currency.code.clone(),
                open: named.open,
            }));
        }
        mention
    }

    /// "R28", "KSh250", "Rs1,500": letters with digits stuck to them.
    pub(super) fn letters_and_digits(&self, at: usize) -> Option<Mention> {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
        let text = token.text(self.post);
        let split = text.bytes().position(|b| b.is_ascii_digit())?;
        let code = self.knowledge.currencies.letters(&text[..split])?;
        if !text[split..].bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        // "R1,500": the mark and what follows are tokens of their own
        let (mut end, mut stop) = (at + 1, token.span.end);
        while matches!(self.text(end), "." | ",")
            && self.glued(end)
            && self.is_number(end + 1)
            && self.glued(end + 1)
        {
            stop = self.tokens[end + 1].span.end;
            end += 2;
        }
        let written = &self.post[token.span.start as usize + split..stop as usize];
        let value = digits(written, self.pack.decimal_comma)?;
        let named = Named::new(code, at, at + 1);
        let amount = Amount {
            value,
            end,
            vague: false,
            scaled: false,
            scale: 1.0,
            one: false,
        };
        let end = self.conversion_behind(self.qualified(end));
        Some(self.money(at, end, value, &named, &amount))
    }

    /// The currency of one sign: `€`.
    pub(super) fn sign(&self, at: usize) -> Option<&Currency> {
        let token = self.tokens.get(at)?;
        self.knowledge.currencies.sign(token.text(self.post))
    }

    /// "$", "US$", "Rs.", "KSh", "EUR" before an amount.
    fn currency_before(&self, at: usize) -> Option<Named> {
        let last = self.before(at)?;
        let currencies = &self.knowledge.currencies;
        let text = self.text(last);
        let letters = self
            .before(last)
            .filter(|_| self.glued(last))
            .map(|before| (before, self.text(before)));
        if let Some(currency) = self.sign(last) {
            // the letters before the sign tell whose dollar it is
            let own = letters.filter(|_| text == "$");
            let own = own.and_then(|(first, letters)| Some((first, currencies.dollar(letters)?)));
            return Some(match own {
                Some((first, code)) => Named::new(code, first, at),
                None => Named {
                    currency: currency.clone(),
                    first: last,
                    end: at,
                    open: false,
                },
            });
        }
        // "Rs. 500", "S/ 10"
        if let Some((first, letters)) = letters
            && matches!(text, "." | "/")
        {
            let code = match (letters, text) {
                ("S", "/") => "PEN",
                (letters, ".") => currencies.letters(letters)?,
                _ => return None,
            };
            return Some(Named::new(code, first, at));
        }
        if let Some(code) = currencies.letters(text) {
            let open = currencies.is_open(code) && text != code;
            return Some(Named {
                open,
                ..Named::new(code, last, at)
            });
        }
        const LONGEST: usize = 4;
        let named = self.noun(last).filter(|named| named.end == at)?;
        (text.len() <= LONGEST && self.currency_behind(at + 1).is_none()).then_some(named)
    }

    /// "€", "euros", "francs CFA", "pesos mexicanos", "Kenyan shillings", "KES" behind an amount.
    pub(super) fn currency_behind(&self, at: usize) -> Option<Named> {
        let token = self.tokens.get(at)?;
        let currencies = &self.knowledge.currencies;
        if let Some(currency) = self.sign(at) {
            let behind = self.text(at + 1);
            // "5 $ US", "20 $ canadiens"
            let own = match self.text(at) {
                "$" => currencies.dollar(behind).filter(|_| behind.len() > 1),
                _ => None,
            };
            let own = own.map(|code| Named::new(code, at, at + 2));
            let by_adjective = || self.with_adjective(at + 1, &currency.code, at);
            let plain = Named {
                currency: currency.clone(),
                first: at,
                end: at + 1,
                open: false,
            };
            return Some(own.or_else(by_adjective).unwrap_or(plain));
        }
        let letters = currencies.letters(token.text(self.post));
        if let Some(code) = letters.filter(|code| code.len() > 1 && token.text(self.post).len() > 1)
        {
            let open = currencies.is_open(code) && token.text(self.post) != code;
            return Some(Named {
                open,
                ..Named::new(code, at, at + 1)
            });
        }
        if let Some(named) = self.noun(at) {
            return Some(named);
        }
        // "Kenyan shillings", "South African rand"
        let (end, countries) = self.adjective(at)?;
        let named = self.noun(end)?;
        let own = countries
            .iter()
            .find_map(|country| currencies.of_country(&named.currency.code, country));
        Some(Named {
            currency: Currency {
                code: own.unwrap_or(&named.currency.code).to_owned(),
                ..named.currency
            },
            first: at,
            end: named.end,
            open: false,
        })
    }

    /// A word of the language for money, with the country behind it: "pesos", "dollars canadiens".
    fn noun(&self, at: usize) -> Option<Named> {
        let token = self.tokens.get(at)?;
        let forms = self.pack.currencies.get(&token.word)?;
        let same = |rest: &[crate::ontology::words::WordId]| {
            rest.iter()
                .enumerate()
                .all(|(n, word)| self.tokens.get(at + 1 + n).is_some_and(|t| t.word == *word))
        };
        let (rest, currency) = forms.iter().find(|(rest, _)| same(rest))?;
        let end = at + 1 + rest.len();
        if rest.is_empty()
            && let Some(named) = self.with_adjective(end, &currency.code, at)
        {
            return Some(Named {
                currency: Currency {
                    cents: currency.cents,
                    ..named.currency
                },
                ..named
            });
        }
        Some(Named {
            currency: currency.clone(),
            first: at,
            end,
            open: rest.is_empty() && self.knowledge.currencies.is_open(&currency.code),
        })
    }

    /// The currency of a noun with an adjective of a country at `at`.
    fn with_adjective(&self, at: usize, code: &str, first: usize) -> Option<Named> {
        let (end, countries) = self.adjective(at)?;
        let mut countries = countries.iter();
        let own =
            countries.find_map(|country| self.knowledge.currencies.of_country(code, country))?;
        Some(Named::new(own, first, end))
    }

    /// An adjective of nationality: where it ends, and the codes of the countries.
    fn adjective(&self, at: usize) -> Option<(usize, Vec<&str>)> {
        const LONGEST: usize = 3;
        let lexicon = &self.knowledge.lexicon;
        let mut walk = lexicon.walk();
        for end in at..self.tokens.len().min(at + LONGEST) {
            walk = walk.step(self.tokens[end].word)?;
            let forms = walk.forms().iter().filter(|(form, _)| form.adjective);
            let countries: Vec<&str> = forms
                .filter_map(|(form, _)| lexicon.entry(form.entry).country.as_deref())
                .collect();
            if !countries.is_empty() {
                return Some((end + 1, countries));
            }
        }
        None
    }

    /// The hundredths behind a whole sum: "3 euros 50", "due euro e trenta", "two dollars and a half".
    fn subunit(&self, end: usize, named: &Named, value: f64) -> Option<(f64, usize)> {
        if value.fract() != 0.0 {
            return None;
        }
        // "4€50"
        let stuck = self.is_number(end) && self.glued(end) && self.sign(named.first).is_some();
        let link = self.word_in(end, "subunit-links");
        let next = end + usize::from(link);
        if link && let Some((part, end)) = self.fraction_behind(next) {
            return Some((part, end));
        }
        let rest = self.amount(next).filter(|rest| {
            !rest.scaled
                && !rest.vague
                && rest.value.fract() == 0.0
                && (1.0..100.0).contains(&rest.value)
        })?;
        if let Some(cents) = self.currency_behind(rest.end) {
            return cents
                .currency
                .cents
                .then_some((rest.value / 100.0, cents.end));
        }
        let two_digits = !self.is_number(next) || self.text(next).len() == 2;
        let over = [
            "articles",
            "prepositions",
            "conjunctions",
            "money-qualities",
            "unit-counters",
        ];
        let closes = self
            .tokens
            .get(rest.end)
            .is_none_or(|t| t.kind == TokenKind::Mark)
            || over.iter().any(|list| self.word_in(rest.end, list));
        (two_digits && (closes || stuck)).then_some((rest.value / 100.0, rest.end))
    }

    fn fraction_behind(&self, at: usize) -> Option<(f64, usize)> {
        let at = at + usize::from(self.word_in(at, "number-ones"));
        let token = self.tokens.get(at)?;
        Some((*self.pack.fractions.get(&token.word)?, at + 1))
    }

    /// "brutto", "lordi", "nets" behind a sum belong to it.
    fn qualified(&self, mut end: usize) -> usize {
        while self.word_in(end, "money-qualities") {
            end += 1;
        }
        end
    }

    /// The same sum in another currency, in brackets or between commas: "250 shillings (about $2)".
    fn conversion_behind(&self, end: usize) -> usize {
        const REACH: usize = 5;
        let bracket = self.text(end) == "(";
        let comma = self.text(end) == "," && self.word_in(end + 1, "conversion-words");
        if !bracket && !comma {
            return end;
        }
        let from = end + 1;
        let other = (from..self.tokens.len().min(from + REACH)).find_map(|at| {
            let amount = self.amount(at)?;
            let before = self.currency_before(at).filter(|named| named.first >= from);
            let reach = self
                .range_of_money(at, &amount, before.is_some())
                .unwrap_or(amount.end);
            match before {
                Some(_) => Some(reach),
                None => Some(self.currency_behind(reach)?.end),
            }
        });
        let Some(behind) = other.map(|behind| self.qualified(behind)) else {
            return end;
        };
        let closed = match bracket {
            true => {
                (behind..self.tokens.len().min(behind + REACH)).find(|&at| self.text(at) == ")")
            }
            false => (self.text(behind) == ",").then_some(behind),
        };
        closed.map_or(end, |at| at + 1)
    }

    /// The end of "$2 to $3", "2 euros à 3 euros", where a sum is the lower bound of two.
    fn to_further_sum(&self, at: usize, end: usize, amount: &Amount) -> usize {
        let lower = Amount { end, ..*amount };
        let Some(reach) = self.range_of_money(at, &lower, false) else {
            return end;
        };
        self.currency_behind(reach).map_or(end, |named| named.end)
    }
}

/// At most eight decimals, no trailing noughts.
fn plain(value: f64) -> String {
    let mut text = format!("{value:.8}");
    if text.contains('.') {
        text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    text
}

impl Money {
    /// "0.001 USD per click", of a sum for so many of a unit.
    pub fn rate(&self, unit: &str, count: f64) -> String {
        let each = match self.amount.parse::<f64>() {
            Ok(total) if count > 1.0 => plain(total / count),
            _ => self.amount.clone(),
        };
        format!("{each} {} per {unit}", self.currency)
    }
}
