//! Lines of a log: what no format of its own prints.

use std::io::{self, Write};

use crate::report::shown::log_line;

/// Writes lines as a log may hold them: whatever words of the data a line holds or begins with, it gives no orders
/// to a workflow runner. What a terminal would obey is to be shown before. The last line is written when it ends.
pub struct LogLines<'o> {
    out: &'o mut dyn Write,
    line: Vec<u8>,
}

impl<'o> LogLines<'o> {
    /// Writes to an output.
    pub fn new(out: &'o mut dyn Write) -> Self {
        Self { out, line: Vec::new() }
    }
}

impl Write for LogLines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend(part);
            if let Some(line) = self.line.strip_suffix(b"\n") {
                writeln!(self.out, "{}", log_line(&String::from_utf8_lossy(line)))?;
                self.line.clear();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_looked_at_as_a_whole() {
        let mut out = Vec::new();
        let mut lines = LogLines::new(&mut out);
        for part in ["a #", "#[error]x\n", ":", ":error::x\n\n  ", "::y\n"] {
            lines.write_all(part.as_bytes()).unwrap();
        }
        let shown = "a ##⟨U+005B⟩error]x\n⟨U+003A⟩:error::x\n\n  ⟨U+003A⟩:y\n";
        assert_eq!(String::from_utf8(out).unwrap(), shown);
    }
}
