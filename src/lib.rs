//! Tacheron turns posts about digital labour into RDF facts that say why.
//!
//! The way of a post: `read` makes it of a file; `split` cuts it into sentences, `tag` finds mentions in
//! them, `extract` reads facts off the mentions, `resolve` tells which mentions are one thing (`analysis`
//! is the order of these); `encode` writes quads, `store` keeps them (`pipeline` is the order of the
//! whole). The way of a question: `query` and `walk` ask the store, `remote` one elsewhere, and `write` gives the
//! answer its format.
//! `cli` is the command line around both. What all of them know about the world is in `ontology`.

pub mod model;
pub mod vocab;

pub mod fold;
pub mod language;
pub mod ontology;
pub mod person_name;
pub mod values;

pub mod read;

pub mod split;

pub mod tag;

pub mod extract;

pub mod resolve;

pub mod alphabet;
pub mod analysis;
pub mod examples;
pub mod outside;
pub mod workshop;

pub mod encode;

pub mod sift;

pub mod store;

pub mod pipeline;

pub mod query;

pub mod remote;

pub mod walk;

pub mod write;

pub mod eval;

pub mod cli;
