//! A sentence as clauses see it: what governs a mention, what is an aside, where a clause ends.

use crate::extract::asides;
use crate::extract::automaton::Lattice;
use crate::extract::automaton::coordination::{coordinated, fits};
use crate::extract::draft::Draft;
use crate::extract::matches;
use crate::ontology::Language;
use crate::ontology::frames::Form;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::words::WordId;
use crate::split::TokenKind;
use crate::tag::Mention;

/// How long an aside in brackets, dashes or quotation marks can be, in words.
const LONGEST_ASIDE: usize = 40;
/// Quotation marks around so many words part a name, not a speech.
const LONGEST_QUOTED_NAME: usize = 6;

pub struct Clause<'c> {
    pub draft: &'c Draft<'c>,
    pub number: usize,
    pub language: &'c Language,
    pub lattice: &'c Lattice<'c>,
    pub first: usize,
    pub end: usize,
    /// The first token of what evokes the frame.
    word: usize,
    pub form: Form,
    ground: &'c Ground,
}

/// What a sentence is to all of its clauses, worked out once where a frame is evoked in it.
pub struct Ground {
    /// Where its mentions start, as [`Lattice::starts`] has them.
    starts: Vec<u32>,
    /// For tokens that open or close an aside, its other end.
    asides: Vec<Option<usize>>,
    /// For each place whether a mention ends before it.
    ends: Vec<bool>,
}

impl Ground {
    pub fn of(draft: &Draft, number: usize, language: &Language) -> Ground {
        let sentence = &draft.text.sentences[number];
        let (first, end) = (sentence.first, sentence.end);
        let mut starts = Vec::new();
        matches::lattice(draft, number, language, &mut starts);
        let mut ends = vec![false; end - first + 1];
        for mention in &draft.mentions[draft.of_sentence[number].clone()] {
            if let Some(place) = mention
                .end
                .checked_sub(first)
                .and_then(|at| ends.get_mut(at))
            {
                *place = true;
            }
        }
        Ground {
            starts,
            asides: pair(draft, first, end),
            ends,
        }
    }

    pub fn lattice<'g>(
        &'g self,
        draft: &'g Draft,
        number: usize,
        language: &'g Language,
    ) -> Lattice<'g> {
        let sentence = &draft.text.sentences[number];
        Lattice {
            pack: &language.pack,
            text: &draft.post.text,
            tokens: &draft.text.tokens,
            first: sentence.first,
            end: sentence.end,
            mentions: &draft.mentions,
            starts: &self.starts,
        }
    }
}

/// Pairs brackets, dashes and the quotation marks of speeches in a sentence.
fn pair(draft: &Draft, first: usize, end: usize) -> Vec<Option<usize>> {
    let mut asides = vec![None; end - first];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for at in first..end {
        let mark = draft.mark(at);
        let opened = |other: &str| open.iter().any(|(_, mark)| *mark == other);
        let closes = match mark {
            // »Arbeit auf Abruf«
            "«" if opened("»") => "»",
            "»" if !opened("«") => "",
            ")" => "(",
            "]" => "[",
            "»" => "«",
            "”" => "“",
            "–" | "—" | "\"" => mark,
            _ => "",
        };
        if !closes.is_empty()
            && let Some(depth) = open.iter().rposition(|(_, other)| *other == closes)
        {
            let (start, _) = open[depth];
            let names = matches!(mark, "«" | "»" | "”" | "\"") && at - start <= LONGEST_QUOTED_NAME;
            if at - start <= LONGEST_ASIDE && !names {
                asides[start - first] = Some(at);
                asides[at - first] = Some(start);
            }
            open.truncate(depth);
        } else if matches!(mark, "(" | "[" | "«" | "»" | "“" | "–" | "—" | "\"") {
            open.push((at, mark));
        }
    }
    asides
}

impl<'c> Clause<'c> {
    pub fn new(
        draft: &'c Draft<'c>,
        number: usize,
        language: &'c Language,
        lattice: &'c Lattice<'c>,
        ground: &'c Ground,
        word: usize,
        form: Form,
    ) -> Self {
        Self {
            draft,
            number,
            language,
            lattice,
            first: lattice.first,
            end: lattice.end,
            word,
            form,
            ground,
        }
    }

    /// The closing end of an aside that opens at this token.
    pub fn aside_from(&self, at: usize) -> Option<usize> {
        self.ground.asides[at - self.first].filter(|&other| other > at)
    }

    /// The opening end of an aside that closes at this token.
    pub fn aside_to(&self, at: usize) -> Option<usize> {
        self.ground.asides[at - self.first].filter(|&other| other < at)
    }

    pub fn pack(&self) -> &'c Pack {
        &self.language.pack
    }

    pub fn mark(&self, at: usize) -> &'c str {
        if at < self.first || at >= self.end {
            return "";
        }
        self.draft.mark(at)
    }

    pub fn word(&self, at: usize) -> WordId {
        self.draft.text.tokens[at].word
    }

    /// Whether a token of the sentence is in a list of the pack.
    #[inline(always)]
    pub fn is(&self, at: usize, list: &'static str) -> bool {
        // words are compared without their accents: "è" (is) is no "e" (and)
        (self.first..self.end).contains(&at)
            && self.pack().set(list).contains(self.word(at))
            && (list != "conjunctions"
                || self.draft.text.tokens[at]
                    .text(&self.draft.post.text)
                    .is_ascii())
    }

    /// A word that is written small: no name and no mark.
    pub fn small(&self, at: usize) -> bool {
        (self.first..self.end).contains(&at) && {
            let token = &self.draft.text.tokens[at];
            token.kind == TokenKind::Word && !token.capital()
        }
    }

    /// A form of a verb, which opens a clause of its own.
    pub fn acts(&self, at: usize) -> bool {
        (self.first..self.end).contains(&at)
            && asides::verb(self.draft, self.pack(), at)
            && !self.is(at, "articles")
            && !self.is(at, "case-markers")
    }

    /// Whether these tokens say what somebody is, without a verb: "courier at Uber and Bolt".
    pub fn is_office(&self, from: usize, to: usize) -> bool {
        let opens = self.is(from, "case-markers") || self.is(from, "conjunctions");
        from < to
            && !opens
            && (from..to).all(|at| {
                (self.mark(at).is_empty() || self.quote(at) || self.mark(at) == "-")
                    && !self.is(at, "relative-pronouns")
                    && !self.is(at, "subordinators")
                    && !self.acts(at)
            })
    }

    pub fn quote(&self, at: usize) -> bool {
        matches!(
            self.mark(at),
            "«" | "»" | "“" | "”" | "\"" | "„" | "‘" | "’" | "'"
        )
    }

    /// A mark that no clause goes beyond.
    pub fn strong(&self, at: usize) -> bool {
        matches!(
            self.mark(at),
            ";" | ":" | "?" | "!" | "." | "…" | "•" | "|" | "–" | "—" | "(" | ")" | "[" | "]"
        )
    }

    pub fn mention(&self, at: usize) -> &'c Mention {
        &self.draft.mentions[at]
    }

    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = usize> + use<'c> {
        self.draft.of_sentence[self.number].clone()
    }

    /// The mention that starts at a token, of these kinds if there is one, else the longest that names anything.
    pub fn starting(&self, at: usize, kinds: Kinds, coerce: bool) -> Option<usize> {
        let inside = self.first <= at && at < self.end;
        let here = inside.then(|| self.lattice.starting(at - self.first))?;
        self.best(here, kinds, coerce, |_| true)
    }

    pub fn ending(&self, end: usize, kinds: Kinds, coerce: bool) -> Option<usize> {
        let place = end.checked_sub(self.first)?;
        // most places no mention ends at
        match self.ground.ends.get(place) {
            Some(true) => {
                let all = self.draft.of_sentence[self.number].clone();
                self.best(all, kinds, coerce, |m| m.end == end)
            }
            _ => None,
        }
    }

    fn best(
        &self,
        among: std::ops::Range<usize>,
        kinds: Kinds,
        coerce: bool,
        at: impl Fn(&Mention) -> bool,
    ) -> Option<usize> {
        let here = |m: &usize| {
            let m = self.mention(*m);
            let inside = self.first <= m.first && m.end <= self.end;
            at(m) && inside && !m.is_empty() && !m.kinds.is_none()
        };
        among
            .filter(here)
            .max_by_key(|&m| (fits(self.mention(m), kinds, coerce), self.mention(m).len()))
    }

    /// The subject that the clause of the verb at a token leaves out.
    pub fn left_out(&self, at: usize, kinds: Kinds) -> Option<usize> {
        self.in_order().find(|&m| {
            let m = self.mention(m);
            m.is_empty() && m.first == at && m.kinds.has(kinds)
        })
    }

    /// Whether something is spoken of by name, so that it could be a subject or an object of its own.
    pub fn speaks_of(&self, m: usize) -> bool {
        let m = self.mention(m);
        m.names_something() && !m.kinds.has(Kinds::DEMONYM)
            || m.kinds.has(Kinds::ANAPHOR) && !m.is_empty()
    }

    /// The token of the preposition that governs a mention; of a member of a list that of the list.
    pub fn marker(&self, m: usize) -> Option<usize> {
        self.marker_before(self.mention(m).first, 0)
    }

    fn marker_before(&self, first: usize, depth: usize) -> Option<usize> {
        let mut at = first;
        let mut headed = false;
        let mut words = 0;
        while at > self.first && depth < 12 {
            at -= 1;
            if self.is(at, "case-markers") {
                // "in the city of Nairobi" is in, not of
                let placed = self.is(at, "genitive-markers")
                    && at > self.first
                    && self.is(at - 1, "place-heads");
                if placed {
                    headed = true;
                    continue;
                }
                return Some(at);
            }
            if self.is(at, "articles") || self.quote(at) {
                continue;
            }
            if self.mark(at) == "," || self.is(at, "conjunctions") {
                // "in Kenya, Uganda and India"
                let mut before = at;
                while before > self.first
                    && (self.mark(before - 1) == "," || self.is(before - 1, "conjunctions"))
                {
                    before -= 1;
                }
                let member = self.ending(before, Kinds::ANY_CLASS, true)?;
                return self.marker_before(self.mention(member).first, depth + 1);
            }
            let head = self.is(at, "platform-heads")
                || self.is(at, "company-heads")
                || self.is(at, "org-heads")
                || self.is(at, "place-heads")
                || self.is(at, "event-heads")
                || self.is(at, "work-heads");
            if head {
                headed = true;
                continue;
            }
            if let Some(m) = self.ending(at + 1, Kinds::DEMONYM, false)
                && self.mention(m).kinds.has(Kinds::DEMONYM)
            {
                headed = true;
                at = self.mention(m).first;
                continue;
            }
            // adjectives and the like before a head noun that was passed
            if headed && self.small(at) && words < 2 && !self.is(at, "auxiliaries") {
                words += 1;
                continue;
            }
            return None;
        }
        None
    }

    /// Whether a mark behind a mention makes an attribute of it: "Uber's drivers", "Uber-Fahrer".
    pub fn possesses(&self, m: usize) -> bool {
        let end = self.mention(m).end;
        end < self.end
            && (self.draft.text.tokens[end].hyphen
                || !self.pack().set("possessive-marks").is_empty()
                    && matches!(self.mark(end), "'" | "’"))
    }

    /// Whether a mention only colours a noun behind it: "Uber's drivers", "Uber drivers".
    pub fn colours(&self, m: usize) -> bool {
        let end = self.mention(m).end;
        end != self.word && (self.possesses(m) || self.is(end, "nouns-behind-names"))
    }

    /// Whether a mention stands alone, as subjects and objects do.
    pub fn ungoverned(&self, m: usize) -> bool {
        self.marker(m).is_none() && !self.colours(m)
    }

    /// Whether the words that end with this token are one of these phrases.
    pub fn ends_phrase(&self, at: usize, phrases: &[Vec<WordId>]) -> bool {
        phrases.iter().any(|phrase| {
            (at + 1).checked_sub(phrase.len()).is_some_and(|from| {
                from >= self.first
                    && phrase
                        .iter()
                        .zip(from..=at)
                        .all(|(&word, at)| self.word(at) == word)
            })
        })
    }

    /// A list whose head or member this mention is, from the first that fits.
    pub fn list_around(&self, m: usize, kinds: Kinds, coerce: bool) -> Vec<usize> {
        let list = |from: usize| coordinated(self.lattice, from, kinds, coerce);
        let near = self.mention(m).first.saturating_sub(40);
        self.in_order()
            .filter(|&other| {
                self.mention(other).first >= near
                    && self.mention(other).first < self.mention(m).first
                    && fits(self.mention(other), kinds, coerce)
            })
            .map(list)
            .find(|members| members.contains(&m))
            .unwrap_or_else(|| list(m))
    }
}
