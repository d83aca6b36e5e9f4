//! Findings that stood before: they are counted, and fail no run.

use std::sync::Arc;

use super::{CauseId, Diagnostic, Fingerprint};
use crate::rule::RuleId;
use crate::words::Level;

/// A finding that stood before.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct UnchangedFinding {
    /// Its rule.
    pub rule: RuleId,
    /// Its level in this run.
    pub level: Level,
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// What would settle it.
    pub cause: CauseId,
    /// What it stood in.
    pub stood_in: StoodIn,
    /// The finding, located, where [asked for](crate::Options::unchanged) and within the bounds of what is shown.
    pub diagnostic: Option<Arc<Diagnostic>>,
}

/// What a finding stood in before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum StoodIn {
    /// In the baseline.
    Baseline,
    /// In the revision that the run is held against.
    Revision,
}

impl StoodIn {
    /// Its name: `baseline` or `revision`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Revision => "revision",
        }
    }
}

/// A baseline of a run, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JudgedBaseline {
    /// Its file, as a person would call it.
    pub file: crate::words::Untrusted,
    /// How many findings it has.
    pub findings: u64,
    /// How many of them this run found, those that a decision accepts among them.
    pub found: u64,
    /// How many are gone; none where this run did not judge all that they may be of.
    pub gone: Option<u64>,
}
