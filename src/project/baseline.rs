//! The baseline of a project, loaded with the config that it stands beside.

use std::path::Path;

use super::Error;
use super::error::BaselineError;
use super::files::Files;
use super::own_files::{UnfitFile, read_beside};
use crate::policy::BaselineProblem;
use crate::policy::baseline::Baseline;

/// So many bytes are read of a baseline. A million findings are 200 MB.
const MOST_BYTES: u64 = 1 << 28;

/// The baseline of a file, and its bytes; none where there is no such file.
///
/// # Errors
///
/// [`Error::Baseline`] for a line that is none of a baseline, and for what is no file; [`Error::Unreadable`].
pub fn load_baseline(path: &Path, files: &Files) -> Result<Option<(Baseline, Vec<u8>)>, Error> {
    let wrong =
        |line, problem| Error::Baseline(Box::new(BaselineError { path: path.to_owned(), line, problem }));
    let bytes = read_beside(path, files, MOST_BYTES).map_err(|unfit| match unfit {
        UnfitFile::NotAFile(kind) => wrong(None, BaselineProblem::NotAFile(kind)),
        UnfitFile::TooLarge => wrong(None, BaselineProblem::TooLarge { most: MOST_BYTES }),
        UnfitFile::Other(error) => *error,
    })?;
    let Some(bytes) = bytes else { return Ok(None) };
    let baseline = Baseline::read(&bytes).map_err(|(line, problem)| wrong(Some(line), problem))?;
    Ok(Some((baseline, bytes)))
}
