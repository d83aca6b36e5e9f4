//! `evidence`: what is open between records and their sources.

use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use super::failure::{tell_faults, unless_closed};
use super::project_arguments::{DayArguments, ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::evidence::{ClaimsShown, EvidenceFormat, evidence, write};
use crate::project::Options;
use crate::rule::Rules;

/// What `evidence` is told.
#[derive(Debug, clap::Args)]
pub struct EvidenceArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    day: DayArguments,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = EvidenceListFormat::Text, value_name = "FORMAT")]
    output_format: EvidenceListFormat,
    /// Print every claim of every record, with the words that carry it; JSON has them always.
    #[arg(long)]
    claims: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EvidenceListFormat {
    Text,
    Markdown,
    Json,
}

impl From<EvidenceListFormat> for EvidenceFormat {
    fn from(format: EvidenceListFormat) -> Self {
        match format {
            EvidenceListFormat::Text => Self::Text,
            EvidenceListFormat::Markdown => Self::Markdown,
            EvidenceListFormat::Json => Self::Json,
        }
    }
}

/// Judges the evidence and prints what is open.
pub fn run(arguments: &EvidenceArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let options = arguments.project.options(rules, &RuleArguments::default());
    let options = Options { today: Some(arguments.day.today()), ..options };
    let evidence = evidence(&arguments.project.subject(), &options)?;
    let claims = if arguments.claims { ClaimsShown::Each } else { ClaimsShown::Counted };
    let print = || {
        let mut out = BufWriter::new(io::stdout().lock());
        write(&evidence, arguments.output_format.into(), claims, display::of_stdout(choice), &mut out)?;
        Ok(out.flush()?)
    };
    unless_closed(print())?;
    let faults = &evidence.report.faults;
    tell_faults(faults, choice)?;
    Ok(match (faults.is_empty(), evidence.is_whole()) {
        (false, _) => ExitStatus::Failed,
        (true, false) => ExitStatus::Findings,
        (true, true) => ExitStatus::Clean,
    })
}
