//! One door, two homes: the same suite over every home, and what is a file's or a folder's own.

mod files;
mod folders;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use iref::{Iri, IriBuf};
use tacheron::encode::{KnownEntity, background, encode, sources};
use tacheron::model::{Extraction, Lang, PartialDate, Post, Quad, Source};
use tacheron::store::{Access, Store, StoreError};
use tacheron::vocab::class;
use tempfile::TempDir;

/// Every home that this build has, in a folder of its own.
fn homes() -> Vec<(TempDir, PathBuf)> {
    let mut names = vec!["s.nq", "s.nq.gz", "s.trig", "s.trig.gz", "deep/er/s.nq"];
    if cfg!(feature = "disk") {
        names.extend(["folder", "deep/er/folder"]);
    }
    let home = |name| {
        let dir = TempDir::new().expect("a folder");
        let path = dir.path().join(name);
        (dir, path)
    };
    names.into_iter().map(home).collect()
}

fn post(name: &str) -> Post {
    Post {
        iri: format!("https://w3id.org/tacheron/id/post/{name}"),
        title: Some(format!("Titre de « {name} »\n\"deux\"")),
        date: PartialDate::month(2017, 3),
        lang: Lang::FR,
        url: None,
        author: None,
        medium: None,
        text: "Du texte.".to_owned(),
        blocks: Vec::new(),
        italics: Vec::new(),
        hash: format!("hash-of-{name}"),
        sources: vec![source("b.txt"), source("a.txt")],
    }
}

fn source(file: &str) -> Source {
    Source {
        file: file.to_owned(),
        hash: "00ff".to_owned(),
        start: 3,
        end: 12,
    }
}

fn iri(name: &str) -> IriBuf {
    IriBuf::new(format!("https://w3id.org/tacheron/id/post/{name}")).expect("an IRI")
}

fn quads(post: &Post) -> Vec<Quad> {
    encode(post, &Extraction::default(), "v1", &[1, 0xabcd_ef01]).expect("encodes")
}

fn put(store: &mut Store, name: &str) {
    store
        .replace_post(&iri(name), &quads(&post(name)))
        .expect("put in");
}

fn open(path: &Path, access: Access) -> Store {
    Store::open(path, access).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn names(store: &Store) -> Vec<String> {
    let posts = store.posts().expect("posts");
    let last = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
    posts.iter().map(|post| last(&post.iri)).collect()
}

/// All lines of a store, sorted.
fn content(store: &Store) -> Vec<String> {
    let mut lines: Vec<_> = store
        .inner()
        .iter()
        .map(|quad| quad.expect("a quad").to_string())
        .collect();
    lines.sort();
    lines
}

#[test]
fn what_is_saved_is_there_again() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "one");
        put(&mut store, "two");
        store.save().expect("saved");
        let written = content(&store);
        drop(store);
        for access in [Access::Read, Access::Write] {
            let store = open(&path, access);
            assert_eq!(content(&store), written, "{}", path.display());
            assert_eq!(names(&store), ["one", "two"]);
            assert_eq!(store.path(), Some(path.as_path()));
        }
    }
}

#[test]
fn posts_are_known_again() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "one");
        let expected = post("one");
        let found = store.posts().expect("posts").remove(0);
        assert_eq!(found.iri, expected.iri);
        assert_eq!(found.title, expected.title);
        assert_eq!(found.date, expected.date);
        assert_eq!(found.lang, Some(Lang::FR));
        assert_eq!(found.content_hash, expected.hash);
        assert_eq!(found.rules_version, "v1");
        assert_eq!(found.fingerprint, [1, 0xabcd_ef01]);
        assert_eq!(found.sources, [source("a.txt"), source("b.txt")]);
    }
}

#[test]
fn a_post_is_replaced_as_a_whole() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "one");
        put(&mut store, "two");
        let mut changed = post("one");
        changed.title = None;
        changed.sources.pop();
        store
            .replace_post(&iri("one"), &quads(&changed))
            .expect("replaced");
        store.save().expect("saved");
        drop(store);
        let store = open(&path, Access::Read);
        let mut fresh = Store::in_memory();
        fresh
            .replace_post(&iri("one"), &quads(&changed))
            .expect("put in");
        put(&mut fresh, "two");
        assert_eq!(content(&store), content(&fresh), "{}", path.display());
    }
}

#[test]
fn a_removed_post_leaves_nothing() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "two");
        let before = content(&store);
        put(&mut store, "one");
        assert!(store.remove_post(&iri("one")).expect("removed"));
        assert!(!store.remove_post(&iri("one")).expect("nothing to remove"));
        store.save().expect("saved");
        drop(store);
        let store = open(&path, Access::Read);
        assert_eq!(content(&store), before, "{}", path.display());
        let graphs: Vec<_> = store.inner().named_graphs().collect();
        assert_eq!(graphs.len(), 1, "{}", path.display());
    }
}

#[test]
fn sources_change_and_nothing_else() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "one");
        let mut moved = post("one");
        moved.sources = vec![source("c.txt")];
        let quads_of = sources(&moved.iri, &moved.sources).expect("encodes");
        store
            .replace_sources(&iri("one"), &quads_of)
            .expect("replaced");
        let mut fresh = Store::in_memory();
        fresh
            .replace_post(&iri("one"), &quads(&moved))
            .expect("put in");
        assert_eq!(content(&store), content(&fresh), "{}", path.display());
    }
}

#[test]
fn the_background_is_one_graph_of_its_own() {
    let known = |name: &str| KnownEntity {
        iri: format!("https://w3id.org/tacheron/id/platform/{name}"),
        classes: vec![class::PLATFORM],
        pref_labels: vec![(name.to_owned(), None)],
        ..KnownEntity::default()
    };
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "one");
        let without = content(&store);
        let graph = |names: &[&str]| {
            let known: Vec<_> = names.iter().map(|name| known(name)).collect();
            background(&known).expect("encodes")
        };
        store
            .replace_background(&graph(&["a", "b"]))
            .expect("put in");
        store.replace_background(&graph(&["b"])).expect("replaced");
        assert_eq!(
            content(&store).len(),
            without.len() + 2,
            "{}",
            path.display()
        );
        store.replace_background(&[]).expect("taken out");
        assert_eq!(content(&store), without, "{}", path.display());
    }
}

#[test]
fn what_a_person_decided_stays() {
    let line = "<https://w3id.org/tacheron/id/claim/1> <https://example.org/judged> \"wrong\" \
                <https://w3id.org/tacheron/id/graph/curated>";
    let (_dir, path) = homes().remove(0);
    fs::write(&path, format!("{line} .\n")).expect("written");
    let mut store = open(&path, Access::Write);
    put(&mut store, "one");
    store.remove_post(&iri("one")).expect("removed");
    store.save().expect("saved");
    assert_eq!(content(&store), [line]);
}

#[test]
fn quads_of_another_graph_are_refused() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        let refused = store.replace_post(&iri("two"), &quads(&post("one")));
        assert!(
            matches!(refused, Err(StoreError::OtherGraph { .. })),
            "{refused:?}"
        );
        assert!(content(&store).is_empty());
    }
}

#[test]
fn one_writer_at_a_time_and_readers_meanwhile() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "one");
        store.save().expect("saved");
        let error = Store::open(&path, Access::Write).expect_err("locked");
        assert!(matches!(error, StoreError::Locked { .. }), "{error}");
        assert!(error.to_string().contains("another process"), "{error}");
        assert!(
            error.help().is_some_and(|help| help.contains("ock")),
            "{error}"
        );
        assert_eq!(
            names(&open(&path, Access::Read)),
            ["one"],
            "{}",
            path.display()
        );
        drop(store);
        assert_eq!(names(&open(&path, Access::Write)), ["one"]);
    }
}

#[test]
fn a_store_that_was_opened_to_be_read_is_not_written() {
    for (_dir, path) in homes() {
        let mut store = open(&path, Access::Write);
        put(&mut store, "one");
        store.save().expect("saved");
        drop(store);
        let mut store = open(&path, Access::Read);
        let one: &Iri = &iri("one");
        for refused in [
            store.replace_post(one, &quads(&post("one"))).err(),
            store.remove_post(one).err(),
            store.replace_background(&[]).err(),
        ] {
            assert!(
                matches!(refused, Some(StoreError::OpenedToRead(_))),
                "{refused:?}"
            );
        }
    }
}

#[test]
fn where_there_is_no_store_the_way_to_one_is_told() {
    for (_dir, path) in homes() {
        let error = Store::open(&path, Access::Read).expect_err("nothing there");
        assert!(
            matches!(error, StoreError::Missing(_)),
            "{}: {error}",
            path.display()
        );
        assert!(
            error
                .help()
                .is_some_and(|help| help.contains("tacheron --store")),
            "{error}"
        );
        assert!(!path.exists());
    }
}

#[test]
fn an_empty_store_is_a_store() {
    for (_dir, path) in homes() {
        open(&path, Access::Write).save().expect("saved");
        assert_eq!(
            names(&open(&path, Access::Read)),
            [""; 0],
            "{}",
            path.display()
        );
    }
}
