//! What `check` is told of how findings are shown, and which.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::cli::Failure;
use crate::cli::outputs::Outputs;
use crate::render::{
    Display, Format, GroupBy, Setting, Verbosity, has_statistics, render_for, render_statistics,
};
use crate::report::{CauseId, CauseNameError, Report};

/// Which findings are shown, and how.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "What is shown")]
pub struct DisplayArguments {
    /// How full output brings findings together: each cause once, or none, so that every place is shown. By default
    /// by cause, and every place of what --cause names.
    #[arg(long, value_enum, value_name = "BY")]
    group: Option<GroupChoice>,
    /// Only the findings of this cause, by the first digits of its id, at least six; may be repeated.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    cause: Vec<String>,
    /// Print a table of rules instead: findings, causes and fixes of each.
    #[arg(long, conflicts_with_all = ["group", "max_findings"])]
    pub statistics: bool,
    /// Print no more than so many findings, or causes where each is shown once; all are counted.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    max_findings: Option<usize>,
    /// Print findings alone: not what judged them, and no summary.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// Name all that was not checked.
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GroupChoice {
    Cause,
    None,
}

/// Statistics were asked for in a format that has none.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("there are no statistics in the format {format}")]
#[diagnostic(
    code(tadqiq::no_statistics),
    help("take full, concise, json, json-lines or github; or leave --statistics out")
)]
struct NoStatistics {
    format: &'static str,
}

impl DisplayArguments {
    /// The display with what is said of it.
    pub fn laid_out(&self, display: Display) -> Display {
        let grouping = match self.group {
            Some(GroupChoice::Cause) => GroupBy::Cause,
            None if self.cause.is_empty() => GroupBy::Cause,
            Some(GroupChoice::None) | None => GroupBy::Nothing,
        };
        let verbosity = match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        display.grouped(grouping).at_most(self.max_findings).saying(verbosity)
    }

    /// Whether all is to be said.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Whether what is asked for can be shown in these formats.
    pub fn fits(&self, outputs: &Outputs) -> Result<(), Failure> {
        let without = outputs.formats().find(|format| self.statistics && !has_statistics(*format));
        without.map_or(Ok(()), |format| Err(Failure::Error(Box::new(NoStatistics { format: format.name() }))))
    }

    /// Prints a report as is asked for.
    pub fn write(
        &self,
        report: &Report,
        format: Format,
        setting: &Setting,
        display: Display,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let display = self.laid_out(display);
        match self.statistics {
            true => render_statistics(report, format, display, out),
            false => render_for(report, format, setting, display, out),
        }
    }

    /// What is left of a report by the causes that are named.
    ///
    /// # Errors
    ///
    /// [`CauseNameError`] for a word that names none, or several.
    pub fn asked_about(&self, report: Report) -> Result<Report, CauseNameError> {
        if self.cause.is_empty() {
            return Ok(report);
        }
        Ok(report.of_causes(&self.causes(&report)?))
    }

    /// The causes of a report that are named; none: all of them.
    ///
    /// # Errors
    ///
    /// [`CauseNameError`] for a word that names none, or several.
    pub fn causes(&self, report: &Report) -> Result<Vec<CauseId>, CauseNameError> {
        self.cause.iter().map(|name| report.cause_named(name)).collect()
    }
}
