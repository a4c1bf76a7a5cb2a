//! Names in the order in which a reader looks for them.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

/// CLDR's root collation, which serves every language that posts come in; tailored to none of them, so that
/// a table has the same order for all its readers.
static ROOT: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(Default::default(), CollatorOptions::default())
        .unwrap_or_else(|error| unreachable!("the root collation is built in: {error}"))
});

/// Compares two names by the Unicode Collation Algorithm: letters first, then accents, then case; what is
/// equal to all of that, by bytes.
pub fn compare(a: &str, b: &str) -> Ordering {
    ROOT.compare(a, b).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_before_accents_and_accents_before_case() {
        let mut names = [
            "Zeynep",
            "émeraude",
            "Étienne",
            "eBay",
            "Etna",
            "uber",
            "Über",
            "Uber",
            "Łódź",
            "Lyon",
        ];
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            [
                "eBay",
                "émeraude",
                "Étienne",
                "Etna",
                "Łódź",
                "Lyon",
                "uber",
                "Uber",
                "Über",
                "Zeynep"
            ]
        );
    }
}
