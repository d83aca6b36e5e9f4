//! What `check` is told of findings that stood before.

use crate::project::{BaselineUse, Unchanged};

/// What becomes of findings that stood before.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What stood before")]
pub struct BeforeArguments {
    /// Show the findings too that stand in baseline.ndjson.
    #[arg(long)]
    no_baseline: bool,
    /// Tell the findings too that stood before, marked, in the formats json, json-lines, sarif and gitlab.
    #[arg(long)]
    show_unchanged: bool,
}

impl BeforeArguments {
    /// What becomes of baselines.
    pub fn baseline(&self) -> BaselineUse {
        if self.no_baseline { BaselineUse::Ignored } else { BaselineUse::Read }
    }

    /// What becomes of what stood before.
    pub fn unchanged(&self) -> Unchanged {
        if self.show_unchanged { Unchanged::Told } else { Unchanged::Counted }
    }
}
