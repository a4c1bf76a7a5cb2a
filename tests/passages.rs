//! How many of the facts of single passages are read, each told in another way: `tests/passages`.

mod reading;

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use tacheron::fold;

#[derive(Deserialize)]
struct Passage {
    text: String,
    /// Subject, predicate, object or value.
    facts: Vec<[String; 3]>,
}

/// Languages, the heading that stands over a passage, and how many of a hundred facts are found at least.
const FLOORS: [(&str, &str, usize); 5] = [
    ("en", "News from work", 42),
    ("es", "Noticias del trabajo", 37),
    ("fr", "Nouvelles du travail", 41),
    ("it", "Notizie dal lavoro", 29),
    ("pt", "Notícias do trabalho", 33),
];

/// A value as it is compared: of an amount of money, number, currency and unit.
fn value(lexical: &str) -> String {
    let (amount, rest) = lexical.split_once(' ').unwrap_or((lexical, ""));
    match amount.parse::<f64>() {
        Ok(amount) if !rest.is_empty() => format!("{amount} {rest}"),
        _ => fold::key(lexical),
    }
}

#[test]
fn facts_of_single_passages_are_found() {
    for (lang, heading, floor) in FLOORS {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/passages/{lang}.jsonl"));
        let lines = std::fs::read_to_string(&file).unwrap();
        let (mut found, mut all) = (0, 0);
        for line in lines.lines() {
            let passage: Passage = serde_json::from_str(line).unwrap();
            let stated = reading::named_facts(&format!("{heading}\n\n{}\n", passage.text));
            let is = |names: &BTreeSet<String>, wanted: &str| {
                names.contains(&fold::key(wanted)) || names.contains(&value(wanted))
            };
            let told = |[subject, predicate, object]: &&[String; 3]| {
                let same = |(s, p, o): &(BTreeSet<String>, String, BTreeSet<String>)| {
                    p == predicate && is(s, subject) && is(o, object)
                };
                stated.iter().any(same)
            };
            all += passage.facts.len();
            found += passage.facts.iter().filter(told).count();
        }
        println!("{lang}: {found} of {all} facts");
        assert!(
            all > 0 && found * 100 >= floor * all,
            "{lang}: {found} of {all}"
        );
    }
}
