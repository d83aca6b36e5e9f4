//! Report → text: one file a format. Only here is anything printed, and only through a format's sink.

use std::io::{self, Write};

use crate::report::{Fault, Report};

mod concise;
mod faults;
mod full;
mod github;
mod json;
mod miette_view;
mod paragraph;
mod summary;
mod terminal;
#[cfg(test)]
mod tests;
mod wrap;

pub use full::write_findings;
pub(crate) use json::write_line;
pub use miette_view::MietteView;
pub(crate) use summary::number;
pub(crate) use terminal::{of_level, paint};
pub(crate) use wrap::{WIDTH, wrapped};

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Format {
    /// For a person: each finding in its record, with the ways out, and a summary.
    #[default]
    Full,
    /// A line a finding, and a summary.
    Concise,
    /// One JSON document, `schemas/report.schema.json`.
    Json,
    /// A JSON document a line, a finding each.
    JsonLines,
    /// Workflow commands of GitHub Actions, which show findings beside the changed lines.
    Github,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Full, Self::Concise, Self::Json, Self::JsonLines, Self::Github];

    /// Its name, as the option writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
            Self::Github => "github",
        }
    }

    /// Whether a person reads it, rather than a program.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Whether output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// ANSI colours.
    On,
    /// Plain text.
    #[default]
    Off,
}

/// Prints a report, in small pieces: hand it an `out` that is buffered. Machine formats ignore the colour.
///
/// # Errors
///
/// What the output says.
pub fn render(report: &Report, format: Format, color: Color, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full => full::write(report, color, out),
        Format::Concise => concise::write(report, color, out),
        Format::Json => json::write(report, out),
        Format::JsonLines => json::write_lines(report, out),
        Format::Github => github::write(report, out),
    }
}

/// A report as plain text that is the same everywhere: to be kept as a snapshot.
///
/// ```
/// use tadqiq::{Options, Subject};
///
/// let subject = Subject::text("day.ndjson", r#"{"id": "r1", "status": "held", "kind": "visit"}"#);
/// let report = tadqiq::check(&subject, &Options::default())?;
/// let text = tadqiq::render::plain(&report);
/// assert!(text.starts_with("error[schema/missing-field]: "));
/// // insta::assert_snapshot!(text);
/// # Ok::<(), tadqiq::Error>(())
/// ```
pub fn plain(report: &Report) -> String {
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = render(report, Format::Full, Color::Off, &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Prints what could not be judged, for a person.
///
/// # Errors
///
/// What the output says.
pub fn render_faults(faults: &[Fault], color: Color, out: &mut dyn Write) -> io::Result<()> {
    faults::write(faults, color, out)
}

/// Prints why a run could not start or not go on, for a person.
///
/// # Errors
///
/// What the output says.
pub fn render_error(error: &dyn miette::Diagnostic, color: Color, out: &mut dyn Write) -> io::Result<()> {
    faults::write_error(error, color, out)
}
