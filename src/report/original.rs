//! What was judged, as it is known again.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The stretch of a file that an edit was made for: a record, or the beginning of the file.
///
/// Whoever writes the edit asks first whether it still stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Original {
    /// Where the file can be opened again; none for what came on the standard input or from memory.
    pub path: Option<PathBuf>,
    /// The first byte in the file, from 0.
    pub start: u64,
    /// How many bytes.
    pub length: u64,
    digest: [u8; 32],
}

impl Original {
    /// The stretch with these bytes, which begin at byte `start` of the file.
    pub fn new(path: Option<&Path>, start: u64, bytes: &[u8]) -> Self {
        let path = path.map(Path::to_path_buf);
        Self { path, start, length: bytes.len() as u64, digest: Sha256::digest(bytes).into() }
    }

    /// Whether the bytes of a file have it where it was.
    pub fn is_in(&self, file: &[u8]) -> bool {
        let start = usize::try_from(self.start).ok();
        let length = usize::try_from(self.length).ok();
        let range = start.zip(length).and_then(|(start, length)| Some(start..start.checked_add(length)?));
        let now = range.and_then(|range| file.get(range));
        now.is_some_and(|now| self.is_known_by(Sha256::digest(now).into()))
    }

    /// Whether bytes with this digest are those that were judged.
    pub(crate) fn is_known_by(&self, digest: [u8; 32]) -> bool {
        self.digest == digest
    }
}
