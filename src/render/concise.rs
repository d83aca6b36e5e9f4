//! A line a finding.

use std::io::{self, Write};

use super::display::Display;
use super::summary;
use super::terminal::{of_level, paint};
use crate::report::Report;
use crate::report::shown::{at_line_start, sentence};

/// Prints a line a finding, `path:line:column: level[rule] title: label (id · pointer)`, and the summary.
pub fn write(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    summary::write_judged_by(report, display, out)?;
    for found in report.diagnostics().take(display.most_findings.unwrap_or(usize::MAX)) {
        let head = format!("{}[{}]", found.level.name(), found.rule.id());
        let head = paint(&head, of_level(found.level), display.color);
        let (title, label) = (sentence(&found.title), sentence(&found.label));
        let shown = found.site.shown();
        let location =
            format!("{}:{}:{}", at_line_start(&shown.file), found.site.span.line, found.site.span.column);
        let place = if shown.place.is_empty() { String::new() } else { format!(" ({})", shown.place) };
        writeln!(out, "{location}: {head} {title}: {label}{place}")?;
    }
    if let Some(unshown) = summary::unshown(report, display) {
        writeln!(out, "{unshown}")?;
    }
    summary::write(report, display, out)
}
