//! When two spellings of a name, or two values, are the same for the scores.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Marks around a name that are none of it.
const AROUND: &[char] = &[
    ' ', '\t', '\n', '«', '»', '“', '”', '"', '\'', '.', ',', ';', ':', '(', ')', '[', ']',
];

/// An article before a name, elided or with its space.
static ARTICLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^(?:l'|d'|dell'|all'|un'|(?:the|an?|les?|las?|los?|des?|du|il|gli|i|un|une|uno|una|der|die|das) )",
    )
    .ok()
});

/// Amount, currency and unit of pay.
static PAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([\d.]+)\s+(\w+)\s+per\s+(\w+)").ok());

/// What all spellings of a name have in common: without case, accents, punctuation and a leading article.
pub fn same_name(name: &str) -> String {
    let folded: String = name
        .nfkd()
        .map(|c| if c == '’' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .filter(|&c| canonical_combining_class(c) == 0)
        .collect();
    // The two letters whose case folding is not their lower case.
    let folded = folded.replace('ß', "ss").replace('ς', "σ");
    let words: Vec<&str> = folded.split(char::is_whitespace).collect();
    let spaced = words
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let bare = spaced.trim_matches(AROUND);
    let bare = match ARTICLE.as_ref() {
        Some(article) => article.replace(bare, ""),
        None => bare.into(),
    };
    bare.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What all spellings of a value of this predicate have in common.
pub(super) fn same_value(predicate: &str, value: &str) -> String {
    let value = value.trim();
    match predicate {
        "userCount" => match value.parse::<f64>() {
            Ok(number) if number.is_finite() => format!("{:.0}", number.trunc()),
            _ => value.to_owned(),
        },
        "pays" => pay(value).unwrap_or_else(|| same_name(value)),
        "heldOn" => value.to_owned(),
        _ => same_name(value),
    }
}

fn pay(value: &str) -> Option<String> {
    let parts = PAY.as_ref()?.captures(value)?;
    let amount: f64 = parts[1].parse().ok()?;
    let unit = parts[3].to_lowercase();
    Some(format!(
        "{amount:?}\t{}\t{}",
        parts[2].to_uppercase(),
        unit.trim_end_matches('s')
    ))
}

#[cfg(test)]
mod tests {
    use super::{same_name, same_value};

    #[test]
    fn spellings_of_a_name() {
        for (one, other) in [
            ("L’Humanité", "humanite"),
            ("The  New York\nTimes,", "new york times"),
            ("« Le Monde »", "Monde"),
            ("(FairCrowdWork)", "faircrowdwork"),
            ("Re-CAPTCHA", "re captcha"),
            ("Straße", "STRASSE"),
            ("l’étude", "Étude"),
            ("A", "a"),
            ("the", "The"),
            ("ﬁnance", "finance"),
        ] {
            assert_eq!(same_name(one), same_name(other));
        }
        assert_ne!(same_name("Uber"), same_name("Uber Eats"));
        assert_eq!(same_name("…"), "");
    }

    #[test]
    fn spellings_of_a_value() {
        let same =
            |predicate, one, other| same_value(predicate, one) == same_value(predicate, other);
        assert!(same("userCount", "10000000", " 10000000.0 "));
        assert!(!same("userCount", "10000000", "1000000"));
        assert!(same("pays", "0.50 USD per hours", "0.5 usd per hour"));
        assert!(!same("pays", "0.5 USD per hour", "0.5 EUR per hour"));
        assert!(!same("heldOn", "2017", "2017-02"));
        assert!(same("formerName", "Spare5", "spare5"));
        assert!(same("pays", "a few cents", "A few cents."));
    }
}
