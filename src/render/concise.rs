//! A line a finding.

use std::io::{self, Write};

use super::terminal::{of_level, paint, sentence, shown};
use super::{Color, summary};
use crate::report::{Report, Site};

/// Prints a line a finding, `path:line:column: level[rule] title: label (id · pointer)`, and the summary.
pub fn write(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    for found in &report.diagnostics {
        let level = paint(&format!("{}[{}]", found.level.name(), found.rule.id), of_level(found.level), color);
        let (title, label) = (sentence(&found.title), sentence(&found.label));
        let place = place(&found.site);
        let place = if place.is_empty() { place } else { format!(" ({place})") };
        writeln!(out, "{}: {level} {title}: {label}{place}", location(&found.site))?;
    }
    summary::write(report, color, out)
}

/// `path:line:column`.
pub fn location(site: &Site) -> String {
    format!("{}:{}:{}", shown(site.file.expose()), site.span.line, site.span.column)
}

/// `id · pointer`, as much of it as there is.
pub fn place(site: &Site) -> String {
    let id = site.record.as_ref().and_then(|record| record.id.as_ref()).map(|id| shown(id.expose()));
    let pointer = Some(shown(site.pointer.as_str())).filter(|pointer| !pointer.is_empty());
    let parts: Vec<String> = id.into_iter().chain(pointer).collect();
    parts.join(" · ")
}
