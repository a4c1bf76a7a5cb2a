//! The watch over a question: where it goes over its limits, the program ends.
//!
//! The engine can be asked to stop, but looks at that only where it reads triples: a join goes on over what
//! it has read already (`CartesianProductJoinIterator` and its like in spareval), for hours and gigabytes.
//! So nothing is asked. A thread of its own waits for the deadline and ends the process, whatever the
//! question does at that moment. A question only reads, and so does an update until it is worked out, so
//! nothing is left behind; and as nothing of an answer is printed, and nothing changed, before [`Watch::pass`],
//! nothing is half done.

use super::limits::{Limits, in_words, memory_in_use};
use super::{COULD_NOT_RUN, CliError};
use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How often memory is looked at: between two looks a question can take some ten megabytes.
const LOOK: Duration = Duration::from_millis(10);

/// Holds a question, or the question in an update, to its limits as long as it lives.
pub struct Watch {
    /// Set once: by whoever passes, or by the watchman who ends the program.
    over: Arc<AtomicBool>,
    /// Wakes the watchman when it is dropped; `None` where there is nothing to watch.
    _ends: Option<Sender<()>>,
}

impl Watch {
    /// Starts the clock; without limits of time and memory there is none. `what` is stopped, as it is told: a
    /// question or an update.
    ///
    /// # Errors
    /// Where the system gives no thread, or does not tell the memory that is to be limited.
    pub fn start(limits: Limits, what: &'static str) -> Result<Self, CliError> {
        let over = Arc::new(AtomicBool::new(false));
        if limits.time.is_none() && limits.memory.is_none() {
            return Ok(Self { over, _ends: None });
        }
        let (ends, end) = mpsc::channel();
        let watchman = Watchman {
            // A time that no clock reaches is no limit.
            deadline: limits
                .time
                .and_then(|time| Some((Instant::now().checked_add(time)?, time))),
            memory: limits.memory.map(most_in_use).transpose()?,
            end,
            over: Arc::clone(&over),
            what,
        };
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || watchman.watch())
            .map_err(|error| CliError::new(format!("no thread to watch the time: {error}")))?;
        Ok(Self {
            over,
            _ends: Some(ends),
        })
    }

    /// The answer is there: from here on it is printed, and nothing stops that.
    pub fn pass(self) {
        if self.over.swap(true, Ordering::AcqRel) {
            // Too late by a hair: the program is ending, and what it has said holds.
            loop {
                thread::park();
            }
        }
    }
}

/// What runs in the thread.
struct Watchman {
    /// When to end, and how long that is from the start.
    deadline: Option<(Instant, Duration)>,
    /// What the process may have in use, and how much of that the question takes.
    memory: Option<(usize, usize)>,
    end: Receiver<()>,
    over: Arc<AtomicBool>,
    what: &'static str,
}

impl Watchman {
    /// Ends with the watch, or with the program.
    fn watch(self) {
        loop {
            let left = self
                .deadline
                .map(|(at, _)| at.saturating_duration_since(Instant::now()));
            let wait = match (left, self.memory) {
                (Some(left), Some(_)) => left.min(LOOK),
                (Some(left), None) => left,
                (None, _) => LOOK,
            };
            if self.end.recv_timeout(wait) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let Some(why) = self.passed() else { continue };
            if !self.over.swap(true, Ordering::AcqRel) {
                // Where standard error is closed there is nobody to tell; the end is certain all the same.
                let _ = writeln!(
                    io::stderr(),
                    "tacheron: the {} was stopped {why}",
                    self.what
                );
                process::exit(COULD_NOT_RUN.into());
            }
            return;
        }
    }

    /// The limit that is passed, in words.
    fn passed(&self) -> Option<String> {
        const LESS: &str = "or ask for less (LIMIT; patterns that share no variable multiply)";
        if let Some((at, time)) = self.deadline
            && at <= Instant::now()
        {
            let time = in_words(time);
            return Some(format!("after {time}: give it more with --timeout, {LESS}"));
        }
        let (most, taken) = self.memory?;
        (memory_in_use()? > most).then(|| {
            let megabytes = taken >> 20;
            format!(
                "when it had taken {megabytes} MB of memory: give it more with --max-memory, {LESS}"
            )
        })
    }
}

/// What the process may have in use in all, where a question may take so much more than there is now.
fn most_in_use(taken: usize) -> Result<(usize, usize), CliError> {
    let Some(used) = memory_in_use() else {
        return Err(CliError::new(
            "this system does not tell how much memory a program has in use",
        )
        .help("with --max-memory 0 no limit is held"));
    };
    Ok((used.saturating_add(taken), taken))
}
