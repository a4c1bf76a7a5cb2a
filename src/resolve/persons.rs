//! Persons: surnames, first names and initials of somebody whom the post names in full.

use rustc_hash::FxHashMap;

use crate::extract::draft::Draft;
use crate::fold;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::person_name::PersonName;

/// A person whom the lexicon knows under a name with other middle names: "Antonio A. Casilli".
pub fn known(draft: &mut Draft, knowledge: &Knowledge) {
    for at in 0..draft.mentions.len() {
        let mention = &draft.mentions[at];
        if !mention.kinds.has(Kinds::PERSON)
            || mention.kinds.has(Kinds::ANAPHOR)
            || mention.entry.is_some()
        {
            continue;
        }
        let Some(name) = PersonName::read(draft.name(at)).filter(|n| n.given.len() > 1) else {
            continue;
        };
        if let Some(entry) = knowledge.lexicon.person(&name.given, &name.surname) {
            draft.mentions[at].entry = Some(entry);
        }
    }
}

/// Notes of whom a surname or a first name alone tells in the post: "Mattu" is Gurdev Singh Mattu there. What two
/// persons share tells of neither.
pub fn short_names(draft: &mut Draft) {
    let mut full: FxHashMap<String, Option<String>> = FxHashMap::default();
    for at in 0..draft.mentions.len() {
        let mention = &draft.mentions[at];
        if !mention.kinds.has(Kinds::PERSON) || !mention.names_something() {
            continue;
        }
        let key = fold::key(draft.name(at));
        let Some(name) = PersonName::read(draft.name(at)).filter(|n| !n.given.is_empty()) else {
            continue;
        };
        let with_particle = format!("{} {}", name.particle, name.surname);
        for part in [name.surname, with_particle.trim().to_owned(), name.given] {
            let known = full.entry(part).or_insert_with(|| Some(key.clone()));
            if known.as_ref().is_some_and(|known| *known != key) {
                *known = None;
            }
        }
    }
    let told = full
        .into_iter()
        .filter_map(|(short, full)| Some((short, full?)));
    draft.short_names = told.collect();
}

/// A single unknown name that is the surname, or the first name, of somebody named in full is a person.
pub fn surnames(draft: &mut Draft, knowledge: &Knowledge) {
    let mut parts: FxHashMap<String, Kinds> = FxHashMap::default();
    for at in 0..draft.mentions.len() {
        let mention = &draft.mentions[at];
        if !mention.kinds.has(Kinds::PERSON) || mention.kinds.has(Kinds::ANAPHOR) {
            continue;
        }
        let Some(name) = PersonName::read(draft.name(at)) else {
            continue;
        };
        if name.given.is_empty() {
            continue;
        }
        let kinds = Kinds(mention.kinds.0 & Kinds::RESEARCHER.or(Kinds::PERSON).0);
        for part in [
            name.surname.clone(),
            format!("{} {}", name.particle, name.surname),
            name.given.clone(),
        ] {
            let known = parts.entry(part.trim().to_owned()).or_default();
            *known = known.or(kinds);
        }
    }
    if parts.is_empty() {
        return;
    }
    for at in 0..draft.mentions.len() {
        let mention = &draft.mentions[at];
        if !mention.kinds.has(Kinds::NAME) || mention.len() > 2 {
            continue;
        }
        if let Some(&kinds) = parts.get(&fold::key(draft.name(at))) {
            let mention = &mut draft.mentions[at];
            mention.kinds = mention.kinds.without(Kinds::NAME).or(kinds);
            mention.best = if kinds.has(Kinds::RESEARCHER) {
                Kinds::RESEARCHER
            } else {
                Kinds::PERSON
            };
        }
    }
    missed_surnames(draft, knowledge, &parts);
}

/// A surname that opens a sentence was no name of itself: "Casilli explique que …".
fn missed_surnames(draft: &mut Draft, knowledge: &Knowledge, parts: &FxHashMap<String, Kinds>) {
    let mut new = Vec::new();
    // of most words the first letter tells that they are no surname
    let firsts: Vec<u8> = parts.keys().filter_map(|p| p.bytes().next()).collect();
    let may_be = |word: &str| match word.bytes().next() {
        Some(first) if first.is_ascii() => firsts.contains(&first.to_ascii_lowercase()),
        _ => true,
    };
    let mut folded = String::new();
    for (number, sentence) in draft.text.sentences.iter().enumerate() {
        let range = draft.of_sentence[number].clone();
        for at in sentence.first..sentence.end {
            let token = &draft.text.tokens[at];
            if !token.capital() || token.span.len() < 3 {
                continue;
            }
            // "Mary" may be another Mary Gray, "Mathenge" before a small word is Mathenge
            let next = draft
                .text
                .tokens
                .get(at + 1)
                .filter(|_| at + 1 < sentence.end);
            let alone = !next.is_some_and(|t| t.capital());
            if !alone && knowledge.lexicon.is_given_name(token.word) {
                continue;
            }
            if !may_be(token.text(&draft.post.text)) {
                continue;
            }
            let covered = draft.mentions[range.clone()]
                .iter()
                .any(|m| m.first <= at && at < m.end && !m.kinds.has(Kinds::QUOTED));
            if covered {
                continue;
            }
            folded.clear();
            fold::fold_into(token.text(&draft.post.text), &mut folded);
            if let Some(&kinds) = parts.get(folded.as_str()) {
                let mut mention = crate::tag::Mention::new(at, at + 1, kinds);
                mention.best = if kinds.has(Kinds::RESEARCHER) {
                    Kinds::RESEARCHER
                } else {
                    Kinds::PERSON
                };
                new.push(mention);
            }
        }
    }
    if !new.is_empty() {
        draft.mentions.extend(new);
        draft.index();
    }
}
