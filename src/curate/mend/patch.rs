//! What mending changes, as a patch.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::lines::{FileLines, shown};
use super::{MendedText, Mending};
use crate::edit::{DiffLine, diff, open};
use crate::project::error::Error;
use crate::render::{in_color, paint};
use crate::text::character::needs_showing;

impl Mending {
    /// Prints what changes as a unified diff, the files by their paths; nothing where nothing does. `stdin_name` is what the
    /// standard input is called.
    ///
    /// # Errors
    ///
    /// Files that cannot be read any more, and what the output says.
    pub fn write_patch(
        &self,
        stdin_name: &Path,
        lines: FileLines,
        out: &mut dyn Write,
    ) -> Result<io::Result<()>, Error> {
        for (path, text) in &self.files {
            let came = self.stdin.as_ref().filter(|_| self.is_stdin(path));
            let (name, before): (&Path, Box<dyn Read>) = match came {
                Some(came) => (stdin_name, Box::new(came.reader())),
                None => (path, Box::new(open(path)?)),
            };
            if let Err(error) = write_file(name, before, text, lines, out) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }
}

fn write_file(
    name: &Path,
    before: impl Read,
    text: &MendedText,
    lines: FileLines,
    out: &mut dyn Write,
) -> io::Result<()> {
    // `git apply` takes no path that begins with a dot.
    let name = header_name(&name.strip_prefix(".").unwrap_or(name).to_string_lossy());
    let mut is_begun = false;
    diff(&mut BufReader::with_capacity(1 << 16, before), &text.changes, &mut |line| {
        if !std::mem::replace(&mut is_begun, true) {
            write_own(&format!("--- {name}\n+++ {name}"), Style::new().bold(), lines, out)?;
        }
        match line {
            DiffLine::Hunk { before, after } => {
                let head = format!("@@ -{},{} +{},{} @@", before.0, before.1, after.0, after.1);
                write_own(&head, in_color(AnsiColor::Cyan), lines, out)
            }
            DiffLine::Kept(line) => write_line(' ', &line, Style::new(), lines, out),
            DiffLine::Gone(line) => write_line('-', &line, in_color(AnsiColor::Red), lines, out),
            DiffLine::New(line) => write_line('+', &line, in_color(AnsiColor::Green), lines, out),
        }
    })
}

/// A line of ours.
fn write_own(line: &str, style: Style, lines: FileLines, out: &mut dyn Write) -> io::Result<()> {
    match lines {
        FileLines::Bytes => writeln!(out, "{line}"),
        FileLines::Shown(color) => writeln!(out, "{}", paint(line, style, color)),
    }
}

/// A line of a file, with its end if it has one.
fn write_line(
    sign: char,
    line: &[u8],
    style: Style,
    lines: FileLines,
    out: &mut dyn Write,
) -> io::Result<()> {
    match lines {
        FileLines::Bytes => {
            write!(out, "{sign}")?;
            out.write_all(line)?;
            if !line.ends_with(b"\n") {
                writeln!(out)?;
            }
        }
        FileLines::Shown(color) => {
            writeln!(out, "{}", paint(&format!("{sign}{}", shown(line)), style, color))?;
        }
    }
    if line.ends_with(b"\n") { Ok(()) } else { writeln!(out, "\\ No newline at end of file") }
}

/// A path in a patch's head: as it is, or in quotation marks with what is odd in it as octal numbers, which is how
/// `patch` and `git apply` read it. A name with a space is ended by a tab, or they would cut it.
fn header_name(path: &str) -> String {
    let is_odd = |it: char| matches!(it, '"' | '\\') || it.is_control() || needs_showing(it);
    if !path.contains(is_odd) {
        let end = if path.contains(' ') { "\t" } else { "" };
        return format!("{path}{end}");
    }
    let mut quoted = String::from("\"");
    for it in path.chars() {
        match it {
            '"' | '\\' => quoted.extend(['\\', it]),
            _ if is_odd(it) => {
                let mut bytes = [0; 4];
                for byte in it.encode_utf8(&mut bytes).bytes() {
                    quoted.push_str(&format!("\\{byte:03o}"));
                }
            }
            _ => quoted.push(it),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_so_that_it_is_read_again() {
        for (name, expected) in [
            ("records/a.json", "records/a.json"),
            ("سجل.json", "سجل.json"),
            ("a b.json", "a b.json\t"),
            ("a\"b\\.json", r#""a\"b\\.json""#),
            ("a\nb\u{202e}.json", r#""a\012b\342\200\256.json""#),
        ] {
            assert_eq!(header_name(name), expected);
        }
    }
}
