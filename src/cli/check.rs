//! `check`: the main job.

use std::io;

use super::outputs::OutputArguments;
use super::project_arguments::{ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, color};
use crate::render::render_faults;
use crate::report::Report;
use crate::rule::Rules;
use crate::words::Level;

/// What `check` is told.
#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    rules: RuleArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// The lowest level that fails the run: error, warning or info. By default the config's, else warning.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    fail_on: Option<Level>,
    /// End with 0 whatever is found.
    #[arg(long)]
    exit_zero: bool,
}

fn level(name: &str) -> Result<Level, String> {
    Level::named(name).ok_or_else(|| "one of error, warning, info".to_owned())
}

/// Judges, prints, and says how it ended.
pub fn run(arguments: &CheckArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    // Where it goes first: a run of minutes must not end with a word that is misspelt.
    let outputs = arguments.output.outputs()?;
    let options = arguments.project.options(rules, &arguments.rules);
    let report = crate::engine::check(&arguments.project.subject(), &options)?;
    let fails_at = arguments.fail_on.or(report.fail_on).unwrap_or(Level::Warning);
    let outcome = outcome(&report, fails_at, arguments);
    match outputs.write(&report, outcome, choice) {
        // `tadqiq … | head` has read enough: what was found is what the shell is told.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    render_faults(&report.faults, color::of_stderr(choice), &mut io::stderr().lock())?;
    Ok(outcome)
}

fn outcome(report: &Report, fails_at: Level, arguments: &CheckArguments) -> ExitStatus {
    if !report.faults.is_empty() {
        return ExitStatus::Failed;
    }
    let fails = report.worst().is_some_and(|worst| worst >= fails_at);
    if fails && !arguments.exit_zero { ExitStatus::Findings } else { ExitStatus::Clean }
}
