//! The end of a report for people: how much was seen, what was found, what was not checked.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;

use super::Color;
use super::terminal::{of_level, paint};
use crate::report::shown::sentence;
use crate::report::{Counts, Report};
use crate::words::Level;
use crate::words::Safety;
use crate::words::phrase;

/// Rules that are named; the table goes on in the other formats.
const MOST_SKIPPED: usize = 12;

/// Prints the summary.
pub fn write(report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    let Counts { files, records, judged, by_rule, by_level, .. } = &report.counts;
    let seen = format!("{} in {}", number(*records, "record"), number(*files, "file"));
    let found: Vec<String> = Level::ALL
        .iter()
        .rev()
        .filter_map(|level| Some((level, *by_level.get(level)?)))
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| paint(&count_of(*level, count), of_level(*level), color))
        .collect();
    let found = match found.is_empty() {
        false => found.join(", "),
        true if *records == 0 && !report.faults.is_empty() => "nothing was judged".to_owned(),
        true => "nothing to report".to_owned(),
    };
    writeln!(out, "{}: {found}", paint(&seen, Style::new().bold(), color))?;
    let width = by_rule.keys().map(|rule| rule.as_str().len()).max().unwrap_or(0);
    for (rule, count) in by_rule {
        writeln!(out, "  {rule:width$}  {count}")?;
    }
    let fixes = |safety| {
        report.diagnostics().filter(|found| found.fixes.iter().any(|fix| fix.safety == safety)).count() as u64
    };
    let (safe, offered) = (fixes(Safety::Safe), fixes(Safety::Unsafe));
    if safe + offered > 0 {
        writeln!(out, "fixes: {safe} safe, {offered} offered")?;
    }
    if let Some(accepted) = accepted(report) {
        writeln!(out, "{accepted}")?;
    }
    if judged < records {
        writeln!(out, "not judged: {}, which could not be read", number(records - judged, "record"))?;
    }
    for skipped in report.skipped.iter().take(MOST_SKIPPED) {
        writeln!(out, "not checked: {}: {}", sentence(&skipped.what), sentence(&skipped.why))?;
    }
    if let Some(more @ 1..) = report.skipped.len().checked_sub(MOST_SKIPPED) {
        writeln!(out, "not checked: {more} more; --output-format json names them")?;
    }
    if !report.faults.is_empty() {
        writeln!(out, "{}, printed on the standard error", number(report.faults.len() as u64, "fault"))?;
    }
    Ok(())
}

/// "3 accepted, by decisions.ndjson: 2 by their cause"; none where nothing is.
pub fn accepted(report: &Report) -> Option<String> {
    let Counts { accepted, accepted_by_cause, .. } = report.counts;
    let by_cause = match accepted_by_cause {
        0 => String::new(),
        all if all == accepted => ": all by their cause".to_owned(),
        some => format!(": {some} by their cause"),
    };
    (accepted > 0).then(|| format!("{accepted} accepted, by decisions.ndjson{by_cause}"))
}

/// "1 record", "2 records".
pub fn number(count: u64, what: impl Into<Cow<'static, str>>) -> String {
    phrase::number(count, what).plain()
}

fn count_of(level: Level, count: u64) -> String {
    match level {
        Level::Info => format!("{count} info"),
        _ => number(count, level.name()),
    }
}
