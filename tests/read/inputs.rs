//! Which files the arguments mean, and which format each has.

use tacheron::read::{Form, inputs};

use super::*;

#[test]
fn arguments_mean_files_folders_and_patterns() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    put("b/2.txt", "deux");
    put("b/1.md", "un");
    put("a.html", "<p>");
    put(".hidden/3.txt", "caché");
    put("b/gold.json", "{\"entities\": []}");
    put("b/record.json", "{\"text\": \"x\"}");
    put("b/photo.jpeg", "");
    let root = folder.path().display().to_string();
    let found = |args: &[String]| {
        let inputs = inputs(args);
        let files: Vec<String> = inputs
            .files
            .iter()
            .map(|file| file.display().to_string().replace(&format!("{root}/"), ""))
            .collect();
        (files.join(" "), inputs.problems)
    };
    assert_eq!(
        found(std::slice::from_ref(&root)),
        ("a.html b/1.md b/2.txt b/record.json".to_owned(), vec![])
    );
    assert_eq!(
        found(&[
            format!("{root}/b/*.txt"),
            "-".to_owned(),
            format!("{root}/b/2.txt"),
            format!("{root}/b/gold.json")
        ])
        .0,
        "b/2.txt - b/gold.json"
    );
    for (arg, message) in [
        (format!("{root}/none.txt"), "there is no such file"),
        (format!("{root}/*.pdf"), "no file fits this pattern"),
        (format!("{root}/[.txt"), "is no pattern"),
        (format!("{root}/.hidden/x"), "there is no such file"),
    ] {
        let (files, problems) = found(std::slice::from_ref(&arg));
        assert!(files.is_empty());
        assert!(problems[0].message.starts_with(message), "{problems:?}");
    }
}

#[test]
fn formats_are_known_by_their_names() {
    for (form, name, _) in Form::ALL {
        assert_eq!(name.parse(), Ok(form));
    }
    assert_eq!(
        "pdf".parse::<Form>().unwrap_err(),
        "`pdf` is no format: expected one of text, dump, markdown, html, feed, jsonl"
    );
}

#[test]
fn one_reader_serves_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&reader());
}

#[test]
fn the_same_bytes_give_the_same_posts() {
    let posts = fixture("blog.txt");
    assert_eq!(posts, fixture("blog.txt"));
    assert_eq!(posts[0].hash.len(), 64);
    assert!(
        posts[0]
            .iri
            .starts_with("https://w3id.org/tacheron/id/post/chez-radio-ficelle-4-mars-2019-")
    );
}
