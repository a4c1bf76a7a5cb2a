//! What is broken, too long, too deep or no text at all: told in one line, and no panic.

use proptest::prelude::*;
use tacheron::model::CharIndex;
use tacheron::read::{Form, merge};

use super::*;

#[test]
fn a_bad_line_of_json_is_one_problem_and_the_rest_is_read() {
    let mut lines: Vec<String> = (0..2000)
        .map(|n| format!("{{\"title\": \"Billet {n}\", \"date\": \"2019-03-05\", \"lang\": \"fr\", \"text\": \"Le texte numéro {n}.\"}}"))
        .collect();
    lines[1000] = "{\"title\": \"Billet\", \"text\": ".to_owned();
    lines[1500] = "{\"title\": \"Billet\", \"date\": \"hier\", \"text\": \"x\"}".to_owned();
    let reading = bytes("a.jsonl", lines.join("\n"));
    assert_eq!(reading.posts.len(), 1998);
    assert_eq!(reading.problems.len(), 2);
    assert_eq!(reading.problems[0].line, Some(1001));
    assert!(
        reading.problems[0]
            .to_string()
            .starts_with("a.jsonl:1001: no post: ")
    );
    assert!(
        reading.problems[1]
            .to_string()
            .starts_with("a.jsonl:1501: `hier` is no date")
    );
    assert_eq!(reading.posts[0].title.as_deref(), Some("Billet 0"));
    // Without a name that says so, too.
    assert_eq!(bytes("-", lines[..3].join("\n")).posts.len(), 3);
}

#[test]
fn a_line_too_long_is_refused_and_the_next_one_read() {
    let mut file = tempfile::Builder::new()
        .suffix(".jsonl")
        .tempfile()
        .unwrap();
    use std::io::Write;
    let mebibyte = vec![b'x'; 1 << 20];
    write!(file, "{{\"text\": \"").unwrap();
    for _ in 0..70 {
        file.write_all(&mebibyte).unwrap();
    }
    write!(file, "\"}}\n{{\"text\": \"Le billet suivant.\"}}\n").unwrap();
    let reading = reader().read_path(file.path());
    assert_eq!(reading.posts.len(), 1);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].line, Some(1));
    assert!(reading.problems[0].message.contains("64 MiB"));
    // The same bytes as plain text are one file too long.
    let reading = reader().with_form(Some(Form::Text)).read_path(file.path());
    assert!(reading.posts.is_empty());
    assert!(
        reading.problems[0]
            .message
            .starts_with("longer than 64 MiB")
    );
}

#[test]
fn what_cannot_be_read_is_one_clear_line() {
    for (name, content, expected) in [
        ("a.txt", b"".as_slice(), "a.txt: the file is empty"),
        ("a.txt", b"\n \n", "a.txt: the file is empty"),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n\0\0",
            "a.txt: no text but a picture",
        ),
        ("a.txt", b"ab\0cd", "a.txt: no text: it holds NUL bytes"),
        (
            "a.html",
            b"<html><body></body></html>",
            "a.html: no post in it (read as html)",
        ),
        (
            "a.rss",
            b"<rss version='2.0'><channel><item><title>x</titel>",
            "a.rss: no feed: ",
        ),
        ("a.xml", b"<notes><note/></notes>", "a.xml: no feed: "),
        (
            "a.json",
            b"{\"entities\": []}",
            "a.json:1: no post: missing field `text`",
        ),
        ("a.jsonl", b"", "a.jsonl: the file is empty"),
        (
            "a.txt",
            b"--- *** ---",
            "a.txt: no post in it (read as text)",
        ),
    ] {
        let reading = bytes(name, content);
        assert_eq!(reading.posts, [], "{name} {expected}");
        assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
        let problem = reading.problems[0].to_string();
        assert!(problem.starts_with(expected), "{problem}");
        assert!(!problem.contains('\n'));
    }
    let missing = reader().read_path(Path::new("no/such/file.txt"));
    assert!(
        missing.problems[0]
            .to_string()
            .starts_with("no/such/file.txt: cannot be read: ")
    );
}

#[test]
fn pages_as_deep_as_a_well_are_read() {
    let html = format!("<html><body>{}<p>{LONG}</p>", "<div>".repeat(60_000));
    assert!(one("a.html", html).text.contains(LONG));
}

fn check(reading: &Reading) -> Result<(), TestCaseError> {
    for post in &reading.posts {
        let mut end = 0;
        for block in &post.blocks {
            let range = block.span.range();
            prop_assert!(end <= range.start && range.start < range.end, "{post:?}");
            let text = post.text.get(range.clone());
            prop_assert!(text.is_some_and(|text| text.trim() == text), "{post:?}");
            end = range.end;
        }
        for span in &post.italics {
            prop_assert!(
                post.text
                    .get(span.range())
                    .is_some_and(|text| !text.is_empty())
            );
        }
        let source = &post.sources[0];
        let length = CharIndex::new(&post.text).chars(post.text.len());
        prop_assert_eq!(source.end - source.start, length);
    }
    Ok(())
}

const NAMES: [&str; 8] = [
    "a.txt", "a.dump", "a.md", "a.html", "a.xml", "a.json", "a.jsonl", "-",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_panic(content in proptest::collection::vec(any::<u8>(), 0..300)) {
        let reader = reader();
        for name in NAMES {
            check(&reader.read_bytes(name, &content))?;
            for (form, ..) in Form::ALL {
                let reader = Reader::built_in().unwrap().with_form(Some(form));
                check(&reader.read_bytes(name, &content))?;
            }
        }
    }

    #[test]
    fn no_text_panics(text in "(\\PC{0,12}|\n|\r\n|---|# |\\* |\\*|> |<p>|<em>|</p>|<td>|\\(3 mai 2016\\)|\\(more…\\)|Source: |\\[1\\] |[A-Z][a-z ]{20,200}|\\{\"text\": \"x\"\\}|<rss version=\"2.0\">|<article>|\u{a0}|  • ){0,30}") {
        let reader = reader();
        for name in NAMES {
            check(&reader.read_bytes(name, text.as_bytes()))?;
        }
        for (form, ..) in Form::ALL {
            let reader = Reader::built_in().unwrap().with_form(Some(form));
            let reading = reader.read_bytes("a", text.as_bytes());
            check(&reading)?;
            if matches!(form, Form::Text | Form::Dump) {
                let all: Vec<char> = text.chars().collect();
                for post in &reading.posts {
                    let source = &post.sources[0];
                    let there: String = all[source.start..source.end].iter().collect();
                    prop_assert_eq!(&there, &post.text);
                }
            }
            merge(reading.posts);
        }
    }
}
