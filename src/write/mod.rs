//! What leaves the program: one file for each format.

mod markdown;
pub mod solutions;
pub mod table;
pub mod triples;
mod tsv;

pub use table::{Column, Table};
