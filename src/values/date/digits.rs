//! Dates written in digits only.

use super::{Found, PartialDate};

/// A date in digits only that starts at `start`, and its end: `2016-11-19`, `2016/11/19`,
/// `16/11/2016`, `16.11.2016`, `16/11`.
pub(super) fn in_digits(
    text: &str,
    start: usize,
    day_first: bool,
    digits: impl Fn(usize) -> usize,
) -> Option<(Found, usize)> {
    let bytes = text.as_bytes();
    let part = |from: usize| -> Option<(i16, usize, usize)> {
        let length = digits(from);
        let value = text.get(from..from + length)?.parse().ok()?;
        Some((value, length, from + length))
    };
    let closed = |end: usize| {
        // What goes on like a word, a number or a path was none; a time may follow an ISO date.
        match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'/'), _) => false,
            (Some(b'-' | b'.' | b','), Some(after)) => !after.is_ascii_alphanumeric(),
            (Some(b), _) => *b == b'T' || !b.is_ascii_alphabetic(),
            (None, _) => true,
        }
    };
    let (one, one_length, one_end) = part(start)?;
    let mark = *bytes
        .get(one_end)
        .filter(|b| matches!(b, b'/' | b'-' | b'.'))?;
    let (two, two_length, two_end) = part(one_end + 1)?;
    if two_length > 2 || two_length == 0 {
        return None;
    }
    if bytes.get(two_end) == Some(&mark)
        && let Some((three, three_length, three_end)) = part(two_end + 1)
    {
        let date = match (one_length, three_length) {
            (4, 2) if two_length == 2 && mark != b'.' => {
                PartialDate::day(one, two as u8, three as u8)
            }
            (1 | 2, 4) => ordered(one, two, day_first || mark == b'.')
                .and_then(|(day, month)| PartialDate::day(three, month, day)),
            _ => None,
        }?;
        let digits_follow = bytes.get(three_end).is_some_and(u8::is_ascii_digit);
        return (!digits_follow && closed(three_end)).then_some((Found::Full(date), three_end));
    }
    // Without a year it needs two digits each ("2/3 of them", "24/7"), and 10/10 is a mark.
    if mark == b'/' && one_length == 2 && two_length == 2 && one != two && closed(two_end) {
        let (day, month) = ordered(one, two, day_first)?;
        // 2016 has all days of all years.
        PartialDate::day(2016, month, day)?;
        return Some((Found::WithoutYear { month, day }, two_end));
    }
    None
}

/// Day and month; where the language puts the month first, only if there is one way to read them.
fn ordered(one: i16, two: i16, day_first: bool) -> Option<(u8, u8)> {
    let (one, two) = (u8::try_from(one).ok()?, u8::try_from(two).ok()?);
    match (one > 12, two > 12) {
        (true, true) => None,
        (true, false) => Some((one, two)),
        (false, true) => (!day_first).then_some((two, one)),
        (false, false) => (day_first || one == two).then_some((one, two)),
    }
}
