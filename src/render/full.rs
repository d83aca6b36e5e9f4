//! Each cause by its first finding in its record, or each finding.

use std::io::{self, Write};

use super::causes::{CauseWithFindings, MorePlaces, ShownCauses};
use super::display::{Display, GroupBy};
use super::finding::{write_also, write_finding, write_known_as};
use super::summary::{self, grouped, number};
use super::terminal::{of_level, paint};
use super::wrap::{first_line, hanging};
use crate::report::Report;
use crate::report::shown::{sentence, shown};
use crate::text::character::display_width;

/// Prints what was found, and the summary.
pub fn write(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    summary::write_judged_by(report, display, out)?;
    let unshown = match display.grouping {
        GroupBy::Cause => write_causes(report, display, out)?,
        GroupBy::Nothing => write_each(report, display, out)?,
    };
    if let Some(unshown) = unshown {
        writeln!(out, "{}\n", hanging("", &unshown, display.width, 2))?;
    }
    summary::write(report, display, out)
}

/// Prints each finding, whole, and nothing beside them.
///
/// # Errors
///
/// What the output says.
pub fn write_findings(report: &Report, display: impl Into<Display>, out: &mut dyn Write) -> io::Result<()> {
    let display = display.into();
    for found in report.diagnostics() {
        write_finding(found, display, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Prints each finding with what it is known by, and says how many are not shown.
fn write_each(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<Option<String>> {
    let found = report.diagnostics();
    let most = display.most_findings.unwrap_or(found.len());
    for found in found.clone().take(most) {
        write_finding(found, display, out)?;
        write_known_as(&format!("finding: {}", found.fingerprint), display, out)?;
        write_known_as(&format!("cause: {}", found.cause), display, out)?;
        writeln!(out)?;
    }
    Ok(summary::unshown(report, display))
}

/// Prints each cause, and says how many are not shown.
fn write_causes(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<Option<String>> {
    let causes = ShownCauses::of(report, display.most_findings);
    for cause in &causes.in_full {
        write_finding(cause.cause.first, display, out)?;
        let id = causes.id(cause.cause.id);
        write_also(&id, cause.cause.first, cause.others(), more(cause.more()).as_deref(), display, out)?;
        writeln!(out)?;
    }
    if !causes.in_a_line.is_empty() {
        let more = number(causes.in_a_line.len() as u64, "more cause");
        let head = format!("and {more}, each by its id and how often it is found:");
        writeln!(out, "{}", hanging("", &head, display.width, 2))?;
        let most = causes.in_a_line.iter().map(|cause| grouped(cause.cause.findings).chars().count()).max();
        for cause in &causes.in_a_line {
            writeln!(out, "{}", line(cause, &causes.id(cause.cause.id), most.unwrap_or(0), display))?;
        }
        writeln!(out)?;
    }
    let unshown: u64 = causes.unshown.iter().map(|cause| cause.cause.findings).sum();
    Ok((unshown > 0).then(|| {
        let causes = number(causes.unshown.len() as u64, "more cause");
        format!("{causes} of {} not shown: that is beyond --max-findings", number(unshown, "finding"))
    }))
}

/// Cells that the words of a cause get behind its rule; where there are fewer they stand below.
const LEAST_WORDS: usize = 20;

/// A cause in one line: its id, how many findings it has, its rule, the words of the first.
fn line(cause: &CauseWithFindings<'_>, id: &str, count_width: usize, display: Display) -> String {
    let first = cause.cause.first;
    let count = format!("{:>count_width$}", grouped(cause.cause.findings));
    let head = format!("{}[{}]", cause.cause.level.name(), first.rule.id());
    let filled = display_width(&format!("  {id}  {count}  {head}: "));
    let room = display.width.saturating_sub(filled);
    let below = display_width(&format!("  {id}  "));
    let (between, room) = match room < LEAST_WORDS {
        true => (format!("\n{}", " ".repeat(below)), display.width.saturating_sub(below)),
        false => (" ".to_owned(), room),
    };
    let label = sentence(&first.label);
    // Where the value makes the cause, many say the same of others.
    let label = match first.value_of_cause() {
        Some(value) => format!("{}: {label}", shown(&value)),
        None => label,
    };
    let words = first_line(&label, room);
    format!("  {id}  {count}  {}:{between}{words}", paint(&head, of_level(cause.cause.level), display.color))
}

/// "and 1 508 more in 27 files"
fn more(more: Option<MorePlaces>) -> Option<String> {
    let MorePlaces { places, files, in_the_same } = more?;
    let files = match (in_the_same, files) {
        (true, 1) => "the same file".to_owned(),
        (true, _) => "the same files".to_owned(),
        (false, files) => number(files, "file"),
    };
    Some(format!("and {} more in {files}", grouped(places)))
}
