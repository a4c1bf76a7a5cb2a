//! Tacheron turns posts about digital labour into RDF facts that say why.

pub mod model;
pub mod vocab;

pub mod ontology;

pub mod analysis;
pub mod examples;
pub mod extract;
pub mod fold;
pub mod resolve;
pub mod split;
pub mod tag;

pub mod values;

pub mod language;

pub mod read;

pub mod encode;

pub mod store;

pub mod pipeline;

pub mod eval;

pub mod query;

pub mod walk;

pub mod write;

pub mod cli;
