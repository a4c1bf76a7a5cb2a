//! How fast posts become facts: one thread, the whole way from bytes to entities and facts.
//!
//! `cargo bench` measures the sample posts; `TACHERON_BENCH=FILES` (paths parted by colons, folders too)
//! measures others. `benches/beside_spacy.py` runs this beside spaCy over one file.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use divan::Bencher;
use divan::counter::BytesCount;
use tacheron::analysis;
use tacheron::model::Post;
use tacheron::ontology::Knowledge;
use tacheron::read::{Reader, inputs};

fn main() {
    if std::env::args().any(|argument| argument == "--plain") {
        return plain();
    }
    divan::main();
}

/// For other programs: one line with the megabytes of the best of ten runs, per second.
fn plain() {
    let (files, knowledge, reader) = (files(), knowledge(), reader());
    let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let run = || {
        let start = Instant::now();
        for post in posts(&reader, &files) {
            black_box(analysis::extract(&post, &knowledge));
        }
        start.elapsed()
    };
    run();
    let best = (0..10).map(|_| run()).min().unwrap_or_default();
    println!("{:.3}", size as f64 / 1e6 / best.as_secs_f64());
}

/// The files to measure, with their bytes.
fn files() -> Vec<(String, Vec<u8>)> {
    let named = std::env::var("TACHERON_BENCH").unwrap_or_else(|_| "data/posts".to_owned());
    let paths: Vec<String> = named.split(':').map(str::to_owned).collect();
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path.display().to_string(), bytes)
    };
    inputs(&paths).files.iter().map(read).collect()
}

fn knowledge() -> Knowledge {
    Knowledge::load(&[]).expect("the built-in knowledge is whole")
}

fn reader() -> Reader {
    Reader::built_in().expect("the words of the readers are whole")
}

fn posts(reader: &Reader, files: &[(String, Vec<u8>)]) -> Vec<Post> {
    let read = |(name, bytes): &(String, Vec<u8>)| reader.read_bytes(name, bytes).posts;
    files.iter().flat_map(read).collect()
}

fn size(files: &[(String, Vec<u8>)]) -> BytesCount {
    BytesCount::new(files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>())
}

/// Bytes of files → entities and facts.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn read_and_extract(bencher: Bencher) {
    let (files, knowledge, reader) = (files(), knowledge(), reader());
    bencher.counter(size(&files)).bench_local(|| {
        for post in posts(&reader, &files) {
            black_box(analysis::extract(&post, &knowledge));
        }
    });
}

/// Posts → entities and facts.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn extract(bencher: Bencher) {
    let (files, knowledge, reader) = (files(), knowledge(), reader());
    let posts = posts(&reader, &files);
    bencher.counter(size(&files)).bench_local(|| {
        for post in &posts {
            black_box(analysis::extract(post, &knowledge));
        }
    });
}

/// Bytes of files → posts.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn read(bencher: Bencher) {
    let (files, reader) = (files(), reader());
    bencher
        .counter(size(&files))
        .bench_local(|| black_box(posts(&reader, &files)));
}

/// What every command that reads posts begins with.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn load_the_knowledge(bencher: Bencher) {
    bencher.bench_local(|| black_box(knowledge()));
}
