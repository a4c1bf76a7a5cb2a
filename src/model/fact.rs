//! What is found in a post: entities, and facts with their evidence.

use super::{Lang, PartialDate, Span};
use crate::vocab::{Class, Property};

/// All that was found in one post. Ordered by first appearance; the same post gives the same bytes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extraction {
    pub entities: Vec<Entity>,
    pub facts: Vec<Fact>,
}

/// Index into [`Extraction::entities`].
pub type EntityId = usize;

/// Somebody or something that a post names.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// `https://w3id.org/tacheron/id/{kind}/{slug}`: made from class and canonical name, unique in an extraction.
    pub iri: String,
    /// The best class.
    pub class: Class,
    /// Other classes that it has too (Facebook: a platform and a company). Without `class`.
    pub also: Vec<Class>,
    /// The name by which it is shown: the lexicon's where it is known, else its fullest form in the post.
    pub label: String,
    /// The language of the label where it is a word of one language (countries, places), `None` for proper names.
    pub label_lang: Option<Lang>,
    /// Where the post names it, in order. Never empty. Pronouns and "the platform" are not in it.
    pub mentions: Vec<Span>,
    /// Whether it stands in the lexicon.
    pub known: bool,
}

/// One statement that a post makes, denies, doubts or asks.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    pub subject: EntityId,
    pub predicate: Property,
    pub object: Object,
    pub evidence: Evidence,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Object {
    Entity(EntityId),
    Value(Value),
}

/// A literal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    /// `xsd:integer`.
    Integer(i64),
    /// `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.
    Date(PartialDate),
    /// `xsd:string`: names, and pay as `AMOUNT CURRENCY per UNIT`.
    Text(String),
}

/// Why a fact is held: the passage, the rule, who says it, how, and as of when.
#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// The shortest passage of the post that states it.
    pub quote: Span,
    /// The id of the rule that read it, such as `uses.relies-on`.
    pub rule: &'static str,
    /// How often the rule is right, 0 to 1.
    pub confidence: f32,
    /// Whom the post names as the source of the statement; `None`: the post's own voice.
    pub claimed_by: Option<EntityId>,
    pub as_of: Option<AsOf>,
    pub stance: Stance,
}

/// The time for which a fact is stated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AsOf {
    pub date: PartialDate,
    pub basis: Basis,
}

/// Where the date of a fact comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// The rule itself reads the date.
    Stated,
    /// It stands in the same sentence.
    Sentence,
    /// The post was published then.
    Publication,
}

/// How a post puts a statement. Only asserted facts become direct triples.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stance {
    Asserted,
    Denied,
    Hedged,
    Conditional,
    Asked,
}

impl Stance {
    /// In reports: `asserted`, `denied`, `hedged`, `conditional`, `asked`.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Asserted => "asserted",
            Stance::Denied => "denied",
            Stance::Hedged => "hedged",
            Stance::Conditional => "conditional",
            Stance::Asked => "asked",
        }
    }
}
