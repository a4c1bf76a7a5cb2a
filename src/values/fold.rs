//! Words without what does not matter when they are compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, without accents, compatible forms made one (`Á` and `a`, `º` and `o`).
pub(crate) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// As [`folded`], into a string that is used again.
pub(crate) fn fold_into(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
    } else {
        into.extend(
            word.nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase),
        );
    }
}
