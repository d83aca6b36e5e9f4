//! Each finding in its record.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use miette::{ReportHandler, Severity, SourceSpan};
use rustc_hash::FxHashMap;

use super::terminal::{in_color, of_level, paint};
use super::{Color, summary};
use crate::report::{Diagnostic, Report};
use crate::text::character::display_width;
use crate::{Check, Level};

/// Places that are shown in full; the others are counted.
const MOST_PLACES: usize = 2;

/// Prints each finding, and the summary. A defect that lies in many records is shown once, its other
/// places are counted.
pub fn write(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    write_findings(report, color, out)?;
    summary::write(report, color, out)
}

/// Prints the findings alone.
pub fn write_findings(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    let groups = groups(report);
    for (position, found) in report.diagnostics.iter().enumerate() {
        let Some(more) = groups.get(&position) else { continue };
        let mut page = String::new();
        let view = RecordView { color };
        view.write(found, *more, &mut page)
            .map_err(|_| io::Error::other("a finding could not be laid out"))?;
        writeln!(out, "{page}")?;
    }
    Ok(())
}

/// The findings to show, by their position, each with how many others say the same of another place.
fn groups(report: &Report) -> FxHashMap<usize, usize> {
    let mut shown = FxHashMap::default();
    let mut first_of = FxHashMap::default();
    for (position, found) in report.diagnostics.iter().enumerate() {
        let Some(key) = group_key(found) else {
            shown.insert(position, 0);
            continue;
        };
        let first = *first_of.entry(key).or_insert(position);
        let more = shown.entry(first).or_insert(0);
        *more += usize::from(first != position);
    }
    shown
}

/// What makes two findings one defect in two places: the same rule, the same words, the same value, held
/// against the same place.
fn group_key(found: &Diagnostic) -> Option<(&'static str, String, String, crate::report::Span)> {
    if !matches!(found.rule.check, Check::Dataset { .. }) {
        return None;
    }
    let against = found.related.first()?;
    let value = found.site.excerpt.lines.last()?;
    let value: Vec<&str> = value.runs.iter().map(|run| run.text.expose()).collect();
    let words = format!("{}\n{}", found.title.plain(), found.label.plain());
    Some((
        found.rule.id,
        words,
        format!("{}\n{}", value.concat(), against.site.file.expose()),
        against.site.span,
    ))
}

/// The record view as a report handler of miette's.
///
/// ```
/// use tadqiq::render::{Color, RecordView};
/// // In a program of your own: miette::set_hook(Box::new(|_| Box::new(RecordView { color: Color::On })));
/// # let _ = RecordView { color: Color::Off };
/// ```
#[derive(Debug, Clone, Copy)]
pub struct RecordView {
    /// Whether it is coloured.
    pub color: Color,
}

impl ReportHandler for RecordView {
    fn debug(&self, error: &dyn miette::Diagnostic, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(error, 0, formatter)
    }
}

impl RecordView {
    /// Lays out a diagnostic; `more` others say the same of other places.
    fn write(&self, found: &dyn miette::Diagnostic, more: usize, out: &mut dyn fmt::Write) -> fmt::Result {
        self.write_title(found, out)?;
        let has_place = self.write_place(found, "╭─", out)?;
        let related: Vec<&dyn miette::Diagnostic> = found.related().into_iter().flatten().collect();
        for place in related.iter().take(MOST_PLACES - 1) {
            self.write_place(*place, "├─", out)?;
        }
        let hidden = related.len().saturating_sub(MOST_PLACES - 1);
        let hidden = match (hidden, more) {
            (0, 0) => String::new(),
            (0, more) => format!(
                " and {} of the same kind, which --output-format concise lists",
                summary::number(more as u64, "more place")
            ),
            (hidden, 0) => format!(" and {}", summary::number(hidden as u64, "more place")),
            (hidden, more) => format!(
                " and {}, and {} of the same kind",
                summary::number(hidden as u64, "more place"),
                summary::number(more as u64, "more place")
            ),
        };
        if has_place {
            writeln!(out, "   {}{hidden}", self.rail("╰─"))?;
        }
        let Some(help) = found.help() else { return Ok(()) };
        for line in help.to_string().lines() {
            writeln!(out, "   {}", self.paragraph(line))?;
        }
        Ok(())
    }

    fn write_title(&self, found: &dyn miette::Diagnostic, out: &mut dyn fmt::Write) -> fmt::Result {
        let level = match found.severity().unwrap_or_default() {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Advice => Level::Info,
        };
        let code = found.code().map(|code| format!("[{code}]")).unwrap_or_default();
        let head = paint(&format!("{}{code}", level.name()), of_level(level), self.color);
        writeln!(out, "{head}: {}", paint(&found.to_string(), Style::new().bold(), self.color))
    }

    /// The place of a diagnostic with its excerpt and label. Whether it has one.
    fn write_place(
        &self,
        found: &dyn miette::Diagnostic,
        corner: &str,
        out: &mut dyn fmt::Write,
    ) -> Result<bool, fmt::Error> {
        let Some(source) = found.source_code() else { return Ok(false) };
        let label = found.labels().and_then(|mut labels| labels.next());
        let span = label.as_ref().map_or(SourceSpan::from(0..0), |label| *label.inner());
        let Ok(contents) = source.read_span(&span, usize::MAX, usize::MAX) else { return Ok(false) };
        let text = String::from_utf8_lossy(contents.data()).into_owned();
        let location = contents.name().unwrap_or_default();
        let place = contents.language().map(|place| format!("  {place}")).unwrap_or_default();
        writeln!(out, "   {}{place}", self.rail(&format!("{corner}[{location}]")))?;
        let words = label.as_ref().and_then(|label| label.label()).unwrap_or_default();
        let mut start = 0;
        for line in text.split('\n') {
            writeln!(out, "   {}   {line}", self.rail("│"))?;
            let end = start + line.len();
            if span.offset() <= end && span.offset() + span.len() > start
                || span.is_empty() && span.offset() == end
            {
                self.write_underline(
                    line,
                    span.offset().saturating_sub(start),
                    (span.offset() + span.len()).min(end) - start,
                    words,
                    out,
                )?;
            }
            start = end + 1;
        }
        Ok(true)
    }

    fn write_underline(
        &self,
        line: &str,
        from: usize,
        to: usize,
        words: &str,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        let before = " ".repeat(display_width(line.get(..from).unwrap_or_default()));
        let marked = "─".repeat(display_width(line.get(from..to).unwrap_or_default()).max(1));
        let mut label = String::new();
        write!(label, "{marked}  {words}")?;
        writeln!(
            out,
            "   {}   {before}{}",
            self.rail("·"),
            paint(&label, in_color(AnsiColor::Magenta), self.color)
        )
    }

    fn paragraph(&self, line: &str) -> String {
        let sign = line.trim_start().chars().next();
        let style = match sign {
            Some('+') if line.starts_with("    ") => in_color(AnsiColor::Green),
            Some('-') if line.starts_with("    ") => in_color(AnsiColor::Red),
            _ => return self.with_bold_head(line),
        };
        paint(line, style, self.color)
    }

    fn with_bold_head(&self, line: &str) -> String {
        match line.split_once(": ") {
            Some((head, rest)) => format!("{}: {rest}", paint(head, Style::new().bold(), self.color)),
            None => line.to_owned(),
        }
    }

    fn rail(&self, text: &str) -> String {
        paint(text, in_color(AnsiColor::Blue), self.color)
    }
}
