//! The year of dates that give none: "Séance du 12 octobre" in a programme of 2023-2024.

use super::{Mention, MentionValue};
use crate::model::PartialDate;
use crate::values::date::Found;

/// How much of a post is read for the year or the academic year that it speaks of.
const OPENING: usize = 600;

/// Gives the dates of a post that tells no date of its own the years that its text gives: of the academic year
/// in its opening, of the full date before them, of the year in its opening, of the first full date behind.
pub fn fill(text: &str, mentions: &mut [Mention]) {
    let season = season(text);
    let full = |m: &Mention| match &m.value {
        Some(MentionValue::Date(date)) => date.date.full().filter(|d| d.m().is_some()),
        _ => None,
    };
    let dates: Vec<(usize, PartialDate)> = mentions
        .iter()
        .filter_map(|m| Some((m.first, full(m)?)))
        .collect();
    for mention in mentions.iter_mut() {
        let first = mention.first;
        let Some(MentionValue::Date(date)) = &mut mention.value else {
            continue;
        };
        let give = |found: Found| -> Option<PartialDate> {
            let Found::WithoutYear { month, .. } = found else {
                return None;
            };
            match season {
                Some((from, Some(to))) => found.in_year(if month >= 8 { from } else { to }),
                _ => {
                    let before = dates.iter().rev().find(|(at, _)| *at < first);
                    let behind = dates.iter().find(|(at, _)| *at > first);
                    match (before, season, behind) {
                        (Some((_, near)), _, _) => found.near(*near),
                        (None, Some((year, _)), _) => found.in_year(year),
                        (None, None, Some((_, near))) => found.near(*near),
                        (None, None, None) => None,
                    }
                }
            }
        };
        if let Some(known) = give(date.date) {
            date.date = Found::Full(known);
        }
        if let Some(known) = date.last.and_then(give) {
            date.last = Some(Found::Full(known));
        }
    }
}

/// The first year of this century in the opening of a text, with the second one of "2023-2024", "2023/24".
fn season(text: &str) -> Option<(i16, Option<i16>)> {
    let bytes = &text.as_bytes()[..text.len().min(OPENING)];
    let digits = |from: usize, count: usize| -> Option<i16> {
        let part = bytes.get(from..from + count)?;
        let free = |at: usize| !bytes.get(at).is_some_and(u8::is_ascii_digit);
        let whole = part.iter().all(u8::is_ascii_digit)
            && (from == 0 || free(from - 1))
            && free(from + count);
        let number = std::str::from_utf8(part).ok()?.parse().ok()?;
        whole.then_some(number)
    };
    let at = (0..bytes.len())
        .find(|&at| digits(at, 4).is_some_and(|year| (2000..2100).contains(&year)))?;
    let year = digits(at, 4)?;
    // an en dash is three bytes long
    let behind = match bytes.get(at + 4)? {
        b'-' | b'/' => at + 5,
        0xE2 => at + 7,
        _ => return Some((year, None)),
    };
    let next = digits(behind, 4)
        .or_else(|| digits(behind, 2).map(|short| year / 100 * 100 + short))
        .filter(|next| *next == year + 1);
    Some((year, next))
}

#[cfg(test)]
mod tests {
    use super::season;

    #[test]
    fn an_academic_year_has_two_years() {
        assert_eq!(season("Programme 2023-2024"), Some((2023, Some(2024))));
        assert_eq!(season("Ciclo 2023/24, Bologna"), Some((2023, Some(2024))));
        assert_eq!(season("Programm 2023–2024"), Some((2023, Some(2024))));
        assert_eq!(season("Tagung 2023, Raum 20243"), Some((2023, None)));
        assert_eq!(season("Room 12, 9:30"), None);
    }
}
