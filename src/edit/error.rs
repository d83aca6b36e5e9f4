//! Why files were not written.

use std::path::{Path, PathBuf};

use miette::Diagnostic;

use super::TextEditError;
use super::copy::CopyError;
use crate::text::character::show;

/// Why files were not written. Unless it says otherwise, none was.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[non_exhaustive]
pub enum EditError {
    /// A file that is not what was judged any more.
    #[error("{} was changed since it was checked", shown(.path))]
    #[diagnostic(help("check it again: what was found may stand elsewhere by now"))]
    Changed {
        /// Its path.
        path: PathBuf,
    },
    /// A file that the system does not let us read.
    #[error("cannot read {}", shown(.path))]
    #[diagnostic(help("see that it is still there and may be read"))]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// A pipe, a device, a folder.
    #[error("{} is not a file", shown(.path))]
    #[diagnostic(help("only files are written"))]
    NotAFile {
        /// Its path.
        path: PathBuf,
    },
    /// A file that has other names too, which would keep the old contents.
    #[error("{} has {names} names (hard links), and would be another file under one of them only", shown(.path))]
    #[diagnostic(help("make it a file of its own first: copy it, and move the copy to its place"))]
    HardLinked {
        /// Its path.
        path: PathBuf,
        /// How many names it has.
        names: u64,
    },
    /// A file that may not be written.
    #[error("{} is read-only", shown(.path))]
    #[diagnostic(help("allow it to be written, if it is meant to be"))]
    ReadOnly {
        /// Its path.
        path: PathBuf,
    },
    /// A file that somebody else is writing in this moment.
    #[error("{} is being written by another program", shown(.path))]
    #[diagnostic(help("let it finish, then check the file again"))]
    Busy {
        /// Its path.
        path: PathBuf,
    },
    /// A file that the system does not let us write.
    #[error("cannot write {}", shown(.path))]
    #[diagnostic(help(
        "see that its folder may be written to and has room: the new file is made beside the old one"
    ))]
    Unwritable {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// A file that is there already, where a new one should be.
    #[error("{} is there already, and nothing is written over it", shown(.path))]
    #[diagnostic(help("move it away, or keep it and do without the new one; nothing was written"))]
    Exists {
        /// Its path.
        path: PathBuf,
    },
    /// Two of the files to be written are one.
    #[error("{} and {} are one file", shown(.path), shown(.other))]
    #[diagnostic(help("check it by one of its paths only"))]
    SameFile {
        /// The one path.
        path: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// Edits that cannot be made in the file.
    #[error("the edits of {} do not fit it", shown(.path))]
    #[diagnostic(help("this is a defect of tadqiq, or of the rule that offers them: please report it"))]
    Unfit {
        /// Its path.
        path: PathBuf,
        /// What does not fit.
        #[source]
        cause: TextEditError,
    },
    /// Some files were written already when another could not be.
    #[error("{}, the others were not", those_written(.written))]
    #[diagnostic(help("see to the file that could not be written, then check all again"))]
    Partly {
        /// Those that were written.
        written: Vec<PathBuf>,
        /// Why the next one was not.
        #[source]
        cause: Box<EditError>,
    },
}

impl EditError {
    /// The file that could not be written.
    pub fn path(&self) -> &Path {
        match self {
            Self::Changed { path }
            | Self::Unreadable { path, .. }
            | Self::NotAFile { path }
            | Self::HardLinked { path, .. }
            | Self::ReadOnly { path }
            | Self::Busy { path }
            | Self::Unwritable { path, .. }
            | Self::Exists { path }
            | Self::SameFile { path, .. }
            | Self::Unfit { path, .. } => path,
            Self::Partly { cause, .. } => cause.path(),
        }
    }
}

/// "a.ndjson and b.ndjson were written"
fn those_written(files: &[PathBuf]) -> String {
    const MOST_NAMED: usize = 5;
    let mut names: Vec<String> = files.iter().take(MOST_NAMED).map(|path| shown(path)).collect();
    if files.len() > MOST_NAMED {
        names.push(format!("{} more files", files.len() - MOST_NAMED));
    }
    let last = names.pop().unwrap_or_default();
    match names.is_empty() {
        true => format!("{last} was written"),
        false => format!("{} and {last} were written", names.join(", ")),
    }
}

/// What goes wrong while a copy is made room for.
impl From<std::io::Error> for CopyError {
    fn from(cause: std::io::Error) -> Self {
        Self::Unwritable(cause)
    }
}

impl CopyError {
    /// What it says of a file.
    pub(crate) fn of(self, path: &Path) -> EditError {
        let path = path.to_owned();
        match self {
            Self::Changed => EditError::Changed { path },
            Self::Unfit(cause) => EditError::Unfit { path, cause },
            Self::Unreadable(cause) => EditError::Unreadable { path, cause },
            Self::Unwritable(cause) => EditError::Unwritable { path, cause },
        }
    }
}

/// Paths come from outside: what a terminal would obey in them is shown.
fn shown(path: &Path) -> String {
    show(&path.to_string_lossy()).into_owned()
}
