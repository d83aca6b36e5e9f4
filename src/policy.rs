//! Which rules speak, at which level, who gives way to whom, what a curator accepts, and how much a record, a file and a
//! run may say.

pub mod bound;
pub mod decisions;
pub mod ruleset;
pub mod selector;

pub use decisions::DecisionProblem;
pub(crate) use ruleset::LevelGround;
pub use selector::{RuleLevel, UnknownRule};
