//! Folding: the form in which words are compared. Lower case, no accents, one kind of apostrophe.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends the folded form of `text` to `out`: Unicode lower case of its compatibility decomposition
/// without combining marks (`ê` → `e`, `ß` → `ss`, `œ` → `oe`, `’` → `'`).
///
/// A text that is `è` or `é` alone stays `è`: "è" and "é" are Italian and Portuguese for "is", "e" for "and".
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let from = out.len();
        out.push_str(text);
        out[from..].make_ascii_lowercase();
        return;
    }
    if matches!(text, "è" | "é" | "È" | "É") {
        out.push('è');
        return;
    }
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        match c {
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => out.push('e'),
            'à' | 'â' | 'á' | 'ã' | 'ä' | 'À' | 'Â' => out.push('a'),
            'î' | 'ï' | 'í' | 'ì' => out.push('i'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'Ø' => out.push('o'),
            'û' | 'ü' | 'ú' | 'ù' => out.push('u'),
            'ç' | 'Ç' => out.push('c'),
            'ñ' => out.push('n'),
            '’' | '‘' | 'ʼ' | '′' => out.push('\''),
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            c => out.extend(
                std::iter::once(c)
                    .nfkd()
                    .filter(|&c| !is_combining_mark(c))
                    .flat_map(char::to_lowercase),
            ),
        }
    }
}

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// What makes two spellings of a name the same: folded words without punctuation, parted by one space.
pub fn key(name: &str) -> String {
    // of ASCII nothing changes but its case: one string is enough
    if name.is_ascii() {
        let mut key = joined(name);
        key.make_ascii_lowercase();
        return key;
    }
    joined(&fold(name))
}

/// The words without what stands between them, parted by one space.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(word);
        }
    }
    joined
}

/// The part of an IRI that a name makes: its [`key`] with hyphens, other scripts percent-free as they are.
/// At most `max` characters, cut at a hyphen where there is one. Empty where the name has no letter or digit.
pub fn slug(name: &str, max: usize) -> String {
    let key = key(name).replace(' ', "-");
    if key.chars().count() <= max {
        return key;
    }
    let cut: String = key.chars().take(max).collect();
    match cut.rfind('-') {
        Some(at) if at > max / 2 => cut[..at].to_owned(),
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_accents_and_apostrophes() {
        assert_eq!(fold("L’ÉTÉ à Łódź, cœur ß"), "l'ete a lodz, coeur ss");
        assert_eq!(
            (fold("È"), fold("é"), fold("E")),
            ("è".into(), "è".into(), "e".into())
        );
        assert_eq!(key("Re-CAPTCHA (v2)"), "re captcha v2");
        assert_eq!(key("« Re-CAPTCHA » (v2)"), "re captcha v2");
        assert_eq!(
            slug("Qu’est-ce que le Digital Labor ?", 80),
            "qu-est-ce-que-le-digital-labor"
        );
        assert_eq!(slug("abc-def-ghi", 8), "abc-def");
        assert_eq!(slug("?!", 8), "");
    }
}
