//! What a post is about where it tells of one happening: the hub, to which those are bound who take part in it, its
//! day and its town, where the sentences do not name it again.

mod authors;
mod beside;
mod present;
mod reader;

use std::collections::BTreeMap;

use super::draft::{Draft, DraftFact, Ref};
use super::facts::stance_of;
use crate::fold;
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::ontology::{Knowledge, Language};
use crate::resolve;
use crate::vocab::Property;

/// In how many blocks at the head of a post its happening is named.
const HEAD: usize = 5;
/// How far from a title its noun stands at most.
const TO_NOUN: usize = 4;
/// How often the post speaks of it at least, the title counting twice.
const SPOKEN_OF: usize = 2;
/// How many happenings of a post are weighed at most: more make a chronicle, which has no hub.
const MOST: usize = 60;

/// Adds those who take part in what the post tells of and those who made it, where the rules have read nothing.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    present::read(draft, knowledge);
    authors::read(draft, knowledge);
    beside::read(draft, knowledge);
}

/// What the words from `first` to `end` state of somebody and of what stands near.
fn fact(
    draft: &Draft,
    language: &Language,
    sentence: usize,
    states: (usize, Property, Ref),
    (first, end): (usize, usize),
    (rule, confidence): (&'static str, f32),
) -> DraftFact {
    let quote = draft.span(first, end);
    let mut fact = DraftFact::asserted(sentence, states, quote, rule, confidence);
    fact.stance = stance_of(draft, sentence, language, first, end, false);
    fact
}

/// What the post announces or tells of.
fn of(draft: &Draft) -> Option<usize> {
    announced(draft).or(draft.role(PostRole::Hub))
}

/// What the post announces: no body, which may stand in the heading of its minutes.
fn announced(draft: &Draft) -> Option<usize> {
    draft.role(PostRole::Event).filter(|&event| {
        let (first, end) = (draft.mentions[event].first, draft.mentions[event].end);
        let bodies = draft.among(first, end, Kinds::ORGANIZATION);
        !bodies.iter().any(|&m| draft.mentions[m].first == first)
    })
}

/// Says which happening the post is about, where its form has not told: the one of its head of which it speaks most.
pub fn settle(draft: &mut Draft, knowledge: &Knowledge) {
    if announced(draft).is_none()
        && draft.role(PostRole::Interviewee).is_none()
        && let Some(event) = central(draft, knowledge)
    {
        draft.set_role(PostRole::Hub, event);
    }
}

fn central(draft: &Draft, knowledge: &Knowledge) -> Option<usize> {
    let events: Vec<usize> = (0..draft.mentions.len())
        .filter(|&at| is_event(draft, at))
        .collect();
    if events.is_empty() || events.len() > MOST {
        return None;
    }
    let title = title_block(draft);
    let mut weights: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for &at in &events {
        // "the conference", "l'audience": the happening that it means
        let meant = match draft.mentions[at].kinds.has(Kinds::HAPPENING) {
            true => resolve::happening_meant(draft, knowledge, at).unwrap_or(at),
            false => at,
        };
        let weight = match block_of(draft, at) == title {
            true => SPOKEN_OF,
            false => 1,
        };
        // "audiência", "audiência pública": one of its noun
        let key = match noun(draft, knowledge, meant) {
            Some(noun) => draft.words(noun, noun + 1),
            None => draft.name(meant),
        };
        let entry = weights.entry(fold::key(key)).or_insert((meant, 0));
        // what the title calls it is no name: "STF retoma debate em audiência"
        if block_of(draft, entry.0) == title && draft.mentions[entry.0].len() == 1 {
            entry.0 = meant;
        }
        entry.1 += weight;
    }
    let gathers = |at: usize| {
        !draft.mentions[at].kinds.has(Kinds::HAPPENING)
            || says(draft, knowledge, at, "talk-heads")
            || says(draft, knowledge, at, "event-heads")
            || says(draft, knowledge, at, "anaphor-event")
    };
    let mut ranked: Vec<(usize, usize)> = weights
        .into_values()
        .filter(|&(at, _)| {
            block_of(draft, at) < title + HEAD && !is_news(draft, knowledge, at) && gathers(at)
        })
        .collect();
    let titled = |at: usize| !draft.mentions[at].kinds.has(Kinds::HAPPENING);
    let rank = |&(at, weight): &(usize, usize)| {
        let first = draft.mentions[at].first;
        (std::cmp::Reverse((weight, titled(at))), first)
    };
    ranked.sort_by_key(rank);
    let &(event, weight) = ranked.first()?;
    let mention = &draft.mentions[event];
    // "the meeting" that no word tells from others is one that the post keeps to
    let enough = SPOKEN_OF + usize::from(!titled(event) && mention.len() == 1);
    let more = ranked.get(1).is_none_or(|&(_, other)| other < weight);
    if weight >= enough && more {
        return Some(event);
    }
    // one that is named once, the only title or the only hearing of the head
    let quoted = mention.kinds.has(Kinds::QUOTED);
    let only = ranked.iter().filter(|&&(at, _)| titled(at)).count() == 1;
    let hearing =
        || mention.len() > 1 && ranked.len() == 1 && says(draft, knowledge, event, "sitting-heads");
    (titled(event) && quoted && only || !titled(event) && hearing()).then_some(event)
}

/// The noun for which a happening goes: "hearing" of "second hearing on the subject"; none where a title names it.
fn noun(draft: &Draft, knowledge: &Knowledge, at: usize) -> Option<usize> {
    let mention = &draft.mentions[at];
    let language = knowledge.language(draft.lang_at(mention.first))?;
    let nouns = language.pack.set("happening-heads");
    let happening = mention.kinds.has(Kinds::HAPPENING);
    (mention.first..mention.end).find(|&t| happening && nouns.contains(draft.text.tokens[t].word))
}

/// Whether a happening, or the noun beside its title, is one of a list.
fn says(draft: &Draft, knowledge: &Knowledge, event: usize, list: &'static str) -> bool {
    let mention = &draft.mentions[event];
    // "il convegno «…»", "«…», le giornate promosse da"
    let (from, end) = match mention.kinds.has(Kinds::HAPPENING) {
        true => (mention.first, mention.end),
        false => {
            let end = (mention.end + TO_NOUN).min(draft.text.tokens.len());
            (mention.first.saturating_sub(TO_NOUN), end)
        }
    };
    let language = knowledge.language(draft.lang_at(mention.first));
    language.is_some_and(|language| {
        let nouns = language.pack.set(list);
        (from..end).any(|t| nouns.contains(draft.text.tokens[t].word))
    })
}

/// A happening that is named, and nothing else that has the same name.
fn is_event(draft: &Draft, at: usize) -> bool {
    let kinds = draft.mentions[at].kinds;
    let other = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::PLATFORM);
    kinds.has(Kinds::EVENT) && !kinds.has(Kinds::ANAPHOR) && !kinds.has(other)
}

/// "the strike", "les élections": news, at which nobody speaks.
fn is_news(draft: &Draft, knowledge: &Knowledge, at: usize) -> bool {
    let mention = &draft.mentions[at];
    let language = knowledge.language(draft.lang_at(mention.first));
    language.is_some_and(|language| {
        ["news-events", "happening-names"].iter().any(|list| {
            let nouns = language.pack.set(list);
            (mention.first..mention.end).any(|t| nouns.contains(draft.text.tokens[t].word))
        })
    })
}

fn title_block(draft: &Draft) -> usize {
    let blocks = &draft.post.blocks;
    let title = blocks
        .iter()
        .position(|block| block.kind == BlockKind::Title);
    title.unwrap_or(0)
}

fn block_of(draft: &Draft, at: usize) -> usize {
    let sentence = draft.sentence_of(draft.mentions[at].first);
    let sentence = draft.text.sentences.get(sentence);
    sentence.map_or(usize::MAX, |s| s.block)
}
