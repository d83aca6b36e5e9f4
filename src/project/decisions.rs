//! The decisions of a project, loaded with the config that they stand beside.

use std::path::{Path, PathBuf};

use super::config::{Config, ConfigChoice};
use super::files::Files;
use super::own_files::DECISIONS_NAME;
use super::{Error, Options};
use crate::policy::DecisionProblem;
use crate::policy::decisions::Decisions;
use crate::project::error::DecisionsError;
use crate::rule::Rules;

/// So many bytes are read of decisions. A hundred thousand are 40 MB.
pub const MOST_BYTES: u64 = 1 << 26;

/// Where the decisions on what stands under a config are: beside it; without one, in the root of the project. None
/// where no config was asked for.
pub fn path_of_decisions(config: &Config, options: &Options) -> Option<PathBuf> {
    let folder = match (config.folder(), &options.config) {
        (Some(folder), _) => folder,
        (None, ConfigChoice::Isolated) => return None,
        (None, _) => &options.root,
    };
    let is_here = folder == Path::new(".") || folder.as_os_str().is_empty();
    Some(if is_here { PathBuf::from(DECISIONS_NAME) } else { folder.join(DECISIONS_NAME) })
}

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
    // A link that leads nowhere is there, and cannot be read.
    if !files.is_anything(path) {
        files.note(path, &[]);
        return Ok(None);
    }
    let bytes = files.read(path, MOST_BYTES).map_err(|error| match error {
        Error::NotAFile { kind, .. } => wrong(path, None, DecisionProblem::NotAFile(kind)),
        Error::NoSuchFile { path, .. } => {
            Error::Unreadable { path, cause: std::io::ErrorKind::NotFound.into() }
        }
        other => other,
    })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(wrong(path, None, DecisionProblem::TooLarge { most: MOST_BYTES }));
    }
    Ok(Some(bytes))
}

fn wrong(path: &Path, line: Option<u64>, problem: DecisionProblem) -> Error {
    Error::Decisions(Box::new(DecisionsError { path: path.to_owned(), line, problem }))
}
