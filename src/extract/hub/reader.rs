//! A sentence as its verbs and their persons see it: who does something, who is named in a list behind a word.

use crate::extract::asides;
use crate::extract::draft::Draft;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::TokenKind;

/// How many words stand between a word and the first person behind it at most: "interviendra la sociologue du CNRS".
const TO_FIRST: usize = 9;
/// How many words an aside behind a name has at most: "X, riders' delegate in Turin, opened".
const ASIDE: usize = 24;
/// How many auxiliaries and adverbs stand between a subject and its verb at most.
const VERB_GROUP: usize = 3;
/// How many words say what somebody is before the name: "the Kenyan labour lawyer".
const OFFICE: usize = 7;

pub struct Reader<'r, 'p> {
    pub draft: &'r Draft<'p>,
    pub pack: &'r Pack,
    pub first: usize,
    pub end: usize,
    /// The persons whom the sentence names, in order, each once.
    people: Vec<usize>,
}

impl<'r, 'p> Reader<'r, 'p> {
    pub fn of(draft: &'r Draft<'p>, pack: &'r Pack, sentence: usize) -> Reader<'r, 'p> {
        let (first, end) = {
            let sentence = &draft.text.sentences[sentence];
            (sentence.first, sentence.end)
        };
        let mut people: Vec<usize> = Vec::new();
        for at in draft.among(first, end, Kinds::PERSON.or(Kinds::RESEARCHER)) {
            let mention = &draft.mentions[at];
            let inside = people
                .last()
                .is_some_and(|&other| mention.first < draft.mentions[other].end);
            if !inside && !mention.is_empty() && mention.names_something() {
                people.push(at);
            }
        }
        Reader {
            draft,
            pack,
            first,
            end,
            people,
        }
    }

    pub fn names_nobody(&self) -> bool {
        self.people.is_empty()
    }

    #[inline(always)]
    pub fn is(&self, at: usize, list: &'static str) -> bool {
        self.draft
            .lists(self.pack, (self.first, self.end), at, list)
    }

    pub fn has(&self, list: &'static str) -> bool {
        (self.first..self.end).any(|at| self.is(at, list))
    }

    /// A word that is written small: no name and no mark.
    pub fn small(&self, at: usize) -> bool {
        at >= self.first && at < self.end && {
            let token = &self.draft.text.tokens[at];
            token.kind == TokenKind::Word && !token.capital()
        }
    }

    pub fn acts(&self, at: usize) -> bool {
        at >= self.first && at < self.end && asides::verb(self.draft, self.pack, at)
    }

    /// Who does what a verb says: the subject before it with all that are named beside it, else who is named behind.
    pub fn doers(&self, verb: usize) -> Vec<usize> {
        if let Some(subject) = self.subject(verb) {
            return self.list_up_to(subject);
        }
        // an infinitive or a noun before its own object: "to present Anna Rossi"
        match verb > self.first && self.is(verb - 1, "infinitive-markers") {
            true => Vec::new(),
            false => self.list_behind(verb + 1),
        }
    }

    /// The person whose name ends right before this token.
    pub fn ends_here(&self, at: usize) -> Option<usize> {
        let ends = |m: &&usize| self.draft.mentions[**m].end == at;
        self.people.iter().find(ends).copied()
    }

    /// The last person named before this token.
    pub fn before(&self, at: usize) -> Option<usize> {
        let before = |m: &&usize| self.draft.mentions[**m].end <= at;
        self.people.iter().rev().find(before).copied()
    }

    /// Who is told more of behind a comma, up to this token, without a verb: "Anna Rossi, giornalista e coautrice".
    pub fn apposed(&self, at: usize) -> Option<usize> {
        let before = |&&m: &&usize| self.draft.mentions[m].end < at;
        let person = *self.people.iter().rev().find(before)?;
        let end = self.draft.mentions[person].end;
        let plain = |t: usize| {
            let mark = self.draft.mark(t);
            !self.acts(t) && (t == end || !matches!(mark, "," | "." | ";" | ":" | "(" | ")"))
        };
        (self.draft.mark(end) == "," && at - end <= ASIDE && (end..at).all(plain)).then_some(person)
    }

    /// Those whom the sentence names in full and no preposition governs.
    pub fn free_names(&self) -> Vec<usize> {
        let full = |&m: &usize| self.draft.mentions[m].len() >= 2 && !self.governed(m);
        self.people.iter().copied().filter(full).collect()
    }

    /// The person before a verb whom nothing but auxiliaries and adverbs, or an aside that closes, parts from it.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let before = |&&m: &&usize| self.draft.mentions[m].end <= verb;
        let person = *self.people.iter().rev().find(before)?;
        if self.governed(person) {
            // "X, of the union of Y, opened": who stands before the aside
            let outer = self.people.iter().rev().filter(before).nth(1).copied()?;
            return self.reaches(outer, verb).then_some(outer);
        }
        self.reaches(person, verb).then_some(person)
    }

    fn reaches(&self, person: usize, verb: usize) -> bool {
        let from = self.draft.mentions[person].end;
        let plain = |at: usize| self.draft.mark(at).is_empty() && !self.is(at, "conjunctions");
        let close = |from: usize| {
            verb - from <= VERB_GROUP
                && (from..verb).all(|at| {
                    plain(at) && !self.is(at, "relative-pronouns") && !self.is(at, "case-markers")
                })
        };
        // "a second witness, Paulo Nascimento, came"
        let closed = from + usize::from(self.draft.mark(from) == ",");
        if close(closed.min(verb)) {
            return !self.governed(person);
        }
        // "Anna Rossi, giuslavorista dell'Università di Torino, ha aperto", "X (CNRS) opened", "X – CNRS – opened"
        let opens = matches!(self.draft.mark(from), "," | "(" | "–" | "—");
        let closes = (from + 1..verb)
            .rev()
            .find(|&at| matches!(self.draft.mark(at), "," | ")" | "–" | "—"));
        !self.governed(person)
            && opens
            && closes.is_some_and(|at| close(at + 1) && at - from <= ASIDE)
            && (from..verb).all(|at| !matches!(self.draft.mark(at), ":" | ";" | "."))
    }

    /// Whether a preposition stands before a name, what the person is called aside: "with Anna Rossi", "de Anna Rossi".
    pub fn governed(&self, person: usize) -> bool {
        let mut at = self.draft.mentions[person].first;
        while at > self.first {
            at -= 1;
            let passed = self.is(at, "articles") && !self.is(at, "case-markers")
                || self.is(at, "person-titles")
                || self.is(at, "role-words")
                || matches!(
                    self.draft.mark(at),
                    "." | "'" | "’" | "«" | "“" | "\"" | "-"
                );
            if !passed {
                return self.is(at, "case-markers") || self.is(at, "genitive-markers");
            }
        }
        false
    }

    /// Those who are named together with somebody who is the last of them: "Anna Rossi e Luca Verdi hanno aperto".
    pub fn list_up_to(&self, last: usize) -> Vec<usize> {
        let mut list = vec![last];
        let mut at = match self.people.iter().position(|&m| m == last) {
            Some(at) => at,
            None => return list,
        };
        while at > 0 {
            let (one, other) = (self.people[at - 1], self.people[at]);
            let (from, to) = (
                self.draft.mentions[one].end,
                self.draft.mentions[other].first,
            );
            let joined = (from..to)
                .any(|t| self.is(t, "conjunctions") || matches!(self.draft.mark(t), "," | "&"));
            let apart = to - from > ASIDE
                || (from..to).any(|t| {
                    self.acts(t)
                        || self.is(t, "subordinators")
                        || matches!(self.draft.mark(t), ":" | "." | "“" | "”" | "«" | "»" | "\"")
                });
            if !joined || apart || self.governed(one) {
                break;
            }
            list.push(one);
            at -= 1;
        }
        list
    }

    /// Those who are named in a row behind a word, each with what is said of them: "interverranno Anna Rossi
    /// (CNR), il sindaco Luca Verdi e …".
    pub fn list_behind(&self, from: usize) -> Vec<usize> {
        self.row(from, false, ASIDE)
    }

    fn row(&self, from: usize, led: bool, apart: usize) -> Vec<usize> {
        let Some(start) = self
            .people
            .iter()
            .position(|&m| self.draft.mentions[m].first >= from)
        else {
            return Vec::new();
        };
        let head = self.draft.mentions[self.people[start]].first;
        let open = |at: usize| {
            matches!(
                self.draft.mark(at),
                "" | "'" | "’" | "-" | ":" | "." | "\"" | "&"
            ) && !self.is(at, "subordinators")
                && !self.is(at, "relative-pronouns")
                && !self.is(at, "negation")
        };
        // what somebody is, not what is done with somebody: no other verb, no other name as far as the name
        if head - from > TO_FIRST
            || !(from..head).all(open)
            || (from..head).any(|at| self.acts(at) && at > from)
            || !led && self.governed(self.people[start])
            // "with the union of Anna Rossi"
            || led && (from..head).any(|at| self.is(at, "case-markers"))
        {
            return Vec::new();
        }
        let mut list = vec![self.people[start]];
        for &person in &self.people[start + 1..] {
            let last = list.last().map_or(head, |&m| self.draft.mentions[m].end);
            if self.governed(person) {
                continue;
            }
            if !self.follows(person) || self.draft.mentions[person].first - last > apart {
                break;
            }
            list.push(person);
        }
        list
    }

    /// Those whom a preposition governs that stands before `from`, with all that follow in the row.
    pub fn led(&self, from: usize) -> Vec<usize> {
        self.row(from, true, ASIDE)
    }

    /// The same where nothing stands between the names but what joins them.
    pub fn led_close(&self, from: usize) -> Vec<usize> {
        self.row(from, true, OFFICE)
    }

    /// Whether somebody is a further one of a list: a comma or conjunction stands before what the person is called.
    fn follows(&self, person: usize) -> bool {
        let name = self.draft.mentions[person].first;
        for at in (self.first..name).rev().take(OFFICE) {
            if self.is(at, "conjunctions")
                || matches!(
                    self.draft.mark(at),
                    "," | ";" | ")" | "&" | "/" | "–" | "•" | "·"
                )
            {
                return true;
            }
            let token = &self.draft.text.tokens[at];
            let plain = token.kind == TokenKind::Word
                || matches!(self.draft.mark(at), "." | "'" | "’" | "-");
            if !plain || self.acts(at) || self.is(at, "relative-pronouns") {
                return false;
            }
        }
        false
    }
}
