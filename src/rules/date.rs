//! When it was.

pub mod month_missing;
pub mod range_reversed;
mod said;
mod sequence;
pub mod weekday_mismatch;
