//! A finding in its record, in lines that fit.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::display::{Color, Display};
use super::paragraph::{Paragraph, paragraphs};
use super::summary;
use super::terminal::{in_color, of_level, paint};
use super::wrap::wrapped;
use crate::report::shown::{at_line_start, sentence};
use crate::report::{Diagnostic, PreviewSide, Site};
use crate::text::character::display_width;
use crate::words::Message;

/// Places of a finding that are shown in full; the others are counted.
const MOST_PLACES: usize = 2;
/// How far the lines of a paragraph stand in behind its first.
const MOST_INDENT: usize = "note: ".len();
/// Cells before the text of an excerpt: the rail and the space around it.
const MARGIN: usize = 7;
/// Cells that a label gets where it stands under its bar.
const LEAST_LABEL: usize = 40;

/// Prints a finding: its title, its places with their excerpts, what else is known, the ways out.
pub fn write_finding(found: &Diagnostic, display: Display, out: &mut dyn Write) -> io::Result<()> {
    write_title(found, display, out)?;
    write_place(&found.site, &found.label, "╭─", display, out)?;
    for related in found.related.iter().take(MOST_PLACES - 1) {
        write_place(&related.site, &related.label, "├─", display, out)?;
    }
    let hidden = found.related.len().saturating_sub(MOST_PLACES - 1) as u64;
    let hidden = (hidden > 0).then(|| format!("and {}", summary::number(hidden, "more place")));
    let mut paragraphs = paragraphs(found).peekable();
    // What is known besides closes the view, unless the places that are not shown do.
    let note = paragraphs.next_if(|next| hidden.is_none() && matches!(next, Paragraph::Note(_)));
    let closing = hidden.or(note.map(|note| note.text())).unwrap_or_default();
    write_closing(&closing, display, out)?;
    for paragraph in paragraphs {
        write_paragraph(&paragraph, display, out)?;
    }
    Ok(())
}

/// Prints what a cause is known by, and where else it is found: a line a place, and `more` for the rest.
pub fn write_also<'r>(
    id: &str,
    first: &Diagnostic,
    others: impl Iterator<Item = &'r Diagnostic>,
    more: Option<&str>,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut others = others.peekable();
    let also = if others.peek().is_some() { ", also at" } else { "" };
    write_known_as(&format!("cause: {id}{also}"), display, out)?;
    let indent = " ".repeat(3 + MOST_INDENT);
    for found in others {
        for line in place_in_lines(found, first, display.width.saturating_sub(indent.len())) {
            writeln!(out, "{indent}{line}")?;
        }
    }
    more.map_or(Ok(()), |more| writeln!(out, "{indent}{more}"))
}

/// Where a finding is, on one line where that fits; and its words, where they are others than those of the first.
fn place_in_lines(found: &Diagnostic, first: &Diagnostic, room: usize) -> Vec<String> {
    let shown = found.site.shown();
    let mut line =
        format!("{}:{}:{}", at_line_start(&shown.file), found.site.span.line, found.site.span.column);
    let label = sentence(&found.label);
    // Where a whole column is one cause, each place has values of its own.
    let label = if label == sentence(&first.label) { String::new() } else { label };
    let parts: Vec<String> = [shown.place, label].into_iter().filter(|part| !part.is_empty()).collect();
    let rest = parts.join(": ");
    match rest.is_empty() || display_width(&line) + 2 + display_width(&rest) <= room {
        true => {
            line.extend((!rest.is_empty()).then(|| format!("  {rest}")));
            vec![line]
        }
        false => {
            let rest = wrapped(&rest, room.saturating_sub(2)).into_iter();
            let rest = rest.map(|line| format!("  {}", at_line_start(&line)));
            std::iter::once(line).chain(rest).collect()
        }
    }
}

/// Prints what a finding or its cause is known by.
pub fn write_known_as(text: &str, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let (head, rest) = text.split_once(':').unwrap_or((text, ""));
    writeln!(out, "   {}:{rest}", paint(head, Style::new().bold(), display.color))
}

fn write_title(found: &Diagnostic, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let head = format!("{}[{}]", found.level.name(), found.rule.id());
    let lines = wrapped(&format!("{head}: {}", sentence(&found.title)), display.width.saturating_sub(2));
    let painted_head = paint(&head, of_level(found.level), display.color);
    let bold = |text: &str| paint(text, Style::new().bold(), display.color);
    for (number, line) in lines.iter().enumerate() {
        match line.strip_prefix(&format!("{head}:")) {
            Some("") => writeln!(out, "{painted_head}:")?,
            Some(rest) => writeln!(out, "{painted_head}: {}", bold(rest.trim_start()))?,
            None if number == 0 => writeln!(out, "{}", bold(line))?,
            None => writeln!(out, "  {}", bold(line))?,
        }
    }
    Ok(())
}

/// A place with its excerpt and its label.
fn write_place(
    site: &Site,
    label: &Message,
    corner: &str,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Display { color, width, .. } = display;
    let room = width.saturating_sub(MARGIN);
    let shown = site.shown_within(room);
    let location = format!("{corner}[{}:{}:{}]", shown.file, site.span.line, site.span.column);
    let is_one_line = 3 + display_width(&location) + 2 + display_width(&shown.place) <= width;
    match shown.place.as_str() {
        "" => writeln!(out, "   {}", rail(&location, color))?,
        place if is_one_line => writeln!(out, "   {}  {place}", rail(&location, color))?,
        place => {
            writeln!(out, "   {}", rail(&location, color))?;
            for line in wrapped(place, width.saturating_sub(6)) {
                writeln!(out, "   {}  {line}", rail("│", color))?;
            }
        }
    }
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
            let (from, to) = (from.saturating_sub(start), to.min(end) - start);
            let before = display_width(line.get(..from).unwrap_or_default());
            let marked = display_width(line.get(from..to).unwrap_or_default()).max(1);
            for line in underlined(before, marked, label, room) {
                let (space, line) = line.split_at(line.len() - line.trim_start_matches(' ').len());
                let line = paint(line, in_color(AnsiColor::Magenta), color);
                writeln!(out, "   {}   {space}{line}", rail("·", color))?;
            }
        }
        start = end + 1;
    }
    Ok(())
}

/// A bar with its label beside it, or under it where there is no room beside it.
fn underlined(before: usize, marked: usize, label: &str, room: usize) -> Vec<String> {
    let bar = format!("{}{}", " ".repeat(before), "─".repeat(marked.min(room.saturating_sub(before)).max(1)));
    if label.is_empty() {
        return vec![bar];
    }
    if before + marked + 2 + display_width(label) <= room {
        return vec![format!("{bar}  {label}")];
    }
    let indent = before.min(room.saturating_sub(LEAST_LABEL));
    let lines = wrapped(label, room.saturating_sub(indent)).into_iter();
    let lines = lines.map(|line| format!("{}{line}", " ".repeat(indent)));
    std::iter::once(bar).chain(lines).collect()
}

fn write_closing(text: &str, display: Display, out: &mut dyn Write) -> io::Result<()> {
    for (number, line) in wrapped(text, display.width.saturating_sub(6)).iter().enumerate() {
        let corner = if number == 0 { rail("╰─", display.color) } else { "  ".to_owned() };
        let space = if line.is_empty() { "" } else { " " };
        writeln!(out, "   {corner}{space}{line}")?;
    }
    Ok(())
}

fn write_paragraph(paragraph: &Paragraph<'_>, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let Display { color, width, .. } = display;
    let head = paragraph.head();
    let indent = (head.len() + ": ".len()).min(MOST_INDENT);
    let room = width.saturating_sub(3 + indent);
    let mut lines = wrapped(&format!("{head}: {}", paragraph.text()), room).into_iter();
    let first = lines.next().unwrap_or_default();
    let rest = first.strip_prefix(&head).unwrap_or(&first);
    writeln!(out, "   {}{rest}", paint(&head, Style::new().bold(), color))?;
    for line in lines {
        writeln!(out, "   {}{line}", " ".repeat(indent))?;
    }
    for (side, line) in paragraph.preview(width.saturating_sub(MARGIN + 2)) {
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
