//! A comparison for a comment or a summary: a table a rule.

use std::io::{self, Write};

use super::ReportComparison;
use crate::render::{escaped_in_markdown, grouped};
use crate::report::shown::shown;

/// Findings that are listed: a comment on GitHub has 65 536 characters.
const MOST_LISTED: usize = 100;

/// Prints how much is different, and the findings.
pub fn write(comparison: &ReportComparison, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## tadqiq: {}", comparison.counts())?;
    for warning in comparison.warnings() {
        writeln!(out, "\n{}.", escaped_in_markdown(&shown(&warning)))?;
    }
    let mut left = MOST_LISTED;
    let mut more = 0;
    for (rule, differences) in comparison.by_rule() {
        let (listed, beyond) = differences.split_at(differences.len().min(left));
        left -= listed.len();
        more += beyond.len();
        if listed.is_empty() {
            continue;
        }
        writeln!(out, "\n### {}\n\n| | Place | |\n| --- | --- | --- |", escaped_in_markdown(&shown(rule)))?;
        for difference in listed {
            let place = escaped_in_markdown(&shown(&difference.finding().place()));
            let said = escaped_in_markdown(&shown(&difference.said()));
            writeln!(out, "| {} | {place} | {said} |", difference.sign())?;
        }
    }
    if more > 0 {
        writeln!(out, "\nAnd {} more.", grouped(more as u64))?;
    }
    Ok(())
}
