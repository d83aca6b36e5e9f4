//! Why a task was not done.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a task was not done. Nothing was written then, unless writing is what failed.
#[derive(Debug)]
pub enum TaskError {
    /// The words are no task.
    Usage {
        /// Those that are.
        usage: &'static str,
    },
    /// A rule cannot be called so.
    IdIllFormed {
        /// The name as given.
        id: String,
    },
    /// A word of the name means something else: to Rust, or to who selects rules.
    WordTaken {
        /// The word.
        word: String,
    },
    /// A rule is called so, or was.
    IdTaken {
        /// The name.
        id: String,
        /// Where that is said.
        file: PathBuf,
    },
    /// A file does not look as it has to for a line to be put into it.
    Unexpected {
        /// The file.
        file: PathBuf,
        /// What it lacks.
        lacks: &'static str,
    },
    /// A file could not be read or written.
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// What stands here is no release yet.
    NotReady {
        /// What is still to do, a sentence each.
        due: Vec<String>,
    },
    /// Cargo could not be started.
    Cargo {
        /// Why.
        cause: io::Error,
    },
}

impl TaskError {
    /// What failed of a file.
    pub fn of_file(file: &Path) -> impl FnOnce(io::Error) -> Self {
        let file = file.to_owned();
        move |cause| Self::File { file, cause }
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage { usage } => write!(formatter, "these are the tasks:\n\n{usage}"),
            Self::IdIllFormed { id } => write!(
                formatter,
                "a rule cannot be called {id:?}: it is FAMILY/DEFECT in small letters, digits and single hyphens, \
                 as date/month-missing"
            ),
            Self::WordTaken { word } => {
                write!(formatter, "a rule cannot be called by {word:?}: it means something else")
            }
            Self::IdTaken { id, file } => write!(formatter, "{id} is taken: see {}", file.display()),
            Self::Unexpected { file, lacks } => write!(formatter, "{} has no {lacks}", file.display()),
            Self::File { file, cause } => write!(formatter, "{}: {cause}", file.display()),
            Self::NotReady { due } => write!(formatter, "this is no release yet:\n  {}", due.join("\n  ")),
            Self::Cargo { cause } => write!(formatter, "cargo does not start: {cause}"),
        }
    }
}

impl Error for TaskError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::File { cause, .. } | Self::Cargo { cause } => Some(cause),
            _ => None,
        }
    }
}
