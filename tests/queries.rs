//! The named questions: each one's examples run and find something, and values stay values.

use assert_cmd::Command;
use predicates::prelude::*;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use tacheron::model::Lang;
use tacheron::query::catalog::Catalog;
use tacheron::query::param::Kind;
use tacheron::query::question::Question;

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

/// A store of the sample posts, which the tests of this file share.
static SAMPLES: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("store.nq");
    Command::cargo_bin("tacheron")
        .expect("the binary is built for its tests")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("TACHERON_STORE", &store)
        .args(["ingest", "data/posts"])
        .assert()
        .success();
    (folder, store)
});

fn built_in() -> Catalog {
    Catalog::load(&[]).expect("the built-in questions load")
}

/// Words of an example, double quotes taken off.
fn words(line: &str) -> Vec<String> {
    line.split('"')
        .enumerate()
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn there_are_questions_of_every_theme_in_six_languages() {
    let catalog = built_in();
    assert!(catalog.questions().count() >= 40);
    for question in catalog.questions() {
        let en = question.title(Lang::EN);
        for tag in ["fr", "it", "de", "es", "pt"] {
            let lang = Lang::from_tag(tag).expect("a language");
            assert_ne!(question.title(lang), en, "{} in {tag}", question.name);
        }
        assert!(question.about(Lang::EN).is_some(), "{}", question.name);
        assert_ne!(question.theme(), "other", "{}", question.name);
    }
    let themes: Vec<(&str, usize)> = catalog
        .by_theme()
        .map(|(theme, questions)| (theme.id.as_str(), questions.len()))
        .collect();
    let wanted = [
        "platforms",
        "companies",
        "countries",
        "people",
        "events",
        "works",
        "numbers",
        "contradictions",
        "sources",
        "quality",
    ];
    assert_eq!(
        themes.iter().map(|(theme, _)| *theme).collect::<Vec<_>>(),
        wanted
    );
    assert!(themes.iter().all(|(_, count)| *count >= 2), "{themes:?}");
    let kinds = |kind: Kind| {
        let params = catalog.questions().flat_map(|question| &question.params);
        params.filter(|param| param.kind == kind).count()
    };
    for kind in Kind::ALL {
        assert!(kinds(*kind) > 0, "no question has a {}", kind.name());
    }
}

#[test]
fn every_example_of_every_question_finds_something_in_the_sample_posts_or_in_the_fixture() {
    for question in built_in().questions() {
        for example in &question.examples {
            let words = words(example);
            assert_eq!(words[..2], ["tacheron", "query"], "{example}");
            assert_eq!(words[2], question.name, "{example}");
            let rows = |command: &mut Command| {
                let outcome = command.args(&words[1..]).assert().success().stderr("");
                let rows = String::from_utf8_lossy(&outcome.get_output().stdout)
                    .lines()
                    .count();
                rows - 1
            };
            // The fixture has what the posts need not have: two that contradict each other.
            if rows(tacheron().env("TACHERON_STORE", &SAMPLES.1)) == 0 {
                assert_ne!(rows(&mut tacheron()), 0, "`{example}` finds nothing");
            }
        }
    }
}

#[test]
fn a_value_is_one_term_whatever_it_holds() {
    for value in [
        "x> } DELETE",
        "\"; DROP ALL",
        "https://w3id.org/tacheron/id/platform/uhrs> ?p ?o . ?s ?p2 <x",
        "?x",
        "",
    ] {
        tacheron()
            .args(["query", "clients-of", "--set", &format!("platform={value}")])
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains("nothing in the store is called"));
    }
}

#[test]
fn texts_with_signs_of_sparql_are_bound_as_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("echo.rq"),
        "# title: Echo\n# param: said text \"anything\"\n# example: tacheron query echo --set said=x\n\
         SELECT (CONCAT(\"<\", ?said, \">\") AS ?echo) {}",
    )
    .expect("it can be written");
    for said in ["plain", "\" } UNION { ?s ?p ?o", "' # \\", "a=b", "日本"] {
        let outcome = tacheron()
            .args(["query", "echo", "--format", "csv", "--set"])
            .arg(format!("said={said}"))
            .arg("--queries")
            .arg(folder.path())
            .assert()
            .success();
        let csv = String::from_utf8_lossy(&outcome.get_output().stdout).into_owned();
        let wanted = format!("<{said}>").replace('"', "\"\"");
        assert!(csv.contains(&wanted), "{csv} {wanted}");
    }
}

#[test]
fn a_parameter_that_is_missing_unknown_twice_or_ill_typed_is_named() {
    for (args, say) in [
        (vec!["platforms-of"], "needs a value for `company`"),
        (
            vec!["platforms-of", "--set", "compny=Google"],
            "it has company",
        ),
        (
            vec!["pay", "--set", "platform=uhrs", "--set", "platform=ewoq"],
            "given twice",
        ),
        (
            vec!["least-supported", "--set", "below=much"],
            "a number, such as 1000 or 0.8",
        ),
        (
            vec!["events", "--set", "since=yesterday"],
            "YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            vec!["events", "--since", "yesterday"],
            "no value for `since`",
        ),
        (vec!["works-on", "--since", "2018"], "no parameter `since`"),
        (
            vec![
                "mentioned-with",
                "--set",
                "entity=uhrs",
                "--set",
                "class=Platfrom",
            ],
            "did you mean one of these? Platform",
        ),
        (
            vec!["posts-in-language", "--set", "language=french"],
            "a language, such as fr",
        ),
        (vec!["pay", "--set", "platform"], "NAME=VALUE"),
        (vec!["pays"], "did you mean pay?"),
        (vec!["-e", "ASK {}", "--set", "a=b"], "cannot be used with"),
    ] {
        tacheron()
            .arg("query")
            .args(&args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(say));
    }
}

#[test]
fn what_is_wrong_with_values_is_said_before_a_store_is_opened() {
    for (args, say) in [
        (
            vec!["platforms-of"],
            "needs a value for `company`: a company (entity)",
        ),
        (
            vec!["based-in", "--set", "class=nothing"],
            "no class called `nothing`",
        ),
        (
            vec!["largest-platforms", "--set", "at_least=many"],
            "a number",
        ),
    ] {
        tacheron()
            .env("TACHERON_STORE", "there/is/none.nq")
            .arg("query")
            .args(&args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(say).and(predicate::str::contains("no store").not()));
    }
}

/// How many rows `user-counts` has with these arguments.
fn user_counts(args: &[&str]) -> usize {
    let outcome = tacheron()
        .args(["query", "user-counts", "--format", "csv"])
        .args(args)
        .assert()
        .success();
    let csv = String::from_utf8_lossy(&outcome.get_output().stdout).into_owned();
    csv.lines().count() - 1
}

#[test]
fn a_period_is_since_and_until() {
    let rows = user_counts;
    assert_eq!(rows(&["--since", "2018"]), 2);
    assert_eq!(rows(&["--until", "2018"]), 2, "the whole year");
    assert_eq!(rows(&["--since", "2017", "--set", "until=2018-06"]), 1);
    assert_eq!(rows(&["--until", "2015"]), 0);
}

#[test]
fn a_parameter_left_open_finds_all_and_a_given_one_its_own() {
    let rows = user_counts;
    assert_eq!(rows(&["--set", "platform=uhrs"]), 3);
    assert_eq!(rows(&["--set", "platform=ewoq"]), 0);
    assert_eq!(rows(&[]), 3);
}

#[test]
fn faults_of_a_question_name_file_and_line() {
    let good = "# title: T\n# example: tacheron query t\n";
    for (text, line, say) in [
        ("# titel: T\nASK {}", 1, "did you mean `title`?"),
        ("# title: T\n# title: U\nASK {}", 2, "said twice"),
        (
            "# title: T\n# theme: platforms\n# theme: works\nASK {}",
            3,
            "said twice",
        ),
        ("# title: T\nASK {}", 1, "no example"),
        ("# example: x\nASK {}", 1, "no title"),
        ("# title: T\n# example:\nASK {}", 2, "says nothing"),
        ("# title@xxx: T\nASK {}", 1, "two letters"),
        (
            "# title: T\n# example: t\n# param: x entity \"an x\"\nASK {}",
            3,
            "does not use `?x`",
        ),
        (
            "# title: T\n# example: t\n# param: x thing \"an x\"\nASK { ?x ?y ?z }",
            3,
            "no type",
        ),
        (
            "# title: T\n# example: t\n# param: x\nASK { ?x ?y ?z }",
            3,
            "expected `NAME TYPE",
        ),
        (
            "# title: T\n# example: t\n# param: x text \"x\"\n# param: x text \"x\"\nASK { ?x ?y ?z }",
            4,
            "declared twice",
        ),
        (
            "# title: T\n# example: t\n# param: x text \"x\"\nSELECT (1 AS ?x) {}",
            3,
            "gives `?x` a value itself",
        ),
        ("# title: T\n# example: t\nSELECT ?x {", 3, "ends too early"),
    ] {
        let error = Question::parse("t", "my/t.rq", text).expect_err(text);
        assert_eq!(
            (error.file.as_str(), error.line),
            ("my/t.rq", line),
            "{text}: {error}"
        );
        assert!(error.message.contains(say), "{text}: {error}");
    }
    assert!(Question::parse("t", "t.rq", &format!("{good}#\nASK {{}}")).is_ok());
}

#[test]
fn a_question_of_one_s_own_stands_in_place_of_a_built_in_one_and_is_marked() {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let write = |at: usize, answer: &str| {
        let text = format!(
            "# title: {answer}\n# example: tacheron query pay\nSELECT ('{answer}' AS ?mine) {{}}"
        );
        fs::write(folders[at].path().join("pay.rq"), text).expect("it can be written");
    };
    write(0, "first");
    write(1, "second");
    let own = |verb: &[&str]| {
        let mut command = tacheron();
        command.env_remove("TACHERON_QUERIES").args(verb);
        for folder in &folders {
            command.arg("--queries").arg(folder.path());
        }
        let outcome = command
            .args(["--store", "tests/fixtures/small.trig"])
            .assert()
            .success();
        String::from_utf8(outcome.get_output().stdout.clone()).expect("it is UTF-8")
    };
    // The folder that is named last is on top.
    assert_eq!(own(&["query", "pay"]), "?mine\n\"second\"\n");
    let [first, second] = [0, 1].map(|at| folders[at].path().join("pay.rq").display().to_string());
    let hides = format!("pay: your own, {second}, in place of {first}");
    let list = own(&["queries"]);
    assert!(list.contains("pay *") && list.contains(&hides), "{list}");
    assert!(own(&["queries", "pay"]).contains(&hides));
    let json: serde_json::Value =
        serde_json::from_str(&own(&["queries", "--format", "json"])).expect("it is JSON");
    let marked: Vec<&serde_json::Value> = json
        .as_array()
        .into_iter()
        .flatten()
        .filter(|question| question["own"] == true)
        .collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0]["in_place_of"], first.as_str());
}

#[test]
fn a_folder_of_questions_that_is_not_there_is_named() {
    for verb in [&["queries"][..], &["query", "pay"]] {
        tacheron()
            .args(verb)
            .args(["--queries", "/no/such/folder"])
            .env_remove("TACHERON_QUERIES")
            .assert()
            .code(2)
            .stderr(predicate::str::contains("/no/such/folder"));
    }
}

#[test]
fn a_question_can_be_shown_and_listed() {
    tacheron()
        .args(["queries", "who-works-for", "--lang", "it"])
        .assert()
        .success()
        .stdout(predicate::str::contains("Chi lavora").and(predicate::str::contains("SELECT")));
    let outcome = tacheron()
        .args(["queries", "--format", "json"])
        .assert()
        .success();
    let list: serde_json::Value =
        serde_json::from_slice(&outcome.get_output().stdout).expect("it is JSON");
    assert_eq!(
        list.as_array().map(Vec::len),
        Some(built_in().questions().count())
    );
    assert!(list[0]["params"].is_array());
}

#[test]
fn questions_of_one_s_own_stand_under_their_theme_or_under_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let question = |name: &str, theme: &str| {
        let text = format!("# title: {name}\n{theme}# example: tacheron query {name}\nASK {{}}");
        fs::write(folder.path().join(format!("{name}.rq")), text).expect("it can be written");
    };
    question("mine", "# theme: events\n");
    question("free", "");
    let list = || {
        tacheron()
            .env("TACHERON_QUERIES", folder.path())
            .args(["queries", "--format", "tsv"])
            .assert()
    };
    list().success().stdout(
        predicate::str::contains("Events\tmine\t")
            .and(predicate::str::contains("Other questions\tfree\t")),
    );
    question("wrong", "# theme: evnts\n");
    list().code(2).stderr(
        predicate::str::contains("wrong.rq:2")
            .and(predicate::str::contains("did you mean `events`?")),
    );
}
