//! Values that stand in running text, read into numbers and dates.

pub mod date;
pub mod number;
