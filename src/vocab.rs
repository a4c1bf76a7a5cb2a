//! The IRIs that the engine itself needs, checked when the program is compiled.
//!
//! A [`Property`] or [`Class`] can be made in two places only: here, from a literal, and in
//! `ontology::schema`, from a declaration in the ontology's Turtle. So no extractor can invent one.

use iref::{Iri, IriBuf, iri};

/// The namespace of the ontology's terms, prefix `tac:`.
pub const TAC: &str = "https://w3id.org/tacheron/ontology#";
/// Under this stand the entities, posts, claims and graphs.
pub const ID: &str = "https://w3id.org/tacheron/id/";

/// A property that this program or its ontology declares.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Property(&'static Iri);

/// A class that this program or its ontology declares.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Class(&'static Iri);

macro_rules! common {
    ($($of:ident),*) => {$(
        impl $of {
            pub const fn iri(self) -> &'static Iri {
                self.0
            }

            /// What follows the last `#` or `/`: `operatedBy`, `Platform`.
            pub fn name(self) -> &'static str {
                let iri = self.0.as_str();
                iri.rsplit(['#', '/']).next().unwrap_or(iri)
            }

            /// For the loader of the ontology alone; the IRI stays for the life of the program.
            pub(crate) fn declared(iri: IriBuf) -> Self {
                Self(Box::leak(Box::new(iri)))
            }
        }
    )*};
}
common!(Property, Class);

/// Classes of the ontology that the engine treats in a way of their own.
pub mod class {
    use super::*;
    pub const PLATFORM: Class = Class(iri!("https://w3id.org/tacheron/ontology#Platform"));
    pub const COMPANY: Class = Class(iri!("https://w3id.org/tacheron/ontology#Company"));
    pub const RESEARCHER: Class = Class(iri!("https://w3id.org/tacheron/ontology#Researcher"));
    pub const PERSON: Class = Class(iri!("https://w3id.org/tacheron/ontology#Person"));
    pub const ORGANIZATION: Class = Class(iri!("https://w3id.org/tacheron/ontology#Organization"));
    pub const COUNTRY: Class = Class(iri!("https://w3id.org/tacheron/ontology#Country"));
    pub const PLACE: Class = Class(iri!("https://w3id.org/tacheron/ontology#Place"));
    pub const EVENT: Class = Class(iri!("https://w3id.org/tacheron/ontology#Event"));
    pub const WORK: Class = Class(iri!("https://w3id.org/tacheron/ontology#Work"));
    pub const PRODUCT: Class = Class(iri!("https://w3id.org/tacheron/ontology#Product"));
    pub const SECTOR: Class = Class(iri!("https://w3id.org/tacheron/ontology#Sector"));
}
