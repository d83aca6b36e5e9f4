//! What `fix` says beside its questions.

use std::io::{self, BufWriter, Write};

use crate::cli::accept::{grounds, what};
use crate::cli::failure::{UntilClosed, tell_faults};
use crate::cli::{ColorChoice, Failure, display, help};
use crate::curate::decide::NewDecision;
use crate::curate::mend::Ledger;
use crate::render::{Display, hanging, number, render_mended, render_summary};
use crate::report::shown::shown;
use crate::report::{MendedFinding, Report};
use crate::rule::RuleId;

/// What was accepted, mended and left, and what there is by now.
pub fn tell(
    report: &Report,
    decided: &[NewDecision],
    left: usize,
    skipped: &[RuleId],
    choice: ColorChoice,
) -> Result<(), Failure> {
    let display = display::of_stdout(choice);
    let mut out = BufWriter::new(UntilClosed::new(io::stdout().lock()));
    write_decided(decided, display.width, &mut out)?;
    render_summary(report, display, &mut out)?;
    if left > 0 {
        writeln!(out, "left as they are: {}", number(left as u64, "finding"))?;
    }
    if !skipped.is_empty() {
        let rules: Vec<&str> = skipped.iter().map(RuleId::as_str).collect();
        writeln!(out, "not asked about: {}", rules.join(", "))?;
    }
    out.flush()?;
    tell_faults(&report.faults, choice)
}

/// What was accepted and mended before it ended in the middle.
pub fn write_made(ledger: &Ledger, display: Display, out: &mut dyn Write) -> io::Result<()> {
    write_decided(ledger.decided(), display.width, out)?;
    let mended: Vec<MendedFinding> = ledger.mended().cloned().collect();
    render_mended("mended", &mended, display, out)
}

/// What can be answered.
pub fn write_help(display: Display, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = help::FIX.split("\n\n").next().unwrap_or_default().lines();
    lines.try_for_each(|line| {
        let (letter, meaning) = line.split_at(line.len().min(MEANINGS_BEGIN));
        match line.starts_with(' ') {
            true => writeln!(out, "{}", hanging(letter, meaning, display.width, MEANINGS_BEGIN)),
            false => writeln!(out, "{line}"),
        }
    })
}

/// Where the meanings stand behind the letters of the answers.
const MEANINGS_BEGIN: usize = 7;

/// What was accepted, a decision with its reason.
fn write_decided(decided: &[NewDecision], width: usize, out: &mut dyn Write) -> io::Result<()> {
    if decided.is_empty() {
        return Ok(());
    }
    let findings = decided.iter().map(|answer| answer.findings).sum();
    let decisions = number(decided.len() as u64, "decision");
    writeln!(out, "accepted: {} by {decisions}", number(findings, "finding"))?;
    for NewDecision { written, findings, .. } in decided {
        let decision = &written.decision;
        let text = format!("{} ({})", what(decision), number(*findings, "finding"));
        writeln!(out, "{}", hanging("  ", &text, width, 4))?;
        let path = shown(&written.path.to_string_lossy());
        writeln!(out, "{}", hanging("    ", &format!("{path}: {}", grounds(&decision.grounds)), width, 6))?;
    }
    Ok(())
}
