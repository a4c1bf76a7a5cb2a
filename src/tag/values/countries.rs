//! Whose pesos, shillings or rupees are meant: those of the country that the text speaks of.

use crate::ontology::Knowledge;
use crate::tag::{Mention, MentionValue};

/// Gives sums whose currency several countries have the one of the country named last before them, else of the
/// one that is named next. The mentions are in the order of the text.
pub fn settle_currencies(mentions: &mut [Mention], knowledge: &Knowledge) {
    let country = |m: &Mention| {
        let entry = knowledge.lexicon.entry(m.entry?);
        Some((m.first, entry.country.as_deref()?))
    };
    let open = |m: &Mention| matches!(&m.value, Some(MentionValue::Money(money)) if money.open);
    if !mentions.iter().any(open) {
        return;
    }
    let countries: Vec<(usize, &str)> = mentions.iter().filter_map(country).collect();
    for mention in mentions.iter_mut() {
        let first = mention.first;
        let Some(MentionValue::Money(money)) = &mut mention.value else {
            continue;
        };
        if !money.open {
            continue;
        }
        let own = |&(_, country): &(usize, &str)| {
            knowledge.currencies.of_country(&money.currency, country)
        };
        let (before, behind): (Vec<_>, Vec<_>) = countries.iter().partition(|&&(at, _)| at < first);
        let near = before.into_iter().rev().chain(behind).find_map(own);
        if let Some(code) = near.map(str::to_owned) {
            money.currency = code;
        }
    }
}
