//! Report → text: one file a format. Only here is anything printed, and only through a format's sink.

use std::io::{self, Write};

use crate::report::{Fault, Report};

mod concise;
mod faults;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod miette_view;
mod paragraph;
mod rdjson;
mod sarif;
mod setting;
mod sink;
mod summary;
mod terminal;
#[cfg(test)]
mod tests;
mod wrap;

pub use full::write_findings;
pub(crate) use json::write_line;
pub use miette_view::MietteView;
pub use setting::Setting;
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
    /// Workflow commands of GitHub Actions, which show findings beside the changed lines; the rest as lines of the log.
    Github,
    /// Code quality of GitLab, which merge requests compare.
    Gitlab,
    /// JUnit's XML: a suite a file, a case a record.
    Junit,
    /// A page for the summary of a step or a comment: what was found, by cause.
    Markdown,
    /// Reviewdog's diagnostics, with suggestions.
    Rdjson,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

/// Where what is said of the program lies on the web.
const SITE: &str = "https://tadqiq.github.io/tadqiq/";

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::JsonLines,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Markdown,
        Self::Rdjson,
        Self::Sarif,
    ];

    /// Its name, as the option writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Markdown => "markdown",
            Self::Rdjson => "rdjson",
            Self::Sarif => "sarif",
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
    render_for(report, format, &Setting::default(), color, out)
}

/// Prints a report for a reader who looks for files from a folder of his own, as programs do that show findings beside
/// the lines of a repository.
///
/// ```
/// use tadqiq::render::{Color, Format, Setting, render_for};
/// use tadqiq::{Options, Subject};
///
/// let record = r#"{"id": "r1", "status": "held", "kind": "visit"}"#;
/// let report = tadqiq::check(&Subject::text("day.ndjson", record), &Options::default())?;
/// let mut setting = Setting::default();
/// setting.working_folder = "/repository/data".into();
/// setting.root = Some("/repository".into());
/// let mut out = Vec::new();
/// render_for(&report, Format::Github, &setting, Color::Off, &mut out)?;
/// assert!(out.starts_with(b"::error file=data/day.ndjson,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// What the output says.
pub fn render_for(
    report: &Report,
    format: Format,
    setting: &Setting,
    color: Color,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Full => full::write(report, color, out),
        Format::Concise => concise::write(report, color, out),
        Format::Json => json::write(report, out),
        Format::JsonLines => json::write_lines(report, out),
        Format::Github => github::write(report, setting, out),
        Format::Gitlab => gitlab::write(report, setting, out),
        Format::Junit => junit::write(report, setting, out),
        Format::Markdown => markdown::write(report, setting, out),
        Format::Rdjson => rdjson::write(report, setting, out),
        Format::Sarif => sarif::write(report, setting, out),
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
