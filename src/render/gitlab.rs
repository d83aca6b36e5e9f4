//! Code quality of GitLab: a list of findings, which merge requests compare by their fingerprints.

use std::io::{self, Write};

use rustc_hash::FxHashSet;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Setting;
use super::json::write_document;
use super::sink::Sink;
use crate::report::{Diagnostic, Fault, Report};
use crate::words::{Level, Untrusted};

/// The rule that faults are listed by: without them a list that is empty would look like a clean run.
const FAULT: &str = "tadqiq/fault";
/// The path of what has none.
const NO_FILE: &str = ".";

/// Prints the list, faults first.
pub fn write(report: &Report, setting: &Setting, out: &mut dyn Write) -> io::Result<()> {
    // Fingerprints are unique: of faults that say the same, one is enough.
    let mut known = FxHashSet::default();
    let faults = report.faults.iter().map(|fault| of_fault(fault, setting));
    let faults = faults.filter(|issue| known.insert(issue.fingerprint.clone()));
    // Whoever compares two lists by fingerprints needs all of both.
    let found = report.diagnostics().chain(report.unchanged_diagnostics());
    let found = found.map(|found| of_finding(found, setting));
    let issues: Vec<Issue<'_>> = faults.chain(found).collect();
    write_document(&issues, out)
}

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: IssueLocation,
}

#[derive(Serialize)]
struct IssueLocation {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u64,
}

fn of_finding<'r>(found: &'r Diagnostic, setting: &Setting) -> Issue<'r> {
    Issue {
        description: Sink::ISOLATED.statement_with_notes(found),
        check_name: found.rule.id(),
        fingerprint: found.fingerprint.to_string(),
        severity: match found.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info => "info",
        },
        location: location(Some(&found.site.file), found.site.span.line, setting),
    }
}

fn of_fault<'r>(fault: &Fault, setting: &Setting) -> Issue<'r> {
    let description = Sink::ISOLATED.fault(fault);
    let digest = Sha256::digest(&description);
    Issue {
        fingerprint: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        description,
        check_name: FAULT,
        severity: "blocker",
        location: location(fault.file.as_ref(), 1, setting),
    }
}

fn location(file: Option<&Untrusted>, line: u64, setting: &Setting) -> IssueLocation {
    let path = file.map_or(NO_FILE.to_owned(), |file| setting.path(file));
    IssueLocation { path, lines: Lines { begin: line } }
}
