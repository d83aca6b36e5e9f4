//! Texts that stand in the place of files, in one temporary file: it has no name, and goes with the process.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use super::input::read_exact_at;

/// A temporary file that texts are put into, one behind another.
#[derive(Debug)]
pub struct Spool {
    file: Arc<File>,
    length: u64,
}

/// A text in a spool. A handle: copy it freely.
#[derive(Debug, Clone)]
pub struct SpooledText {
    file: Arc<File>,
    start: u64,
    length: u64,
}

impl Spool {
    /// An empty one.
    ///
    /// # Errors
    ///
    /// Where there is no place for temporary files.
    pub fn new() -> io::Result<Self> {
        Ok(Self { file: Arc::new(tempfile::tempfile()?), length: 0 })
    }

    /// Puts a text into it, which `fill` writes, and what that gives.
    ///
    /// # Errors
    ///
    /// Those of `fill`, and where there is no room.
    pub fn add<T, E: From<io::Error>>(
        &mut self,
        fill: impl FnOnce(&mut dyn Write) -> Result<T, E>,
    ) -> Result<(SpooledText, T), E> {
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.length))?;
        let mut out = BufWriter::new(file);
        let filled = fill(&mut out)?;
        out.flush()?;
        drop(out);
        let start = self.length;
        self.length = file.stream_position()?;
        let text = SpooledText { file: Arc::clone(&self.file), start, length: self.length - start };
        Ok((text, filled))
    }
}

impl SpooledText {
    /// Its size in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Its bytes from `at` on, which must be there.
    pub fn read_exact_at(&self, room: &mut [u8], at: u64) -> io::Result<()> {
        if at.checked_add(room.len() as u64).is_none_or(|end| end > self.length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        read_exact_at(&self.file, room, self.start + at)
    }

    /// Its bytes, at most so many.
    pub fn bytes(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(self.length.min(most)).unwrap_or(usize::MAX)];
        self.read_exact_at(&mut bytes, 0)?;
        Ok(bytes)
    }

    /// Reads it from its beginning.
    pub fn reader(&self) -> impl Read + use<> {
        SpoolReader { text: self.clone(), at: 0 }
    }
}

struct SpoolReader {
    text: SpooledText,
    at: u64,
}

impl Read for SpoolReader {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.text.length - self.at).unwrap_or(usize::MAX);
        let count = room.len().min(left);
        let Some(room) = room.get_mut(..count) else { return Ok(0) };
        self.text.read_exact_at(room, self.at)?;
        self.at += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_read_from_its_own_beginning_to_its_own_end() {
        let mut spool = Spool::new().unwrap();
        let mut add = |text: &str| spool.add(|out| out.write_all(text.as_bytes())).unwrap().0;
        let (one, none, two) = (add("one text"), add(""), add("another"));
        for (text, expected) in [(&one, "one text"), (&none, ""), (&two, "another"), (&one, "one text")] {
            let mut read = String::new();
            text.reader().read_to_string(&mut read).unwrap();
            assert_eq!(read, expected);
            assert_eq!(
                (text.length(), text.bytes(99).unwrap().as_slice()),
                (expected.len() as u64, expected.as_bytes())
            );
        }
        assert_eq!(one.bytes(3).unwrap(), b"one");
        assert!(one.read_exact_at(&mut [0; 4], 6).is_err(), "the next text is none of its own");
    }

    #[test]
    fn a_text_that_could_not_be_written_takes_no_room() {
        let mut spool = Spool::new().unwrap();
        let half: io::Result<(SpooledText, ())> = spool.add(|out| {
            out.write_all(&[b'x'; 1 << 16])?;
            Err(io::ErrorKind::Other.into())
        });
        assert!(half.is_err());
        let (text, ()) = spool.add(|out| out.write_all(b"whole")).unwrap();
        assert_eq!(text.bytes(99).unwrap(), b"whole");
    }
}
