//! Tacheron turns posts about digital labour into RDF facts that say why.

pub mod cli;
pub mod model;
pub mod values;
pub mod vocab;

pub mod ontology;
