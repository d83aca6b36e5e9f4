//! Report → text: one file a format. Only here is anything printed, and only through a format's sink.

use std::io::{self, Write};

use crate::report::{Fault, Report};

pub(crate) mod causes;
mod concise;
mod display;
mod faults;
mod finding;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod log;
mod markdown;
mod mended;
mod miette_view;
mod paragraph;
mod rdjson;
mod sarif;
mod setting;
mod sink;
mod statistics;
mod summary;
mod terminal;
#[cfg(test)]
mod tests;
mod wrap;

pub use display::{Color, Display, GroupBy, Verbosity};
pub use full::write_findings;
pub(crate) use json::{write_line, write_pretty};
pub(crate) use log::LogLines;
pub(crate) use markdown::escaped as escaped_in_markdown;
pub(crate) use mended::write as render_mended;
pub use miette_view::MietteView;
pub use setting::Setting;
pub(crate) use summary::{grouped, number, unshown, write as render_summary};
pub(crate) use terminal::{in_color, of_level, paint};
pub(crate) use wrap::{hanging, wrapped};

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

/// Prints a report, in small pieces: hand it an `out` that is buffered. Formats for programs carry every finding, with
/// its cause, and ignore the rest of the display but a bound on findings.
///
/// ```
/// use tadqiq::render::{Color, Display, Format, GroupBy, render};
/// use tadqiq::{Options, Subject};
///
/// let subject = Subject::text("day.ndjson", r#"{"id": "r1", "status": "held", "kind": "visit"}"#);
/// let report = tadqiq::check(&subject, &Options::default())?;
/// let mut text = Vec::new();
/// render(&report, Format::Full, Color::Off, &mut text)?;
/// let wide = Display::from(Color::Off).of_width(120).grouped(GroupBy::Nothing);
/// render(&report, Format::Full, wide, &mut text)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// What the output says.
pub fn render(
    report: &Report,
    format: Format,
    display: impl Into<Display>,
    out: &mut dyn Write,
) -> io::Result<()> {
    render_for(report, format, &Setting::default(), display, out)
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
    display: impl Into<Display>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let display = display.into();
    match format {
        Format::Full => full::write(report, display, out),
        Format::Concise => concise::write(report, display, out),
        Format::Json => json::write(report, display, out),
        Format::JsonLines => json::write_lines(report, display, out),
        Format::Github => github::write(report, setting, display, out),
        Format::Gitlab => gitlab::write(report, setting, out),
        Format::Junit => junit::write(report, setting, out),
        Format::Markdown => markdown::write(report, setting, out),
        Format::Rdjson => rdjson::write(report, setting, out),
        Format::Sarif => sarif::write(report, setting, out),
    }
}

/// Whether a format shows [statistics](render_statistics).
pub(crate) fn has_statistics(format: Format) -> bool {
    !matches!(format, Format::Gitlab | Format::Junit | Format::Markdown | Format::Rdjson | Format::Sarif)
}

/// Prints how much each rule found, of how many causes, and how many findings have a fix: a table for people, an object
/// a rule for programs.
///
/// # Errors
///
/// What the output says.
pub(crate) fn render_statistics(
    report: &Report,
    format: Format,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Full | Format::Concise => statistics::write(report, display, out),
        Format::Json => statistics::write_json(report, out),
        Format::JsonLines => statistics::write_lines(report, out),
        Format::Github => statistics::write_notice(report, out),
        // Nobody asks for them there: there are none.
        Format::Gitlab | Format::Junit | Format::Markdown | Format::Rdjson | Format::Sarif => Ok(()),
    }
}

/// A report as plain text that is the same everywhere, to be kept as a snapshot: every finding in its record, in the
/// order of the run and 100 cells wide, and the summary. It holds no id of a finding or a cause, and nothing of what was
/// taken for granted.
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
    let (mut bytes, display) = (Vec::new(), Display::default());
    // Writing into memory does not fail.
    let _ = full::write_findings(report, display, &mut bytes);
    let _ = summary::write(report, display, &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Prints what could not be judged, for a person.
///
/// # Errors
///
/// What the output says.
pub fn render_faults(faults: &[Fault], display: impl Into<Display>, out: &mut dyn Write) -> io::Result<()> {
    faults::write(faults, display.into(), out)
}

/// Prints why a run could not start or not go on, for a person.
///
/// # Errors
///
/// What the output says.
pub fn render_error(
    error: &dyn miette::Diagnostic,
    display: impl Into<Display>,
    out: &mut dyn Write,
) -> io::Result<()> {
    faults::write_error(error, display.into(), out)
}
