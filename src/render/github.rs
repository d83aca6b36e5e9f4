//! Workflow commands of GitHub Actions.
//!
//! The runner obeys `::command::` at the start of a line and `##[command]` anywhere in one, so nothing of
//! the data reaches the output but through [`shown`], which breaks the second, and [`data`] or [`property`],
//! which leave one line; and no excerpt is printed.
//! It shows 10 errors, 10 warnings and 10 notices a step: the first are printed, the rest is counted.

use std::io::{self, Write};

use super::display::Display;
use crate::report::shown::{sentence_without_isolates as sentence, shown_without_isolates as shown};
use crate::report::{Diagnostic, Report};
use crate::words::{Level, Untrusted};

/// What the runner shows of each level, a step.
const MOST: usize = 10;

/// Prints a command a finding, worst first; how many are accepted is a line of the log and no command.
pub fn write(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let mut left_out = Vec::new();
    let mut room = display.most_findings.unwrap_or(usize::MAX);
    for level in Level::ALL.into_iter().rev() {
        let of_level: Vec<&Diagnostic> = report.diagnostics().filter(|found| found.level == level).collect();
        // The note on what is left out is a notice itself.
        let is_note_due = !left_out.is_empty() || of_level.len() > MOST;
        let most = if level == Level::Info && is_note_due { MOST - 1 } else { MOST }.min(room);
        for found in of_level.iter().take(most) {
            writeln!(out, "{}", command(found))?;
        }
        room -= most.min(of_level.len());
        if let Some(more @ 1..) = of_level.len().checked_sub(most) {
            left_out.push(super::summary::number(more as u64, format!("more {}", level.name())));
        }
    }
    if !left_out.is_empty() {
        let left_out = format!("{}; the log of another format has them all", left_out.join(", "));
        write_notice(&left_out, out)?;
    }
    super::summary::accepted(report).map_or(Ok(()), |accepted| writeln!(out, "{accepted}"))
}

/// Prints a notice about the run.
pub fn write_notice(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "::notice title=tadqiq::{}", data(text))
}

fn command(found: &Diagnostic) -> String {
    let name = match found.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let span = &found.site.span;
    let columns = if span.line == span.end_line {
        format!(",col={},endColumn={}", span.column, span.end_column)
    } else {
        String::new()
    };
    let mut text = format!("{}: {}", sentence(&found.title), sentence(&found.label));
    let id = found.site.record.as_ref().and_then(|record| record.id.as_ref()).map(Untrusted::expose);
    let place: Vec<String> = id
        .into_iter()
        .chain([found.site.pointer.as_str()])
        .filter(|part| !part.is_empty())
        .map(shown)
        .collect();
    if !place.is_empty() {
        text.push_str(&format!(" ({})", place.join(" · ")));
    }
    for more in found.notes.iter().chain(&found.help) {
        text.push('\n');
        text.push_str(&sentence(more));
    }
    text.push_str(&format!("\ncause: {}", found.cause));
    format!(
        "::{name} file={},line={},endLine={}{columns},title={}::{}",
        property(&shown(found.site.file.expose())),
        span.line,
        span.end_line,
        property(found.rule.id()),
        data(&text),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
