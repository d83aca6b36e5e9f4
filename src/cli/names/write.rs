//! `names --write`, `--same`, `--different`: what a curator decided goes into the registry.

use std::io::{self, Write};

use super::NamesArguments;
use crate::cli::failure::UntilClosed;
use crate::cli::stdin::read_whole;
use crate::cli::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::name_decisions::{FileChange, NameDecision, decisions, plan, record_decisions};
use crate::project::Options;
use crate::render::{LogLines, hanging, number};
use crate::report::PreviewSide;
use crate::report::shown::shown;

/// Reads decisions from the standard input and writes them, or shows what would be written.
///
/// They come as `tadqiq name --output-format json` gives them, a pair a line with its `verdict`, or as
/// `tadqiq names --output-format json` gives them: a list of entities, whose forms are then one.
pub fn run(
    arguments: &NamesArguments,
    options: &Options,
    choice: ColorChoice,
) -> Result<ExitStatus, Failure> {
    let text = read_whole("more decisions than one run takes; nothing is written")?;
    let (decisions, unread) = decisions(text.trim_start_matches('\u{feff}'));
    decide(&decisions, &unread, arguments, options, choice)
}

/// Writes one decision, or shows what would be written.
pub fn one(
    decided: &NameDecision,
    arguments: &NamesArguments,
    options: &Options,
    choice: ColorChoice,
) -> Result<ExitStatus, Failure> {
    decide(std::slice::from_ref(decided), &[], arguments, options, choice)
}

fn decide(
    decisions: &[NameDecision],
    unread: &[String],
    arguments: &NamesArguments,
    options: &Options,
    choice: ColorChoice,
) -> Result<ExitStatus, Failure> {
    let subject = arguments.project.subject();
    let record = if arguments.dry_run { plan } else { record_decisions };
    let changes = record(decisions, &subject, options)?;
    let width = display::of_stdout(choice).width;
    let mut stdout = UntilClosed::new(io::stdout().lock());
    let mut stderr = UntilClosed::new(io::stderr().lock());
    let (mut out, mut err) = (LogLines::new(&mut stdout), LogLines::new(&mut stderr));
    for file in &changes.files {
        let names = number(file.names as u64, "name");
        let entries: Vec<String> = file.entries.iter().map(|id| shown(id)).collect();
        let word = if entries.len() == 1 { "entry" } else { "entries" };
        let head = format!("{}: {names} ", shown(&file.draft.path.display().to_string()));
        let said = format!("in the {word} {}", entries.join(", "));
        writeln!(out, "{}", hanging(&head, &said, width, 2))?;
        show_changes(file, &mut out)?;
    }
    for (decided, why) in &changes.refused {
        let said = format!("{} / {}: {why}", shown(&decided.a), shown(&decided.b));
        writeln!(out, "{}", hanging("not written: ", &said, width, 2))?;
    }
    let read = number(decisions.len() as u64, "decision");
    let end = if arguments.dry_run { "; nothing is written" } else { "" };
    writeln!(out, "{read}: {} known already, {} refused{end}", changes.known, changes.refused.len())?;
    for what in unread {
        writeln!(err, "tadqiq: {what}")?;
    }
    Ok(match (unread.is_empty(), changes.refused.is_empty()) {
        (true, true) => ExitStatus::Clean,
        (true, false) => ExitStatus::Findings,
        (false, _) => ExitStatus::Failed,
    })
}

/// The lines that go and come, each with its number.
fn show_changes(file: &FileChange, out: &mut dyn Write) -> io::Result<()> {
    for line in file.draft.preview() {
        let sign = match line.side {
            PreviewSide::Before => '-',
            PreviewSide::After => '+',
        };
        writeln!(out, "  {sign} {:>5}  {}", line.number, shown(line.text.expose()))?;
    }
    Ok(())
}
