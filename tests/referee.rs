//! igraph and NetworkX agree with the numbers of the walks, on the sample posts. `.ci/run` compares larger
//! graphs too, with the same script.

use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

#[test]
#[cfg(unix)]
fn the_numbers_are_those_of_igraph_and_networkx() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The test itself fetches nothing: `.ci/run` has made the environment, or whoever works on this.
    let home = std::env::var_os("TACHERON_REFEREE_VENV")
        .map(Into::into)
        .or_else(|| {
            let cache = std::env::var_os("XDG_CACHE_HOME").map(std::path::PathBuf::from);
            let cache =
                cache.or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cache")))?;
            Some(cache.join("tacheron-referee"))
        });
    let python = home.map(|home: std::path::PathBuf| home.join("bin/python"));
    let Some(python) = python.filter(|python| python.exists()) else {
        eprintln!("left out: tests/referee/venv.sh has not been run here (igraph and NetworkX)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.nq");
    let ingested = Command::new(cargo_bin("tacheron"))
        .args(["ingest", "data/posts", "--store"])
        .arg(&store)
        .current_dir(root)
        .output()
        .unwrap();
    assert!(ingested.status.success(), "{ingested:?}");
    let output = Command::new(python)
        .arg(root.join("tests/referee/referee.py"))
        .arg(cargo_bin("tacheron"))
        .arg(&store)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{error}");
    assert!(
        said.lines().filter(|line| line.starts_with("ok ")).count() > 15,
        "{said}"
    );
}
