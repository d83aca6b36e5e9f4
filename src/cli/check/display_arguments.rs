//! What `check` is told of how findings are shown, and which.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::ValueEnum;

use crate::cli::outputs::Outputs;
use crate::cli::{Failure, accept};
use crate::project::Accepted;
use crate::render::{
    Display, Format, GroupBy, Setting, Verbosity, has_statistics, render_for, render_statistics,
};
use crate::report::{CauseId, Decision, IdNameError, Report};

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
    /// Keep in SARIF what decisions accept, as results that are suppressed. Without it they are only counted: GitHub
    /// takes a result that is suppressed for an open one.
    #[arg(long)]
    show_accepted: bool,
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

/// What is accepted was asked for, and no format shows it.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("--show-accepted is for sarif: no other format shows what is accepted")]
#[diagnostic(
    code(tadqiq::nobody_shows_accepted),
    help("add --output sarif=FILE; tadqiq decisions lists what is accepted, and why")
)]
struct NobodyShowsAccepted;

impl DisplayArguments {
    /// What becomes of findings that are accepted.
    pub fn accepted(&self) -> Accepted {
        match self.show_accepted {
            true => Accepted::Told,
            false => Accepted::Counted,
        }
    }

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
        if self.show_accepted && !outputs.formats().any(|format| format == Format::Sarif) {
            return Err(Failure::Error(Box::new(NobodyShowsAccepted)));
        }
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
    /// [`IdNameError`] for a word that names none, or several.
    pub fn asked_about(&self, report: Report) -> Result<Report, IdNameError> {
        if self.cause.is_empty() {
            return Ok(report);
        }
        Ok(report.of_causes(&self.causes(&report)?))
    }

    /// Says by what decision the findings of a cause that is named are accepted, where it has no others: no format
    /// shows them.
    pub fn tell_accepted(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let causes = self.causes(report).unwrap_or_default();
        let is_open = |cause: CauseId| report.diagnostics().any(|found| found.cause == cause);
        for cause in causes.into_iter().filter(|cause| !is_open(*cause)) {
            let own = report.accepted().filter(|found| found.cause == cause);
            let decisions: BTreeMap<String, &Decision> =
                own.map(|found| (found.decision.id(), found.decision.as_ref())).collect();
            for decision in decisions.into_values() {
                let (what, grounds) = (accept::what(decision), accept::grounds(&decision.grounds));
                writeln!(out, "tadqiq: {cause} is accepted, {what}")?;
                writeln!(out, "  {grounds}")?;
            }
        }
        Ok(())
    }

    /// The causes of a report that are named; none: all of them.
    ///
    /// # Errors
    ///
    /// [`IdNameError`] for a word that names none, or several.
    pub fn causes(&self, report: &Report) -> Result<Vec<CauseId>, IdNameError> {
        self.cause.iter().map(|name| report.cause_named(name)).collect()
    }
}
