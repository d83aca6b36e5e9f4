//! What is wrong with a baseline, and where.

use std::path::PathBuf;

use miette::Diagnostic;

use super::shown_path;
use crate::policy::BaselineProblem;

/// What is wrong with a `baseline.ndjson`, and where. No run passes by it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Diagnostic)]
#[error("{}{}: {problem}", shown_path(.path), line.map(|line| format!(":{line}")).unwrap_or_default())]
#[diagnostic(code(tadqiq::baseline), help("{}", problem.way_out()))]
#[non_exhaustive]
pub struct BaselineError {
    /// The path of the file.
    pub path: PathBuf,
    /// The line, from 1; none for the file as a whole.
    pub line: Option<u64>,
    /// What is wrong.
    pub problem: BaselineProblem,
}
