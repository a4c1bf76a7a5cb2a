//! Classes, properties, names and rules, loaded and checked from `ontology/` and from a user's own folder.

mod declare;
pub mod schema;
mod statement;
mod turtle;
