//! Tacheron turns posts about digital labour into RDF facts that say why.

pub mod model;
pub mod vocab;

pub mod ontology;

pub mod values;

pub mod language;

pub mod read;

pub mod encode;

pub mod store;

pub mod pipeline;

pub mod query;

pub mod walk;

pub mod write;

pub mod cli;
