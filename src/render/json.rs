//! The report as JSON, `schemas/report.schema.json`: a diagnostic at a time, so that no report is in memory twice.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::display::Display;
use crate::report::{FirstFindings, Report};
use crate::text::character::{is_joiner, is_variation_selector, needs_showing};

/// Prints the report as one object; each of its members, and of their elements, begins a line.
pub fn write(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let most = display.most_findings.unwrap_or(usize::MAX);
    write_value(&FirstFindings { report, most }, Breaks::Items, out)
}

/// Prints a line a finding: those that are new, then those that stood before, where they are told.
pub fn write_lines(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    for found in report.diagnostics().take(display.most_findings.unwrap_or(usize::MAX)) {
        write_line(found, out)?;
    }
    for found in report.unchanged().filter(|found| found.diagnostic.is_some()) {
        write_line(found, out)?;
    }
    Ok(())
}

/// Prints a document of another format; each element of its arrays begins a line.
pub fn write_document(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write_value(value, Breaks::Elements, out)
}

/// Prints a value on a line of its own.
pub fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write_value(value, Breaks::None, out)
}

/// Prints a value over several lines, as a person reads it.
pub fn write_pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    // What is to be escaped stands in strings only, and their line ends are escapes already.
    for line in text.split('\n') {
        write_escaped(line, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Prints a list; each of its elements stands on a line of its own.
pub fn write_items(items: &[impl Serialize], out: &mut dyn Write) -> io::Result<()> {
    let Some((first, rest)) = items.split_first() else { return writeln!(out, "[]") };
    writeln!(out, "[")?;
    write_element(first, out)?;
    for item in rest {
        writeln!(out, ",")?;
        write_element(item, out)?;
    }
    writeln!(out, "\n]")
}

fn write_element(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let form = Escaping { breaks: Breaks::None, depth: 0 };
    Ok(value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, form))?)
}

fn write_value(value: &impl Serialize, breaks: Breaks, out: &mut dyn Write) -> io::Result<()> {
    let form = Escaping { breaks, depth: 0 };
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, form))?;
    writeln!(out)
}

/// Where lines break.
enum Breaks {
    /// Nowhere.
    None,
    /// Before the members of the outermost object, and before the elements of theirs.
    Items,
    /// Before the elements of arrays.
    Elements,
}

/// JSON text in which every character that a terminal would obey is an escape, and so is the bracket of
/// `##[`, which GitHub's runner would obey: the value is the same.
struct Escaping {
    breaks: Breaks,
    /// How many objects and arrays are open.
    depth: usize,
}

impl Escaping {
    fn begin<W: ?Sized + Write>(&mut self, is_first: bool, breaks: bool, out: &mut W) -> io::Result<()> {
        if !is_first {
            out.write_all(b",")?;
        }
        if breaks {
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn breaks_before_a_member(&self, is_first: bool) -> bool {
        matches!(self.breaks, Breaks::Items) && self.depth == 1 && !is_first
    }

    fn breaks_before_an_element(&self) -> bool {
        match self.breaks {
            Breaks::None => false,
            Breaks::Items => self.depth == 2,
            Breaks::Elements => true,
        }
    }
}

impl Formatter for Escaping {
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.begin(is_first, self.breaks_before_a_member(is_first), out)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.begin(is_first, self.breaks_before_an_element(), out)
    }

    /// What stands between two escapes of a string.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        write_escaped(text, out)
    }
}

fn write_escaped<W: ?Sized + Write>(text: &str, out: &mut W) -> io::Result<()> {
    if text.is_ascii() && !text.contains('\u{7f}') && !text.contains("##[") {
        return out.write_all(text.as_bytes());
    }
    let bytes = text.as_bytes();
    let mut signs = 0;
    let mut plain = 0;
    for (at, character) in text.char_indices() {
        if needs_showing(character) || character == '[' && signs >= 2 {
            out.write_all(&bytes[plain..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            plain = at + character.len_utf8();
        }
        signs = match character {
            '#' => signs + 1,
            _ if is_joiner(character) || is_variation_selector(character) => signs,
            _ => 0,
        };
    }
    out.write_all(&bytes[plain..])
}
