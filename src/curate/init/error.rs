//! Why nothing could be proposed, or nothing was written.

use std::path::{Path, PathBuf};

use miette::Diagnostic;

use crate::edit::EditError;
use crate::text::character::show;

/// Why nothing could be proposed for a folder, or nothing was written.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum InitError {
    /// A folder that the system does not let us read.
    #[error("cannot read {}", shown(.path))]
    #[diagnostic(help("see that the folder is there and may be read"))]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// A file where a folder is needed.
    #[error("{} is not a folder", shown(.path))]
    #[diagnostic(help("name the folder that it lies in: a tadqiq.toml is written there"))]
    NotAFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// A folder that has a config already.
    #[error("{} is there already", shown(.config))]
    #[diagnostic(help(
        "nothing is written over it: tadqiq inspect shows how the records are understood by it; move it away to begin anew"
    ))]
    HasConfig {
        /// The config.
        config: PathBuf,
    },
    /// A folder without a file that may hold records.
    #[error("no files of records in the folder {}", shown(.folder))]
    #[diagnostic(help(
        "records are read from .json, .ndjson and .jsonl files; hidden files and those in .gitignore are passed over"
    ))]
    NoFiles {
        /// The folder as given.
        folder: PathBuf,
    },
    /// Files, and no record in them that can be read.
    #[error("no record can be read in the folder {}", shown(.folder))]
    #[diagnostic(help("{}", what_was_found(.found)))]
    NoRecords {
        /// The folder as given.
        folder: PathBuf,
        /// What stands in its files instead, the first few.
        found: Vec<String>,
    },
    /// Files that could not be written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Edit(#[from] EditError),
}

fn what_was_found(found: &[String]) -> String {
    let found: Vec<_> = found.iter().map(|one| show(one)).collect();
    format!("tadqiq check says where each is broken: {}", found.join("; "))
}

/// Paths come from outside: what a terminal would obey in them is shown.
fn shown(path: &Path) -> String {
    show(&path.to_string_lossy()).into_owned()
}
