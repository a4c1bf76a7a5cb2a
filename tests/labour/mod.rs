//! A store with some 80 entities and 110 facts of eight invented posts, in the shape of
//! `tests/fixtures/shape.trig`, made from `facts.txt`.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::store::Store;
use tacheron::model::view::View;
use tacheron::model::{Choices, Lang};
use tacheron::walk;

const FACTS: &str = include_str!("facts.txt");
const PREFIXES: &str = "\
@prefix tac: <https://w3id.org/tacheron/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
";

/// The chosen facts of [`store`] with their quotes.
pub fn view(choices: &Choices) -> View {
    quoted(&store(), choices)
}

/// The chosen facts of a store with their quotes.
pub fn quoted(store: &Store, choices: &Choices) -> View {
    let mut view = walk::load(store, choices, Lang::EN).unwrap();
    let claims = 0..view.claims.len();
    walk::quote_claims(store, &mut view, claims).unwrap();
    view
}

/// The IRI of an entity, by what the facts call it: `Platform:Ewoq`.
pub fn iri(entity: &str) -> String {
    let (class, name) = entity.split_once(':').expect("Class:Name");
    let kind = if class == "Researcher" {
        "person".to_owned()
    } else {
        class.to_lowercase()
    };
    format!("https://w3id.org/tacheron/id/{kind}/{}", slug(name))
}

/// The IRI of a post, by its number.
pub fn post(number: &str) -> String {
    format!("https://w3id.org/tacheron/id/post/post-{number}")
}

fn slug(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The store in memory.
pub fn store() -> Store {
    load(&trig())
}

/// A store with the content of a TriG text.
pub fn load(trig: &str) -> Store {
    let store = Store::new().unwrap();
    store
        .load_from_reader(RdfParser::from_format(RdfFormat::TriG), trig.as_bytes())
        .unwrap_or_else(|error| panic!("{error}\n{trig}"));
    store
}

/// The same as TriG.
pub fn trig() -> String {
    from_facts(FACTS)
}

/// TriG of facts as `facts.txt` has them.
pub fn from_facts(facts: &str) -> String {
    let mut graphs: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    let lines = facts
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    for (row, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [subject, predicate, object, posts, confidence, ..] = cells[..] else {
            panic!("a cell is missing: {line}");
        };
        let stance = cells.get(5).unwrap_or(&"Asserted");
        let words = |name: &str| {
            name.split_once(':')
                .map_or(name, |(_, name)| name)
                .to_owned()
        };
        let quote =
            format!("{} {predicate} {}", words(subject), words(object)).replace('"', "\\\"");
        for number in posts.split(' ') {
            let (text, mentions) = graphs.entry(number.to_owned()).or_default();
            mentions.insert(subject.to_owned());
            let value = match predicate {
                "userCount" => object.to_owned(),
                "heldOn" => format!("\"{object}\"^^xsd:date"),
                "pays" => format!("\"{object}\""),
                _ => {
                    mentions.insert(object.to_owned());
                    format!("<{}>", iri(object))
                }
            };
            let subject = format!("<{}>", iri(subject));
            if *stance == "Asserted" {
                writeln!(text, "{subject} tac:{predicate} {value} .").unwrap();
            }
            let claim = format!("https://w3id.org/tacheron/id/claim/{row:08x}{number:0>8}");
            writeln!(
                text,
                "<{claim}> a tac:Claim, rdf:Statement ; rdf:subject {subject} ; rdf:predicate tac:{predicate} ;
  rdf:object {value} ; tac:stance tac:{stance} ; tac:confidence {confidence} ; tac:rule \"test\" ;
  tac:asOf \"201{number}-03-0{number}\"^^xsd:date ; tac:asOfBasis tac:Publication ;
  oa:hasTarget <{claim}/target> .
<{claim}/target> a oa:SpecificResource ; oa:hasSource <{}> ; oa:hasSelector <{claim}/position>, <{claim}/quote> .
<{claim}/position> a oa:TextPositionSelector ; oa:start 1 ; oa:end 2 .
<{claim}/quote> a oa:TextQuoteSelector ; oa:prefix \"\" ; oa:exact \"{quote}\" ; oa:suffix \"\" .",
                post(number)
            )
            .unwrap();
            if predicate == "operatedBy" && number == "2" {
                // One post names somebody as the source of what it says.
                writeln!(
                    text,
                    "<{claim}> tac:claimedBy <{}> .",
                    iri("Researcher:Mark Graham")
                )
                .unwrap();
            }
        }
    }
    let mut trig = PREFIXES.to_owned();
    for (number, (text, mentions)) in graphs {
        let post = post(&number);
        writeln!(
            trig,
            "<{post}> {{\n<{post}> a tac:Post ; schema:headline \"Post number {number}\" ;
  schema:datePublished \"201{number}-03-0{number}\"^^xsd:date ; schema:url <https://example.org/posts?a={number}&b=2> ."
        )
        .unwrap();
        for entity in mentions {
            let (class, name) = entity.split_once(':').unwrap();
            let classes = match class {
                "Researcher" => "tac:Researcher, tac:Person".to_owned(),
                class => format!("tac:{class}"),
            };
            let iri = iri(&entity);
            let name = name.replace('\\', "\\\\").replace('"', "\\\"");
            writeln!(
                trig,
                "<{post}> schema:mentions <{iri}> .\n<{iri}> a {classes} ; rdfs:label \"{name}\" ."
            )
            .unwrap();
        }
        trig.push_str(&text);
        trig.push_str("}\n");
    }
    trig.push_str(BACKGROUND);
    trig
}

const BACKGROUND: &str = r#"<https://w3id.org/tacheron/id/graph/background> {
  <https://w3id.org/tacheron/id/country/germany> a tac:Country ; skos:prefLabel "Germany"@en , "Allemagne"@fr .
  <https://w3id.org/tacheron/id/country/united-states> a tac:Country ;
    skos:prefLabel "United States"@en , "États-Unis"@fr , "Stati Uniti"@it .
  <https://w3id.org/tacheron/id/company/openai> a tac:Company ; skos:prefLabel "OpenAI" ;
    schema:url <https://openai.com/> ; tac:knownCountry <https://w3id.org/tacheron/id/country/united-states> .
}
"#;
