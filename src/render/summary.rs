//! What stands around the findings in a report for people: what judged, how much was seen, what was found, what was
//! not checked.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;

use super::display::{Display, Verbosity};
use super::mended;
use super::terminal::{of_level, paint};
use super::wrap::hanging;
use crate::report::shown::{sentence, shown};
use crate::report::{Counts, JudgedBaseline, Report, Skipped};
use crate::text::character::display_width;
use crate::words::Level;
use crate::words::Safety;
use crate::words::phrase;

/// Files that were not checked and are named.
const MOST_SKIPPED: usize = 12;
/// How far a line stands in behind its first.
const INDENT: usize = 2;

/// Prints what was taken for granted.
pub fn write_assumed(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    if display.verbosity == Verbosity::Quiet || report.assumed.is_empty() {
        return Ok(());
    }
    for assumed in &report.assumed {
        writeln!(out, "{}", hanging("", &sentence(assumed), display.width, 0))?;
    }
    writeln!(out)
}

/// Prints the summary.
pub fn write(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    if display.verbosity == Verbosity::Quiet {
        return Ok(());
    }
    mended::write("mended", &report.mended, display.color, out)?;
    write_seen(report, display, out)?;
    let by_rule = &report.counts.by_rule;
    let width = by_rule.keys().map(|rule| rule.as_str().len()).max().unwrap_or(0);
    for (rule, count) in by_rule {
        writeln!(out, "  {rule:width$}  {}", grouped(*count))?;
    }
    let fixes = |safety| {
        report.diagnostics().filter(|found| found.fixes.iter().any(|fix| fix.safety == safety)).count() as u64
    };
    let (safe, offered) = (fixes(Safety::Safe), fixes(Safety::Unsafe));
    if safe + offered > 0 {
        writeln!(out, "fixes: {} safe, {} offered", grouped(safe), grouped(offered))?;
    }
    for line in accepted(report).into_iter().chain(unchanged(report)) {
        writeln!(out, "{}", hanging("", &line, display.width, INDENT))?;
    }
    write_unjudged(report, display, out)
}

/// Prints the summary of a table that says what each rule found.
pub fn write_around_a_table(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    if display.verbosity == Verbosity::Quiet {
        return Ok(());
    }
    write_seen(report, display, out)?;
    write_unjudged(report, display, out)
}

/// How much was seen, and how much was found: "26 records in 14 files: 3 errors, 8 warnings, of 10 causes".
fn write_seen(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let Counts { files, records, .. } = &report.counts;
    let seen = format!("{} in {}", number(*records, "record"), number(*files, "file"));
    let found = found(report);
    let cells: usize = found.iter().map(|(words, _)| display_width(words) + ", ".len()).sum();
    let is_one_line = display_width(&seen) + cells <= display.width;
    let between = if is_one_line { ", ".to_owned() } else { format!(",\n{}", " ".repeat(INDENT)) };
    let found: Vec<String> =
        found.into_iter().map(|(words, style)| paint(&words, style, display.color)).collect();
    writeln!(out, "{}: {}", paint(&seen, Style::new().bold(), display.color), found.join(&between))
}

/// What was not judged, or could not be.
fn write_unjudged(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let Counts { records, judged, .. } = &report.counts;
    if judged < records {
        let lost = format!("{}, which could not be read", number(records - judged, "record"));
        writeln!(out, "{}", hanging("not judged: ", &lost, display.width, INDENT))?;
    }
    write_skipped(report, display, out)?;
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

/// "12 811 unchanged: they stand in baseline.ndjson", and what of the baseline is gone, a line each.
pub fn unchanged(report: &Report) -> Vec<String> {
    let Counts { in_baseline, .. } = report.counts;
    let mut lines = Vec::new();
    if in_baseline > 0 {
        lines.push(format!("{} unchanged: in baseline.ndjson", grouped(in_baseline)));
    }
    for JudgedBaseline { file, gone, .. } in report.baselines() {
        let Some(gone) = gone.filter(|gone| *gone > 0) else { continue };
        let (gone, file) = (grouped(gone), shown(file.expose()));
        lines.push(format!("{gone} of {file} gone: tadqiq baseline --update takes them out"));
    }
    lines
}

/// How many findings are not printed, if any: those beyond the bound.
pub fn unshown(report: &Report, display: Display) -> Option<String> {
    let unshown = report.diagnostics().len().checked_sub(display.most_findings?).filter(|more| *more > 0)?;
    Some(format!("{} not shown: that is beyond --max-findings", number(unshown as u64, "more finding")))
}

/// What was found, each level in its style.
fn found(report: &Report) -> Vec<(String, Style)> {
    let by_level = &report.counts.by_level;
    let mut found: Vec<(String, Style)> = Level::ALL
        .iter()
        .rev()
        .filter_map(|level| Some((level, *by_level.get(level)?)))
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| (count_of(*level, count), of_level(*level)))
        .collect();
    let causes = report.causes().len();
    let plain = |words: &str| (words.to_owned(), Style::new());
    match found.is_empty() {
        false if causes < report.diagnostics().len() => {
            found.push(plain(&format!("of {}", number(causes as u64, "cause"))));
        }
        false => {}
        true if report.counts.records == 0 && !report.faults.is_empty() => {
            found.push(plain("nothing was judged"))
        }
        true => found.push(plain("nothing to report")),
    }
    found
}

/// Rules together, unless each is asked for; all else a line each.
fn write_skipped(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let is_verbose = display.verbosity == Verbosity::Verbose;
    let line = |text: String| hanging("not checked: ", &text, display.width, INDENT);
    let each = |skipped: &Skipped| format!("{}: {}", sentence(&skipped.what), sentence(&skipped.why));
    let (rules, others): (Vec<&Skipped>, Vec<&Skipped>) =
        report.skipped.iter().partition(|skipped| skipped.rules.is_some());
    let most = if is_verbose { usize::MAX } else { MOST_SKIPPED };
    for skipped in others.iter().take(most) {
        writeln!(out, "{}", line(each(skipped)))?;
    }
    if let Some(more @ 1..) = others.len().checked_sub(most) {
        writeln!(out, "{}", line(format!("{} more; -v names them", grouped(more as u64))))?;
    }
    if is_verbose {
        return rules.into_iter().try_for_each(|skipped| writeln!(out, "{}", line(each(skipped))));
    }
    match rules.iter().filter_map(|skipped| skipped.rules).sum() {
        0 => Ok(()),
        count => {
            let rules = number(count, "rule");
            writeln!(out, "{}", line(format!("{rules}, for want of a field to look at; -v names them")))
        }
    }
}

/// "1 record", "2 498 records".
pub fn number(count: u64, what: impl Into<Cow<'static, str>>) -> String {
    let plain = phrase::number(count, what).plain();
    match plain.strip_prefix(&count.to_string()) {
        Some(rest) => format!("{}{rest}", grouped(count)),
        None => plain,
    }
}

/// A number with its thousands set apart by spaces that do not break.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

fn count_of(level: Level, count: u64) -> String {
    match level {
        Level::Info => format!("{} info", grouped(count)),
        _ => number(count, level.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (count, expected) in [(0, "0"), (999, "999"), (1508, "1 508"), (12_345_678, "12 345 678")] {
            assert_eq!(grouped(count), expected.replace(' ', "\u{a0}"));
        }
        assert_eq!(number(1, "record"), "1 record");
        assert_eq!(number(1000, "record"), "1\u{a0}000 records");
    }
}
