//! `fix`: what can be mended or decided, asked cause by cause.

use std::io::{self, Write};

use self::answers::Answers;
use self::tell::{tell, write_help, write_made};
use super::accept::name_in_git;
use super::failure::UntilClosed;
use super::progress::shown_while;
use super::project_arguments::{DayArguments, ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::mend::answer::Reply;
use crate::curate::mend::{MendQuestion, Session, SharedLedger};
use crate::project::{Options, Progress};
use crate::render::{Display, number, render_error, write_findings};
use crate::report::Report;
use crate::rule::Rules;
use crate::words::Level;

mod answers;
mod tell;

/// What a shell is told of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// What `fix` is told.
#[derive(Debug, clap::Args)]
pub struct FixArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    rules: RuleArguments,
    #[command(flatten)]
    day: DayArguments,
    /// Ask about this cause only, by the first digits of its id, at least six; may be repeated.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    cause: Vec<String>,
}

/// Asks, mends, and says what is left.
pub fn run(arguments: &FixArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let today = Some(arguments.day.today());
    let options = Options { today, ..arguments.project.options(rules, &arguments.rules) };
    let subject = arguments.project.subject();
    let session = shown_while(&options.progress, || Session::open(subject, &options, &arguments.cause))?;
    let mut session = session.decided_by(name_in_git());
    let mut answers = Answers::of_stdin(&mut session)?;
    let display = display::of_stderr(choice);
    let ledger = session.ledger().clone();
    write_when_interrupted(ledger.clone(), display)?;
    let asked = ask(&mut session, &mut answers, &options.progress, display);
    // What went wrong first is told, whatever comes of writing the rest.
    let written = ledger.hold().write().map_err(Failure::from);
    if let Err(failure) = asked.and(written) {
        write_made(&ledger.hold(), display, &mut err())?;
        return Err(failure);
    }
    let (left, skipped) = (session.left(), session.skipped().cloned().collect::<Vec<_>>());
    let report = shown_while(&options.progress, || session.finish())?;
    // Let go before it is told: whoever reads may take long.
    let decided = ledger.hold().decided().to_vec();
    tell(&report, &decided, left, &skipped, choice)?;
    Ok(ExitStatus::of(&report, report.fail_on.unwrap_or(Level::Warning)))
}

/// Where questions are put, as long as anybody reads them. It is not locked while somebody thinks: whoever interrupts has
/// to be told.
fn err() -> UntilClosed<io::Stderr> {
    UntilClosed::new(io::stderr())
}

/// What was answered is written first when the program is told to stop.
fn write_when_interrupted(ledger: SharedLedger, display: Display) -> Result<(), Failure> {
    let stop = move || {
        // It is held to the end: nothing is answered any more.
        let mut ledger = ledger.hold();
        let written = ledger.write();
        let _ = writeln!(err());
        let _ = write_made(&ledger, display, &mut err());
        if let Err(refusal) = written {
            let _ = render_error(&refusal, display, &mut err());
        }
        std::process::exit(INTERRUPTED);
    };
    ctrlc::set_handler(stop).map_err(|error| Failure::Output(io::Error::other(error)))
}

/// Asks until there is nothing left to ask, or nobody to answer.
fn ask(
    session: &mut Session,
    answers: &mut Answers,
    progress: &Progress,
    display: Display,
) -> Result<(), Failure> {
    let mut is_shown = false;
    loop {
        if answers.are_typed() {
            session.write_what_is_done()?;
        }
        let Some(question) = session.question() else { return Ok(()) };
        let shown = if is_shown { Vec::new() } else { as_shown(&question, display)? };
        let Some(answer) = answers.next(&shown, prompt(&question).as_bytes(), display)? else {
            return Ok(());
        };
        is_shown = false;
        match answer.reply {
            Reply::Quit => return Ok(()),
            Reply::Help => {
                write_help(display, &mut err())?;
                is_shown = answers.are_typed();
                continue;
            }
            _ => {}
        }
        match shown_while(progress, || session.answer(&answer)) {
            Ok(()) => {}
            // Who types may try again.
            Err(refusal) if answers.are_typed() && refusal.is_of_the_answer() => {
                render_error(&refusal, display, &mut err())?;
                is_shown = true;
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
}

/// What a question is about: the finding in its record, with its fixes.
fn as_shown(question: &MendQuestion<'_>, display: Display) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let (at, of) = question.number;
    let findings = number(question.findings, "finding");
    let records = number(question.records, "record");
    writeln!(text, "cause {at} of {of} ({}): {findings} in {records}", question.cause)?;
    let (place, places) = question.place;
    if places > 1 {
        writeln!(text, "place {place} of {places}")?;
    }
    let report: Report = [question.found.clone()].into_iter().collect();
    write_findings(&report, display, &mut text)?;
    Ok(text)
}

/// What is asked, with what can be answered.
fn prompt(question: &MendQuestion<'_>) -> String {
    match question.found.fixes.len() {
        0 => "accept the cause? (d n s q ?) ".to_owned(),
        1 => "make the fix? (y a d n s q ?) ".to_owned(),
        ways => format!("make which fix? (1-{ways} a d n s q ?) "),
    }
}
