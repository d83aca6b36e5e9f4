//! Each finding in its record.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use rustc_hash::FxHashMap;

use super::paragraph::{Paragraph, paragraphs};
use super::terminal::{in_color, of_level, paint};
use super::wrap::{WIDTH, wrapped};
use super::{Color, summary};
use crate::report::shown::sentence;
use crate::report::{Diagnostic, PreviewSide, Report, Site};
use crate::rule::Check;
use crate::text::character::display_width;
use crate::words::Message;

/// Places that are shown in full; the others are counted.
const MOST_PLACES: usize = 2;
/// How far the lines of a paragraph stand in behind its first.
const MOST_INDENT: usize = "note: ".len();

/// Prints each finding, and the summary. A defect that lies in many records is shown once, its other
/// places are counted.
pub fn write(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    write_findings(report, color, out)?;
    summary::write(report, color, out)
}

/// Prints the findings alone.
pub fn write_findings(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    let groups = groups(report);
    for (position, found) in report.diagnostics().enumerate() {
        let Some(more) = groups.get(&position) else { continue };
        write_finding(found, *more, color, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The findings to show, by their position, each with how many others say the same of another place.
fn groups(report: &Report) -> FxHashMap<usize, usize> {
    let mut shown = FxHashMap::default();
    let mut first_of = FxHashMap::default();
    for (position, found) in report.diagnostics().enumerate() {
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

/// Lays out a finding; `more` others say the same of other places.
fn write_finding(found: &Diagnostic, more: usize, color: Color, out: &mut dyn Write) -> io::Result<()> {
    write_title(found, color, out)?;
    write_place(&found.site, &found.label, "╭─", color, out)?;
    for related in found.related.iter().take(MOST_PLACES - 1) {
        write_place(&related.site, &related.label, "├─", color, out)?;
    }
    let hidden = hidden_places(found.related.len().saturating_sub(MOST_PLACES - 1), more);
    let mut paragraphs = paragraphs(found).peekable();
    // What is known besides closes the view, unless the places that are not shown do.
    let note = paragraphs.next_if(|next| hidden.is_none() && matches!(next, Paragraph::Note(_)));
    let closing = hidden.or(note.map(|note| note.text())).unwrap_or_default();
    write_closing(&closing, color, out)?;
    for paragraph in paragraphs {
        write_paragraph(&paragraph, color, out)?;
    }
    Ok(())
}

fn write_title(found: &Diagnostic, color: Color, out: &mut dyn Write) -> io::Result<()> {
    let head = format!("{}[{}]", found.level.name(), found.rule.id());
    let head = paint(&head, of_level(found.level), color);
    writeln!(out, "{head}: {}", paint(&sentence(&found.title), Style::new().bold(), color))
}

/// A place with its excerpt and its label.
fn write_place(
    site: &Site,
    label: &Message,
    corner: &str,
    color: Color,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = site.shown();
    let location = format!("{corner}[{}:{}:{}]", shown.file, site.span.line, site.span.column);
    let place = if shown.place.is_empty() { String::new() } else { format!("  {}", shown.place) };
    writeln!(out, "   {}{place}", rail(&location, color))?;
    let label = sentence(label);
    let (from, to) = (shown.underlined.start, shown.underlined.end);
    let mut start = 0;
    for line in shown.text.split('\n') {
        let end = start + line.len();
        if !shown.text.is_empty() {
            writeln!(out, "   {}   {line}", rail("│", color))?;
        }
        let is_meant = from <= end && to > start || shown.underlined.is_empty() && from == end;
        if is_meant {
            // The label stands behind the last line that it points at.
            let label = if to <= end { label.as_str() } else { "" };
            write_underline(line, from.saturating_sub(start), to.min(end) - start, label, color, out)?;
        }
        start = end + 1;
    }
    Ok(())
}

fn write_underline(
    line: &str,
    from: usize,
    to: usize,
    label: &str,
    color: Color,
    out: &mut dyn Write,
) -> io::Result<()> {
    let before = " ".repeat(display_width(line.get(..from).unwrap_or_default()));
    let marked = "─".repeat(display_width(line.get(from..to).unwrap_or_default()).max(1));
    let marked = if label.is_empty() { marked } else { format!("{marked}  {label}") };
    let marked = paint(&marked, in_color(AnsiColor::Magenta), color);
    writeln!(out, "   {}   {before}{marked}", rail("·", color))
}

fn write_closing(text: &str, color: Color, out: &mut dyn Write) -> io::Result<()> {
    for (number, line) in wrapped(text, WIDTH - 6).iter().enumerate() {
        let corner = if number == 0 { rail("╰─", color) } else { "  ".to_owned() };
        let space = if line.is_empty() { "" } else { " " };
        writeln!(out, "   {corner}{space}{line}")?;
    }
    Ok(())
}

fn write_paragraph(paragraph: &Paragraph<'_>, color: Color, out: &mut dyn Write) -> io::Result<()> {
    let head = paragraph.head();
    let indent = (head.len() + ": ".len()).min(MOST_INDENT);
    let mut lines = wrapped(&format!("{head}: {}", paragraph.text()), WIDTH - 3 - indent).into_iter();
    let first = lines.next().unwrap_or_default();
    let rest = first.strip_prefix(&head).unwrap_or(&first);
    writeln!(out, "   {}{rest}", paint(&head, Style::new().bold(), color))?;
    for line in lines {
        writeln!(out, "   {}{line}", " ".repeat(indent))?;
    }
    for (side, line) in paragraph.preview() {
        let style = match side {
            Some(PreviewSide::After) => in_color(AnsiColor::Green),
            Some(PreviewSide::Before) => in_color(AnsiColor::Red),
            None => Style::new(),
        };
        writeln!(out, "       {}", paint(&line, style, color))?;
    }
    Ok(())
}

fn rail(text: &str, color: Color) -> String {
    paint(text, in_color(AnsiColor::Blue), color)
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
