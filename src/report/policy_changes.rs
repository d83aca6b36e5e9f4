//! What a change says of how it is to be judged, and what does not count until it is merged.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Decision;
use crate::words::Untrusted;

/// By whose configs, schemas, decisions and baselines a run judged, where those of the files themselves do not count.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct PolicyChanges {
    /// The revision of git as it was named.
    pub revision: Untrusted,
    /// Its commit, by its hexadecimal name.
    pub commit: String,
    /// Configs, schemas, decisions and baselines that are another here, in the order of their paths.
    pub files: Vec<PolicyFile>,
    /// The decisions that stand here and not in the revision.
    #[serde(serialize_with = "decisions")]
    pub decisions: Vec<Arc<Decision>>,
}

/// A file that says how others are judged, and is another than in the revision that counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct PolicyFile {
    /// Its path from the folder one is in, or else from the root of all files.
    pub file: Untrusted,
    /// What became of it.
    pub change: PolicyChange,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PolicyChange {
    /// It was not there.
    Added,
    /// It holds something else.
    Changed,
    /// It is not there any more.
    Removed,
}

impl PolicyChange {
    /// Its name: `added`, `changed`, `removed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

fn decisions<S: Serializer>(decisions: &[Arc<Decision>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(decisions.iter().map(Arc::as_ref))
}
