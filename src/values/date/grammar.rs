//! Dates out of tokens: single ones, periods ("du 4 au 8 juillet 2016") and rows of days
//! ("4, 5 e 6 luglio 2016"), what is said once at the end completed at the start.

use super::calendar::Calendar;
use super::emit::emit;
use super::tokens::{Kind, Month, Token};
use super::{DateMention, Found};
use crate::model::Lang;

/// One part of a date, or all of it, as it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub day: Option<u8>,
    pub month: Option<Month>,
    pub year: Option<i16>,
    pub digits: Option<Found>,
    /// "July 4": a further day may follow.
    pub month_first: bool,
    pub start: usize,
    pub end: usize,
}

/// What joins an item to the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    To,
    And,
    Comma,
}

/// More items than this in one row are no days of an event.
const LONGEST_ROW: usize = 8;

/// Appends all dates of the tokens of one window.
pub(super) fn read(
    calendar: &Calendar,
    tokens: &[Token],
    lang: Lang,
    found: &mut Vec<DateMention>,
) {
    let reader = Reader {
        calendar,
        tokens,
        lang,
    };
    let mut at = 0;
    while at < tokens.len() {
        match reader.row(at, found) {
            Some(next) => at = next,
            None => at += 1,
        }
    }
}

pub(super) struct Reader<'a> {
    calendar: &'a Calendar,
    tokens: &'a [Token],
    lang: Lang,
}

impl Reader<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Reads the row of items that starts at token `at`: appends its dates and gives the token
    /// after it; `None` where no date starts.
    fn row(&self, at: usize, found: &mut Vec<DateMention>) -> Option<usize> {
        let (first, mut next) = self.item(at, None)?;
        let mut items = vec![(Joint::Comma, first, next)];
        while let Some(&(joint, left, _)) = items.last() {
            if items.len() > 1 && joint == Joint::To || items.len() == LONGEST_ROW {
                break;
            }
            let Some((joint, after)) = self.joint(next) else {
                break;
            };
            let complete = left.year.is_some() || left.digits.is_some();
            if joint == Joint::Comma && left.month.is_some() && !left.month_first
                || joint != Joint::To && complete
            {
                break;
            }
            let Some((item, end)) = self.item(after, Some(&left)) else {
                break;
            };
            if complete && item.year.is_none() && item.digits.is_none() {
                break;
            }
            items.push((joint, item, end));
            next = end;
        }
        self.settle(&mut items);
        let next = items.last()?.2;
        let before = found.len();
        emit(&items, self, found);
        (found.len() > before).then_some(next)
    }

    /// Takes off what cannot belong to the row: a number at the end, the start of a mere
    /// enumeration, a month alone beside a day.
    fn settle(&self, items: &mut Vec<(Joint, Item, usize)>) {
        while let Some((_, last, _)) = items.last() {
            let left = items.len().checked_sub(2).map(|at| items[at].1);
            let hangs_on = left.is_some_and(|left| left.month_first) && last.day.is_some();
            let whole = last.digits.is_some()
                || last.month.is_some() && (last.day.is_some() || last.year.is_some())
                || hangs_on;
            if whole {
                break;
            }
            items.pop();
        }
        let row_ends = items
            .last()
            .is_some_and(|(joint, ..)| *joint != Joint::Comma);
        if !row_ends && items.len() > 1 {
            let keep = items.len() - 1;
            if items[0].1.month_first {
                items.truncate(1);
            } else {
                items.drain(..keep);
            }
        }
        for at in (1..items.len()).rev() {
            let (left, right) = (items[at - 1].1, items[at].1);
            let both_digits = left.digits.is_some() == right.digits.is_some();
            if left.day.is_some() != right.day.is_some() || !both_digits {
                items.drain(..at);
                break;
            }
        }
    }

    /// The joint at token `at`, articles after it included.
    fn joint(&self, at: usize) -> Option<(Joint, usize)> {
        let (joint, mut next) = match self.kind(at)? {
            Kind::Joint { to: true, .. } => (Joint::To, at + 1),
            Kind::Joint { and: true, .. } => (Joint::And, at + 1),
            Kind::Comma => match self.kind(at + 1) {
                // "4, 5, and 6 July"
                Some(Kind::Joint { and: true, .. }) => (Joint::And, at + 2),
                _ => (Joint::Comma, at + 1),
            },
            _ => return None,
        };
        while matches!(
            self.kind(next),
            Some(Kind::Joint { article: true, .. } | Kind::Joint { to: true, .. })
        ) {
            next += 1;
        }
        Some((joint, next))
    }

    /// The item at token `at`, and the token after it.
    fn item(&self, at: usize, left: Option<&Item>) -> Option<(Item, usize)> {
        let mut here = at;
        if matches!(self.kind(here)?, Kind::Weekday) {
            here += 1;
            while matches!(
                self.kind(here),
                Some(Kind::Comma | Kind::Joint { article: true, .. })
            ) {
                here += 1;
            }
        }
        let mut item = Item {
            day: None,
            month: None,
            year: None,
            digits: None,
            month_first: false,
            start: self.tokens[at].start,
            end: 0,
        };
        let mut next = here + 1;
        match self.kind(here)? {
            Kind::Digits(found) => item.digits = Some(found),
            Kind::Day { day, dotted } => {
                item.day = Some(day);
                let of = self.skip_of(next);
                if let Some(Kind::Month(month)) = self.kind(of)
                    && (!dotted || self.dotted(month))
                {
                    item.month = Some(month);
                    next = of + 1;
                    let comma = self.month_first(month);
                    (item.year, next) = self.year(next, comma);
                } else if left.is_some_and(|left| left.month_first) {
                    (item.year, next) = self.year(next, true);
                    item.month_first = true;
                } else if dotted && !self.own(|habits| habits.dotted) {
                    return None;
                }
            }
            Kind::Month(month) => {
                item.month = Some(month);
                let day = match self.kind(next)? {
                    Kind::Joint { article: true, .. } => next + 1,
                    _ => next,
                };
                match self.kind(day) {
                    Some(Kind::Day { day: number, .. }) if self.month_first(month) => {
                        item.day = Some(number);
                        item.month_first = true;
                        (item.year, next) = self.year(day + 1, true);
                    }
                    _ => (item.year, next) = self.year(next, false),
                }
            }
            _ => return None,
        }
        item.end = self.tokens[next - 1].end;
        Some((item, next))
    }

    fn skip_of(&self, at: usize) -> usize {
        at + usize::from(matches!(self.kind(at), Some(Kind::Joint { of: true, .. })))
    }

    /// The year at token `at`, "de" or a comma before it passed over.
    fn year(&self, at: usize, comma: bool) -> (Option<i16>, usize) {
        let mut here = self.skip_of(at);
        if here == at && comma && matches!(self.kind(at), Some(Kind::Comma)) {
            here += 1;
        }
        match self.kind(here) {
            Some(Kind::Year(year)) => (Some(year), here + 1),
            _ => (None, at),
        }
    }

    fn own(&self, habit: impl Fn(&super::calendar::Habits) -> bool) -> bool {
        let own = self.calendar.index(self.lang);
        own.is_some_and(|own| habit(&self.calendar.habits[own]))
    }

    /// Whether the month is a word of a language with that habit: of this text's, or of no other.
    fn habit(&self, month: Month, habit: impl Fn(&super::calendar::Habits) -> bool) -> bool {
        if month.own {
            return self.own(habit);
        }
        let mut named = self
            .calendar
            .habits
            .iter()
            .enumerate()
            .filter(|(at, _)| month.full.has(*at))
            .peekable();
        named.peek().is_some() && named.any(|(_, habits)| habit(habits))
    }

    fn month_first(&self, month: Month) -> bool {
        self.habit(month, |habits| habits.month_first)
    }

    fn dotted(&self, month: Month) -> bool {
        self.habit(month, |habits| habits.dotted)
    }

    /// Whether the month may be read as such: see [`Calendar::dates`].
    pub fn trusted(&self, month: Month, year: bool) -> bool {
        if month.short {
            return month.own && (year || month.marked);
        }
        year || month.own && (month.capital || !self.own(|habits| habits.capital))
    }
}
