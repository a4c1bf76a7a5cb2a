//! The plan of a query on standard output: a line for each step, with its rows and its time.

use super::CliError;
use super::answer::Format;
use crate::query::plan::{Plan, Step};
use std::io::Write;

/// Writes the plan as a tree for people, or as JSON.
///
/// # Errors
/// Where the format is none of these, or `out` fails.
pub fn write(plan: &Plan, format: Option<Format>, out: &mut impl Write) -> Result<(), CliError> {
    match format {
        None | Some(Format::Table) => {}
        Some(Format::Json) => {
            serde_json::to_writer_pretty(&mut *out, plan).map_err(CliError::new)?;
            return Ok(out.write_all(b"\n")?);
        }
        Some(_) => {
            return Err(
                CliError::new("a plan is no answer: this format cannot hold it")
                    .help("expected --explain with --format table or json"),
            );
        }
    }
    let mut lines = vec![];
    tree(&plan.step, String::new(), "", "", &mut lines);
    let width = |of: fn(&Line) -> &str| {
        let widths = lines.iter().map(|line| of(line).chars().count());
        widths.max().unwrap_or(0).max(4)
    };
    let (rows, time) = (width(|line| &line.rows), width(|line| &line.time));
    writeln!(out, "{:>rows$}  {:>time$}  step", "rows", "time")?;
    for line in &lines {
        writeln!(
            out,
            "{:>rows$}  {:>time$}  {}",
            line.rows, line.time, line.step
        )?;
    }
    writeln!(
        out,
        "planned in {}, done in {} (each step without those under it)",
        seconds(plan.planning),
        seconds(plan.step.seconds)
    )?;
    Ok(())
}

/// A step as it is shown.
struct Line {
    rows: String,
    time: String,
    step: String,
}

/// `before` stands before the lines of what is under a step, `branch` before the step itself.
fn tree(step: &Step, before: String, branch: &str, under: &str, lines: &mut Vec<Line>) {
    lines.push(Line {
        rows: step.rows.to_string(),
        time: seconds(step.own_seconds()),
        step: format!("{before}{branch}{}", step.what),
    });
    let last = step.steps.len().saturating_sub(1);
    for (at, next) in step.steps.iter().enumerate() {
        let (branch, below) = if at == last {
            ("└ ", "  ")
        } else {
            ("├ ", "│ ")
        };
        tree(next, format!("{before}{under}"), branch, below, lines);
    }
}

/// In the unit that has a digit before the point.
fn seconds(seconds: f64) -> String {
    match seconds {
        s if s >= 1.0 => format!("{s:.2} s"),
        s if s >= 0.001 => format!("{:.1} ms", s * 1e3),
        s => format!("{:.0} µs", s * 1e6),
    }
}
