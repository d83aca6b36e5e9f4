//! A file with its edits made, before it is written.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use super::EditError;
use super::changes::Changes;
use super::copy::copy_changed;
use super::plan::FilePlan;
use crate::report::{Original, PreviewSide};
use crate::words::Untrusted;

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
    /// Reads the file and makes the edits in what was read. File and draft are held in memory: what is only to be
    /// written is better [applied](super::apply).
    ///
    /// # Errors
    ///
    /// [`EditError::Unreadable`] and [`EditError::NotAFile`]; [`EditError::Changed`] when one of the records is not
    /// where it was judged, or not what it was.
    pub fn draft(&self) -> Result<Draft, EditError> {
        let path = self.path.to_path_buf();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let read = open(&path)?.read_to_end(&mut before);
        read.map_err(|cause| EditError::Unreadable { path: path.clone(), cause })?;
        let copied = copy_changed(before.as_slice(), &self.changes(), &self.originals(), &mut after);
        copied.map_err(|error| error.of(&path))?;
        Ok(Draft { path, before, after })
    }

    pub(crate) fn changes(&self) -> Changes {
        Changes::of(&self.edits)
    }

    /// What must still stand in the file.
    pub(crate) fn originals(&self) -> Vec<&Original> {
        let mut originals: Vec<&Original> = self.edits.iter().map(|edit| &*edit.original).collect();
        originals.dedup();
        originals
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

/// Opens a regular file. What is none might never end.
pub(crate) fn open(path: &Path) -> Result<File, EditError> {
    let unreadable = |cause| EditError::Unreadable { path: path.to_owned(), cause };
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(EditError::NotAFile { path: path.to_owned() });
    }
    File::open(path).map_err(unreadable)
}
