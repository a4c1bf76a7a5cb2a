//! Names that no lexicon has, by their form: first names, head words, capitals, quotation marks.

mod chunk;
mod known;
mod persons;
mod quoted;
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
    for mut candidate in candidates {
        if let Some(end) = reader.with_legal_form(&candidate.mention) {
            spans.retain(|s| s.end <= candidate.mention.first || end <= s.first);
            candidate.mention.end = end;
        }
        let mention = &candidate.mention;
        let chunk = spans
            .iter()
            .find(|s| s.first < mention.end && mention.first < s.end);
        // "The National Executive Council" is no newspaper: forms have no article
        let article = usize::from(reader.word_in(mention.first, "articles"));
        let inside = chunk.is_some_and(|c| {
            let reaches = c.first <= mention.first + article && mention.end <= c.end;
            reaches && (c.first < mention.first || mention.end < c.end)
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
        // "Télécom ParisTech": a name before the name of a body is that of another one
        let housed = chunk.kinds.has(Kinds::NAME)
            && style == Style::Running
            && matches!(over[..], [known] if known.best == Kinds::ORGANIZATION
                && known.end == chunk.end
                && reader.placed_name(&chunk, known));
        let mut chunk = chunk;
        if housed {
            chunk.kinds = Kinds::ORGANIZATION;
            chunk.best = Kinds::ORGANIZATION;
        }
        if over.is_empty() || placed || housed {
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
    /// Words in quotation marks or brackets do not count, nor do acronyms and what follows a first name: a title in
    /// a sentence makes it no headline, nor do names side by side, "Cécile Ferrand, déléguée de SUD Rail (SNCF)".
    fn style(&self) -> Style {
        let (mut all, mut capital, mut acronyms) = (0, 0, 0);
        let (mut quoted, mut bracketed, mut somebody) = (false, false, false);
        for at in self.sentence.first..self.sentence.end {
            let token = &self.tokens[at];
            if token.kind == TokenKind::Mark {
                match token.text(self.post) {
                    "«" | "“" | "„" => quoted = true,
                    "»" | "”" => quoted = false,
                    "(" => bracketed = true,
                    ")" => bracketed = false,
                    _ => {}
                }
                somebody = false;
                continue;
            }
            let shown = token.capital();
            somebody = shown && (somebody || self.knowledge.lexicon.is_given_name(token.word));
            if token.kind != TokenKind::Word || quoted || bracketed || token.span.len() <= 3 {
                continue;
            }
            if token.shape == Shape::Upper {
                acronyms += 1;
            } else if !somebody {
                all += 1;
                capital += usize::from(shown);
            }
        }
        // a line all in upper case is no row of acronyms
        if acronyms > all {
            (all, capital) = (all + acronyms, capital + acronyms);
        }
        let share = if self.pack.capital_nouns { 10 } else { 7 };
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
}
