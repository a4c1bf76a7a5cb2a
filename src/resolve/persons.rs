//! Persons: surnames, first names and initials of somebody whom the post names in full.

use rustc_hash::FxHashMap;

use crate::extract::draft::Draft;
use crate::fold;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;

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
    for (number, sentence) in draft.text.sentences.iter().enumerate() {
        let range = draft.of_sentence[number].clone();
        for at in sentence.first..sentence.end {
            let token = &draft.text.tokens[at];
            // "Mary" may be another Mary Gray, "Mathenge" before a small word is Mathenge
            let next = draft
                .text
                .tokens
                .get(at + 1)
                .filter(|_| at + 1 < sentence.end);
            let alone = !next.is_some_and(|t| t.capital());
            if !token.capital()
                || token.span.len() < 3
                || !alone && knowledge.lexicon.is_given_name(token.word)
            {
                continue;
            }
            let covered = draft.mentions[range.clone()]
                .iter()
                .any(|m| m.first <= at && at < m.end && !m.kinds.has(Kinds::QUOTED));
            if covered {
                continue;
            }
            if let Some(&kinds) = parts.get(&fold::fold(token.text(&draft.post.text))) {
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

/// The parts of a person's name, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// First given name, or its initial; empty where only a surname stands.
    pub given: String,
    pub particle: String,
    pub surname: String,
}

const PARTICLES: &[&str] = &[
    "de", "du", "des", "d", "di", "da", "del", "della", "dos", "von", "van", "der", "den", "la",
    "le", "el", "al", "bin", "ben", "ter", "zu", "y",
];

impl PersonName {
    /// From "Sarah T. Roberts", "Lehdonvirta, V.", "M.-A. Dujarier", "Juan Carlos De Martin", "Casilli".
    pub fn read(name: &str) -> Option<PersonName> {
        if let Some((surname, initials)) = name.split_once(',') {
            let given = fold::key(initials)
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_owned();
            let (particle, surname) = surname_of(&fold::key(surname));
            return (!surname.is_empty()).then_some(PersonName {
                given,
                particle,
                surname,
            });
        }
        let key = fold::key(name);
        let (given, rest) = match key.split_once(' ') {
            Some((given, rest)) => (given.to_owned(), rest),
            None => {
                return (!key.is_empty()).then(|| PersonName {
                    given: String::new(),
                    particle: String::new(),
                    surname: key.clone(),
                });
            }
        };
        let (particle, surname) = surname_of(rest);
        Some(PersonName {
            given,
            particle,
            surname,
        })
    }

    /// Whether both can be one person: the same surname, and given names of which one may be the initial
    /// of the other or left out.
    pub fn may_be(&self, other: &PersonName) -> bool {
        if self.surname != other.surname {
            return false;
        }
        let (a, b) = (&self.given, &other.given);
        a.is_empty()
            || b.is_empty()
            || a == b
            || (a.len() == 1 || b.len() == 1) && a.chars().next() == b.chars().next()
    }
}

fn surname_of(rest: &str) -> (String, String) {
    let words: Vec<&str> = rest.split(' ').filter(|w| !w.is_empty()).collect();
    match words.iter().rposition(|w| PARTICLES.contains(w)) {
        Some(at) if at + 1 < words.len() => {
            let from = words[..=at]
                .iter()
                .rposition(|w| !PARTICLES.contains(w))
                .map_or(0, |p| p + 1);
            (words[from..=at].join(" "), words[at + 1..].join(" "))
        }
        _ => (
            String::new(),
            words.last().copied().unwrap_or_default().to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::PersonName;

    fn name(written: &str) -> PersonName {
        PersonName::read(written).unwrap()
    }

    #[test]
    fn initials_and_surnames_may_be_the_full_name() {
        let full = name("Vili Lehdonvirta");
        assert!(full.may_be(&name("Lehdonvirta, V.")));
        assert!(full.may_be(&name("Lehdonvirta")));
        assert!(!full.may_be(&name("Lehdonvirta, M.")));
        assert!(name("Antonio A. CASILLI").may_be(&name("Antonio Casilli")));
        assert!(!name("Mary Gray").may_be(&name("Mark Graham")));
        assert_eq!(name("Juan Carlos De Martin").surname, "martin");
        assert_eq!(name("Luca De Biase").particle, "de");
    }
}
