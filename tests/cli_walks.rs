//! The verbs that walk, as they are typed: turned round, by date, with each choice of facts, and what they say
//! to bad input.

mod labour;

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;

/// A store in a file of its own.
struct Store {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Store {
    /// The invented posts of `tests/labour`.
    fn labour() -> Self {
        Self::of(&labour::trig())
    }

    fn of(trig: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.trig");
        fs::write(&path, trig).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("tacheron").unwrap();
        command
            .env("TACHERON_STORE", &self.path)
            .env("LC_ALL", "C")
            .env("COLUMNS", "120")
            .env("NO_COLOR", "1")
            .args(args);
        command
    }

    fn text(&self, args: &[&str]) -> String {
        let outcome = self.command(args).assert().success().stderr("");
        String::from_utf8(outcome.get_output().stdout.clone()).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.text(&[args, &["--format", "json"]].concat())).unwrap()
    }

    fn refused(&self, args: &[&str]) -> String {
        let outcome = self.command(args).assert().code(2).stdout("");
        String::from_utf8(outcome.get_output().stderr.clone()).unwrap()
    }
}

/// The row of `who --by` about an entity of this name.
fn row<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let rows = answer["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["entity"]["label"] == name);
    row.unwrap_or_else(|| panic!("no row about {name}: {answer:#}"))
}

/// `Kenya (Sama)`: the entities of a cell, and over what they are derived.
fn cell(row: &Value, column: &str) -> Vec<String> {
    let label = |thing: &Value| thing["label"].as_str().unwrap().to_owned();
    let items = row[column].as_array().unwrap().iter();
    let items = items.map(|item| {
        let via: Vec<String> = item["via"].as_array().unwrap().iter().map(label).collect();
        match via.is_empty() {
            true => label(&item["entity"]),
            false => format!("{} ({})", label(&item["entity"]), via.join(", ")),
        }
    });
    items.collect()
}

#[test]
fn by_country_stand_the_platforms_of_its_workers_and_who_runs_and_uses_them() {
    let store = Store::labour();
    let answer = store.json(&["who", "--by", "country", "--why"]);
    let kenya = row(&answer, "Kenya");
    // A firm that is worked for as a platform is stands among these.
    assert_eq!(
        cell(kenya, "platforms"),
        ["data annotation", "Remotasks", "Sama"]
    );
    assert_eq!(cell(kenya, "run_by"), ["Scale AI (Remotasks)"]);
    assert_eq!(cell(kenya, "used_by"), ["Facebook (Sama)", "OpenAI (Sama)"]);
    let used = &kenya["used_by"][1];
    let steps: Vec<&str> = used["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| fact["claims"][0]["quote"].as_str().unwrap())
        .collect();
    assert_eq!(steps, ["OpenAI usesPlatform Sama", "Sama workersIn Kenya"]);
    let one = store.json(&["who", "Kenya", "--by", "country"]);
    assert_eq!(one["rows"].as_array().unwrap().len(), 1);
    let page = store.text(&["who", "Kenya", "--by", "country"]);
    assert!(page.contains("OpenAI (Sama)"), "{page}");
}

#[test]
fn by_company_stand_the_countries_where_the_platforms_that_it_uses_have_workers() {
    let store = Store::labour();
    let answer = store.json(&["who", "--by", "company"]);
    let openai = row(&answer, "OpenAI");
    assert_eq!(cell(openai, "uses"), ["Sama"]);
    assert_eq!(cell(openai, "workers_in"), ["Kenya (Sama)"]);
    let google = row(&answer, "Google");
    assert_eq!(
        cell(google, "runs"),
        ["Ewoq", "Google Translate", "YouTube"]
    );
    let csv = store.text(&["who", "--by", "company", "--format", "csv"]);
    assert!(
        csv.contains("OpenAI,workers in,Kenya,country,Sama,1,"),
        "{csv}"
    );
    let graph = store.text(&["who", "OpenAI", "--by", "company", "--format", "node-link"]);
    let graph: Value = serde_json::from_str(&graph).unwrap();
    let nodes = graph["nodes"].as_array().unwrap().iter();
    let labels: Vec<&str> = nodes.map(|node| node["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["OpenAI", "Sama", "Kenya", "ChatGPT"]);
}

#[test]
fn by_researcher_stand_work_and_where_they_are_quoted() {
    let store = Store::labour();
    let answer = store.json(&["who", "--by", "researcher"]);
    let graham = row(&answer, "Mark Graham");
    assert_eq!(
        cell(graham, "affiliated_with"),
        ["Oxford Internet Institute"]
    );
    assert_eq!(cell(graham, "wrote"), ["The Online Labour Index"]);
    assert_eq!(cell(graham, "takes_part_in"), ["INDL conference"]);
    let quoted = cell(graham, "quoted_on");
    assert_eq!(
        quoted,
        ["Amazon Mechanical Turk", "Ewoq", "UHRS", "Turkopticon"]
    );
}

#[test]
fn a_timeline_goes_by_date_and_names_who_says_so() {
    let store = Store::labour();
    let rows = |args: &[&str]| -> Vec<String> {
        let answer = store.json(args);
        let rows = answer["rows"].as_array().unwrap().iter();
        let text = |value: &Value| match value {
            Value::Object(thing) => thing["label"].as_str().unwrap().to_owned(),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        rows.map(|row| {
            let parts = [&row["date"], &row["subject"], &row["object"]].map(text);
            format!(
                "{} {}",
                parts.join(" "),
                row["claim"]["stance"].as_str().unwrap()
            )
        })
        .collect()
    };
    assert_eq!(
        rows(&["timeline", "Clickworker", "--stance", "all"]),
        [
            "2016-03-06 SNCF Clickworker hedged",
            "2016-03-06 Clickworker Germany asserted",
            "2016-03-06 Clickworker Clickworker GmbH asserted",
            "2017-03-07 Clickworker Germany asserted",
        ]
    );
    assert_eq!(
        rows(&["timeline", "Clickworker", "--since", "2017"]),
        ["2017-03-07 Clickworker Germany asserted"]
    );
    // Numbers are told too, each with its date.
    let upwork = rows(&["timeline", "Upwork"]);
    assert!(
        upwork.contains(&"2012-03-02 Upwork 10000000 asserted".to_owned()),
        "{upwork:?}"
    );
    let page = store.text(&["timeline", "Ewoq", "--why"]);
    for part in [
        "“Ewoq operatedBy Google”",
        "Post number 2",
        "said by Mark Graham",
    ] {
        assert!(page.contains(part), "{page}");
    }
}

/// Said in 2011, denied in 2013, said again in 2015; and something that nobody denies.
const DISPUTE: &str = "
Company:Acme | usesPlatform | Platform:Pédalo | 1 5 | 0.9
Company:Acme | usesPlatform | Platform:Pédalo | 3 | 0.9 | Denied
Company:Bolt | usesPlatform | Platform:Pédalo | 2 | 0.6
";

/// Who uses Pédalo by the facts that are chosen.
fn users(store: &Store, choice: &[&str]) -> Vec<String> {
    let answer = store.json(&[&["around", "Pédalo"], choice].concat());
    let facts = answer["facts"].as_array().unwrap().iter();
    let subject = |fact: &Value| fact["subject"].as_str().unwrap().to_owned();
    facts
        .map(|fact| subject(fact).rsplit('/').next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_last_word_as_of_a_date() {
    let store = Store::of(&labour::from_facts(DISPUTE));
    let as_of = |date| users(&store, &["--as-of", date]);
    assert_eq!(as_of("2011"), ["acme"]);
    assert_eq!(as_of("2012-06"), ["acme", "bolt"]);
    assert_eq!(as_of("2014"), ["bolt"], "denied in 2013");
    assert_eq!(as_of("2015-03-04"), ["bolt"], "the day before");
    assert_eq!(as_of("2015-03-05"), ["acme", "bolt"]);
    assert!(
        store
            .refused(&["around", "Pédalo", "--as-of", "2010"])
            .contains("no fact that was chosen links `Pédalo` with anything")
    );
}

#[test]
fn what_is_disputed_and_what_several_say() {
    let store = Store::of(&labour::from_facts(DISPUTE));
    assert_eq!(users(&store, &[]), ["acme", "bolt"]);
    assert_eq!(users(&store, &["--disputed"]), ["acme"]);
    assert_eq!(users(&store, &["--min-sources", "2"]), ["acme"]);
    assert_eq!(
        users(&store, &["--min-sources", "3", "--stance", "all"]),
        ["acme"]
    );
    assert_eq!(users(&store, &["--min-confidence", "0.7"]), ["acme"]);
    let answer = store.json(&["around", "Pédalo", "--disputed"]);
    assert_eq!(answer["facts"][0]["claims"].as_array().unwrap().len(), 3);
    let none = store.text(&["rank", "--min-sources", "4"]);
    assert_eq!(none, "no fact between two entities was chosen\n");
}

#[test]
fn what_the_choices_leave_empty_is_one_line() {
    let store = Store::labour();
    for verb in ["rank", "groups", "bridges"] {
        let said = store.text(&[verb, "--since", "2040"]);
        assert_eq!(said, "no fact between two entities was chosen\n", "{verb}");
        let answer = store.json(&[verb, "--since", "2040"]);
        assert_eq!(answer["rows"], Value::Array(vec![]), "{verb}");
    }
    let said = store.text(&["who", "--by", "country", "--since", "2040"]);
    assert_eq!(said, "no country takes part in such a fact\n");
}

#[test]
fn ends_that_nothing_links_and_chains_that_were_ruled_out() {
    let store = Store::labour();
    let said = store.text(&["path", "Turkopticon", "Kenya"]);
    assert!(
        said.starts_with("No chain of facts links Turkopticon with Kenya:"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);
    for (choice, named) in [
        (&["--avoid", "Sama"][..], "--avoid"),
        (&["--max-hops", "1"], "--max-hops"),
        (&["--directed", "--via", "Facebook"], "--directed and --via"),
    ] {
        let said = store.text(&[&["path", "OpenAI", "Kenya"], choice].concat());
        let whole = format!(
            "No chain of facts leads from OpenAI to Kenya as asked; without {named} there is one of 2 hops.\n"
        );
        assert_eq!(said, whole);
    }
    let chains = store.json(&["path", "Turkopticon", "Kenya"]);
    assert_eq!(chains["chains"], Value::Array(vec![]));
}

#[test]
fn loops_and_cycles_are_walked_once() {
    let store = Store::of(&labour::from_facts(
        "
Company:Acme | ownedBy | Company:Acme | 1 | 0.9
Company:Acme | usesPlatform | Platform:Pédalo | 1 | 0.9
Platform:Pédalo | operatedBy | Company:Bolt | 1 | 0.9
Company:Bolt | ownedBy | Company:Acme | 2 | 0.9
Company:Alone | ownedBy | Company:Alone | 2 | 0.9
",
    ));
    let chains = store.json(&["path", "Acme", "Bolt", "-k", "9"]);
    assert_eq!(chains["chains"].as_array().unwrap().len(), 2);
    for by in ["degree", "pagerank", "betweenness", "closeness", "hits"] {
        let answer = store.json(&["rank", "--by", by]);
        let rows = answer["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 4, "{by}");
        let page = store.text(&["rank", "--by", by]);
        assert!(!page.contains("NaN") && !page.contains('-'), "{by}: {page}");
    }
    let strong = store.json(&["groups", "--by", "strong"]);
    let sizes: Vec<&Value> = strong["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["size"])
        .collect();
    assert_eq!(sizes, [3, 1]);
    assert!(
        store
            .text(&["groups", "--by", "strong"])
            .starts_with("2 groups of 4 entities, 1 of them of one alone\n")
    );
    assert_eq!(store.json(&["bridges"])["links"], 0);
    store.text(&["around", "Alone"]);
}

#[test]
fn what_is_typed_wrong_is_said_in_a_line_and_what_to_do() {
    let store = Store::labour();
    for (args, said) in [
        (
            &["path", "Nobody", "Kenya"][..],
            "nothing in the store is called `Nobody`",
        ),
        (
            &["path", "OpenAI", "Kenia"],
            "nothing in the store is called `Kenia`",
        ),
        (
            &["path", "OpenAI", "OpenAI"],
            "both ends are the same entity: OpenAI",
        ),
        (
            &["path", "OpenAI", "Kenya", "--avoid", "Kenya"],
            "cannot both pass and avoid Kenya",
        ),
        (
            &["path", "OpenAI", "Kenya", "--via", "Nobody"],
            "called `Nobody`",
        ),
        (&["path", "OpenAI", "Kenya", "-k", "0"], "invalid value '0'"),
        (&["around", "Nobody"], "called `Nobody`"),
        (&["around", "OpenAI", "--depth", "0"], "invalid value '0'"),
        (&["timeline", "Nobody"], "called `Nobody`"),
        (&["common", "OpenAI", "OpenAI"], "OpenAI is named twice"),
        (
            &["rank", "--of", "Robot"],
            "no entity here is of the class `Robot`",
        ),
        (
            &["rank", "--class", "Robot"],
            "no fact here has the class `Robot`",
        ),
        (
            &["rank", "--predicate", "operatdBy"],
            "did you mean `operatedBy`?",
        ),
        (&["rank", "--country", "Nowhere"], "called `Nowhere`"),
        (
            &["rank", "--medium", "Nowhere"],
            "no fact here has the medium `Nowhere`",
        ),
        (
            &["rank", "--post", "Nowhere"],
            "no fact here has the post `Nowhere`",
        ),
        (
            &["rank", "--min-confidence", "2"],
            "expected a number from 0 to 1",
        ),
        (
            &["rank", "--since", "yesterday"],
            "expected YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            &["rank", "--by", "betweenness", "--by-sources"],
            "--by-sources does not apply",
        ),
        (
            &["groups", "--resolution", "x"],
            "expected a number from 0 to 1000",
        ),
        (&["who", "--by", "country", "Nobody"], "called `Nobody`"),
    ] {
        let error = store.refused(args);
        assert!(error.contains(said), "{args:?}: {error}");
        let lines = error.lines().filter(|line| !line.trim().is_empty());
        assert!(lines.count() <= 4, "{args:?}: {error}");
    }
}
