//! A comparison for a terminal: by rule, a line a finding.

use std::io::{self, Write};

use super::{Difference, ReportComparison};
use crate::render::{Display, grouped, hanging};
use crate::report::shown::shown;

/// Findings of a rule that are listed.
const MOST_OF_A_RULE: usize = 20;
/// How far a line stands in behind its first.
const INDENT: usize = 4;

/// Prints what is different, and how much there is.
pub fn write(comparison: &ReportComparison, display: Display, out: &mut dyn Write) -> io::Result<()> {
    for (rule, differences) in comparison.by_rule() {
        writeln!(out, "{}", shown(rule))?;
        let (listed, more) = differences.split_at(differences.len().min(MOST_OF_A_RULE));
        for difference in listed {
            writeln!(out, "{}", hanging("  ", &line(*difference), display.width, INDENT))?;
        }
        if !more.is_empty() {
            writeln!(out, "  and {} more: --output-format json has them", grouped(more.len() as u64))?;
        }
    }
    for line in [comparison.counts()].into_iter().chain(comparison.warnings()) {
        writeln!(out, "{}", hanging("", &shown(&line), display.width, INDENT))?;
    }
    Ok(())
}

fn line(difference: Difference<'_>) -> String {
    let place = shown(&difference.finding().place());
    format!("{} {place}: {}", difference.sign(), shown(&difference.said()))
}
