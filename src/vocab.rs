//! The IRIs that the engine itself needs, checked when the program is compiled.
//!
//! A [`Property`] or [`Class`] can be made in two places only: here, from a literal, and in
//! `ontology`, from a declaration in the Turtle of the program or of a user. So no extractor can invent one.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use iref::{Iri, IriBuf, iri};

/// The namespace of the ontology's terms, prefix `tac:`.
pub const TAC: &str = "https://w3id.org/tacheron/ontology#";
/// Under this stand the entities, posts, claims and graphs.
pub const ID: &str = "https://w3id.org/tacheron/id/";

/// A property that this program or its ontology declares.
#[derive(Clone, Copy, Debug)]
pub struct Property(&'static Iri);

/// A class that this program or its ontology declares.
#[derive(Clone, Copy, Debug)]
pub struct Class(&'static Iri);

macro_rules! common {
    ($($of:ident in $all:expr),*) => {$(
        impl $of {
            pub const fn iri(self) -> &'static Iri {
                self.0
            }

            /// What follows the last `#` or `/`: `operatedBy`, `Platform`.
            pub fn name(self) -> &'static str {
                let iri = self.0.as_str();
                let parted = iri.bytes().rposition(|b| matches!(b, b'#' | b'/'));
                &iri[parted.map_or(0, |at| at + 1)..]
            }

            /// The one of this IRI that the engine or an ontology loaded by now declares, else `None`.
            pub fn known(iri: &str) -> Option<Self> {
                let constant = $all.iter().copied().find(|known| known.0.as_str() == iri);
                constant.or_else(|| declared().get(iri).map(|iri| Self(iri)))
            }

            /// One IRI stands at one place in memory mostly; where it does not, its characters tell.
            fn same(self, other: Self) -> bool {
                std::ptr::eq(self.0, other.0) || self.0.as_str() == other.0.as_str()
            }

            /// For the loader of the ontology alone; the IRI stays for the life of the program.
            pub(crate) fn declare(iri: IriBuf) -> Self {
                if let Some(known) = Self::known(iri.as_str()) {
                    return known;
                }
                let iri: &'static Iri = Box::leak(Box::new(iri));
                declared().insert(iri.as_str(), iri);
                Self(iri)
            }
        }

        // By its characters: `Iri` itself would take both apart and normalise their paths each time.
        impl PartialEq for $of {
            fn eq(&self, other: &Self) -> bool {
                self.same(*other)
            }
        }

        impl Eq for $of {}

        impl PartialOrd for $of {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $of {
            fn cmp(&self, other: &Self) -> Ordering {
                match std::ptr::eq(self.0, other.0) {
                    true => Ordering::Equal,
                    false => self.0.as_str().cmp(other.0.as_str()),
                }
            }
        }

        impl Hash for $of {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.as_str().hash(state);
            }
        }
    )*};
}
common!(Property in property::ALL, Class in class::ALL);

/// The IRIs that loaded ontologies declare and that are no constants.
fn declared() -> MutexGuard<'static, BTreeMap<&'static str, &'static Iri>> {
    static DECLARED: Mutex<BTreeMap<&str, &Iri>> = Mutex::new(BTreeMap::new());
    // A panic elsewhere leaves the map whole: it is only ever added to.
    DECLARED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the constants of a kind, and the list of them that the tests walk.
macro_rules! constants {
    ($kind:ident: $($name:ident = $iri:literal;)*) => {
        $(pub const $name: $kind = $kind(iri!($iri));)*

        /// Every constant above.
        pub const ALL: &[$kind] = &[$($name),*];
    };
}

/// Classes that the engine treats in a way of their own.
pub mod class {
    use super::*;

    constants! { Class:
        AGENT = "https://w3id.org/tacheron/ontology#Agent";
        PLATFORM = "https://w3id.org/tacheron/ontology#Platform";
        COMPANY = "https://w3id.org/tacheron/ontology#Company";
        RESEARCHER = "https://w3id.org/tacheron/ontology#Researcher";
        PERSON = "https://w3id.org/tacheron/ontology#Person";
        ORGANIZATION = "https://w3id.org/tacheron/ontology#Organization";
        COUNTRY = "https://w3id.org/tacheron/ontology#Country";
        PLACE = "https://w3id.org/tacheron/ontology#Place";
        EVENT = "https://w3id.org/tacheron/ontology#Event";
        WORK = "https://w3id.org/tacheron/ontology#Work";
        PRODUCT = "https://w3id.org/tacheron/ontology#Product";
        SECTOR = "https://w3id.org/tacheron/ontology#Sector";
        POST = "https://w3id.org/tacheron/ontology#Post";
        SOURCE = "https://w3id.org/tacheron/ontology#Source";
        CLAIM = "https://w3id.org/tacheron/ontology#Claim";
        FORMER_NAME = "https://w3id.org/tacheron/ontology#FormerName";
        RDF_STATEMENT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement";
        SPECIFIC_RESOURCE = "http://www.w3.org/ns/oa#SpecificResource";
        TEXT_POSITION_SELECTOR = "http://www.w3.org/ns/oa#TextPositionSelector";
        TEXT_QUOTE_SELECTOR = "http://www.w3.org/ns/oa#TextQuoteSelector";
    }
}

/// Properties that the engine itself writes or reads.
pub mod property {
    use super::*;

    constants! { Property:
        OPERATED_BY = "https://w3id.org/tacheron/ontology#operatedBy";
        OWNED_BY = "https://w3id.org/tacheron/ontology#ownedBy";
        USES_PLATFORM = "https://w3id.org/tacheron/ontology#usesPlatform";
        WORKS_ON = "https://w3id.org/tacheron/ontology#worksOn";
        WORKERS_IN = "https://w3id.org/tacheron/ontology#workersIn";
        CLIENTS_IN = "https://w3id.org/tacheron/ontology#clientsIn";
        BASED_IN = "https://w3id.org/tacheron/ontology#basedIn";
        FORMER_NAME = "https://w3id.org/tacheron/ontology#formerName";
        USER_COUNT = "https://w3id.org/tacheron/ontology#userCount";
        PAYS = "https://w3id.org/tacheron/ontology#pays";
        AFFILIATED_WITH = "https://w3id.org/tacheron/ontology#affiliatedWith";
        AUTHOR_OF = "https://w3id.org/tacheron/ontology#authorOf";
        PARTICIPATES_IN = "https://w3id.org/tacheron/ontology#participatesIn";
        ORGANIZED_BY = "https://w3id.org/tacheron/ontology#organizedBy";
        LOCATED_IN = "https://w3id.org/tacheron/ontology#locatedIn";
        HELD_ON = "https://w3id.org/tacheron/ontology#heldOn";
        INTERVIEWED_BY = "https://w3id.org/tacheron/ontology#interviewedBy";
        PUBLISHED_IN = "https://w3id.org/tacheron/ontology#publishedIn";
        CONTENT_HASH = "https://w3id.org/tacheron/ontology#contentHash";
        RULES_VERSION = "https://w3id.org/tacheron/ontology#rulesVersion";
        FINGERPRINT = "https://w3id.org/tacheron/ontology#fingerprint";
        FILE = "https://w3id.org/tacheron/ontology#file";
        FILE_HASH = "https://w3id.org/tacheron/ontology#fileHash";
        START = "https://w3id.org/tacheron/ontology#start";
        END = "https://w3id.org/tacheron/ontology#end";
        STANCE = "https://w3id.org/tacheron/ontology#stance";
        CONFIDENCE = "https://w3id.org/tacheron/ontology#confidence";
        RULE = "https://w3id.org/tacheron/ontology#rule";
        CLAIMED_BY = "https://w3id.org/tacheron/ontology#claimedBy";
        AS_OF = "https://w3id.org/tacheron/ontology#asOf";
        AS_OF_BASIS = "https://w3id.org/tacheron/ontology#asOfBasis";
        KNOWN_OPERATOR = "https://w3id.org/tacheron/ontology#knownOperator";
        KNOWN_OWNER = "https://w3id.org/tacheron/ontology#knownOwner";
        KNOWN_COUNTRY = "https://w3id.org/tacheron/ontology#knownCountry";
        UNTIL = "https://w3id.org/tacheron/ontology#until";
        TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        SUBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
        PREDICATE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
        OBJECT = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
        LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
        PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel";
        ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
        HIDDEN_LABEL = "http://www.w3.org/2004/02/skos/core#hiddenLabel";
        XL_ALT_LABEL = "http://www.w3.org/2008/05/skos-xl#altLabel";
        LITERAL_FORM = "http://www.w3.org/2008/05/skos-xl#literalForm";
        HEADLINE = "https://schema.org/headline";
        DATE_PUBLISHED = "https://schema.org/datePublished";
        IN_LANGUAGE = "https://schema.org/inLanguage";
        URL = "https://schema.org/url";
        AUTHOR = "https://schema.org/author";
        PUBLISHER = "https://schema.org/publisher";
        MENTIONS = "https://schema.org/mentions";
        DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
        HAS_TARGET = "http://www.w3.org/ns/oa#hasTarget";
        HAS_SOURCE = "http://www.w3.org/ns/oa#hasSource";
        HAS_SELECTOR = "http://www.w3.org/ns/oa#hasSelector";
        OA_START = "http://www.w3.org/ns/oa#start";
        OA_END = "http://www.w3.org/ns/oa#end";
        PREFIX = "http://www.w3.org/ns/oa#prefix";
        EXACT = "http://www.w3.org/ns/oa#exact";
        SUFFIX = "http://www.w3.org/ns/oa#suffix";
    }
}

/// Named things of the ontology that claims point to.
pub mod term {
    use super::*;

    /// How a post puts a statement.
    pub const ASSERTED: &Iri = iri!("https://w3id.org/tacheron/ontology#Asserted");
    pub const DENIED: &Iri = iri!("https://w3id.org/tacheron/ontology#Denied");
    pub const HEDGED: &Iri = iri!("https://w3id.org/tacheron/ontology#Hedged");
    pub const CONDITIONAL: &Iri = iri!("https://w3id.org/tacheron/ontology#Conditional");
    pub const ASKED: &Iri = iri!("https://w3id.org/tacheron/ontology#Asked");

    /// Where the date of a claim comes from.
    pub const STATED: &Iri = iri!("https://w3id.org/tacheron/ontology#Stated");
    pub const SENTENCE: &Iri = iri!("https://w3id.org/tacheron/ontology#Sentence");
    pub const PUBLICATION: &Iri = iri!("https://w3id.org/tacheron/ontology#Publication");

    /// Every constant above.
    pub const ALL: &[&Iri] = &[
        ASSERTED,
        DENIED,
        HEDGED,
        CONDITIONAL,
        ASKED,
        STATED,
        SENTENCE,
        PUBLICATION,
    ];
}

/// By which entities are named, in every language.
pub const NAMES: &[Property] = &[
    property::LABEL,
    property::PREF_LABEL,
    property::ALT_LABEL,
    property::HIDDEN_LABEL,
    property::FORMER_NAME,
    property::XL_ALT_LABEL,
    property::LITERAL_FORM,
];

/// What the parts of claims are: nobody asks for the classes of these.
pub const CLAIM_PARTS: &[Class] = &[
    class::RDF_STATEMENT,
    class::SPECIFIC_RESOURCE,
    class::TEXT_POSITION_SELECTOR,
    class::TEXT_QUOTE_SELECTOR,
];

/// Graphs that are no post's.
pub mod graph {
    use super::*;

    /// What comes from us and from no post.
    pub const BACKGROUND: &Iri = iri!("https://w3id.org/tacheron/id/graph/background");
    /// What a person decided; survives every ingest.
    pub const CURATED: &Iri = iri!("https://w3id.org/tacheron/id/graph/curated");
}

/// The ontology's own properties that tell of posts, of claims and of what we know, not of how two things are
/// related.
pub const RECORDS: &[Property] = &[
    property::CONTENT_HASH,
    property::RULES_VERSION,
    property::FINGERPRINT,
    property::FILE,
    property::FILE_HASH,
    property::START,
    property::END,
    property::STANCE,
    property::CONFIDENCE,
    property::RULE,
    property::CLAIMED_BY,
    property::AS_OF,
    property::AS_OF_BASIS,
    property::KNOWN_OPERATOR,
    property::KNOWN_OWNER,
    property::KNOWN_COUNTRY,
    property::UNTIL,
];

/// Whether a triple with this predicate is a fact of what the ontology tells of (`tac:operatedBy`, or a property
/// of a user's own), and not a name, a class, a note or book-keeping.
pub fn is_relation(predicate: &str) -> bool {
    let of_vocabulary = PREFIXES
        .iter()
        .any(|(_, start)| *start != TAC && predicate.starts_with(start));
    let is_record = RECORDS.iter().any(|it| it.iri().as_str() == predicate);
    !of_vocabulary && !is_record
}

/// What stands in place of a post's title for what people decided.
pub const DECIDED: &str = "decided by hand";

/// Datatypes of literals ([XSD](https://www.w3.org/TR/xmlschema11-2/)).
pub mod datatype {
    use super::*;

    pub const STRING: &Iri = iri!("http://www.w3.org/2001/XMLSchema#string");
    pub const INTEGER: &Iri = iri!("http://www.w3.org/2001/XMLSchema#integer");
    pub const DECIMAL: &Iri = iri!("http://www.w3.org/2001/XMLSchema#decimal");
    pub const DATE: &Iri = iri!("http://www.w3.org/2001/XMLSchema#date");
    pub const G_YEAR_MONTH: &Iri = iri!("http://www.w3.org/2001/XMLSchema#gYearMonth");
    pub const G_YEAR: &Iri = iri!("http://www.w3.org/2001/XMLSchema#gYear");

    /// Every constant above.
    pub const ALL: &[&Iri] = &[STRING, INTEGER, DECIMAL, DATE, G_YEAR_MONTH, G_YEAR];
}

/// The prefixes by which the program writes IRIs for people, and which a query need not declare.
pub const PREFIXES: &[(&str, &str)] = &[
    ("tac", TAC),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("skosxl", "http://www.w3.org/2008/05/skos-xl#"),
    ("schema", "https://schema.org/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
];

/// Prefixes of the IRIs under [`ID`], which a query need not declare either: `platform:uhrs`.
pub const ENTITY_PREFIXES: &[(&str, &str)] = &[
    ("platform", "https://w3id.org/tacheron/id/platform/"),
    ("company", "https://w3id.org/tacheron/id/company/"),
    ("organization", "https://w3id.org/tacheron/id/organization/"),
    ("person", "https://w3id.org/tacheron/id/person/"),
    ("country", "https://w3id.org/tacheron/id/country/"),
    ("place", "https://w3id.org/tacheron/id/place/"),
    ("event", "https://w3id.org/tacheron/id/event/"),
    ("work", "https://w3id.org/tacheron/id/work/"),
    ("product", "https://w3id.org/tacheron/id/product/"),
    ("sector", "https://w3id.org/tacheron/id/sector/"),
    ("post", "https://w3id.org/tacheron/id/post/"),
    ("claim", "https://w3id.org/tacheron/id/claim/"),
    ("graph", "https://w3id.org/tacheron/id/graph/"),
];
