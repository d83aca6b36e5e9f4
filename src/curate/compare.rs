//! Two saved reports, finding by finding: what came, what is gone, what is said otherwise.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::render::Display;

mod markdown;
mod saved;
mod text;

pub use saved::{NotAReport, SavedFinding};

/// What is different between two reports. Findings are known by their fingerprints, and are in the order of their
/// rules, then of their reports.
#[derive(Debug, Default, Serialize)]
pub struct ReportComparison {
    /// Findings that the older one does not have.
    pub added: Vec<SavedFinding>,
    /// Findings that the newer one does not have.
    pub gone: Vec<SavedFinding>,
    /// Findings whose level or words are others.
    pub changed: Vec<ChangedFinding>,
    /// What the newer run could not judge, and the older one could: what it would have found there nobody knows.
    pub faults: Vec<String>,
    /// How many are the same.
    pub same: u64,
    /// How many findings were left out of the reports when they were written, so that nobody knows of them.
    pub unknown: u64,
}

/// A finding as two reports have it.
#[derive(Debug, Serialize)]
pub struct ChangedFinding {
    /// As the older one has it.
    pub before: SavedFinding,
    /// As the newer one has it.
    pub after: SavedFinding,
}

/// How a comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonFormat {
    /// For a terminal.
    Text,
    /// For a comment or a summary.
    Markdown,
    /// For a program, with every finding.
    Json,
}

/// Compares two reports that were saved as JSON.
///
/// # Errors
///
/// [`NotAReport`] for a file that cannot be read, or holds something else.
pub fn compare(old: &Path, new: &Path) -> Result<ReportComparison, NotAReport> {
    let (old, new) = (saved::read(old)?, saved::read(new)?);
    let mut before: FxHashMap<String, SavedFinding> =
        old.findings.into_iter().map(|found| (found.fingerprint.clone(), found)).collect();
    let unknown = old.unknown + new.unknown;
    let faults = new.faults.into_iter().filter(|fault| !old.faults.contains(fault)).collect();
    let mut comparison = ReportComparison { unknown, faults, ..ReportComparison::default() };
    for after in new.findings {
        match before.remove(&after.fingerprint) {
            None => comparison.added.push(after),
            Some(before) if before.says_as(&after) => comparison.same += 1,
            Some(before) => comparison.changed.push(ChangedFinding { before, after }),
        }
    }
    comparison.gone.extend(before.into_values());
    comparison.added.sort();
    comparison.gone.sort();
    comparison.changed.sort_by(|one, other| one.after.cmp(&other.after));
    Ok(comparison)
}

impl ReportComparison {
    /// Whether the two say the same.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty() && self.faults.is_empty()
    }

    /// Prints it.
    ///
    /// # Errors
    ///
    /// What the output says.
    pub fn write(&self, format: ComparisonFormat, display: Display, out: &mut dyn Write) -> io::Result<()> {
        match format {
            ComparisonFormat::Text => text::write(self, display, out),
            ComparisonFormat::Markdown => markdown::write(self, out),
            ComparisonFormat::Json => crate::render::write_line(self, out),
        }
    }

    /// What is different, by rule.
    fn by_rule(&self) -> BTreeMap<&str, Vec<Difference<'_>>> {
        let added = self.added.iter().map(Difference::Added);
        let gone = self.gone.iter().map(Difference::Gone);
        let changed = self.changed.iter().map(Difference::Changed);
        let mut by_rule: BTreeMap<&str, Vec<Difference<'_>>> = BTreeMap::new();
        for difference in added.chain(gone).chain(changed) {
            by_rule.entry(difference.finding().rule.as_str()).or_default().push(difference);
        }
        by_rule
    }

    /// "2 added, 1 gone, 4 170 the same"
    fn counts(&self) -> String {
        let count = |findings: usize, what: &str| {
            (findings > 0).then(|| format!("{} {what}", crate::render::grouped(findings as u64)))
        };
        let parts = [
            count(self.added.len(), "added"),
            count(self.gone.len(), "gone"),
            count(self.changed.len(), "changed"),
            Some(format!("{} the same", crate::render::grouped(self.same))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What nobody can know, if there is any.
    fn warnings(&self) -> Vec<String> {
        let faults = self.faults.iter().map(|fault| format!("could not be judged any more: {fault}"));
        faults.chain(self.left_out()).collect()
    }

    fn left_out(&self) -> Option<String> {
        let unknown = crate::render::number(self.unknown, "finding");
        let said = format!("{unknown} left out of the reports, by --max-findings or a bound: not compared");
        (self.unknown > 0).then_some(said)
    }
}

/// A finding that is different.
#[derive(Clone, Copy)]
enum Difference<'c> {
    Added(&'c SavedFinding),
    Gone(&'c SavedFinding),
    Changed(&'c ChangedFinding),
}

impl<'c> Difference<'c> {
    fn finding(self) -> &'c SavedFinding {
        match self {
            Self::Added(found) | Self::Gone(found) => found,
            Self::Changed(changed) => &changed.after,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Added(_) => '+',
            Self::Gone(_) => '-',
            Self::Changed(_) => '~',
        }
    }

    /// What is said of it, before it is made safe to print.
    fn said(self) -> String {
        let Self::Changed(ChangedFinding { before, after }) = self else {
            return self.finding().message.clone();
        };
        match before.level == after.level {
            true => format!("{}; before: {}", after.message, before.message),
            false => format!("{}, before {}: {}", after.level, before.level, after.message),
        }
    }
}

#[cfg(test)]
mod tests;
