//! What of a project is asked for.

use std::path::PathBuf;
use std::sync::Arc;

/// What to check.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject {
    /// Files, folders, globs, and `-` for the standard input.
    Paths {
        /// The paths, as given; the current folder when there is none.
        paths: Vec<PathBuf>,
        /// What the standard input is called.
        stdin_name: Option<PathBuf>,
    },
    /// A text in memory.
    Text {
        /// What the report calls it; its ending says how its records are written (`.ndjson`: a record a line).
        name: String,
        /// The text. Bytes, for whoever cannot promise that they are UTF-8.
        text: Arc<[u8]>,
    },
}

impl Subject {
    /// Files, folders and globs.
    pub fn paths<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self::Paths { paths: paths.into_iter().map(Into::into).collect(), stdin_name: None }
    }

    /// A text that is called `name`, whose ending says how its records are written (`.ndjson`: a record a line).
    pub fn text(name: &str, text: impl AsRef<[u8]>) -> Self {
        Self::Text { name: name.to_owned(), text: text.as_ref().into() }
    }

    /// One record.
    pub fn record(text: impl AsRef<[u8]>) -> Self {
        Self::text("record.json", text)
    }
}
