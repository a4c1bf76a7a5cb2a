//! Dates as posts give them: a day, a month or a year.

use std::fmt;
use std::str::FromStr;

/// A date of the Gregorian calendar as precise as the text gives it.
///
/// Ordered by time, the less precise first (`2016` < `2016-11` < `2016-11-19`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PartialDate {
    year: i16,
    /// 1 to 12, or 0 where the text gives none.
    month: u8,
    /// 1 to 31, or 0 where the text gives none.
    day: u8,
}

impl PartialDate {
    /// A year, `None` outside of 1 to 9999.
    pub fn year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self {
            year,
            month: 0,
            day: 0,
        })
    }

    /// A month of a year, `None` where the calendar has no such month.
    pub fn month(year: i16, month: u8) -> Option<Self> {
        let date = Self::year(year)?;
        (1..=12).contains(&month).then_some(Self { month, ..date })
    }

    /// A day, `None` where the calendar has no such day (31 April, 29 February 2017).
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let date = Self::month(year, month)?;
        jiff::civil::Date::new(year, month as i8, day as i8).ok()?;
        Some(Self { day, ..date })
    }

    pub fn y(self) -> i16 {
        self.year
    }

    /// 1 to 12, `None` where only the year is known.
    pub fn m(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// 1 to 31, `None` where only the year or the month is known.
    pub fn d(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The XSD type that holds it: `date`, `gYearMonth` or `gYear`.
    pub fn xsd_type(self) -> &'static str {
        match (self.month, self.day) {
            (0, _) => "gYear",
            (_, 0) => "gYearMonth",
            _ => "date",
        }
    }
}

/// ISO 8601: `2016-11-19`, `2016-11` or `2016`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// Reads what `Display` writes; a time behind the day (`2016-11-19T17:00:00Z`) is passed over.
impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no date: expected YYYY, YYYY-MM or YYYY-MM-DD");
        let day = text.split(['T', ' ']).next().unwrap_or_default();
        let parts: Vec<&str> = day.split('-').collect();
        let number = |at: usize, digits: usize| -> Option<u16> {
            let part = parts.get(at)?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())?
        };
        let year = number(0, 4).ok_or_else(wrong)? as i16;
        match parts.len() {
            1 => Self::year(year),
            2 => number(1, 2).and_then(|m| Self::month(year, m as u8)),
            3 => number(1, 2)
                .zip(number(2, 2))
                .and_then(|(m, d)| Self::day(year, m as u8, d as u8)),
            _ => None,
        }
        .ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_what_it_writes() {
        for text in ["2016", "2016-11", "2016-11-19"] {
            assert_eq!(
                text.parse::<PartialDate>().map(|d| d.to_string()),
                Ok(text.to_owned())
            );
        }
        assert_eq!(
            "2016-11-19T17:00:00+01:00".parse(),
            PartialDate::day(2016, 11, 19).ok_or(String::new())
        );
    }

    #[test]
    fn knows_the_calendar() {
        assert_eq!(PartialDate::day(2017, 2, 29), None);
        assert!(PartialDate::day(2016, 2, 29).is_some());
        for wrong in ["", "16", "2016-13", "2016-4-1", "2016-04-31", "hier"] {
            assert!(wrong.parse::<PartialDate>().is_err(), "{wrong}");
        }
    }
}
