//! `who`, `show`, `explain`, `stats` and `forget` on three posts of our own.

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small.trig");

fn tacheron() -> Command {
    let mut command = Command::cargo_bin("tacheron").expect("the binary is built for its tests");
    command
        .env("TACHERON_STORE", SMALL)
        .env("LC_ALL", "C")
        .env("COLUMNS", "120")
        .env("NO_COLOR", "1");
    command
}

fn text(args: &[&str]) -> String {
    let outcome = tacheron().args(args).assert().success().stderr("");
    String::from_utf8(outcome.get_output().stdout.clone()).expect("UTF-8")
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&text(&[args, &["--format", "json"]].concat())).expect("JSON")
}

fn refused(args: &[&str]) -> String {
    let outcome = tacheron().args(args).assert().code(2).stdout("");
    String::from_utf8_lossy(&outcome.get_output().stderr).into_owned()
}

/// The fixture in a place where it may be changed.
fn own_store() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("own.trig");
    fs::copy(SMALL, &store).expect("the fixture can be copied");
    (folder, store)
}

#[test]
fn who_has_a_row_for_each_platform_and_sector_of_a_fact() {
    let rows = json(&["who"]);
    let platforms: Vec<&str> = rows
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|row| row["platform"]["label"].as_str())
        .collect();
    assert_eq!(
        platforms,
        [
            "UHRS",
            "Amazon Mechanical Turk",
            "EWOQ",
            "Mighty AI",
            "Upwork",
            "microwork"
        ],
        "by sources, then by name; Facebook is only in hedged and conditional claims"
    );
    let uhrs = &rows[0];
    assert_eq!(uhrs["sources"], 3);
    assert_eq!(uhrs["run_by"][0]["label"], "Microsoft");
    assert_eq!(uhrs["run_by"][0]["sources"], 3);
    assert_eq!(uhrs["users"][0]["count"], "1000000", "the latest first");
    assert_eq!(uhrs["users"][2]["as_of"], "2016");
    assert_eq!(rows[5]["class"], "Sector");
}

#[test]
fn what_is_denied_or_doubted_is_no_client() {
    let rows = json(&["who"]);
    let upwork = &rows[4];
    assert_eq!(upwork["platform"]["label"], "Upwork");
    assert_eq!(upwork["clients"], Value::Array(vec![]));
}

#[test]
fn what_we_know_ourselves_stands_in_brackets() {
    let (_folder, store) = own_store();
    let without = fs::read_to_string(&store)
        .expect("it can be read")
        .lines()
        .filter(|line| !line.contains("amazon-mechanical-turk> tac:operatedBy"))
        .collect::<Vec<_>>()
        .join("\n")
        .replace("rdf:predicate tac:operatedBy ; rdf:object <https://w3id.org/tacheron/id/company/amazon>", "rdf:predicate tac:basedIn ; rdf:object <https://w3id.org/tacheron/id/company/amazon>");
    fs::write(&store, without).expect("it can be written");
    let store = store.display().to_string();
    assert!(text(&["who", "--store", &store]).contains("(Amazon)"));
    let rows = json(&["who", "--store", &store]);
    assert_eq!(rows[1]["run_by"], Value::Array(vec![]));
    assert_eq!(rows[1]["run_by_background"][0]["label"], "Amazon");
}

#[test]
fn who_of_one_platform_quotes_every_post() {
    let page = text(&["who", "uhrs"]);
    for quote in [
        "“Microsoft runs UHRS”",
        "“UHRS appartient à Microsoft”",
        "“Microsoft ha Uhrs”",
    ] {
        assert!(page.contains(quote), "{page}");
    }
    assert!(page.contains("Microsoft (3 posts)"), "{page}");
    assert!(
        page.contains("Les petites mains de la machine, Le Bulletin, 2018-06-12"),
        "{page}"
    );
    assert!(page.contains("our own knowledge, from no post"), "{page}");
    let page = text(&["who", "ewoq"]);
    assert!(page.contains("DENIED · according to Lucia Ferri"), "{page}");
    assert!(page.contains("according to Mark Graham"), "{page}");
}

#[test]
fn names_have_many_forms() {
    for name in [
        "uhrs",
        "UHRS",
        "Uhrs",
        "universal human relevance system",
        "platform/uhrs",
        "https://w3id.org/tacheron/id/platform/uhrs",
        "<https://w3id.org/tacheron/id/platform/uhrs>",
        " u.h.r.s. ",
    ] {
        assert_eq!(json(&["show", name])["entity"]["label"], "UHRS", "{name}");
    }
    for name in ["Inde", "india", "INDIA"] {
        assert_eq!(json(&["show", name])["entity"]["label"], "India", "{name}");
    }
    assert_eq!(
        json(&["show", "états unis"])["entity"]["label"],
        "United States"
    );
    assert_eq!(json(&["show", "mturk"])["classes"][0], "Platform");
}

#[test]
fn a_name_of_nobody_says_what_is_near() {
    assert!(refused(&["show", "gogle"]).contains("did you mean Google"));
    assert!(refused(&["who", "turk"]).contains("platform/amazon-mechanical-turk"));
    assert!(refused(&["show", "zebra"]).contains("nothing in the store is called `zebra`"));
    assert!(refused(&["show", ""]).contains("nothing in the store"));
}

#[test]
fn a_name_of_several_lists_them() {
    let (_folder, store) = own_store();
    let mut trig = fs::read_to_string(&store).expect("it can be read");
    trig.push_str(
        "<https://example.org/g> { <https://w3id.org/tacheron/id/company/appen> a tac:Company ; rdfs:label \"Appen\" .
         <https://w3id.org/tacheron/id/platform/appen> a tac:Platform ; rdfs:label \"Appen\" .
         <https://w3id.org/tacheron/id/person/appen> a tac:Person ; rdfs:label \"Áppen\" . }",
    );
    fs::write(&store, trig).expect("it can be written");
    let store = store.display().to_string();
    let said = refused(&["show", "Appen", "--store", &store]);
    assert!(
        said.contains("stands for 2 entities"),
        "sign by sign goes first: {said}"
    );
    assert!(
        said.contains("[company/appen]") && said.contains("[platform/appen]"),
        "{said}"
    );
    assert!(refused(&["show", "appen", "--store", &store]).contains("stands for 3 entities"));
    assert_eq!(
        json(&["show", "platform/appen", "--store", &store])["classes"][0],
        "Platform"
    );
}

#[test]
fn show_has_facts_both_ways_and_what_somebody_says() {
    let sheet = json(&["show", "mark graham"]);
    assert_eq!(sheet["classes"][0], "Researcher");
    assert_eq!(sheet["names"][0], "Graham");
    assert_eq!(sheet["says"].as_array().map(Vec::len), Some(3));
    let google = json(&["show", "google"]);
    let uses = google["groups"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|group| group["outgoing"] == true)
        .expect("Google uses something");
    let ewoq = &uses["facts"][0];
    assert_eq!((&ewoq["sources"], &ewoq["denied"]), (&1.into(), &1.into()));
    assert_eq!(google["background"].as_array().map(Vec::len), Some(2));
    let page = text(&["show", "google"]);
    assert!(
        page.contains("denied by") && page.contains("ASKED"),
        "{page}"
    );
}

#[test]
fn labels_follow_the_language() {
    assert!(text(&["show", "uhrs", "--lang", "fr"]).contains("Inde"));
    assert!(text(&["show", "uhrs", "--lang", "it"]).contains("Filippine"));
    let page = text(&["who", "uhrs", "--lang", "fr"]);
    assert!(page.contains("UHRS exploité par …"), "{page}");
}

#[test]
fn explain_gives_passage_place_rule_speaker_and_date() {
    let page = text(&["explain", "Ewoq", "operatedBy", "Google"]);
    for part in [
        "[Ewoq is run by Google itself]",
        "characters 276 to 304",
        "rule operated.run-by",
        "confidence 0.97",
        "as of 2017-03-22, when it was published",
        "https://example.org/machine",
        "data/posts/machine.txt",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let both = json(&["explain", "google", "uses platform", "ewoq"]);
    assert_eq!(both["claims"][0]["stance"], "asserted");
    assert_eq!(both["claims"][1]["stance"], "denied");
    assert_eq!(both["claims"][1]["speaker"]["label"], "Lucia Ferri");
    let quote = &both["claims"][0]["quote"];
    let length = quote["end"]
        .as_u64()
        .zip(quote["start"].as_u64())
        .map(|(end, start)| end - start);
    assert_eq!(
        length,
        quote["exact"]
            .as_str()
            .map(|exact| exact.chars().count() as u64)
    );
}

#[test]
fn explain_takes_values_and_may_do_without_an_object() {
    for value in ["500000", "500,000", "500 000"] {
        let one = json(&["explain", "uhrs", "userCount", value]);
        assert_eq!(one["claims"].as_array().map(Vec::len), Some(1), "{value}");
        assert_eq!(one["claims"][0]["as_of_basis"], "stated");
    }
    let all = json(&["explain", "uhrs", "number of users"]);
    assert_eq!(all["claims"].as_array().map(Vec::len), Some(3));
    assert!(refused(&["explain", "uhrs", "userCount", "77"]).contains("`77`"));
}

#[test]
fn explain_says_when_nobody_says_so() {
    let page = text(&["explain", "google", "ownedBy", "ewoq"]);
    assert!(
        page.contains("No post says so") && page.contains("EWOQ operated by Google"),
        "{page}"
    );
    let said = refused(&["explain", "google", "owndBy", "ewoq"]);
    assert!(
        said.contains("owndBy") && said.contains("ownedBy"),
        "{said}"
    );
}

#[test]
fn stats_count_posts_facts_and_stances() {
    let stats = json(&["stats"]);
    assert_eq!((&stats["posts"], &stats["claims"]), (&3.into(), &37.into()));
    let uses = stats["predicates"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|by| by["predicate"]["label"] == "uses platform")
        .expect("it is there");
    assert_eq!(uses["facts"], 3);
    assert_eq!(uses["claims"]["denied"], 1);
    let total: u64 = stats["predicates"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|by| by["claims"].as_object().into_iter().flatten())
        .filter_map(|(_, count)| count.as_u64())
        .sum();
    assert_eq!(total, 37);
    assert!(text(&["stats"]).contains("posts from 2017-03-22 to 2019-02"));
}

#[test]
fn forgetting_takes_a_post_and_what_only_it_said() {
    let (_folder, store) = own_store();
    let store = store.display().to_string();
    let before = fs::read(&store).expect("it can be read");
    let at = ["--store", store.as_str()];
    let dry = json(
        &[
            &["forget", "the people behind the machine", "--dry-run"],
            &at[..],
        ]
        .concat(),
    );
    assert_eq!(dry[0]["claims"], 8);
    assert_eq!(
        dry[0]["entities"],
        serde_json::json!(["Hidden Hands", "Mark Graham", "University of Oxford"])
    );
    assert_eq!(
        fs::read(&store).expect("it can be read"),
        before,
        "a dry run changes nothing"
    );
    let gone = json(&[&["forget", "the people behind the machine"], &at[..]].concat());
    assert_eq!(gone, dry);
    let stats = json(&[&["stats"], &at[..]].concat());
    assert_eq!((&stats["posts"], &stats["claims"]), (&2.into(), &29.into()));
    assert!(
        refused(&[&["show", "mark graham"], &at[..]].concat()).contains("nothing in the store")
    );
    assert_eq!(
        json(&[&["show", "uhrs"], &at[..]].concat())["groups"][0]["facts"][0]["sources"],
        2
    );
    let said = refused(&[&["forget", "the people behind the machine"], &at[..]].concat());
    assert!(said.contains("no post is called"), "{said}");
}

#[test]
fn a_file_is_forgotten_with_all_of_its_posts() {
    let (_folder, store) = own_store();
    let store = store.display().to_string();
    let gone = json(&["forget", "data/posts/feed.xml", "--store", &store]);
    assert_eq!(gone.as_array().map(Vec::len), Some(1));
    assert!(
        refused(&["forget", "data/posts/machin.txt", "--store", &store]).contains("did you mean")
    );
}

#[test]
fn the_same_question_has_the_same_bytes() {
    for args in [
        &["who"][..],
        &["who", "uhrs"],
        &["show", "google", "--format", "json"],
        &["stats", "--format", "tsv"],
        &["explain", "uhrs", "userCount", "--format", "tsv"],
        &["query", "-e", "SELECT * { ?s ?p ?o }"],
        &["query", "-e", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"],
    ] {
        assert_eq!(text(args), text(args), "{args:?}");
    }
}

#[test]
fn pages_fit_their_width() {
    for width in ["60", "80", "120"] {
        for args in [
            &["who"][..],
            &["who", "ewoq"],
            &["show", "google"],
            &["stats"],
            &["explain", "uhrs", "userCount"],
        ] {
            let outcome = tacheron()
                .args(args)
                .env("COLUMNS", width)
                .assert()
                .success();
            for line in String::from_utf8_lossy(&outcome.get_output().stdout).lines() {
                let fits = line.chars().count() <= width.parse().expect("a number");
                assert!(fits, "{width} {args:?}: {line}");
            }
        }
    }
}

#[test]
fn a_store_that_is_none_is_said_to_be_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing.nq").display().to_string();
    assert!(refused(&["who", "--store", &missing]).contains("no store"));
    let broken = folder.path().join("broken.nq");
    fs::write(&broken, "<a> <b> .\n").expect("it can be written");
    let said = refused(&["stats", "--store", &broken.display().to_string()]);
    assert!(said.contains("broken.nq") && said.contains('1'), "{said}");
}

#[test]
fn an_empty_store_has_answers_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty.nq");
    fs::write(&empty, "").expect("it can be written");
    tacheron()
        .args(["who", "--store"])
        .arg(&empty)
        .assert()
        .success()
        .stdout(predicate::str::contains(
            "no platform takes part in a fact yet",
        ));
    for verb in ["stats", "queries"] {
        tacheron()
            .args([verb, "--store"])
            .arg(&empty)
            .assert()
            .success();
    }
}
