//! Which rules speak, at which level, who gives way to whom, what a curator accepts, what stood before,
//! and how much a record, a file and a run may say.

pub mod baseline;
pub mod bound;
pub mod decisions;
pub mod ruleset;
pub mod selector;

pub use baseline::BaselineProblem;
pub use decisions::DecisionProblem;
pub(crate) use ruleset::LevelGround;
pub use selector::{RuleLevel, UnknownRule};

/// Whether a line of a file of ours is one that git writes where two changes contradict each other.
fn is_mark_of_a_merge(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark))
}

/// What is wrong with JSON, without the line: serde_json knows of no other.
fn said_of_a_line(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let (problem, _) = said.rsplit_once(" at line ").unwrap_or((said.as_str(), ""));
    format!("{problem} at column {}", error.column())
}
