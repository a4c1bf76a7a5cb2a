//! Statements of the ontology's files, by subject: what each declares, and whether every term is known.

use std::collections::BTreeMap;

use oxigraph::model::{NamedOrBlankNode, Term};

use super::schema::SchemaError;
use super::turtle::TurtleFile;
use crate::vocab::TAC;

pub(super) const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
pub(super) const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
pub(super) const SUB_CLASS_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
pub(super) const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
pub(super) const DOMAIN: &str = "https://schema.org/domainIncludes";
pub(super) const RANGE: &str = "https://schema.org/rangeIncludes";
const CLASS_TYPES: [&str; 2] = [
    "http://www.w3.org/2002/07/owl#Class",
    "http://www.w3.org/2000/01/rdf-schema#Class",
];
const OBJECT_PROPERTY: &str = "http://www.w3.org/2002/07/owl#ObjectProperty";
const DATATYPE_PROPERTY: &str = "http://www.w3.org/2002/07/owl#DatatypeProperty";
pub(super) const RECORD_CLASS: &str = "https://w3id.org/tacheron/ontology#RecordClass";
pub(super) const RECORD_PROPERTY: &str = "https://w3id.org/tacheron/ontology#RecordProperty";

/// Statements that are for readers and other programs: kept in the file, not needed by ours.
const FOR_READERS: [&str; 18] = [
    "http://www.w3.org/2000/01/rdf-schema#comment",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
    "http://www.w3.org/2000/01/rdf-schema#seeAlso",
    "http://www.w3.org/2000/01/rdf-schema#isDefinedBy",
    "http://www.w3.org/2002/07/owl#inverseOf",
    "http://www.w3.org/2002/07/owl#equivalentClass",
    "http://www.w3.org/2002/07/owl#equivalentProperty",
    "http://www.w3.org/2002/07/owl#versionInfo",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2004/02/skos/core#scopeNote",
    "http://www.w3.org/2004/02/skos/core#example",
    "http://www.w3.org/2004/02/skos/core#note",
    "http://www.w3.org/2004/02/skos/core#inScheme",
    "http://www.w3.org/2004/02/skos/core#closeMatch",
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "http://www.w3.org/2004/02/skos/core#broadMatch",
    "http://www.w3.org/2004/02/skos/core#narrowMatch",
    "http://www.w3.org/2004/02/skos/core#relatedMatch",
];
/// Things of these types are described for readers alone.
const READER_TYPES: [&str; 2] = [
    "http://www.w3.org/2002/07/owl#Ontology",
    "http://www.w3.org/2004/02/skos/core#ConceptScheme",
];

/// One statement about a subject, with the file that makes it.
pub(super) struct Statement<'f> {
    pub file: &'f TurtleFile<'f>,
    pub subject: &'f str,
    pub predicate: &'f str,
    pub object: &'f Term,
}

impl Statement<'_> {
    pub fn object_iri(&self) -> Option<&str> {
        match self.object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        }
    }

    /// The object as the file writes it.
    pub fn shown(&self) -> String {
        match self.object_iri() {
            Some(iri) => self.file.short(iri),
            None => self.object.to_string(),
        }
    }

    /// An error about the object.
    pub fn wrong(&self, what: impl Into<String>, todo: impl Into<String>) -> SchemaError {
        let term = self.object_iri().unwrap_or(self.predicate);
        self.file
            .wrong(self.subject, term, what.into(), todo.into())
    }

    /// An error about the predicate.
    pub fn wrong_key(&self, what: String, todo: impl Into<String>) -> SchemaError {
        self.file
            .wrong(self.subject, self.predicate, what, todo.into())
    }
}

/// All statements, by subject.
pub(super) struct Statements<'f>(pub BTreeMap<&'f str, Vec<Statement<'f>>>);

/// What the statements about a subject declare it to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Class,
    Property { literal: bool },
    Individual,
    ForReaders,
}

impl<'f> Statements<'f> {
    pub fn of(files: &'f [TurtleFile<'f>]) -> Result<Self, SchemaError> {
        let mut all: BTreeMap<&str, Vec<Statement>> = BTreeMap::new();
        for file in files {
            for (subject, predicate, object) in &file.triples {
                let NamedOrBlankNode::NamedNode(subject) = subject else {
                    return Err(file.nameless());
                };
                all.entry(subject.as_str()).or_default().push(Statement {
                    file,
                    subject: subject.as_str(),
                    predicate,
                    object,
                });
            }
        }
        Ok(Self(all))
    }

    pub fn kinds(&self) -> Result<BTreeMap<&'f str, Kind>, SchemaError> {
        self.0
            .iter()
            .map(|(&subject, about)| Ok((subject, kind(subject, about)?)))
            .collect()
    }

    /// Every term of our namespace is declared, every key is one that we know.
    pub fn check_terms(&self) -> Result<(), SchemaError> {
        for statement in self.0.values().flatten() {
            let key = statement.predicate;
            let known = [RDF_TYPE, LABEL, SUB_CLASS_OF, DEFINITION, DOMAIN, RANGE].contains(&key)
                || FOR_READERS.contains(&key)
                || key.starts_with("http://purl.org/dc/terms/")
                || key.starts_with("http://purl.org/vocab/vann/");
            if !known {
                return Err(statement.wrong_key(
                    format!("the key `{}` is not known", statement.file.short(key)),
                    "see ontology/tacheron.ttl for the keys that declare classes and properties",
                ));
            }
            if let Some(iri) = statement.object_iri()
                && iri.starts_with(TAC)
                && !self.0.contains_key(iri)
            {
                return Err(statement.wrong(
                    format!("`{}` is declared nowhere", statement.file.short(iri)),
                    self.nearest(iri, statement.file),
                ));
            }
        }
        Ok(())
    }

    /// A declared term that may be meant, in words.
    fn nearest(&self, iri: &str, file: &TurtleFile<'_>) -> String {
        self.0
            .keys()
            .map(|declared| (strsim::jaro_winkler(iri, declared), *declared))
            .filter(|(near, _)| *near > 0.9)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
            .map_or_else(
                || "declare it, or correct the name".to_owned(),
                |(_, declared)| format!("did you mean `{}`?", file.short(declared)),
            )
    }
}

fn kind(subject: &str, about: &[Statement<'_>]) -> Result<Kind, SchemaError> {
    let mut kinds: Vec<Kind> = Vec::new();
    for of in about.iter().filter(|s| s.predicate == RDF_TYPE) {
        let kind = match of.object_iri() {
            Some(RECORD_CLASS | RECORD_PROPERTY) => continue,
            Some(iri) if CLASS_TYPES.contains(&iri) => Kind::Class,
            Some(OBJECT_PROPERTY) => Kind::Property { literal: false },
            Some(DATATYPE_PROPERTY) => Kind::Property { literal: true },
            Some(iri) if READER_TYPES.contains(&iri) => Kind::ForReaders,
            Some(_) => Kind::Individual,
            None => return Err(of.wrong("a type is a literal or has no name", "name a class")),
        };
        if kinds.iter().any(|other| *other != kind) {
            return Err(of.wrong(
                format!(
                    "`{}` is declared as two kinds of thing",
                    of.file.short(subject)
                ),
                "give it an IRI for each",
            ));
        }
        kinds.push(kind);
    }
    match (kinds.first(), about.first()) {
        (Some(kind), _) => Ok(*kind),
        (None, Some(first)) => Err(first.file.wrong(
            subject,
            subject,
            format!("`{}` has no type", first.file.short(subject)),
            "say `a owl:Class`, `a owl:ObjectProperty`, `a owl:DatatypeProperty` or `a` one of the classes"
                .to_owned(),
        )),
        (None, None) => Ok(Kind::ForReaders),
    }
}
