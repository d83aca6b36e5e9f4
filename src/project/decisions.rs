//! The decisions of a project, loaded with the config that they stand beside.

use std::path::Path;

use super::Error;
use super::files::Files;
use super::own_files::{UnfitFile, read_beside};
use crate::policy::DecisionProblem;
use crate::policy::decisions::Decisions;
use crate::project::error::DecisionsError;
use crate::rule::Rules;

/// So many bytes are read of decisions. A hundred thousand are 40 MB.
pub const MOST_BYTES: u64 = 1 << 26;

/// The decisions of a file; none where there is no such file.
///
/// # Errors
///
/// [`Error::Decisions`] for a line that is no decision, and for what is no file; [`Error::Unreadable`].
pub fn load_decisions(path: &Path, files: &Files, rules: &Rules) -> Result<Option<Decisions>, Error> {
    let bytes = read_decisions(path, files)?;
    bytes.map(|bytes| parse_decisions(path, &bytes, rules)).transpose()
}

/// The decisions that the bytes of a file are.
///
/// # Errors
///
/// [`Error::Decisions`] for a line that is no decision.
pub fn parse_decisions(path: &Path, bytes: &[u8], rules: &Rules) -> Result<Decisions, Error> {
    Decisions::read(bytes, rules).map_err(|(line, problem)| wrong(path, Some(line), problem))
}

/// The bytes of a file of decisions; none where there is no such file.
///
/// # Errors
///
/// Those of [`load_decisions`].
pub fn read_decisions(path: &Path, files: &Files) -> Result<Option<Vec<u8>>, Error> {
    read_beside(path, files, MOST_BYTES).map_err(|unfit| match unfit {
        UnfitFile::NotAFile(kind) => wrong(path, None, DecisionProblem::NotAFile(kind)),
        UnfitFile::TooLarge => wrong(path, None, DecisionProblem::TooLarge { most: MOST_BYTES }),
        UnfitFile::Other(error) => *error,
    })
}

fn wrong(path: &Path, line: Option<u64>, problem: DecisionProblem) -> Error {
    Error::Decisions(Box::new(DecisionsError { path: path.to_owned(), line, problem }))
}
