//! What the shell and the process that works for it say to each other: a line of JSON each.

use serde::{Deserialize, Serialize};

/// What the shell asks for.
#[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
pub enum Request {
    /// Runs a verb with these arguments; what it prints goes where the shell prints.
    Run(Vec<String>),
    /// Names of entities that start so, folded ([`crate::query::names::fold`]).
    Names { start: String },
    /// Prefixed names of properties, classes and other terms that start so.
    Terms { start: String },
}

/// What comes back.
#[derive(Serialize, Deserialize, PartialEq, Eq, Debug)]
pub enum Reply {
    /// The exit code of the verb.
    Ended(u8),
    Names(Vec<Name>),
    Terms(Vec<String>),
}

/// A name of an entity.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// As it is written.
    pub name: String,
    pub iri: String,
    /// By which to tell it from others: its label, its class and its id.
    pub shown: String,
}
