//! An ingest that is killed leaves whole posts, and the next one completes it as if nothing had been.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tacheron::encode::KnownEntity;
use tacheron::model::{Entity, Evidence, Extraction, Fact, Object, Post, Span, Stance};
use tacheron::pipeline::{Options, Progress, Summary, ingest};
use tacheron::read::Reader;
use tacheron::store::{Access, Store};
use tacheron::vocab::{class, property};
use tempfile::TempDir;

const POSTS: usize = 2000;
const PLATFORMS: usize = 50;

/// When the ingest is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// When so many posts were about to be written.
    Extracted(usize),
    /// So many milliseconds into the first saving after so many posts.
    Saving(usize, u64),
}

const MOMENTS: [Moment; 10] = [
    Moment::Extracted(1),
    Moment::Saving(1, 0),
    Moment::Extracted(97),
    Moment::Saving(150, 1),
    Moment::Saving(400, 5),
    Moment::Extracted(640),
    Moment::Saving(900, 20),
    Moment::Extracted(1311),
    Moment::Saving(POSTS, 40),
    Moment::Extracted(POSTS),
];

/// Posts with a platform or two each.
fn generated() -> String {
    let mut file = String::new();
    for at in 0..POSTS {
        let (one, two) = (at * 7 % PLATFORMS, at * 13 % PLATFORMS);
        let text = format!(
            "Post {at}: those who work for platform{one:02} have never heard of platform{two:02}, though the post with the number {at} told them."
        );
        let record = serde_json::json!({
            "title": format!("Number {at}"), "date": "2017-03-22", "lang": "en", "text": text,
        });
        file.push_str(&format!("{record}\n"));
    }
    file
}

fn platform(number: &str) -> String {
    format!("https://w3id.org/tacheron/id/platform/platform{number}")
}

fn known() -> Vec<KnownEntity> {
    (0..PLATFORMS)
        .map(|number| KnownEntity {
            iri: platform(&format!("{number:02}")),
            classes: vec![class::PLATFORM],
            pref_labels: vec![(format!("Platform {number}"), None)],
            ..KnownEntity::default()
        })
        .collect()
}

fn extract(post: &Post) -> Result<Extraction, String> {
    let mut entities: Vec<Entity> = Vec::new();
    for (at, name) in post.text.match_indices("platform") {
        let span = Span::new(at, at + name.len() + 2);
        let label = span.of(&post.text);
        let iri = platform(&label[name.len()..]);
        if entities.iter().any(|known| known.iri == iri) {
            continue;
        }
        entities.push(Entity {
            iri,
            class: class::PLATFORM,
            also: Vec::new(),
            label: label.to_owned(),
            label_lang: None,
            mentions: vec![span],
            known: true,
        });
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

fn run(store: &Path, file: &Path, progress: &dyn Progress) -> Summary {
    let mut store = Store::open(store, Access::Write).expect("the store opens");
    let reader = Reader::built_in().expect("built in");
    let options = Options {
        rules_version: "v1",
        known: &known(),
        // As often as it may.
        save_every: Duration::ZERO,
    };
    let files = [file.to_owned()];
    ingest(&mut store, &files, &reader, &extract, &options, progress).expect("ingested")
}

/// Says on standard output how far it is.
struct Aloud;

impl Aloud {
    fn say(&self, word: &str) {
        let mut out = std::io::stdout().lock();
        // Who listens may have gone.
        let _ = writeln!(out, "{word}").and_then(|()| out.flush());
    }
}

impl Progress for Aloud {
    fn extracted(&self, _post: &Post) {
        self.say("EXTRACTED");
    }

    fn saving(&self) {
        self.say("SAVING");
    }
}

/// Not a test of its own: the process that is killed.
#[test]
#[ignore = "run by the tests of this file"]
fn child() {
    let (Some(store), Some(file)) = (env::var_os("KILL_STORE"), env::var_os("KILL_FILE")) else {
        return;
    };
    run(Path::new(&store), Path::new(&file), &Aloud);
}

/// Starts an ingest in a process of its own and kills it.
fn killed(store: &Path, file: &Path, moment: Moment) {
    let mut child = Command::new(env::current_exe().expect("this program"))
        .args(["--exact", "child", "--ignored", "--nocapture"])
        .env("KILL_STORE", store)
        .env("KILL_FILE", file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let out = BufReader::new(child.stdout.take().expect("piped"));
    let mut said = out.lines().map_while(Result::ok);
    let mut wait_for = |word: &str, times: usize| {
        let mut heard = said.by_ref().filter(|line| line.ends_with(word));
        heard
            .nth(times - 1)
            .unwrap_or_else(|| panic!("it ended before {moment:?}"));
    };
    let wait = match moment {
        Moment::Extracted(posts) => {
            wait_for("EXTRACTED", posts);
            0
        }
        Moment::Saving(posts, wait) => {
            wait_for("EXTRACTED", posts);
            wait_for("SAVING", 1);
            wait
        }
    };
    std::thread::sleep(Duration::from_millis(wait));
    child.kill().expect("killed");
    child.wait().expect("dead");
}

/// The lines of each graph.
fn graphs(store: &Store) -> BTreeMap<String, BTreeSet<String>> {
    let mut graphs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for quad in store.inner().iter() {
        let quad = quad.expect("a quad");
        let graph = graphs.entry(quad.graph_name.to_string()).or_default();
        graph.insert(quad.to_string());
    }
    graphs
}

fn survives(name: &str) {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("posts.jsonl");
    fs::write(&file, generated()).expect("written");
    let undisturbed = dir.path().join("undisturbed").join(name);
    let summary = run(&undisturbed, &file, &());
    assert_eq!((summary.new, summary.bad.len()), (POSTS, 0));
    let expected = graphs(&Store::open(&undisturbed, Access::Read).expect("there"));
    let bytes = |path: &PathBuf| path.is_file().then(|| fs::read(path).expect("a file"));

    for (at, moment) in MOMENTS.into_iter().enumerate() {
        let path = dir.path().join(format!("killed-{at}")).join(name);
        killed(&path, &file, moment);
        let held = match Store::open(&path, Access::Write) {
            Ok(store) => graphs(&store),
            Err(error) => panic!("{moment:?}: {error}"),
        };
        let mut posts = 0;
        for (graph, lines) in &held {
            if graph.contains("/id/post/") {
                assert_eq!(Some(lines), expected.get(graph), "{moment:?}: half a post");
                posts += 1;
            } else {
                assert!(lines.is_subset(&expected[graph]), "{moment:?}: {graph}");
            }
        }
        if let Moment::Extracted(640..POSTS) = moment {
            assert!(
                posts > 0 && posts < POSTS,
                "{moment:?}: {posts} posts are no part of it"
            );
        }
        let summary = run(&path, &file, &());
        assert_eq!(
            (summary.new, summary.same),
            (POSTS - posts, posts),
            "{moment:?}"
        );
        let store = Store::open(&path, Access::Read).expect("there");
        assert!(graphs(&store) == expected, "{moment:?}: another store");
        assert!(
            bytes(&path) == bytes(&undisturbed),
            "{moment:?}: other bytes"
        );
        let beside = fs::read_dir(path.parent().expect("a folder")).expect("a folder");
        let parts = beside.filter(|entry| {
            let name = entry.as_ref().expect("a file").file_name();
            name.to_string_lossy().ends_with(".part")
        });
        assert_eq!(parts.count(), 0, "{moment:?}: a part is left");
        eprintln!("{name}: killed at {moment:?}: {posts} of {POSTS} posts were there");
    }
}

#[test]
fn a_file_survives_kills() {
    survives("s.nq");
}

#[cfg(feature = "disk")]
#[test]
fn a_folder_survives_kills() {
    survives("folder");
}
