//! The formats in which a report is written: `who`, `show`, `explain`, `stats` and their like.

use clap::ValueEnum;

/// A report as a page for people, as JSON whose keys its verb's help lists, or as rows of TSV.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people
    Table,
    /// For programs: one document, as the verb's help describes it
    Json,
    /// For programs: a line of headings, then a line for each row
    Tsv,
}
