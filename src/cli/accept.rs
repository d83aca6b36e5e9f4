//! `accept`: a finding, or all findings of a cause, may stay.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use clap::ArgGroup;

use super::failure::{UntilClosed, tell_faults};
use super::project_arguments::{DayArguments, ReadingArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::decide::{Acceptance, DecisionIds, NewDecision, accept};
use crate::project::Options;
use crate::render::{hanging, number};
use crate::report::shown::shown;
use crate::report::{Decision, DecisionGrounds, Settles};
use crate::rule::Rules;
use crate::words::Untrusted;

/// What `accept` is told.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new("ids").args(["fingerprints", "causes"]).required(true).multiple(true))]
pub struct AcceptArguments {
    /// The fingerprints of findings; the first six digits are enough where no other begins so.
    #[arg(value_name = "FINGERPRINT")]
    fingerprints: Vec<String>,
    /// The id of a cause, all of whose findings are accepted, those of records to come too.
    #[arg(long = "cause", value_name = "ID")]
    causes: Vec<String>,
    /// Why: what the next reader has to know.
    #[arg(long, value_name = "REASON")]
    why: String,
    /// Who decides. By default git's user.name, if it knows one.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The last day that it holds (2027-12-31). By default it holds until it is taken out.
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// Files, folders or globs in which the findings are; may be given several times.
    #[arg(long = "path", default_value = ".", value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    #[command(flatten)]
    day: DayArguments,
}

/// Finds what is meant, and writes the decisions.
pub fn run(arguments: &AcceptArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let today = arguments.day.today();
    let reading = arguments.reading.options(rules, &RuleArguments::default());
    let options = Options { today: Some(today), ..reading };
    let by = arguments.by.clone().or_else(name_in_git).filter(|name| !name.trim().is_empty());
    let grounds = DecisionGrounds {
        why: arguments.why.as_str().into(),
        by: by.map(Untrusted::new),
        since: Some(today),
        until: arguments.until,
    };
    let ids = DecisionIds { fingerprints: &arguments.fingerprints, causes: &arguments.causes };
    let subject = arguments.reading.subject(&arguments.paths);
    let acceptance = accept(ids, &grounds, &subject, &options)?;
    let width = display::of_stdout(choice).width;
    print(&acceptance, width, &mut UntilClosed::new(io::stdout().lock()))?;
    tell_faults(&acceptance.report.faults, choice)?;
    Ok(ExitStatus::Clean)
}

fn print(acceptance: &Acceptance, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for NewDecision { written, findings, before } in &acceptance.written {
        let decision = &written.decision;
        let head = if before.is_some() { "accepted anew: " } else { "accepted: " };
        writeln!(out, "{}", hanging(head, &what(decision), width, 2))?;
        if let Settles::Cause { .. } = &decision.settles {
            writeln!(out, "  {}, and those of records to come", number(*findings, "finding"))?;
        }
        let path = shown(&written.path.to_string_lossy());
        writeln!(out, "{}", hanging("  ", &format!("{path}: {}", grounds(&decision.grounds)), width, 4))?;
        if let Some(before) = before {
            writeln!(out, "{}", hanging("  in the place of: ", &grounds(before), width, 4))?;
        }
    }
    for (word, decision) in &acceptance.known {
        let text = format!("{}, {}", shown(word), what(decision));
        writeln!(out, "{}", hanging("accepted before: ", &text, width, 2))?;
        writeln!(out, "{}", hanging("  ", &grounds(&decision.grounds), width, 4))?;
        let way_out =
            format!("by the decision on {}; tadqiq decisions --remove takes it out", decision_on(decision));
        writeln!(out, "{}", hanging("  ", &way_out, width, 4))?;
    }
    Ok(())
}

/// "its cause 0f1e2d3c4b5a6978"
fn decision_on(decision: &Decision) -> String {
    match &decision.settles {
        Settles::Finding { .. } => format!("the finding {}", decision.id()),
        Settles::Cause { .. } => format!("its cause {}", decision.id()),
    }
}

/// "date/month-missing in 2022-us · /when/text: the date has no month"
pub fn what(decision: &Decision) -> String {
    let subject = match &decision.settles {
        Settles::Finding { subject, .. } => subject.name().map(shown),
        Settles::Cause { arguments, .. } => unsaid(arguments, decision.message.as_ref()),
    };
    let pointer = decision.pointer.as_ref().map(|pointer| shown(pointer.as_str()));
    let place: Vec<String> = subject.into_iter().chain(pointer).filter(|part| !part.is_empty()).collect();
    let place = if place.is_empty() { String::new() } else { format!(" in {}", place.join(" · ")) };
    let message = decision.message.as_ref().map(|message| format!(": {}", shown(message.expose())));
    format!("{}{place}{}", decision.rule, message.unwrap_or_default())
}

/// The values at fault that what the rule said does not tell: "Jan-14".
fn unsaid(arguments: &[Untrusted], message: Option<&Untrusted>) -> Option<String> {
    let said = message.map_or("", |message| message.expose());
    let unsaid = arguments.iter().filter(|argument| !said.contains(argument.expose()));
    let unsaid: Vec<String> = unsaid.map(|argument| shown(argument.expose())).collect();
    (!unsaid.is_empty()).then(|| unsaid.join(", "))
}

/// "the ministry was asked (Ada Winter, since 2026-11-27, until 2027-12-31)"
pub fn grounds(grounds: &DecisionGrounds) -> String {
    let by = grounds.by.as_ref().map(|name| shown(name.expose()));
    let since = grounds.since.map(|day| format!("since {day}"));
    let until = grounds.until.map(|day| format!("until {day}"));
    let more: Vec<String> = by.into_iter().chain(since).chain(until).collect();
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("{}{more}", shown(grounds.why.expose()))
}

/// The name that git signs with here. Without git, or without a name, a decision is nobody's by name.
pub fn name_in_git() -> Option<String> {
    let mut git = Command::new("git");
    git.args(["config", "--get", "user.name"]).stdin(Stdio::null()).stderr(Stdio::null());
    let said = git.output().ok().filter(|said| said.status.success())?;
    let name = String::from_utf8(said.stdout).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}
