//! Lets the rules tell what names are.

use rustc_hash::FxHashMap;

use super::automaton::{Capture, Match};
use super::draft::{Draft, settle_as};
use super::hints::Hints;
use super::matches::Memory;
use crate::fold;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::Rule;
use crate::ontology::{Knowledge, Language};

/// Lets every rule that gives classes give them. Returns whether any name got one.
pub fn classify<'k>(draft: &mut Draft, knowledge: &'k Knowledge, memory: &mut Memory<'k>) -> bool {
    let mut given = Vec::new();
    where_open(draft, knowledge, memory, |draft, found, edge| {
        let rule = &knowledge.rules[found.rule];
        let classes = classes_given(rule, found);
        if !classes.is_empty() || !rule.hints.is_empty() {
            draft.fired.push(rule.id);
        }
        if rule.of_the_post() && !edge {
            return;
        }
        for (slot, role) in &rule.roles {
            if let Some(&filler) = found.capture(slot).and_then(|c| c.mentions.first())
                && !draft.mentions[filler].kinds.has(Kinds::ANAPHOR)
            {
                draft.set_role(*role, filler);
                draft.fired.push(rule.id);
            }
        }
        given.extend(classes);
    });
    // the surest first: of what a name is elsewhere in the post the rest need not be told again
    given.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    give(draft, given)
}

/// Gives names the classes that rules found for them. Returns whether any name got one.
fn give(draft: &mut Draft, given: Vec<Given>) -> bool {
    let mut changed = false;
    let mut told: FxHashMap<String, (Kinds, Kinds)> = FxHashMap::default();
    for given in given {
        let (kinds, best) = (given.kinds, given.best);
        for at in fillers(draft, &given.capture) {
            let before = draft.mentions[at].kinds;
            if kinds.has(Kinds::PERSON) && draft.is_acronym(at) {
                continue;
            }
            let unknown = before.has(Kinds::NAME) && !before.has(Kinds::ANY_CLASS);
            if unknown && given.end {
                continue;
            }
            let name = unknown.then(|| fold::key(draft.name(at)));
            let (kinds, best) = match &name {
                Some(name) => *told.entry(name.clone()).or_insert((kinds, best)),
                None => (kinds, best),
            };
            settle_as(&mut draft.mentions[at], kinds, best);
            changed |= draft.mentions[at].kinds != before;
        }
    }
    changed
}

/// Hints that the rules give of names of which nothing is known yet.
pub fn hints<'k>(draft: &mut Draft, knowledge: &'k Knowledge, memory: &mut Memory<'k>) -> Hints {
    let mut hints = Hints::default();
    where_open(draft, knowledge, memory, |draft, found, edge| {
        let rule = &knowledge.rules[found.rule];
        for (slot, kinds, best) in &rule.hints {
            let mentions = found.capture(slot).map_or(&[][..], |c| &c.mentions);
            for &at in mentions {
                hints.add(draft, at, rule, *kinds, *best);
            }
        }
        if rule.of_the_post() && !edge {
            return;
        }
        for given in classes_given(rule, found).iter().filter(|g| g.end) {
            for &at in &given.capture.mentions {
                hints.add_end(draft, at, rule, given.kinds, given.best);
            }
        }
    });
    hints
}

/// All that matches in sentences whose names are open; with it whether the sentence stands where a post speaks
/// of itself.
fn where_open<'k>(
    draft: &mut Draft,
    knowledge: &'k Knowledge,
    memory: &mut Memory<'k>,
    mut see: impl FnMut(&mut Draft, &Match<'k>, bool),
) {
    for number in 0..draft.text.sentences.len() {
        let Some((language, true)) = open_names(draft, number, knowledge) else {
            continue;
        };
        let matches = memory.matches(draft, number, knowledge, language);
        let edge = at_the_edge(draft, number);
        for found in &matches {
            see(draft, found, edge);
        }
        memory.keep(number, matches);
    }
}

/// The language of a sentence, and whether it holds names whose class rules may tell.
fn open_names<'k>(
    draft: &Draft,
    number: usize,
    knowledge: &'k Knowledge,
) -> Option<(&'k Language, bool)> {
    const SHORT: usize = 60;
    let sentence = &draft.text.sentences[number];
    let open = |at: usize| {
        let unsettled = Kinds::NAME.or(Kinds::QUOTED).or(Kinds::PERSON);
        draft.mentions[at].kinds.has(unsettled)
    };
    let any = draft.of_sentence[number].clone().any(open) || sentence.end - sentence.first <= SHORT;
    Some((knowledge.language(sentence.lang)?, any))
}

/// Whether a sentence stands where a post speaks of itself: its title and first paragraphs, its last two.
pub(super) fn at_the_edge(draft: &Draft, sentence: usize) -> bool {
    let block = draft.text.sentences[sentence].block;
    let first = draft.text.sentences[sentence].first;
    block < 8 || block + 3 > draft.post.blocks.len() || draft.stage_of(first).is_some()
}

/// What a rule makes of what fills one of its slots.
struct Given {
    capture: Capture,
    kinds: Kinds,
    best: Kinds,
    /// A firm, a platform or another body, as an end of a fact: of which of them it is no more than a hint.
    end: bool,
    /// A class that is what the rule is about weighs more than what an end of a fact must be.
    weight: f32,
}

/// The classes that a match gives to what fills its slots.
fn classes_given(rule: &Rule, found: &Match) -> Vec<Given> {
    let filled = |(slot, kinds, best): &(String, Kinds, Kinds)| {
        let tagged = rule.tags.iter().any(|(tagged, _)| tagged == slot);
        Some(Given {
            capture: found.capture(slot)?.clone(),
            kinds: *kinds,
            best: *best,
            end: !tagged && kinds.has(Hints::BODIES),
            weight: f32::from(u8::from(tagged)) + rule.confidence,
        })
    };
    rule.gives.iter().filter_map(filled).collect()
}

/// The mentions that fill a slot; a run of words becomes a mention of its own.
pub(super) fn fillers(draft: &mut Draft, capture: &Capture) -> Vec<usize> {
    if !capture.mentions.is_empty() {
        return capture.mentions.clone();
    }
    let in_a_name = |m: &crate::tag::Mention| {
        m.first < capture.first && capture.end <= m.end && m.kinds.has(Kinds::ANY_CLASS)
    };
    // the words of a title between its quotation marks are that title
    let titled = |m: &crate::tag::Mention| {
        m.kinds.has(Kinds::QUOTED) && m.kinds.has(Kinds::WORK) && m.end == capture.end + 1
    };
    let inside: Vec<usize> = (0..draft.mentions.len())
        .filter(|&at| in_a_name(&draft.mentions[at]))
        .collect();
    if let Some(&whole) = inside.iter().find(|&&at| titled(&draft.mentions[at])) {
        return vec![whole];
    }
    if !inside.is_empty() {
        return Vec::new();
    }
    // "Comandati da un'app, a cura di …": a title that is known is not read again with what is said behind it
    let known = draft.mentions.iter().position(|m| {
        m.first == capture.first
            && m.end < capture.end
            && m.kinds.has(Kinds::QUOTED)
            && m.kinds.has(Kinds::WORK.or(Kinds::EVENT))
            && draft.mark(m.end) == ","
    });
    if let Some(known) = known {
        return vec![known];
    }
    // "publié le 24 février 2026 à 7 h 30, par": a day is no title
    let day = |&m: &usize| draft.mentions[m].first == capture.first;
    let dates = draft.among(capture.first, capture.end, Kinds::DATE);
    if dates.iter().any(day) {
        return Vec::new();
    }
    // the beginning of a title is no name of its own, nor is "festival" before it
    for mention in &mut draft.mentions {
        let begins = mention.first == capture.first
            && mention.end < capture.end
            && mention.entry.is_none()
            && !mention.kinds.has(Kinds::QUOTED);
        let before = mention.end == capture.first && mention.kinds.has(Kinds::HAPPENING);
        if begins || before {
            mention.kinds = Kinds::NONE;
        }
    }
    let at = draft.mention_of(capture.first, capture.end, Kinds::QUOTED);
    vec![at]
}
