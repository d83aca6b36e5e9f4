//! How much was found by which rule, of how many causes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::causes::ShownCauses;
use super::display::{Display, Verbosity};
use super::summary::{self, grouped, number};
use super::terminal::{of_level, paint};
use crate::report::Report;
use crate::words::{Level, Safety};

/// What one rule found.
#[derive(Debug, Serialize)]
struct Found<'r> {
    rule: &'r str,
    level: Level,
    findings: u64,
    causes: u64,
    /// How many findings have a fix that may be made unseen.
    safe: u64,
    /// How many have only fixes that somebody has to look at.
    offered: u64,
}

/// Prints a table of what was found, a rule a line, the heaviest first; and the summary.
pub fn write(report: &Report, display: Display, out: &mut dyn Write) -> io::Result<()> {
    summary::write_judged_by(report, display, out)?;
    let rows = by_rule(report);
    if !rows.is_empty() {
        write_table(&rows, display, out)?;
        if display.verbosity != Verbosity::Quiet {
            writeln!(out)?;
        }
    }
    summary::write_around_a_table(report, display, out)
}

/// Prints the same as JSON: an object a rule.
pub fn write_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    super::json::write_items(&by_rule(report), out)
}

/// Prints the same as JSON, an object a line.
pub fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    by_rule(report).iter().try_for_each(|row| super::json::write_line(row, out))
}

/// Prints the same as one notice of a workflow.
pub fn write_notice(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let lines: Vec<String> = by_rule(report).iter().map(in_words).collect();
    if lines.is_empty() {
        return Ok(());
    }
    super::github::write_notice(&lines.join("\n"), out)
}

fn in_words(row: &Found<'_>) -> String {
    let (findings, causes) = (number(row.findings, "finding"), number(row.causes, "cause"));
    format!(
        "{} {}: {findings} of {causes}, fixes: {} safe, {} offered",
        row.level.name(),
        row.rule,
        row.safe,
        row.offered
    )
}

/// The rules that found something: by level, then by how much.
fn by_rule(report: &Report) -> Vec<Found<'_>> {
    let mut rows: BTreeMap<(&str, Level), Found<'_>> = BTreeMap::new();
    for cause in ShownCauses::of(report, None) {
        let (rule, level) = (cause.cause.first.rule.id(), cause.cause.level);
        let row = rows.entry((rule, level)).or_insert(Found {
            rule,
            level,
            findings: 0,
            causes: 0,
            safe: 0,
            offered: 0,
        });
        row.causes += 1;
        for found in cause.findings {
            row.findings += 1;
            let has = |safety| found.fixes.iter().any(|fix| fix.safety == safety);
            row.safe += u64::from(has(Safety::Safe));
            row.offered += u64::from(!has(Safety::Safe) && has(Safety::Unsafe));
        }
    }
    let mut rows: Vec<Found<'_>> = rows.into_values().collect();
    rows.sort_by(|a, b| (b.level, b.findings, a.rule).cmp(&(a.level, a.findings, b.rule)));
    rows
}

fn write_table(rows: &[Found<'_>], display: Display, out: &mut dyn Write) -> io::Result<()> {
    let heads = ["findings", "causes", "safe", "offered"];
    let numbers = |row: &Found<'_>| [row.findings, row.causes, row.safe, row.offered].map(grouped);
    let width_of = |column: usize| {
        let longest = rows.iter().map(|row| numbers(row)[column].chars().count()).max();
        longest.unwrap_or(0).max(heads[column].len())
    };
    let widths = [0, 1, 2, 3].map(width_of);
    let rule_width = rows.iter().map(|row| row.rule.len()).max().unwrap_or(0).max("rule".len());
    let level_width = "warning".len();
    let cells = |texts: [String; 4]| -> String {
        texts.iter().zip(widths).map(|(text, width)| format!("  {text:>width$}")).collect()
    };
    let is_one_line =
        rule_width + 2 + level_width + widths.map(|width| width + 2).iter().sum::<usize>() <= display.width;
    // Where there is no room beside a rule, its figures stand below.
    let behind =
        |rule: &str| if is_one_line { format!("{rule:rule_width$}  ") } else { format!("{rule}\n  ") };
    writeln!(out, "{}{:level_width$}{}", behind("rule"), "level", cells(heads.map(str::to_owned)))?;
    for row in rows {
        let level = paint(&format!("{:level_width$}", row.level.name()), of_level(row.level), display.color);
        writeln!(out, "{}{level}{}", behind(row.rule), cells(numbers(row)))?;
    }
    Ok(())
}
