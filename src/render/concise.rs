//! A line a finding.

use std::borrow::Cow;
use std::io::{self, Write};

use super::terminal::{of_level, paint};
use super::{Color, summary};
use crate::report::Report;
use crate::report::shown::sentence;
use crate::text::character::{is_bidi_control, is_invisible};

/// Prints a line a finding, `path:line:column: level[rule] title: label (id · pointer)`, and the summary.
pub fn write(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    for found in &report.diagnostics {
        let level =
            paint(&format!("{}[{}]", found.level.name(), found.rule.id), of_level(found.level), color);
        let (title, label) = (sentence(&found.title), sentence(&found.label));
        let shown = found.site.shown();
        let location =
            format!("{}:{}:{}", at_line_start(&shown.file), found.site.span.line, found.site.span.column);
        let place = if shown.place.is_empty() { String::new() } else { format!(" ({})", shown.place) };
        writeln!(out, "{location}: {level} {title}: {label}{place}")?;
    }
    summary::write(report, color, out)
}

/// A path as it may begin a line: GitHub's runner takes `::command::` there for one of its own.
fn at_line_start(path: &str) -> Cow<'_, str> {
    let unseen = |character: char| character.is_whitespace() || !is_drawn(character);
    let visible = path.trim_start_matches(unseen);
    match visible.strip_prefix(':') {
        Some(rest) => format!("{}⟨U+003A⟩{rest}", &path[..path.len() - visible.len()]).into(),
        None => path.into(),
    }
}

fn is_drawn(character: char) -> bool {
    !is_invisible(character) && !is_bidi_control(character)
}
