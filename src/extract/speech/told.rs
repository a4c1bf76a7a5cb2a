//! Who speaks in each sentence of a post: sources, quotations, and whoever goes on speaking.

use super::clause::Clause;
use super::{ByRule, SPEAKERS, Source, Who, cues, quotations};
use crate::extract::draft::Draft;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;

/// A quotation has so many words; shorter ones are names and words held at arm's length.
const SPEECH: usize = 4;
/// How many paragraphs back "he" and "the report" mean who spoke last.
const SPOKEN: usize = 2;
/// How many sentences behind who spoke last the mood of reports still tells of them.
const MOOD_REACH: usize = 2;
/// How long a line is that only says whose a quotation is: "– Maria Rossi, courier".
const ATTRIBUTION: usize = 20;
/// How many bytes a noun has at least by which a body is known that has it in its name.
const NOUN: usize = 5;

const PERSONS: Kinds = Kinds::PERSON.or(Kinds::RESEARCHER);

/// The sources of each sentence.
pub struct Told {
    sources: Vec<Vec<Source>>,
}

/// Who spoke last: by which mention, in which sentence and paragraph.
#[derive(Clone, Copy)]
struct Last {
    mention: usize,
    sentence: usize,
    block: usize,
}

impl Told {
    pub fn of(draft: &Draft, by_rule: &[ByRule], knowledge: &Knowledge) -> Told {
        let mut reader = Reader {
            draft,
            knowledge,
            last: None,
            heard: None,
            sources: Vec::with_capacity(draft.text.sentences.len()),
        };
        let mut block = usize::MAX;
        let mut quoted = Vec::new();
        for number in 0..draft.text.sentences.len() {
            let own = draft.text.sentences[number].block;
            if own != block {
                block = own;
                quoted = speeches(draft, block);
            }
            reader.sentence(number, by_rule, &quoted);
        }
        Told {
            sources: reader.sources,
        }
    }

    pub fn sources(&self, sentence: usize) -> &[Source] {
        self.sources.get(sentence).map_or(&[], Vec::as_slice)
    }
}

/// The quotations of a paragraph in which somebody speaks.
fn speeches(draft: &Draft, block: usize) -> Vec<(usize, usize)> {
    let mut found = quotations::in_block(draft, block);
    let titled = |open: usize, close: usize| {
        draft.mentions.iter().any(|m| {
            m.first <= open + 1
                && close <= m.end
                && m.end <= close + 1
                && m.kinds.has(Kinds::WORK.or(Kinds::EVENT))
        })
    };
    found.retain(|&(open, close)| close - open > SPEECH && !titled(open, close));
    found
}

struct Reader<'r> {
    draft: &'r Draft<'r>,
    knowledge: &'r Knowledge,
    last: Option<Last>,
    /// Who said something last of which the sentence does not tell what it was.
    heard: Option<Last>,
    sources: Vec<Vec<Source>>,
}

impl Reader<'_> {
    fn sentence(&mut self, number: usize, by_rule: &[ByRule], quoted: &[(usize, usize)]) {
        let Some(clause) = Clause::new(self.draft, self.knowledge, number) else {
            self.sources.push(Vec::new());
            return;
        };
        let ruled = by_rule.iter().filter(|rule| rule.sentence == number);
        let mut found: Vec<Source> = ruled.map(|rule| of_rule(&clause, rule)).collect();
        found.extend(cues::of_sentence(&clause));
        for source in &mut found {
            self.name(source, number);
        }
        found.retain(|source| !matches!(source.who, Who::Last(_)));
        let speeches = self.speeches(&clause, quoted, &found);
        // what is quoted is said by whom the quotation is of, also where the sentence reports it
        found.extend(speeches);
        if found.is_empty() {
            found.extend(self.carried(&clause));
        }
        if found.is_empty()
            && let Some(mention) = cues::speaking(&clause)
        {
            let block = self.draft.text.sentences[number].block;
            self.heard = Some(Last {
                mention,
                sentence: number,
                block,
            });
        }
        // who is named last speaks on
        let named = found.iter().rev().find_map(|source| match source.who {
            Who::Mention(at) => Some(at),
            _ => None,
        });
        if let Some(mention) = named {
            let block = self.draft.text.sentences[number].block;
            self.last = Some(Last {
                mention,
                sentence: number,
                block,
            });
        }
        self.sources.push(found);
    }

    /// "He", "the report", "the union": whoever spoke last, where it can be them.
    fn name(&self, source: &mut Source, number: usize) {
        let kinds = match source.who {
            Who::Last(kinds) => kinds,
            // "which", "who" mean what stands before them
            Who::Mention(at)
                if self.draft.mentions[at].kinds.has(Kinds::ANAPHOR) && !self.relative(at) =>
            {
                Kinds(self.draft.mentions[at].kinds.0 & SPEAKERS.0)
            }
            _ => return,
        };
        let meant = match source.who {
            Who::Mention(at) => self.of_that_noun(at),
            _ => self.paper_before(source, number),
        };
        if let Some(meant) = meant {
            source.who = Who::Mention(meant);
            return;
        }
        let block = self.draft.text.sentences[number].block;
        let near = self.last.filter(|last| last.block + SPOKEN >= block);
        let mention = |last: &Last| self.draft.mentions[last.mention].kinds;
        let one = near.filter(|last| {
            let unknown = mention(last).has(Kinds::NAME) && kinds.has(PERSONS);
            mention(last).has(kinds) || unknown
        });
        // whom the text has named since then speaks rather
        let since = self.person_before(source.cue.0).filter(|&m| {
            let later = one.is_none_or(|last| {
                self.draft.sentence_of(self.draft.mentions[m].first) > last.sentence
            });
            later && kinds.has(PERSONS) && self.draft.mentions[m].kinds.has(PERSONS)
        });
        if let (Some(_), Some(m)) = (one, since) {
            source.who = Who::Mention(m);
            return;
        }
        source.who = match (one, source.who) {
            (Some(last), _) => Who::Mention(last.mention),
            (None, Who::Last(kinds)) if kinds == PERSONS => {
                match self.person_before(source.cue.0) {
                    Some(mention) => Who::Mention(mention),
                    None => source.who,
                }
            }
            (None, Who::Last(_)) => match self.reported_by(number) {
                Some(mention) => Who::Mention(mention),
                None => source.who,
            },
            (None, who) => who,
        };
    }

    /// Whom a noun means that stands in a name or beside it: "the Institute", of the Oxford Internet Institute.
    fn of_that_noun(&self, stand_in: usize) -> Option<usize> {
        let (mentions, tokens) = (&self.draft.mentions, &self.draft.text.tokens);
        let noun = mentions[stand_in].end.checked_sub(1)?;
        if mentions[stand_in].is_empty() || tokens[noun].span.len() < NOUN {
            return None;
        }
        let kinds = Kinds(mentions[stand_in].kinds.0 & SPEAKERS.0);
        let named = |m: &usize| {
            let mention = &mentions[*m];
            let words = mention.first.saturating_sub(1)..mention.end;
            mention.names_something()
                && mention.kinds.has(kinds)
                && mention.end < mentions[stand_in].first
                && words
                    .into_iter()
                    .any(|at| tokens[at].word == tokens[noun].word)
        };
        (0..mentions.len())
            .filter(named)
            .max_by_key(|&m| mentions[m].first)
    }

    /// The paper that "this report" means: a title that the paragraph has named since somebody spoke.
    fn paper_before(&self, source: &Source, number: usize) -> Option<usize> {
        let clause = Clause::new(self.draft, self.knowledge, number)?;
        let (from, to) = source.cue;
        if !(from..to).any(|at| clause.is(at, "report-nouns")) {
            return None;
        }
        let block = self.draft.text.sentences[number].block;
        let (first, _) = self.draft.block_tokens(block);
        let spoke = self
            .last
            .map_or(0, |last| self.draft.mentions[last.mention].first);
        let titled = |m: &usize| {
            let mention = &self.draft.mentions[*m];
            mention.kinds.has(Kinds::WORK)
                && !mention.kinds.has(Kinds::ANAPHOR)
                && (first.max(spoke)..from).contains(&mention.first)
        };
        (0..self.draft.mentions.len())
            .filter(titled)
            .max_by_key(|&m| self.draft.mentions[m].first)
    }

    /// Whose report the sentence before tells of: "The ILO published a report. According to it …".
    fn reported_by(&self, number: usize) -> Option<usize> {
        let before = number.checked_sub(1)?;
        let sentences = &self.draft.text.sentences;
        let same = sentences[before].block == sentences[number].block;
        let clause = Clause::new(self.draft, self.knowledge, before).filter(|_| same)?;
        let report = (clause.first..clause.end).find(|&at| clause.is(at, "report-nouns"))?;
        let names = |&m: &usize| clause.speaks(m) && self.draft.mentions[m].names_something();
        let subject = clause.mentions().find(names)?;
        (clause.governor(subject).is_none() && self.draft.mentions[subject].end <= report)
            .then_some(subject)
    }

    fn relative(&self, m: usize) -> bool {
        let at = self.draft.mentions[m].first;
        let word = self.draft.text.tokens.get(at).map(|token| token.word);
        let language = self.knowledge.language(self.draft.lang_at(at));
        let pronoun = word
            .zip(language)
            .is_some_and(|(word, language)| language.pack.set("relative-subjects").contains(word));
        pronoun && !self.draft.mentions[m].is_empty()
    }

    /// The person of whom the paragraph spoke last before a token.
    fn person_before(&self, before: usize) -> Option<usize> {
        let block = self
            .draft
            .text
            .sentences
            .get(self.draft.sentence_of(before))?
            .block;
        let (first, _) = self.draft.block_tokens(block);
        let named = |m: &usize| {
            let mention = &self.draft.mentions[*m];
            let unknown = mention.kinds.has(Kinds::NAME) && mention.len() > 1;
            mention.names_something()
                && (mention.kinds.has(PERSONS) || unknown)
                && (first..before).contains(&mention.first)
        };
        (0..self.draft.mentions.len())
            .filter(named)
            .max_by_key(|&m| self.draft.mentions[m].first)
    }

    /// A source for each quotation that touches the sentence.
    fn speeches(
        &self,
        clause: &Clause,
        quoted: &[(usize, usize)],
        found: &[Source],
    ) -> Vec<Source> {
        let touching = quoted
            .iter()
            .filter(|&&(open, close)| open < clause.end && clause.first < close);
        touching
            .filter_map(|&(open, close)| {
                let who = self.quoted_of(clause, (open, close), found)?;
                Some(Source {
                    who,
                    from: open + 1,
                    to: close,
                    cue: (open, open),
                    reports: false,
                })
            })
            .collect()
    }

    /// Whose words a quotation is.
    fn quoted_of(
        &self,
        clause: &Clause,
        (open, close): (usize, usize),
        found: &[Source],
    ) -> Option<Who> {
        let outside = |source: &&Source| source.cue.1 <= open || source.cue.0 >= close;
        let block = self.draft.text.sentences[clause.number].block;
        let beside = |number: usize| {
            let same = self.draft.text.sentences.get(number)?.block == block;
            let clause = Clause::new(self.draft, self.knowledge, number).filter(|_| same)?;
            let mut sources = cues::of_sentence(&clause);
            sources
                .iter_mut()
                .for_each(|source| self.name(source, number));
            // the nearest to the quotation
            let near = |source: &&Source| match source.cue.0 >= close {
                true => source.cue.0 - close,
                false => open.saturating_sub(source.cue.1),
            };
            let own = sources.iter().filter(outside).min_by_key(near)?;
            matches!(own.who, Who::Mention(_)).then_some(own.who)
        };
        let own = found.iter().filter(outside).map(|source| source.who);
        let ends = self
            .draft
            .sentence_of(close.min(self.draft.text.tokens.len() - 1));
        let begins = self.draft.sentence_of(open);
        own.clone()
            .next()
            .filter(|_| ends == begins)
            .or_else(|| beside(ends))
            .or_else(|| beside(begins))
            .or_else(|| self.labelled(open, close).map(Who::Mention))
            .or_else(|| beside(ends + 1).filter(|_| self.alone(ends, open, close)))
            .or_else(|| {
                let last = self.last.filter(|last| last.block + 1 >= block)?;
                self.alone(begins, open, close)
                    .then_some(Who::Mention(last.mention))
            })
    }

    /// Whether a sentence is all within a quotation, but for marks.
    fn alone(&self, number: usize, open: usize, close: usize) -> bool {
        let Some(sentence) = self.draft.text.sentences.get(number) else {
            return false;
        };
        let outside = |at: &usize| *at < open || *at > close;
        (sentence.first..sentence.end)
            .filter(outside)
            .all(|at| !self.draft.mark(at).is_empty())
    }

    /// Whose name stands right before or behind a quotation, parted by a mark alone: "Maria Rossi: “…”",
    /// "“…” – Maria Rossi, courier", "“…” (Maria Rossi)".
    fn labelled(&self, open: usize, close: usize) -> Option<usize> {
        let speaks = |m: &usize| {
            let mention = &self.draft.mentions[*m];
            let unknown = mention.kinds.has(Kinds::NAME) && mention.len() > 1;
            mention.names_something()
                && (mention.kinds.has(SPEAKERS) || unknown)
                && !mention.kinds.has(Kinds::DEMONYM)
        };
        let all = self.draft.mentions.len();
        let before = open.checked_sub(1).filter(|&at| self.draft.mark(at) == ":");
        let colon = before.and_then(|colon| {
            let first = self.draft.text.sentences[self.draft.sentence_of(colon)].first;
            let ends = (0..all)
                .filter(speaks)
                .find(|&m| self.draft.mentions[m].end == colon);
            // "Maria Rossi, courier: “…”"
            ends.or_else(|| {
                let opens = |m: &usize| self.draft.mentions[*m].first == first;
                let short = colon - first <= ATTRIBUTION;
                (0..all).filter(|_| short).filter(speaks).find(opens)
            })
        });
        colon.or_else(|| {
            let mut at = close + 1;
            while matches!(self.draft.mark(at), "." | "," | "!" | "?") {
                at += 1;
            }
            if !matches!(self.draft.mark(at), "–" | "—" | "(" | "-") {
                return None;
            }
            (0..all)
                .filter(speaks)
                .find(|&m| self.draft.mentions[m].first == at + 1)
        })
    }

    /// Who goes on speaking in a sentence that names no source.
    fn carried(&self, clause: &Clause) -> Option<Source> {
        let block = self.draft.text.sentences[clause.number].block;
        let mood = reported_mood(clause);
        let reach = if mood { MOOD_REACH } else { 1 };
        // the mood tells of whoever said something, also in the paragraph before
        let heard = self.heard.filter(|_| mood);
        let last = [self.last, heard]
            .into_iter()
            .flatten()
            .max_by_key(|last| last.sentence)
            .filter(|last| last.sentence + reach >= clause.number)?;
        let goes_on = mood || clause.is(clause.first, "report-continues");
        (goes_on && (last.block == block || mood)).then_some(Source {
            who: Who::Mention(last.mention),
            from: clause.first,
            to: clause.end,
            cue: (clause.first, clause.first),
            reports: true,
        })
    }
}

/// "Sie hätten", "er habe": a verb in the mood of reports, of somebody else than "I".
fn reported_mood(clause: &Clause) -> bool {
    let mut tokens = clause.first..clause.end;
    tokens.any(|at| clause.is(at, "reported-moods"))
        && !(clause.first..clause.end).any(|at| clause.is(at, "first-person"))
}

fn of_rule(clause: &Clause, rule: &ByRule) -> Source {
    let cue = (rule.first, rule.end);
    Source {
        who: Who::Mention(rule.mention),
        from: clause.first,
        to: clause.end,
        cue,
        reports: true,
    }
}
