//! Each finding in its record.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use miette::{GraphicalReportHandler, GraphicalTheme, ReportHandler, Severity, SourceSpan};
use rustc_hash::FxHashMap;

use super::terminal::{in_color, of_level, paint};
use super::wrap::{WIDTH, wrapped};
use super::{Color, summary};
use crate::report::{Diagnostic, Report, is_ours};
use crate::rule::Check;
use crate::text::character::display_width;
use crate::words::Level;

/// Places that are shown in full; the others are counted.
const MOST_PLACES: usize = 2;

/// How the paragraph of a note begins.
const NOTE: &str = "note: ";
/// How a line of a fix's preview begins.
const PREVIEW: &str = "    ";

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
fn group_key(found: &Diagnostic) -> Option<(&str, String, String, crate::words::Span)> {
    if !matches!(found.rule.check(), Check::Dataset { .. }) {
        return None;
    }
    let against = found.related.first()?;
    let value = found.site.excerpt.lines.last()?;
    let value: Vec<&str> = value.runs.iter().map(|run| run.text.expose()).collect();
    let words = format!("{}\n{}", found.title.plain(), found.label.plain());
    Some((
        found.rule.id(),
        words,
        format!("{}\n{}", value.concat(), against.site.file.expose()),
        against.site.span,
    ))
}

/// The record view as a report handler of miette's. What is no diagnostic of ours it leaves to the stock one.
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
        if is_ours(error) {
            return self.write(error, 0, formatter);
        }
        let theme = match self.color {
            Color::On => GraphicalTheme::unicode(),
            Color::Off => GraphicalTheme::unicode_nocolor(),
        };
        GraphicalReportHandler::new_themed(theme).debug(error, formatter)
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
        let hidden = hidden_places(related.len().saturating_sub(MOST_PLACES - 1), more);
        let help = found.help().map(|help| help.to_string()).unwrap_or_default();
        let mut paragraphs = help.lines().peekable();
        if has_place {
            // What is known besides closes the view, unless the places that are not shown do.
            let note = paragraphs.next_if(|line| hidden.is_none() && line.starts_with(NOTE));
            let closing = hidden.as_deref().or(note.and_then(|note| note.strip_prefix(NOTE)));
            self.write_closing(closing.unwrap_or_default(), out)?;
        }
        for paragraph in paragraphs {
            self.write_paragraph(paragraph, out)?;
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
        let Ok(own_line) = source.read_span(&span, 0, 0) else { return Ok(false) };
        let file = contents.name().unwrap_or_default();
        let location = format!("{file}:{}:{}", own_line.line() + 1, own_line.column() + 1);
        let place = contents.language().map(|place| format!("  {place}")).unwrap_or_default();
        writeln!(out, "   {}{place}", self.rail(&format!("{corner}[{location}]")))?;
        let words = label.as_ref().and_then(|label| label.label()).unwrap_or_default();
        let mut start = 0;
        let (from, to) = (span.offset(), span.offset() + span.len());
        for line in text.split('\n') {
            let end = start + line.len();
            if !text.is_empty() {
                writeln!(out, "   {}   {line}", self.rail("│"))?;
            }
            let is_meant = from <= end && to > start || span.is_empty() && from == end;
            if is_meant {
                // The label stands behind the last line that it points at.
                let words = if to <= end { words } else { "" };
                self.write_underline(line, from.saturating_sub(start), to.min(end) - start, words, out)?;
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
        let label = if words.is_empty() { marked } else { format!("{marked}  {words}") };
        writeln!(
            out,
            "   {}   {before}{}",
            self.rail("·"),
            paint(&label, in_color(AnsiColor::Magenta), self.color)
        )
    }

    fn write_closing(&self, text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
        for (number, line) in wrapped(text, WIDTH - 6).iter().enumerate() {
            let corner = if number == 0 { self.rail("╰─") } else { "  ".to_owned() };
            let space = if line.is_empty() { "" } else { " " };
            writeln!(out, "   {corner}{space}{line}")?;
        }
        Ok(())
    }

    fn write_paragraph(&self, paragraph: &str, out: &mut dyn fmt::Write) -> fmt::Result {
        if let Some(preview) = paragraph.strip_prefix(PREVIEW) {
            let style = match preview.chars().next() {
                Some('+') => in_color(AnsiColor::Green),
                Some('-') => in_color(AnsiColor::Red),
                _ => Style::new(),
            };
            return writeln!(out, "   {PREVIEW}{}", paint(preview, style, self.color));
        }
        let (head, text) = paragraph.split_once(": ").unwrap_or(("", paragraph));
        let colon = if head.is_empty() { "" } else { ": " };
        let indent = (head.len() + colon.len()).min(NOTE.len());
        let mut lines = wrapped(&format!("{head}{colon}{text}"), WIDTH - 3 - indent).into_iter();
        let first = lines.next().unwrap_or_default();
        let rest = first.strip_prefix(head).unwrap_or(&first);
        writeln!(out, "   {}{rest}", paint(head, Style::new().bold(), self.color))?;
        for line in lines {
            writeln!(out, "   {}{line}", " ".repeat(indent))?;
        }
        Ok(())
    }

    fn rail(&self, text: &str) -> String {
        paint(text, in_color(AnsiColor::Blue), self.color)
    }
}

/// What is said of the related places and of the places of the same kind that are not shown.
fn hidden_places(related: usize, same_kind: usize) -> Option<String> {
    let places = |count: usize| summary::number(count as u64, "more place");
    match (related, same_kind) {
        (0, 0) => None,
        (related, 0) => Some(format!("and {}", places(related))),
        (0, same) => {
            Some(format!("and {} of the same kind, which --output-format concise lists", places(same)))
        }
        (related, same) => Some(format!("and {}, and {} of the same kind", places(related), places(same))),
    }
}
