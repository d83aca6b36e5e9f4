//! What kind of error it is: what a program wants to tell apart.

use super::{Error, GitError};
use crate::edit::EditError;

/// What a program wants to tell apart in an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// What was asked for is not there: a path that leads nowhere, a glob that nothing matches, a folder without
    /// records.
    NotFound,
    /// It is there and cannot be read: no right to, a pipe, a folder in a file's place, a file of a kind unknown.
    Unreadable,
    /// A file was changed between two looks at it: check again.
    Changed,
    /// A file cannot be written.
    Unwritable,
    /// A `tadqiq.toml` says what none may say, or a `decisions.ndjson`.
    Config,
    /// A schema is unknown, or cannot be judged by.
    Schema,
    /// A rule is unknown, or cannot run beside the others.
    Rule,
    /// What was asked for makes no sense: a glob that is none, an output format that is unknown, a cause that is none, a file that does
    /// not lie in the project.
    Request,
}

impl Error {
    /// Its kind.
    ///
    /// ```
    /// use tadqiq::{ErrorKind, Options, SchemaName, Subject};
    ///
    /// let schema = Some(SchemaName::Bundled("meetnig".to_owned()));
    /// let error = tadqiq::check(&Subject::record("{}"), &Options { schema, ..Options::default() }).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Schema);
    /// assert_eq!(error.way_out().as_deref(), Some("did you mean meeting?"));
    /// ```
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NoSuchFile { .. }
            | Self::NothingMatches { .. }
            | Self::NoRecords { .. }
            | Self::EmptyCollection { .. }
            | Self::NoSuchRecord { .. } => ErrorKind::NotFound,
            Self::NotAFile { .. }
            | Self::NotAFolder { .. }
            | Self::UnknownFileType { .. }
            | Self::Compressed { .. }
            | Self::BrokenRecord { .. }
            | Self::LeadsOut { .. }
            | Self::NotAnIgnoreFile { .. }
            | Self::Unreadable { .. } => ErrorKind::Unreadable,
            Self::Changed { .. } => ErrorKind::Changed,
            Self::Unwritable { .. } => ErrorKind::Unwritable,
            Self::Config(_)
            | Self::Decisions(_)
            | Self::Baseline(_)
            | Self::NotAConfig { .. }
            | Self::ClaimedTwice { .. } => ErrorKind::Config,
            Self::Schema { .. } | Self::UnknownSchema { .. } => ErrorKind::Schema,
            Self::UnknownRule(_) | Self::Rules(_) => ErrorKind::Rule,
            Self::Edit(error) => of_edit(error),
            Self::Git(error) => of_git(error),
            Self::Id(_)
            | Self::OutputIsInput { .. }
            | Self::NotAGlob { .. }
            | Self::OutsideOfProject { .. }
            | Self::Unclaimed { .. }
            | Self::IsASchema { .. }
            | Self::OwnFile { .. }
            | Self::UnknownFormat { .. } => ErrorKind::Request,
        }
    }
}

fn of_git(error: &GitError) -> ErrorKind {
    match error {
        GitError::NoRepository { .. }
        | GitError::NoCommit { .. }
        | GitError::UnknownRevision { .. }
        | GitError::Shallow { .. }
        | GitError::NotFetched { .. } => ErrorKind::NotFound,
        GitError::NoGit { .. }
        | GitError::Bare { .. }
        | GitError::NotTrusted { .. }
        | GitError::Unmerged { .. }
        | GitError::Failed { .. } => ErrorKind::Unreadable,
        GitError::Ambiguous { .. }
        | GitError::NotARevision { .. }
        | GitError::OutsideOfRepository { .. }
        | GitError::NoPast => ErrorKind::Request,
        GitError::PastNotJudged { cause, .. } => cause.kind(),
    }
}

/// Only what says that the file is another now helps by checking again; where some files were written, the cause of
/// the others says what to do.
fn of_edit(error: &EditError) -> ErrorKind {
    match error {
        EditError::Changed { .. } | EditError::Busy { .. } => ErrorKind::Changed,
        EditError::Unreadable { .. } | EditError::NotAFile { .. } => ErrorKind::Unreadable,
        EditError::HardLinked { .. }
        | EditError::ReadOnly { .. }
        | EditError::Unwritable { .. }
        | EditError::Exists { .. }
        | EditError::SameFile { .. }
        | EditError::Unfit { .. } => ErrorKind::Unwritable,
        EditError::Partly { cause, .. } => of_edit(cause),
    }
}
