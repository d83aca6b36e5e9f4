//! `fix`: what can be mended or decided, asked cause by cause.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::accept::{grounds, name_in_git, what};
use super::progress::shown_while;
use super::project_arguments::{DayArguments, ProjectArguments, RuleArguments};
use super::stdin::{read_whole, unreadable};
use super::{ColorChoice, ExitStatus, Failure, display, help};
use crate::curate::decide::NewDecision;
use crate::curate::mend::answer::{Answer, Reply};
use crate::curate::mend::{MendQuestion, Refusal, Session};
use crate::project::Options;
use crate::render::{
    Color, Display, hanging, number, render_faults, render_mended, render_summary, write_findings,
};
use crate::report::shown::shown;
use crate::report::{MendedFinding, Report};
use crate::rule::{RuleId, Rules};
use crate::words::Level;

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

/// The session, until it is finished. Who interrupts finds it here.
type Shared = Arc<Mutex<Option<Session>>>;

/// Asks, mends, and says what is left.
pub fn run(arguments: &FixArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let today = Some(arguments.day.today());
    let options = Options { today, ..arguments.project.options(rules, &arguments.rules) };
    let subject = arguments.project.subject();
    let session = shown_while(&options.progress, || Session::open(subject, &options, &arguments.cause))?;
    let mut session = session.decided_by(name_in_git());
    let mut answers = Answers::of_stdin(&mut session)?;
    let shared = Arc::new(Mutex::new(Some(session)));
    write_when_interrupted(&shared, display::of_stderr(choice).width)?;
    let asked = ask(&shared, &mut answers, display::of_stderr(choice));
    // Until it is written whoever interrupts has to wait for it.
    let mut held = lock(&shared);
    if let Some(session) = held.as_mut() {
        session.write().map_err(Refusal::from)?;
    }
    let session = held.take();
    drop(held);
    asked?;
    let Some(session) = session else { return Ok(ExitStatus::Clean) };
    let (left, skipped) = (session.left(), session.skipped().cloned().collect::<Vec<_>>());
    let decided = session.decided().to_vec();
    let report = session.finish()?;
    tell(&report, &decided, left, &skipped, choice)?;
    Ok(ExitStatus::of(&report, report.fail_on.unwrap_or(Level::Warning)))
}

fn lock(shared: &Shared) -> MutexGuard<'_, Option<Session>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was answered is written first when the program is told to stop.
fn write_when_interrupted(shared: &Shared, width: usize) -> Result<(), Failure> {
    let shared = Arc::clone(shared);
    let stop = move || {
        let mut held = lock(&shared);
        let mut err = io::stderr();
        let _ = writeln!(err);
        if let Some(session) = held.as_mut() {
            let _ = write_decided(session.decided(), width, &mut err);
            match session.write() {
                Ok(()) => {
                    let mended: Vec<MendedFinding> = session.mended().cloned().collect();
                    let plain = Display::default().of_width(width);
                    let _ = render_mended("mended", &mended, plain, &mut err);
                }
                Err(error) => {
                    let _ = writeln!(err, "tadqiq: what was answered could not be written: {error}");
                }
            }
        }
        std::process::exit(INTERRUPTED);
    };
    ctrlc::set_handler(stop).map_err(|error| Failure::Output(io::Error::other(error)))
}

/// Asks until there is nothing left to ask, or nobody to answer.
fn ask(shared: &Shared, answers: &mut Answers, display: Display) -> Result<(), Failure> {
    loop {
        let asked = {
            let held = lock(shared);
            let Some(question) = held.as_ref().and_then(Session::question) else { return Ok(()) };
            as_asked(&question, display)?
        };
        let Some(answer) = answers.next(&asked)? else { return Ok(()) };
        match answer.reply {
            Reply::Quit => return Ok(()),
            Reply::Help => writeln!(io::stderr(), "{}", answers_help())?,
            _ => {}
        }
        let mut held = lock(shared);
        let Some(session) = held.as_mut() else { return Ok(()) };
        match session.answer(&answer) {
            Ok(()) => {}
            // Who types may try again.
            Err(refusal) if answers.are_typed() && refusal.is_of_the_answer() => {
                crate::render::render_error(&refusal, display, &mut io::stderr().lock())?;
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
}

fn answers_help() -> &'static str {
    help::FIX.split("\n\n").next().unwrap_or_default()
}

/// A question as it is put: the finding in its record, with its fixes, and what can be answered.
fn as_asked(question: &MendQuestion<'_>, display: Display) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let (at, of) = question.number;
    let cause = &question.cause;
    let findings = number(cause.findings, "finding");
    writeln!(text, "cause {at} of {of} ({}): {findings} in {}", cause.id, number(cause.records, "record"))?;
    let (place, places) = question.place;
    if places > 1 {
        writeln!(text, "place {place} of {places}")?;
    }
    let report: Report = [question.found.clone()].into_iter().collect();
    write_findings(&report, display, &mut text)?;
    match question.found.fixes.len() {
        0 => write!(text, "accept the cause? (d n s q ?) ")?,
        1 => write!(text, "make the fix? (y a d n s q ?) ")?,
        ways => write!(text, "make which fix? (1-{ways} a d n s q ?) ")?,
    }
    Ok(text)
}

/// Where answers come from.
enum Answers {
    /// Somebody types them.
    Typed,
    /// They were given together.
    Given(std::vec::IntoIter<Answer>),
}

impl Answers {
    /// Those of the standard input. What is given together is read first: where a line of it cannot be taken, none is.
    fn of_stdin(session: &mut Session) -> Result<Self, Failure> {
        if io::stdin().is_terminal() {
            return Ok(Self::Typed);
        }
        let text = read_whole("more answers than one run takes")?;
        let mut answers = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let read = read(line).and_then(|answer| {
                answer.as_ref().map_or(Ok(()), |answer| session.consider(answer))?;
                Ok(answer)
            });
            answers.extend(read.map_err(|cause| Refusal::Line { line: number, cause: Box::new(cause) })?);
        }
        Ok(Self::Given(answers.into_iter()))
    }

    fn are_typed(&self) -> bool {
        matches!(self, Self::Typed)
    }

    /// The next answer; none at the end. The question is put to whoever types, and shown before an answer that is
    /// given to it.
    fn next(&mut self, question: &[u8]) -> Result<Option<Answer>, Failure> {
        match self {
            Self::Given(answers) => {
                let answer = answers.next();
                if answer.as_ref().is_some_and(|answer| answer.about.is_none()) {
                    io::stderr().write_all(question)?;
                    writeln!(io::stderr())?;
                }
                Ok(answer)
            }
            Self::Typed => loop {
                let Some(line) = typed(question)? else { return Ok(None) };
                match read(&line) {
                    Ok(Some(Answer { about, reply: Reply::Decide(None) })) => {
                        let Some(why) = typed(b"why? ")? else { return Ok(None) };
                        let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty());
                        return Ok(Some(Answer { about, reply: Reply::Decide(why) }));
                    }
                    Ok(Some(answer)) => return Ok(Some(answer)),
                    Ok(None) => {}
                    Err(refusal) => {
                        crate::render::render_error(&refusal, Color::Off, &mut io::stderr().lock())?;
                    }
                }
            },
        }
    }
}

/// A line that somebody types behind a question; none at the end.
fn typed(question: &[u8]) -> Result<Option<String>, Failure> {
    io::stderr().write_all(question)?;
    let mut line = String::new();
    let length = io::stdin().read_line(&mut line);
    if length.map_err(unreadable)? == 0 {
        writeln!(io::stderr())?;
        return Ok(None);
    }
    Ok(Some(line))
}

fn read(line: &str) -> Result<Option<Answer>, Refusal> {
    Answer::read(line).map_err(|_| Refusal::NoAnswer { line: line.trim().chars().take(60).collect() })
}

/// What was accepted, a decision with its reason.
fn write_decided(decided: &[NewDecision], width: usize, out: &mut dyn Write) -> io::Result<()> {
    if decided.is_empty() {
        return Ok(());
    }
    let findings = decided.iter().map(|answer| answer.findings).sum();
    let decisions = number(decided.len() as u64, "decision");
    writeln!(out, "accepted: {} by {decisions}", number(findings, "finding"))?;
    for NewDecision { written, findings } in decided {
        let decision = &written.decision;
        let text = format!("{} ({})", what(decision), number(*findings, "finding"));
        writeln!(out, "{}", hanging("  ", &text, width, 4))?;
        let path = shown(&written.path.to_string_lossy());
        writeln!(out, "{}", hanging("    ", &format!("{path}: {}", grounds(&decision.grounds)), width, 6))?;
    }
    Ok(())
}

/// What was accepted, mended and left, and what there is by now.
fn tell(
    report: &Report,
    decided: &[NewDecision],
    left: usize,
    skipped: &[RuleId],
    choice: ColorChoice,
) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    write_decided(decided, display::of_stdout(choice).width, &mut out)?;
    render_summary(report, display::of_stdout(choice), &mut out)?;
    if left > 0 {
        writeln!(out, "left as they are: {}", number(left as u64, "finding"))?;
    }
    if !skipped.is_empty() {
        let rules: Vec<&str> = skipped.iter().map(RuleId::as_str).collect();
        writeln!(out, "not asked about: {}", rules.join(", "))?;
    }
    render_faults(&report.faults, display::of_stderr(choice), &mut io::stderr().lock())?;
    Ok(())
}
