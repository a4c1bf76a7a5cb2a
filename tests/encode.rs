//! What `encode` writes is the shape of the store, and survives the way through oxigraph.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};
use proptest::prelude::*;
use rdf_types::{BTreeDataset, are_isomorphic};
use tacheron::encode::{EncodeError, FormerName, KnownEntity, background, encode, sources};
use tacheron::model::{
    AsOf, Basis, Entity, Evidence, Extraction, Fact, Lang, Object, PartialDate, Post, Quad, Source,
    Span, Stance, Value,
};
use tacheron::store::{Store, convert};
use tacheron::vocab::{self, class, property};

const SHAPE: &str = include_str!("fixtures/shape.trig");
const ID: &str = "https://w3id.org/tacheron/id/";

/// Reads TriG into our quads, as one graph name or another sees it.
fn quads(trig: &str) -> Vec<Quad> {
    RdfParser::from_format(RdfFormat::TriG)
        .for_slice(trig)
        .map(|quad| {
            let quad = quad.expect("good TriG");
            convert::from_oxigraph(&quad).unwrap_or_else(|| panic!("not ours: {quad}"))
        })
        .collect()
}

/// The quads of the shape in one graph.
fn shape(graph: &str) -> Vec<Quad> {
    let mut quads = quads(SHAPE);
    quads.retain(|quad| quad.graph().is_some_and(|name| name.as_str() == graph));
    quads
}

fn dataset(quads: &[Quad]) -> BTreeDataset<rdf_syntax::Term> {
    quads
        .iter()
        .map(|rdf_types::Quad(s, p, o, g)| {
            rdf_types::Quad(
                rdf_syntax::Term::id(s.clone()),
                rdf_syntax::Term::iri(p.iri().to_owned()),
                o.clone(),
                g.clone().map(rdf_syntax::Term::iri),
            )
        })
        .collect()
}

fn assert_same(found: &[Quad], expected: &[Quad]) {
    let lines = |quads: &[Quad]| -> BTreeSet<String> {
        let line = |quad: &Quad| convert::to_oxigraph(quad).expect("an IRI").to_string();
        quads.iter().map(line).collect()
    };
    let (a, b) = (lines(found), lines(expected));
    let extra: Vec<_> = a.difference(&b).collect();
    let missing: Vec<_> = b.difference(&a).collect();
    assert!(
        are_isomorphic(&dataset(found), &dataset(expected)),
        "written and not expected: {extra:#?}\nexpected and not written: {missing:#?}"
    );
}

fn entity(iri: &str, class: vocab::Class, label: &str) -> Entity {
    Entity {
        iri: format!("{ID}{iri}"),
        class,
        also: Vec::new(),
        label: label.to_owned(),
        label_lang: None,
        mentions: Vec::new(),
        known: true,
    }
}

fn span(text: &str, of: &str) -> Span {
    let at = text
        .find(of)
        .unwrap_or_else(|| panic!("{of} is not in the text"));
    Span::new(at, at + of.len())
}

/// The post of `tests/fixtures/shape.trig`, its quote at the same characters. Letters of two bytes stand in
/// front of it, so that bytes taken for characters would show.
fn example() -> (Post, Extraction) {
    let quote = "Google relies on EWOK, a tool";
    let before = "teaching machines to see. ";
    let padding = 694 - before.chars().count();
    let heading = "The people behind the machine\n";
    let names = "Mark Graham, or Graham. Google and EWOK. ";
    let fill = "é".repeat(padding - heading.len() - names.len());
    let text = format!("{heading}{names}{fill}{before}{quote} that no client ever meets.");
    let post = Post {
        iri: format!("{ID}post/the-people-behind-the-machine-1f2e3d4c"),
        title: Some("The people behind the machine".to_owned()),
        date: PartialDate::day(2017, 3, 22),
        lang: Lang::EN,
        url: Some("https://example.org/machine".to_owned()),
        author: Some("Jane Doe".to_owned()),
        medium: Some("The Example".to_owned()),
        blocks: Vec::new(),
        italics: Vec::new(),
        hash: "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab".to_owned(),
        sources: vec![Source {
            file: "data/posts/machine.txt".to_owned(),
            hash: "d74981efa70a0c880b8d8c1985d075dbcbf679b99a5f9914e5aaf96b831a9e24".to_owned(),
            start: 0,
            end: 1187,
        }],
        text,
    };
    let text = &post.text;
    let mut ewoq = entity("platform/ewoq", class::PLATFORM, "Ewoq");
    ewoq.mentions = vec![span(text, "EWOK")];
    let mut google = entity("company/google", class::COMPANY, "Google");
    google.also = vec![class::PLATFORM];
    google.mentions = vec![span(text, "Google")];
    let mut graham = entity("person/mark-graham", class::RESEARCHER, "Mark Graham");
    let surname = span(text, " Graham.");
    graham.mentions = vec![
        span(text, "Mark Graham"),
        Span::new(surname.start as usize + 1, surname.end as usize - 1),
    ];
    let fact = Fact {
        subject: 1,
        predicate: property::USES_PLATFORM,
        object: Object::Entity(0),
        evidence: Evidence {
            quote: span(text, quote),
            rule: "uses.relies-on",
            confidence: 0.93,
            claimed_by: Some(2),
            as_of: PartialDate::day(2017, 3, 22).map(|date| AsOf {
                date,
                basis: Basis::Publication,
            }),
            stance: Stance::Asserted,
        },
    };
    let extraction = Extraction {
        entities: vec![ewoq, google, graham],
        facts: vec![fact],
    };
    (post, extraction)
}

/// Gives nodes that are named by a hash the names that the other text gives them.
fn with_names_of(found: &[Quad], expected: &[Quad]) -> Vec<Quad> {
    let named = |quads: &[Quad], class: vocab::Class| -> Vec<String> {
        let of_class = |quad: &&Quad| {
            *quad.predicate() == property::TYPE
                && quad.object().as_iri().is_some_and(|iri| iri == class.iri())
        };
        let subjects = quads
            .iter()
            .filter(of_class)
            .map(|quad| quad.subject().to_string());
        subjects.collect()
    };
    let mut text: String = found
        .iter()
        .map(|quad| format!("{} .\n", convert::to_oxigraph(quad).expect("an IRI")))
        .collect();
    for class in [class::CLAIM, class::SOURCE, class::FORMER_NAME] {
        let (ours, theirs) = (named(found, class), named(expected, class));
        assert_eq!(ours.len(), theirs.len(), "{}", class.name());
        assert!(ours.len() <= 1, "one of each kind can be told apart");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            text = text.replace(ours.as_str(), theirs);
        }
    }
    let parser = RdfParser::from_format(RdfFormat::NQuads).for_slice(&text);
    parser
        .map(|quad| convert::from_oxigraph(&quad.expect("N-Quads")).expect("ours"))
        .collect()
}

#[test]
fn the_post_of_the_shape_is_written_as_the_shape_has_it() {
    let (post, extraction) = example();
    let found = encode(&post, &extraction, "5f0c2a9e", &[0x5f2a_9c01, 0x77b0_e412]).expect("good");
    let expected = shape(&post.iri);
    assert_same(&with_names_of(&found, &expected), &expected);
}

#[test]
fn the_background_of_the_shape_is_written_as_the_shape_has_it() {
    let iri = |name: &str| format!("{ID}{name}");
    let label = |text: &str, lang: Option<Lang>| (text.to_owned(), lang);
    let known = [
        KnownEntity {
            iri: iri("platform/ewoq"),
            classes: vec![class::PLATFORM],
            pref_labels: vec![label("EWOQ", None)],
            alt_labels: vec![label("Ewok", None)],
            operator: Some(iri("company/google")),
            ..KnownEntity::default()
        },
        KnownEntity {
            iri: iri("company/google"),
            classes: vec![class::COMPANY],
            pref_labels: vec![label("Google", None)],
            homepage: Some("https://www.google.com/".to_owned()),
            country: Some(iri("country/us")),
            ..KnownEntity::default()
        },
        KnownEntity {
            iri: iri("country/us"),
            classes: vec![class::COUNTRY],
            pref_labels: vec![
                label("United States", Some(Lang::EN)),
                label("États-Unis", Some(Lang::FR)),
                label("Stati Uniti", Some(Lang::IT)),
            ],
            alt_labels: vec![label("USA", Some(Lang::EN))],
            ..KnownEntity::default()
        },
    ];
    let found = background(&known).expect("good");
    assert_same(
        &found,
        &shape("https://w3id.org/tacheron/id/graph/background"),
    );
}

#[test]
fn a_former_name_keeps_its_end() {
    let known = [KnownEntity {
        iri: format!("{ID}company/appen"),
        classes: vec![class::COMPANY],
        pref_labels: vec![("Appen".to_owned(), None)],
        former_names: vec![
            FormerName {
                name: "Figure Eight".to_owned(),
                until: PartialDate::year(2019),
            },
            FormerName {
                name: "CrowdFlower".to_owned(),
                until: None,
            },
        ],
        owner: Some(format!("{ID}person/nobody")),
        ..KnownEntity::default()
    }];
    let found = background(&known).expect("good");
    let expected = quads(
        r#"
        @prefix tac: <https://w3id.org/tacheron/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://w3id.org/tacheron/id/graph/background> {
          <https://w3id.org/tacheron/id/company/appen> a tac:Company ; skos:prefLabel "Appen" ;
            skos:altLabel "Figure Eight" , "CrowdFlower" ; skosxl:altLabel <https://w3id.org/tacheron/id/name/1> ;
            tac:knownOwner <https://w3id.org/tacheron/id/person/nobody> .
          <https://w3id.org/tacheron/id/name/1> a tac:FormerName ; skosxl:literalForm "Figure Eight" ;
            tac:until "2019"^^xsd:gYear .
        }"#,
    );
    assert_same(&with_names_of(&found, &expected), &expected);
}

/// Something done to the example.
type Change = fn(&mut Post, &mut Extraction);

/// How often a property stands in the quads, with its objects as text.
fn objects(quads: &[Quad], wanted: vocab::Property) -> Vec<String> {
    quads
        .iter()
        .filter(|quad| *quad.predicate() == wanted)
        .map(|quad| quad.object().to_string())
        .collect()
}

#[test]
fn only_what_is_asserted_becomes_a_direct_triple() {
    let (post, mut extraction) = example();
    let stances = [
        (Stance::Denied, "Denied"),
        (Stance::Hedged, "Hedged"),
        (Stance::Conditional, "Conditional"),
        (Stance::Asked, "Asked"),
    ];
    for (stance, name) in stances {
        extraction.facts[0].evidence.stance = stance;
        let quads = encode(&post, &extraction, "v", &[]).expect("good");
        assert!(
            objects(&quads, property::USES_PLATFORM).is_empty(),
            "{name}"
        );
        let stance = objects(&quads, property::STANCE);
        assert_eq!(stance.len(), 1);
        assert!(stance[0].contains(name), "{stance:?}");
    }
}

#[test]
fn literals_have_the_type_of_their_value() {
    let (post, mut extraction) = example();
    let fact = extraction.facts[0].clone();
    let values = [
        (property::USER_COUNT, Value::Integer(500_000)),
        (property::PAYS, Value::Text("0.01 USD per task".to_owned())),
        (
            property::HELD_ON,
            Value::Date(PartialDate::month(2016, 11).expect("a month")),
        ),
        (
            property::HELD_ON,
            Value::Date(PartialDate::year(2016).expect("a year")),
        ),
    ];
    extraction.facts = values
        .into_iter()
        .map(|(predicate, value)| Fact {
            predicate,
            object: Object::Value(value),
            ..fact.clone()
        })
        .collect();
    let quads = encode(&post, &extraction, "v", &[]).expect("good");
    let text: Vec<_> = quads
        .iter()
        .map(|quad| convert::to_oxigraph(quad).expect("an IRI").to_string())
        .collect();
    let xsd = "http://www.w3.org/2001/XMLSchema#";
    for expected in [
        format!("ontology#userCount> \"500000\"^^<{xsd}integer>"),
        "ontology#pays> \"0.01 USD per task\" ".to_owned(),
        format!("ontology#heldOn> \"2016-11\"^^<{xsd}gYearMonth>"),
        format!("ontology#heldOn> \"2016\"^^<{xsd}gYear>"),
    ] {
        assert!(
            text.iter().any(|line| line.contains(&expected)),
            "no {expected}"
        );
    }
    assert_eq!(objects(&quads, property::RULE).len(), 4, "a claim each");
}

#[test]
fn a_claims_name_is_its_content() {
    let (post, extraction) = example();
    let claim = |post: &Post, extraction: &Extraction| {
        let quads = encode(post, extraction, "v", &[]).expect("good");
        let mut of_claims = quads
            .iter()
            .filter(|quad| *quad.predicate() == property::STANCE);
        of_claims.next().expect("a claim").subject().to_string()
    };
    let name = claim(&post, &extraction);
    let hash = name.rsplit('/').next().expect("a name");
    assert_eq!(
        (hash.len(), hash.bytes().all(|b| b.is_ascii_hexdigit())),
        (16, true),
        "{name}"
    );
    assert_eq!(name, claim(&post, &extraction));
    let changes: [Change; 8] = [
        |post, _| post.iri.push('x'),
        |_, e| e.facts[0].evidence.rule = "uses.other",
        |_, e| e.facts[0].evidence.stance = Stance::Hedged,
        |_, e| e.facts[0].evidence.claimed_by = None,
        |_, e| e.facts[0].evidence.as_of = None,
        |_, e| e.facts[0].evidence.quote.end -= 1,
        |_, e| e.facts[0].predicate = property::OPERATED_BY,
        |_, e| e.facts[0].object = Object::Value(Value::Integer(1)),
    ];
    for (at, change) in changes.iter().enumerate() {
        let (mut post, mut extraction) = example();
        change(&mut post, &mut extraction);
        assert_ne!(name, claim(&post, &extraction), "change {at}");
    }
    let (_, mut measured_anew) = example();
    measured_anew.facts[0].evidence.confidence = 0.5;
    assert_eq!(
        name,
        claim(&post, &measured_anew),
        "the confidence is no part of the name"
    );
}

#[test]
fn a_share_is_a_short_decimal() {
    for (confidence, expected) in [
        (0.93, "\"0.93\""),
        (1.0, "\"1\""),
        (0.0, "\"0\""),
        (1.0 / 3.0, "\"0.333\""),
        (7.0, "\"1\""),
        (f32::NAN, "\"0\""),
    ] {
        let (post, mut extraction) = example();
        extraction.facts[0].evidence.confidence = confidence;
        let quads = encode(&post, &extraction, "v", &[]).expect("good");
        let found = objects(&quads, property::CONFIDENCE);
        assert!(found[0].starts_with(expected), "{confidence}: {found:?}");
    }
}

#[test]
fn quotes_at_the_ends_of_the_text_have_no_empty_context() {
    let (mut post, mut extraction) = example();
    extraction
        .entities
        .iter_mut()
        .for_each(|e| e.mentions.clear());
    post.text = "Google relies on EWOK".to_owned();
    extraction.facts[0].evidence.quote = Span::new(0, post.text.len());
    let quads = encode(&post, &extraction, "v", &[]).expect("good");
    assert!(objects(&quads, property::PREFIX).is_empty());
    assert!(objects(&quads, property::SUFFIX).is_empty());
    assert_eq!(objects(&quads, property::EXACT).len(), 1);
}

#[test]
fn a_post_without_anything_is_a_post() {
    let (mut post, _) = example();
    (post.title, post.date, post.url, post.author, post.medium) = (None, None, None, None, None);
    post.text = String::new();
    let quads = encode(&post, &Extraction::default(), "v", &[]).expect("good");
    assert_eq!(
        objects(&quads, property::TYPE).len(),
        2,
        "the post and its source"
    );
    assert!(objects(&quads, property::FINGERPRINT).is_empty());
}

#[test]
fn an_address_that_is_no_iri_is_kept_as_text() {
    let (mut post, extraction) = example();
    post.url = Some("not an address".to_owned());
    let quads = encode(&post, &extraction, "v", &[]).expect("good");
    assert_eq!(objects(&quads, property::URL), ["\"not an address\""]);
}

#[test]
fn what_other_stages_hand_on_wrong_is_refused() {
    type Expected = fn(&EncodeError) -> bool;
    let cases: [(Change, Expected); 5] = [
        (
            |post, _| post.iri = "no iri".to_owned(),
            |e| matches!(e, EncodeError::Iri(_)),
        ),
        (
            |_, e| e.entities[0].iri = "über uns".to_owned(),
            |e| matches!(e, EncodeError::Iri(_)),
        ),
        (
            |_, e| e.facts[0].subject = 7,
            |e| matches!(e, EncodeError::Entity { entity: 7, .. }),
        ),
        (
            |post, e| e.facts[0].evidence.quote = Span::new(0, post.text.len() + 1),
            |e| matches!(e, EncodeError::Span { start: 0, .. }),
        ),
        (
            // In the middle of a letter of two bytes.
            |post, e| {
                let at = post.text.find('é').expect("é") + 1;
                e.facts[0].evidence.quote = Span::new(at, at + 1);
            },
            |e| matches!(e, EncodeError::Span { .. }),
        ),
    ];
    for (at, (change, expected)) in cases.iter().enumerate() {
        let (mut post, mut extraction) = example();
        change(&mut post, &mut extraction);
        let error = encode(&post, &extraction, "v", &[]).expect_err("refused");
        assert!(expected(&error), "case {at}: {error}");
    }
}

#[test]
fn the_same_source_twice_is_one() {
    let (post, _) = example();
    let once = sources(&post.iri, &post.sources).expect("good");
    let twice = [post.sources.clone(), post.sources.clone()].concat();
    assert_eq!(sources(&post.iri, &twice).expect("good"), once);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zéà\"\\\\\n\r\t'<>{}^`|\u{0}\u{7f}\u{85}\u{2028}\u{fffe}🙂]{0,20}",
    ]
}

fn any_date() -> impl Strategy<Value = PartialDate> {
    (1i16..=9999, 0u8..=12, 0u8..=28).prop_filter_map("a date", |(y, m, d)| match (m, d) {
        (0, _) => PartialDate::year(y),
        (_, 0) => PartialDate::month(y, m),
        _ => PartialDate::day(y, m, d),
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::Integer),
        any_date().prop_map(Value::Date),
        any_text().prop_map(Value::Text),
    ]
}

prop_compose! {
    /// A post with any text, and facts whose quotes lie anywhere in it.
    fn any_post()(
        text in any_text(),
        title in proptest::option::of(any_text()),
        date in proptest::option::of(any_date()),
        url in proptest::option::of(any_text()),
        labels in proptest::collection::vec((any_text(), any::<bool>()), 1..4),
        facts in proptest::collection::vec(
            (0usize..4, 0usize..4, proptest::option::of(any_value()), any::<f32>(), 0usize..20, 0usize..20),
            0..4,
        ),
    ) -> (Post, Extraction) {
        let (mut post, mut extraction) = example();
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let place = |a: usize, b: usize| {
            let (a, b) = (ends[a % ends.len()], ends[b % ends.len()]);
            Span::new(a.min(b), a.max(b))
        };
        let fact = extraction.facts[0].clone();
        extraction.entities = labels
            .into_iter()
            .enumerate()
            .map(|(at, (label, tagged))| Entity {
                label_lang: tagged.then_some(Lang::FR),
                mentions: vec![place(at, at + 2)],
                ..entity(&format!("platform/p{at}"), class::PLATFORM, &label)
            })
            .collect();
        let count = extraction.entities.len();
        extraction.facts = facts
            .into_iter()
            .map(|(s, o, value, confidence, a, b)| Fact {
                subject: s % count,
                object: value.map_or(Object::Entity(o % count), Object::Value),
                evidence: Evidence {
                    quote: place(a, b),
                    confidence,
                    claimed_by: None,
                    ..fact.evidence.clone()
                },
                ..fact.clone()
            })
            .collect();
        (post.text, post.title, post.date, post.url) = (text, title, date, url);
        (post, extraction)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Quads → oxigraph's memory → quads, and → N-Quads → quads: nothing lost, nothing changed.
    #[test]
    fn quads_survive_oxigraph((post, extraction) in any_post()) {
        let written = encode(&post, &extraction, "v", &[1, 2]).expect("encodes");
        prop_assert_eq!(&encode(&post, &extraction, "v", &[1, 2]).expect("encodes"), &written);
        let mut store = Store::in_memory();
        let graph = iref::IriBuf::new(post.iri.clone()).expect("an IRI");
        store.replace_post(&graph, &written).expect("stored");
        let expected: BTreeSet<&Quad> = written.iter().collect();
        prop_assert_eq!(expected.len(), written.len(), "each quad once");

        let mut lines = String::new();
        let mut read = BTreeSet::new();
        for quad in store.inner().iter() {
            let quad = quad.expect("read");
            lines.push_str(&format!("{quad} .\n"));
            read.insert(convert::from_oxigraph(&quad).expect("ours"));
        }
        prop_assert_eq!(read.iter().collect::<BTreeSet<_>>(), expected.clone());

        let parsed: Vec<Quad> = RdfParser::from_format(RdfFormat::NQuads)
            .for_slice(&lines)
            .map(|quad| convert::from_oxigraph(&quad.expect("N-Quads")).expect("ours"))
            .collect();
        prop_assert_eq!(parsed.iter().collect::<BTreeSet<_>>(), expected);
    }
}
