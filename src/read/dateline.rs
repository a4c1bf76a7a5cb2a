//! What the heading and the first and last lines of a text say of it: when and where it came out.

use super::cues::Cues;
use super::lines::{is_title_like, length, lines};
use crate::model::{Lang, PartialDate, Span};
use crate::values::date::{Calendar, DateMention, Found};

/// The words and dates by which lines are judged.
pub(super) struct Judge<'a> {
    pub calendar: &'a Calendar,
    pub cues: &'a Cues,
    pub lang: Lang,
}

/// The brackets with a date at the end of a heading: "(Medium, 23 nov. 2016)".
#[derive(Clone, Copy, Debug)]
pub(super) struct Brackets<'t> {
    /// What stands before the brackets.
    pub before: &'t str,
    /// What stands in them before the date, without the comma.
    pub inside: &'t str,
    /// What stands in them behind the date.
    pub after: &'t str,
    pub date: Found,
    pub last: Option<Found>,
}

/// When and where a text came out, as far as a line says it.
#[derive(Clone, Default, PartialEq, Debug)]
pub(super) struct Imprint {
    pub date: Option<PartialDate>,
    pub medium: Option<String>,
}

/// How many characters of a line a dateline has at most.
const DATELINE: usize = 120;

/// In this order, headings being in other languages than their text at times.
const TAGS: [&str; 6] = ["en", "fr", "it", "de", "es", "pt"];

impl Judge<'_> {
    /// The dates of a line, by the words of the text's language, else by those of another.
    pub fn dates(&self, line: &str) -> Vec<DateMention> {
        if !line.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        let others = TAGS.into_iter().filter_map(Lang::from_tag);
        std::iter::once(self.lang)
            .chain(others.filter(|lang| *lang != self.lang))
            .map(|lang| self.calendar.dates(line, lang))
            .find(|dates| dates.iter().any(|date| date.date.full().is_some()))
            .unwrap_or_default()
    }

    /// The brackets with a date at the end of the line, which must be a heading by its form.
    pub fn brackets<'t>(&self, line: &'t str) -> Option<Brackets<'t>> {
        let inner = line.strip_suffix(')')?;
        let open = inner.rfind('(')?;
        let (before, inner) = (inner[..open].trim_end(), &inner[open + 1..]);
        if before.is_empty() || length(inner) > 80 || !is_title_like(line) {
            return None;
        }
        let dates = self.dates(inner);
        let date = dates.iter().find(|date| date.date.full().is_some())?;
        Some(Brackets {
            before,
            inside: inner[..date.span.start as usize].trim_end_matches([',', ' ', ';', ':']),
            after: &inner[date.span.end as usize..],
            date: date.date,
            last: date.last,
        })
    }

    /// What a heading says: nothing of the date if it announces an event, gives an hour or a period.
    pub fn heading(&self, line: &str) -> Imprint {
        let Some(brackets) = self.brackets(line) else {
            return Imprint::default();
        };
        let hour = brackets.after.bytes().any(|b| b.is_ascii_digit());
        if self.cues.announces(line) || hour || brackets.last.is_some() {
            return Imprint::default();
        }
        Imprint {
            date: brackets.date.full(),
            medium: self.medium(&brackets),
        }
    }

    fn medium(&self, brackets: &Brackets<'_>) -> Option<String> {
        let named = self.after_in(brackets.before);
        let inside = brackets.inside.trim();
        let counted = inside.is_empty() || inside.bytes().any(|b| b.is_ascii_digit());
        let name = if counted {
            // "Dans L'Écho (3 mai 2017)", "Entretien dans L'Écho (n° 12, 3 mai 2017)".
            named?
        } else if brackets.before.split_whitespace().count() == 1 && named.is_none() {
            // "L'Écho (Italie, 3 mai 2017)".
            brackets.before
        } else {
            // "(L'Écho, 3 mai 2017)", "(grand entretien dans L'Écho, 3 mai 2017)".
            self.after_in(inside).unwrap_or(inside)
        };
        is_name(name).then(|| name.to_owned())
    }

    /// What stands behind the last "dans" or "su" and an article, where it looks like a name.
    fn after_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        words(text)
            .filter(|(word, _)| self.cues.is_in(word))
            .map(|(_, end)| self.without_article(text[end..].trim()))
            .filter(|name| is_name(name))
            .last()
    }

    fn without_article<'t>(&self, name: &'t str) -> &'t str {
        match words(name).next() {
            // "Le Monde" keeps its article, "le Monde" does not.
            Some((word, end))
                if self.cues.is_article(word)
                    && word.chars().next().is_some_and(char::is_lowercase) =>
            {
                name[end..].trim_start_matches(['\'', '’', ' '])
            }
            _ => name,
        }
    }

    /// What a line such as "Ce billet a été publié dans L'Écho le 3 mai 2017" says; `None` where the
    /// line is none of those.
    pub fn publication(&self, line: &str) -> Option<Imprint> {
        if length(line) > 220 || !self.cues.says_published(line) {
            return None;
        }
        let cue_end = self.published_end(line)?;
        let sentence = &line[cue_end..];
        let dates = self.dates(sentence);
        let date = dates.first().filter(|date| date.date.full().is_some())?;
        let before = sentence[..date.span.start as usize].trim();
        if length(before) > 80 || before.contains(". ") {
            return None;
        }
        let name = words(before)
            .find(|(word, _)| self.cues.is_in(word))
            .map(|(_, end)| self.without_article(before[end..].trim()))
            .map(|name| self.without_last_article(name));
        Some(Imprint {
            date: date.date.full(),
            medium: name.filter(|name| is_name(name)).map(str::to_owned),
        })
    }

    /// The end of the word that says "published".
    fn published_end(&self, line: &str) -> Option<usize> {
        let ends: Vec<(usize, usize)> = words(line)
            .map(|(word, end)| (end - word.len(), end))
            .collect();
        (0..ends.len()).find_map(|at| {
            (at..ends.len().min(at + 3))
                .rev()
                .map(|last| (ends[at].0, ends[last].1))
                .find(|(start, end)| self.cues.is_published(&line[*start..*end]))
                .map(|(_, end)| end)
        })
    }

    fn without_last_article<'t>(&self, name: &'t str) -> &'t str {
        let name = name.trim_end_matches([',', ' ', ':', '(']);
        match name.rsplit_once(' ') {
            Some((rest, word)) if self.cues.is_article(word) => rest.trim_end_matches([',', ' ']),
            _ if self.cues.is_article(name) => "",
            _ => name,
        }
    }

    /// The date of a line that is nothing but a date: "Lundi 3 mai 2017", "3 mai 2017 par Lou Perrin".
    pub fn bare_date(&self, line: &str) -> Option<PartialDate> {
        if length(line) > 80 {
            return None;
        }
        let dates = self.dates(line);
        let [date] = dates.as_slice() else {
            return None;
        };
        let Span { start, end } = date.span;
        let after = line[end as usize..].trim();
        let signed = after.starts_with(['|', '·', '—', '–', '/', '•'])
            || words(after)
                .next()
                .is_some_and(|(word, _)| self.cues.is_by(word));
        let before = line[..start as usize].trim().len();
        let day = date.date.full().filter(|date| date.d().is_some());
        (before <= 3 && (after.len() <= 1 || signed) && date.last.is_none()).then_some(day)?
    }

    /// The date of a dateline, behind the place, the agency or the medium: "Lille, le 9 mai 2023", "By Lou Perrin |
    /// L'Écho, 3 May 2017"; also where the text goes on behind a dash: "HAMBURG (dpa), 17. Juli 2025 – Die …".
    /// `None` for periods and where an hour follows, as of an event.
    pub fn dateline(&self, line: &str) -> Option<PartialDate> {
        let line = line
            .strip_prefix('(')
            .and_then(|inner| inner.strip_suffix(')'))
            .unwrap_or(line);
        let head = line
            .char_indices()
            .nth(DATELINE)
            .map_or(line.len(), |(at, _)| at);
        let dates = self.dates(&line[..head]);
        let date = dates.first().filter(|date| date.last.is_none())?;
        let Span { start, end } = date.span;
        const PARTS: [char; 6] = [',', '|', '–', '—', '-', '·'];
        let before = line[..start as usize].trim_end();
        // "Lille, le 9 mai"
        let before = match before.rsplit_once(' ') {
            Some((rest, word)) if self.cues.is_article(word) => rest.trim_end(),
            _ => before,
        };
        let parted = before.ends_with(PARTS) || before.ends_with(')');
        let before = before.trim_end_matches(PARTS).trim();
        let named = before.chars().next().is_some_and(char::is_alphabetic);
        if !parted || !named || before.contains(". ") || before.split_whitespace().count() > 9 {
            return None;
        }
        let after = line[end as usize..].trim();
        // "22 oct. 2019 (Agence Tsilo) – La police"
        let after = match after
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
        {
            Some((agency, rest)) if length(agency) <= 40 => rest.trim_start(),
            _ => after,
        };
        let ends = matches!(after, "" | ".");
        let goes_on = after
            .trim_start_matches('.')
            .trim_start()
            .starts_with(['–', '—', '-'])
            && before.split_whitespace().count() <= 5;
        (ends || goes_on)
            .then(|| date.date.full().filter(|date| date.d().is_some()))
            .flatten()
    }

    /// The date at the end of a short line below the title: "Leçon, Bercy (13 septembre 2016)."
    pub fn subtitle_date(&self, line: &str) -> Option<PartialDate> {
        let line = line.strip_suffix('.').unwrap_or(line);
        if length(line) > 150 {
            return None;
        }
        self.heading(line).date.filter(|date| date.d().is_some())
    }

    /// When and where the text came out: by its heading, a line of publication near its start or end, a
    /// line that is only a date below a heading without one, or the line below its heading.
    pub fn imprint(&self, text: &str, heading: Option<&str>) -> Imprint {
        let of_heading = heading.map(|line| self.heading(line)).unwrap_or_default();
        if of_heading.date.is_some() {
            return of_heading;
        }
        let announced =
            heading.is_some_and(|line| self.brackets(line).is_some() || self.cues.announces(line));
        let all = lines(text, Span::new(0, text.len()));
        let first = all.iter().take(6);
        let last = all.iter().skip(6.max(all.len().saturating_sub(3)));
        let published = first
            .clone()
            .chain(last)
            .find_map(|line| self.publication(line.span.of(text)));
        if let Some(published) = published {
            return published;
        }
        if announced {
            return Imprint::default();
        }
        let below = heading
            .and_then(|_| all.get(1))
            .and_then(|line| self.subtitle_date(line.span.of(text)));
        let bare = || {
            first
                .clone()
                .take(4)
                .find_map(|line| self.bare_date(line.span.of(text)))
        };
        let dateline = || {
            first
                .clone()
                .take(5)
                .find_map(|line| self.dateline(line.span.of(text)))
        };
        Imprint {
            date: below.or_else(bare).or_else(dateline),
            medium: None,
        }
    }
}

/// The words of a text with the byte behind each.
fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric())
        .filter_map(move |piece| {
            let start = at;
            at += piece.len();
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            (!word.is_empty()).then_some((word, start + word.len()))
        })
}

/// Whether a medium could be called that.
fn is_name(text: &str) -> bool {
    (2..=60).contains(&length(text))
        && text
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '«'))
}
