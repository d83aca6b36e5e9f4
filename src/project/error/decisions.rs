//! What is wrong with a curator's decisions, and where.

use std::path::PathBuf;

use miette::Diagnostic;

use super::shown_path;
use crate::policy::DecisionProblem;

/// What is wrong with a `decisions.ndjson`, and where. None of its decisions counts until it is mended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Diagnostic)]
#[error("{}{}: {problem}", shown_path(.path), line.map(|line| format!(":{line}")).unwrap_or_default())]
#[diagnostic(code(tadqiq::decisions), help("{}", problem.way_out()))]
#[non_exhaustive]
pub struct DecisionsError {
    /// The path of the file.
    pub path: PathBuf,
    /// The line, from 1; none for the file as a whole.
    pub line: Option<u64>,
    /// What is wrong.
    pub problem: DecisionProblem,
}
