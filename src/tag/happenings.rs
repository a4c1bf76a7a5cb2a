//! Happenings that no title names: "the strike", "élection de Donald Trump", "sciopero dei rider", "Uber v Aslam".
//!
//! Such a mention is its head noun with what tells it from others: the adjective that belongs to it and what
//! it is of. Whether it is a thing of the post is decided later, by the facts that are stated of it.

use super::Mention;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::{Sentence, Shape, Text, Token, TokenKind};

/// How far behind its noun the title of a happening stands at most.
const TO_TITLE: usize = 6;

/// Adds the happenings of a sentence to its mentions, which stand in `out` from `from` on.
pub fn find(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    knowledge: &Knowledge,
    pack: &Pack,
    from: usize,
    out: &mut Vec<Mention>,
) {
    let reader = Reader {
        post,
        tokens: &text.tokens,
        sentence,
        pack,
        tails: pack
            .set("happening-tails")
            .iter()
            .map(|id| knowledge.words.word(id))
            .collect(),
    };
    let mut found = Vec::new();
    let mut at = sentence.first;
    while at < sentence.end {
        let mention = reader
            .case(at, &out[from..])
            .or_else(|| reader.docket(at))
            .or_else(|| reader.happening(at, &out[from..]));
        match mention {
            Some(mention) => {
                at = mention.end.max(at + 1);
                found.push(mention);
            }
            None => at += 1,
        }
    }
    for mention in found {
        // an unknown name that is part of it, or the noun itself where nouns have capitals
        let within = |m: &Mention| m.first >= mention.first && m.end <= mention.end;
        let noun = |m: &Mention| m.kinds.has(Kinds::NAME) && within(m) && m.len() == 1;
        let mut at = from;
        while at < out.len() {
            let head = noun(&out[at]) && reader.is_head(out[at].first);
            let whole = !mention.kinds.has(Kinds::HAPPENING);
            let name = out[at].kinds.has(Kinds::NAME) || out[at].best == Kinds::EVENT;
            let part = whole && name && within(&out[at]);
            if head || part || out[at].kinds.has(Kinds::ANAPHOR) && within(&out[at]) {
                out.remove(at);
            } else {
                at += 1;
            }
        }
        out.push(mention);
    }
}

struct Reader<'a> {
    post: &'a str,
    tokens: &'a [Token],
    sentence: &'a Sentence,
    pack: &'a Pack,
    /// Ends of compounds: "Warnstreik", "Bundestagswahl".
    tails: Vec<&'a str>,
}

impl Reader<'_> {
    #[inline(always)]
    fn word_in(&self, at: usize, list: &'static str) -> bool {
        at >= self.sentence.first
            && at < self.sentence.end
            && self.pack.set(list).contains(self.tokens[at].word)
    }

    fn is_head(&self, at: usize) -> bool {
        self.word_in(at, "happening-heads") || self.word_in(at, "happening-names") || {
            let token = &self.tokens[at];
            token.kind == TokenKind::Word && token.capital() && !self.tails.is_empty() && {
                let word = token.text(self.post).to_lowercase();
                self.tails
                    .iter()
                    .any(|tail| word.len() > tail.len() + 2 && word.ends_with(tail))
            }
        }
    }

    fn known<'m>(&self, at: usize, mentions: &'m [Mention]) -> Option<&'m Mention> {
        mentions
            .iter()
            .filter(|m| {
                m.first == at
                    && m.kinds.has(Kinds::ANY_CLASS.or(Kinds::NAME))
                    && !m.kinds.has(Kinds::ANAPHOR.or(Kinds::QUOTED))
            })
            .max_by_key(|m| m.end)
    }

    fn small(&self, at: usize) -> bool {
        at < self.sentence.end
            && self.tokens[at].kind == TokenKind::Word
            && self.tokens[at].shape == Shape::Lower
    }

    /// A word that can be the noun of a complement: none that links or opens another part of the sentence.
    fn noun(&self, at: usize) -> bool {
        at < self.sentence.end
            && self.tokens[at].kind == TokenKind::Word
            && self.tokens[at].span.len() > 2
            && (self.small(at) || self.pack.capital_nouns)
            && !(self.word_in(at, "articles")
                || self.word_in(at, "prepositions")
                || self.word_in(at, "conjunctions")
                || self.word_in(at, "name-links")
                || self.word_in(at, "happening-of")
                || self.word_in(at, "happening-times"))
    }

    fn happening(&self, at: usize, mentions: &[Mention]) -> Option<Mention> {
        if !self.is_head(at) {
            return None;
        }
        // part of a name that is known as a whole: "Riders Strike Committee"
        let inside = |m: &&Mention| {
            m.first <= at
                && at < m.end
                && (m.len() > 1 || m.kinds.has(Kinds::ANY_CLASS))
                && m.kinds
                    .has(Kinds::ANY_CLASS.or(Kinds::NAME).or(Kinds::QUOTED))
                && !m.kinds.has(Kinds::ANAPHOR)
        };
        // "Breque dos Apps", "Marche des sacoches": an unknown name that the noun opens
        let opened = mentions
            .iter()
            .find(|m| m.first == at && m.len() > 1 && m.kinds == Kinds::NAME);
        if let Some(name) = opened
            && !self.pack.capital_nouns
        {
            let mut mention = Mention::new(at, name.end, Kinds::EVENT.or(Kinds::HAPPENING));
            mention.best = Kinds::EVENT;
            return Some(mention);
        }
        if mentions.iter().any(|m| inside(&m)) {
            return None;
        }
        let (mut first, mut end) = (at, at + 1);
        // "general election", "Deliveroo strike", "the US presidential election"
        let mut before = at;
        while before > self.sentence.first && self.word_in(before - 1, "happening-qualities-before")
        {
            before -= 1;
        }
        // a noun has an article, a preposition, a mark before it where adjectives follow theirs: "on débat"
        let adjectives_first = matches!(self.sentence.lang.as_str(), "en" | "de");
        if adjectives_first {
            first = before;
        } else if before > self.sentence.first
            && self.tokens[before - 1].kind == TokenKind::Word
            && ![
                "articles",
                "definite",
                "prepositions",
                "happening-of",
                "conjunctions",
                "strike-verbs",
            ]
            .iter()
            .any(|list| self.word_in(before - 1, list))
        {
            return None;
        }
        // "les législatives" are not told apart by what they are of; "the event", "l'incontro" are at times
        let vague = self.word_in(at, "anaphor-event");
        if self.word_in(at, "happening-names") {
            let mut mention = Mention::new(at, at + 1, Kinds::EVENT.or(Kinds::HAPPENING));
            mention.best = Kinds::EVENT;
            return Some(mention);
        }
        if self.word_in(at, "happening-heads-after-name") {
            if let Some(named) = self.of_that_name(first, at, mentions) {
                return Some(named);
            }
            let before = mentions.iter().find(|m| {
                m.end == first
                    && m.kinds.has(Kinds::ANY_CLASS.or(Kinds::DEMONYM))
                    && !m
                        .kinds
                        .has(Kinds::ANAPHOR.or(Kinds::QUOTED).or(Kinds::PERSON))
            });
            if let Some(before) = before {
                first = before.first;
            }
        }
        while self.word_in(end, "happening-qualities-behind")
            || mentions
                .iter()
                .any(|m| m.first == end && m.kinds.has(Kinds::DEMONYM) && self.small(end))
        {
            end += 1;
        }
        // "the seminar “Work and machines”", "la lecture, « … », ": the title is its name
        let comma = usize::from(matches!(self.mark(end), "," | ":"));
        let titled = |m: &Mention| m.kinds.has(Kinds::QUOTED) && m.len() >= 4;
        let behind = |t: usize| mentions.iter().any(|m| m.first == t && titled(m));
        if behind(end) || comma == 1 && self.word_in(at, "event-heads") && behind(end + 1) {
            return None;
        }
        // "un incontro dal titolo «…»", "the walkout, which members have nicknamed “…”"
        let event = |m: &&Mention| m.kinds.has(Kinds::QUOTED) && m.kinds.has(Kinds::EVENT);
        let further = mentions.iter().filter(event).map(|m| m.first);
        let further = further.filter(|t| (end..end + TO_TITLE).contains(t)).min();
        if further.is_some_and(|t| !(end..t).any(|other| self.is_head(other))) {
            return None;
        }
        if let Some(name) = self.named(at, end) {
            return Some(name);
        }
        if let Some(behind) = self.complement(end, mentions) {
            end = behind;
            // "sciopero dei rider di Foodora": whose riders they are
            let mut next = end;
            if self.word_in(next, "happening-of") {
                next += 1;
                if let Some(known) = self.known(next, mentions).filter(|m| {
                    m.kinds
                        .has(Kinds::PLATFORM.or(Kinds::COMPANY).or(Kinds::ORGANIZATION))
                }) {
                    end = known.end;
                }
            }
        }
        end = self.topic(end).unwrap_or(end);
        // "the first meeting", "the last event" still say nothing
        if vague && end == at + 1 {
            first = at;
        }
        let mut mention = Mention::new(first, end, Kinds::EVENT.or(Kinds::HAPPENING));
        mention.best = Kinds::EVENT;
        Some(mention)
    }

    /// "the TechCrunch50 conference", "the Web Summit conference": the name of the happening is before its noun.
    fn of_that_name(&self, first: usize, noun: usize, mentions: &[Mention]) -> Option<Mention> {
        let gathers = self.word_in(noun, "title-events") && self.small(noun);
        let name = mentions.iter().filter(|m| gathers && m.end == first);
        let named = |m: &&Mention| {
            let known = m.best == Kinds::EVENT && !m.kinds.has(Kinds::HAPPENING.or(Kinds::QUOTED));
            (known || m.kinds == Kinds::NAME) && !m.is_empty()
        };
        let mut whole = name.filter(named).max_by_key(|m| m.len())?.clone();
        whole.end = noun + 1;
        whole.kinds = Kinds::EVENT;
        whole.best = Kinds::EVENT;
        Some(whole)
    }

    fn mark(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(token) if at < self.sentence.end && token.kind == TokenKind::Mark => {
                token.text(self.post)
            }
            _ => "",
        }
    }

    /// "the Data Workers' Summit": a head with a capital letter that closes a row of capital words, where the
    /// sentence is no heading.
    fn named(&self, at: usize, end: usize) -> Option<Mention> {
        let small = self.tokens[self.sentence.first..self.sentence.end]
            .iter()
            .filter(|t| t.shape == Shape::Lower && t.span.len() > 3)
            .count();
        if self.pack.capital_nouns || !self.tokens[at].capital() || small < 3 {
            return None;
        }
        let mut first = at;
        let mut capitals = 0;
        while first > self.sentence.first && at - first < 7 {
            let token = &self.tokens[first - 1];
            let genitive = matches!(self.mark(first - 1), "'" | "’")
                || token.text(self.post) == "s" && token.glued;
            let opens =
                first - 1 == self.sentence.first || self.word_in(first - 1, "stop-capitals");
            if token.kind == TokenKind::Word && token.capital() && !opens {
                capitals += 1;
            } else if !genitive {
                break;
            }
            first -= 1;
        }
        while first < at && !self.tokens[first].capital() {
            first += 1;
        }
        if capitals == 0 || first == at {
            return None;
        }
        let mut mention = Mention::new(first, end, Kinds::EVENT);
        mention.best = Kinds::EVENT;
        Some(mention)
    }

    /// "le colloque sur le travail numérique, organisé par …": what it is about, where a mark ends it.
    fn topic(&self, at: usize) -> Option<usize> {
        if !self.word_in(at, "happening-on") {
            return None;
        }
        let stop = (at + 2..self.sentence.end.min(at + 9))
            .find(|&t| self.tokens[t].kind != TokenKind::Word)?;
        let mark = self.tokens[stop].text(self.post);
        let about = (at + 1..stop).all(|t| !self.word_in(t, "happening-times"));
        (about && matches!(mark, "," | "(" | "." | ":" | ";")).then_some(stop)
    }

    /// What a happening is of: "de Donald Trump", "des livreurs Uber Eats", "of the couriers"; where it ends.
    fn complement(&self, at: usize, mentions: &[Mention]) -> Option<usize> {
        if !self.word_in(at, "happening-of") {
            return None;
        }
        let mut next = at + 1;
        while self.word_in(next, "articles") {
            next += 1;
        }
        // "de M. Donald Trump"
        let titled = next
            + usize::from(self.word_in(next, "person-titles"))
            + usize::from(
                self.word_in(next, "person-titles")
                    && self
                        .tokens
                        .get(next + 1)
                        .is_some_and(|t| t.text(self.post) == "."),
            );
        // "the strike of 8 October", "the hearing of April": when, not what of
        if self.word_in(titled, "happening-times") {
            return None;
        }
        if let Some(known) = self.known(titled, mentions) {
            return Some(known.end);
        }
        if !self.noun(next) {
            return None;
        }
        let mut end = next + 1;
        while self.word_in(end, "happening-qualities-behind") {
            end += 1;
        }
        // "livreurs Uber Eats"
        if let Some(known) = self.known(end, mentions).filter(|m| {
            m.kinds
                .has(Kinds::PLATFORM.or(Kinds::COMPANY).or(Kinds::ORGANIZATION))
        }) {
            end = known.end;
        }
        Some(end)
    }

    /// "C-434/15", "9 AZR 102/20": what a court calls a case by its register.
    fn docket(&self, at: usize) -> Option<Mention> {
        let text = |t: usize| match t < self.sentence.end {
            true => self.tokens[t].text(self.post),
            false => "",
        };
        let number = |t: usize| {
            t < self.sentence.end && self.tokens[t].kind == TokenKind::Number && text(t).len() <= 4
        };
        let year = |t: usize| number(t) && matches!(text(t).len(), 2 | 4);
        let counted = |t: usize| number(t) && text(t + 1) == "/" && year(t + 2);
        // the senate before the letters of the register: "1 BvR 123/21"
        let register = |t: usize| {
            let letters = text(t);
            (2..=4).contains(&letters.len())
                && self.tokens[t].kind == TokenKind::Word
                && self.tokens[t].capital()
                && !letters.ends_with(char::is_lowercase)
        };
        let dash = matches!(text(at + 1), "-" | "‑" | "–");
        let of_union = matches!(text(at), "C" | "T") && dash;
        let of_senate = number(at) && text(at).len() <= 2 && register(at + 1);
        let end = if (of_union || of_senate) && counted(at + 2) {
            at + 5
        } else {
            return None;
        };
        // "Case C-434/15"
        let before = at.checked_sub(1).filter(|&b| b >= self.sentence.first);
        let named = before.filter(|&b| self.word_in(b, "case-words") && self.tokens[b].capital());
        let english = self.sentence.lang.as_str() == "en";
        let first = named.filter(|_| english).unwrap_or(at);
        let mut mention = Mention::new(first, end, Kinds::EVENT);
        mention.best = Kinds::EVENT;
        Some(mention)
    }

    /// "Uber v Aslam", "O'Connor v. Uber Technologies".
    fn case(&self, at: usize, mentions: &[Mention]) -> Option<Mention> {
        let opens = at == self.sentence.first && self.word_in(at, "stop-capitals");
        if !self.tokens[at].capital() || opens {
            return None;
        }
        // only from the first word of the name before the sign
        let before = at.checked_sub(1).filter(|&b| b >= self.sentence.first);
        if before.is_some_and(|b| self.tokens[b].capital() && !self.word_in(b, "stop-capitals")) {
            return None;
        }
        let mut sign = at + 1;
        while sign < self.sentence.end && sign < at + 6 && self.tokens[sign].capital() {
            sign += 1;
        }
        if !self.word_in(sign, "case-signs") || !self.small(sign) {
            return None;
        }
        let mut next = sign + 1;
        if self
            .tokens
            .get(next)
            .is_some_and(|t| t.text(self.post) == ".")
        {
            next += 1;
        }
        let mut end = match self.known(next, mentions) {
            Some(known) => known.end,
            None => next,
        };
        while end < self.sentence.end && end < next + 5 && self.tokens[end].capital() {
            end += 1;
        }
        if end == next || end > self.sentence.end {
            return None;
        }
        let mut mention = Mention::new(at, end, Kinds::EVENT);
        mention.best = Kinds::EVENT;
        Some(mention)
    }
}
