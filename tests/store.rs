//! One door, two homes: the same suite over every home, and what is a file's or a folder's own.

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

// --- files

#[test]
fn the_same_content_is_the_same_bytes() {
    for name in ["s.nq", "s.nq.gz", "s.trig", "s.trig.gz"] {
        let bytes = |posts: &[&str], again: bool| {
            let dir = TempDir::new().expect("a folder");
            let path = dir.path().join(name);
            let mut store = open(&path, Access::Write);
            for name in posts {
                put(&mut store, name);
            }
            store.save().expect("saved");
            drop(store);
            if again {
                let mut store = open(&path, Access::Write);
                put(&mut store, "more");
                store.remove_post(&iri("more")).expect("removed");
                store.save().expect("saved");
            }
            fs::read(&path).expect("a file")
        };
        let first = bytes(&["one", "two", "three"], false);
        assert!(!first.is_empty());
        assert_eq!(first, bytes(&["three", "one", "two"], false), "{name}");
        assert_eq!(first, bytes(&["two", "three", "one"], true), "{name}");
    }
}

#[test]
fn lines_of_n_quads_are_sorted() {
    let (_dir, path) = homes().remove(0);
    let mut store = open(&path, Access::Write);
    put(&mut store, "two");
    put(&mut store, "one");
    store.save().expect("saved");
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.lines().is_sorted());
    assert!(text.lines().count() > 20);
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let (_dir, path) = homes().remove(0);
    let mut store = open(&path, Access::Write);
    put(&mut store, "one");
    store.save().expect("saved");
    // In an order that we would not write.
    let text = fs::read_to_string(&path).expect("a file");
    let reversed: String = text.lines().rev().map(|line| format!("{line}\n")).collect();
    drop(store);
    fs::write(&path, &reversed).expect("written");
    let mut store = open(&path, Access::Write);
    put(&mut store, "one");
    store.save().expect("saved");
    assert_eq!(fs::read_to_string(&path).expect("a file"), reversed);
}

#[test]
fn a_broken_file_is_named_with_its_line_and_left_alone() {
    let cases = [
        (
            "s.nq",
            "<https://a.org/> <https://a.org/> \"x\" .\n<https://a.org/> no\n",
            ":2:",
        ),
        (
            "s.trig",
            "@prefix a: <https://a.org/> .\na:g {\n  a:s a:p b:o .\n}\n",
            ":3:",
        ),
        ("s.ttl", "<https://a.org/> a \"x\n\" .\n", ":1:"),
        ("s.rdf", "<rdf:RDF", ": no RDF/XML"),
        ("s.nq", "\u{0}\u{1}PNG", ":1:"),
        ("s.nq.gz", "this is not compressed", ": no gzip"),
    ];
    for (name, text, place) in cases {
        let dir = TempDir::new().expect("a folder");
        let path = dir.path().join(name);
        fs::write(&path, text).expect("written");
        let mut accesses = vec![Access::Read];
        if !name.ends_with(".ttl") && !name.ends_with(".rdf") {
            accesses.push(Access::Write);
        }
        for access in accesses {
            let error = Store::open(&path, access).expect_err("broken");
            let message = error.to_string();
            let expected = format!("{}{place}", path.display());
            assert!(message.starts_with(&expected), "{message}");
            assert!(!message.contains('\n'), "{message}");
            assert!(
                error
                    .help()
                    .is_some_and(|help| help.contains("left as it is")),
                "{message}"
            );
            assert_eq!(fs::read(&path).expect("a file"), text.as_bytes());
        }
    }
}

#[test]
fn a_compressed_file_that_was_cut_short_is_refused() {
    let dir = TempDir::new().expect("a folder");
    let path = dir.path().join("s.nq.gz");
    let mut store = open(&path, Access::Write);
    for at in 0..50 {
        put(&mut store, &format!("post-{at}"));
    }
    store.save().expect("saved");
    drop(store);
    let bytes = fs::read(&path).expect("a file");
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    let error = Store::open(&path, Access::Read).expect_err("cut short");
    assert!(matches!(error, StoreError::Broken { .. }), "{error}");
}

#[test]
fn any_rdf_file_can_be_asked_but_not_every_one_written() {
    let triple = "<https://a.org/s> <https://a.org/p> <https://a.org/o> .\n";
    let xml = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:a=\"https://a.org/\">\
               <rdf:Description rdf:about=\"https://a.org/s\"><a:p rdf:resource=\"https://a.org/o\"/></rdf:Description>\
               </rdf:RDF>";
    let gzip = |text: &str| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text.as_bytes()).expect("compressed");
        out.finish().expect("compressed")
    };
    for (ending, text) in [
        ("nt", triple),
        ("ttl", triple),
        ("rdf", xml),
        ("nq", triple),
    ] {
        for (name, bytes) in [
            (format!("s.{ending}"), text.as_bytes().to_vec()),
            (format!("s.{ending}.gz"), gzip(text)),
            (
                format!("S.{}", ending.to_uppercase()),
                text.as_bytes().to_vec(),
            ),
        ] {
            let dir = TempDir::new().expect("a folder");
            let path = dir.path().join(name);
            fs::write(&path, bytes).expect("written");
            let store = open(&path, Access::Read);
            assert_eq!(content(&store), [triple.trim_end_matches(" .\n")]);
            assert!(names(&store).is_empty());
            let beside: Vec<_> = fs::read_dir(dir.path()).expect("a folder").collect();
            assert_eq!(beside.len(), 1, "reading leaves nothing behind");
            if ending != "nq" {
                let error = Store::open(&path, Access::Write).expect_err("no graphs");
                assert!(matches!(error, StoreError::NoGraphs { .. }), "{error}");
            }
        }
    }
}

#[test]
fn what_is_no_store_is_said_to_be_none() {
    let dir = TempDir::new().expect("a folder");
    let file = dir.path().join("letter.txt");
    fs::write(&file, "Dear Sir").expect("written");
    let plain = dir.path().join("letter");
    fs::write(&plain, "Dear Sir").expect("written");
    for path in [file, plain, dir.path().join("none.txt")] {
        for access in [Access::Read, Access::Write] {
            let error = Store::open(&path, access).expect_err("no store");
            assert!(matches!(error, StoreError::NoStore { .. }), "{error}");
            assert!(
                error.help().is_some_and(|help| help.contains(".nq")),
                "{error}"
            );
        }
    }
}

#[test]
fn parts_of_killed_writers_are_swept() {
    let (dir, path) = homes().remove(0);
    let orphan = dir.path().join(".s.nq.a1B2c3.part");
    let other = dir.path().join(".t.nq.a1B2c3.part");
    fs::write(&orphan, "half a li").expect("written");
    fs::write(&other, "of another store").expect("written");
    open(&path, Access::Write).save().expect("saved");
    assert!(!orphan.exists());
    assert!(other.exists());
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (dir, path) = homes().remove(0);
    let mut store = open(&path, Access::Write);
    store.save().expect("saved");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    let plain = dir.path().join("plain");
    fs::write(&plain, "").expect("written");
    assert_eq!(mode(&path), mode(&plain), "as any new file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    put(&mut store, "one");
    store.save().expect("saved");
    assert_eq!(mode(&path), 0o640);
    drop(store);

    let link = dir.path().join("link.nq");
    symlink(&path, &link).expect("a link");
    let mut store = open(&link, Access::Write);
    let locked = Store::open(&path, Access::Write);
    assert!(
        matches!(locked, Err(StoreError::Locked { .. })),
        "the link's lock is the file's"
    );
    put(&mut store, "two");
    store.save().expect("saved");
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    assert_eq!(names(&open(&path, Access::Read)), ["one", "two"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_not_ours_to_write_leaves_the_store_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, path) = homes().remove(0);
    let mut store = open(&path, Access::Write);
    put(&mut store, "one");
    store.save().expect("saved");
    let before = fs::read(&path).expect("a file");
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).expect("set");
    let barred = fs::write(dir.path().join("probe"), "").is_err();
    put(&mut store, "two");
    let saved = store.save();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).expect("set");
    if !barred {
        eprintln!("left out: this user may write anywhere");
        return;
    }
    assert!(matches!(saved, Err(StoreError::Write { .. })), "{saved:?}");
    assert_eq!(fs::read(&path).expect("a file"), before);
    store.save().expect("the next attempt saves it");
    assert_eq!(names(&open(&path, Access::Read)), ["one", "two"]);
}

// --- folders

#[cfg(not(feature = "disk"))]
#[test]
fn a_folder_without_the_feature_says_what_to_do() {
    let dir = TempDir::new().expect("a folder");
    for (path, access) in [
        (dir.path().to_owned(), Access::Read),
        (dir.path().join("new"), Access::Write),
    ] {
        let error = Store::open(&path, access).expect_err("no folders here");
        assert!(matches!(error, StoreError::NeedsDisk(_)), "{error}");
        assert!(
            error
                .help()
                .is_some_and(|help| help.contains("--features disk")),
            "{error}"
        );
    }
    let error = Store::open(&dir.path().join("new"), Access::Read).expect_err("nothing there");
    assert!(matches!(error, StoreError::Missing(_)), "{error}");
}

#[cfg(feature = "disk")]
mod folders {
    use super::*;

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let dir = TempDir::new().expect("a folder");
        fs::write(dir.path().join("thesis.odt"), "").expect("written");
        for access in [Access::Read, Access::Write] {
            let error = Store::open(dir.path(), access).expect_err("no store");
            assert!(matches!(error, StoreError::NoStore { .. }), "{error}");
        }
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn an_empty_folder_becomes_a_store() {
        let dir = TempDir::new().expect("a folder");
        let error = Store::open(dir.path(), Access::Read).expect_err("nothing in it");
        assert!(matches!(error, StoreError::Missing(_)), "{error}");
        let mut store = open(dir.path(), Access::Write);
        put(&mut store, "one");
        store.save().expect("saved");
        drop(store);
        assert_eq!(names(&open(dir.path(), Access::Read)), ["one"]);
    }

    #[test]
    fn what_a_killed_bulk_load_left_is_swept() {
        let dir = TempDir::new().expect("a folder");
        open(dir.path(), Access::Write).save().expect("saved");
        let orphan = dir.path().join("bulk-123.sst");
        fs::write(&orphan, "left").expect("written");
        drop(open(dir.path(), Access::Read));
        assert!(orphan.exists(), "a reader changes nothing");
        drop(open(dir.path(), Access::Write));
        assert!(!orphan.exists());
    }

    #[test]
    fn readers_open_while_a_writer_writes() {
        let dir = TempDir::new().expect("a folder");
        let mut store = open(dir.path(), Access::Write);
        put(&mut store, "post-0");
        store.save().expect("saved");
        std::thread::scope(|threads| {
            let readers: Vec<_> = (0..2)
                .map(|_| {
                    threads.spawn(|| {
                        for _ in 0..15 {
                            drop(open(dir.path(), Access::Read));
                        }
                    })
                })
                .collect();
            for at in 1..60 {
                put(&mut store, &format!("post-{at}"));
                store.save().expect("saved");
            }
            for reader in readers {
                reader.join().expect("every reader gets in");
            }
        });
    }

    #[test]
    fn reading_leaves_no_trace() {
        let dir = TempDir::new().expect("a folder");
        let mut store = open(dir.path(), Access::Write);
        put(&mut store, "one");
        store.save().expect("saved");
        drop(store);
        let files = || {
            let entries = fs::read_dir(dir.path()).expect("a folder");
            let mut files: Vec<_> = entries
                .map(|entry| entry.expect("one").file_name())
                .collect();
            files.sort();
            files
        };
        let before = files();
        assert_eq!(names(&open(dir.path(), Access::Read)), ["one"]);
        assert_eq!(files(), before);
    }
}
