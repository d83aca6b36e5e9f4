//! `check`: the main job.

use std::io::{self, Write};
use std::time::Instant;

use self::mend_arguments::{MendArguments, MendingMode};
use super::failure::{UntilClosed, tell_faults, unless_closed};
use super::outputs::{OutputArguments, Outputs, setting};
use super::progress::{shown_while, tell_cache, write_timings};
use super::project_arguments::{CacheArguments, DayArguments, ProjectArguments, RuleArguments};
use super::{ColorChoice, ExitStatus, Failure, display};
use crate::project::Options;
use crate::project::error::Error;
use crate::render::{Display, Format, policy, unshown};
use crate::report::Report;
use crate::rule::Rules;
use crate::words::Level;

mod before_arguments;
mod display_arguments;
mod mend_arguments;
mod mending;
mod settings_arguments;
mod since_arguments;
mod watch;

use before_arguments::BeforeArguments;
use display_arguments::DisplayArguments;
use settings_arguments::SettingsArguments;
use since_arguments::SinceArguments;

/// What `check` is told.
#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    rules: RuleArguments,
    #[command(flatten)]
    day: DayArguments,
    #[command(flatten)]
    cache: CacheArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// The lowest level that fails the run: error, warning or info. By default the config's, else warning.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    fail_on: Option<Level>,
    /// End with 0 whatever is found.
    #[arg(long)]
    exit_zero: bool,
    /// Print on the standard error how long each stage took.
    #[arg(long)]
    timings: bool,
    /// Judge again whatever changes, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["output_file", "output", "timings"])]
    watch: bool,
    #[command(flatten)]
    display: DisplayArguments,
    #[command(flatten)]
    before: BeforeArguments,
    #[command(flatten)]
    mending: MendArguments,
    #[command(flatten)]
    settings: SettingsArguments,
    #[command(flatten)]
    since: SinceArguments,
}

fn level(name: &str) -> Result<Level, String> {
    Level::named(name).ok_or_else(|| "one of error, warning, info".to_owned())
}

/// Judges, prints, and says how it ended.
pub fn run(arguments: &CheckArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    // Where it goes first: a run of minutes must not end with a word that is misspelt.
    let outputs = arguments.output.outputs()?;
    arguments.display.fits(&outputs)?;
    let options = arguments.since.put_into(Options {
        today: Some(arguments.day.today()),
        accepted: arguments.display.accepted(),
        baseline: arguments.before.baseline(),
        unchanged: arguments.before.unchanged(),
        outputs: outputs.files(),
        cache: arguments.cache.cache(),
        ..arguments.project.options(rules, &arguments.rules)
    });
    if arguments.settings.are_asked_for() {
        return settings_arguments::show(arguments, &options, &outputs, choice);
    }
    if arguments.watch {
        return watch::run(arguments, options, &outputs, choice);
    }
    let progress = options.progress.clone();
    let subject = arguments.project.subject();
    let report = match arguments.mending.mode() {
        MendingMode::Diff => return mending::show(arguments, &options, &outputs, choice),
        MendingMode::Fix => mending::fix(arguments, &options, choice)?,
        MendingMode::Report => {
            let report = shown_while(&progress, || crate::engine::check(&subject, &options))?;
            arguments.display.asked_about(report).map_err(Error::from)?
        }
    };
    let start = Instant::now();
    let outcome = outcome(&report, arguments);
    unless_closed(write_report(&report, &outputs, arguments, choice))?;
    if arguments.display.is_verbose() && !arguments.timings {
        tell_cache(&progress, &mut UntilClosed::new(io::stderr().lock()))?;
    }
    if arguments.timings {
        write_timings(&progress, start.elapsed(), &mut UntilClosed::new(io::stderr().lock()))?;
    }
    Ok(outcome)
}

/// Prints a report, and on the standard error what could not be judged.
fn write_report(
    report: &Report,
    outputs: &Outputs,
    arguments: &CheckArguments,
    choice: ColorChoice,
) -> Result<(), Failure> {
    let setting = setting(outcome(report, arguments));
    let print = |format, display, out: &mut dyn Write| {
        arguments.display.write(report, format, &setting, display, out)
    };
    let printed = outputs.write_files(&print).and_then(|()| {
        // With --fix - the standard output is the mended text.
        match arguments.mending.mode() == MendingMode::Fix && arguments.project.reads_stdin() {
            true => outputs.write_stream(&mut io::stderr().lock(), display::of_stderr(choice), &print),
            false => outputs.write_stream(&mut io::stdout().lock(), display::of_stdout(choice), &print),
        }
    });
    let of_stderr = arguments.display.laid_out(display::of_stderr(choice));
    tell_unshown(report, outputs, of_stderr)?;
    arguments.display.tell_accepted(report, &mut UntilClosed::new(io::stderr()))?;
    tell_policy(report, outputs)?;
    tell_faults(&report.faults, choice)?;
    printed
}

/// Says what was left out where the format has no words for it.
fn tell_unshown(report: &Report, outputs: &Outputs, display: Display) -> io::Result<()> {
    match (outputs.on_the_standard_output(), unshown(report, display)) {
        (Some(Format::JsonLines), Some(unshown)) => {
            writeln!(UntilClosed::new(io::stderr()), "tadqiq: {unshown}")
        }
        _ => Ok(()),
    }
}

/// Says by whose policy all was judged, and what does not count, where the format has no words for it.
fn tell_policy(report: &Report, outputs: &Outputs) -> io::Result<()> {
    let says_it = |format: Format| format.is_for_people() || format == Format::Github;
    if outputs.on_the_standard_output().is_some_and(says_it) {
        return Ok(());
    }
    let mut told = UntilClosed::new(io::stderr());
    policy(report).into_iter().try_for_each(|line| writeln!(told, "tadqiq: {line}"))
}

fn outcome(report: &Report, arguments: &CheckArguments) -> ExitStatus {
    let fails_at = arguments.fail_on.or(report.fail_on).unwrap_or(Level::Warning);
    match ExitStatus::of(report, fails_at) {
        ExitStatus::Findings if arguments.exit_zero => ExitStatus::Clean,
        outcome => outcome,
    }
}
