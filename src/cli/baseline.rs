//! `baseline`: what stands today is written down, so that a gate shows only what is new.

use std::io::{self, Write};

use super::failure::{UntilClosed, tell_faults};
use super::project_arguments::{DayArguments, ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::baseline::{BaselineChange, BaselineOutcome, WrittenBaseline, write_baseline};
use crate::project::Options;
use crate::render::{grouped, hanging, number};
use crate::report::shown::shown;
use crate::rule::Rules;

/// What `baseline` is told.
#[derive(Debug, clap::Args)]
pub struct BaselineArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    day: DayArguments,
    /// Take out of the baseline what is not found any more; nothing comes in.
    #[arg(long, conflicts_with = "force")]
    update: bool,
    /// Write it anew, whatever it was: what is new comes in.
    #[arg(long)]
    force: bool,
}

impl BaselineArguments {
    fn change(&self) -> BaselineChange {
        match (self.update, self.force) {
            (true, _) => BaselineChange::Shrink,
            (false, true) => BaselineChange::Anew,
            (false, false) => BaselineChange::First,
        }
    }
}

/// Judges, and writes what is found.
pub fn run(arguments: &BaselineArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let read = arguments.project.options(rules, &RuleArguments::default());
    let options = Options { today: Some(arguments.day.today()), ..read };
    let BaselineOutcome { written, faults } =
        write_baseline(arguments.change(), &arguments.project.subject(), &options)?;
    if !faults.is_empty() {
        tell_faults(&faults, choice)?;
        return Ok(ExitStatus::Failed);
    }
    let width = display::of_stdout(choice).width;
    let mut out = UntilClosed::new(io::stdout().lock());
    if written.is_empty() {
        writeln!(out, "{}", hanging("", "nothing is wrong here: no baseline is needed", width, 0))?;
    }
    for baseline in &written {
        for line in said(baseline) {
            writeln!(out, "{}", hanging("", &line, width, 2))?;
        }
    }
    let is_left_out = written.iter().any(|baseline| baseline.left_out > 0);
    Ok(if is_left_out { ExitStatus::Findings } else { ExitStatus::Clean })
}

fn said(baseline: &WrittenBaseline) -> Vec<String> {
    let WrittenBaseline { path, findings, taken_out, taken_in, left_out } = baseline;
    let findings = number(*findings as u64, "finding");
    let changes = [(*taken_out, "taken out"), (*taken_in, "taken in")];
    let changes = changes.into_iter().filter(|(count, _)| *count > 0);
    let changes = changes.map(|(count, what)| format!(", {} {what}", grouped(count as u64)));
    let mut lines =
        vec![format!("{}: {findings}{}", shown(&path.to_string_lossy()), changes.collect::<String>())];
    if *left_out > 0 {
        let left_out = number(*left_out as u64, "finding");
        lines.push(format!("{left_out} not in it: mend or accept them; tadqiq check shows them"));
    }
    lines
}
