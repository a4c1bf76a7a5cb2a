//! In what RDF is written and read: one list for graphs, answers, dumps and loads.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use oxigraph::io::{JsonLdProfileSet, RdfFormat};

/// A format of RDF, by the name that is typed for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RdfName {
    Turtle,
    Trig,
    Nquads,
    Ntriples,
    Rdfxml,
    Jsonld,
}

impl RdfName {
    /// All of them, in the order in which help shows them.
    pub const ALL: [Self; 6] = [
        Self::Turtle,
        Self::Trig,
        Self::Nquads,
        Self::Ntriples,
        Self::Rdfxml,
        Self::Jsonld,
    ];

    pub fn format(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::Trig => RdfFormat::TriG,
            Self::Nquads => RdfFormat::NQuads,
            Self::Ntriples => RdfFormat::NTriples,
            Self::Rdfxml => RdfFormat::RdfXml,
            Self::Jsonld => RdfFormat::JsonLd {
                profile: JsonLdProfileSet::empty(),
            },
        }
    }

    /// As it is typed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::Trig => "trig",
            Self::Nquads => "nquads",
            Self::Ntriples => "ntriples",
            Self::Rdfxml => "rdfxml",
            Self::Jsonld => "jsonld",
        }
    }

    /// What it is for.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Turtle => "RDF",
            Self::Trig => "RDF that says which post says what",
            Self::Nquads => "The same, a statement on each line",
            Self::Ntriples => "RDF, a statement on each line",
            Self::Rdfxml => "RDF in XML",
            Self::Jsonld => "RDF in JSON with a context, which says which post says what",
        }
    }
}

impl ValueEnum for RdfName {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}
