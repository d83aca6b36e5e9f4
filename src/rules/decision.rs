//! Does what a curator decided still hold?

pub mod expired;
pub mod stale;

/// The family: what is wrong with a decision is settled by none.
pub const FAMILY: &str = "decision";
