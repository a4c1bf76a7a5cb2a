//! Questions to a store: SPARQL, named questions, and the reports behind `who`, `show`, `explain`
//! and `stats`.
//!
//! A name typed by a person becomes an entity in [`names`]; [`sparql`] parses and runs, [`catalog`]
//! knows the named questions and [`bind`] puts values into them; [`Knowledge`] reads what a store
//! holds as a person wants it (labels, posts, claims), and the reports are made from that.

mod answer;
pub mod bind;
mod blanks;
pub mod catalog;
mod chosen;
mod claims;
pub mod class;
mod columns;
pub mod decided;
mod error;
pub mod explain;
pub mod gone;
mod grammar;
mod graphs;
mod knowledge;
mod labels;
pub mod lexer;
pub mod names;
pub mod near;
pub mod param;
pub mod parts;
pub mod plan;
mod posts;
pub mod predicate;
pub mod prefixes;
pub mod question;
pub mod sheet;
pub mod sparql;
pub mod stats;
mod syntax;
pub mod terms;
pub mod theme;
pub mod things;
mod tokens;
pub mod typed;
mod union;
pub mod update;
pub mod used;
mod uses;
pub mod who;
pub mod words;

pub use answer::Answer;
pub use chosen::Chosen;
pub use claims::{AsOfDate, Claim, Pattern, Quote};
pub use error::QueryError;
pub use knowledge::Knowledge;
pub use labels::{in_words, short_name};
pub use posts::PostInfo;
pub use union::DefaultGraph;
