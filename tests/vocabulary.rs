//! The engine's vocabulary, the ontology's Turtle and the shape of the store name the same things.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};
use tacheron::model::Lang;
use tacheron::ontology::schema::{Range, Schema, SchemaError};
use tacheron::vocab::{Class, Property, TAC, class, is_relation, property, term};

fn schema() -> Schema {
    Schema::load(&[]).expect("the built-in ontology loads")
}

fn with(extra: &str) -> Result<Schema, SchemaError> {
    let prefixes = "@prefix tac: <https://w3id.org/tacheron/ontology#> .\n\
        @prefix my: <https://example.org/my#> .\n\
        @prefix owl: <http://www.w3.org/2002/07/owl#> .\n\
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
        @prefix schema: <https://schema.org/> .\n\
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";
    let text = format!("{prefixes}{extra}");
    Schema::parse([("my.ttl", text.as_str())])
}

/// What an extra file that starts on line 7 is refused with.
fn refusal(extra: &str) -> String {
    match with(extra) {
        Ok(_) => panic!("accepted:\n{extra}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_constant_of_ours_is_declared() {
    let schema = schema();
    for class in class::ALL.iter().filter(|c| c.iri().starts_with(TAC)) {
        assert!(
            schema.class(*class).is_some(),
            "{} is not in the Turtle",
            class.iri()
        );
    }
    for property in property::ALL.iter().filter(|p| p.iri().starts_with(TAC)) {
        assert!(
            schema.property(*property).is_some(),
            "{} is not in the Turtle",
            property.iri()
        );
    }
    for iri in term::ALL {
        let found = schema.individuals().iter().any(|one| one.iri == **iri);
        assert!(found, "{iri} is not in the Turtle");
    }
}

#[test]
fn every_declared_property_of_ours_is_a_constant() {
    let known: BTreeSet<Property> = property::ALL.iter().copied().collect();
    for info in schema().properties() {
        assert!(
            known.contains(&info.property),
            "{} is not in vocab.rs",
            info.property.iri()
        );
    }
}

#[test]
fn every_term_of_ours_in_the_shape_is_declared() {
    let schema = schema();
    let mut declared: BTreeSet<String> = BTreeSet::new();
    declared.extend(schema.classes().map(|c| c.class.iri().to_string()));
    declared.extend(schema.properties().map(|p| p.property.iri().to_string()));
    declared.extend(schema.individuals().iter().map(|i| i.iri.to_string()));
    let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::TriG)
        .for_slice(include_str!("fixtures/shape.trig"))
        .collect::<Result<_, _>>()
        .expect("the shape is TriG");
    let mut seen = 0;
    for quad in &quads {
        let mut terms = vec![quad.predicate.as_str()];
        if let Term::NamedNode(object) = &quad.object {
            terms.push(object.as_str());
        }
        for iri in terms.into_iter().filter(|iri| iri.starts_with(TAC)) {
            assert!(
                declared.contains(iri),
                "the shape uses {iri}, which is declared nowhere"
            );
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} terms of ours in the shape");
}

/// The table of predicates of the annotation guidelines.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "operatedBy",
        "Platform Product",
        "Company Organization Person",
    ),
    ("ownedBy", "Company", "Company Person"),
    (
        "usesPlatform",
        "Company Person Organization Product",
        "Platform Company",
    ),
    ("worksOn", "Person", "Platform Company"),
    ("workersIn", "Platform Company Sector", "Country Place"),
    ("clientsIn", "Platform Company Sector", "Country Place"),
    ("basedIn", "Company Platform Organization", "Country Place"),
    ("userCount", "Platform Company Sector", "integer"),
    ("pays", "Platform Company Sector", "string"),
    ("affiliatedWith", "Person", "Organization Company Platform"),
    ("authorOf", "Person Organization", "Work"),
    ("participatesIn", "Person Organization", "Event"),
    ("organizedBy", "Event", "Organization Person"),
    (
        "locatedIn",
        "Event Place Organization",
        "Place Country Organization",
    ),
    ("heldOn", "Event", "date gYearMonth gYear"),
    ("interviewedBy", "Person", "Organization Person"),
    ("publishedIn", "Work", "Organization Company"),
];

#[test]
fn facts_lead_where_the_guidelines_say() {
    let schema = schema();
    let names = |classes: &[Class]| -> BTreeSet<String> {
        classes.iter().map(|c| c.name().to_owned()).collect()
    };
    let words = |text: &str| -> BTreeSet<String> { text.split(' ').map(str::to_owned).collect() };
    for (name, domain, range) in TABLE {
        let property = schema.property_named(name).expect(name);
        let info = schema.property(property).expect(name);
        assert!(!info.record, "{name} is a fact's");
        assert_eq!(names(&info.domain), words(domain), "{name}");
        let found = match &info.range {
            Range::Classes(classes) => names(classes),
            Range::Literal(types) => types
                .iter()
                .filter_map(|iri| iri.as_str().rsplit('#').next())
                .map(str::to_owned)
                .collect(),
        };
        assert_eq!(found, words(range), "{name}");
    }
    let facts = schema.properties().filter(|info| !info.record).count();
    assert_eq!(
        facts,
        TABLE.len() + 1,
        "the table and formerName, whose domain is everything named"
    );
}

#[test]
fn the_shapes_of_facts_are_their_domains_and_ranges() {
    const SH: &str = "http://www.w3.org/ns/shacl#";
    let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(include_str!("../ontology/shapes.ttl"))
        .collect::<Result<_, _>>()
        .expect("the shapes are Turtle");
    let about = |subject: &str| -> Vec<(String, String)> {
        let of = quads
            .iter()
            .filter(|quad| quad.subject.to_string() == subject);
        let short = |quad: &Quad| {
            let key = quad.predicate.as_str();
            (
                key.trim_start_matches(SH).to_owned(),
                quad.object.to_string(),
            )
        };
        of.map(short).collect()
    };
    // `sh:class` or `sh:datatype` of a shape, or of each in its list `sh:or`.
    let allowed = |shape: &str| -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut next = vec![format!("<https://w3id.org/tacheron/shapes#{shape}>")];
        while let Some(node) = next.pop() {
            for (key, object) in about(&node) {
                match key.as_str() {
                    "class" | "datatype" => drop(found.insert(object)),
                    "or" => next.push(object),
                    key if key.ends_with("#first") || key.ends_with("#rest") => next.push(object),
                    _ => {}
                }
            }
        }
        found
    };
    for info in schema().properties().filter(|info| !info.record) {
        let name = info.property.name();
        let iris = |classes: &[Class]| -> BTreeSet<String> {
            classes
                .iter()
                .map(|class| format!("<{}>", class.iri()))
                .collect()
        };
        assert_eq!(
            allowed(&format!("{name}-from")),
            iris(&info.domain),
            "{name}"
        );
        let range = match &info.range {
            Range::Classes(classes) => iris(classes),
            Range::Literal(types) => types.iter().map(|iri| format!("<{iri}>")).collect(),
        };
        assert_eq!(allowed(&format!("{name}-to")), range, "{name}");
    }
}

#[test]
fn everything_is_named_in_six_languages_and_explained_in_three() {
    let schema = schema();
    let all = (schema.classes().map(|c| (c.class.name(), &c.words)))
        .chain(schema.properties().map(|p| (p.property.name(), &p.words)))
        .chain(
            schema
                .individuals()
                .iter()
                .map(|i| (i.iri.as_str(), &i.words)),
        );
    for (name, words) in all {
        for tag in ["fr", "it", "en", "de", "es", "pt"] {
            let lang = Lang::from_tag(tag).unwrap();
            assert!(
                words.labels.contains_key(&lang),
                "{name} has no label in {lang}"
            );
        }
        for lang in [Lang::FR, Lang::IT, Lang::EN] {
            assert!(
                words.definitions.contains_key(&lang),
                "{name} is not explained in {lang}"
            );
        }
    }
}

#[test]
fn sectors_are_six_with_labels_in_six_languages() {
    let schema = schema();
    let sectors: Vec<_> = schema
        .individuals()
        .iter()
        .filter(|one| one.class == class::SECTOR)
        .collect();
    let english: BTreeSet<_> = sectors
        .iter()
        .filter_map(|s| s.words.label(Lang::EN))
        .collect();
    let expected =
        "microwork,click farms,content moderation,gig work,freelance work,data annotation";
    assert_eq!(english, expected.split(',').collect());
    for sector in sectors {
        assert!(
            sector
                .iri
                .starts_with("https://w3id.org/tacheron/id/sector/")
        );
        let langs: Vec<_> = sector.words.labels.keys().map(|l| l.to_string()).collect();
        assert_eq!(
            langs,
            ["de", "en", "es", "fr", "it", "pt"],
            "{}",
            sector.iri
        );
    }
}

#[test]
fn a_researcher_is_a_person_and_a_platform_is_no_company() {
    let schema = schema();
    assert!(schema.is_a(class::RESEARCHER, class::PERSON));
    assert!(schema.is_a(class::RESEARCHER, class::AGENT));
    assert!(!schema.is_a(class::PERSON, class::RESEARCHER));
    assert!(!schema.is_a(class::PLATFORM, class::COMPANY));
    assert!(schema.leads_from(property::AUTHOR_OF, class::RESEARCHER));
    assert!(!schema.leads_from(property::AUTHOR_OF, class::PLATFORM));
    assert!(schema.leads_to(property::WORKERS_IN, class::COUNTRY));
    assert!(!schema.leads_to(property::USER_COUNT, class::COUNTRY));
}

#[test]
fn a_user_adds_classes_properties_and_reaches() {
    let schema = with(
        "my:App a owl:Class ; rdfs:subClassOf tac:Platform ; rdfs:label \"app\"@en .\n\
         my:ratedBy a owl:DatatypeProperty ; rdfs:label \"rated\"@en ;\n\
           schema:domainIncludes tac:Platform ; schema:rangeIncludes xsd:decimal .\n\
         tac:workersIn schema:domainIncludes my:App ; rdfs:label \"hat Arbeitende in\"@de .\n",
    )
    .expect("good Turtle");
    let app = schema.class_named("App").expect("my class");
    assert!(schema.is_a(app, class::PLATFORM));
    let rated = schema.property_named("ratedBy").expect("my property");
    assert_eq!(rated.iri().as_str(), "https://example.org/my#ratedBy");
    assert!(schema.leads_from(rated, app));
    let workers = schema.property(property::WORKERS_IN).expect("ours");
    assert!(workers.domain.contains(&app));
    assert!(
        workers
            .words
            .labels
            .contains_key(&Lang::from_tag("de").expect("German"))
    );
}

#[test]
fn the_own_name_comes_before_a_users_of_the_same_name() {
    let schema = with("my:Platform a owl:Class ; rdfs:label \"quai\"@fr .\n").expect("good Turtle");
    assert_eq!(schema.class_named("Platform"), Some(class::PLATFORM));
    assert!(
        schema
            .class_named("https://example.org/my#Platform")
            .is_some()
    );
}

#[test]
fn errors_name_file_line_and_what_to_do() {
    let cases = [
        (
            "my:App a owl:Class ;\n  rdfs:label \"app\"@en\nmy:B a owl:Class .\n",
            "my.ttl:9:",
            "no Turtle",
        ),
        (
            "my:App a owl:Class ;\n  rdfs:subClassOf tac:Plattform ; rdfs:label \"app\"@en .\n",
            "my.ttl:8: `tac:Plattform`",
            "did you mean `tac:Platform`?",
        ),
        (
            "my:App a owl:Class ; rdfs:label \"app\"@en ;\n\n  rdfs:lable \"app\"@fr .\n",
            "my.ttl:9: the key `rdfs:lable`",
            "is not known",
        ),
        (
            "my:p a owl:ObjectProperty ; rdfs:label \"p\"@en ; schema:rangeIncludes tac:Work .\n",
            "my.ttl:7: the property `my:p` has no `schema:domainIncludes`",
            "name the classes",
        ),
        (
            "my:p a owl:DatatypeProperty ; rdfs:label \"p\"@en ;\n  schema:domainIncludes tac:Work ;\n  schema:rangeIncludes tac:Place .\n",
            "my.ttl:9: `tac:Place` is no type of a value",
            "xsd:integer",
        ),
        (
            "my:p a owl:ObjectProperty ; rdfs:label \"p\"@en ;\n  schema:domainIncludes my:Nobody ; schema:rangeIncludes tac:Work .\n",
            "my.ttl:8: `my:Nobody` is no class",
            "declared",
        ),
        (
            "my:A a owl:Class ; rdfs:label \"a\"@en ; rdfs:subClassOf my:B .\n\
             my:B a owl:Class ; rdfs:label \"b\"@en ;\n  rdfs:subClassOf my:A .\n",
            "my.ttl:9: the class `my:A` is above itself",
            "rdfs:subClassOf",
        ),
        (
            "my:A a owl:Class ; rdfs:label \"a\" .\n",
            "my.ttl:7: \"a\" has no language",
            "@en",
        ),
        (
            "my:A a owl:Class .\n",
            "my.ttl:7: `my:A` has no `rdfs:label`",
            "rdfs:label",
        ),
        (
            "my:A rdfs:label \"a\"@en .\n",
            "my.ttl:7: `my:A` has no type",
            "owl:Class",
        ),
        (
            "tac:Work rdfs:label \"piece\"@en .\n",
            "my.ttl:7: `rdfs:label` has two texts in en: \"work\" and \"piece\"",
            "keep one",
        ),
        (
            "tac:Work a owl:ObjectProperty .\n",
            "my.ttl:7: `tac:Work` is declared as two kinds",
            "IRI for each",
        ),
        ("[] a owl:Class .\n", "my.ttl:7: ", "without a name"),
    ];
    for (extra, place, words) in cases {
        let refused = refusal(extra);
        assert!(refused.starts_with(place), "{extra}\n-> {refused}");
        assert!(refused.contains(words), "{extra}\n-> {refused}");
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Schema::load(&["no/such.ttl".into()]).expect_err("there is no such file");
    assert!(
        error.to_string().starts_with("no/such.ttl: cannot be read"),
        "{error}"
    );
}

#[test]
fn facts_and_book_keeping_are_told_apart_as_the_ontology_has_it() {
    for info in schema().properties() {
        let iri = info.property.iri().as_str();
        assert_eq!(is_relation(iri), !info.record, "{iri}");
    }
    assert!(is_relation("https://example.org/own#rentsFrom"));
    assert!(!is_relation("http://www.w3.org/2004/02/skos/core#note"));
}
