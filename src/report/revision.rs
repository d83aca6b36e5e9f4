//! What a change brought, by counts.

use serde::Serialize;

use crate::words::Untrusted;

/// What was found in a run that was held against a revision of git.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RevisionCounts {
    /// The revision as it was named.
    pub revision: Untrusted,
    /// The commit that the records were held against, by its hexadecimal name.
    pub commit: String,
    /// Whether that is where the branch left the revision, and not the revision itself.
    pub is_merge_base: bool,
    /// Findings that were not there: those of the report.
    pub new: u64,
    /// Findings that were there and are not any more.
    pub fixed: u64,
    /// Findings that were there and still are, but for those that a decision accepts or a baseline has.
    pub unchanged: u64,
}
