//! Numbers in digits, by the habits of a language.

/// `10 000`, `1,8`, `1.800`, `500,000`.
pub(super) fn digits(written: &str, decimal_comma: bool) -> Option<f64> {
    let plain: String = written
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    let groups = |mark: char| {
        let mut parts = plain.split(mark);
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        // of Indian groups all but the last have two digits: "12,50,000"
        let pairs = mark == ',' && rest.len() > 1 && first.len() <= 2;
        !rest.is_empty()
            && (1..=3).contains(&first.len())
            && first != "0"
            && rest.iter().enumerate().all(|(at, p)| {
                let size = p.len() == 3 || pairs && at + 1 < rest.len() && p.len() == 2;
                size && p.bytes().all(|b| b.is_ascii_digit())
            })
    };
    let (decimal, thousand) = if decimal_comma {
        (',', '.')
    } else {
        ('.', ',')
    };
    let mut text = plain.clone();
    if groups(thousand) || plain.contains(decimal) && plain.contains(thousand) {
        text = text.replace(thousand, "");
    } else if plain.matches(decimal).count() > 1 && groups(decimal) {
        // "1,000,000" in a language that parts thousands otherwise
        text = text.replace(decimal, "");
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

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn each_language_has_its_marks() {
        assert_eq!(digits("1.800", true), Some(1800.0));
        assert_eq!(digits("1.800", false), Some(1.8));
        assert_eq!(digits("10 000", true), Some(10_000.0));
        assert_eq!(digits("2.50", true), Some(2.5));
        assert_eq!(digits("12,50,000", false), Some(1_250_000.0));
        assert_eq!(digits("1.2.3", false), None);
    }
}
