//! A store that is a file.

use super::*;

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
