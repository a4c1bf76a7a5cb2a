//! From the statements of the ontology's files to a [`Schema`]: every statement is understood or refused.

use std::collections::{BTreeMap, BTreeSet};

use iref::{Iri, IriBuf};
use oxigraph::model::Term;

use super::schema::{ClassInfo, Individual, PropertyInfo, Range, Schema, SchemaError, Words};
use super::statement::{
    DEFINITION, DOMAIN, Kind, LABEL, RANGE, RDF_TYPE, RECORD_CLASS, RECORD_PROPERTY, SUB_CLASS_OF,
    Statement, Statements,
};
use super::turtle::TurtleFile;
use crate::model::Lang;
use crate::vocab::{Class, Property, datatype};

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
            format!("`{}` is no class of this ontology", of.shown()),
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
                    format!("`{}` is no class of this ontology", of.shown()),
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
                format!("`{}` is no type of a value", of.shown()),
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
