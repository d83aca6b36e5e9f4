//! What could not be judged, as miette's stock handler lays out an error.

use std::io::{self, Write};

use super::display::{Color, Display};
use crate::report::Fault;
use crate::report::shown::{log_line, sentence_without_isolates, shown_without_isolates};

/// Prints faults, a paragraph each.
pub fn write(faults: &[Fault], display: Display, out: &mut dyn Write) -> io::Result<()> {
    faults.iter().try_for_each(|fault| write_error(&diagnostic(fault), display, out))
}

/// Prints why something could not be done: a paragraph. Whatever words of the data are in it, it gives no orders.
pub fn write_error(error: &dyn miette::Diagnostic, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let theme = match display.color {
        Color::On => miette::GraphicalTheme::unicode(),
        Color::Off => miette::GraphicalTheme::unicode_nocolor(),
    };
    let handler = miette::GraphicalReportHandler::new_themed(theme)
        .with_width(display.width)
        // No option of ours is broken at its hyphens.
        .with_word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut page = String::new();
    let laid_out = handler.render_report(&mut page, error);
    laid_out.map_err(|_| io::Error::other("an error could not be laid out"))?;
    page.lines().try_for_each(|line| writeln!(out, "{}", log_line(line)))
}

// The stock handler breaks lines where it likes, so nothing is isolated: an isolate would be cut in two.
fn diagnostic(fault: &Fault) -> miette::MietteDiagnostic {
    let message = sentence_without_isolates(&fault.message);
    let text = match &fault.file {
        // Most messages name the file already.
        Some(file) if !fault.message.plain().contains(file.expose()) => {
            format!("{}: {message}", shown_without_isolates(file.expose()))
        }
        _ => message,
    };
    let shown = miette::MietteDiagnostic::new(text);
    match &fault.help {
        Some(help) => shown.with_help(sentence_without_isolates(help)),
        None => shown,
    }
}
