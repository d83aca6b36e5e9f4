//! Does what a curator decided still hold?

pub mod expired;
pub mod stale;
