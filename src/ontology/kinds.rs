//! What a stretch of text can be: a set of classes, or a form that no class is known for yet.

use crate::vocab::{Class, class};

/// A set of kinds, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Kinds(pub u32);

/// The classes of the ontology in the order of their bits.
pub const CLASSES: [Class; 11] = [
    class::PLATFORM,
    class::COMPANY,
    class::ORGANIZATION,
    class::RESEARCHER,
    class::PERSON,
    class::COUNTRY,
    class::PLACE,
    class::EVENT,
    class::WORK,
    class::PRODUCT,
    class::SECTOR,
];

impl Kinds {
    pub const NONE: Kinds = Kinds(0);
    pub const PLATFORM: Kinds = Kinds(1);
    pub const COMPANY: Kinds = Kinds(1 << 1);
    pub const ORGANIZATION: Kinds = Kinds(1 << 2);
    pub const RESEARCHER: Kinds = Kinds(1 << 3);
    pub const PERSON: Kinds = Kinds(1 << 4);
    pub const COUNTRY: Kinds = Kinds(1 << 5);
    pub const PLACE: Kinds = Kinds(1 << 6);
    pub const EVENT: Kinds = Kinds(1 << 7);
    pub const WORK: Kinds = Kinds(1 << 8);
    pub const PRODUCT: Kinds = Kinds(1 << 9);
    pub const SECTOR: Kinds = Kinds(1 << 10);
    /// A proper name of which nothing else is known.
    pub const NAME: Kinds = Kinds(1 << 16);
    /// Words in quotation marks or italics.
    pub const QUOTED: Kinds = Kinds(1 << 17);
    pub const DATE: Kinds = Kinds(1 << 18);
    pub const NUMBER: Kinds = Kinds(1 << 19);
    pub const MONEY: Kinds = Kinds(1 << 20);
    /// What pay is counted by: hour, task, click.
    pub const UNIT: Kinds = Kinds(1 << 21);
    /// An adjective of nationality; its entity is the country. With `PLACE` one of a city or region.
    pub const DEMONYM: Kinds = Kinds(1 << 22);
    /// A definite noun or pronoun that stands for something named before ("the platform").
    pub const ANAPHOR: Kinds = Kinds(1 << 23);
    /// Words from a capital letter to the next stop mark: a title without quotation marks.
    pub const RUN: Kinds = Kinds(1 << 24);
    /// An event that goes by a common noun ("the strike"): a thing of the post where a fact is about it.
    pub const HAPPENING: Kinds = Kinds(1 << 25);
    /// Words from a capital letter to where the rule goes on: a title in the middle of a sentence.
    pub const TITLE: Kinds = Kinds(1 << 26);
    /// A proper name of one word that is all in capitals: "CGT", "OECD".
    pub const ACRONYM: Kinds = Kinds(1 << 27);
    /// A place of the lexicon that others lie in: a state, a province, a part of a country.
    pub const REGION: Kinds = Kinds(1 << 28);
    /// A place where people meet, by the noun in its name: "piazza Castello", "sala 219".
    pub const VENUE: Kinds = Kinds(1 << 29);
    pub const ANY_CLASS: Kinds = Kinds((1 << 11) - 1);

    pub const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub const fn has(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }

    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The classes among them.
    pub fn classes(self) -> impl Iterator<Item = Class> {
        CLASSES
            .into_iter()
            .enumerate()
            .filter(move |(bit, _)| self.0 >> bit & 1 == 1)
            .map(|(_, class)| class)
    }

    pub fn of_class(class: Class) -> Kinds {
        match CLASSES.iter().position(|&c| c == class) {
            // who researches is a person
            Some(3) => Kinds::RESEARCHER.or(Kinds::PERSON),
            Some(bit) => Kinds(1 << bit),
            None => Kinds::NONE,
        }
    }

    /// By the name that rules and lexicons use: a class, or one of the forms.
    pub fn named(name: &str) -> Option<Kinds> {
        if let Some(class) = CLASSES.iter().find(|class| class.name() == name) {
            // a rule that asks for a researcher means one who is known as such
            return Some(if *class == class::RESEARCHER {
                Kinds::RESEARCHER
            } else {
                Kinds::of_class(*class)
            });
        }
        if let Some((_, kind)) = FORMS.iter().find(|(form, _)| *form == name) {
            return Some(*kind);
        }
        Some(match name {
            "Org" => Kinds::COMPANY.or(Kinds::ORGANIZATION).or(Kinds::PLATFORM),
            "Agent" => Kinds::COMPANY
                .or(Kinds::ORGANIZATION)
                .or(Kinds::PLATFORM)
                .or(Kinds::PERSON),
            "Service" => Kinds::PLATFORM.or(Kinds::PRODUCT),
            "Labour" => Kinds::PLATFORM.or(Kinds::COMPANY).or(Kinds::SECTOR),
            "Where" => Kinds::COUNTRY.or(Kinds::PLACE),
            _ => return None,
        })
    }
}

/// The forms that are no class, by the names that rules use.
const FORMS: [(&str, Kinds); 12] = [
    ("Name", Kinds::NAME),
    ("Quoted", Kinds::QUOTED),
    ("Date", Kinds::DATE),
    ("Number", Kinds::NUMBER),
    ("Money", Kinds::MONEY),
    ("Unit", Kinds::UNIT),
    ("Nationality", Kinds::DEMONYM),
    ("Happening", Kinds::HAPPENING),
    ("Run", Kinds::RUN),
    ("Title", Kinds::TITLE),
    ("Acronym", Kinds::ACRONYM),
    ("Region", Kinds::REGION),
];

/// As a rule writes them: `Platform|Company`. Empty where there is none that a rule can name.
impl std::fmt::Display for Kinds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let forms = FORMS.iter().filter(|(_, kind)| self.has(*kind));
        let names: Vec<&str> = self
            .classes()
            .map(Class::name)
            .chain(forms.map(|&(name, _)| name))
            .collect();
        f.write_str(&names.join("|"))
    }
}

impl std::fmt::Debug for Kinds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.classes().map(Class::name).collect();
        write!(f, "{}", names.join("|"))?;
        if self.0 >> 11 != 0 {
            write!(f, "+{:#x}", self.0 >> 16)?;
        }
        Ok(())
    }
}
