//! `decisions`: what was decided, and whether it still holds.

use std::io::{self, BufWriter, Write};

use super::accept::{grounds, what};
use super::failure::{UntilClosed, tell_faults};
use super::project_arguments::{DayArguments, ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, ListFormat, display};
use crate::curate::decide::{WrittenDecision, prune, remove};
use crate::project::Options;
use crate::render::{hanging, number, write_line};
use crate::report::shown::shown;
use crate::report::{DecisionStanding, JudgedDecision, Report};
use crate::rule::Rules;

/// What `decisions` is told.
#[derive(Debug, clap::Args)]
pub struct DecisionsArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    day: DayArguments,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    output_format: ListFormat,
    /// Take out the decisions that are stale or have expired.
    #[arg(long)]
    prune: bool,
    /// Take out the decision on this fingerprint or cause; may be given several times.
    #[arg(long, value_name = "ID", conflicts_with = "prune")]
    remove: Vec<String>,
}

/// Lists decisions, or takes some out.
pub fn run(arguments: &DecisionsArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let read = arguments.project.options(rules, &RuleArguments::default());
    let options = Options { today: Some(arguments.day.today()), ..read };
    let subject = arguments.project.subject();
    let width = display::of_stdout(choice).width;
    let mut out = BufWriter::new(UntilClosed::new(io::stdout().lock()));
    let faults = if !arguments.remove.is_empty() {
        let removed = remove(&arguments.remove, &subject, &options)?;
        print_removed(&removed, arguments.output_format, width, &mut out)?;
        Vec::new()
    } else if arguments.prune {
        let (report, removed) = prune(&subject, &options)?;
        print_removed(&removed, arguments.output_format, width, &mut out)?;
        report.faults
    } else {
        let report = crate::engine::check(&subject, &options)?;
        match arguments.output_format {
            ListFormat::Text => print_list(&report, width, &mut out)?,
            ListFormat::Json => write_line(&report.decisions().collect::<Vec<_>>(), &mut out)?,
        }
        report.faults
    };
    out.flush()?;
    tell_faults(&faults, choice)?;
    Ok(if faults.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed })
}

fn print_list(report: &Report, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for JudgedDecision { decision, file, line, findings, standing, .. } in report.decisions() {
        let state = match standing {
            DecisionStanding::Holds => format!("holds, {}", number(*findings, "finding")),
            DecisionStanding::Expired => "expired".to_owned(),
            DecisionStanding::ValueChanged => "stale: the value has changed".to_owned(),
            DecisionStanding::RecordGone => "stale: there is no such record".to_owned(),
            DecisionStanding::FindingGone => "stale: it is not found any more".to_owned(),
            _ => "not judged in this run".to_owned(),
        };
        writeln!(out, "{}", hanging("", &format!("{}:{line}: {state}", shown(file.expose())), width, 2))?;
        writeln!(out, "{}", hanging("  ", &what(decision), width, 4))?;
        writeln!(out, "{}", hanging("  ", &grounds(&decision.grounds), width, 4))?;
        writeln!(out, "  {}", decision.id())?;
    }
    let count =
        |wanted: &str| report.decisions().filter(|judged| judged.standing.name() == wanted).count() as u64;
    let states =
        [("holds", "in force"), ("stale", "stale"), ("expired", "expired"), ("not-judged", "not judged")];
    let counts = states.into_iter().map(|(name, word)| (count(name), word));
    let counts: Vec<String> =
        counts.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let end = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
    writeln!(out, "{}{end}", number(report.decisions().len() as u64, "decision"))
}

/// What was taken out, whole: who took out too much puts the line back.
fn print_removed(
    removed: &[WrittenDecision],
    format: ListFormat,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format == ListFormat::Json {
        return write_line(&removed.iter().map(|one| &one.decision).collect::<Vec<_>>(), out);
    }
    for WrittenDecision { path, decision } in removed {
        let text = format!("{}: {}", shown(&path.to_string_lossy()), what(decision));
        writeln!(out, "{}", hanging("taken out of ", &text, width, 2))?;
        writeln!(out, "{}", hanging("  ", &grounds(&decision.grounds), width, 4))?;
    }
    writeln!(out, "{} taken out", number(removed.len() as u64, "decision"))
}
