//! What readers make of files: the formats, their traps, and bad input of every kind.

mod bad_input;
mod copies;
mod dumps;
mod inputs;
mod markup;
mod text;

use std::path::Path;

use tacheron::model::{BlockKind, Lang, Post};
use tacheron::read::{Reader, Reading};

fn reader() -> Reader {
    Reader::built_in().unwrap()
}

fn fixture(name: &str) -> Vec<Post> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/read")
        .join(name);
    let reading = reader().read_path(&path);
    assert_eq!(reading.problems, []);
    reading.posts
}

fn bytes(name: &str, text: impl AsRef<[u8]>) -> Reading {
    reader().read_bytes(name, text.as_ref())
}

fn one(name: &str, text: impl AsRef<[u8]>) -> Post {
    let mut reading = bytes(name, text);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.posts.len(), 1, "{:?}", reading.posts);
    reading.posts.remove(0)
}

fn titles(posts: &[Post]) -> Vec<&str> {
    posts
        .iter()
        .map(|post| post.title.as_deref().unwrap_or("-"))
        .collect()
}

fn dates(posts: &[Post]) -> Vec<String> {
    posts
        .iter()
        .map(|post| post.date.map_or("-".to_owned(), |date| date.to_string()))
        .collect()
}

/// The blocks as `kind: text`.
fn blocks(post: &Post) -> Vec<String> {
    post.blocks
        .iter()
        .map(|block| format!("{:?}: {}", block.kind, block.span.of(&post.text)))
        .collect()
}

const LONG: &str = "Les annotatrices et les annotateurs de la plateforme travaillent la nuit, depuis chez eux, et personne ne leur dit jamais pour quelle entreprise, ni pour quel usage.";
const ALSO: &str = "Une seconde enquête, menée auprès de trois cents personnes, montre que le revenu moyen ne dépasse pas deux euros de l’heure, une fois comptées les tâches refusées.";
