//! A file with its edits made, before it is written.

use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use super::plan::FilePlan;
use super::{EditError, edited};
use crate::report::PreviewSide;
use crate::words::{TextEdit, Untrusted};

/// A file as it is, and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The file.
    pub path: PathBuf,
    /// Its bytes as they were read.
    pub before: Vec<u8>,
    /// Its bytes with the edits made.
    pub after: Vec<u8>,
}

/// A line that goes or comes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangedLine {
    /// Whether it goes or comes.
    pub side: PreviewSide,
    /// Its number from 1, in the file as it is or as it would be.
    pub number: usize,
    /// The line, without its end.
    pub text: Untrusted,
}

impl FilePlan<'_> {
    /// Reads the file and makes the edits in what was read.
    ///
    /// # Errors
    ///
    /// [`EditError::Unreadable`] and [`EditError::NotAFile`]; [`EditError::Changed`] when one of the records is not
    /// where it was judged, or not what it was.
    pub fn draft(&self) -> Result<Draft, EditError> {
        let path = self.path.to_path_buf();
        let before = read(&path)?;
        let mut originals: Vec<_> = self.edits.iter().map(|edit| &edit.original).collect();
        originals.dedup();
        if !originals.iter().all(|original| original.is_in(&before)) {
            return Err(EditError::Changed { path });
        }
        let edits = self.edits.iter().map(|edit| {
            let range = edit.span.start as usize..edit.span.end as usize;
            TextEdit { range, text: edit.text.clone() }
        });
        let edits: Vec<TextEdit> = edits.collect();
        match edited(&before, &edits) {
            Ok(after) => Ok(Draft { path, before, after }),
            Err(cause) => Err(EditError::Unfit { path, cause }),
        }
    }
}

impl Draft {
    /// The lines that go and those that come, in order.
    pub fn preview(&self) -> Vec<ChangedLine> {
        let (before, after) = (String::from_utf8_lossy(&self.before), String::from_utf8_lossy(&self.after));
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let lines = diff.iter_all_changes().filter_map(|line| {
            let (side, index) = match line.tag() {
                ChangeTag::Equal => return None,
                ChangeTag::Delete => (PreviewSide::Before, line.old_index()),
                ChangeTag::Insert => (PreviewSide::After, line.new_index()),
            };
            let text = line.value().trim_end_matches(['\n', '\r']).into();
            Some(ChangedLine { side, number: index.map_or(0, |index| index + 1), text })
        });
        lines.collect()
    }
}

/// The bytes of a regular file. What is none might never end.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, EditError> {
    let unreadable = |cause| EditError::Unreadable { path: path.to_owned(), cause };
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(EditError::NotAFile { path: path.to_owned() });
    }
    std::fs::read(path).map_err(unreadable)
}
