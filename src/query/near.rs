//! What somebody may have meant: the nearest of the known words.

use std::collections::{BTreeMap, BTreeSet};

/// Below this a word is another word, not a slip.
const LIKE: f64 = 0.6;

/// The known words that are like `typed`, the likest first, at most `most` of them; words that hold
/// `typed` as a part count as like it too. Case does not matter.
pub fn nearest<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let mut found: Vec<(f64, &str)> = known
        .into_iter()
        .map(|word| (likeness(&typed, &word.to_lowercase()), word))
        .filter(|(like, _)| *like >= LIKE)
        .collect();
    found.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
    found.dedup_by_key(|(_, word)| *word);
    found.into_iter().take(most).map(|(_, word)| word).collect()
}

/// Of things with several names each (`names`: a name, the thing), at most three of which a name is like
/// `typed`, the likest first; all of them where none is.
pub fn nearest_things<'t>(typed: &str, names: &BTreeMap<String, &'t str>) -> Vec<String> {
    let mut near: Vec<&'t str> = vec![];
    for like in nearest(typed, names.keys().map(String::as_str), names.len()) {
        near.extend(names.get(like).filter(|thing| !near.contains(thing)));
    }
    near.truncate(3);
    if near.is_empty() {
        let all: BTreeSet<&str> = names.values().copied().collect();
        near.extend(all);
    }
    near.into_iter().map(str::to_owned).collect()
}

/// From 0 to 1; both in lower case.
pub fn likeness(typed: &str, word: &str) -> f64 {
    let like = strsim::normalized_damerau_levenshtein(typed, word);
    // Somebody who types `turk` means the Mechanical one; one letter means nothing.
    if typed.chars().count() >= 3 && word.contains(typed) {
        like.max(0.8)
    } else {
        like
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let known = ["operatedBy", "ownedBy", "workersIn", "worksOn", "pays"];
        assert_eq!(nearest("operatdBy", known, 1), ["operatedBy"]);
        assert_eq!(nearest("OPERATEDBY", known, 1), ["operatedBy"]);
        assert_eq!(nearest("workers", known, 1), ["workersIn"]);
        assert!(nearest("zebra", known, 3).is_empty());
        assert!(nearest("", known, 3).is_empty());
    }
}
