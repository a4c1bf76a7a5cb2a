//! Numbers, sums of money and dates, and names, as running texts of six languages write them: each line of
//! `tests/values_in_text` and `tests/names_in_text` is a text, a bar and what is to be found in it.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tacheron::analysis;
use tacheron::examples::post_of;
use tacheron::model::{Extraction, Lang};
use tacheron::ontology::Knowledge;
use tacheron::tag::MentionValue;

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::load_folder(&folder("ontology"), &|_| false).unwrap());

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The values of a text, in order, years and bare units aside.
fn values(text: &str, lang: Lang) -> Vec<String> {
    let post = post_of(text, lang);
    let draft = analysis::read(&post, &KNOWLEDGE);
    let mut mentions: Vec<_> = draft.mentions.iter().collect();
    mentions.sort_by_key(|m| m.first);
    let values = mentions.iter().filter_map(|m| m.value.as_ref());
    values
        .filter_map(|value| match value {
            MentionValue::Number(number) => Some(number.to_string()),
            MentionValue::Money(money) => Some(format!("{} {}", money.amount, money.currency)),
            MentionValue::Unit(unit) if unit.count > 1.0 => {
                Some(format!("{} {}", unit.count, unit.name))
            }
            MentionValue::Date(date) => Some(match date.date.full() {
                Some(date) => date.to_string(),
                None => format!("{:?}", date.date),
            }),
            MentionValue::Unit(_) | MentionValue::Year(_) => None,
        })
        .collect()
}

/// The persons, bodies, platforms and products that a text names, each as "Class Name", sorted.
fn names(text: &str, lang: Lang) -> Vec<String> {
    let found: Extraction = analysis::extract(&post_of(text, lang), &KNOWLEDGE);
    let aside = ["Country ", "Place ", "Sector ", "Event "];
    let mut names: Vec<String> = found
        .entities
        .iter()
        .map(|entity| format!("{} {}", entity.class.name(), entity.label))
        .filter(|name| !aside.iter().any(|class| name.starts_with(class)))
        .collect();
    names.sort();
    names
}

fn check(name: &str, read: impl Fn(&str, Lang) -> Vec<String>) {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for lang in ["de", "en", "es", "fr", "it", "pt"] {
        let table = std::fs::read_to_string(folder(name).join(format!("{lang}.txt"))).unwrap();
        for line in table.lines().filter(|line| line.contains('|')) {
            let (text, expected) = line.rsplit_once('|').unwrap();
            let parts = expected.split(';').map(str::trim);
            let mut expected: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            if name.starts_with("tests/names") {
                expected.sort_unstable();
            }
            count += 1;
            let found = read(text.trim(), Lang::from_tag(lang).unwrap());
            if found != expected {
                let text = text.trim();
                wrong.push(format!("{lang} {text}\n   {found:?}\n   {expected:?}"));
            }
        }
    }
    let summary = format!("{} of {count} are read otherwise:", wrong.len());
    assert!(wrong.is_empty(), "{summary}\n{}", wrong.join("\n"));
}

#[test]
fn values_in_running_text() {
    check("tests/values_in_text", values);
}

#[test]
fn names_in_running_text() {
    check("tests/names_in_text", names);
}
