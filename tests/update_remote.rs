//! `tacheron update` beyond this machine: what it loads, an engine that makes it, and the limits of both.

mod engine;

use assert_cmd::Command;
use engine::Engine;
use oxigraph::io::RdfFormat;
use predicates::prelude::*;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const CURATED: &str = "https://w3id.org/tacheron/id/graph/curated";
const POST: &str = "https://w3id.org/tacheron/id/post/the-people-behind-the-machine-1f2e3d4c";
const HERE: [&str; 2] = ["--allow-host", "127.0.0.1"];

fn small() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small.trig")).unwrap()
}

/// A folder with a store of its own.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("store.trig"), small()).unwrap();
    folder
}

/// An engine that holds the same.
fn there(union: bool) -> Engine {
    let engine = Engine::start(union);
    engine
        .store
        .load_from_slice(RdfFormat::TriG, &small())
        .unwrap();
    engine
}

fn update(folder: &Path, text: &str) -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .env("TACHERON_STORE", folder.join("store.trig"))
        .env_remove("TACHERON_ENDPOINT")
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "200")
        .args(["update", "-e", text]);
    command
}

/// All that the store in a folder holds, sorted.
fn held(folder: &Path) -> Vec<String> {
    let store = oxigraph::store::Store::new().unwrap();
    let bytes = fs::read(folder.join("store.trig")).unwrap();
    store.load_from_slice(RdfFormat::TriG, &bytes).unwrap();
    sorted(&store)
}

fn sorted(store: &oxigraph::store::Store) -> Vec<String> {
    let mut quads: Vec<String> = store.iter().map(|quad| quad.unwrap().to_string()).collect();
    quads.sort();
    quads
}

#[test]
fn load_reaches_the_hosts_that_are_allowed_and_goes_into_the_curated_graph() {
    let (engine, folder) = (there(false), folder());
    let load = format!("LOAD <{}>", engine.url("/document"));
    let before = held(folder.path());
    for hosts in [&[][..], &["--allow-host", "example.org"]] {
        update(folder.path(), &load)
            .args(hosts)
            .assert()
            .code(2)
            .stderr(predicate::str::contains("127.0.0.1 is not allowed"));
    }
    update(folder.path(), "LOAD <file:///etc/hosts>")
        .args(HERE)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("tacheron load FILE"));
    // Where it may not go is known before anything is fetched.
    update(folder.path(), &format!("{load} INTO GRAPH <{POST}>"))
        .args(HERE)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("curated graph only"));
    assert_eq!(engine.requests(), [""; 0]);
    update(folder.path(), &format!("LOAD <{}>", engine.url("/fail")))
        .args(HERE)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("the disk is full"));
    assert_eq!(held(folder.path()), before);
    update(
        folder.path(),
        &format!("LOAD SILENT <{}>", engine.url("/fail")),
    )
    .args(HERE)
    .assert()
    .success();
    update(folder.path(), &load)
        .args(HERE)
        .assert()
        .success()
        .stdout("1 triple added, 0 removed\n");
    let loaded = format!("<http://x/a> <http://x/loaded> <http://x/b> <{CURATED}>");
    assert!(held(folder.path()).contains(&loaded));
}

#[test]
fn service_in_an_update_reaches_the_hosts_that_are_allowed() {
    let (engine, folder) = (there(true), folder());
    let text = format!(
        "INSERT {{ ?p skos:editorialNote 'there' }} WHERE {{ SERVICE <{}> {{ ?p a tac:Platform }} }}",
        engine.url("/query")
    );
    update(folder.path(), &text)
        .assert()
        .code(2)
        .stderr(predicate::str::contains("127.0.0.1 is not allowed"));
    assert_eq!(engine.requests(), [""; 0]);
    update(folder.path(), &text).args(HERE).assert().success();
    assert!(
        held(folder.path())
            .iter()
            .any(|quad| quad.contains("\"there\""))
    );
}

#[test]
fn an_engine_elsewhere_is_changed_as_the_store_is() {
    let (plain, union) = (there(false), there(true));
    let folder = folder();
    let load = format!("LOAD <{}>", plain.url("/document"));
    for text in [
        "INSERT DATA { company:google tac:ownedBy company:alphabet . GRAPH <https://w3id.org/tacheron/id/graph/curated> { company:x tac:ownedBy company:y } }",
        // Three posts say that Microsoft runs UHRS: one fact.
        "INSERT { ?who skos:editorialNote ?n } WHERE { { SELECT ?who (COUNT(*) AS ?n) { ?p tac:operatedBy ?who } GROUP BY ?who } }",
        "DELETE { ?s skos:editorialNote ?n } INSERT { ?s skos:editorialNote 'seen' } WHERE { ?s skos:editorialNote ?n . ?p tac:operatedBy/^tac:operatedBy ?p }",
        "INSERT { ?p skos:note 'of two' } WHERE { GRAPH ?a { ?p a tac:Platform } GRAPH ?b { ?p a tac:Platform } FILTER(?a != ?b) }",
        // What posts say stays.
        "DELETE WHERE { platform:uhrs tac:operatedBy ?who }",
        &load,
        "DELETE DATA { company:x tac:ownedBy company:y } ; INSERT DATA { company:x skos:note 'gone' }",
        "CREATE GRAPH <https://w3id.org/tacheron/id/graph/curated>",
    ] {
        update(folder.path(), text).args(HERE).assert().success();
        for engine in [&plain, &union] {
            let url = engine.url("/update");
            update(folder.path(), text)
                .args(HERE)
                .args(["--endpoint", &url])
                .assert()
                .success()
                .stdout(format!("{url} made the update\n"));
            assert_eq!(sorted(&engine.store), held(folder.path()), "{text}");
        }
    }
    let url = plain.url("/update");
    update(folder.path(), "CLEAR DEFAULT")
        .args(["--endpoint", &url])
        .assert()
        .success();
    assert!(
        !sorted(&plain.store)
            .iter()
            .any(|quad| quad.contains(CURATED))
    );
}

#[test]
fn what_may_not_be_changed_elsewhere_is_not_sent() {
    let (engine, folder) = (there(false), folder());
    let url = engine.url("/update");
    let any_graph =
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o . ?s a tac:Platform } }";
    for (text, why) in [
        (any_graph, "the graph that ?g stands for"),
        ("DROP ALL", "all graphs"),
        (
            "INSERT { ?a skos:related ?b } WHERE { ?a tac:ownedBy+ ?b }",
            "a path of any length",
        ),
    ] {
        update(folder.path(), text)
            .args(["--endpoint", &url])
            .assert()
            .code(2)
            .stderr(predicate::str::contains(why));
    }
    update(
        folder.path(),
        "INSERT DATA { company:a tac:ownedBy company:b }",
    )
    .args(["--endpoint", &url, "--dry-run"])
    .assert()
    .success()
    .stdout(predicate::str::contains("INSERT DATA").and(predicate::str::contains(CURATED)));
    assert_eq!(engine.requests(), [""; 0]);
    let before = sorted(&engine.store).len();
    update(folder.path(), any_graph)
        .args(["--endpoint", &url, "--any-graph"])
        .assert()
        .success();
    assert!(sorted(&engine.store).len() < before);
    // An address that takes queries alone.
    update(
        folder.path(),
        "INSERT DATA { company:a tac:ownedBy company:b }",
    )
    .args(["--endpoint", &engine.url("/nothing")])
    .assert()
    .code(2)
    .stderr(predicate::str::contains("/update"));
}

#[test]
fn an_update_that_takes_too_much_is_stopped_and_changes_nothing() {
    let folder = folder();
    let before = fs::read(folder.path().join("store.trig")).unwrap();
    let endless =
        "INSERT { ?a skos:related ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    for (limit, said) in [
        (
            ["--timeout", "500ms"],
            "the update was stopped after 500 ms",
        ),
        (
            ["--max-memory", "50M"],
            "the update was stopped when it had taken 50 MB",
        ),
    ] {
        let start = Instant::now();
        update(folder.path(), endless)
            .args(limit)
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(said).and(predicate::str::contains('\n').count(1)));
        assert!(start.elapsed() < Duration::from_secs(30));
    }
    assert_eq!(before, fs::read(folder.path().join("store.trig")).unwrap());
}
