//! Sentences → mentions: where a text names something, by what it looks like.
//!
//! `names` finds what the lexicon knows, `values` numbers, money and dates, `forms` names that nobody
//! listed: persons by their first names, organisations by their head words, words in quotation marks;
//! `titles` those without such marks; `gatherings` which titles in quotation marks are of happenings; `happenings` strikes, hearings and elections, which go by a common noun; `stand_ins` the words that stand
//! for a name.

pub mod forms;
pub mod gatherings;
pub mod happenings;
pub mod names;
mod reader;
pub mod stand_ins;
pub mod titles;
pub mod values;
pub mod years;

use crate::model::PartialDate;
use crate::ontology::kinds::Kinds;
use crate::ontology::lexicon::EntryId;
use crate::values::date::DateMention;
use values::{Money, Unit};

/// A stretch of tokens that names something or gives a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Tokens of the text, end exclusive.
    pub first: usize,
    pub end: usize,
    pub kinds: Kinds,
    /// The class to prefer among them; none where any will do.
    pub best: Kinds,
    /// Where the lexicon knows it.
    pub entry: Option<EntryId>,
    /// Named by an earlier name.
    pub former: bool,
    pub value: Option<MentionValue>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum MentionValue {
    Number(i64),
    Money(Money),
    Date(DateMention),
    Unit(Unit),
    /// A year alone.
    Year(PartialDate),
}

impl Mention {
    pub fn new(first: usize, end: usize, kinds: Kinds) -> Self {
        Self {
            first,
            end,
            kinds,
            best: Kinds::NONE,
            entry: None,
            former: false,
            value: None,
        }
    }

    pub fn len(&self) -> usize {
        self.end - self.first
    }

    pub fn is_empty(&self) -> bool {
        self.first == self.end
    }

    /// A name or a class, not a value and not words in quotation marks.
    pub fn names_something(&self) -> bool {
        self.kinds.has(Kinds::ANY_CLASS.or(Kinds::NAME)) && !self.kinds.has(Kinds::ANAPHOR)
    }
}
