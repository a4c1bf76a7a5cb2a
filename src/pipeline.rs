//! The order: read, join copies, compare with the store, extract, encode, store. Nobody else knows what
//! comes next.
//!
//! Posts are extracted in parallel and written one by one, in the order of the files. The store is saved
//! every few seconds: an ingest that is killed leaves whole posts, and the next one finds them done.

mod background;
mod known;
mod plan;
mod progress;

pub use known::known;
pub use progress::Progress;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use iref::IriBuf;
use rayon::prelude::*;

use self::plan::{Plan, Task};
use crate::encode::{KnownEntity, encode, sources};
use crate::model::{Extraction, Post, Quad};
use crate::read::{Problem, Reader, Reading, merge};
use crate::store::{Store, StoreError};

/// How many posts are extracted while those before them are written.
const BATCH: usize = 64;
/// Saving takes at most this share of the time: a large file is saved less often.
const SAVE_SHARE: u32 = 10;

/// Finds the entities and facts of a post. The same post gives the same extraction, on any thread. A post of
/// which it says what is wrong is left out and told of.
pub type Extract<'e> = &'e (dyn Fn(&Post) -> Result<Extraction, String> + Sync);

/// How to ingest.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// Names the rules, names and classes with which `extract` reads: what the store holds of another
    /// version is read again.
    pub rules_version: &'o str,
    /// What we know without any post. The background graph keeps what is about the entities that posts
    /// mention, and about those to which this leads.
    pub known: &'o [KnownEntity],
    /// How long work may be lost to a kill, about.
    pub save_every: Duration,
}

/// What an ingest did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Posts that the store did not hold.
    pub new: usize,
    /// Posts that it held with another content, or that other rules had read.
    pub changed: usize,
    /// Posts that it held as they are.
    pub same: usize,
    /// Posts taken out, because no file carries them any longer.
    pub gone: usize,
    /// Facts of any stance in the new and changed posts.
    pub facts: usize,
    /// What could not be read, in the order of the files.
    pub bad: Vec<Problem>,
}

/// Reads files and brings the store up to date with them.
///
/// A post that the store holds with the same content, read by the same rules, is passed over. Copies of a
/// post, in these files or in earlier ones, are one post with several sources. A post whose file was read
/// again without it is taken out, unless another file carries it; a file in which something could not be
/// read, and standard input, take nothing out.
///
/// # Errors
/// A store that cannot be written. What could not be read is no error: it is in the summary.
pub fn ingest(
    store: &mut Store,
    files: &[PathBuf],
    reader: &Reader,
    extract: Extract<'_>,
    options: &Options<'_>,
    progress: &dyn Progress,
) -> Result<Summary, StoreError> {
    progress.reading(files.len());
    let readings = files
        .par_iter()
        .map(|file| {
            let reading = reader.read_path(file);
            progress.read(file);
            (file.display().to_string(), reading)
        })
        .collect();
    ingest_readings(store, readings, extract, options, progress)
}

/// As [`ingest`], of files that were read before: their names and what they gave.
///
/// # Errors
/// A store that cannot be written.
pub fn ingest_readings(
    store: &mut Store,
    readings: Vec<(String, Reading)>,
    extract: Extract<'_>,
    options: &Options<'_>,
    progress: &dyn Progress,
) -> Result<Summary, StoreError> {
    let mut whole = BTreeSet::new();
    let mut posts = Vec::new();
    let mut bad = Vec::new();
    for (file, reading) in readings {
        // Each pipe is another one, though all are called `-`.
        if reading.problems.is_empty() && file != "-" {
            whole.insert(file);
        }
        posts.extend(reading.posts);
        bad.extend(reading.problems);
    }
    let plan = plan::plan(merge(posts), store.posts()?, &whole, options.rules_version);
    let summary = Summary {
        same: plan.same,
        gone: plan.gone.len(),
        bad,
        ..Summary::default()
    };
    let mut run = Run {
        store,
        options,
        progress,
        summary,
        saved: Instant::now(),
        save_took: Duration::ZERO,
    };
    run.carry_out(plan, extract)?;
    Ok(run.summary)
}

/// Takes a post out with all that only it says, and what we know of entities that no other post mentions;
/// whether it was there. The store is saved.
///
/// # Errors
/// An address that is no IRI; a store that cannot be written.
pub fn forget(store: &mut Store, post: &str) -> Result<bool, StoreError> {
    let there = store.remove_post(&graph_of(post)?)?;
    if there {
        background::prune(store)?;
        store.save()?;
    }
    Ok(there)
}

/// An ingest at work.
struct Run<'r> {
    store: &'r mut Store,
    options: &'r Options<'r>,
    progress: &'r dyn Progress,
    summary: Summary,
    saved: Instant,
    save_took: Duration,
}

/// A post read, ready to be written.
struct Done {
    task: Task,
    facts: usize,
    quads: Result<Vec<Quad>, String>,
}

impl Run<'_> {
    fn carry_out(&mut self, plan: Plan, extract: Extract<'_>) -> Result<(), StoreError> {
        self.progress.extracting(plan.tasks.len());
        let rules_version = self.options.rules_version;
        let read = |tasks: Vec<Task>| -> Vec<Done> {
            tasks
                .into_par_iter()
                .map(|task| {
                    let extraction = extract(&task.post);
                    Done {
                        facts: extraction.as_ref().map_or(0, |found| found.facts.len()),
                        quads: extraction.and_then(|found| {
                            encode(&task.post, &found, rules_version, &task.fingerprint)
                                .map_err(|e| e.to_string())
                        }),
                        task,
                    }
                })
                .collect()
        };
        let mut tasks = plan.tasks.into_iter();
        let mut done = Vec::new();
        loop {
            let batch: Vec<Task> = tasks.by_ref().take(BATCH).collect();
            let last = batch.is_empty();
            let (written, next) = rayon::join(|| self.write(done), || read(batch));
            written?;
            if last {
                break;
            }
            done = next;
        }
        for (post, of) in &plan.sources {
            match sources(post, of) {
                Ok(quads) => self.store.replace_sources(&graph_of(post)?, &quads)?,
                Err(error) => {
                    self.fault(of.first().map_or("", |of| &of.file), error.to_string());
                }
            }
        }
        for post in &plan.gone {
            self.store.remove_post(&graph_of(post)?)?;
        }
        self.save()
    }

    fn write(&mut self, batch: Vec<Done>) -> Result<(), StoreError> {
        for Done { task, facts, quads } in batch {
            self.progress.extracted(&task.post);
            let quads = match quads {
                Ok(quads) => quads,
                Err(error) => {
                    self.fault(task.post.sources.first().map_or("", |of| &of.file), error);
                    continue;
                }
            };
            let graph = graph_of(&task.post.iri)?;
            match &task.replaces {
                Some(old) if *old != task.post.iri => {
                    self.store.supersede_post(&graph_of(old)?, &graph, &quads)?;
                }
                _ => self.store.replace_post(&graph, &quads)?,
            }
            match task.replaces {
                Some(_) => self.summary.changed += 1,
                None => self.summary.new += 1,
            }
            self.summary.facts += facts;
            let wait = self.options.save_every.max(self.save_took * SAVE_SHARE);
            if self.saved.elapsed() >= wait {
                self.save()?;
            }
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), StoreError> {
        self.progress.saving();
        let start = Instant::now();
        background::refresh(self.store, self.options.known)?;
        self.store.save()?;
        self.saved = Instant::now();
        self.save_took = start.elapsed();
        Ok(())
    }

    /// A post that another stage could not read, or handed on wrong, is left out and said to be.
    fn fault(&mut self, file: &str, message: String) {
        self.summary.bad.push(Problem {
            file: file.to_owned(),
            line: None,
            message,
        });
    }
}

fn graph_of(post: &str) -> Result<IriBuf, StoreError> {
    IriBuf::new(post.to_owned()).map_err(|_| StoreError::Iri(post.to_owned()))
}
