//! How well extraction does against texts that a person has annotated: precision, recall and F1.
//!
//! Gold files say what a text names and states; [`score`] counts what was found of it, what was found
//! besides, and what was missed. A gold entity is found where its name or one of its other forms is (case,
//! accents, punctuation and a leading article aside) with one of its types; a fact where subject, predicate
//! and object are.

mod calibration;
mod gold;
mod name;
mod score;
mod tally;

pub use calibration::{Calibration, Record};
pub use gold::{Gold, GoldError, load};
pub use name::same_name;
pub use score::{By, Document, Scores, score};
pub use tally::Tally;
