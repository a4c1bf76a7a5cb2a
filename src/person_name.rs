//! The names of persons, in the ways in which texts write them.

use crate::fold;

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
