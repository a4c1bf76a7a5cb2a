//! Who made the work that a post is about, where it speaks of "the author", "the volume, edited by", and names it
//! elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::reader::Reader;
use super::{HEAD, block_of, title_block};
use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::fold;
use crate::model::BlockKind;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;

/// How often a post speaks of the work that it is about at least, its title counting twice.
const SPOKEN_OF: usize = 2;
/// How many works of a post are weighed at most: more make a list of references.
const MOST: usize = 40;

/// Adds the authors of the work that stands nearest, or of the one that the post is about.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let Some(author_of) = knowledge.schema.property_named("authorOf") else {
        return;
    };
    let hub = central(draft, knowledge);
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for fact in draft.facts.iter().filter(|f| f.predicate == author_of) {
        if let Ref::Mention(work) = fact.object {
            known.insert((
                fold::key(draft.name(fact.subject)),
                fold::key(draft.name(work)),
            ));
        }
    }
    let mut found: Vec<DraftFact> = Vec::new();
    for sentence in 0..draft.text.sentences.len() {
        let block = draft.text.sentences[sentence].block;
        let Some(language) = knowledge.language(draft.text.sentences[sentence].lang) else {
            continue;
        };
        let reader = Reader::of(draft, &language.pack, sentence);
        if reader.names_nobody() || draft.post.blocks[block].kind == BlockKind::Title {
            continue;
        }
        for (person, cue) in makers(&reader) {
            let Some(work) = scene(draft, &reader, sentence, cue, hub) else {
                continue;
            };
            let name = fold::key(draft.name(person));
            if !known.insert((name, fold::key(draft.name(work)))) {
                continue;
            }
            let first = draft.mentions[person].first.min(cue);
            let end = draft.mentions[person].end.max(cue + 1);
            let states = (person, author_of, Ref::Mention(work));
            let words = (first, end);
            let by = ("hub.author", 0.76);
            let fact = super::fact(draft, language, sentence, states, words, by);
            found.push(fact);
        }
    }
    draft.facts.extend(found);
}

/// A title, no word that stands for one.
pub(super) fn is_work(draft: &Draft, at: usize) -> bool {
    let kinds = draft.mentions[at].kinds;
    kinds.has(Kinds::WORK) && !kinds.has(Kinds::ANAPHOR.or(Kinds::ORGANIZATION).or(Kinds::EVENT))
}

/// The work of the head of a post of which it speaks most, by its title or as "the book".
fn central(draft: &Draft, knowledge: &Knowledge) -> Option<usize> {
    let works: Vec<usize> = (0..draft.mentions.len())
        .filter(|&at| is_work(draft, at))
        .collect();
    if works.is_empty() || works.len() > MOST {
        return None;
    }
    let title = title_block(draft);
    let mut weights: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for &at in &works {
        let weight = 1 + usize::from(block_of(draft, at) == title);
        let entry = weights.entry(fold::key(draft.name(at))).or_insert((at, 0));
        entry.1 += weight;
    }
    let mut ranked: Vec<(usize, usize)> = weights
        .into_values()
        .filter(|&(at, _)| block_of(draft, at) < title + HEAD)
        .collect();
    ranked.sort_by_key(|&(at, weight)| (std::cmp::Reverse(weight), draft.mentions[at].first));
    let &(work, weight) = ranked.first()?;
    let alone = ranked.get(1).is_none_or(|&(_, other)| other < weight);
    let spoken_of = weight >= SPOKEN_OF || stand_ins(draft, knowledge) >= SPOKEN_OF;
    (alone && spoken_of).then_some(work)
}

/// How often a post says "the book", "le rapport", "lo studio" without a title behind.
fn stand_ins(draft: &Draft, knowledge: &Knowledge) -> usize {
    let tokens = &draft.text.tokens;
    let sentences = draft.text.sentences.iter();
    let per_sentence = sentences.filter_map(|sentence| {
        let pack = &knowledge.language(sentence.lang)?.pack;
        let said = |at: &usize| {
            pack.set("work-heads").contains(tokens[*at].word)
                && pack.set("definite").contains(tokens[at - 1].word)
        };
        Some((sentence.first + 1..sentence.end).filter(said).count())
    });
    per_sentence.sum()
}

/// The work that a sentence speaks of: its own, nearest to the word, the last of its paragraph, else the hub.
fn scene(
    draft: &Draft,
    reader: &Reader,
    sentence: usize,
    cue: usize,
    hub: Option<usize>,
) -> Option<usize> {
    let works = |first: usize, end: usize| {
        let works = draft.among(first, end, Kinds::WORK).into_iter();
        works.filter(|&at| is_work(draft, at))
    };
    let own: Vec<usize> = works(reader.first, reader.end).collect();
    if !own.is_empty() {
        let before = own.iter().rev().find(|&&at| draft.mentions[at].end <= cue);
        return before.copied();
    }
    let block = draft.text.sentences[sentence].block;
    let (opens, _) = draft.block_tokens(block);
    works(opens, reader.first)
        .next_back()
        .or(hub.filter(|&hub| block_of(draft, hub) <= block))
}

/// Those whom a sentence calls the authors of something, each with the word that says it.
fn makers(reader: &Reader) -> Vec<(usize, usize)> {
    let draft = reader.draft;
    let mut found = Vec::new();
    for at in reader.first..reader.end {
        let people = if reader.is(at, "author-words") {
            // "the authors of the study": the work is no name
            let mut behind = at + 1;
            if reader.is(behind, "genitive-markers") {
                let noun = behind + 1 + usize::from(reader.is(behind + 1, "articles"));
                match reader.is(noun, "work-heads") {
                    true => behind = noun + 1,
                    false => continue,
                }
            }
            let apposed = at
                .checked_sub(1)
                .and_then(|b| b.checked_sub(usize::from(reader.is(b, "articles"))));
            let closed = behind >= reader.end || !draft.mark(behind).is_empty();
            match apposed.filter(|&b| closed && draft.mark(b) == ",") {
                // "Anna Rossi, autrice del volume,"
                Some(comma) if reader.ends_here(comma).is_some() => {
                    reader.ends_here(comma).into_iter().collect()
                }
                // "Anna Rossi, giornalista del Domani e coautrice,"
                _ if closed && at > reader.first && reader.is(at - 1, "conjunctions") => {
                    reader.apposed(at).into_iter().collect()
                }
                // "the author followed Anna Rossi for a year"
                _ if reader.small(behind) && !reader.is(behind, "auxiliaries") => Vec::new(),
                _ => reader.list_behind(behind + usize::from(draft.mark(behind) == ",")),
            }
        } else if reader.is(at, "preface-nouns") && reader.is(at + 1, "genitive-markers")
            || reader.is(at, "preface-nouns") && reader.is(at + 1, "agent-markers")
        {
            reader.led_close(at + 2)
        } else if reader.is(at, "signing-verbs") {
            reader.doers(at)
        } else if reader.is(at, "made-words") && reader.is(at + 1, "agent-markers") {
            reader.led_close(at + 2)
        } else {
            continue;
        };
        found.extend(people.into_iter().map(|person| (person, at)));
    }
    found
}
