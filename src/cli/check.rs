//! `check`: the main job.

use std::io;
use std::time::Instant;

use super::outputs::{OutputArguments, Outputs};
use super::progress::{shown_while, write_timings};
use super::project_arguments::{DayArguments, ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, color};
use crate::project::Options;
use crate::render::render_faults;
use crate::report::Report;
use crate::rule::Rules;
use crate::words::Level;

mod watch;

/// What `check` is told.
#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    rules: RuleArguments,
    #[command(flatten)]
    day: DayArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// The lowest level that fails the run: error, warning or info. By default the config's, else warning.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    fail_on: Option<Level>,
    /// End with 0 whatever is found.
    #[arg(long)]
    exit_zero: bool,
    /// Print on the standard error how long each stage took.
    #[arg(long)]
    timings: bool,
    /// Judge again whatever changes, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["output_file", "output", "timings"])]
    watch: bool,
}

fn level(name: &str) -> Result<Level, String> {
    Level::named(name).ok_or_else(|| "one of error, warning, info".to_owned())
}

/// Judges, prints, and says how it ended.
pub fn run(arguments: &CheckArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    // Where it goes first: a run of minutes must not end with a word that is misspelt.
    let outputs = arguments.output.outputs()?;
    let options = Options {
        today: Some(arguments.day.today()),
        outputs: outputs.files(),
        ..arguments.project.options(rules, &arguments.rules)
    };
    if arguments.watch {
        return watch::run(arguments, options, &outputs, choice);
    }
    let progress = options.progress.clone();
    let subject = arguments.project.subject();
    let report = shown_while(&progress, || crate::engine::check(&subject, &options))?;
    let start = Instant::now();
    match write_report(&report, &outputs, arguments, choice) {
        // `tadqiq … | head` has read enough: what was found is what the shell is told.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    if arguments.timings {
        write_timings(&progress, start.elapsed(), &mut io::stderr().lock())?;
    }
    Ok(outcome(&report, arguments))
}

/// Prints a report, and on the standard error what could not be judged.
fn write_report(
    report: &Report,
    outputs: &Outputs,
    arguments: &CheckArguments,
    choice: ColorChoice,
) -> Result<(), Failure> {
    let printed = outputs.write(report, outcome(report, arguments), choice);
    render_faults(&report.faults, color::of_stderr(choice), &mut io::stderr().lock())?;
    printed
}

fn outcome(report: &Report, arguments: &CheckArguments) -> ExitStatus {
    let fails_at = arguments.fail_on.or(report.fail_on).unwrap_or(Level::Warning);
    if !report.faults.is_empty() {
        return ExitStatus::Failed;
    }
    let fails = report.worst().is_some_and(|worst| worst >= fails_at);
    if fails && !arguments.exit_zero { ExitStatus::Findings } else { ExitStatus::Clean }
}
