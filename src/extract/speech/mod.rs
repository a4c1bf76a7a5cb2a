//! Whose word a statement is: "According to TIME, …", "…, says the union", "“…” — Maria Rossi, courier".
//!
//! A sentence names its sources with a marker ("laut"), with a verb of saying and its subject, or beside a
//! quotation. Each answers for a stretch of the text; of several the one with the shortest. A source goes on
//! speaking where the next sentence says so: by its mood ("sie hätten"), by a noun ("the report"), by a pronoun.

mod clause;
mod cues;
pub mod quotations;
mod scope;
mod told;
mod turns;

use std::collections::BTreeSet;

use super::draft::{Draft, DraftFact, Ref, settle};
use super::facts::stance_of;
use crate::model::Stance;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use told::Told;
pub use turns::Turns;

/// What sources are named for: work, its figures and its buyers. Who somebody is, where a seat is and what was
/// written stands in asides, which are the text's own.
const CLAIMED: [&str; 7] = [
    "workersIn",
    "clientsIn",
    "pays",
    "userCount",
    "usesPlatform",
    "operatedBy",
    "worksOn",
];
/// Who can be a source.
pub const SPEAKERS: Kinds = Kinds::PERSON
    .or(Kinds::RESEARCHER)
    .or(Kinds::ORGANIZATION)
    .or(Kinds::COMPANY)
    .or(Kinds::PLATFORM);

/// A paper speaks too: "the report “Ghost Work” finds".
const VOICES: Kinds = SPEAKERS.or(Kinds::WORK);

/// How many tokens stand between a name and what a relative clause tells of it at most.
const BESIDE: usize = 5;

/// Who answers for tokens of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    pub who: Who,
    /// The tokens that it answers for, end exclusive.
    pub from: usize,
    pub to: usize,
    /// The words that name it: what stands in them is the text's own.
    pub cue: (usize, usize),
    /// A marker or a verb, which let doubtful moods be those of a report.
    pub reports: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Who {
    /// A name or what stands for it.
    Mention(usize),
    /// "By its own account": what the fact is about.
    Itself,
    /// "The report", "he": who spoke last.
    Last(Kinds),
}

/// A speaker that a rule names, with the tokens that the rule read.
pub struct ByRule {
    pub sentence: usize,
    pub mention: usize,
    pub first: usize,
    pub end: usize,
}

/// Names the source of each fact that the rules have read, where the text names one.
pub fn attribute(
    draft: &mut Draft,
    facts: std::ops::Range<usize>,
    by_rule: &[ByRule],
    knowledge: &Knowledge,
) {
    let wanted: BTreeSet<usize> = draft.facts[facts.clone()]
        .iter()
        .filter(|fact| CLAIMED.contains(&fact.predicate.name()))
        .map(|fact| fact.sentence)
        .collect();
    if wanted.is_empty() {
        return;
    }
    let told = Told::of(draft, by_rule, knowledge);
    let turns = Turns::of(draft, knowledge);
    for speaker in turns.speakers() {
        settle(&mut draft.mentions[speaker], Kinds::PERSON);
    }
    for at in facts {
        let fact = &draft.facts[at];
        if !CLAIMED.contains(&fact.predicate.name()) {
            continue;
        }
        let source =
            source_of(draft, fact, &told, knowledge).or_else(|| in_turn(draft, fact, &turns));
        let Some((speaker, reports)) = source else {
            continue;
        };
        let asserted = match fact.stance {
            Stance::Asserted => true,
            // "selon X, elle paierait": the mood of a report whose source is named
            Stance::Hedged if reports => reported(draft, fact, knowledge),
            _ => false,
        };
        if asserted {
            draft.facts[at].stance = Stance::Asserted;
            draft.facts[at].speaker = Some(speaker);
        }
    }
}

/// Who answers for a fact, and whether the fact stands in a report of what they say.
fn source_of(
    draft: &Draft,
    fact: &DraftFact,
    told: &Told,
    knowledge: &Knowledge,
) -> Option<(usize, bool)> {
    let (first, end) = draft.tokens_of(fact.quote);
    let last = (first..end).rev().find(|&at| draft.mark(at).is_empty())?;
    let covers = |source: &&Source| {
        let within = source.from <= last && last < source.to;
        let named = source.cue.0 <= last && last < source.cue.1;
        // "In the UK the Supreme Court has said that Uber's drivers …": what stands before is not what it said
        let object = match fact.object {
            Ref::Mention(at) => {
                let object = &draft.mentions[at];
                object.first < source.from && (first..=last).contains(&object.first)
            }
            Ref::Value(_) => false,
        };
        // by its own account somebody has so many workers; where these live is said of itself
        let figure = matches!(fact.predicate.name(), "userCount" | "pays");
        within && !named && !object && (figure || source.who != Who::Itself)
    };
    let source = told
        .sources(fact.sentence)
        .iter()
        .filter(covers)
        .min_by_key(|source| (source.to - source.from, source.from))?;
    let speaker = match source.who {
        Who::Mention(at) => at,
        Who::Itself => fact.subject,
        Who::Last(_) => return None,
    };
    // what is said of somebody in the words that name them is no claim of theirs
    let mention = &draft.mentions[speaker];
    let names_itself = first <= mention.first && mention.end <= end && source.cue.1 > last;
    // nor is what a relative clause tells of them: "says Yeison, who drove for Glovo in Valencia"
    let of_speaker = source.cue.1 <= mention.end
        && (mention.end..first).len() <= BESIDE
        && (mention.end..first).any(|at| relative(draft, at, knowledge));
    (!names_itself && !of_speaker).then_some((speaker, source.reports))
}

/// Whether a token is a relative pronoun; in German the article behind a comma is one.
fn relative(draft: &Draft, at: usize, knowledge: &Knowledge) -> bool {
    let Some(language) = knowledge.language(draft.lang_at(at)) else {
        return false;
    };
    let word = draft.text.tokens[at].word;
    let listed = |list| language.pack.set(list).contains(word);
    let german = language.pack.lang.as_str() == "de";
    let article = || german && at > 0 && draft.mark(at - 1) == "," && listed("definite");
    listed("relative-subjects") || listed("relative-pronouns") || article()
}

/// Who speaks in the paragraph of a fact, in minutes. What somebody says of their own work is no claim.
fn in_turn(draft: &Draft, fact: &DraftFact, turns: &Turns) -> Option<(usize, bool)> {
    let block = draft.text.sentences[fact.sentence].block;
    let speaker = turns.speaker(block)?;
    (fact.predicate.name() != "worksOn").then_some((speaker, false))
}

/// Whether a doubtful fact is one but for the mood in which reports are given.
fn reported(draft: &Draft, fact: &DraftFact, knowledge: &Knowledge) -> bool {
    let sentence = &draft.text.sentences[fact.sentence];
    let Some(language) = knowledge.language(sentence.lang) else {
        return false;
    };
    let (first, end) = draft.tokens_of(fact.quote);
    stance_of(draft, fact.sentence, language, first, end, true) == Stance::Asserted
}
