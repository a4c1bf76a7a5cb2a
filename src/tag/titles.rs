//! Titles that no quotation marks tell, by the words around them: "the report The Shrinking Drop, published by",
//! "Forza lavoro (DeriveApprodi, 2018)", "un workshop dal titolo Campioni equi"; and what a post sets in italics.

mod bounds;

use super::Mention;
use super::reader::Reader;
use crate::model::Span;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::{Sentence, Shape, Text};

/// How many words a title has at most that is written without capitals inside.
const LONGEST: usize = 14;
/// How far behind a noun such as "report" a word such as "entitled" stands at most.
const TO_CALLED: usize = 12;
/// How many words may stand between a noun such as "essay" and the comma before its title: "by Jane Doe".
const TO_COMMA: usize = 9;

/// Adds the titles of a sentence to its mentions, which stand in `out` from `from` on.
pub fn find(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    knowledge: &Knowledge,
    pack: &Pack,
    italics: &[Span],
    from: usize,
    out: &mut Vec<Mention>,
) {
    let reader = Reader {
        words: &knowledge.words,
        post,
        tokens: &text.tokens,
        sentence,
        pack,
    };
    let mut found: Vec<Mention> = reader.italics(italics);
    let mut at = sentence.first;
    while at < sentence.end {
        let known = &out[from..];
        let title = reader
            .behind_called(at, known)
            .or_else(|| reader.behind_head(at, known))
            .or_else(|| reader.behind_edition(at, known))
            .or_else(|| reader.behind_author_word(at, known))
            .or_else(|| reader.before_author(at, known))
            .or_else(|| reader.before_brackets(at, known))
            .or_else(|| reader.before_head(at, known));
        if let Some(title) = title {
            found.push(title);
        }
        at += 1;
    }
    for title in found {
        let overlaps = |m: &Mention| m.first < title.end && title.first < m.end;
        let whole = |m: &Mention| m.first <= title.first && title.end <= m.end;
        let holds = Kinds::WORK.or(Kinds::EVENT).or(Kinds::QUOTED);
        // what is known as a title already, or is part of one
        if out[from..].iter().any(|m| {
            overlaps(m) && m.kinds.has(holds) && !m.kinds.has(Kinds::HAPPENING.or(Kinds::ANAPHOR))
                || whole(m) && m.entry.is_some() && m.kinds.has(Kinds::ANY_CLASS)
        }) {
            continue;
        }
        let mut at = from;
        while at < out.len() {
            if overlaps(&out[at]) {
                out.remove(at);
            } else {
                at += 1;
            }
        }
        out.push(title);
    }
}

impl Reader<'_> {
    /// The class of what a noun is the head of: a work, or something that people attend.
    fn head(&self, at: usize) -> Option<Kinds> {
        if !self.is_word(at) {
            None
        } else if self.word_in(at, "title-heads") {
            Some(Kinds::WORK)
        } else if self.word_in(at, "title-events") {
            Some(Kinds::EVENT)
        } else {
            None
        }
    }

    /// What begins here is known for something else than a title.
    fn taken(&self, first: usize, end: usize, known: &[Mention]) -> bool {
        let other = Kinds::ANY_CLASS.without(Kinds::WORK.or(Kinds::EVENT).or(Kinds::SECTOR));
        known.iter().any(|m| {
            m.first <= first
                && first < m.end
                && m.kinds.has(other.or(Kinds::QUOTED))
                && !m.kinds.has(Kinds::ANAPHOR)
                && (m.first == first || m.end >= end || m.kinds.has(Kinds::QUOTED))
        })
    }

    fn title(&self, first: usize, end: usize, kinds: Kinds) -> Mention {
        let mut mention = Mention::new(first, end, kinds.or(Kinds::QUOTED));
        mention.best = kinds;
        mention
    }

    /// "a paper titled Riding Without Brakes", "sob o título Ver sem Ser Visto", "un convegno dal titolo Vite connesse".
    fn behind_called(&self, at: usize, known: &[Mention]) -> Option<Mention> {
        let called = self.word_in(at, "called-by-title");
        let told = called || self.word_in(at, "title-words");
        if !told {
            return None;
        }
        let colon = self.mark(at + 1) == ":";
        let first = at + 1 + usize::from(colon);
        // "Title: The global gig economy" is a label
        if !self.capital(first) || colon && !called {
            return None;
        }
        let reach = if called { TO_CALLED } else { TO_CALLED / 2 };
        let mut before = (at.saturating_sub(reach).max(self.sentence.first)..at).rev();
        let kinds = match before.find_map(|t| self.head(t)) {
            Some(kinds) => kinds,
            // "under the title": of whatever it is, it is no company
            None if !called => Kinds::WORK,
            None => return None,
        };
        let end = self.end_of(first, known, true)?;
        (!self.taken(first, end, known)).then(|| self.title(first, end, kinds))
    }

    /// "the report The Shrinking Drop", "un essai de Jeanne Roche, La Sueur des données, paru", "al festival Orecchie
    /// Lunghe".
    fn behind_head(&self, at: usize, known: &[Mention]) -> Option<Mention> {
        let kinds = self.head(at)?;
        let mut next = at + 1;
        while next < at + 3 && self.small_quality(next) {
            next += 1;
        }
        let (first, sure) = match self.mark(next) {
            "" if self.capital(next) => (next, false),
            ":" | "," if self.capital(next + 1) && kinds == Kinds::WORK => (next + 1, false),
            _ if kinds == Kinds::WORK => (self.behind_author(next, known)?, true),
            _ => return None,
        };
        if self.word_in(first, "happening-times") || self.word_in(first, "person-titles") {
            return None;
        }
        let end = self.end_of(first, known, sure)?;
        // "Livro Verde sobre …": the noun is part of it
        let whole = next == at + 1 && first == next && at > self.sentence.first && self.capital(at);
        let german = self.pack.capital_nouns;
        let first = if whole && !german { at } else { first };
        let words = self.count(first, end);
        let article = self.word_in(first, "articles");
        // nouns have capitals in German, and one word alone may be anything
        let named = match german {
            true => article && words >= 2,
            false => words >= 2 && self.named(first, end),
        };
        (named && !self.taken(first, end, known)).then(|| self.title(first, end, kinds))
    }

    /// Whether the words of a title look like one where no word says so: a capital article, or more capitals, or
    /// words written small that are no beginning of a sentence.
    fn named(&self, first: usize, end: usize) -> bool {
        let capitals = (first..end).filter(|&t| self.capital(t)).count();
        let shouted = (first..end)
            .filter(|&t| self.is_word(t))
            .all(|t| self.tokens[t].shape == Shape::Upper);
        if shouted {
            return false;
        }
        let article = self.word_in(first, "articles");
        let english = self.sentence.lang.as_str() == "en";
        article && end > first + 1 || capitals >= 2 || !english
    }

    /// "international", "collettivo": an adjective behind its noun.
    fn small_quality(&self, at: usize) -> bool {
        let adjective = || {
            let word = self.tokens[at].text(self.post).to_lowercase();
            let mut tails = self.pack.set("agreeing-tails").iter();
            word.len() > 4 && tails.any(|tail| word.ends_with(self.words.word(tail)))
        };
        self.is_word(at)
            && self.tokens[at].shape == Shape::Lower
            && !self.links(at)
            && !self.word_in(at, "title-stops")
            && (self.word_in(at, "happening-qualities-behind") || adjective())
    }

    /// The first token of a title behind "by Jane Doe and John Roe,", "de 2019,".
    fn behind_author(&self, next: usize, known: &[Mention]) -> Option<usize> {
        if !(self.word_in(next, "case-markers") || self.word_in(next, "prepositions")) {
            return None;
        }
        let comma = (next + 1..self.sentence.end.min(next + TO_COMMA))
            .find(|&t| matches!(self.mark(t), "," | ":"))?;
        let first = comma + 1;
        let stops = (next..comma).any(|t| self.word_in(t, "title-stops"));
        let person = known.iter().any(|m| {
            m.kinds.has(Kinds::PERSON) && next < m.first && m.end <= comma && m.end + 1 >= comma
        });
        let another = known
            .iter()
            .any(|m| m.first == first && m.kinds.has(Kinds::ANY_CLASS.without(Kinds::WORK)));
        (person && !stops && !another && self.capital(first)).then_some(first)
    }

    /// "the third edition of Slow Work", "la terza edizione di Lavoro sotto algoritmo": what has editions by the year.
    fn behind_edition(&self, at: usize, known: &[Mention]) -> Option<Mention> {
        if !self.word_in(at, "edition-words") || !self.word_in(at + 1, "genitive-markers") {
            return None;
        }
        let mut first = at + 2;
        while self.word_in(first, "articles") && !self.capital(first)
            || matches!(self.mark(first), "*" | "'" | "’")
            || self.word_in(first, "title-events") && !self.capital(first)
        {
            first += 1;
        }
        if !self.capital(first) {
            return None;
        }
        let end = self.end_of(first, known, true)?;
        let end = (first..end).find(|&t| self.mark(t) == "*").unwrap_or(end);
        let told = self.count(first, end) >= 2 && !self.taken(first, end, known);
        told.then(|| self.title(first, end, Kinds::EVENT))
    }

    /// "who wrote Behind the Screen", "l'autrice de Derrière les écrans": behind a verb of writing, or behind the word
    /// for an author and its preposition.
    fn behind_author_word(&self, at: usize, known: &[Mention]) -> Option<Mention> {
        let wrote = self.word_in(at, "writing-verbs");
        let author = self.word_in(at, "author-words") && self.word_in(at + 1, "genitive-markers");
        let mut first = match (wrote, author) {
            (true, _) => at + 1,
            (_, true) => at + 2,
            _ => return None,
        };
        // "l'auteur de l'ouvrage La Société du clic" is told by its noun; "d'" and "l'" are words of their own
        while matches!(self.mark(first), "'" | "’") {
            first += 1;
        }
        if !self.capital(first) || self.word_in(first, "happening-times") {
            return None;
        }
        let end = self.end_of(first, known, false)?;
        let article = self.word_in(first, "articles");
        let small = (first..end).any(|t| self.is_word(t) && !self.capital(t));
        // "wrote Jane Doe": names of people have capitals throughout
        let told = match self.pack.capital_nouns {
            true => article && small,
            false => !wrote || small,
        };
        let whole = self.count(first, end) >= 2 && (self.named(first, end) || small);
        (told && whole && !self.taken(first, end, known))
            .then(|| self.title(first, end, Kinds::WORK))
    }

    /// "Behind the Screen by Sarah T. Roberts", "Feeding the Machine, by": capital words before the word for who made
    /// it and a person.
    fn before_author(&self, at: usize, known: &[Mention]) -> Option<Mention> {
        let person = |m: &&Mention| m.first == at + 1 && m.kinds.has(Kinds::PERSON);
        if !self.word_in(at, "title-by") || !known.iter().any(|m| person(&m)) {
            return None;
        }
        let end = at - usize::from(at > self.sentence.first && self.mark(at - 1) == ",");
        let first = self.start_before(end, known)?;
        let capitals = (first..end).filter(|&t| self.capital(t)).count();
        (capitals >= 2 && self.title_case(first, end)).then(|| self.title(first, end, Kinds::WORK))
    }

    /// "Riding for Deliveroo (Polity, 2019)": the brackets hold a publisher and a year.
    fn before_brackets(&self, at: usize, known: &[Mention]) -> Option<Mention> {
        if self.mark(at) != "(" {
            return None;
        }
        let close = (at + 2..self.sentence.end.min(at + 11)).find(|&t| self.mark(t) == ")")?;
        let year = |t: usize| {
            let text = self.tokens[t].text(self.post);
            text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
        };
        let comma = close.checked_sub(2).filter(|&t| self.mark(t) == ",")?;
        let house = (at + 1..comma).all(|t| {
            self.capital(t)
                || self.links(t)
                || matches!(self.mark(t), "," | "&" | ":" | "'" | "’" | "-")
        });
        let person = known
            .iter()
            .any(|m| m.first == at + 1 && m.kinds.has(Kinds::PERSON.or(Kinds::EVENT)));
        if !year(close - 1) || !house || person || !self.capital(at + 1) {
            return None;
        }
        // "Macchine senza padroni di Nick Zorba (Einaudi, 2019)"
        let author = known
            .iter()
            .find(|m| m.end == at && m.kinds.has(Kinds::PERSON));
        let end = match author {
            Some(author) => author
                .first
                .checked_sub(1)
                .filter(|&link| self.word_in(link, "case-markers"))?,
            None => at,
        };
        let first = self.start_before(end, known)?;
        Some(self.title(first, end, Kinds::WORK))
    }

    /// "The Job Is Not for Everyone, a wonderful pamphlet by", "Gli obsoleti, libro uscito da", "Soft Boxes (2023), a
    /// documentary".
    fn before_head(&self, at: usize, known: &[Mention]) -> Option<Mention> {
        if self.mark(at) != "," {
            return None;
        }
        let mut head = at + 1;
        while head < at + 5
            && self.is_word(head)
            && !self.tokens[head].capital()
            && !self.word_in(head, "title-heads")
            && !self.word_in(head, "prepositions")
            && !self.word_in(head, "title-stops")
        {
            head += 1;
        }
        if head >= at + 5 || !self.word_in(head, "title-heads") {
            return None;
        }
        let mut end = at;
        // "Soft Boxes (2023),"
        if self.mark(end - 1) == ")" {
            let open = (end.saturating_sub(8).max(self.sentence.first)..end)
                .rev()
                .find(|&t| self.mark(t) == "(")?;
            end = open;
        }
        let first = self
            .start_before(end, known)
            .or_else(|| self.one_word(end, head, known))?;
        Some(self.title(first, end, Kinds::WORK))
    }

    /// What the mark-up of the post sets in italics, where it is as long as a title.
    fn italics(&self, spans: &[Span]) -> Vec<Mention> {
        let (first, end) = (self.sentence.first, self.sentence.end);
        let mut found = Vec::new();
        for span in spans {
            let from = (first..end).find(|&t| self.tokens[t].span.start >= span.start);
            let to = (first..end)
                .rev()
                .find(|&t| self.tokens[t].span.end <= span.end);
            if let (Some(from), Some(to)) = (from, to)
                && from <= to
                && self.tokens[from].span.start < span.end
                && self.tokens[from].capital()
                && (to > from || self.tokens[from].span.len() > 4)
                && to - from < 2 * LONGEST
                && to + 1 - from < end - first
            {
                found.push(Mention::new(from, to + 1, Kinds::QUOTED));
            }
        }
        found
    }
}
