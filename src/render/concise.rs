//! A line a finding.

use std::io::{self, Write};

use super::terminal::{of_level, paint};
use super::{Color, summary};
use crate::report::Report;
use crate::report::shown::{at_line_start, sentence};

/// Prints a line a finding, `path:line:column: level[rule] title: label (id · pointer)`, and the summary.
pub fn write(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    for found in report.diagnostics() {
        let level =
            paint(&format!("{}[{}]", found.level.name(), found.rule.id()), of_level(found.level), color);
        let (title, label) = (sentence(&found.title), sentence(&found.label));
        let shown = found.site.shown();
        let location =
            format!("{}:{}:{}", at_line_start(&shown.file), found.site.span.line, found.site.span.column);
        let place = if shown.place.is_empty() { String::new() } else { format!(" ({})", shown.place) };
        writeln!(out, "{location}: {level} {title}: {label}{place}")?;
    }
    summary::write(report, color, out)
}
