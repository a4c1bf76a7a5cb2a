use super::{Name, Source, complete};
use crate::query::names::fold;

/// A store with a few names.
struct Few;

const NAMES: &[(&str, &str)] = &[
    ("Uber", "platform/uber"),
    ("Uber Eats", "platform/uber-eats"),
    ("Amazon Mechanical Turk", "platform/amazon-mechanical-turk"),
    ("MTurk", "platform/amazon-mechanical-turk"),
    ("Rappi", "platform/rappi"),
    ("Rappi SAS", "platform/rappi"),
    ("Rapido", "company/roppen"),
    ("Rapido Bike", "company/roppen"),
    ("Selena Scola", "person/selena-scola"),
    ("L'Oréal", "company/l-oreal"),
];

/// The name that an entity has in lists.
fn label(id: &str) -> &str {
    match id {
        "company/roppen" => "Roppen",
        _ => NAMES.iter().find(|(_, of)| *of == id).unwrap().0,
    }
}

impl Source for Few {
    fn names(&mut self, start: &str) -> Vec<Name> {
        let named = NAMES
            .iter()
            .filter(|(name, _)| fold(name).starts_with(start));
        named
            .map(|(name, id)| Name {
                name: (*name).to_owned(),
                iri: format!("http://x/{id}"),
                shown: format!("{} [{id}]", label(id)),
            })
            .collect()
    }

    fn terms(&mut self, start: &str) -> Vec<String> {
        let terms = [
            "tac:operatedBy",
            "tac:ownedBy",
            "tac:Platform",
            "schema:headline",
        ];
        let found = terms.iter().filter(|term| term.starts_with(start));
        found.map(|term| (*term).to_owned()).collect()
    }
}

/// What is left of the line, and what may follow.
fn at_end(line: &str) -> (&str, Vec<String>) {
    let (start, candidates) = complete(line, line.len(), &mut Few);
    let written = candidates.into_iter().map(|candidate| candidate.written);
    (&line[..start], written.collect())
}

fn assert_completes(line: &str, left: &str, written: &[&str]) {
    let (start, candidates) = at_end(line);
    assert_eq!(
        (start, candidates),
        (left, written.iter().map(|&it| it.into()).collect()),
        "{line}"
    );
}

#[test]
fn words_of_the_language_and_prefixes_are_completed() {
    assert_completes("SEL", "", &["SELECT"]);
    assert_completes("SELECT ?p { ?p optio", "SELECT ?p { ?p ", &["OPTIONAL"]);
    assert_completes("ASK { FILTER(STRST", "ASK { FILTER(", &["STRSTARTS("]);
    assert_completes("ASK { ?a sche", "ASK { ?a ", &["schema:"]);
}

#[test]
fn terms_follow_their_prefix_and_variables_their_sign() {
    assert_completes(
        "ASK { ?a tac:o",
        "ASK { ?a ",
        &["tac:operatedBy", "tac:ownedBy"],
    );
    let (start, candidates) = complete("SELECT ?p { ?platform a ?", 25, &mut Few);
    assert_eq!(start, 24);
    let written: Vec<String> = candidates.into_iter().map(|it| it.written).collect();
    assert_eq!(written, ["?p", "?platform"]);
    assert_completes(
        "SELECT ?platform { ?pl",
        "SELECT ?platform { ",
        &["?platform"],
    );
}

#[test]
fn a_name_becomes_what_it_names_in_a_query() {
    let uber = "<http://x/platform/uber>";
    assert_completes("ASK { ?a ?b Ube", "ASK { ?a ?b ", &["Uber", "Uber Eats"]);
    assert_completes("ASK { ?a ?b Uber", "ASK { ?a ?b ", &[uber]);
    assert_completes("ASK { FILTER(?a = uber", "ASK { FILTER(?a = ", &[uber]);
    let turk = "<http://x/platform/amazon-mechanical-turk>";
    assert_completes("ASK { ?a ?b Amazon mech", "ASK { ?a ?b ", &[turk]);
    assert_completes("ASK { ?a ?b MTu", "ASK { ?a ?b ", &[turk]);
    assert_completes(
        "ASK { ?a ?b l'or",
        "ASK { ?a ?b ",
        &["<http://x/company/l-oreal>"],
    );
}

#[test]
fn nothing_follows_in_strings_and_comments() {
    for line in [
        "ASK { ?a ?b 'Ube",
        "# Ube",
        "ASK { ",
        "",
        "ASK { ?a ?b \"SEL",
    ] {
        assert_completes(line, line, &[]);
    }
}

#[test]
fn commands_and_what_they_take_are_completed() {
    assert_completes(".fo", "", &[".format"]);
    assert_completes(".format js", ".format ", &["json", "jsonld"]);
    assert_completes(".timer o", ".timer ", &["on", "off"]);
    assert_completes(".help pa", ".help ", &["path"]);
    assert_completes(".who --wh", ".who ", &["--why"]);
    assert_completes(".who Uber Ea", ".who ", &["'Uber Eats'"]);
    assert_completes(
        ".path Uber \"Amazon Me",
        ".path Uber ",
        &["'Amazon Mechanical Turk'"],
    );
    assert_completes(".nonsense Ube", ".nonsense ", &[]);
}

proptest::proptest! {
    #[test]
    fn any_line_at_any_place_is_completed_or_not(line in "\\PC{0,40}", at in 0..60_usize) {
        let (start, _) = complete(&line, at, &mut Few);
        assert!(start <= at.min(line.len()) || line.get(..at).is_none());
    }
}

#[test]
fn each_entity_stands_once_however_many_names_it_has() {
    let (_, candidates) = complete(".who rap", 8, &mut Few);
    let shown: Vec<&str> = candidates.iter().map(|it| it.shown.as_str()).collect();
    assert_eq!(
        shown,
        ["Rappi [platform/rappi]", "Rapido: Roppen [company/roppen]"]
    );
    // What several start goes on by its name.
    assert_completes(
        "SELECT * { rapp",
        "SELECT * { ",
        &["<http://x/platform/rappi>"],
    );
}
