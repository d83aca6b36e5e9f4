//! The lines of files, as they are handed out.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read, Write};

use crate::render::Color;
use crate::report::shown::{at_line_start, file_line};

/// How the lines of files are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileLines {
    /// Byte for byte: for a program that reads them on.
    Bytes,
    /// As a terminal may print them and a runner may log them: for who looks at them.
    Shown(Color),
}

impl FileLines {
    /// Hands out a text.
    pub(super) fn write(self, mut text: impl Read, out: &mut dyn Write) -> io::Result<()> {
        if self == Self::Bytes {
            return io::copy(&mut text, out).map(|_| ());
        }
        let mut text = BufReader::new(text);
        let mut line = Vec::new();
        while text.read_until(b'\n', &mut line)? > 0 {
            writeln!(out, "{}", shown(&line))?;
            line.clear();
        }
        Ok(())
    }
}

/// A line as a terminal may print it, without its end.
pub(super) fn shown(line: &[u8]) -> String {
    let line = file_line(&String::from_utf8_lossy(line));
    match at_line_start(&line) {
        Cow::Borrowed(_) => line,
        Cow::Owned(line) => line,
    }
}
