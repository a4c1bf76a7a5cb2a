//! Names that no lexicon has, by their form: first names, head words, capitals, quotation marks.

mod persons;
mod reach;
mod venues;

use rustc_hash::FxHashSet;

use super::Mention;
use super::names::Candidate;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::words::WordId;
use crate::split::{Sentence, Shape, Text, Token, TokenKind};

/// How many words written small stand inside of a name at most, one behind the other: "Conseil de prud'hommes de Nantes".
const LINKS: usize = 7;
/// How many bytes an acronym has at most.
const LONGEST_ACRONYM: usize = 6;

/// What the whole post tells of its names.
pub struct About {
    /// It speaks of platforms or of work on them.
    pub labour: bool,
    /// Words that it writes small somewhere.
    pub small_words: FxHashSet<WordId>,
}

/// The mentions of one sentence: what the lexicon offered, weighed against what the forms say.
pub fn find(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    knowledge: &Knowledge,
    pack: &Pack,
    about: &About,
    candidates: Vec<Candidate>,
    out: &mut Vec<Mention>,
) {
    let reader = Reader {
        post,
        tokens: &text.tokens,
        sentence,
        knowledge,
        pack,
        about_labour: about.labour,
        small_words: &about.small_words,
    };
    let style = reader.style();
    let mut spans: Vec<Mention> = Vec::new();
    let mut at = sentence.first;
    while at < sentence.end {
        match reader.chunk(at, style) {
            Some(chunk) => {
                at = chunk.end.max(at + 1);
                spans.push(chunk);
            }
            None => at += 1,
        }
    }
    spans.retain(|span| !reader.known_names(span, &candidates));
    if style == Style::Running {
        for candidate in &candidates {
            let body = &candidate.mention;
            if let Some(end) = reader.branch(body) {
                spans.retain(|s| s.end <= body.first || end <= s.first || end < s.end);
                spans.push(Mention::new(body.first, end, Kinds::ORGANIZATION));
            }
        }
    }
    let mut taken: Vec<Mention> = Vec::new();
    for candidate in candidates {
        let mention = &candidate.mention;
        let chunk = spans
            .iter()
            .find(|s| s.first < mention.end && mention.first < s.end);
        let inside = chunk.is_some_and(|c| {
            c.len() > mention.len() && c.first <= mention.first && mention.end <= c.end
        });
        // a longer name that its form explains holds the shorter one: "Université de Bordeaux", "Paris Hilton"
        if inside && chunk.is_some_and(|c| c.kinds.has(Kinds::ANY_CLASS)) {
            continue;
        }
        if candidate.ambiguous && !reader.speaks_for(mention, chunk) {
            continue;
        }
        taken.push(candidate.mention);
    }
    // of two names of the lexicon the longer one; of two of the same length both are kept for the rules to choose
    taken.sort_by_key(|m| (m.first, std::cmp::Reverse(m.end)));
    let mut last_end = 0;
    let mut last_span = (0, 0);
    let mut kept: Vec<Mention> = Vec::new();
    for mention in taken {
        if mention.first < last_end && (mention.first, mention.end) != last_span {
            continue;
        }
        // two cities of one name, a firm and a service of one name: the first of the lexicon
        let twin = |k: &Mention| {
            (k.first, k.end) == (mention.first, mention.end)
                && (k.best == mention.best
                    || k.kinds.has(Kinds::COUNTRY) && mention.kinds.has(Kinds::PLACE))
        };
        if kept.iter().any(twin) {
            continue;
        }
        last_end = last_end.max(mention.end);
        last_span = (mention.first, mention.end);
        kept.push(mention);
    }
    for chunk in spans {
        let over: Vec<&Mention> = kept
            .iter()
            .filter(|k| k.first < chunk.end && chunk.first < k.end && !k.kinds.has(Kinds::DEMONYM))
            .collect();
        // "South African", "les Kényans": a nationality and no name
        let nationality = |k: &Mention| {
            k.kinds.has(Kinds::DEMONYM) && (k.first, k.end) == (chunk.first, chunk.end)
        };
        if chunk.kinds.has(Kinds::NAME) && kept.iter().any(nationality) {
            continue;
        }
        let place = Kinds::PLACE.or(Kinds::COUNTRY);
        let placed = chunk.kinds.has(Kinds::NAME)
            && style == Style::Running
            && matches!(over[..], [known] if known.kinds.has(place) && reader.placed_name(&chunk, known));
        if over.is_empty() || placed {
            kept.retain(|k| !(k.first < chunk.end && chunk.first < k.end));
            out.push(chunk);
            continue;
        }
        // what is left of an unknown name beside a known one is a name of its own
        if chunk.kinds.has(Kinds::NAME) {
            let mut start = chunk.first;
            let mut pieces = Vec::new();
            for known in &over {
                if known.first > start {
                    pieces.push((start, known.first));
                }
                start = start.max(known.end);
            }
            if start < chunk.end {
                pieces.push((start, chunk.end));
            }
            for (first, end) in pieces {
                if let Some(piece) = reader.trimmed(first, end) {
                    out.push(piece);
                }
            }
        }
    }
    for mention in &mut kept {
        // "re:publica 2016"
        let year = text.tokens.get(mention.end).filter(|t| {
            mention.end < sentence.end && t.kind == TokenKind::Number && t.text(post).len() == 4
        });
        if mention.kinds.has(Kinds::EVENT) && year.is_some_and(|t| t.text(post).starts_with("20")) {
            mention.end += 1;
        }
    }
    out.extend(kept);
    reader.shared_surnames(out);
    reader.quotes(out);
    reader.whole_titles(out);
}

/// How the capitals of a sentence are used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Running,
    /// "How Teens In The Balkans Are Duping Trump Supporters", or all in upper case: capitals say little.
    Headline,
}

struct Reader<'a> {
    post: &'a str,
    tokens: &'a [Token],
    sentence: &'a Sentence,
    knowledge: &'a Knowledge,
    pack: &'a Pack,
    /// The post speaks of platforms or of work on them.
    about_labour: bool,
    /// Words that the post writes small somewhere.
    small_words: &'a FxHashSet<WordId>,
}

impl Reader<'_> {
    /// Words in quotation marks do not count: a title in a sentence makes it no headline.
    fn style(&self) -> Style {
        let (mut all, mut capital, mut quoted) = (0, 0, false);
        for token in &self.tokens[self.sentence.first..self.sentence.end] {
            match token.kind {
                TokenKind::Mark => match token.text(self.post) {
                    "«" | "“" | "„" => quoted = true,
                    "»" | "”" => quoted = false,
                    _ => {}
                },
                TokenKind::Word if !quoted && token.span.len() > 3 => {
                    all += 1;
                    capital += usize::from(token.capital());
                }
                _ => {}
            }
        }
        // German writes its nouns with capitals
        let share = if self.sentence.lang.as_str() == "de" {
            10
        } else {
            7
        };
        if all >= 4 && capital * 10 >= all * share {
            Style::Headline
        } else {
            Style::Running
        }
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        at < self.sentence.end
            && self.tokens[at].kind == TokenKind::Mark
            && self.tokens[at].text(self.post) == mark
    }

    #[inline(always)]
    fn word_in(&self, at: usize, list: &'static str) -> bool {
        at < self.sentence.end && self.pack.set(list).contains(self.tokens[at].word)
    }

    /// Whether a word here is capital because a sentence, a quotation or a list item starts with it.
    fn opens(&self, at: usize) -> bool {
        at == self.sentence.first
            || at.checked_sub(1).is_some_and(|b| {
                self.tokens[b].kind == TokenKind::Mark
                    && !matches!(
                        self.tokens[b].text(self.post),
                        "," | "(" | "/" | "&" | ";" | "-" | "'" | "’"
                    )
            })
    }

    /// A run of capital words from `first`, with what may stand between them.
    fn chunk(&self, first: usize, style: Style) -> Option<Mention> {
        let end_of_sentence = self.sentence.end;
        let start = &self.tokens[first];
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
                if somebody && self.knowledge.lexicon.is_start(before.word) {
                    break;
                }
                // "Oxford Internet Institute Mark Graham", but "Institut Louis Bachelier"
                if head && self.somebody_behind(first, end) {
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
            && (style == Style::Running || self.word_in(whole - 1, "legal-forms"))
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
    fn is_short_title(&self, at: usize) -> bool {
        let initial = |at: usize| {
            self.tokens.get(at).is_some_and(|it| it.span.len() == 1) && self.is_mark(at + 1, ".")
        };
        self.word_in(at, "person-titles")
            && self.is_mark(at + 1, ".")
            && !initial(at + 2)
            && self.tokens.get(at + 2).is_some_and(Token::capital)
    }

    /// An unknown name without the words at its start that are capital for another reason.
    fn trimmed(&self, mut first: usize, end: usize) -> Option<Mention> {
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

    /// "l'université Lumière-Lyon-II": a university that is called by a name.
    fn academic_name(&self, head: usize) -> bool {
        let bodies = Kinds::ORGANIZATION.or(Kinds::COMPANY);
        let name = head + 1;
        self.word_in(head, "academic-heads")
            && name < self.sentence.end
            && self.tokens[name].capital()
            && !self.word_in(name, "stop-capitals")
            && self.known(name, bodies).is_none()
    }

    fn links(&self, at: usize) -> bool {
        self.word_in(at, "name-links")
    }

    fn org_word(&self, at: usize) -> bool {
        self.word_in(at, "org-words")
    }

    /// "l'université et Google": behind a conjunction another name may start.
    fn starts_other(&self, link: usize, next: usize) -> bool {
        let conjunction = (link..next).any(|at| self.word_in(at, "conjunctions"));
        conjunction
            && (self.known_from(next) || self.given(next) || self.word_in(next, "org-heads"))
    }

    fn given(&self, at: usize) -> bool {
        let Some(token) = self
            .tokens
            .get(at)
            .filter(|t| t.capital() && t.span.len() >= 2)
        else {
            return false;
        };
        let lexicon = &self.knowledge.lexicon;
        let surname = || {
            let next = self
                .tokens
                .get(at + 1)
                .filter(|_| at + 1 < self.sentence.end);
            next.is_some_and(|t| {
                t.capital()
                    && t.shape != Shape::Upper
                    && !lexicon.is_start(t.word)
                    && !self.word_in(at + 1, "org-tails")
            })
        };
        let ambiguous = || !self.word_in(at, "stop-capitals") && (!self.opens(at) || surname());
        lexicon.is_given_name(token.word)
            || lexicon.is_ambiguous_given_name(token.word) && ambiguous()
    }

    /// Whether what follows the first name can be a surname: no head of an organisation, no short acronym.
    fn surname_like(&self, first: usize, end: usize) -> bool {
        let words = self.tokens[first..end]
            .iter()
            .filter(|t| t.capital())
            .count();
        let last = &self.tokens[end - 1];
        words >= 2
            && last.capital()
            && last.span.len() >= 2
            && !self.word_in(end - 1, "event-heads")
            && !self.word_in(end - 1, "work-heads")
            && !self.word_in(end - 1, "not-surnames")
    }

    fn title_before(&self, at: usize) -> bool {
        if self.is_mark(at, ".") && at > self.sentence.first {
            return self.word_in(at - 1, "person-titles") && self.tokens[at - 1].capital();
        }
        self.word_in(at, "person-titles")
    }

    /// Whether the context takes an ambiguous name for the thing of the lexicon.
    fn speaks_for(&self, mention: &Mention, chunk: Option<&Mention>) -> bool {
        if mention.kinds.has(Kinds::DEMONYM) {
            return true;
        }
        // part of a longer unknown name
        if chunk.is_some_and(|c| c.len() > mention.len()) {
            return false;
        }
        let before = mention
            .first
            .checked_sub(1)
            .filter(|&b| b >= self.sentence.first);
        if mention.kinds.has(Kinds::PLACE.or(Kinds::COUNTRY)) {
            return before.is_some_and(|b| {
                self.word_in(b, "place-prepositions")
                    || self.is_mark(b, "(")
                    || self.is_mark(b, ",")
            }) && !self
                .tokens
                .get(mention.end)
                .is_some_and(|t| mention.end < self.sentence.end && t.capital() && !t.glued);
        }
        if mention.len() >= 2 && mention.kinds.has(Kinds::WORK) {
            return before.is_some_and(|b| {
                self.tokens[b].kind == TokenKind::Mark || self.word_in(b, "work-heads")
            });
        }
        let heads: &[&'static str] = if mention.kinds.has(Kinds::ORGANIZATION) {
            &["org-heads", "anaphor-organization"]
        } else {
            &[
                "platform-heads",
                "company-heads",
                "anaphor-platform",
                "anaphor-company",
            ]
        };
        // "un chauffeur Bolt", "a Bolt driver"
        let crew = |at: usize| self.word_in(at, "crew-nouns");
        if !mention.kinds.has(Kinds::ORGANIZATION)
            && (before.is_some_and(crew) || crew(mention.end))
        {
            return true;
        }
        // "la plateforme Malt", "l'entreprise Orange", "Orange, l'opérateur"
        let near = |at: usize| heads.iter().any(|list| self.word_in(at, list));
        if before.is_some_and(|b| near(b) || b > self.sentence.first && near(b - 1)) {
            return true;
        }
        if mention.len() >= 2
            && self.tokens[mention.first..mention.end]
                .iter()
                .filter(|t| t.capital())
                .count()
                >= 2
        {
            return true;
        }
        // an acronym, or a capital inside of a sentence behind an article or preposition
        let token = &self.tokens[mention.first];
        let all_capitals = token.shape == Shape::Upper && token.span.len() >= 2;
        if all_capitals {
            // not a word that is shouted
            return !self.small_words.contains(&token.word)
                && !self.word_in(mention.first, "stop-capitals")
                && !self.word_in(mention.first, "not-names");
        }
        // "Sama's workers", "Foxglove, a London non-profit"
        let genitive = self
            .tokens
            .get(mention.end + 1)
            .is_some_and(|t| t.text(self.post) == "s" && t.glued);
        let apposed = self.is_mark(mention.end, ",") && self.word_in(mention.end + 1, "articles");
        if (genitive || apposed)
            && token.capital()
            && !self.knowledge.lexicon.is_given_name(token.word)
        {
            return true;
        }
        // where platforms are spoken of, a capital word that is the name of one is meant so
        let small = self.post[token.span.start as usize..]
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
            && !mention.kinds.has(Kinds::ORGANIZATION)
            && self.about_labour;
        if small && !self.opens(mention.first) {
            return true;
        }
        if small
            && self
                .tokens
                .get(mention.end)
                .is_some_and(|t| mention.end < self.sentence.end && !t.capital())
        {
            return !self.small_words.contains(&token.word)
                && !self.knowledge.lexicon.is_given_name(token.word);
        }
        !self.opens(mention.first)
            && token.capital()
            && before.is_some_and(|b| {
                self.word_in(b, "articles")
                    || self.word_in(b, "prepositions")
                    || self.word_in(b, "conjunctions")
                    || self.is_mark(b, ",")
                    || self.is_mark(b, "(")
                    || self.is_mark(b, "/")
            })
            && !self.knowledge.lexicon.is_given_name(token.word)
    }

    /// Words between quotation marks, the marks included.
    fn quotes(&self, out: &mut Vec<Mention>) {
        let mut open: Option<(usize, &str)> = None;
        for at in self.sentence.first..self.sentence.end {
            let token = &self.tokens[at];
            if token.kind != TokenKind::Mark {
                continue;
            }
            let mark = token.text(self.post);
            match (open, mark) {
                (Some((first, wanted)), m) if wanted.contains(m) => {
                    if at > first + 1 && at - first <= 40 {
                        out.push(Mention::new(first, at + 1, Kinds::QUOTED));
                    }
                    open = None;
                }
                // German guillemets point inwards
                (None, "»") if self.sentence.lang.as_str() == "de" => open = Some((at, "«")),
                (_, "«") => open = Some((at, "»")),
                (_, "“") => open = Some((at, "”“")),
                (_, "„") => open = Some((at, "“”\"")),
                (None, "\"") => open = Some((at, "\"")),
                (None, "‘") if !token.glued => open = Some((at, "’")),
                _ => {}
            }
        }
    }
}
