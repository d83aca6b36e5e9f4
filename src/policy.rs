//! Which rules speak, at which level, who gives way to whom, and how much one record may say.

pub mod bound;
pub mod ruleset;
pub mod selector;

pub use selector::{RuleLevel, UnknownRule};
