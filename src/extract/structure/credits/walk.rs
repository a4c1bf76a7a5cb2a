//! The way through what is said beside a title, word by word.

use crate::extract::asides;
use crate::extract::draft::Draft;
use crate::extract::structure::host::named_piece;
use crate::extract::structure::references::is_year;
use crate::extract::structure::{Forms, persons_from};
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::words::Vocabulary;
use crate::split::{Shape, TokenKind};

/// How many words of no meaning to us may follow each other: "a long and patient documentary".
const PASSED: usize = 4;
/// The same behind a noun, where they say what the work is about: "a report on the working hours of couriers by".
const TOPIC: usize = 8;
/// How many words stand between "by" and a name at most: "by the sociologist and former rider".
const TO_NAME: usize = 6;
/// How long brackets are that hold a publisher and a year.
const BRACKETS: usize = 16;
/// How long a clause is that says who published the work.
const CLAUSE: usize = 22;

/// What stands beside a title.
#[derive(Default)]
pub struct Credits {
    /// Mentions of persons.
    pub authors: Vec<usize>,
    /// Mentions of bodies that wrote it.
    pub bodies: Vec<usize>,
    /// Publishers and media, by their tokens.
    pub houses: Vec<(usize, usize)>,
    /// A noun says what it is.
    pub noun: bool,
    /// A year or a day.
    pub dated: bool,
    /// A publisher in its place, or a verb of publishing: of nothing but a title this is said.
    pub sure: bool,
}

impl Credits {
    pub fn tells(&self) -> bool {
        self.noun || !self.authors.is_empty() || self.sure
    }
}

/// What the words before lead one to expect.
#[derive(Clone, Copy, PartialEq)]
enum Cue {
    Nothing,
    /// "by"
    Author,
    /// "published"
    House,
}

pub struct Walk<'w> {
    pub draft: &'w Draft<'w>,
    pub pack: &'w Pack,
    pub words: &'w Vocabulary,
    /// The tokens of the sentence.
    pub first: usize,
    pub end: usize,
}

impl Walk<'_> {
    #[inline(always)]
    pub fn is(&self, at: usize, list: &'static str) -> bool {
        self.draft
            .lists(self.pack, (self.first, self.end), at, list)
    }

    pub fn verb(&self, at: usize) -> bool {
        asides::verb(self.draft, self.pack, at)
    }

    /// "book", "Reportageband".
    pub fn work_noun(&self, at: usize) -> bool {
        if at >= self.end || self.draft.text.tokens[at].kind != TokenKind::Word {
            return false;
        }
        let tail = || {
            let tails = self.pack.set("work-tails");
            if tails.is_empty() {
                return false;
            }
            let word = self.draft.text.tokens[at].text(&self.draft.post.text);
            let word = word.to_lowercase();
            tails
                .iter()
                .map(|tail| self.words.word(tail))
                .any(|tail| word.len() > tail.len() + 2 && word.ends_with(tail))
        };
        let inside = self.draft.among(self.first, self.end, Kinds::QUOTED);
        let quoted = || {
            inside.iter().any(|&m| {
                let mention = &self.draft.mentions[m];
                mention.first <= at && at < mention.end
            })
        };
        (self.is(at, "credit-works") || tail()) && !quoted()
    }

    /// The longest mention of these kinds that starts here.
    fn mention_at(&self, at: usize, kinds: Kinds) -> Option<usize> {
        let near = self.draft.among(at, self.end, kinds);
        near.into_iter()
            .find(|&m| self.draft.mentions[m].first == at && !self.draft.mentions[m].is_empty())
    }

    pub fn mention_ending(&self, end: usize, kinds: Kinds) -> Option<usize> {
        let near = self.draft.among(self.first, end, kinds);
        near.into_iter()
            .find(|&m| self.draft.mentions[m].end == end)
    }

    /// The name behind "by the sociologist": the first of these kinds, small words aside.
    fn name_behind(&self, at: usize, kinds: Kinds) -> Option<usize> {
        for next in at..self.end.min(at + TO_NAME) {
            if let Some(found) = self.mention_at(next, kinds) {
                return Some(found);
            }
            let token = &self.draft.text.tokens[next];
            let passed = token.kind == TokenKind::Word
                && !self.verb(next)
                && (token.shape == Shape::Lower && (next == at || !self.is(next, "prepositions"))
                    || self.is(next, "role-words")
                    || self.is(next, "person-titles"))
                || self.draft.mark(next) == "." && self.is(next - 1, "person-titles");
            if !passed {
                return None;
            }
        }
        None
    }

    /// Reads from a token on until something else than credits stands there, and tells where.
    /// `to_title`: between a noun and a title.
    pub fn credits(
        &self,
        form: &Forms,
        from: usize,
        stop: usize,
        to_title: bool,
        credits: &mut Credits,
    ) -> usize {
        const PEOPLE: Kinds = Kinds::PERSON;
        const BODIES: Kinds = Kinds::ORGANIZATION.or(Kinds::COMPANY);
        let mut at = from;
        let mut cue = Cue::Nothing;
        let mut passed = 0;
        while at < stop {
            let parted = at == from || self.draft.mark(at - 1) == ",";
            match self.draft.mark(at) {
                "" => {}
                "," => {
                    cue = if cue == Cue::House { cue } else { Cue::Nothing };
                    at += 1;
                    continue;
                }
                "»" | "”" | "\"" | "’" | "'" | "*" | "_" if at < from + 2 => {
                    at += 1;
                    continue;
                }
                "(" => match self.brackets(form, at, stop, credits) {
                    Some(behind) => {
                        at = behind;
                        continue;
                    }
                    None => return at,
                },
                ":" | "–" | "—" | "«" | "“" | "„" | "\"" if to_title && at + 2 >= stop => {
                    at += 1;
                    continue;
                }
                _ => return at,
            }
            if let Some(person) = self.mention_at(at, PEOPLE) {
                if cue != Cue::Author {
                    return at;
                }
                let (people, after) = persons_from(self.draft, at, stop, form);
                let last = people.last().copied().unwrap_or(person);
                let named_end = self.draft.mentions[last].end;
                credits.authors.extend(people);
                // brackets behind a name hold where somebody works, unless they hold a year
                if self.draft.mark(named_end) == "(" {
                    self.brackets_of_person(form, named_end, after, credits);
                }
                (at, cue, passed) = (after, Cue::Nothing, 0);
                continue;
            }
            if let Some(body) = self.mention_at(at, BODIES) {
                let mention = &self.draft.mentions[body];
                let span = (mention.first, mention.end);
                match cue {
                    Cue::House => {
                        credits.houses.push(span);
                        credits.sure = true;
                    }
                    Cue::Author if credits.authors.is_empty() => credits.bodies.push(body),
                    Cue::Nothing if parted && !to_title && self.closes_with_year(span.1) => {
                        credits.houses.push(span);
                        (credits.sure, credits.dated) = (true, true);
                    }
                    // where an author works, or what the work is about
                    _ if credits.noun || !credits.authors.is_empty() => {}
                    _ => return at,
                }
                (at, cue, passed) = (span.1, Cue::Nothing, 0);
                continue;
            }
            if let Some(date) = self.mention_at(at, Kinds::DATE) {
                credits.dated |= cue == Cue::House || is_year(self.draft, at);
                at = self.draft.mentions[date].end;
                continue;
            }
            if self.draft.text.tokens[at].kind == TokenKind::Number {
                at += 1;
                continue;
            }
            if self.is(at, "house-markers")
                && let Some(house) = self.house_behind(at, cue, credits)
            {
                let mention = &self.draft.mentions[house];
                credits.houses.push((mention.first, mention.end));
                credits.sure |= cue == Cue::House;
                (at, cue, passed) = (mention.end, Cue::Nothing, 0);
                continue;
            }
            if self.is(at, "author-markers") {
                if let Some(person) = self.name_behind(at + 1, PEOPLE)
                    && (credits.noun || parted || cue == Cue::Author || at == from)
                {
                    at = self.draft.mentions[person].first;
                    cue = Cue::Author;
                    continue;
                }
                if let Some(body) = self.name_behind(at + 1, BODIES)
                    && credits.authors.is_empty()
                    && (credits.noun || cue == Cue::Author)
                    && self.commissions(body)
                {
                    at = self.draft.mentions[body].first;
                    cue = Cue::Author;
                    continue;
                }
            }
            if self.is(at, "issued-words") {
                (cue, passed) = (Cue::House, 0);
                at += 1;
                continue;
            }
            if self.is(at, "written-words") {
                (cue, passed) = (Cue::Author, 0);
                // "«…», writes Ada Roe": the verb of a speaker
                if self.mention_at(at + 1, PEOPLE).is_some() {
                    return at;
                }
                at += 1;
                continue;
            }
            if self.work_noun(at) {
                if !to_title {
                    credits.noun |= self.apposed(at, from);
                }
                (cue, passed) = (Cue::Nothing, 0);
                at += 1;
                continue;
            }
            if !to_title
                && (self.is(at, "relative-pronouns") || self.is(at, "relative-articles"))
                && let Some(behind) = self.clause(at, stop, credits)
            {
                at = behind;
                continue;
            }
            let topic = credits.noun || cue != Cue::Nothing || !credits.authors.is_empty();
            let most = if topic { TOPIC } else { PASSED };
            if passed >= most || !self.passes(at, topic) || !topic && !self.leads_on(at, stop) {
                return at;
            }
            if to_title && (self.is(at, "called-by-title") || self.is(at, "title-words")) {
                cue = Cue::Nothing;
            }
            passed += 1;
            at = match self.mention_at(at, Kinds::PLACE.or(Kinds::COUNTRY).or(Kinds::PLATFORM)) {
                Some(place) => self.draft.mentions[place].end,
                None => at + 1,
            };
        }
        at.min(stop)
    }

    /// Whether a word may stand among credits without telling any.
    fn passes(&self, at: usize, topic: bool) -> bool {
        let token = &self.draft.text.tokens[at];
        if token.kind != TokenKind::Word || self.is(at, "subject-pronouns") {
            return false;
        }
        let german = self.pack.capital_nouns;
        let known = self
            .mention_at(at, Kinds::PLACE.or(Kinds::COUNTRY).or(Kinds::PLATFORM))
            .is_some();
        let small = token.shape == Shape::Lower || german || token.hyphen;
        let clause = self.verb(at) && !self.is(at, "auxiliaries")
            || self.is(at, "relative-pronouns")
            || self.is(at, "subordinators");
        (small && !clause) || known && topic
    }

    /// Whether a few words on something stands that tells of a title: "a long and patient documentary".
    fn leads_on(&self, at: usize, stop: usize) -> bool {
        (at + 1..stop.min(at + PASSED + 1))
            .take_while(|&t| self.draft.mark(t).is_empty())
            .any(|t| self.work_noun(t) || self.is(t, "issued-words") || self.is(t, "written-words"))
    }

    /// Whether a noun is said of the title itself: behind a comma or a verb of being, perhaps an article.
    fn apposed(&self, noun: usize, from: usize) -> bool {
        let mut at = noun;
        while at > from && self.draft.mark(at - 1).is_empty() {
            at -= 1;
            if self.is(at, "prepositions") && !self.is(at, "articles") {
                return false;
            }
        }
        at > from && self.draft.mark(at - 1) == ","
    }

    /// The publisher or medium behind "in", "bei", "per": where a verb of publishing stands before it any body,
    /// else one that is no firm.
    fn house_behind(&self, at: usize, cue: Cue, credits: &Credits) -> Option<usize> {
        let kinds = match cue {
            Cue::House => Kinds::ORGANIZATION.or(Kinds::COMPANY),
            // "sur Arte", "for The Verge" behind "a film by Ada Roe"
            _ if credits.noun && !self.is(at, "author-markers") => Kinds::ORGANIZATION,
            _ => return None,
        };
        let near = self.name_behind(at + 1, kinds)?;
        let mention = &self.draft.mentions[near];
        let platform =
            mention.kinds.has(Kinds::PLATFORM) && !mention.kinds.has(Kinds::ORGANIZATION);
        (!platform).then_some(near)
    }

    /// Whether a body behind "of" wrote the work rather than being its matter.
    fn commissions(&self, body: usize) -> bool {
        let mention = &self.draft.mentions[body];
        mention.kinds.has(Kinds::ORGANIZATION) && !mention.kinds.has(Kinds::PLATFORM)
    }

    /// ", Nomos, 2019", ", ORF 2019.": a year close behind.
    fn closes_with_year(&self, at: usize) -> bool {
        (at..self.end.min(at + 3)).any(|t| is_year(self.draft, t))
    }

    /// "(Laterza, 2019)", "(2019)", "(Paris, Seuil)": the token behind the brackets.
    fn brackets(
        &self,
        form: &Forms,
        open: usize,
        stop: usize,
        credits: &mut Credits,
    ) -> Option<usize> {
        let close = (open + 1..stop.min(open + BRACKETS)).find(|&t| self.draft.mark(t) == ")")?;
        if self.is(open + 1, "issued-words") || self.is(open + 1, "house-markers") {
            self.credits(form, open + 1, close, false, credits);
            return Some(close + 1);
        }
        if let Some(house) = self.house_within(form, open + 1, close) {
            credits.houses.push(house);
            credits.sure = true;
        }
        credits.dated |= (open + 1..close).any(|t| is_year(self.draft, t));
        Some(close + 1)
    }

    /// "Soft Boxes by Ada Roe (Verso, 2019)".
    fn brackets_of_person(&self, form: &Forms, open: usize, behind: usize, credits: &mut Credits) {
        let close = behind.saturating_sub(1);
        if open < close
            && is_year(self.draft, close - 1)
            && let Some(house) = self.house_within(form, open + 1, close)
        {
            credits.houses.push(house);
            (credits.sure, credits.dated) = (true, true);
        }
    }

    /// The publisher among the pieces of brackets.
    fn house_within(&self, form: &Forms, first: usize, close: usize) -> Option<(usize, usize)> {
        let dated = (first..close).any(|t| is_year(self.draft, t));
        let mut from = first;
        for at in first..=close {
            let parts = at == close || matches!(self.draft.mark(at), "," | ":" | ";" | "/");
            if !parts {
                continue;
            }
            let (a, b) = (from, at);
            from = at + 1;
            if a >= b || is_year(self.draft, a) {
                continue;
            }
            let bodies = Kinds::ORGANIZATION.or(Kinds::COMPANY);
            if let Some(body) = self.mention_at(a, bodies) {
                let end = self.draft.mentions[body].end;
                if (end..b).all(|t| self.draft.text.tokens[t].kind != TokenKind::Word) {
                    return Some((a, end));
                }
            }
            let other = Kinds::PLACE
                .or(Kinds::COUNTRY)
                .or(Kinds::PERSON)
                .or(Kinds::DATE);
            if !dated || !self.draft.among(a, b, other).is_empty() {
                continue;
            }
            if let Some(piece) = named_piece(self.draft, form, a, b) {
                return Some(piece);
            }
        }
        None
    }

    /// "que publicó la Fundación 1º de Mayo", "den Ada Roe bei Nomos herausgegeben hat": the token behind the
    /// clause; `None` where it says nothing of writing or publishing.
    fn clause(&self, pronoun: usize, stop: usize, credits: &mut Credits) -> Option<usize> {
        let ends =
            |&t: &usize| matches!(self.draft.mark(t), "," | ";" | "." | ":" | ")" | "?" | "!");
        let close = (pronoun + 1..stop.min(pronoun + CLAUSE)).find(ends);
        let close = close.unwrap_or(stop.min(pronoun + CLAUSE));
        let inside = pronoun + 1..close;
        let written = inside.clone().any(|t| self.is(t, "written-words"));
        let issued = inside.clone().any(|t| self.is(t, "issued-words"));
        if !(written || issued) || inside.clone().any(|t| self.is(t, "negation")) {
            return None;
        }
        let people = self.draft.among(pronoun, close, Kinds::PERSON);
        let whole = |m: &usize| {
            let first = self.draft.mentions[*m].first;
            !people.iter().any(|&o| {
                let other = &self.draft.mentions[o];
                o != *m && other.first <= first && first < other.end
            })
        };
        credits.authors.extend(people.iter().copied().filter(whole));
        let bodies = self
            .draft
            .among(pronoun, close, Kinds::ORGANIZATION.or(Kinds::COMPANY));
        for body in bodies {
            let mention = &self.draft.mentions[body];
            let governed = mention.first > pronoun + 1
                && self.is(mention.first - 1, "author-markers")
                && !self.is(mention.first - 1, "house-markers");
            if issued && !governed {
                credits.houses.push((mention.first, mention.end));
                break;
            }
        }
        credits.sure = true;
        Some(close)
    }
}
