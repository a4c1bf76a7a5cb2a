//! What leaves the program: one file for each format.

pub mod dot;
mod dot_style;
mod markdown;
pub mod solutions;
pub mod table;
pub mod triples;
mod tsv;
mod words;

pub use table::{Column, Table};
