//! The answer to a query in each of its formats, by the standards of each.

use assert_cmd::Command;
use predicates::prelude::*;
use serde_json::{Value, json};

const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small.trig");

/// Columns in no order of the alphabet, an IRI, a text with signs, a language, a number, a cell without value.
const ROWS: &str = "SELECT ?z ?text ?said ?n ?none { VALUES (?z ?text ?said ?n) { (platform:uhrs 'a,\"b\"\\t|c' 'été'@fr 7) } }";

fn query(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tacheron").unwrap();
    command
        .env("TACHERON_STORE", SMALL)
        .env("LC_ALL", "C")
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .arg("query")
        .args(args);
    command
}

fn printed(args: &[&str]) -> String {
    let outcome = query(args).assert().success().stderr("");
    String::from_utf8(outcome.get_output().stdout.clone()).unwrap()
}

#[test]
fn rows_keep_the_order_of_the_columns_and_absolute_iris_in_every_standard_format() {
    let uhrs = "https://w3id.org/tacheron/id/platform/uhrs";
    let ask = |format| printed(&["-e", ROWS, "--format", format]);
    // https://www.w3.org/TR/sparql11-results-json/
    let found: Value = serde_json::from_str(&ask("json")).unwrap();
    assert_eq!(
        found,
        json!({
            "head": {"vars": ["z", "text", "said", "n", "none"]},
            "results": {"bindings": [{
                "z": {"type": "uri", "value": uhrs},
                "text": {"type": "literal", "value": "a,\"b\"\t|c"},
                "said": {"type": "literal", "value": "été", "xml:lang": "fr"},
                "n": {"type": "literal", "value": "7",
                    "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
            }]}
        })
    );
    // https://www.w3.org/TR/sparql11-results-csv-tsv/
    assert_eq!(
        ask("csv"),
        format!("z,text,said,n,none\r\n{uhrs},\"a,\"\"b\"\"\t|c\",été,7,\r\n")
    );
    assert_eq!(
        ask("tsv"),
        format!("?z\t?text\t?said\t?n\t?none\n<{uhrs}>\t\"a,\\\"b\\\"\\t|c\"\t\"été\"@fr\t7\t\n")
    );
    // https://www.w3.org/TR/rdf-sparql-XMLres/
    let xml = ask("xml");
    let variables: Vec<&str> = xml
        .split("<variable name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(variables, ["z", "text", "said", "n", "none"]);
    assert!(
        xml.contains("xmlns=\"http://www.w3.org/2005/sparql-results#\""),
        "{xml}"
    );
    assert!(xml.contains(&format!("<uri>{uhrs}</uri>")), "{xml}");
    assert!(
        xml.contains("<literal xml:lang=\"fr\">été</literal>"),
        "{xml}"
    );
    assert!(
        !xml.contains("name=\"none\"><"),
        "what is unbound has no binding: {xml}"
    );
    assert!(ask("markdown").contains("| z | text | said | n | none |"));
}

#[test]
fn a_pipe_gets_tsv_and_no_time() {
    assert_eq!(
        printed(&["-e", ROWS]),
        printed(&["-e", ROWS, "--format", "tsv"])
    );
    let table = printed(&["-e", ROWS, "--format", "table"]);
    assert!(table.ends_with("\n1 row\n"), "{table}");
    assert_eq!(printed(&["-e", "ASK { ?s ?p ?o }"]), "true\n");
}

#[test]
fn names_stand_for_iris_where_people_read() {
    let args = [
        "-e",
        "SELECT ?c ?p { ?c tac:usesPlatform ?p ; ?how ?p FILTER(?c = company:amazon) }",
    ];
    let with = |more: &[&str]| printed(&[&args[..], more].concat());
    assert!(with(&["--format", "table"]).contains("Amazon  Amazon Mechanical Turk"));
    assert!(
        with(&["--format", "table", "--no-labels"])
            .contains("company/amazon  platform/amazon-mechanical-turk")
    );
    assert_eq!(
        with(&["--format", "csv", "--labels"]),
        "c,p\r\nAmazon,Amazon Mechanical Turk\r\n"
    );
    assert!(with(&["--labels"]).ends_with("\"Amazon\"\t\"Amazon Mechanical Turk\"\n"));
    for format in ["json", "xml"] {
        query(&[&args[..], &["--format", format, "--labels"]].concat())
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains("leave --labels out"));
    }
}

#[test]
fn names_are_those_of_the_reader_s_language_or_the_next_best() {
    let names = |lang: &str| {
        let text = "SELECT ?x { VALUES ?x { country:us tac:operatedBy } }";
        let table = printed(&["-e", text, "--format", "csv", "--labels", "--lang", lang]);
        table.replace("\r\n", " ")
    };
    assert_eq!(names("en"), "x United States operated by ");
    assert_eq!(names("fr"), "x États-Unis exploité par ");
    assert_eq!(names("it"), "x Stati Uniti gestito da ");
    // The fixture names the country in three languages alone, the ontology the relation in six.
    assert_eq!(names("de"), "x United States betrieben von ");
    assert_eq!(names("es"), "x United States operado por ");
    assert_eq!(names("ja"), "x United States operated by ");
}

#[test]
fn graphs_are_written_in_every_format_of_rdf_and_read_again() {
    let text = "CONSTRUCT { ?p tac:operatedBy ?c ; rdfs:label [] } { ?p tac:operatedBy ?c }";
    let folder = tempfile::tempdir().unwrap();
    let mut counts = vec![];
    for (format, ending) in [
        ("turtle", "ttl"),
        ("ntriples", "nt"),
        ("nquads", "nq"),
        ("trig", "trig"),
        ("rdfxml", "rdf"),
        ("jsonld", "jsonld"),
    ] {
        let file = folder.path().join(format!("graph.{ending}"));
        std::fs::write(&file, printed(&["-e", text, "--format", format])).unwrap();
        let file = file.display().to_string();
        let count = "SELECT (COUNT(*) AS ?n) { ?p tac:operatedBy|rdfs:label ?c }";
        counts.push(printed(&["--data", &file, "-e", count]));
    }
    assert_ne!(counts[0].lines().nth(1), Some("0"), "{counts:?}");
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}

#[test]
fn a_format_that_does_not_fit_is_refused_with_those_that_do() {
    for (text, format, say) in [
        (
            "SELECT * { ?s ?p ?o }",
            "turtle",
            "table, markdown, csv, tsv, json or xml",
        ),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "turtle, ntriples"),
        ("DESCRIBE platform:uhrs", "table", "turtle, ntriples"),
        ("ASK {}", "rdfxml", "table, csv, tsv, json or xml"),
    ] {
        query(&["-e", text, "--format", format])
            .assert()
            .code(2)
            .stdout("")
            .stderr(predicate::str::contains(say));
    }
}

#[test]
fn what_nobody_knows_brings_a_warning_and_the_answer() {
    query(&[
        "-e",
        "SELECT ?p { ?p tac:operateBy ?c ; a tac:Platfrm ; <http://x/none> 1 }",
    ])
    .assert()
    .success()
    .stdout("?p\n")
    .stderr(
        predicate::str::contains("the property `tac:operateBy`")
            .and(predicate::str::contains("did you mean tac:operatedBy?"))
            .and(predicate::str::contains("the class `tac:Platfrm`"))
            .and(predicate::str::contains("the property `http://x/none`"))
            .and(predicate::str::contains("1:16")),
    );
    // What the store uses is known, and so is what the ontology declares and the store does not use.
    printed(&[
        "-e",
        "ASK { ?s oa:exact ?o ; tac:organizedBy ?b ; skos:hiddenLabel ?c }",
    ]);
}

#[test]
fn what_a_query_declares_wins_over_what_is_known() {
    let text = "PREFIX tac: <http://x/> SELECT (STR(tac:a) AS ?x) (STR(platform:uhrs) AS ?y) (STR(dc:title) AS ?z) {}";
    assert_eq!(
        printed(&["-e", text, "--format", "csv"]),
        "x,y,z\r\nhttp://x/a,https://w3id.org/tacheron/id/platform/uhrs,http://purl.org/dc/elements/1.1/title\r\n"
    );
}
