//! Folders that are built into the program: a file that is new in one of them is a reason to build again.

fn main() {
    for folder in ["ontology", "queries", "data/posts"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
