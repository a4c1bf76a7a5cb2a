//! Titles that no quotation marks tell, by the words around them: "the report The Shrinking Drop, published by",
//! "Forza lavoro (DeriveApprodi, 2018)", "un workshop dal titolo Campioni equi"; and what a post sets in italics.

use super::Mention;
use super::reader::Reader;
use crate::model::Span;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::{Sentence, Shape, Text, TokenKind};

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
    fn capital(&self, at: usize) -> bool {
        self.is_word(at) && self.tokens[at].capital()
    }

    /// Words that join others inside of a name: articles, prepositions, conjunctions.
    fn links(&self, at: usize) -> bool {
        ["articles", "conjunctions", "name-links", "case-markers"]
            .iter()
            .any(|list| self.word_in(at, list))
    }

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

    /// How many words stand there, those that a hyphen joins being one.
    fn count(&self, first: usize, end: usize) -> usize {
        (first..end)
            .filter(|&t| self.is_word(t))
            .filter(|&t| t == first || !self.tokens[t].glued || self.mark(t - 1) != "-")
            .count()
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

    /// "la projection de Shift, film de Pauline Beugnies": a title of one word, where the noun behind it has a maker.
    fn one_word(&self, end: usize, head: usize, known: &[Mention]) -> Option<usize> {
        let first = end.checked_sub(1).filter(|&at| at > self.sentence.first)?;
        let made = ["title-by", "genitive-markers"]
            .iter()
            .any(|list| self.word_in(head + 1, list))
            && known
                .iter()
                .any(|m| m.first == head + 2 && m.kinds.has(Kinds::PERSON));
        let alone = self.is_word(first - 1) && !self.capital(first - 1);
        let other = |m: &Mention| {
            m.first <= first && end <= m.end && m.kinds.has(Kinds::ANY_CLASS.or(Kinds::QUOTED))
        };
        let told = made && alone && self.capital(first) && !self.pack.capital_nouns;
        (told && !known.iter().any(other)).then_some(first)
    }

    /// Where a title starts that ends here: at the first capital behind the last mark and the last name.
    fn start_before(&self, end: usize, known: &[Mention]) -> Option<usize> {
        let mut from = end;
        while from > self.sentence.first && from + LONGEST > end {
            let mark = self.mark(from - 1);
            let inside = matches!(mark, "" | "'" | "’" | "-" | "&" | ":" | "?");
            let named = known.iter().any(|m| {
                m.end == from
                    && m.end < end
                    && m.kinds.has(Kinds::ANY_CLASS)
                    && !m.kinds.has(
                        Kinds::WORK
                            .or(Kinds::EVENT)
                            .or(Kinds::SECTOR)
                            .or(Kinds::ANAPHOR),
                    )
            });
            let noun =
                self.word_in(from - 1, "title-heads") || self.word_in(from - 1, "role-words");
            if !inside || named || noun {
                break;
            }
            from -= 1;
        }
        let mut first = (from..end).find(|&t| self.capital(t))?;
        // "And The Job …", "Dans Le Salaire …": the capital of the sentence says nothing
        let opens = |t: usize| t == self.sentence.first;
        if opens(first) {
            let second = (first + 1..end).find(|&t| self.capital(t));
            let article = self.word_in(first, "articles");
            let plain = self.word_in(first, "stop-capitals") || self.word_in(first, "prepositions");
            match second {
                Some(second) if plain && !article => first = second,
                Some(second) if second == first + 1 || article && second <= first + 2 => {}
                _ => return None,
            }
        }
        let words = self.count(first, end);
        // "96 bd Raspail 75006 Paris"
        let address = (first..end)
            .any(|t| self.tokens[t].kind == TokenKind::Number && self.tokens[t].span.len() == 5);
        let stops = (first + 1..end).any(|t| self.word_in(t, "title-stops"));
        let taken = known.iter().any(|m| {
            m.first <= first
                && m.end >= end
                && m.kinds.has(Kinds::ANY_CLASS.or(Kinds::QUOTED))
                && !m.kinds.has(Kinds::HAPPENING)
        });
        let german = self.pack.capital_nouns;
        (words >= 2 && !address && !taken && !german && (!stops || self.title_case(first, end)))
            .then_some(first)
    }

    /// Whether all words that join nothing have capitals, two at least.
    fn title_case(&self, first: usize, end: usize) -> bool {
        let mut capitals = 0;
        for at in first..end {
            if self.capital(at) {
                capitals += 1;
            } else if self.is_word(at) && !self.links(at) {
                return false;
            }
        }
        capitals >= 2
    }

    /// Where a title ends that starts here: at a mark, before a name that a preposition joins, or with its last
    /// capital word. `None` where nothing tells.
    fn end_of(&self, first: usize, known: &[Mention], sure: bool) -> Option<usize> {
        let mut at = first + 1;
        let mut marked = true;
        while at < self.sentence.end {
            let mark = self.mark(at);
            match mark {
                "" | "'" | "’" | "-" | "&" | "/" => {}
                // a subtitle
                ":" if self.is_word(at + 1) && at > first => {}
                "," | "." | ";" | "(" | ")" | ":" | "?" | "!" | "–" | "—" | "»" | "”" | "…" =>
                {
                    break;
                }
                _ => return None,
            }
            if mark.is_empty() && self.word_in(at, "title-stops") && !self.tokens[at].capital() {
                marked = false;
                break;
            }
            if mark.is_empty()
                && !self.tokens[at].capital()
                && at > first + 1
                && self.joins_a_name(at, known)
            {
                break;
            }
            at += 1;
        }
        if matches!(self.mark(at), "?" | "!") {
            at += 1;
        }
        let last_capital = self.last_capital(first, at);
        let words = (first..at).filter(|&t| self.is_word(t)).count();
        let capitals = (first..last_capital).filter(|&t| self.capital(t)).count();
        // "Ghost Work shows that": words written small behind two capitals are no part of it
        let rest = (last_capital..at)
            .filter(|&t| self.is_word(t) && !self.links(t))
            .count();
        if capitals >= 2 && (rest >= 1 || !marked) {
            return Some(last_capital);
        }
        let longest = if sure { LONGEST } else { LONGEST / 2 + 1 };
        let mut end = at;
        while end > first + 1 && self.is_word(end - 1) && self.links(end - 1) {
            end -= 1;
        }
        (marked && words <= longest && words >= 1).then_some(end)
    }

    /// The end of the capital words from here on, with what joins them.
    fn last_capital(&self, first: usize, end: usize) -> usize {
        let mut last = first + 1;
        for at in first + 1..end {
            if self.capital(at) || self.tokens[at].kind == TokenKind::Number {
                last = at + 1;
            } else if self.is_word(at) && !self.links(at) {
                break;
            }
        }
        last
    }

    /// "… de la Universidad de los Andes", "… in Uppsala", "… vom 3. Mai": behind a link a thing of its own.
    fn joins_a_name(&self, at: usize, known: &[Mention]) -> bool {
        let link = self.word_in(at, "prepositions") || self.word_in(at, "case-markers");
        if !link {
            return false;
        }
        let mut next = at + 1;
        while next < at + 3 && self.word_in(next, "articles") && !self.tokens[next].capital() {
            next += 1;
        }
        let things = Kinds::ORGANIZATION
            .or(Kinds::COMPANY)
            .or(Kinds::PLACE)
            .or(Kinds::COUNTRY)
            .or(Kinds::PERSON);
        self.is_word(next) && self.word_in(next, "happening-times")
            || next < self.sentence.end && self.tokens[next].kind == TokenKind::Number
            || known
                .iter()
                .any(|m| m.first == next && m.kinds.has(things) && !m.kinds.has(Kinds::ANAPHOR))
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
