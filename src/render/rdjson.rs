//! Reviewdog's diagnostic format, which makes comments and suggestions of a pull request.
//!
//! A message becomes part of a comment in Markdown, or a line of a log: what comes of the data stands in code, where
//! it links nothing and calls nobody. Columns are bytes.

use std::io::{self, Write};

use serde::Serialize;

use super::Setting;
use super::json::write_document;
use super::markdown::code;
use super::sink::Sink;
use crate::report::{Diagnostic, Fault, LocatedFix, Related, Report, Site};
use crate::words::{Level, Span};

const SINK: Sink = Sink { ours: str::to_owned, data: code };
/// The code that faults have in the place of a rule's name.
const FAULT: &str = "tadqiq/fault";
/// The path of what has none.
const NO_FILE: &str = ".";

/// Prints the result, faults first.
pub fn write(report: &Report, setting: &Setting, out: &mut dyn Write) -> io::Result<()> {
    let faults = report.faults.iter().map(|fault| of_fault(fault, setting));
    let found = report.diagnostics().map(|found| of_finding(found, setting));
    let source = Source { name: "tadqiq", url: super::SITE };
    write_document(&DiagnosticResult { source, diagnostics: faults.chain(found).collect() }, out)
}

#[derive(Serialize)]
struct DiagnosticResult<'r> {
    source: Source,
    diagnostics: Vec<Comment<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Comment<'r> {
    message: String,
    location: CommentLocation,
    severity: &'static str,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation>,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

#[derive(Serialize)]
struct CommentLocation {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u64,
    column: u64,
}

#[derive(Serialize)]
struct Suggestion<'r> {
    range: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct RelatedLocation {
    message: String,
    location: CommentLocation,
}

fn of_finding<'r>(found: &'r Diagnostic, setting: &Setting) -> Comment<'r> {
    Comment {
        message: SINK.statement_with_notes(found),
        location: location(&found.site, setting),
        severity: match found.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Info => "INFO",
        },
        code: Code { value: found.rule.id(), url: found.rule.url() },
        suggestions: found.fixes.iter().filter_map(|fix| suggestion(fix, &found.site)).collect(),
        related_locations: found.related.iter().map(|related| related_location(related, setting)).collect(),
    }
}

fn of_fault<'r>(fault: &Fault, setting: &Setting) -> Comment<'r> {
    let path = fault.file.as_ref().map_or(NO_FILE.to_owned(), |file| setting.path(file));
    Comment {
        message: SINK.fault(fault),
        location: CommentLocation { path, range: None },
        severity: "ERROR",
        code: Code { value: FAULT, url: None },
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    }
}

/// A way out that is one edit of the finding's own file: of several suggestions a reader takes one.
fn suggestion<'r>(fix: &'r LocatedFix, site: &Site) -> Option<Suggestion<'r>> {
    let [edit] = fix.edits.as_slice() else { return None };
    (edit.file == site.file).then(|| Suggestion { range: range(&edit.span), text: &edit.text })
}

fn related_location(related: &Related, setting: &Setting) -> RelatedLocation {
    RelatedLocation { message: SINK.sentence(&related.label), location: location(&related.site, setting) }
}

fn location(site: &Site, setting: &Setting) -> CommentLocation {
    CommentLocation { path: setting.path(&site.file), range: Some(range(&site.span)) }
}

fn range(span: &Span) -> Range {
    Range {
        start: Position { line: span.line, column: span.byte_column },
        end: Position { line: span.end_line, column: span.byte_end_column },
    }
}
