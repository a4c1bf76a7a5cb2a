//! Ingest again and again: new, changed, same and gone posts, copies, and what the background keeps.

use std::collections::BTreeSet;
use std::time::Duration;

use tacheron::encode::KnownEntity;
use tacheron::model::{Entity, Evidence, Extraction, Fact, Object, Post, Span, Stance};
use tacheron::pipeline::{Options, Summary, forget, ingest, ingest_readings};
use tacheron::read::{Problem, Reader, Reading};
use tacheron::store::Store;
use tacheron::vocab::{Class, class, property};

const ID: &str = "https://w3id.org/tacheron/id/";
const KNOWN: [(&str, Class); 5] = [
    ("Clickwerk", class::PLATFORM),
    ("Tagpolis", class::PLATFORM),
    ("Datenhof", class::COMPANY),
    ("Ruritania", class::COUNTRY),
    ("Nowhere", class::COUNTRY),
];

fn iri_of(name: &str, class: Class) -> String {
    format!(
        "{ID}{}/{}",
        class.name().to_lowercase(),
        name.to_lowercase()
    )
}

/// What we know: Datenhof runs Clickwerk and sits in Ruritania.
fn known() -> Vec<KnownEntity> {
    let iri = |at: usize| iri_of(KNOWN[at].0, KNOWN[at].1);
    let entity = |at: usize| KnownEntity {
        iri: iri(at),
        classes: vec![KNOWN[at].1],
        pref_labels: vec![(KNOWN[at].0.to_owned(), None)],
        operator: (at == 0).then(|| iri(2)),
        country: (at == 2).then(|| iri(3)),
        ..KnownEntity::default()
    };
    (0..KNOWN.len()).map(entity).collect()
}

/// Names that are known; the first of a post uses each of the others.
fn extract(post: &Post) -> Result<Extraction, String> {
    let mut entities = Vec::new();
    for (name, class) in KNOWN {
        let found = post.text.match_indices(name);
        let mentions: Vec<_> = found
            .map(|(at, _)| Span::new(at, at + name.len()))
            .collect();
        if !mentions.is_empty() {
            entities.push(Entity {
                iri: iri_of(name, class),
                class,
                also: Vec::new(),
                label: name.to_owned(),
                label_lang: None,
                mentions,
                known: true,
            });
        }
    }
    let facts = (1..entities.len())
        .map(|other| Fact {
            subject: 0,
            predicate: property::USES_PLATFORM,
            object: Object::Entity(other),
            evidence: Evidence {
                quote: entities[0].mentions[0].join(entities[other].mentions[0]),
                rule: "test.near",
                confidence: 0.5,
                claimed_by: None,
                as_of: None,
                stance: Stance::Asserted,
            },
        })
        .collect();
    Ok(Extraction { entities, facts })
}

/// A paragraph long enough to be known again, about a topic.
fn paragraph(topic: &str) -> String {
    format!(
        "This paragraph about {topic} is so long that nobody would write it twice, and {topic} by itself tells the copies."
    )
}

/// A post of three such paragraphs.
fn text(topic: &str) -> String {
    let part = |part: &str| paragraph(&format!("{part} {topic}"));
    format!("{}\n\n{}\n\n{}", part("old"), part("new"), part("future"))
}

/// A line of a JSON lines file.
fn line(title: Option<&str>, text: &str) -> String {
    let mut record = serde_json::json!({ "lang": "en", "text": text });
    if let Some(title) = title {
        record["title"] = title.into();
        record["date"] = "2017-03-22".into();
    }
    format!("{record}\n")
}

struct Bench {
    reader: Reader,
    known: Vec<KnownEntity>,
    store: Store,
    rules_version: &'static str,
}

impl Bench {
    fn new() -> Self {
        Self {
            reader: Reader::built_in().expect("built in"),
            known: known(),
            store: Store::in_memory(),
            rules_version: "v1",
        }
    }

    fn ingest(&mut self, files: &[(&str, &str)]) -> Summary {
        let readings = files
            .iter()
            .map(|(name, text)| {
                let reading = self.reader.read_bytes(name, text.as_bytes());
                ((*name).to_owned(), reading)
            })
            .collect();
        self.ingest_readings(readings)
    }

    fn ingest_readings(&mut self, readings: Vec<(String, Reading)>) -> Summary {
        let options = Options {
            rules_version: self.rules_version,
            known: &self.known,
            save_every: Duration::ZERO,
        };
        ingest_readings(&mut self.store, readings, &extract, &options, &()).expect("ingested")
    }

    fn content(&self) -> BTreeSet<String> {
        let quads = self.store.inner().iter();
        quads
            .map(|quad| quad.expect("a quad").to_string())
            .collect()
    }

    /// What the store holds of an entity by its own graph, as text.
    fn lines_with(&self, part: &str) -> usize {
        self.content()
            .iter()
            .filter(|line| line.contains(part))
            .count()
    }

    fn titles(&self) -> Vec<String> {
        let posts = self.store.posts().expect("posts");
        let mut titles: Vec<_> = posts.into_iter().filter_map(|post| post.title).collect();
        titles.sort();
        titles
    }
}

fn counts(summary: &Summary) -> (usize, usize, usize, usize) {
    (summary.new, summary.changed, summary.same, summary.gone)
}

#[test]
fn the_second_time_all_is_the_same() {
    let mut bench = Bench::new();
    let file =
        line(Some("One"), &text("Clickwerk and Tagpolis")) + &line(Some("Two"), &text("tea"));
    let first = bench.ingest(&[("a.jsonl", &file)]);
    assert_eq!((counts(&first), first.facts), ((2, 0, 0, 0), 1));
    assert!(first.bad.is_empty(), "{:?}", first.bad);
    let before = bench.content();
    let second = bench.ingest(&[("a.jsonl", &file)]);
    assert_eq!((counts(&second), second.facts), ((0, 0, 2, 0), 0));
    assert_eq!(bench.content(), before);
}

#[test]
fn other_rules_read_everything_again() {
    let mut bench = Bench::new();
    let file = line(Some("One"), &text("Clickwerk"));
    bench.ingest(&[("a.jsonl", &file)]);
    bench.rules_version = "v2";
    assert_eq!(counts(&bench.ingest(&[("a.jsonl", &file)])), (0, 1, 0, 0));
    assert_eq!(counts(&bench.ingest(&[("a.jsonl", &file)])), (0, 0, 1, 0));
    let mut fresh = Bench::new();
    fresh.rules_version = "v2";
    fresh.ingest(&[("a.jsonl", &file)]);
    assert_eq!(bench.content(), fresh.content());
}

#[test]
fn a_changed_post_takes_the_place_of_the_old_one() {
    let mut bench = Bench::new();
    let (old, new) = (text("Clickwerk of Datenhof"), text("Tagpolis of Datenhof"));
    bench.ingest(&[("a.jsonl", &line(Some("One"), &old))]);
    assert_eq!(
        bench.lines_with("platform/clickwerk> <http://www.w3.org/2000/01/rdf-schema#label>"),
        1
    );
    let summary = bench.ingest(&[("a.jsonl", &line(Some("One"), &new))]);
    assert_eq!(counts(&summary), (0, 1, 0, 0));
    assert_eq!(
        bench.lines_with("platform/clickwerk"),
        0,
        "of the old post nothing is left"
    );
    let mut fresh = Bench::new();
    fresh.ingest(&[("a.jsonl", &line(Some("One"), &new))]);
    assert_eq!(bench.content(), fresh.content());
}

#[test]
fn a_new_title_is_a_change_and_no_second_post() {
    let mut bench = Bench::new();
    let text = text("Clickwerk");
    bench.ingest(&[("a.jsonl", &line(Some("A titel"), &text))]);
    let summary = bench.ingest(&[("a.jsonl", &line(Some("A title"), &text))]);
    assert_eq!(counts(&summary), (0, 1, 0, 0));
    assert_eq!(bench.titles(), ["A title"]);
}

#[test]
fn what_a_file_no_longer_carries_is_taken_out() {
    let mut bench = Bench::new();
    let (one, two) = (
        line(Some("One"), &text("one")),
        line(Some("Two"), &text("two")),
    );
    bench.ingest(&[
        ("a.jsonl", &(one.clone() + &two)),
        ("b.jsonl", &line(None, &text("b"))),
    ]);
    let summary = bench.ingest(&[("a.jsonl", &two)]);
    assert_eq!(counts(&summary), (0, 0, 1, 1));
    assert_eq!(bench.titles(), ["Two"]);
    assert_eq!(
        bench.store.posts().expect("posts").len(),
        2,
        "of the other file nothing is known"
    );
}

#[test]
fn a_file_that_was_read_in_part_takes_nothing_out() {
    let mut bench = Bench::new();
    let (one, two) = (
        line(Some("One"), &text("one")),
        line(Some("Two"), &text("two")),
    );
    bench.ingest(&[("a.jsonl", &(one + &two))]);
    let summary = bench.ingest(&[("a.jsonl", &format!("{{\"title\": \"One\n{two}"))]);
    assert_eq!(counts(&summary), (0, 0, 1, 0));
    assert_eq!(summary.bad.len(), 1);
    assert_eq!(
        (summary.bad[0].file.as_str(), summary.bad[0].line),
        ("a.jsonl", Some(1))
    );
    assert_eq!(bench.titles(), ["One", "Two"]);
}

#[test]
fn a_file_that_is_gone_takes_nothing_out() {
    let mut bench = Bench::new();
    bench.ingest(&[("a.jsonl", &line(Some("One"), &text("one")))]);
    let problem = Problem {
        file: "a.jsonl".to_owned(),
        line: None,
        message: "cannot be read".to_owned(),
    };
    let reading = Reading {
        posts: Vec::new(),
        problems: vec![problem.clone()],
    };
    let summary = bench.ingest_readings(vec![("a.jsonl".to_owned(), reading)]);
    assert_eq!(
        (counts(&summary), summary.bad),
        ((0, 0, 0, 0), vec![problem])
    );
    assert_eq!(bench.titles(), ["One"]);
}

#[test]
fn each_pipe_is_another_one() {
    let mut bench = Bench::new();
    bench.ingest(&[("-", &line(Some("One"), &text("one")))]);
    let summary = bench.ingest(&[("-", &line(Some("Two"), &text("two")))]);
    assert_eq!(counts(&summary), (1, 0, 0, 0));
    assert_eq!(bench.titles(), ["One", "Two"]);
}

#[test]
fn a_post_of_two_files_goes_with_the_last_of_them() {
    let mut bench = Bench::new();
    let (one, two) = (
        line(Some("One"), &text("one")),
        line(Some("Two"), &text("two")),
    );
    let summary = bench.ingest(&[("a.jsonl", &(one.clone() + &two)), ("b.jsonl", &one)]);
    assert_eq!(counts(&summary), (2, 0, 0, 0));
    let files = |bench: &Bench| -> Vec<String> {
        let posts = bench.store.posts().expect("posts");
        let one = posts
            .into_iter()
            .find(|post| post.title.as_deref() == Some("One"));
        let sources = one.map(|post| post.sources).unwrap_or_default();
        sources.into_iter().map(|source| source.file).collect()
    };
    assert_eq!(files(&bench), ["a.jsonl", "b.jsonl"]);
    assert_eq!(counts(&bench.ingest(&[("a.jsonl", &two)])), (0, 0, 1, 0));
    assert_eq!(files(&bench), ["b.jsonl"]);
    assert_eq!(counts(&bench.ingest(&[("b.jsonl", &two)])), (0, 0, 1, 1));
    assert_eq!(bench.titles(), ["Two"]);
}

#[test]
fn the_order_in_which_copies_come_does_not_matter() {
    let full = line(Some("One"), &text("Clickwerk"));
    let bare = line(None, &text("Clickwerk"));
    let mut together = Bench::new();
    together.ingest(&[("a.jsonl", &full), ("b.jsonl", &bare)]);
    assert_eq!(together.store.posts().expect("posts").len(), 1);
    for order in [["a.jsonl", "b.jsonl"], ["b.jsonl", "a.jsonl"]] {
        let mut bench = Bench::new();
        for name in order {
            let file = if name == "a.jsonl" { &full } else { &bare };
            bench.ingest(&[(name, file)]);
        }
        assert_eq!(bench.content(), together.content(), "{order:?}");
        // And it stays so, whichever is read again.
        for name in order {
            let file = if name == "a.jsonl" { &full } else { &bare };
            assert_eq!(
                counts(&bench.ingest(&[(name, file)])),
                (0, 0, 1, 0),
                "{name}"
            );
            assert_eq!(bench.content(), together.content(), "{name}");
        }
    }
}

#[test]
fn a_changed_copy_is_read_and_a_barer_one_is_not() {
    let mut bench = Bench::new();
    let full = line(Some("One"), &text("Clickwerk"));
    bench.ingest(&[("a.jsonl", &full), ("b.jsonl", &full)]);
    let longer = format!("{}\n\n{}", text("Clickwerk"), paragraph("Tagpolis"));
    let summary = bench.ingest(&[("b.jsonl", &line(Some("One"), &longer))]);
    assert_eq!(counts(&summary), (0, 1, 0, 0));
    assert_eq!(
        bench.lines_with("platform/tagpolis> <http://www.w3.org/2000/01/rdf-schema#label>"),
        1
    );
    let summary = bench.ingest(&[("a.jsonl", &line(None, &text("Clickwerk")))]);
    assert_eq!(counts(&summary), (0, 0, 1, 0));
    assert_eq!(bench.titles(), ["One"]);
}

#[test]
fn posts_that_share_a_paragraph_stay_two() {
    let mut bench = Bench::new();
    let shared = paragraph("what both quote");
    let (one, two) = (
        format!("{}\n\n{shared}", text("one")),
        format!("{}\n\n{shared}", text("two")),
    );
    bench.ingest(&[("a.jsonl", &line(Some("One"), &one))]);
    assert_eq!(
        counts(&bench.ingest(&[("b.jsonl", &line(Some("Two"), &two))])),
        (1, 0, 0, 0)
    );
    assert_eq!(bench.titles(), ["One", "Two"]);
}

#[test]
fn the_background_is_about_what_posts_mention_and_where_that_leads() {
    let mut bench = Bench::new();
    let label = "http://www.w3.org/2004/02/skos/core#prefLabel";
    bench.ingest(&[("a.jsonl", &line(Some("One"), &text("Tagpolis")))]);
    assert_eq!(bench.lines_with(label), 1);
    // Clickwerk, who runs it, and in which country that is.
    let file = line(Some("Two"), &text("Clickwerk"));
    bench.ingest(&[("b.jsonl", &file)]);
    assert_eq!(bench.lines_with(label), 4);
    assert_eq!(bench.lines_with("nowhere"), 0);
}

#[test]
fn a_forgotten_post_leaves_nothing() {
    let one = line(Some("One"), &text("Tagpolis"));
    let two = line(Some("Two"), &text("Clickwerk and Tagpolis"));
    let mut bench = Bench::new();
    bench.ingest(&[("a.jsonl", &one)]);
    let before = bench.content();
    bench.ingest(&[("b.jsonl", &two)]);
    let posts = bench.store.posts().expect("posts");
    let gone = posts
        .iter()
        .find(|post| post.title.as_deref() == Some("Two"))
        .expect("there");
    assert!(forget(&mut bench.store, &gone.iri).expect("forgotten"));
    assert_eq!(bench.content(), before);
    assert!(!forget(&mut bench.store, &gone.iri).expect("nothing there"));
    assert!(forget(&mut bench.store, "no iri").is_err());
    let last = bench.store.posts().expect("posts").remove(0);
    assert!(forget(&mut bench.store, &last.iri).expect("forgotten"));
    assert!(bench.content().is_empty());
}

#[test]
fn bad_input_is_named_and_the_rest_is_done() {
    let dir = tempfile::TempDir::new().expect("a folder");
    let path = |name: &str| dir.path().join(name);
    std::fs::write(path("good.jsonl"), line(Some("One"), &text("Clickwerk"))).expect("written");
    std::fs::write(path("empty.txt"), "").expect("written");
    std::fs::write(path("image.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").expect("written");
    let files = ["none.txt", "empty.txt", "image.txt", "good.jsonl"].map(path);
    let bench = Bench::new();
    let mut store = Store::in_memory();
    let options = Options {
        rules_version: "v1",
        known: &bench.known,
        save_every: Duration::from_secs(5),
    };
    let summary = ingest(&mut store, &files, &bench.reader, &extract, &options, &()).expect("done");
    assert_eq!(counts(&summary), (1, 0, 0, 0));
    let bad: Vec<_> = summary
        .bad
        .iter()
        .map(|problem| problem.file.as_str())
        .collect();
    let expected = files[..3].iter().map(|file| file.to_str().expect("a name"));
    assert_eq!(bad, expected.collect::<Vec<_>>());
}

#[test]
fn what_an_extractor_gets_wrong_costs_that_post_alone() {
    let mut bench = Bench::new();
    let file = line(Some("One"), &text("one")) + &line(Some("Two"), &text("two"));
    let reading = bench.reader.read_bytes("a.jsonl", file.as_bytes());
    let wrong = |post: &Post| {
        let mut extraction = extract(post)?;
        if post.title.as_deref() == Some("One") {
            extraction.entities.push(Entity {
                iri: "no iri".to_owned(),
                class: class::PLACE,
                also: Vec::new(),
                label: String::new(),
                label_lang: None,
                mentions: Vec::new(),
                known: false,
            });
        }
        Ok(extraction)
    };
    let options = Options {
        rules_version: "v1",
        known: &[],
        save_every: Duration::ZERO,
    };
    let readings = vec![("a.jsonl".to_owned(), reading)];
    let summary =
        ingest_readings(&mut bench.store, readings, &wrong, &options, &()).expect("ingested");
    assert_eq!(counts(&summary), (1, 0, 0, 0));
    assert_eq!(summary.bad.len(), 1);
    assert!(
        summary.bad[0]
            .to_string()
            .starts_with("a.jsonl: `no iri` is no IRI")
    );
    assert_eq!(bench.titles(), ["Two"]);
}
