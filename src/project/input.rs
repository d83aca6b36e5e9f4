//! The only place that reads files.
//!
//! Plain reads at offsets, never a memory map: a file that shrinks under a map kills the process,
//! under a read it is a fault. A file is opened once and judged by its handle.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::notation::Notation;
use crate::project::error::Error;
use crate::project::spool::SpooledText;
use crate::record::digest::LastingDigest;

pub use self::blocks::{Block, BlockPart, BlockReader, BlockSizes};

pub(super) use self::positioned::read_exact_at;

mod blocks;
mod positioned;

/// A file that holds one value is read as a whole, up to this many bytes.
pub const MOST_BYTES_AT_ONCE: u64 = 1 << 30;

/// Where bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In a file.
    Path(PathBuf),
    /// On the standard input.
    Stdin,
}

/// An open file of a run.
#[derive(Debug)]
pub struct Input {
    path: PathBuf,
    bytes: Bytes,
    notation: Notation,
    stamp: Stamp,
}

/// Where the bytes of an open file are.
#[derive(Debug)]
enum Bytes {
    Disk(File),
    Memory(Arc<[u8]>),
    Spooled(SpooledText),
}

/// The whole of a file, or why it is not held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whole {
    /// Its bytes, a byte order mark included.
    Bytes(Vec<u8>),
    /// It is larger than the bound that was given.
    TooLarge {
        /// Its size in bytes.
        length: u64,
    },
}

/// What tells that a file is still the one that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

impl Input {
    /// Opens a file. Standard input is first copied to a temporary file, which has no name and goes
    /// with the process, so that it too can be read again at any place. Without a notation, its text
    /// decides.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchFile`], [`Error::Unreadable`], or [`Error::NotAFile`] for pipes, devices and
    /// sockets.
    pub fn open(location: &Location, notation: Option<Notation>) -> Result<Self, Error> {
        match location {
            Location::Path(path) => Self::new(path, open_file(path)?, notation),
            Location::Stdin => Self::spool(Path::new("-"), io::stdin().lock(), notation),
        }
    }

    /// Copies a stream to a temporary file and opens that; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`], when the stream breaks or there is no room for the copy.
    pub fn spool(name: &Path, mut stream: impl Read, notation: Option<Notation>) -> Result<Self, Error> {
        let unreadable = |cause| Error::Unreadable { path: name.to_owned(), cause };
        let mut file = tempfile::tempfile().map_err(unreadable)?;
        io::copy(&mut stream, &mut file).map_err(unreadable)?;
        Self::new(name, file, notation)
    }

    /// A text in memory; `path` is what messages call it.
    ///
    /// # Errors
    ///
    /// None that a text in memory gives cause for.
    pub fn of_memory(path: &Path, text: Arc<[u8]>, notation: Option<Notation>) -> Result<Self, Error> {
        let stamp = Stamp { length: text.len() as u64, modified: None };
        Self::with_stamp(path, Bytes::Memory(text), stamp, notation)
    }

    /// A text that was spooled; `path` is what messages call it.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`], when the spool breaks.
    pub fn of_spool(path: &Path, text: SpooledText, notation: Option<Notation>) -> Result<Self, Error> {
        let stamp = Stamp { length: text.length(), modified: None };
        Self::with_stamp(path, Bytes::Spooled(text), stamp, notation)
    }

    fn new(path: &Path, file: File, notation: Option<Notation>) -> Result<Self, Error> {
        let unreadable = |cause| Error::Unreadable { path: path.to_owned(), cause };
        let stamp = Stamp::of(&file.metadata().map_err(unreadable)?);
        Self::with_stamp(path, Bytes::Disk(file), stamp, notation)
    }

    fn with_stamp(
        path: &Path,
        bytes: Bytes,
        stamp: Stamp,
        notation: Option<Notation>,
    ) -> Result<Self, Error> {
        let mut input = Self { path: path.to_owned(), bytes, notation: Notation::default(), stamp };
        input.notation = match notation {
            Some(notation) => notation,
            None => input.notation_of_text()?,
        };
        Ok(input)
    }

    /// How its records are written.
    pub fn notation(&self) -> Notation {
        self.notation
    }

    /// Its size in bytes when it was opened.
    pub fn length(&self) -> u64 {
        self.stamp.length
    }

    /// The whole file, unless it has more than `most` bytes.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] and [`Error::Changed`].
    pub fn read_whole(&self, most: u64) -> Result<Whole, Error> {
        if self.stamp.length > most {
            return Ok(Whole::TooLarge { length: self.stamp.length });
        }
        let bytes = self.read_range(0, self.stamp.length)?;
        Ok(Whole::Bytes(bytes))
    }

    /// A range of its bytes: `length` bytes from `start`.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`]; [`Error::Changed`] when the range is not there, or the file is no
    /// longer the one that was opened.
    pub fn read_range(&self, start: u64, length: u64) -> Result<Vec<u8>, Error> {
        // Asked first: a length from elsewhere must not size an allocation unseen.
        if start.checked_add(length).is_none_or(|end| end > self.stamp.length) {
            return Err(Error::Changed { path: self.path.clone() });
        }
        let mut bytes = Vec::new();
        self.append(start, length, &mut bytes)?;
        self.check_unchanged()?;
        Ok(bytes)
    }

    /// The digest of all its bytes.
    ///
    /// # Errors
    ///
    /// Those of [`read_range`](Self::read_range).
    pub fn digest(&self) -> Result<[u8; 16], Error> {
        const AT_ONCE: u64 = 1 << 18;
        let mut digest = LastingDigest::default();
        for start in (0..self.stamp.length).step_by(AT_ONCE as usize) {
            digest.add(&self.read_range(start, AT_ONCE.min(self.stamp.length - start))?);
        }
        Ok(digest.finish())
    }

    /// Its lines in blocks; see [`BlockReader`].
    pub fn blocks(&self, sizes: BlockSizes) -> BlockReader<'_> {
        BlockReader::new(self, sizes)
    }

    /// Whether it is one record, or each of its lines is: whether it is no list of them.
    ///
    /// # Errors
    ///
    /// Those of [`read_range`](Self::read_range).
    pub fn begins_one_record(&self) -> Result<bool, Error> {
        const ENOUGH: u64 = 4096;
        let beginning = self.read_range(0, self.stamp.length.min(ENOUGH))?;
        Ok(self.notation.begins_one_record(&beginning))
    }

    /// Whether it is still the file that was opened, by size and time of change.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`] when it is not.
    pub fn check_unchanged(&self) -> Result<(), Error> {
        let Bytes::Disk(file) = &self.bytes else { return Ok(()) };
        let now = file.metadata().map_err(|cause| self.unreadable(cause))?;
        if Stamp::of(&now) == self.stamp { Ok(()) } else { Err(Error::Changed { path: self.path.clone() }) }
    }

    /// Appends `length` bytes from `start`, all of which must be there.
    fn append(&self, start: u64, length: u64, bytes: &mut Vec<u8>) -> Result<(), Error> {
        let out_of_memory = || self.unreadable(io::Error::from(io::ErrorKind::OutOfMemory));
        let length = usize::try_from(length).map_err(|_| out_of_memory())?;
        bytes.try_reserve_exact(length).map_err(|_| out_of_memory())?;
        let held = bytes.len();
        bytes.resize(held + length, 0);
        let Some(room) = bytes.get_mut(held..) else { return Ok(()) };
        let changed = || Error::Changed { path: self.path.clone() };
        match &self.bytes {
            Bytes::Memory(text) => {
                let from = usize::try_from(start).unwrap_or(usize::MAX);
                let held = text.get(from..).and_then(|rest| rest.get(..length)).ok_or_else(changed)?;
                room.copy_from_slice(held);
                Ok(())
            }
            Bytes::Spooled(text) => text.read_exact_at(room, start).map_err(|cause| self.unreadable(cause)),
            Bytes::Disk(file) => {
                positioned::read_exact_at(file, room, start).map_err(|cause| match cause.kind() {
                    io::ErrorKind::UnexpectedEof => changed(),
                    _ => self.unreadable(cause),
                })
            }
        }
    }

    /// The notation of a text without a name: its beginning says it.
    fn notation_of_text(&self) -> Result<Notation, Error> {
        const ENOUGH: u64 = 1024 * 1024;
        Ok(Notation::of_text(&self.read_range(0, self.stamp.length.min(ENOUGH))?))
    }

    fn unreadable(&self, cause: io::Error) -> Error {
        Error::Unreadable { path: self.path.clone(), cause }
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// Opens a regular file for reading, and nothing else.
pub(crate) fn open_file(path: &Path) -> Result<File, Error> {
    let unreadable = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => Error::NoSuchFile { path: path.to_owned(), nearest: None },
        _ => Error::Unreadable { path: path.to_owned(), cause },
    };
    // Opening a pipe waits for its writer, so its kind is asked before; the handle is asked again,
    // because the name may lead elsewhere by then.
    regular(path, &std::fs::metadata(path).map_err(unreadable)?)?;
    let file = File::open(path).map_err(unreadable)?;
    regular(path, &file.metadata().map_err(unreadable)?)?;
    not_of_the_system(path)?;
    Ok(file)
}

fn regular(path: &Path, metadata: &Metadata) -> Result<(), Error> {
    match irregular(metadata) {
        None => Ok(()),
        Some(kind) => Err(Error::NotAFile { path: path.to_owned(), kind }),
    }
}

/// What the system makes up as it is read, of processes and devices, is called a file there, and is none.
fn not_of_the_system(path: &Path) -> Result<(), Error> {
    let Ok(real) = std::fs::canonicalize(path) else { return Ok(()) };
    if cfg!(unix) && ["/proc", "/sys"].iter().any(|folder| real.starts_with(folder)) {
        return Err(Error::NotAFile { path: path.to_owned(), kind: "a file that the system makes up" });
    }
    Ok(())
}

/// What it is, if it is not a file.
fn irregular(metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        return None;
    }
    if metadata.is_dir() {
        return Some("a folder");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = metadata.file_type();
        if kind.is_fifo() {
            return Some("a pipe");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
    }
    Some("a device")
}

#[cfg(test)]
mod tests;
