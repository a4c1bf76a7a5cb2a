//! What a question may take: time, rows, memory.

use std::time::Duration;

/// How long a question may take where nothing else is said.
const TIMEOUT: &str = "60s";
/// How much memory a question may take where nothing else is said: less than most machines have, and as much
/// as the system can take back well within a second.
const MEMORY: &str = "4G";

/// Options of a verb that asks.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Stop after so long, the answer's writing included: 90 (seconds), 500ms, 5m, 1h; 0 for no limit
    #[arg(long, value_name = "TIME", default_value = TIMEOUT, value_parser = duration)]
    timeout: Duration,

    /// Stop where the answer has more rows or triples than this; 0 for no limit
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    max_rows: usize,

    /// Stop where the question takes more memory than this, the open store aside: 500M, 2G; 0 for no limit
    #[arg(long, value_name = "BYTES", default_value = MEMORY, value_parser = bytes)]
    max_memory: usize,
}

/// Options of a verb that changes: until it has worked out what to change it can be stopped, and nothing is
/// changed.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Limits")]
pub struct UpdateLimitArgs {
    /// Stop where it takes longer to work out what to change: 90 (seconds), 500ms, 5m, 1h; 0 for no limit
    #[arg(long, value_name = "TIME", default_value = TIMEOUT, value_parser = duration)]
    timeout: Duration,

    /// Stop where that takes more memory than this, the open store aside: 500M, 2G; 0 for no limit
    #[arg(long, value_name = "BYTES", default_value = MEMORY, value_parser = bytes)]
    max_memory: usize,
}

/// What was typed, as it is held: `None` is no limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    pub time: Option<Duration>,
    pub rows: Option<usize>,
    /// Bytes that the process takes (its resident set) beyond those that it has in use at the start.
    pub memory: Option<usize>,
}

impl LimitArgs {
    pub fn limits(&self) -> Limits {
        Limits::of(self.timeout, self.max_rows, self.max_memory)
    }
}

impl UpdateLimitArgs {
    pub fn limits(&self) -> Limits {
        Limits::of(self.timeout, 0, self.max_memory)
    }
}

impl Limits {
    /// Nothing is no limit.
    fn of(time: Duration, rows: usize, memory: usize) -> Self {
        Self {
            time: (!time.is_zero()).then_some(time),
            rows: (rows > 0).then_some(rows),
            memory: (memory > 0).then_some(memory),
        }
    }
}

/// In bytes; `None` where the system does not say.
pub(super) fn memory_in_use() -> Option<usize> {
    memory_stats::memory_stats().map(|stats| stats.physical_mem)
}

/// A time as it is typed: a number, of seconds unless a unit follows.
pub(super) fn duration(typed: &str) -> Result<Duration, String> {
    let expected = || {
        format!(
            "`{typed}` is no time: expected a number of seconds, or one with ms, s, m or h, such as 90, 500ms or 5m"
        )
    };
    let (number, unit) = split(typed);
    let seconds = match unit.as_str() {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(expected()),
    };
    let number: f64 = number.parse().map_err(|_| expected())?;
    Duration::try_from_secs_f64(number * seconds).map_err(|_| expected())
}

/// A size as it is typed: a number, of bytes unless a unit follows; units are powers of 1024.
fn bytes(typed: &str) -> Result<usize, String> {
    let expected = || {
        format!(
            "`{typed}` is no size: expected a number of bytes, or one with K, M or G, such as 500M or 2G"
        )
    };
    let (number, unit) = split(typed);
    let power = match unit.trim_end_matches("ib").trim_end_matches('b') {
        "" => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        _ => return Err(expected()),
    };
    let number: f64 = number.parse().map_err(|_| expected())?;
    let size = number * 1024_f64.powi(power);
    // Beyond the largest size it is the largest, which is no limit either.
    if size.is_finite() && size >= 0.0 {
        Ok(size as usize)
    } else {
        Err(expected())
    }
}

/// The number and the unit in lower case.
fn split(typed: &str) -> (&str, String) {
    let typed = typed.trim();
    let end = typed
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(typed.len());
    (&typed[..end], typed[end..].trim().to_lowercase())
}

/// A time as a person says it: `60 s`, `1.5 s`, `200 ms`.
pub(super) fn in_words(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{} ms", time.as_millis()),
        seconds => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, duration, in_words};
    use std::time::Duration;

    #[test]
    fn times_are_read_with_and_without_units() {
        let millis = |typed| duration(typed).map(|time| time.as_millis());
        for (typed, expected) in [
            ("60", 60_000),
            ("1.5", 1_500),
            ("250ms", 250),
            ("5m", 300_000),
            ("1 h", 3_600_000),
            ("0", 0),
        ] {
            assert_eq!(millis(typed), Ok(expected), "{typed}");
        }
        for wrong in ["", "soon", "5 weeks", "-1", "1.2.3", "1e999"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_are_read_with_and_without_units() {
        for (typed, expected) in [
            ("0", 0),
            ("1000", 1000),
            ("500M", 500 << 20),
            ("2G", 2 << 30),
            ("1.5 GiB", 3 << 29),
            ("64kb", 64 << 10),
        ] {
            assert_eq!(bytes(typed), Ok(expected), "{typed}");
        }
        for wrong in ["", "much", "2 elephants", "-1"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn times_are_told_as_they_were_typed() {
        assert_eq!(in_words(Duration::from_secs(60)), "60 s");
        assert_eq!(in_words(Duration::from_millis(1500)), "1.5 s");
        assert_eq!(in_words(Duration::from_millis(250)), "250 ms");
    }
}
