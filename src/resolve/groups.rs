//! Which mentions are one thing: by their words, by the lexicon, a surname with its person, a title with its subtitle.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::happenings;
use crate::extract::draft::Draft;
use crate::fold;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::lexicon::EntryId;
use crate::person_name::PersonName;

/// Which mentions are one thing: a forest, each tree's root its first mention.
pub struct Groups {
    pub root: Vec<usize>,
    pub members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    pub fn of(draft: &Draft, knowledge: &Knowledge, used: &[bool]) -> Groups {
        let mut forest: Vec<usize> = (0..draft.mentions.len()).collect();
        let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
        let mut by_entry: FxHashMap<EntryId, usize> = FxHashMap::default();
        for (at, mention) in draft.mentions.iter().enumerate() {
            let counts = mention.kinds.has(Kinds::ANY_CLASS) && !mention.kinds.has(Kinds::ANAPHOR)
                || mention.kinds.has(Kinds::DEMONYM);
            if !(counts || used[at]) {
                continue;
            }
            // the same words, whatever tells of them: a work of the lexicon inside of quotation marks
            let written = happenings::key(draft, knowledge, at);
            if let Some(entry) = mention.entry {
                let other = *by_entry.entry(entry).or_insert(at);
                join(&mut forest, other, at);
            }
            match by_key.get(&written) {
                Some(&other)
                    if mention.entry.is_none() || draft.mentions[other].entry.is_none() =>
                {
                    join(&mut forest, other, at);
                }
                Some(_) => {}
                None => {
                    by_key.insert(written, at);
                }
            }
        }
        for &(a, b) in &draft.same {
            join(&mut forest, a, b);
        }
        join_persons(draft, &mut forest);
        join_titles(draft, &mut forest);
        join_happenings(draft, &mut forest);
        let root: Vec<usize> = (0..forest.len()).map(|at| find(&forest, at)).collect();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &top) in root.iter().enumerate() {
            members.entry(top).or_default().push(at);
        }
        Groups { root, members }
    }
}

fn find(forest: &[usize], mut at: usize) -> usize {
    while forest[at] != at {
        at = forest[at];
    }
    at
}

fn join(forest: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(forest, a), find(forest, b));
    forest[a.max(b)] = a.min(b);
}

/// "Leeds will host a public lecture. The lecture, “Riding for an app”, starts …": the title behind the noun is
/// the name of what the noun meant shortly before.
fn titles_of_happenings(draft: &Draft, forest: &mut [usize]) {
    let word = |at: usize| fold::key(draft.words(at, at + 1));
    let block = |at: usize| {
        let sentence = draft.sentence_of(at);
        draft.text.sentences.get(sentence).map_or(0, |s| s.block)
    };
    for title in 0..draft.mentions.len() {
        let mention = &draft.mentions[title];
        if !mention.kinds.has(Kinds::EVENT)
            || mention.kinds.has(Kinds::HAPPENING.or(Kinds::ANAPHOR))
        {
            continue;
        }
        let Some(noun) = (mention.first.saturating_sub(3)..mention.first)
            .rev()
            .find(|&at| draft.mark(at).is_empty())
        else {
            continue;
        };
        let noun_word = word(noun);
        let before = (0..draft.mentions.len()).find(|&at| {
            let other = &draft.mentions[at];
            other.kinds.has(Kinds::HAPPENING)
                && other.end <= noun
                && block(other.first) + 1 >= block(noun)
                && word(other.end - 1) == noun_word
        });
        if let Some(before) = before {
            join(forest, before, title);
        }
    }
}

/// "L'élection de Donald Trump", "l'élection de Trump": the same noun, of the same thing.
fn join_happenings(draft: &Draft, forest: &mut [usize]) {
    titles_of_happenings(draft, forest);
    let mut by_object: BTreeMap<(String, usize), usize> = BTreeMap::new();
    for at in 0..draft.mentions.len() {
        let mention = &draft.mentions[at];
        if !mention.kinds.has(Kinds::HAPPENING) || mention.len() < 2 {
            continue;
        }
        let inside = draft.among(mention.first, mention.end, Kinds::ANY_CLASS);
        let of = inside
            .into_iter()
            .rfind(|&other| other != at && !draft.mentions[other].kinds.has(Kinds::HAPPENING));
        let Some(of) = of else { continue };
        let noun = fold::key(draft.words(mention.first, mention.first + 1));
        let other = *by_object.entry((noun, find(forest, of))).or_insert(at);
        join(forest, other, at);
    }
}

/// A title and the same title with more words behind or before it are one happening, or one work.
fn join_titles(draft: &Draft, forest: &mut [usize]) {
    for kind in [Kinds::EVENT, Kinds::WORK] {
        let titles: Vec<(usize, String)> = (0..draft.mentions.len())
            .filter(|&at| {
                let kinds = draft.mentions[at].kinds;
                kinds.has(kind) && !kinds.has(Kinds::ANAPHOR.or(Kinds::HAPPENING))
            })
            .map(|at| (at, fold::key(draft.name(at))))
            .filter(|(_, key)| key.len() >= 5)
            .collect();
        // only titles that start or end with the same word are looked at
        let mut by_edge: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, (_, key)) in titles.iter().enumerate() {
            let (first, last) = (key.split(' ').next(), key.rsplit(' ').next());
            by_edge
                .entry(first.unwrap_or_default())
                .or_default()
                .push(number);
            if last != first {
                by_edge
                    .entry(last.unwrap_or_default())
                    .or_default()
                    .push(number);
            }
        }
        for numbers in by_edge.values().filter(|n| n.len() < 200) {
            for &short in numbers {
                for &long in numbers {
                    let ((at, key), (other, longer)) = (&titles[short], &titles[long]);
                    let part = longer.len() > key.len()
                        && (longer
                            .strip_prefix(key.as_str())
                            .is_some_and(|rest| rest.starts_with(' '))
                            || longer
                                .strip_suffix(key.as_str())
                                .is_some_and(|rest| rest.ends_with(' ')));
                    if part {
                        join(forest, *at, *other);
                    }
                }
            }
        }
    }
}

/// A surname, an initial, a first name goes to the one person of the post whose it can be.
fn join_persons(draft: &Draft, forest: &mut [usize]) {
    let names: Vec<(usize, PersonName)> = (0..draft.mentions.len())
        .filter(|&at| {
            draft.mentions[at].kinds.has(Kinds::PERSON)
                && !draft.mentions[at].kinds.has(Kinds::ANAPHOR)
        })
        .filter_map(|at| Some((at, PersonName::read(draft.name(at))?)))
        .collect();
    // full names first: they are what the others are joined to
    let mut people: BTreeMap<&str, Vec<(usize, &PersonName)>> = BTreeMap::new();
    let mut by_given: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().filter(|(_, n)| n.given.len() > 1) {
        let namesakes = people.entry(&name.surname).or_default();
        match namesakes.iter().find(|(_, p)| p.may_be(name)) {
            Some(&(other, _)) => join(forest, other, *at),
            None => {
                namesakes.push((*at, name));
                by_given.entry(&name.given).or_default().push(*at);
            }
        }
    }
    for (at, name) in names.iter().filter(|(_, n)| n.given.len() <= 1) {
        let mut fitting: Vec<usize> = people
            .get(name.surname.as_str())
            .into_iter()
            .flatten()
            .filter(|(_, p)| p.may_be(name))
            .map(|(other, _)| *other)
            .collect();
        // a first name alone
        if name.given.is_empty() {
            fitting.extend(by_given.get(name.surname.as_str()).into_iter().flatten());
        }
        match fitting.as_slice() {
            [other] => join(forest, *other, *at),
            _ => people.entry(&name.surname).or_default().push((*at, name)),
        }
    }
}
