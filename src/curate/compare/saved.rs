//! A report as it was saved: somebody's file, of which no more is believed than can be read.

use std::path::{Path, PathBuf};

use miette::Diagnostic;
use serde::{Deserialize, Serialize};

use crate::project::error::Error;
use crate::project::files::Files;
use crate::text::character::show;

/// So many bytes are read of a report. A million findings are as many.
const MOST_BYTES: u64 = 1 << 31;

/// A finding of a saved report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SavedFinding {
    /// The rule.
    pub rule: String,
    /// The record's id; its file, where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<SavedRecord>,
    /// The value in the record.
    #[serde(default)]
    pub pointer: String,
    /// The file.
    #[serde(default)]
    pub file: String,
    /// The level.
    pub level: String,
    /// What was said.
    #[serde(default)]
    pub message: String,
    /// What it is known by.
    pub fingerprint: String,
}

/// The record of a saved finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SavedRecord {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The line it began on.
    pub line: u64,
}

impl SavedFinding {
    /// Whether another, of the same fingerprint, says the same at the same level.
    pub fn says_as(&self, other: &Self) -> bool {
        (&self.level, &self.message) == (&other.level, &other.message)
    }

    /// What a person calls its place: the record and the field; the file where there is no id.
    pub fn place(&self) -> String {
        let id = self.record.as_ref().and_then(|record| record.id.as_deref());
        let line = self.record.as_ref().map(|record| format!(":{}", record.line)).unwrap_or_default();
        let subject = id.map_or_else(|| format!("{}{line}", self.file), str::to_owned);
        match (subject.is_empty(), self.pointer.is_empty()) {
            (true, _) => self.fingerprint.clone(),
            (false, true) => subject,
            (false, false) => format!("{subject} · {}", self.pointer),
        }
    }
}

/// Why a file is no report.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[non_exhaustive]
pub enum NotAReport {
    /// It holds something else, or a part of one.
    #[error("{} is no report: {why}", show(&.path.to_string_lossy()))]
    #[diagnostic(
        code(tadqiq::not_a_report),
        help("write one with tadqiq check --output json=report.json, and leave it as it is")
    )]
    Else {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it, ready to print.
        why: String,
    },
    /// It is of a version that this program does not read.
    #[error("{} is a report of version {}, and this program reads {KNOWN}", show(&.path.to_string_lossy()), show(.version))]
    #[diagnostic(code(tadqiq::not_a_report), help("write both reports with one version of the program"))]
    AnotherVersion {
        /// Its path.
        path: PathBuf,
        /// Its version.
        version: String,
    },
    /// It cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Run(#[from] Error),
}

/// The version of reports that is read.
const KNOWN: &str = "1";

#[derive(Deserialize)]
struct SavedReport {
    version: String,
    diagnostics: Vec<SavedFinding>,
    #[serde(default)]
    unchanged: Vec<SavedFinding>,
    #[serde(default)]
    faults: Vec<SavedFault>,
    #[serde(default)]
    unshown: u64,
    counts: SavedCounts,
}

#[derive(Deserialize)]
struct SavedCounts {
    by_level: std::collections::BTreeMap<String, u64>,
}

/// What is read of a report.
pub struct ReadReport {
    /// Its findings, those that stood before among them.
    pub findings: Vec<SavedFinding>,
    /// What its run could not judge, each in a sentence.
    pub faults: Vec<String>,
    /// How many findings it leaves out.
    pub unknown: u64,
}

#[derive(Deserialize)]
struct SavedFault {
    message: String,
    #[serde(default)]
    file: Option<String>,
}

/// Reads a report.
pub fn read(path: &Path) -> Result<ReadReport, NotAReport> {
    let wrong = |why: String| NotAReport::Else { path: path.to_owned(), why };
    let bytes = Files::default().read(path, MOST_BYTES)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(wrong(format!("it has more than {MOST_BYTES} bytes")));
    }
    let report: SavedReport =
        serde_json::from_slice(&bytes).map_err(|error| wrong(show(&error.to_string()).into_owned()))?;
    if report.version != KNOWN {
        return Err(NotAReport::AnotherVersion { path: path.to_owned(), version: report.version });
    }
    // Findings beyond the bounds are counted, and have no diagnostic; those of --max-findings are said to be unshown.
    let counted: u64 = report.counts.by_level.values().fold(0, |all, count| all.saturating_add(*count));
    let unknown = counted.saturating_sub(report.diagnostics.len() as u64).max(report.unshown);
    let mut findings = report.diagnostics;
    findings.extend(report.unchanged);
    let faults = report.faults.into_iter().map(|SavedFault { message, file }| match file {
        Some(file) if !message.contains(&file) => format!("{file}: {message}"),
        _ => message,
    });
    Ok(ReadReport { findings, faults: faults.collect(), unknown })
}
