//! A page dump: the text of a page with many posts, without mark-up, as a blog's tag page gives it
//! when it is copied.
//!
//! A post starts at its heading, which is known by its form: brackets with medium and date at its
//! end, a line of publication below it, or a line that closes the post above ("(more…)",
//! "Source: …", notes). Posts without headings are parted where an excerpt breaks off or a by-line
//! stands. Text is never lost: what cannot be cut stays with the post before it.

use super::dateline::Judge;
use super::draft::{Draft, Words};
use super::identity::normalised;
use super::lines::{Line, is_prose, is_separator, is_title_like, length, lines, note};
use super::plain::compose;
use crate::model::{PartialDate, Span};

/// The longest heading that has no date.
const LONGEST: usize = 140;
/// The longest name of a page.
const PAGE_NAME: usize = 40;

/// Where a post starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Cut {
    /// The number of the line.
    line: usize,
    sign: Sign,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sign {
    /// A heading that is one whatever the file is.
    Heading,
    /// A heading if the file is a dump.
    Likely,
    /// A line above one that is only a date: a heading if there are several and the newest comes
    /// first, as in a blog. (In a programme it comes last.)
    Dated(PartialDate),
    /// A post without a heading, after the end of an excerpt.
    BrokenOff,
    /// A post without a heading, above a by-line.
    ByLine,
}

/// A text as a dump: its lines, and where its posts start.
pub(super) struct Dump {
    lines: Vec<Line>,
    cuts: Vec<Cut>,
}

impl Dump {
    pub fn of(text: &str, words: &Words) -> Dump {
        let lines = lines(text, Span::new(0, text.len()));
        let judge = words.judge(words.languages.of_post(None, text));
        let cuts = cuts(text, &lines, &judge);
        Dump { lines, cuts }
    }

    /// Whether the text is a dump: two headings that cannot be anything else, or an excerpt that
    /// breaks off and a by-line in the middle of it.
    pub fn is_one(&self) -> bool {
        let count = |sign: Sign| self.cuts.iter().filter(|cut| cut.sign == sign).count();
        count(Sign::Heading) >= 2
            || count(Sign::Heading) + count(Sign::BrokenOff) + count(Sign::ByLine) >= 2
                && count(Sign::ByLine) > 0
    }
}

/// The posts of a dump, in order.
pub(super) fn read(text: &str, dump: &Dump) -> Vec<Draft> {
    let Dump { lines: found, cuts } = dump;
    let mut starts: Vec<(usize, bool)> = cuts
        .iter()
        .map(|cut| (cut.line, matches!(cut.sign, Sign::Heading | Sign::Likely)))
        .collect();
    let first_heading = starts
        .iter()
        .find(|(_, heading)| *heading)
        .map(|(at, _)| *at);
    let mut end_of_head = None;
    if let Some(page) = first_heading.and_then(|at| at.checked_sub(1))
        && is_page_name(found[page].span.of(text), page == 0)
    {
        end_of_head = Some(page);
    }
    let begins = end_of_head.map_or(0, |page| if page == 0 { 1 } else { 0 });
    if starts.first().is_none_or(|(at, _)| *at > begins) && !found.is_empty() {
        starts.insert(0, (begins, false));
    }
    let mut drafts = Vec::new();
    let (mut at, mut chars) = (0, 0);
    for (n, &(line, heading)) in starts.iter().enumerate() {
        let start = found[line].span.start as usize;
        let next = starts.get(n + 1).map(|(line, _)| *line);
        // The name of the page stands between two posts and belongs to none.
        let end = match next {
            Some(next) if end_of_head.is_some_and(|page| page + 1 == next && page > line) => {
                found[next - 1].span.start as usize
            }
            Some(next) => found[next].span.start as usize,
            None => text.len(),
        };
        chars += text[at..start].chars().count();
        at = start;
        let title = heading.then_some(found[line].span);
        let piece = Span::new(0, end - start);
        let title = title.map(|span| Span::new(0, span.len()));
        drafts.push(compose(&text[start..end], piece, title, chars));
    }
    drafts
}

/// Where posts start, in order.
fn cuts(text: &str, lines: &[Line], judge: &Judge<'_>) -> Vec<Cut> {
    let blank_lines = lines.iter().filter(|line| line.apart_before).count() * 2 > lines.len();
    let of = |at: usize| lines.get(at).map(|line| line.span.of(text));
    let mut cuts: Vec<Cut> = Vec::new();
    let mut title = String::new();
    for (at, line) in lines.iter().enumerate() {
        let here = line.span.of(text);
        let above = at.checked_sub(1).and_then(of);
        let below_heading = cuts.last().is_some_and(|cut| {
            cut.line + 1 == at && matches!(cut.sign, Sign::Heading | Sign::Likely)
        });
        let alone = !blank_lines || line.apart_before && line.apart_after;
        let sign = if !is_title_like(here) {
            None
        } else if judge.brackets(here).is_some() {
            Some(Sign::Heading)
        } else if below_heading
            || !alone
            || length(here) > LONGEST
            || judge.bare_date(here).is_some()
        {
            None
        } else {
            let first = at == 0 || at == 1 && above.is_some_and(|above| is_page_name(above, true));
            let sign =
                of(at + 1).and_then(|below| undated(here, above, below, first, blank_lines, judge));
            sign.or_else(|| {
                let date = judge.bare_date(of(at + 1)?)?;
                of(at + 2).filter(|line| is_prose(line))?;
                Some(Sign::Dated(date))
            })
        };
        let sign = sign.or_else(|| headless(above, here, of(at + 1), at, &of, judge));
        let Some(sign) = sign else {
            continue;
        };
        if matches!(sign, Sign::Heading | Sign::Likely) {
            // A title that stands there again is no new post.
            let folded = normalised(here);
            if folded == title {
                continue;
            }
            title = folded;
        }
        cuts.push(Cut { line: at, sign });
    }
    let dates: Vec<PartialDate> = cuts
        .iter()
        .filter_map(|cut| match cut.sign {
            Sign::Dated(date) => Some(date),
            _ => None,
        })
        .collect();
    let blog = dates.len() > 1 && dates.is_sorted_by(|above, below| above >= below);
    cuts.retain(|cut| blog || !matches!(cut.sign, Sign::Dated(_)));
    for cut in &mut cuts {
        if matches!(cut.sign, Sign::Dated(_)) {
            cut.sign = Sign::Heading;
        }
    }
    cuts
}

/// What a line without a date is, between the lines `above` and `below`. `first`: it is the first
/// line of the file, or the first below the page's name.
fn undated(
    here: &str,
    above: Option<&str>,
    below: &str,
    first: bool,
    blank_lines: bool,
    judge: &Judge<'_>,
) -> Option<Sign> {
    let cues = judge.cues;
    if cues.says_published(here) || cues.is_source(here) {
        return None;
    }
    let whole_brackets = below.starts_with('(') && below.ends_with(')');
    if judge.publication(below).is_some() && !whole_brackets {
        return Some(Sign::Heading);
    }
    if !blank_lines {
        return None;
    }
    let closed = above.is_some_and(|above| {
        cues.is_source(above)
            || is_separator(above)
            || note(above).is_some()
            || judge.publication(above).is_some()
    });
    if above.is_some_and(|above| cues.is_more(above)) {
        return Some(Sign::Heading);
    }
    let dated = judge.subtitle_date(below).is_some() && below.ends_with(").");
    (closed && (dated || is_prose(below)) || first && is_prose(below)).then_some(Sign::Likely)
}

/// Whether a post without a heading starts at line `at`.
fn headless<'t>(
    above: Option<&'t str>,
    here: &'t str,
    below: Option<&'t str>,
    at: usize,
    of: &impl Fn(usize) -> Option<&'t str>,
    judge: &Judge<'_>,
) -> Option<Sign> {
    let above = above?;
    if judge.cues.is_more(above) {
        return Some(Sign::BrokenOff);
    }
    let breaks_off = ["(…)", "(...)", "[…]", "[...]"]
        .iter()
        .any(|mark| above.ends_with(mark));
    if breaks_off && is_prose(above) && is_prose(here) {
        return Some(Sign::BrokenOff);
    }
    let lead = is_prose(above) && is_prose(here) && at > 0 && of(at + 2).is_some_and(is_prose);
    (lead && below.is_some_and(|below| is_by_line(below, judge))).then_some(Sign::ByLine)
}

/// "par Anne Martin": a word and two to four names, nothing else.
fn is_by_line(line: &str, judge: &Judge<'_>) -> bool {
    let mut words = line.split_whitespace();
    let by = words.next().is_some_and(|word| judge.cues.is_by(word));
    let names: Vec<&str> = words.collect();
    let named = names
        .iter()
        .all(|name| name.chars().next().is_some_and(char::is_uppercase));
    by && named && (2..=4).contains(&names.len())
}

/// A few words without a sentence's form. In the middle of a file they must not look like a title.
fn is_page_name(line: &str, at_start: bool) -> bool {
    let plain = line
        .chars()
        .all(|c| c.is_alphanumeric() || " -'’&#:".contains(c));
    let words = line.split_whitespace().count();
    plain
        && length(line) <= PAGE_NAME
        && words <= 5
        && (at_start || words >= 2 && line.chars().next().is_some_and(char::is_lowercase))
}
