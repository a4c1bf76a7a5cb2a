//! Dates in running text: "lundi 21 novembre 2016", "dal 16 al 22 giugno 2017", "July 4–8, 2016".
//!
//! Every date holds a digit, so only the surroundings of digits are looked at: they are cut into
//! `tokens` by the words of a [`Calendar`], and `grammar` reads dates out of those. Both go over the
//! text once, from left to right.

mod calendar;
mod digits;
mod emit;
mod grammar;
mod tokens;

pub use calendar::{Calendar, CalendarError};

use crate::model::{Lang, PartialDate, Span};

/// A date, or a period, that a text names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateMention {
    /// Where it stands: bytes, from the weekday or the first number to the end of the last part.
    /// Articles and prepositions before it ("le", "du", "on") are not in it.
    pub span: Span,
    /// The date, or the first day (or month) of a period.
    pub date: Found,
    /// The last day (or month) of a period ("4–8 July 2016") or of a row of days ("4 et 5 mai");
    /// `None` for a single date.
    pub last: Option<Found>,
}

/// A date as far as the text itself gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A day or a month with its year. (A year alone is no date for this module.)
    Full(PartialDate),
    /// "14 novembre", "16/11": the year must come from elsewhere.
    WithoutYear {
        /// 1 to 12.
        month: u8,
        /// 1 to 31; the month has such a day in some year.
        day: u8,
    },
}

impl Found {
    /// The date itself where its year is given.
    pub fn full(self) -> Option<PartialDate> {
        match self {
            Found::Full(date) => Some(date),
            Found::WithoutYear { .. } => None,
        }
    }

    /// The date, in `year` if it has none of its own. `None` for 29 February of a common year.
    pub fn in_year(self, year: i16) -> Option<PartialDate> {
        match self {
            Found::Full(date) => Some(date),
            Found::WithoutYear { month, day } => PartialDate::day(year, month, day),
        }
    }

    /// The date, if need be in the year that brings it closest to `published`: "14 novembre" in a
    /// post of 2 January 2017 is 14 November 2016. Where only the year of `published` is known,
    /// that year is taken.
    pub fn near(self, published: PartialDate) -> Option<PartialDate> {
        let Found::WithoutYear { month, day } = self else {
            return self.full();
        };
        let Some(about) = published.m() else {
            return self.in_year(published.y());
        };
        let apart = (i32::from(month) * 31 + i32::from(day))
            - (i32::from(about) * 31 + i32::from(published.d().unwrap_or(15)));
        let half_year = 6 * 31;
        let year = match apart {
            _ if apart > half_year => published.y() - 1,
            _ if apart < -half_year => published.y() + 1,
            _ => published.y(),
        };
        self.in_year(year)
    }
}

impl Calendar {
    /// All dates of `text`, in order, not overlapping; empty where it has none.
    ///
    /// `lang` decides which abbreviations are known and how 4/7/2016 is read; full names of months
    /// are known in every language of the calendar where a year stands with them. A word such as
    /// "lundi" or "novembre" alone, a year alone and seasons are no dates.
    pub fn dates(&self, text: &str, lang: Lang) -> Vec<DateMention> {
        let mut found = Vec::new();
        let mut tokens = Vec::new();
        for window in tokens::windows(text) {
            tokens.clear();
            tokens::cut(self, text, window, lang, &mut tokens);
            grammar::read(self, &tokens, lang, &mut found);
        }
        found
    }
}

#[cfg(test)]
mod tests;
