//! `check`: the main job.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::{CheckArguments, ColorChoice, ExitStatus, Failure, color, config_choice};
use crate::project::config::SchemaName;
use crate::project::error::Error;
use crate::project::{Options, Subject};
use crate::render::{Color, Format, render, render_faults};
use crate::report::Report;
use crate::rule::Rules;
use crate::text::nearest::nearest;
use crate::words::Level;

/// Judges, prints, and says how it ended.
pub fn run(arguments: &CheckArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    // The format first: a run of minutes must not end with a word that is misspelt.
    let format = format(&arguments.output_format)?;
    let options = options(arguments, rules);
    let subject =
        Subject::Paths { paths: arguments.paths.clone(), stdin_name: arguments.stdin_filename.clone() };
    let report = crate::engine::check(&subject, &options)?;
    print(&report, format, arguments, choice)?;
    render_faults(&report.faults, color::of_stderr(choice), &mut io::stderr().lock())?;
    let fails_at = arguments.fail_on.or(report.fail_on).unwrap_or(Level::Warning);
    Ok(outcome(&report, fails_at, arguments))
}

fn options(arguments: &CheckArguments, rules: Rules) -> Options {
    Options {
        config: config_choice(arguments.config.as_deref(), arguments.isolated),
        schema: arguments.schema.as_deref().map(|name| SchemaName::read(name, "".as_ref())),
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        rules,
        threads: arguments.threads,
        ..Options::default()
    }
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
