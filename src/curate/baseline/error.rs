//! Why no baseline is written.

use std::path::PathBuf;

use miette::Diagnostic;

use crate::project::error::Error;
use crate::text::character::show;

/// Why no baseline is written.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[non_exhaustive]
pub enum BaselineWriteError {
    /// There is one, and it was not said what is to become of it.
    #[error("there is a baseline: {}", show(&.path.to_string_lossy()))]
    #[diagnostic(
        code(tadqiq::baseline_exists),
        help(
            "--update takes out what is not found any more, and nothing comes in; --force writes it anew, and may \
             let more through than before"
        )
    )]
    Exists {
        /// Its path.
        path: PathBuf,
    },
    /// A part of what it is of was asked for.
    #[error("a part of the records is asked for, and {} is of all", show(&.path.to_string_lossy()))]
    #[diagnostic(
        code(tadqiq::baseline_of_a_part),
        help(
            "name the folder of the tadqiq.toml and nothing else; without a config, one folder with all records"
        )
    )]
    Partial {
        /// The path of the baseline.
        path: PathBuf,
    },
    /// No config was to be read, so there is no folder that it belongs to.
    #[error("a baseline stands beside the config, and none is to be read")]
    #[diagnostic(code(tadqiq::baseline_nowhere), help("leave --isolated out"))]
    Nowhere,
    /// What keeps a run from starting, and what cannot be read or written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Run(#[from] Error),
}
