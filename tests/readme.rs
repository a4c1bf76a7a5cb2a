//! The README: its commands run, and what it shows of files is what stands in them.
//!
//! `TACHERON_WRITE_README=1 cargo test --test readme` writes into it what its commands print now, and
//! draws its picture anew.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const WIDTH: &str = "120";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A block between fences: its language, and its text.
struct Block {
    kind: String,
    text: String,
}

fn blocks(readme: &str) -> Vec<Block> {
    let parts: Vec<&str> = readme.split("\n```").collect();
    parts
        .chunks(2)
        .filter_map(|pair| pair.get(1))
        .map(|block| {
            let (kind, text) = block.split_once('\n').unwrap();
            Block {
                kind: kind.to_owned(),
                text: format!("{text}\n"),
            }
        })
        .collect()
}

/// A command of a `console` block as it is typed.
fn commands(block: &Block) -> Vec<&str> {
    let lines = block.text.lines();
    lines.filter_map(|line| line.strip_prefix("$ ")).collect()
}

/// Runs it as a shell does, with the program that was built and a store of its own.
fn run(line: &str, store: &Path) -> String {
    let program = assert_cmd::cargo::cargo_bin("tacheron");
    let folder = program.parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(folder).chain(std::env::split_paths(&path));
    let output = Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {line}")])
        .current_dir(root(""))
        .env("PATH", std::env::join_paths(paths).unwrap())
        .env("TACHERON_STORE", store)
        .env("COLUMNS", WIDTH)
        .env("LANG", "C")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`{line}`: {error}");
    let store = store.display().to_string();
    String::from_utf8(output.stdout)
        .unwrap()
        .replace(&store, "~/.local/share/tacheron/store.nq")
}

#[test]
#[cfg(unix)]
fn the_commands_run() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store.nq");
    let refresh = std::env::var_os("TACHERON_WRITE_README").is_some();
    let mut fresh = readme.clone();
    let mut count = 0;
    for block in blocks(&readme)
        .iter()
        .filter(|block| block.kind == "console")
    {
        let mut shown = String::new();
        for line in commands(block) {
            // A drawing is not made anew by each test, nor does every machine have Graphviz.
            let typed = line.split(" | dot").next().unwrap();
            if refresh && typed != line {
                run(line, &store);
            }
            let printed = run(typed, &store);
            assert!(!printed.is_empty(), "`{line}` prints nothing");
            count += 1;
            if !shown.is_empty() && !shown.ends_with("\n\n") {
                shown.push('\n');
            }
            shown.push_str(&format!("$ {line}\n"));
            if typed == line {
                let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
                shown.push_str(&lines.join("\n"));
                shown.push('\n');
            }
        }
        fresh = fresh.replace(&block.text, &shown);
    }
    assert!(count >= 12, "{count} commands");
    if refresh {
        fs::write(root("README.md"), fresh).unwrap();
    }
}

#[test]
fn files_that_it_shows_are_the_files() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let blocks = blocks(&readme);
    for file in [
        "docs/own/names/platforms.toml",
        "docs/own/rules/fr/offices.toml",
        "docs/own/queries/seats.rq",
    ] {
        let text = fs::read_to_string(root(file)).unwrap();
        assert!(blocks.iter().any(|block| block.text == text), "{file}");
        assert!(readme.contains(&format!("`{file}`")), "{file}");
    }
}

#[test]
fn links_lead_somewhere() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let mut count = 0;
    for link in readme.split("](").skip(1) {
        let (target, _) = link.split_once(')').unwrap();
        if !target.starts_with("http") && !target.starts_with('#') {
            assert!(root(target).exists(), "{target}");
            count += 1;
        }
    }
    assert!(count > 3);
}
