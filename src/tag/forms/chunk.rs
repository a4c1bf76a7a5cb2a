//! Runs of capital words, with what may stand between them, and what they name by their form.

use super::{LINKS, LONGEST_ACRONYM, Reader, Style};
use crate::ontology::kinds::Kinds;
use crate::ontology::words::WordId;
use crate::split::{Shape, Token, TokenKind};
use crate::tag::Mention;

impl Reader<'_> {
    /// A run of capital words from `first`, with what may stand between them.
    pub(super) fn chunk(&self, first: usize, style: Style) -> Option<Mention> {
        let end_of_sentence = self.sentence.end;
        let start = &self.tokens[first];
        if let Some(body) = self.part_of_body(first) {
            return Some(body);
        }
        if let Some(venue) = self.venue(first) {
            return Some(venue);
        }
        // "université d'Oxford", "ministère du Travail": a head word may be written small
        let small_head = start.shape == Shape::Lower
            && self.word_in(first, "org-heads-small")
            && (self.links(first + 1) || self.org_word(first + 1) || self.academic_name(first));
        if !(start.capital() || small_head)
            || self.word_in(first, "stop-capitals") && self.opens(first)
        {
            return None;
        }
        let blocked = first
            .checked_sub(1)
            .is_some_and(|b| b >= self.sentence.first && self.word_in(b, "name-blockers"));
        if self.word_in(first, "not-names")
            || self.compound(first)
            || blocked
            || self.is_short_title(first)
        {
            return None;
        }
        if self.title_opens(first) || self.legal_form(first) || self.behind_digits(first) {
            return None;
        }
        let mut end = first + 1;
        let mut event = self.event_head(first);
        let mut head = self.word_in(first, "org-heads") || event;
        let mut person = self.given(first);
        // "la coopérative Les Volants de la Saône": a capital article inside of a sentence begins a name
        let titled = !self.opens(first)
            && self.word_in(first, "articles")
            && self.tokens.get(first + 1).is_some_and(Token::capital);
        let titled_person = self.titled_person(first);
        let mut capitals = usize::from(start.capital());
        while end < end_of_sentence {
            let token = &self.tokens[end];
            let before = &self.tokens[end - 1];
            if token.capital() && (head || !self.word_in(end, "not-names") && !self.compound(end)) {
                if small_head && capitals > 0 && !before.capital() && !self.links(end - 1) {
                    break;
                }
                // "explique au Figaro Mark Graham": somebody's name starts behind another name
                let somebody = !head
                    && !person
                    && self.knowledge.lexicon.is_given_name(token.word)
                    && self.tokens.get(end + 1).is_some_and(Token::capital)
                    && !self.word_in(end + 1, "org-tails");
                // "Participarán Ana Quispe": a word of the language that only opens the sentence
                let opens = end == first + 1 && self.opens(first) && start.word != WordId::UNKNOWN;
                if somebody && (opens || self.knowledge.lexicon.is_start(before.word)) {
                    break;
                }
                // "Oxford Internet Institute Mark Graham", but "Institut Louis Bachelier"
                if head && self.somebody_behind(first, end) {
                    break;
                }
                // "Maurice Quinlivan TD of Sinn Féin"
                let suffix = || self.word_in(end, "name-suffixes") && token.shape != Shape::Title;
                if person && end >= first + 2 && (suffix() || self.title_behind(end)) {
                    break;
                }
                // "Digital Labour Days": the head that closes a name tells more than one that opens it
                event |= self.event_tail(first, end);
                head |= event || self.word_in(end, "org-heads") || self.word_in(end, "org-tails");
                capitals += 1;
                end += 1;
                continue;
            }
            // an initial's full stop: "Sarah T. Roberts"
            if token.kind == TokenKind::Mark
                && token.glued
                && token.text(self.post) == "."
                && before.kind == TokenKind::Word
                && before.span.len() <= 2
                && before.capital()
                && self.tokens.get(end + 1).is_some_and(|t| {
                    end + 1 < end_of_sentence
                        && t.capital()
                        && !self.word_in(end + 1, "stop-capitals")
                })
            {
                end += 1;
                continue;
            }
            if token.kind == TokenKind::Mark
                && token.text(self.post) == "&"
                && (head || self.one_firm(first, end))
                && self.tokens.get(end + 1).is_some_and(Token::capital)
            {
                end += 2;
                capitals += 1;
                continue;
            }
            // "Universität Witten/Herdecke"
            if head
                && self.is_mark(end, "/")
                && token.glued
                && self
                    .tokens
                    .get(end + 1)
                    .is_some_and(|t| end + 1 < end_of_sentence && t.glued && t.capital())
            {
                end += 2;
                capitals += 1;
                continue;
            }
            if head
                && self.is_mark(end, ",")
                && let Some(last) = self.field_behind(first, end)
            {
                end = last;
                continue;
            }
            if let Some(tail) = self.members_behind(first, end) {
                head = true;
                capitals += tail - end - 1;
                end = tail;
                continue;
            }
            let digits = token.text(self.post).len();
            if token.kind == TokenKind::Number
                && head
                && (digits <= 2 || event && digits == 4)
                && !token.glued
            {
                end += 1;
                // "Juzgado de lo Social 5 de Valencia"
                let seat = !event && self.links(end) && {
                    let next = self.tokens.get(end + 1);
                    end + 1 < end_of_sentence && next.is_some_and(Token::capital)
                };
                if seat {
                    continue;
                }
                break;
            }
            if head && self.numbered(end) {
                end += 1;
                continue;
            }
            if head
                && capitals == 1
                && start.capital()
                && let Some(far) = self.common_complement(first, end)
            {
                end = far;
                continue;
            }
            // lower case words inside of a name
            let mut next = end;
            let mut org_words = 0;
            while next < end_of_sentence
                && next < end + LINKS
                && self.tokens[next].kind == TokenKind::Word
                && !self.tokens[next].capital()
                && (head && (self.links(next) || self.org_word(next))
                    || titled && self.links(next)
                    || (person || titled_person) && self.word_in(next, "particles"))
            {
                org_words += usize::from(self.org_word(next));
                next += 1;
            }
            let particles = !head && (person || titled_person);
            let goes_on = next > end
                && next < end_of_sentence
                && self.tokens[next].capital()
                && (!self.word_in(next, "stop-capitals") || particles)
                && !(particles && self.no_surname(first, next))
                // "the Council on Tuesday"
                && !(self.word_in(next, "not-names") && self.word_in(next, "happening-times"))
                && !self.seated(first, end, next);
            if goes_on && !self.starts_other(end, next) && !self.whole_behind(first, end, next) {
                // the surname behind its particle, whatever it means as a word
                end = next + usize::from(particles);
                capitals += usize::from(particles);
                continue;
            }
            // "Conseil national du numérique", "École des hautes études en sciences sociales"
            if head && org_words > 0 {
                let mut stop = next;
                while stop > end && !self.org_word(stop - 1) {
                    stop -= 1;
                }
                end = stop;
            }
            break;
        }
        // what linked the name to a word that turned out to be none of it
        while end > first + 1 && self.loose_end(end - 1) {
            end -= 1;
        }
        let end = self.without_seat(first, end);
        let mut mention = Mention::new(first, end, Kinds::NAME);
        let length = end - first;
        if head
            && length > 1
            && (capitals > 1
                || !start.capital()
                || self.tokens[first..end]
                    .iter()
                    .any(|t| t.shape == Shape::Lower))
        {
            if !start.capital() && capitals == 0 {
                return None;
            }
            mention.kinds = if event {
                Kinds::EVENT
            } else {
                Kinds::ORGANIZATION
            };
            return Some(mention);
        }
        if head && length > 1 && capitals >= 1 && self.word_in(first, "org-heads") {
            mention.kinds = Kinds::ORGANIZATION;
            return Some(mention);
        }
        if small_head {
            return None;
        }
        if let Some(whole) = self.firm(first, end)
            && (length > 1 || whole > end)
            && (style == Style::Running || (end..whole).any(|at| self.word_in(at, "legal-forms")))
        {
            mention.end = whole;
            mention.kinds = Kinds::COMPANY;
            return Some(mention);
        }
        // "CASILLI Antonio"
        person |= length == 2
            && start.shape == Shape::Upper
            && start.span.len() >= 3
            && self.given(first + 1)
            && self.tokens[first + 1].shape == Shape::Title;
        person &= length >= 2;
        // "Pietro M.", who keeps the surname back
        let initial = length == 2 && self.tokens[end - 1].span.len() == 1 && self.is_mark(end, ".");
        if person && capitals <= 5 && (initial || self.surname_like(first, end)) {
            mention.kinds = Kinds::PERSON;
            return Some(mention);
        }
        // "M. Dupont", "Dr. Ricaurte"
        if titled_person && length <= 5 || self.initials(first, end) {
            mention.kinds = Kinds::PERSON;
            return Some(mention);
        }
        if style == Style::Headline {
            return None;
        }
        self.trimmed(first, end)
    }

    /// "M. Didier Warnotte", "MM. Riallot et Diallo": no initial, but in "M. L. Gray".
    pub(super) fn is_short_title(&self, at: usize) -> bool {
        let initial = |at: usize| {
            self.tokens.get(at).is_some_and(|it| it.span.len() == 1) && self.is_mark(at + 1, ".")
        };
        self.word_in(at, "person-titles")
            && self.is_mark(at + 1, ".")
            && !initial(at + 2)
            && self.tokens.get(at + 2).is_some_and(Token::capital)
    }

    /// An unknown name without the words at its start that are capital for another reason.
    pub(super) fn trimmed(&self, mut first: usize, end: usize) -> Option<Mention> {
        while first < end
            && !self.article_of_surname(first, end)
            && (self.word_in(first, "stop-capitals")
                || self.word_in(first, "articles")
                || !self.tokens[first].capital())
        {
            first += 1;
        }
        if first >= end {
            return None;
        }
        let length = end - first;
        let token = &self.tokens[first];
        // one capital word that opens a sentence is a name only where it looks like nothing else
        let somebody = self.knowledge.lexicon.is_given_name(token.word);
        let opens = length == 1 && self.opens(first) && token.shape == Shape::Title;
        if opens && !somebody && !self.name_opens(first) {
            return None;
        }
        if length == 1 && token.span.len() < 2 {
            return None;
        }
        let mut mention = Mention::new(first, end, Kinds::NAME);
        if length == 1 && token.shape == Shape::Upper && token.span.len() <= LONGEST_ACRONYM {
            mention.kinds = Kinds::NAME.or(Kinds::ACRONYM);
        }
        if (2..=4).contains(&length) && self.given(first) && self.surname_like(first, end) {
            mention.kinds = Kinds::PERSON;
        }
        Some(mention)
    }

    pub(super) fn links(&self, at: usize) -> bool {
        self.word_in(at, "name-links")
    }

    pub(super) fn org_word(&self, at: usize) -> bool {
        self.word_in(at, "org-words")
    }

    /// "l'université Lumière-Lyon-II": a university that is called by a name.
    pub(super) fn academic_name(&self, head: usize) -> bool {
        let bodies = Kinds::ORGANIZATION.or(Kinds::COMPANY);
        let name = head + 1;
        self.word_in(head, "academic-heads")
            && name < self.sentence.end
            && self.tokens[name].capital()
            && !self.word_in(name, "stop-capitals")
            && self.known(name, bodies).is_none()
    }

    /// "l'université et Google": behind a conjunction another name may start.
    pub(super) fn starts_other(&self, link: usize, next: usize) -> bool {
        let conjunction = (link..next).any(|at| self.word_in(at, "conjunctions"));
        // "Universität Zorba und Leiterin des Labors": what somebody is besides
        let office = self.pack.capital_nouns && self.word_in(next, "role-words");
        conjunction
            && (office
                || self.known_from(next)
                || self.given(next)
                || self.word_in(next, "org-heads"))
    }
}
