//! `evidence`: what is open between records and their sources.

use std::io::{self, BufWriter, Write};

use super::{ColorChoice, EvidenceArguments, ExitStatus, Failure, color};
use crate::curate::evidence::{ClaimsShown, evidence, write};
use crate::project::{Options, Subject};
use crate::render::render_faults;

/// Judges the evidence and prints what is open.
pub fn run(
    arguments: &EvidenceArguments,
    options: &Options,
    choice: ColorChoice,
) -> Result<ExitStatus, Failure> {
    let evidence = evidence(&Subject::paths(&arguments.paths), options)?;
    let claims = if arguments.claims { ClaimsShown::Each } else { ClaimsShown::Counted };
    let mut out = BufWriter::new(io::stdout().lock());
    write(&evidence, arguments.output_format.into(), claims, color::of_stdout(choice), &mut out)?;
    let report = &evidence.report;
    out.flush()?;
    render_faults(&report.faults, color::of_stderr(choice), &mut io::stderr().lock())?;
    Ok(match (report.faults.is_empty(), evidence.is_whole()) {
        (false, _) => ExitStatus::Failed,
        (true, false) => ExitStatus::Findings,
        (true, true) => ExitStatus::Clean,
    })
}
