//! Numbers, money, units and dates.

use super::{Mention, MentionValue};
use crate::model::PartialDate;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::{Sentence, Text, Token, TokenKind};

/// Numbers, sums of money and units of pay in a sentence.
pub fn find(post: &str, text: &Text, sentence: &Sentence, pack: &Pack, out: &mut Vec<Mention>) {
    let tokens = &text.tokens[..sentence.end];
    let mut at = sentence.first;
    while at < sentence.end {
        if let Some(unit) = pack.units.get(&tokens[at].word) {
            let mut mention = Mention::new(at, at + 1, Kinds::UNIT);
            mention.value = Some(MentionValue::Unit(unit.clone()));
            out.push(mention);
        }
        let Some(amount) = amount(post, tokens, at, pack) else {
            at += 1;
            continue;
        };
        let before = at
            .checked_sub(1)
            .filter(|&b| b >= sentence.first)
            .and_then(|b| Some((b, currency(post, &tokens[b], pack)?)));
        let after = tokens.get(amount.end).and_then(|t| currency(post, t, pack));
        // "R$ 5", "US$ 10": the letters before the sign tell whose dollar it is
        let before = before.map(|(sign, (code, cents))| {
            let letters = sign
                .checked_sub(1)
                .filter(|&l| l >= sentence.first && tokens[sign].glued);
            let named = letters.and_then(|l| Some((l, dollar_of(tokens[l].text(post))?)));
            match named.filter(|_| tokens[sign].text(post) == "$") {
                Some((first, code)) => (first, (code.to_owned(), cents)),
                None => (sign, (code, cents)),
            }
        });
        let mut mention = match (before, after) {
            (Some((first, (code, cents))), _) if !cents => {
                money(first, amount.end, &amount, code, false)
            }
            (_, Some((code, cents))) => money(at, amount.end + 1, &amount, code, cents),
            _ => {
                let mut mention = Mention::new(at, amount.end, Kinds::NUMBER);
                if amount.exact
                    && amount.value >= 0.0
                    && amount.value < 9e15
                    && amount.value.fract() == 0.0
                {
                    mention.value = Some(match year(&amount, &tokens[at], post) {
                        Some(year) => MentionValue::Year(year),
                        None => MentionValue::Number(amount.value as i64),
                    });
                }
                mention
            }
        };
        if mention.value.is_none() {
            mention.kinds = Kinds::NONE;
        }
        at = mention.end;
        if !mention.kinds.is_none() {
            out.push(mention);
        }
    }
}

struct Amount {
    value: f64,
    end: usize,
    /// Not "some dozens of".
    exact: bool,
    scaled: bool,
}

/// A number that starts here: digits or number words, with their scale ("1,8 milliard", "deux millions",
/// "une dizaine de millions"). Of a range ("35-70") the lower bound.
fn amount(post: &str, tokens: &[Token], at: usize, pack: &Pack) -> Option<Amount> {
    let token = &tokens[at];
    let (mut value, mut end) = match token.kind {
        TokenKind::Number => (digits(token.text(post), pack.decimal_comma)?, at + 1),
        TokenKind::Word => (*pack.numbers.get(&token.word)?, at + 1),
        _ => return None,
    };
    // "2k", "10M": a letter stuck to digits
    if token.kind == TokenKind::Number
        && let Some(letter) = tokens
            .get(end)
            .filter(|t| t.glued && !t.hyphen && t.kind == TokenKind::Word)
    {
        let scale = match letter.text(post) {
            "k" | "K" => Some(1e3),
            "M" | "m" => Some(1e6),
            "bn" => Some(1e9),
            _ => None,
        };
        if let Some(scale) = scale {
            return Some(Amount {
                value: value * scale,
                end: end + 1,
                exact: true,
                scaled: true,
            });
        }
    }
    // "35-70", "35 à 70": the lower bound counts
    if let Some(upper) = tokens
        .get(end)
        .filter(|t| t.hyphen && t.kind == TokenKind::Number)
        && token.kind == TokenKind::Number
        && digits(upper.text(post), pack.decimal_comma).is_some()
    {
        end += 1;
    } else if let (Some(dash), Some(upper)) = (tokens.get(end), tokens.get(end + 1))
        && matches!(dash.text(post), "–" | "—" | "-")
        && upper.kind == TokenKind::Number
        && token.kind == TokenKind::Number
    {
        end += 2;
    }
    // "between 5 and 15 dollars", "5 à 15 euros": the lower bound, where a sum of money is spoken of
    if token.kind == TokenKind::Number
        && tokens
            .get(end)
            .is_some_and(|t| pack.set("range-links").contains(t.word))
        && tokens
            .get(end + 1)
            .is_some_and(|t| t.kind == TokenKind::Number)
        && tokens
            .get(end + 2)
            .is_some_and(|t| currency(post, t, pack).is_some())
    {
        end += 2;
    }
    // "between 100,000 and 200,000 people"
    if let (Some(link), Some(upper)) = (tokens.get(end), tokens.get(end + 1))
        && value >= 3000.0
        && pack.set("range-links").contains(link.word)
        && upper.kind == TokenKind::Number
        && digits(upper.text(post), pack.decimal_comma).is_some_and(|upper| upper > value)
    {
        end += 2;
    }
    let mut scaled = false;
    loop {
        // "deux cent mille", "une dizaine de millions", "dix mille"
        let mut next = end;
        if tokens
            .get(next)
            .is_some_and(|t| pack.set("prepositions").contains(t.word))
            && tokens
                .get(next + 1)
                .is_some_and(|t| pack.scales.contains_key(&t.word))
        {
            next += 1;
        }
        let Some(scale) = tokens
            .get(next)
            .filter(|t| t.kind == TokenKind::Word)
            .and_then(|t| pack.scales.get(&t.word))
        else {
            break;
        };
        value *= scale;
        scaled = true;
        end = next + 1;
    }
    Some(Amount {
        value: (value * 1e6).round() / 1e6,
        end,
        exact: true,
        scaled,
    })
}

/// `10 000`, `1,8`, `1.800`, `500,000`.
fn digits(written: &str, decimal_comma: bool) -> Option<f64> {
    let plain: String = written
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    let groups = |mark: char| {
        let mut parts = plain.split(mark);
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        !rest.is_empty()
            && (1..=3).contains(&first.len())
            && first != "0"
            && rest
                .iter()
                .all(|p| p.len() == 3 && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let (decimal, thousand) = if decimal_comma {
        (',', '.')
    } else {
        ('.', ',')
    };
    let mut text = plain.clone();
    if groups(thousand) || plain.contains(decimal) && plain.contains(thousand) {
        text = text.replace(thousand, "");
    } else if plain.contains(thousand) && plain.matches(thousand).count() == 1 {
        // the other convention: "2.50 €" in French, "1,8 million" in English
        text = text.replace(thousand, ".");
    }
    text = text.replace(decimal, ".");
    if text.matches('.').count() > 1 {
        return None;
    }
    text.parse().ok()
}

/// The currency that a token names, and whether it is the hundredth part of it.
fn currency(post: &str, token: &Token, pack: &Pack) -> Option<(String, bool)> {
    let code = match token.text(post) {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¢" => return Some(("USD".into(), true)),
        "₹" => "INR",
        "¥" => "JPY",
        _ => {
            let code = pack.currencies.get(&token.word)?;
            return Some(match code.strip_suffix("/100") {
                Some(code) => (code.to_owned(), true),
                None => (code.clone(), false),
            });
        }
    };
    Some((code.to_owned(), false))
}

/// The currency of a dollar sign with letters before it.
fn dollar_of(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "R" => "BRL",
        "US" => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "HK" => "HKD",
        "S" => "SGD",
        "NZ" => "NZD",
        _ => return None,
    })
}

fn money(first: usize, end: usize, amount: &Amount, code: String, cents: bool) -> Mention {
    let mut mention = Mention::new(first, end, Kinds::MONEY);
    let value = if cents {
        amount.value / 100.0
    } else {
        amount.value
    };
    // at most eight decimals, no trailing noughts
    let mut text = format!("{value:.8}");
    if text.contains('.') {
        text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    mention.value = Some(MentionValue::Money(text, code));
    mention
}

/// Four digits from 1700 to 2100 are a year rather than a number.
fn year(amount: &Amount, token: &Token, post: &str) -> Option<PartialDate> {
    let text = token.text(post);
    let looks = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && !amount.scaled;
    if looks && (1700.0..=2100.0).contains(&amount.value) {
        PartialDate::year(amount.value as i16)
    } else {
        None
    }
}
