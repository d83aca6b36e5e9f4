//! How the files of schemas are read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Real = dyn Fn(&Path) -> io::Result<PathBuf> + Send + Sync;
type Bytes = dyn Fn(&Path, u64) -> io::Result<Vec<u8>> + Send + Sync;

/// How the files of schemas are read: from disk by default, or through whoever holds files in their place.
#[derive(Clone)]
pub struct Reader {
    real: Arc<Real>,
    bytes: Arc<Bytes>,
    peek: Arc<Bytes>,
}

impl Reader {
    /// A reader by two functions: the path of a file without links, and its bytes, at most so many and one more.
    pub fn new(
        real: impl Fn(&Path) -> io::Result<PathBuf> + Send + Sync + 'static,
        bytes: impl Fn(&Path, u64) -> io::Result<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        let bytes: Arc<Bytes> = Arc::new(bytes);
        Self { real: Arc::new(real), peek: Arc::clone(&bytes), bytes }
    }

    /// The same, with another function for what is looked into and perhaps not read: who watches what schemas are
    /// read from need not hear of it.
    pub fn peeking(self, peek: impl Fn(&Path, u64) -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self { peek: Arc::new(peek), ..self }
    }

    pub(crate) fn real(&self, path: &Path) -> io::Result<PathBuf> {
        (self.real)(path)
    }

    pub(crate) fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        (self.bytes)(path, most)
    }

    pub(crate) fn peek(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        (self.peek)(path, most)
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new(|path| fs::canonicalize(path), from_disk)
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Reader")
    }
}

/// The bytes of a regular file. A pipe or a device would keep us waiting, or never end.
fn from_disk(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
