//! What leaves the program: one file for each format.

pub mod chain;
pub mod clusters;
mod columns;
pub mod csv;
pub mod cytoscape;
pub mod dataset;
pub mod dot;
mod dot_legend;
mod dot_style;
mod dot_text;
pub mod evidence;
pub mod findings;
pub mod ftm;
mod ftm_schema;
pub mod gexf;
pub mod graphml;
pub mod graphviz;
mod json_ld;
pub mod jsonl;
pub mod laid_out;
mod markdown;
pub mod mermaid;
pub mod neo4j;
pub mod node_link;
mod page;
pub mod solutions;
pub mod sqlite;
mod sqlite_file;
pub mod table;
pub mod triples;
mod tsv;
mod words;
mod xml;

pub use page::Page;
pub use table::{Column, Table};
