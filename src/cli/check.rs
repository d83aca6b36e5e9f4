//! `check`: the main job.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

use super::progress::{shown_while, write_timings};
use super::project_arguments::{ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, color};
use crate::project::error::Error;
use crate::render::{Color, Format, render, render_faults};
use crate::report::Report;
use crate::rule::Rules;
use crate::text::nearest::nearest;
use crate::words::Level;

mod watch;

/// What `check` is told.
#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// How to print what is found.
    #[arg(long, value_name = "FORMAT", default_value = "full", help = format_help())]
    output_format: String,
    /// Where to print it, instead of the standard output.
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
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
    #[arg(long, conflicts_with_all = ["output_file", "timings"])]
    watch: bool,
}

fn format_help() -> String {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    format!("How to print what is found: {}", names.join(", "))
}

fn level(name: &str) -> Result<Level, String> {
    Level::named(name).ok_or_else(|| "one of error, warning, info".to_owned())
}

/// Judges, prints, and says how it ended.
pub fn run(arguments: &CheckArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    // The format first: a run of minutes must not end with a word that is misspelt.
    let format = format(&arguments.output_format)?;
    let options = arguments.project.options(rules, &arguments.rules);
    if arguments.watch {
        return watch::run(arguments, options, format, choice);
    }
    let progress = options.progress.clone();
    let subject = arguments.project.subject();
    let report = shown_while(&progress, || crate::engine::check(&subject, &options))?;
    let start = Instant::now();
    write_report(&report, format, arguments, choice)?;
    if arguments.timings {
        write_timings(&progress, start.elapsed(), &mut io::stderr().lock())?;
    }
    let fails_at = arguments.fail_on.or(report.fail_on).unwrap_or(Level::Warning);
    Ok(outcome(&report, fails_at, arguments))
}

/// Prints a report, and on the standard error what could not be judged.
fn write_report(
    report: &Report,
    format: Format,
    arguments: &CheckArguments,
    choice: ColorChoice,
) -> Result<(), Failure> {
    print(report, format, arguments, choice)?;
    Ok(render_faults(&report.faults, color::of_stderr(choice), &mut io::stderr().lock())?)
}

fn format(name: &str) -> Result<Format, Error> {
    Format::named(name).ok_or_else(|| Error::UnknownFormat {
        name: name.to_owned(),
        nearest: nearest(name, Format::ALL.iter().map(|format| format.name())).map(str::to_owned),
        known: Format::ALL.iter().map(|format| format.name()).collect(),
    })
}

fn print(
    report: &Report,
    format: Format,
    arguments: &CheckArguments,
    choice: ColorChoice,
) -> Result<(), Failure> {
    let Some(path) = &arguments.output_file else {
        let mut out = BufWriter::new(io::stdout().lock());
        render(report, format, color::of_stdout(choice), &mut out)?;
        return Ok(out.flush()?);
    };
    let write = || {
        let mut out = BufWriter::new(File::create(path)?);
        render(report, format, Color::Off, &mut out)?;
        out.flush()
    };
    Ok(write().map_err(|cause| Error::Unwritable { path: path.clone(), cause })?)
}

fn outcome(report: &Report, fails_at: Level, arguments: &CheckArguments) -> ExitStatus {
    if !report.faults.is_empty() {
        return ExitStatus::Failed;
    }
    let fails = report.worst().is_some_and(|worst| worst >= fails_at);
    if fails && !arguments.exit_zero { ExitStatus::Findings } else { ExitStatus::Clean }
}
