//! What leaves the program: one file for each format.

pub mod chain;
mod columns;
pub mod csv;
pub mod dataset;
pub mod dot;
mod dot_style;
mod dot_text;
pub mod evidence;
pub mod findings;
pub mod jsonl;
mod markdown;
pub mod node_link;
mod page;
pub mod solutions;
pub mod table;
pub mod triples;
mod tsv;
mod words;
pub mod xml;

pub use page::Page;
pub use table::{Column, Table};
