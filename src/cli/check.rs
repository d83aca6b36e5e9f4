//! `check`: the main job.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

use self::mend_arguments::{MendArguments, MendingMode};
use super::progress::{shown_while, write_timings};
use super::project_arguments::{DayArguments, ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, display};
use crate::project::Options;
use crate::project::error::Error;
use crate::render::{Display, Format, render, render_faults, render_statistics, unshown};
use crate::report::Report;
use crate::rule::Rules;
use crate::text::nearest::nearest;
use crate::words::Level;

mod display_arguments;
mod mend_arguments;
mod mending;
mod watch;

use display_arguments::DisplayArguments;

/// What `check` is told.
#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    rules: RuleArguments,
    #[command(flatten)]
    day: DayArguments,
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
    #[command(flatten)]
    display: DisplayArguments,
    #[command(flatten)]
    mending: MendArguments,
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
    let options = Options {
        today: Some(arguments.day.today()),
        outputs: arguments.output_file.iter().cloned().collect(),
        ..arguments.project.options(rules, &arguments.rules)
    };
    if arguments.watch {
        return watch::run(arguments, options, format, choice);
    }
    let progress = options.progress.clone();
    let subject = arguments.project.subject();
    let report = match arguments.mending.mode() {
        MendingMode::Diff => return mending::show(arguments, &options, format, choice),
        MendingMode::Fix => mending::fix(arguments, &options, choice)?,
        MendingMode::Report => {
            let report = shown_while(&progress, || crate::engine::check(&subject, &options))?;
            arguments.display.asked_about(report).map_err(Error::from)?
        }
    };
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
    let of_stderr = arguments.display.laid_out(display::of_stderr(choice));
    tell_unshown(report, format, of_stderr)?;
    Ok(render_faults(&report.faults, of_stderr, &mut io::stderr().lock())?)
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
        let is_taken = arguments.mending.mode() == MendingMode::Fix && arguments.project.reads_stdin();
        let (out, display): (Box<dyn Write>, Display) = match is_taken {
            // The standard output is the mended text.
            true => (Box::new(io::stderr().lock()), display::of_stderr(choice)),
            false => (Box::new(io::stdout().lock()), display::of_stdout(choice)),
        };
        let mut out = BufWriter::new(out);
        write(report, format, arguments, display, &mut out)?;
        return Ok(out.flush()?);
    };
    let write_file = || {
        let mut out = BufWriter::new(File::create(path)?);
        write(report, format, arguments, display::of_a_file(), &mut out)?;
        out.flush()
    };
    Ok(write_file().map_err(|cause| Error::Unwritable { path: path.clone(), cause })?)
}

fn write(
    report: &Report,
    format: Format,
    arguments: &CheckArguments,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    let display = arguments.display.laid_out(display);
    match arguments.display.statistics {
        true => render_statistics(report, format, display, out),
        false => render(report, format, display, out),
    }
}

/// Says what was left out where the format has no words for it.
fn tell_unshown(report: &Report, format: Format, display: Display) -> io::Result<()> {
    match (format, unshown(report, display)) {
        (Format::JsonLines, Some(unshown)) => writeln!(io::stderr(), "tadqiq: {unshown}"),
        _ => Ok(()),
    }
}

fn outcome(report: &Report, fails_at: Level, arguments: &CheckArguments) -> ExitStatus {
    if !report.faults.is_empty() {
        return ExitStatus::Failed;
    }
    let fails = report.worst().is_some_and(|worst| worst >= fails_at);
    if fails && !arguments.exit_zero { ExitStatus::Findings } else { ExitStatus::Clean }
}
