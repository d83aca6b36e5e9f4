//! `inspect`: a record as the program understands it.

use std::io::{self, BufWriter, Write};

use super::failure::{UntilClosed, tell_faults};
use super::project_arguments::{ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, ListFormat, color, display};
use crate::curate::inspect::{InspectFormat, inspect, write};
use crate::project::Error;
use crate::rule::Rules;

/// What `inspect` is told.
#[derive(Debug, clap::Args)]
pub struct InspectArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    asked: RuleArguments,
    /// The record, by its id; or by its number from 1, where no record has such an id. By default the first.
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    record: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    output_format: ListFormat,
}

/// Reads a record and prints what is understood of it.
pub fn run(arguments: &InspectArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let options = arguments.project.options(rules, &arguments.asked);
    let outcome = inspect(&arguments.project.subject(), &options, arguments.record.as_deref())?;
    tell_faults(&outcome.faults, choice)?;
    let inspection = match outcome.inspection {
        Ok(inspection) => inspection,
        // That nothing is there is said already, with why.
        Err(Error::NoSuchRecord { records: 0, .. }) if !outcome.faults.is_empty() => {
            return Ok(ExitStatus::Failed);
        }
        Err(error) => return Err(error.into()),
    };
    let format = match arguments.output_format {
        ListFormat::Text => InspectFormat::Text { width: display::of_stdout(choice).width },
        ListFormat::Json => InspectFormat::Json,
    };
    let mut out = BufWriter::new(UntilClosed::new(io::stdout().lock()));
    write(&inspection, format, color::of_stdout(choice), &mut out)?;
    out.flush()?;
    Ok(if outcome.faults.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed })
}
