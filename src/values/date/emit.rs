//! Rows of items into dates: what is said once at the end ("du 4 au 8 juillet 2016") or at the start
//! ("July 4–8, 2016") completed in all of them.

use super::grammar::{Item, Joint, Reader};
use super::{DateMention, Found, PartialDate};
use crate::model::Span;

/// Appends the dates of a settled row: one for a period or for days of one month, else each.
pub(super) fn emit(items: &[(Joint, Item, usize)], reader: &Reader, found: &mut Vec<DateMention>) {
    let mut dates: Vec<Option<Found>> = vec![None; items.len()];
    // Month and year of what stands to the right, or to the left where the month comes first.
    let mut month = None;
    let mut right: Option<Item> = None;
    let year = items.iter().rev().find_map(|(_, item, _)| item.year);
    for at in (0..items.len()).rev() {
        let item = items[at].1;
        let own_or_left = item.month.or_else(|| {
            items[..at]
                .iter()
                .rev()
                .find_map(|(_, left, _)| left.month.filter(|_| item.month_first))
        });
        month = own_or_left.or(month);
        let complete = item.year.or_else(|| {
            let right = right?;
            // "28 December to 3 January 2017" starts in 2016.
            let earlier = |item: &Item| (item.month.map(|m| m.month), item.day);
            let over_new_year =
                item.month.is_some() && right.month.is_some() && earlier(&item) > earlier(&right);
            Some(year? - i16::from(over_new_year))
        });
        dates[at] = item.digits.or_else(|| {
            let month = month?;
            reader.trusted(month, complete.is_some()).then_some(())?;
            match (item.day, complete) {
                (None, Some(year)) => PartialDate::month(year, month.month).map(Found::Full),
                (Some(day), Some(year)) => {
                    PartialDate::day(year, month.month, day).map(Found::Full)
                }
                (Some(day), None) => {
                    PartialDate::day(2016, month.month, day).map(|_| Found::WithoutYear {
                        month: month.month,
                        day,
                    })
                }
                (None, None) => None,
            }
        });
        right = Some(item);
    }
    let [(_, first, _), .., (joint, last, _)] = items else {
        if let (&[Some(date)], [(_, item, _)]) = (dates.as_slice(), items) {
            found.push(mention(*item, date, None));
        }
        return;
    };
    let months = items
        .iter()
        .filter(|(_, item, _)| item.month.is_some())
        .count();
    let one_period = *joint == Joint::To || months == 1;
    match (dates.first(), dates.last()) {
        (Some(Some(date)), Some(Some(end))) if one_period => {
            let whole = Item {
                end: last.end,
                ..*first
            };
            found.push(mention(whole, *date, Some(*end)));
        }
        _ => {
            for ((_, item, _), date) in items.iter().zip(&dates) {
                if let Some(date) = date {
                    found.push(mention(*item, *date, None));
                }
            }
        }
    }
}

fn mention(item: Item, date: Found, last: Option<Found>) -> DateMention {
    DateMention {
        span: Span::new(item.start, item.end),
        date,
        last,
    }
}
