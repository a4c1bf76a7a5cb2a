//! Tools for whoever writes rules: why a rule fired in a sentence or nearly did, and what no rule reads yet.

mod explain;
mod mine;
mod near;

pub use explain::{Explained, Fired, Named, Read, explain};
pub use mine::{Mine, Window};
pub use near::{Lack, Miss, Nearly};
