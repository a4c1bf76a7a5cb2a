//! The readers measured on the sample corpus, where it is there: the cuts of five page dumps, the
//! titles and dates of 26 posts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tacheron::model::Post;
use tacheron::read::{Reader, inputs, merge};

/// The folder of the corpus; says so where it is not there.
fn corpus() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if shared.join("corpus/posts").is_dir() {
        return Some(shared);
    }
    eprintln!("left out: there is no corpus in {}", shared.display());
    None
}

fn read(reader: &Reader, folder: &Path) -> Vec<Post> {
    let files = inputs(&[folder.display().to_string()]);
    assert!(files.problems.is_empty(), "{:?}", files.problems);
    files
        .files
        .iter()
        .flat_map(|file| {
            let reading = reader.read_path(file);
            assert!(reading.problems.is_empty(), "{:?}", reading.problems);
            assert!(!reading.posts.is_empty());
            reading.posts
        })
        .collect()
}

fn gold(shared: &Path) -> BTreeMap<String, (Option<String>, Option<String>, String)> {
    let files = inputs(&[format!("{}/eval/gold/*.json", shared.display())]).files;
    let field = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    files
        .iter()
        .map(|file| {
            let text = std::fs::read_to_string(file).unwrap();
            let gold: serde_json::Value = serde_json::from_str(&text).unwrap();
            let values = (
                field(&gold["title"]),
                field(&gold["date"]),
                field(&gold["lang"]).unwrap(),
            );
            (field(&gold["file"]).unwrap(), values)
        })
        .collect()
}

#[test]
fn posts_have_the_titles_dates_and_languages_that_they_should() {
    let Some(shared) = corpus() else { return };
    let reader = Reader::built_in().unwrap();
    let posts = read(&reader, &shared.join("corpus/posts"));
    assert_eq!(posts.len(), 26);
    let gold = gold(&shared);
    let mut wrong = Vec::new();
    for post in &posts {
        let file = post.sources[0].file.rsplit('/').next().unwrap();
        let found = (
            post.title.clone(),
            post.date.map(|date| date.to_string()),
            post.lang.to_string(),
        );
        if found != gold[file] {
            wrong.push(format!("{file}: {found:?}\n  should be {:?}", gold[file]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dumps_are_cut_into_their_posts() {
    let Some(shared) = corpus() else { return };
    let reader = Reader::built_in().unwrap();
    let gold = gold(&shared);
    let posts = merge(read(&reader, &shared.join("corpus/dumps")));
    let mut wrong = Vec::new();
    for (file, (title, date, lang)) in &gold {
        let text = std::fs::read_to_string(shared.join("corpus/posts").join(file)).unwrap();
        let long: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| line.len() > 250)
            .collect();
        let found: Vec<&Post> = posts
            .iter()
            .filter(|post| long.iter().any(|line| post.text.contains(line)))
            .collect();
        let [post] = found.as_slice() else {
            wrong.push(format!("{file}: {} posts", found.len()));
            continue;
        };
        let is = (
            &post.title,
            post.date.map(|date| date.to_string()),
            post.lang.to_string(),
        );
        if is != (title, date.clone(), lang.clone()) {
            wrong.push(format!(
                "{file}: {is:?}\n  should be {title:?} {date:?} {lang}"
            ));
        }
        if !post.text.starts_with(text.trim()) {
            wrong.push(format!("{file}: its text starts with {:.60?}", post.text));
        }
    }
    assert_eq!(posts.len(), 26, "each post once, and nothing else");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
