//! A store that is a folder.

use super::*;

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
mod with_the_feature {
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

    #[test]
    fn the_state_of_a_folder_changes_when_it_is_written_and_not_when_it_is_read() {
        let dir = TempDir::new().expect("a folder");
        let put_and_save = |name| {
            let mut store = open(dir.path(), Access::Write);
            put(&mut store, name);
            store.save().expect("saved");
        };
        let state = || {
            let store = open(dir.path(), Access::Read);
            names(&store);
            store.state().expect("a folder has a state")
        };
        put_and_save("one");
        let one = state();
        assert_eq!(state(), one, "reading changes nothing");
        put_and_save("two");
        assert_ne!(state(), one);
    }
}
