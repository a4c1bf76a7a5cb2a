//! From the statements of the ontology's files to a [`Schema`]: every statement is understood or refused.

use std::collections::{BTreeMap, BTreeSet};

use iref::{Iri, IriBuf};
use oxigraph::model::Term;

use super::schema::{ClassInfo, Individual, PropertyInfo, Range, Schema, SchemaError, Words};
use super::turtle::TurtleFile;
use crate::model::Lang;
use crate::vocab::{Class, Property, TAC, datatype};

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const SUB_CLASS_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
const DOMAIN: &str = "https://schema.org/domainIncludes";
const RANGE: &str = "https://schema.org/rangeIncludes";
const CLASS_TYPES: [&str; 2] = [
    "http://www.w3.org/2002/07/owl#Class",
    "http://www.w3.org/2000/01/rdf-schema#Class",
];
const OBJECT_PROPERTY: &str = "http://www.w3.org/2002/07/owl#ObjectProperty";
const DATATYPE_PROPERTY: &str = "http://www.w3.org/2002/07/owl#DatatypeProperty";
const RECORD_CLASS: &str = "https://w3id.org/tacheron/ontology#RecordClass";
const RECORD_PROPERTY: &str = "https://w3id.org/tacheron/ontology#RecordProperty";

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
struct Statement<'f> {
    file: &'f TurtleFile<'f>,
    subject: &'f str,
    predicate: &'f str,
    object: &'f Term,
}

impl Statement<'_> {
    fn object_iri(&self) -> Option<&str> {
        match self.object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        }
    }

    /// An error about the object.
    fn wrong(&self, what: impl Into<String>, todo: impl Into<String>) -> SchemaError {
        let term = self.object_iri().unwrap_or(self.predicate);
        self.file
            .wrong(self.subject, term, what.into(), todo.into())
    }

    /// An error about the predicate.
    fn wrong_key(&self, what: String, todo: impl Into<String>) -> SchemaError {
        self.file
            .wrong(self.subject, self.predicate, what, todo.into())
    }
}

/// All statements, by subject.
struct Statements<'f>(BTreeMap<&'f str, Vec<Statement<'f>>>);

/// What the statements about a subject declare it to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Class,
    Property { literal: bool },
    Individual,
    ForReaders,
}

/// Reads the declarations of all files together.
pub(super) fn schema(files: &[TurtleFile<'_>]) -> Result<Schema, SchemaError> {
    let statements = Statements::of(files)?;
    let kinds = statements.kinds()?;
    statements.check_terms()?;
    let mut schema = Schema {
        classes: BTreeMap::new(),
        properties: BTreeMap::new(),
        individuals: Vec::new(),
    };
    for (&subject, about) in &statements.0 {
        match kinds[subject] {
            Kind::Class => {
                let info = class_info(subject, about, &statements, &kinds)?;
                schema.classes.insert(info.class, info);
            }
            Kind::Property { literal } => {
                let info = property_info(subject, about, literal, &kinds)?;
                schema.properties.insert(info.property, info);
            }
            Kind::Individual => schema.individuals.push(individual(subject, about, &kinds)?),
            Kind::ForReaders => {}
        }
    }
    Ok(schema)
}

impl<'f> Statements<'f> {
    fn of(files: &'f [TurtleFile<'f>]) -> Result<Self, SchemaError> {
        let mut all: BTreeMap<&str, Vec<Statement>> = BTreeMap::new();
        for file in files {
            for (subject, predicate, object) in &file.triples {
                let oxigraph::model::NamedOrBlankNode::NamedNode(subject) = subject else {
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

    fn kinds(&self) -> Result<BTreeMap<&'f str, Kind>, SchemaError> {
        self.0
            .iter()
            .map(|(&subject, about)| Ok((subject, kind(subject, about)?)))
            .collect()
    }

    /// Every term of our namespace is declared, every key is one that we know.
    fn check_terms(&self) -> Result<(), SchemaError> {
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

fn class_info(
    subject: &str,
    about: &[Statement<'_>],
    all: &Statements<'_>,
    kinds: &BTreeMap<&str, Kind>,
) -> Result<ClassInfo, SchemaError> {
    let mut supers = Vec::new();
    let mut seen = BTreeSet::from([subject]);
    let mut next: Vec<&Statement<'_>> = about.iter().collect();
    while !next.is_empty() {
        let mut above = Vec::new();
        for of in next.iter().filter(|s| s.predicate == SUB_CLASS_OF) {
            let Some(iri) = of.object_iri() else {
                return Err(of.wrong("a superclass is a literal or has no name", "name a class"));
            };
            if iri == subject {
                return Err(of.wrong(
                    format!("the class `{}` is above itself", of.file.short(iri)),
                    "take one of the `rdfs:subClassOf` out",
                ));
            }
            match kinds.get(iri) {
                Some(Kind::Class) if seen.insert(iri) => {
                    supers.push(class_of(iri, of)?);
                    above.extend(&all.0[iri]);
                }
                // Another vocabulary's: an alignment.
                Some(Kind::Class) | None => {}
                Some(_) => {
                    return Err(of.wrong(
                        format!("`{}` is no class", of.file.short(iri)),
                        "name a class",
                    ));
                }
            }
        }
        next = above;
    }
    Ok(ClassInfo {
        class: class_of(subject, &about[0])?,
        words: words(about)?,
        supers,
        record: has_type(about, RECORD_CLASS),
    })
}

fn property_info(
    subject: &str,
    about: &[Statement<'_>],
    literal: bool,
    kinds: &BTreeMap<&str, Kind>,
) -> Result<PropertyInfo, SchemaError> {
    let declared = |of: &Statement<'_>| match of.object_iri() {
        Some(iri) if kinds.get(iri) == Some(&Kind::Class) => class_of(iri, of),
        _ => Err(of.wrong(
            format!("`{}` is no class of this ontology", shown(of)),
            "name classes that are declared",
        )),
    };
    let mut domain = Vec::new();
    let mut classes = Vec::new();
    let mut datatypes = Vec::new();
    for of in about {
        match of.predicate {
            DOMAIN => domain.push(declared(of)?),
            RANGE if literal => datatypes.push(datatype_of(of)?),
            RANGE => classes.push(declared(of)?),
            _ => {}
        }
    }
    let missing = |key: &str, todo: &str| {
        let file = about[0].file;
        Err(file.wrong(
            subject,
            subject,
            format!("the property `{}` has no `{key}`", file.short(subject)),
            todo.to_owned(),
        ))
    };
    if domain.is_empty() {
        return missing(
            "schema:domainIncludes",
            "name the classes from which it leads",
        );
    }
    let range = match (literal, classes.is_empty(), datatypes.is_empty()) {
        (true, _, true) => return missing("schema:rangeIncludes", "name an XSD type"),
        (false, true, _) => {
            return missing("schema:rangeIncludes", "name the classes to which it leads");
        }
        (true, ..) => Range::Literal(datatypes),
        (false, ..) => Range::Classes(classes),
    };
    let iri = iri_of(subject, &about[0])?;
    Ok(PropertyInfo {
        property: Property::declare(iri),
        words: words(about)?,
        domain,
        range,
        record: has_type(about, RECORD_PROPERTY),
    })
}

fn individual(
    subject: &str,
    about: &[Statement<'_>],
    kinds: &BTreeMap<&str, Kind>,
) -> Result<Individual, SchemaError> {
    let mut class = None;
    for of in about.iter().filter(|s| s.predicate == RDF_TYPE) {
        match of.object_iri() {
            Some(iri) if kinds.get(iri) == Some(&Kind::Class) => {
                class = class.or(Some(class_of(iri, of)?));
            }
            _ => {
                return Err(of.wrong(
                    format!("`{}` is no class of this ontology", shown(of)),
                    "name a class that is declared",
                ));
            }
        }
    }
    match class {
        Some(class) => Ok(Individual {
            iri: iri_of(subject, &about[0])?,
            class,
            words: words(about)?,
        }),
        None => Err(about[0].wrong("a thing without a class", "name its class")),
    }
}

/// Labels and definitions; at least one label, each language once.
fn words(about: &[Statement<'_>]) -> Result<Words, SchemaError> {
    let mut words = Words::default();
    for of in about {
        let texts = match of.predicate {
            LABEL => &mut words.labels,
            DEFINITION => &mut words.definitions,
            _ => continue,
        };
        let Term::Literal(literal) = of.object else {
            return Err(of.wrong(
                "a label or definition that is no text",
                "write it in quotation marks",
            ));
        };
        let Some(lang) = literal.language().and_then(Lang::from_tag) else {
            return Err(of.wrong(
                format!("\"{}\" has no language", literal.value()),
                "put its two letters behind it, as in \"platform\"@en",
            ));
        };
        if let Some(other) = texts.insert(lang, literal.value().to_owned())
            && other != literal.value()
        {
            return Err(of.wrong_key(
                format!(
                    "`{}` has two texts in {lang}: \"{other}\" and \"{}\"",
                    of.file.short(of.predicate),
                    literal.value()
                ),
                "keep one",
            ));
        }
    }
    match (words.labels.is_empty(), about.first()) {
        (true, Some(first)) => Err(first.file.wrong(
            first.subject,
            first.subject,
            format!("`{}` has no `rdfs:label`", first.file.short(first.subject)),
            "say what people call it, as in rdfs:label \"platform\"@en".to_owned(),
        )),
        _ => Ok(words),
    }
}

fn datatype_of(of: &Statement<'_>) -> Result<&'static Iri, SchemaError> {
    datatype::ALL
        .iter()
        .copied()
        .find(|known| Some(known.as_str()) == of.object_iri())
        .ok_or_else(|| {
            let names: Vec<_> = datatype::ALL
                .iter()
                .filter_map(|known| known.as_str().rsplit('#').next())
                .map(|name| format!("xsd:{name}"))
                .collect();
            of.wrong(
                format!("`{}` is no type of a value", shown(of)),
                format!("use one of {}", names.join(", ")),
            )
        })
}

fn class_of(iri: &str, of: &Statement<'_>) -> Result<Class, SchemaError> {
    iri_of(iri, of).map(Class::declare)
}

/// The two libraries check IRIs each in its own way: what the parser let pass may still be refused here.
fn iri_of(iri: &str, of: &Statement<'_>) -> Result<IriBuf, SchemaError> {
    IriBuf::new(iri.to_owned()).map_err(|_| of.wrong(format!("`{iri}` is no IRI"), "correct it"))
}

fn has_type(about: &[Statement<'_>], class: &str) -> bool {
    about
        .iter()
        .any(|of| of.predicate == RDF_TYPE && of.object_iri() == Some(class))
}

/// The object as the file writes it.
fn shown(of: &Statement<'_>) -> String {
    match of.object_iri() {
        Some(iri) => of.file.short(iri),
        None => of.object.to_string(),
    }
}
