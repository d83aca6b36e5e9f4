//! Workflow commands of GitHub Actions, and the rest as lines of the log.
//!
//! The runner obeys `::command::` at the start of a line and `##[command]` anywhere in one, so nothing of
//! the data reaches the output but through [`Sink::PLAIN`], which breaks the second, and [`data`] or [`property`],
//! which leave one line; no line begins with the data, and no excerpt is printed.
//! It shows 10 errors, 10 warnings and 10 notices a step: the first are commands, the rest are counted in one of
//! them and stand in the log.

use std::io::{self, Write};

use super::display::Display;
use super::since::policy;
use super::sink::Sink;
use super::{Setting, number, unshown};
use crate::report::shown::shown_without_isolates as shown;
use crate::report::{Diagnostic, Fault, Report};
use crate::words::Level;

/// What the runner shows of each level, a step.
const MOST: usize = 10;

/// Prints faults and findings as commands, worst first, then in lines what is left, and how many are accepted.
pub fn write(report: &Report, setting: &Setting, display: Display, out: &mut dyn Write) -> io::Result<()> {
    // Whoever reviews a change sees first that it is judged by another policy than the one that it brings.
    let policy = Some(policy(report)).filter(|lines| lines.len() > 1);
    policy.iter().try_for_each(|lines| write_notice(&lines.join("\n"), out))?;
    let (faults, more_faults) = report.faults.split_at(report.faults.len().min(MOST));
    for fault in faults {
        writeln!(out, "{}", of_fault(fault, setting))?;
    }
    let mut rest: Vec<&Diagnostic> = Vec::new();
    let mut left_out = Vec::new();
    let mut room = display.most_findings.unwrap_or(usize::MAX);
    left_out.extend((!more_faults.is_empty()).then(|| number(more_faults.len() as u64, "more fault")));
    for level in Level::ALL.into_iter().rev() {
        let of_level: Vec<&Diagnostic> = report.diagnostics().filter(|found| found.level == level).collect();
        // The note on what is left out is a notice itself.
        let is_note_due = !left_out.is_empty() || of_level.len() > MOST;
        let most = match level {
            Level::Error => MOST - faults.len(),
            Level::Info => MOST - usize::from(is_note_due) - usize::from(policy.is_some()),
            Level::Warning => MOST,
        };
        let of_level = of_level.get(..room).unwrap_or(&of_level);
        room -= of_level.len();
        let (shown, more) = of_level.split_at(of_level.len().min(most));
        for found in shown {
            writeln!(out, "{}", command(found, setting))?;
        }
        if !more.is_empty() {
            left_out.push(number(more.len() as u64, format!("more {}", level.name())));
            rest.extend(more);
        }
    }
    if !left_out.is_empty() {
        write_notice(&format!("{}; the log of this step has them all", left_out.join(", ")), out)?;
    }
    more_faults.iter().try_for_each(|fault| writeln!(out, "{}", fault_line(fault)))?;
    rest.into_iter().try_for_each(|found| writeln!(out, "{}", line(found, setting)))?;
    if report.counts.files == 0 && report.faults.is_empty() {
        write_notice(&nothing_judged(report), out)?;
    }
    if let Some(unshown) = unshown(report, display) {
        writeln!(out, "{unshown}")?;
    }
    let lines = super::summary::accepted(report).into_iter().chain(super::summary::unchanged(report));
    lines.into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Prints a notice about the run.
pub fn write_notice(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "::notice title=tadqiq::{}", data(text))
}

/// That there was no file to judge, and why the first of those was not that were named.
fn nothing_judged(report: &Report) -> String {
    let said = super::summary::without_findings(report);
    let Some((first, more)) = report.skipped.split_first() else { return said.to_owned() };
    let (what, why) = (Sink::PLAIN.sentence(&first.what), Sink::PLAIN.sentence(&first.why));
    let more = match more.len() {
        0 => String::new(),
        more => format!("; {} passed over", number(more as u64, "more file")),
    };
    format!("{said}: {what}: {why}{more}")
}

fn command(found: &Diagnostic, setting: &Setting) -> String {
    let name = match found.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let span = &found.site.span;
    let columns = if span.line == span.end_line {
        format!(",col={},endColumn={}", span.column, span.end_column)
    } else {
        String::new()
    };
    format!(
        "::{name} file={},line={},endLine={}{columns},title={}::{}",
        property(&shown(&setting.path(&found.site.file))),
        span.line,
        span.end_line,
        property(found.rule.id()),
        data(&format!("{}\ncause: {}", Sink::PLAIN.statement_with_notes(found), found.cause)),
    )
}

fn of_fault(fault: &Fault, setting: &Setting) -> String {
    let file = fault.file.as_ref().map(|file| format!("file={},", property(&shown(&setting.path(file)))));
    format!("::error {}title=tadqiq::{}", file.unwrap_or_default(), data(&Sink::PLAIN.fault(fault)))
}

/// A finding as a line that begins with our words.
fn line(found: &Diagnostic, setting: &Setting) -> String {
    let (level, rule) = (found.level.name(), found.rule.id());
    let (path, span) = (shown(&setting.path(&found.site.file)), &found.site.span);
    let place = Sink::PLAIN.place(&found.site).map(|place| format!(" ({place})")).unwrap_or_default();
    let said = Sink::PLAIN.statement(found);
    format!("{level}[{rule}] {path}:{}:{}: {said}{place}", span.line, span.column)
}

fn fault_line(fault: &Fault) -> String {
    format!("fault: {}", Sink::PLAIN.fault(fault).replace('\n', " "))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
