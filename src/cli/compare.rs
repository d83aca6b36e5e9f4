//! `compare`: two saved reports, and what is different.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;

use super::failure::unless_closed;
use super::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::compare::{ComparisonFormat, compare};

/// What `compare` is told.
#[derive(Debug, clap::Args)]
pub struct CompareArguments {
    /// The older report, as check writes it with --output-format json.
    old: PathBuf,
    /// The newer one.
    new: PathBuf,
    /// How to print what is different.
    #[arg(long, value_enum, default_value_t = ComparisonListFormat::Text, value_name = "FORMAT")]
    output_format: ComparisonListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ComparisonListFormat {
    Text,
    Markdown,
    Json,
}

impl From<ComparisonListFormat> for ComparisonFormat {
    fn from(format: ComparisonListFormat) -> Self {
        match format {
            ComparisonListFormat::Text => Self::Text,
            ComparisonListFormat::Markdown => Self::Markdown,
            ComparisonListFormat::Json => Self::Json,
        }
    }
}

/// Reads both and prints what is different.
pub fn run(arguments: &CompareArguments, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let comparison = compare(&arguments.old, &arguments.new)?;
    let print = || {
        let mut out = BufWriter::new(io::stdout().lock());
        comparison.write(arguments.output_format.into(), display::of_stdout(choice), &mut out)?;
        Ok(out.flush()?)
    };
    unless_closed(print())?;
    Ok(if comparison.is_empty() { ExitStatus::Clean } else { ExitStatus::Findings })
}
