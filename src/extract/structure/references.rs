//! References: "Lehdonvirta, V., Graham, M. (2014) Title. Publisher", "Mark Graham, Title: Subtitle",
//! "Title | Medium".

use super::authors::authors;
use super::host::{host_by_form, host_volume, publisher, subtitled, title_end, whole_name};
use super::piped::piped;
use super::{Forms, content, is_line, thing, unsigned};
use crate::extract::draft::Draft;
use crate::extract::facts::date_in;
use crate::ontology::kinds::Kinds;
use crate::split::{Shape, TokenKind};

/// How far from the end of a reference its year stands at most: "Big Data Soc. 2019;6(2):1-12."
const TO_YEAR: usize = 14;
/// The same where it stands last: "São Paulo: Boitempo, 2018, coleção Mundo".
const TO_YEAR_LAST: usize = 9;

pub fn read(draft: &mut Draft, form: &mut Forms) {
    for block in 0..draft.post.blocks.len() {
        // "Ada Roe et Luca Verdi (CNRS) : « … »" in a programme is a talk
        if form.taken.contains(&block) {
            continue;
        }
        let (first, end) = draft.block_tokens(block);
        if end <= first + 4 || end - first > 220 || form.turns.contains(&block) {
            continue;
        }
        let first = content(draft, first, end, form);
        let end = without_pages(draft, form, first, end);
        let found = by_initials(draft, form, first, end) || by_name(draft, form, first, end);
        let found = found
            || unsigned::by_body(draft, form, first, end)
            || unsigned::by_nobody(draft, form, first, end)
            || unsigned::row(draft, form, first, end);
        if !found && is_line(draft, block) {
            piped(draft, form, first, end);
        }
    }
}

/// Where a reference ends that tells how long a book is: "…, 2019, 254 p.", "…, 240 Seiten, 28 €.".
fn without_pages(draft: &Draft, form: &Forms, first: usize, end: usize) -> usize {
    const MOST: usize = 9;
    let token = |at: usize| &draft.text.tokens[at];
    let number = |at: usize| token(at).kind == TokenKind::Number;
    let counted = |at: &usize| {
        let (count, unit) = (*at + 1, *at + 2);
        draft.mark(*at) == ","
            && unit < end
            && number(count)
            && form.listed(draft, unit, "page-words")
    };
    let pages = (end.saturating_sub(MOST).max(first + 4)..end).find(counted);
    pages.filter(|&at| number(at - 1)).unwrap_or(end)
}

/// "Surname, I., Surname, I.-J., and Surname, I. (2014). Title. In …. Publisher".
pub fn by_initials(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) -> bool {
    let mut at = first;
    // "[11] ", "Source : ", "• "
    while at < end
        && (!draft.text.tokens[at].capital() || draft.mark(at + 1) == "]")
        && at < first + 4
    {
        at += 1;
    }
    let mut authors: Vec<(usize, usize)> = Vec::new();
    let mut turned = false;
    // "Wood AJ, Graham M, Hjorth I. Good gig": authors without full stops, the last of whom closes the row
    let mut row = false;
    while let Some(stop) =
        surname_and_initials(draft, at, end, row).or_else(|| initials_and_surname(draft, at, end))
    {
        // "A. Aloisi, V. De Stefano, Il tuo capo è un algoritmo"
        if authors.is_empty() && surname_and_initials(draft, at, end, false).is_none() {
            // "Da Foodora, nel 2016": a short word is no initial
            let letters = draft.text.tokens[at].text(&draft.post.text);
            if !letters.ends_with('.') && draft.mark(at + 1) != "." {
                return false;
            }
            turned = true;
        }
        authors.push((at, stop));
        let undotted = draft.mark(stop - 1).is_empty() && draft.mark(stop) == ",";
        let closed = row && draft.mark(stop - 1) == ".";
        row = undotted && !turned && (row || authors.len() == 1);
        at = stop;
        if closed {
            row = true;
            break;
        }
        let mut next = at;
        while next < end
            && (matches!(draft.mark(next), "," | "&" | ";" | "/")
                || form.listed(draft, next, "conjunctions"))
        {
            next += 1;
        }
        if next == at {
            break;
        }
        at = next;
        if draft.mark(at) == "(" {
            break;
        }
    }
    if authors.is_empty() {
        return false;
    }
    // "GRAY Mary L. et SURI Siddharth": the next author has a first name, and so has this one
    let linked = at > authors[authors.len() - 1].1;
    if linked && super::authors::authors(draft, form, at, end).is_some() {
        return false;
    }
    // "et al."
    while at < end
        && !matches!(draft.mark(at), "(")
        && at < authors[authors.len() - 1].1 + 4
        && draft.text.tokens[at].kind != TokenKind::Number
    {
        at += 1;
    }
    // "(a cura di)", "(org.)"
    let named_end = authors[authors.len() - 1].1;
    let mut behind = named_end;
    if draft.mark(behind) == "("
        && year_in_brackets(draft, behind, end).is_none()
        && let Some(close) = (behind..end.min(behind + 6)).find(|&t| draft.mark(t) == ")")
    {
        behind = close + 1;
    }
    let dated = year_in_brackets(draft, at, end).or_else(|| {
        let next = behind + usize::from(matches!(draft.mark(behind), "." | ","));
        year_in_brackets(draft, next, end)
    });
    // "ANTUNES, R. O privilégio da servidão. São Paulo: Boitempo, 2018": the year stands last
    // "Irani L. …": initials without full stops between them stand in references whose year does not
    let dotted = draft.mark(named_end) == "." && draft.mark(named_end - 1) != ".";
    let to_year = match dotted || row {
        true => TO_YEAR,
        false => TO_YEAR_LAST,
    };
    let last = (end.saturating_sub(to_year).max(named_end)..end).any(|t| is_year(draft, t));
    let after_year = match dated {
        Some(behind) => behind,
        None if last => behind,
        None => return false,
    };
    // "M. Durand dirige …": one name of this form opens a sentence as well
    if turned && authors.len() < 2 && dated.is_none() {
        return false;
    }
    let mut title_first = after_year;
    while title_first < end && matches!(draft.mark(title_first), "." | "," | ":") {
        title_first += 1;
    }
    let opens =
        |at: usize| {
            draft.text.tokens.get(at).is_some_and(|t| {
                t.capital() || matches!(t.kind, TokenKind::Number | TokenKind::Mark)
            })
        };
    if turned && !opens(title_first) || opens_with_day(draft, title_first) {
        return false;
    }
    let Some((title_end, after)) = title_end(draft, form, title_first, end) else {
        return false;
    };
    let Some(work) = thing(draft, title_first, title_end, Kinds::WORK) else {
        return false;
    };
    superseded(draft, work);
    written_by(draft, form, work, authors, "author.reference", 0.92);
    let host = host_volume(draft, form, after, end);
    let after = host.map_or(after, |(_, after)| after);
    if let Some(house) = published(draft, form, work, after, end)
        && let Some((volume, _)) = host
    {
        state_published(draft, form, volume, house);
    }
    true
}

/// "Dujarier, M.-A.": where it ends, its last full stop included. Behind others of a `row` a title may follow it.
fn surname_and_initials(draft: &Draft, first: usize, end: usize, row: bool) -> Option<usize> {
    let tokens = &draft.text.tokens;
    let mut at = first;
    // up to three words of a surname: "De Stefano", "van Doorn", "Le Ludec", "Gray"
    let particle = |at: usize| {
        at == first && tokens[at].span.len() == 2 && tokens[at].shape == Shape::Title && {
            let next = tokens.get(at + 1).filter(|_| at + 1 < end);
            next.is_some_and(|t| t.shape == Shape::Title && t.span.len() > 2)
        }
    };
    let letter = |at: usize| {
        tokens[at].capital()
            && (tokens[at].span.len() <= 2 && !particle(at)
                || tokens[at].span.len() == 3 && tokens[at].shape == Shape::Upper && at > first)
    };
    while at < end && tokens[at].kind == TokenKind::Word && at < first + 3 && !letter(at) {
        at += 1;
    }
    if at == first || at >= end || !tokens[at - 1].capital() {
        return None;
    }
    // "Abdelnour S. (2018)": no comma before the initial, but a mark behind it
    let bare = letter(at) && tokens[at].kind == TokenKind::Word;
    if bare && !matches!(draft.mark(at + 1), "." | "(" | "," | "&") {
        return None;
    }
    if !bare && draft.mark(at) != "," {
        return None;
    }
    at += usize::from(!bare);
    let mut initials = 0;
    while at < end && tokens[at].kind == TokenKind::Word {
        let text = tokens[at].text(&draft.post.text);
        let initial = text.chars().filter(|c| c.is_alphabetic()).count() == 1
            && tokens[at].capital()
            || text.ends_with('.') && text.len() <= 6
            // "Gray ML, Suri S."
            || bare && initials == 0 && text.len() <= 3 && tokens[at].shape == Shape::Upper;
        if !initial {
            break;
        }
        // "ANTUNES, R. O privilégio": a letter without its full stop opens the title
        let dotted = text.ends_with('.') || draft.mark(at + 1) == ".";
        if initials > 0 && !dotted && draft.mark(at - 1) == "." {
            break;
        }
        initials += 1;
        at += 1;
        if draft.mark(at) == "." {
            at += 1;
        }
    }
    // "Mary L. Gray": without a comma before the initial, another name behind it is the surname
    let goes_on = bare
        && !row
        && at < end
        && tokens[at].kind == TokenKind::Word
        && tokens[at].capital()
        && tokens[at].span.len() > 1;
    (initials > 0 && !goes_on).then_some(at)
}

/// "M. Graham" behind the first author: where it ends.
fn initials_and_surname(draft: &Draft, first: usize, end: usize) -> Option<usize> {
    let tokens = &draft.text.tokens;
    let mut at = first;
    while at + 1 < end
        && tokens[at].kind == TokenKind::Word
        && tokens[at].capital()
        && tokens[at].span.len() <= 2
    {
        at += 1;
        if draft.mark(at) == "." {
            at += 1;
        }
    }
    let surname = at > first
        && at < end
        && tokens[at].kind == TokenKind::Word
        && tokens[at].capital()
        && tokens[at].span.len() > 2;
    surname.then_some(at + 1)
}

/// The token behind "(2014)", "(2014a).", "2014.".
pub fn year_in_brackets(draft: &Draft, at: usize, end: usize) -> Option<usize> {
    let open = usize::from(draft.mark(at) == "(");
    let year = draft
        .text
        .tokens
        .get(at + open)
        .filter(|_| at + open < end)?;
    let text = year.text(&draft.post.text);
    if year.kind != TokenKind::Number
        || text.len() != 4
        || !(text.starts_with("19") || text.starts_with("20") || text.starts_with("18"))
    {
        return None;
    }
    match open {
        1 => (at + 2..end.min(at + 8))
            .find(|&t| draft.mark(t) == ")")
            .map(|t| t + 1),
        _ => Some(at + 1),
    }
}

/// A mark that opens a quotation.
fn is_quote(mark: &str) -> bool {
    matches!(mark, "«" | "“" | "\"" | "„" | "‘" | "'")
}

/// "Mary L. Gray et Siddharth Suri, Ghost Work, Houghton Mifflin, 2019.", "Casilli, Antonio (2019). En attendant
/// les robots. Paris: Seuil.", "Sarah T Roberts, Behind the Screen: The People and Politics of …".
pub fn by_name(draft: &mut Draft, form: &mut Forms, first: usize, end: usize) -> bool {
    // "* ★ Gray, Mary L."
    let ornament = |&at: &usize| !draft.mark(at).is_empty() && !is_quote(draft.mark(at));
    let first = first + (first..end).take_while(ornament).count();
    let Some((authors, after)) = authors(draft, form, first, end) else {
        return false;
    };
    let mut at = behind_others(draft, form, after, end);
    // "(eds.)", "(dir.)"
    if draft.mark(at) == "(" && year_in_brackets(draft, at, end).is_none() {
        match (at..end.min(at + 5)).find(|&t| draft.mark(t) == ")") {
            Some(close) => at = close + 1,
            None => return false,
        }
    }
    let mut dated = false;
    if let Some(behind) = year_in_brackets(
        draft,
        at + usize::from(matches!(draft.mark(at), "." | ",")),
        end,
    ) {
        at = behind;
        dated = true;
    }
    // "et al." is one token or two
    let others = at < end && draft.text.tokens[at].text(&draft.post.text) == "al.";
    if !others && !matches!(draft.mark(at), "," | "." | ":" | ";") {
        return false;
    }
    let title = at + 1;
    let Some(token) = draft.text.tokens.get(title).filter(|_| title < end) else {
        return false;
    };
    let quoted = is_quote(draft.mark(title));
    // "Marta: We began in Turin. In 2019 …": what somebody says, unless the year closes the line
    let said = draft.mark(at) == ":" && !dated && !quoted;
    if said && !(end.saturating_sub(6)..end).any(|t| is_year(draft, t)) && !is_short(first, end) {
        return false;
    }
    if !(token.capital() || token.kind == TokenKind::Number || quoted) || end - title < 2 {
        return false;
    }
    // "Ada Roe, Professorin in Dresden, hat untersucht, …": who somebody is
    if !quoted && form.listed(draft, title, "role-words") || opens_with_day(draft, title) {
        return false;
    }
    // "Zorba Lafont, 38, translated novels": an age
    if token.kind == TokenKind::Number && draft.mark(title + 1) == "," {
        return false;
    }
    let commas = draft.mark(at) == "," && !dated;
    let found = subtitled(draft, form, title, end).filter(|_| commas);
    let Some((title_end, after)) = found.or_else(|| title_end(draft, form, title, end)) else {
        return false;
    };
    // a year stands near the end of the title, or the line is nothing but names and a title
    let line = (after..end).all(|t| !draft.mark(t).is_empty());
    let near = (after..end.min(after + 24)).any(|t| is_year(draft, t));
    let words = (title..title_end)
        .filter(|&at| draft.mark(at).is_empty())
        .count();
    if !(dated || near || line && words >= 4 && (title..title_end).any(|t| draft.mark(t) == ":")) {
        return false;
    }
    // "Karen Gregory, University of Edinburgh, 2017": what stands there is no title
    let body = draft
        .among(
            title,
            title_end,
            Kinds::ORGANIZATION.or(Kinds::PLACE).or(Kinds::PERSON),
        )
        .into_iter()
        .any(|m| draft.mentions[m].first == title && draft.mentions[m].end == title_end);
    let role = form.listed(draft, title, "articles") && !quoted && !token.capital();
    if body || role || words == 0 {
        return false;
    }
    let Some(work) = thing(draft, title, title_end, Kinds::WORK) else {
        return false;
    };
    superseded(draft, work);
    written_by(draft, form, work, authors, "author.listed", 0.88);
    published(draft, form, work, after, end);
    true
}

/// "Gianluca P. - 13 giugno 2018, 8:51": under a comment stands when it was written, and no title.
fn opens_with_day(draft: &Draft, title: usize) -> bool {
    let dates = draft.among(title, draft.text.tokens.len(), Kinds::DATE);
    let opening = dates
        .into_iter()
        .find(|&m| draft.mentions[m].first == title);
    opening.is_some_and(|m| date_in(draft, m).is_some_and(|date| date.d().is_some()))
}

/// ", et al.", " e outros": the token behind those who are not named.
fn behind_others(draft: &Draft, form: &Forms, after: usize, end: usize) -> usize {
    let at = after + usize::from(draft.mark(after) == ",");
    if at + 1 < end
        && (form.listed(draft, at, "conjunctions") || form.listed(draft, at, "other-authors"))
        && form.listed(draft, at + 1, "other-authors")
    {
        return at + 2;
    }
    after
}

/// States who published a work, as a reference tells it behind its title: the journal in quotation marks, and the
/// house, which it gives back.
pub fn published(
    draft: &mut Draft,
    form: &mut Forms,
    work: usize,
    after: usize,
    end: usize,
) -> Option<usize> {
    let journal = in_marks(draft, form, after, end);
    if let Some(journal) = journal {
        state_published(draft, form, work, journal);
    }
    let after = journal.map_or(after, |journal| draft.mentions[journal].end + 1);
    let found =
        publisher(draft, form, after, end).or_else(|| host_by_form(draft, form, after, end));
    let house = found?;
    let whole = whole_name(draft, form, house, end)
        .and_then(|(from, to)| thing(draft, from, to, Kinds::ORGANIZATION));
    let house = whole.unwrap_or(house);
    state_published(draft, form, work, house);
    Some(house)
}

/// "in «Economia e società regionale»", "In: „Arbeit“": the journal that quotation marks hold behind a title.
fn in_marks(draft: &mut Draft, form: &Forms, after: usize, end: usize) -> Option<usize> {
    let at = after + usize::from(matches!(draft.mark(after), "," | "."));
    if at >= end || !form.listed(draft, at, "reference-in") {
        return None;
    }
    let open = at + 1 + usize::from(draft.mark(at + 1) == ":");
    let quoted = matches!(draft.mark(open), "«" | "“" | "„" | "\"");
    let close = (open + 1..end.min(open + 12))
        .find(|&t| matches!(draft.mark(t), "»" | "”" | "“" | "\""))
        .filter(|_| quoted)?;
    thing(draft, open + 1, close, Kinds::ORGANIZATION)
}

pub fn state_published(draft: &Draft, form: &mut Forms, work: usize, house: usize) {
    form.link(
        draft,
        work,
        "publishedIn",
        house,
        "published.reference",
        0.85,
    );
}

/// Whether a line is no longer than names and a title.
fn is_short(first: usize, end: usize) -> bool {
    end - first <= 40
}

/// States who wrote a work: names by their tokens, in the order of the reference.
pub fn written_by(
    draft: &mut Draft,
    form: &mut Forms,
    work: usize,
    authors: Vec<(usize, usize)>,
    rule: &'static str,
    confidence: f32,
) {
    for (from, to) in authors {
        if let Some(author) = thing(draft, from, to, Kinds::PERSON) {
            part_of(draft, author);
            form.link(draft, author, "authorOf", work, rule, confidence);
        }
    }
}

/// A title that was read before a name behind it was known goes: "L’avenir du travail, Genève".
pub fn superseded(draft: &mut Draft, work: usize) {
    let (first, end) = (draft.mentions[work].first, draft.mentions[work].end);
    for at in 0..draft.mentions.len() {
        let mention = &mut draft.mentions[at];
        let title = mention.kinds.has(Kinds::WORK) && mention.kinds.has(Kinds::QUOTED);
        if at != work
            && title
            && mention.entry.is_none()
            && mention.first == first
            && mention.end > end
        {
            mention.kinds = Kinds::NONE;
        }
    }
}

/// Names inside of a name name nobody: "Sarah T" of "Roberts, Sarah T.".
fn part_of(draft: &mut Draft, whole: usize) {
    let (first, end) = (draft.mentions[whole].first, draft.mentions[whole].end);
    for at in draft.among(first, end, Kinds::PERSON.or(Kinds::NAME)) {
        let mention = &mut draft.mentions[at];
        if at != whole && (mention.first, mention.end) != (first, end) {
            mention.kinds = Kinds::NONE;
        }
    }
}

pub fn is_year(draft: &Draft, at: usize) -> bool {
    let Some(token) = draft.text.tokens.get(at) else {
        return false;
    };
    let text = token.text(&draft.post.text);
    token.kind == TokenKind::Number
        && text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
}
