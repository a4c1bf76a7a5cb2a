//! Engines elsewhere: what `--endpoint` shows is what the store itself shows, `push` carries all of it, and
//! what goes wrong on the way is said.

mod engine;

use assert_cmd::Command;
use engine::Engine;
use oxigraph::io::RdfFormat;
use predicates::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn tacheron() -> Command {
    let mut command = Command::cargo_bin("tacheron").expect("the binary is built for its tests");
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("TACHERON_STORE")
        .env_remove("TACHERON_ENDPOINT")
        .env_remove("TACHERON_USER")
        .env_remove("TACHERON_PASSWORD")
        .env("LANG", "C")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1");
    command
}

/// The sample posts, read once.
fn sample() -> &'static Path {
    static STORE: OnceLock<PathBuf> = OnceLock::new();
    STORE.get_or_init(|| {
        let path = tempfile::tempdir().unwrap().keep().join("store.nq");
        tacheron()
            .args(["ingest", "data/posts", "--store"])
            .arg(&path)
            .assert()
            .success();
        path
    })
}

/// An engine that holds the sample store.
fn filled(union: bool) -> Engine {
    let engine = Engine::start(union);
    let file = std::fs::File::open(sample()).unwrap();
    engine
        .store
        .load_from_reader(RdfFormat::NQuads, file)
        .unwrap();
    engine
}

/// Standard output and standard error of a command that must succeed.
fn said(arguments: &[&str], from: [&str; 2]) -> (String, String) {
    let output = tacheron().args(arguments).args(from).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (out, error) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{arguments:?}: {error}");
    (out, error)
}

const VERBS: &[&[&str]] = &[
    &["who"],
    &["who", "Remotasks"],
    &["who", "--by", "country", "--why"],
    &["show", "Uber"],
    &["show", "paola tubaro", "--format", "json"],
    &["explain", "Remotasks", "operatedBy", "Scale AI"],
    &["path", "OpenAI", "Kenya"],
    &["around", "Philippines", "--why"],
    &["common", "Uber", "Deliveroo"],
    &["timeline", "Uber"],
    &["rank", "--by", "betweenness"],
    &["groups"],
    &["bridges", "--country", "France"],
    &["export", "--format", "json"],
    &["export", "--format", "trig"],
    &["dump"],
    &[
        "query",
        "platforms-of",
        "--set",
        "company=Google",
        "--format",
        "table",
    ],
    &["query", "workers-by-country", "--format", "csv"],
    &[
        "query",
        "-e",
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    ],
    &[
        "query",
        "-e",
        "SELECT ?o { ?s rdfs:label ?o } ORDER BY ?o ?s LIMIT 7",
    ],
    &[
        "query",
        "-e",
        "ASK { ?p tac:operatedBy/rdfs:label 'Google' }",
    ],
    &[
        "query",
        "-e",
        "SELECT ?a ?b { ?a (tac:operatedBy|tac:ownedBy)+ ?b }",
    ],
    &["query", "-e", "DESCRIBE ?g { ?g rdfs:label 'Google' }"],
    &[
        "query",
        "-e",
        "CONSTRUCT { ?c <http://x/runs> ?p } { ?p tac:operatedBy ?c }",
    ],
];

#[test]
fn an_endpoint_is_asked_as_the_store_is() {
    for union in [false, true] {
        let engine = filled(union);
        let endpoint = engine.url("/query");
        for verb in VERBS {
            let here = said(verb, ["--store", sample().to_str().unwrap()]);
            let there = said(verb, ["--endpoint", &endpoint]);
            assert_eq!(there, here, "{verb:?}, union: {union}");
            assert!(here.0.len() > 4, "{verb:?}: {}", here.0);
        }
    }
}

#[test]
fn an_engine_that_cuts_long_answers_off_is_asked_again_until_all_is_there() {
    let engine = filled(true);
    let here = said(&["rank"], ["--store", sample().to_str().unwrap()]);
    let there = said(&["rank"], ["--endpoint", &engine.url("/capped")]);
    assert_eq!(there, here);
}

#[test]
fn what_goes_wrong_is_said_in_one_line_and_is_exit_code_2() {
    let engine = Engine::start(false);
    // Nobody listens where a listener was just closed.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}/query", closed.local_addr().unwrap());
    drop(closed);
    for (url, what) in [
        (nobody, "cannot be reached: nothing listens there"),
        (engine.url("/fail"), "/fail answered 500: the disk is full"),
        (
            engine.url("/page"),
            "answered with text/html, expected SPARQL results",
        ),
        (engine.url("/cut"), "/cut gave an answer that breaks off"),
        (engine.url("/nowhere"), "answered 404: nothing here"),
        (engine.url("/login"), "answered 401: who are you?"),
        (engine.url("/slow"), "gave no answer within 1 s"),
        (
            "localhost:7878/query".to_owned(),
            "is no address that can be asked",
        ),
    ] {
        tacheron()
            .args(["query", "-e", "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"])
            .args(["--endpoint", &url, "--endpoint-timeout", "1"])
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(what));
    }
}

#[test]
fn the_login_comes_from_the_address_or_the_environment_and_is_never_shown() {
    let engine = filled(false);
    let url = engine.url("/login");
    let ask = ["query", "-e", "ASK { ?s ?p ?o }", "--endpoint"];
    let named = url.replace("http://", "http://ann:secret@");
    tacheron().args(ask).arg(&named).assert().success();
    tacheron()
        .args(ask)
        .arg(&url)
        .env("TACHERON_USER", "ann")
        .env("TACHERON_PASSWORD", "secret")
        .assert()
        .success();
    tacheron()
        .args(ask)
        .arg(named.replace("secret", "wrong"))
        .assert()
        .code(2)
        .stderr(predicate::str::contains("wrong").not());
}

#[test]
fn a_verb_that_writes_takes_no_endpoint() {
    for verb in [&["stats"][..], &["forget", "x"], &["ingest", "data/posts"]] {
        tacheron()
            .args(verb)
            .env("TACHERON_ENDPOINT", "http://127.0.0.1:1/")
            .assert()
            .code(2)
            .stderr(predicate::str::contains("a store of this machine"));
    }
}

/// All that an engine holds, sorted.
fn held(engine: &Engine) -> Vec<String> {
    let mut quads: Vec<String> = engine
        .store
        .iter()
        .map(|quad| format!("{} .", quad.unwrap()))
        .collect();
    quads.sort();
    quads
}

#[test]
fn a_push_carries_all_goes_on_where_it_was_and_compares() {
    let store = sample().to_str().unwrap();
    let all: Vec<String> = std::fs::read_to_string(store)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    for by_update in [false, true] {
        let engine = Engine::start(false);
        let target = match by_update {
            true => vec![
                engine.url("/update"),
                "--query".to_owned(),
                engine.url("/query"),
            ],
            false => vec![engine.url("/store")],
        };
        let push = || {
            tacheron()
                .arg("push")
                .args(&target)
                .args(["--store", store])
                .output()
                .unwrap()
        };
        let first = push();
        assert!(first.status.success(), "{first:?}");
        assert_eq!(held(&engine), all);
        let first = String::from_utf8(first.stdout).unwrap();
        assert!(
            first.starts_with("22 graphs sent, 0 there already, 0 differ\n"),
            "{first}"
        );
        assert!(first.contains(&format!("{} triples, the same here and there: ", all.len())));

        // One graph is lost, of another a triple: only these two are sent.
        let mut graphs: Vec<_> = engine.store.named_graphs().map(Result::unwrap).collect();
        graphs.sort_by_key(ToString::to_string);
        engine.store.remove_named_graph(&graphs[3]).unwrap();
        let lost =
            engine
                .store
                .quads_for_pattern(None, None, None, Some(graphs[7].as_ref().into()));
        let lost = lost.last().unwrap().unwrap();
        engine.store.remove(&lost).unwrap();
        engine.requests();
        let again = String::from_utf8(push().stdout).unwrap();
        assert!(
            again.starts_with("2 graphs sent, 20 there already, 0 differ\n"),
            "{again}"
        );
        assert_eq!(again.lines().nth(1), first.lines().nth(1));
        assert_eq!(held(&engine), all);
        let requests = engine.requests();
        let writing = |line: &&String| line.starts_with("PUT") || line.starts_with("POST /update");
        assert_eq!(
            requests.iter().filter(writing).count(),
            if by_update { 1 } else { 2 }
        );
    }
}

#[test]
fn the_examples_of_push_run() {
    let help = tacheron().args(["push", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let examples = help
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("tacheron push"));
    let mut run = 0;
    for example in examples {
        let engine = Engine::start(true);
        let there = example
            .replace("http://localhost:7878/", &engine.url("/"))
            .replace("http://localhost:3030/labour/", &engine.url("/"));
        tacheron()
            .args(there.split(' ').skip(1))
            .env("TACHERON_STORE", "tests/fixtures/small.trig")
            .assert()
            .success();
        run += 1;
    }
    assert_eq!(run, 2);
}

#[test]
fn a_dump_loads_into_the_same_store() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["nquads", "trig", "jsonld"] {
        let dump = tacheron()
            .args(["dump", "--format", format, "--store"])
            .arg(sample())
            .output()
            .unwrap();
        assert!(dump.status.success());
        let copy = folder.path().join(format!("{format}.nq"));
        tacheron()
            .args(["load", "-", "--format", format, "--store"])
            .arg(&copy)
            .write_stdin(dump.stdout)
            .assert()
            .success();
        assert_eq!(
            std::fs::read(&copy).unwrap(),
            std::fs::read(sample()).unwrap(),
            "{format}"
        );
    }
}

#[test]
fn a_format_without_graphs_takes_one() {
    tacheron()
        .args(["dump", "--format", "turtle", "--store"])
        .arg(sample())
        .assert()
        .code(2)
        .stderr(predicate::str::contains("--graph"));
    let post = "Combien sont-ils à travailler au clic ?";
    let output = tacheron()
        .args(["dump", "--format", "ntriples", "--graph", post, "--store"])
        .arg(sample())
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let all = std::fs::read_to_string(sample()).unwrap();
    let of_post = all
        .lines()
        .filter(|line| line.ends_with("/post/combien-sont-ils-a-travailler-au-clic-1ba25673> ."));
    assert!(lines.lines().count() > 50);
    assert_eq!(lines.lines().count(), of_post.count());
}

#[test]
fn a_broken_file_is_named_with_its_line_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let good = write(
        "good.ttl",
        "@prefix x: <http://x/> . x:a x:p x:b , [ x:q 1 ] .",
    );
    let bad = write(
        "bad.ttl",
        "@prefix x: <http://x/> .\nx:c x:p x:d .\nx:c x:p y:z .\n",
    );
    let store = folder.path().join("store.nq");
    tacheron()
        .arg("load")
        .args([&bad, &good])
        .args(["--graph", "http://x/g", "--store"])
        .arg(&store)
        .assert()
        .code(1)
        .stdout(predicate::str::contains(
            "3 statements of 1 file, 3 new, 1 bad",
        ))
        .stderr(predicate::str::contains("bad.ttl:3:"));
    let first = std::fs::read_to_string(&store).unwrap();
    assert_eq!(
        first
            .lines()
            .filter(|line| line.ends_with(" <http://x/g> ."))
            .count(),
        3
    );
    assert!(!first.contains("http://x/c"));
    tacheron()
        .arg("load")
        .arg(&good)
        .args(["--graph", "http://x/g", "--store"])
        .arg(&store)
        .assert()
        .success()
        .stdout(predicate::str::contains("0 new"));
    assert_eq!(std::fs::read_to_string(&store).unwrap(), first);
    tacheron()
        .args(["load", "nowhere.ttl", "README.md", "--store"])
        .arg(&store)
        .assert()
        .code(1)
        .stderr(predicate::str::contains("nowhere.ttl").and(predicate::str::contains("README.md")));
    assert_eq!(std::fs::read_to_string(&store).unwrap(), first);
}

/// Asks an engine by SERVICE from a small store.
fn by_service(url: &str, more: &[&str]) -> assert_cmd::assert::Assert {
    let query =
        format!("SELECT ?name {{ ?x a tac:Platform SERVICE <{url}> {{ ?x rdfs:label ?name }} }}");
    tacheron()
        .args(["query", "-e", &query, "--store"])
        .arg(sample())
        .args(more)
        .assert()
}

#[test]
fn service_reaches_the_hosts_that_are_allowed_and_nothing_else() {
    let engine = filled(true);
    let url = engine.url("/query");
    let host = |host| ["--allow-host", host];
    by_service(&url, &[])
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains(
            "`--allow-host 127.0.0.1` allows it",
        ));
    by_service(&url, &host("example.org"))
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains("127.0.0.1 is not allowed").and(
            predicate::str::contains("`--allow-host 127.0.0.1` allows it"),
        ));
    assert!(engine.requests().is_empty());
    by_service(&url, &host("127.0.0.1"))
        .success()
        .stdout(predicate::str::contains("Remotasks"));
    assert_eq!(engine.requests(), ["POST /query"]);
    // The host that was allowed may not send the question on to another.
    by_service(&engine.url("/away"), &host("127.0.0.1"))
        .code(2)
        .stdout("")
        .stderr(predicate::str::contains(
            "leads elsewhere, to http://other.example/query",
        ));
    let silent = format!(
        "SELECT ?y {{ BIND(1 AS ?y) SERVICE SILENT <{}> {{ ?x ?p ?o }} }}",
        engine.url("/fail")
    );
    tacheron()
        .args([
            "query",
            "-e",
            &silent,
            "--allow-host",
            "127.0.0.1",
            "--store",
        ])
        .arg(sample())
        .assert()
        .success();
}
