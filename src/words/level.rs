//! How much a finding weighs.

use serde::{Deserialize, Serialize};

/// How much a finding weighs. The order is by weight: `Info < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth a look; never fails a run by default.
    Info,
    /// Very likely, by a heuristic.
    Warning,
    /// Proven by arithmetic, by the schema, by a registry or by the source's text.
    Error,
}

impl Level {
    /// Every level, lightest first.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The level's name, as options, configs and formats write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The level of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}
