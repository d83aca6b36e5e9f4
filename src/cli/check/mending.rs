//! `check --fix` and `check --diff`: fixes made, or shown as a patch.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use super::CheckArguments;
use crate::cli::failure::{UntilClosed, tell_faults};
use crate::cli::outputs::{Outputs, setting};
use crate::cli::progress::shown_while;
use crate::cli::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::mend::{Ending, FileLines, Mending, mend};
use crate::project::Options;
use crate::project::error::Error;
use crate::render::{hanging, render_mended};
use crate::report::Report;

/// Makes the fixes, and hands out the mended standard input; what is left is the report.
pub fn fix(arguments: &CheckArguments, options: &Options, choice: ColorChoice) -> Result<Report, Failure> {
    let mending = mended(arguments, options)?;
    mending.write()?;
    let mut out = BufWriter::new(UntilClosed::new(io::stdout().lock()));
    mending.write_stdin(lines(choice), &mut out)?;
    out.flush()?;
    tell_ending(&mending, choice);
    Ok(mending.report)
}

/// Prints what would change as a patch; nothing is written.
pub fn show(
    arguments: &CheckArguments,
    options: &Options,
    outputs: &Outputs,
    choice: ColorChoice,
) -> Result<ExitStatus, Failure> {
    let mending = mended(arguments, options)?;
    let mut out = BufWriter::new(UntilClosed::new(io::stdout().lock()));
    mending.write_patch(arguments.project.stdin_name(), lines(choice), &mut out)??;
    out.flush()?;
    let report = &mending.report;
    let outcome = outcome(&mending, arguments);
    let setting = setting(outcome);
    outputs.write_files(&|format, display, out: &mut dyn Write| {
        arguments.display.write(report, format, &setting, display, out)
    })?;
    let mut told = UntilClosed::new(io::stderr().lock());
    render_mended("would mend", &report.mended, display::of_stderr(choice), &mut told)?;
    drop(told);
    tell_faults(&report.faults, choice)?;
    tell_ending(&mending, choice);
    Ok(outcome)
}

fn outcome(mending: &Mending, arguments: &CheckArguments) -> ExitStatus {
    match (mending.report.faults.is_empty(), mending.is_empty()) {
        (false, _) => ExitStatus::Failed,
        (true, false) if !arguments.exit_zero => ExitStatus::Findings,
        (true, _) => ExitStatus::Clean,
    }
}

fn mended(arguments: &CheckArguments, options: &Options) -> Result<Mending, Error> {
    let causes = |report: &Report| Ok(arguments.display.causes(report)?);
    let choice = arguments.mending.choice();
    shown_while(&options.progress, || mend(&arguments.project.subject(), options, choice, causes))
}

fn tell_ending(mending: &Mending, choice: ColorChoice) {
    let Ending::Bound(rounds) = mending.ending else { return };
    let text = format!(
        "stopped after {rounds} rounds of fixes, each of which left more to make: some may undo others"
    );
    let _ = writeln!(io::stderr(), "{}", hanging("tadqiq: ", &text, display::of_stderr(choice).width, 2));
}

/// A patch or a text on the standard output is there for a program, and every byte of it counts; but what a terminal
/// or a runner of workflows would print line by line is shown, or it would obey the data.
fn lines(choice: ColorChoice) -> FileLines {
    let is_logged = is_in_a_runner(|name| std::env::var_os(name)) && !is_file();
    if choice == ColorChoice::Always || is_logged || io::stdout().is_terminal() {
        return FileLines::Shown(display::of_stdout(choice).color);
    }
    FileLines::Bytes
}

/// Whether a runner of workflows says that it started us. Most set `CI`; some say only which they are.
fn is_in_a_runner(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    const SAYING: [&str; 6] =
        ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD"];
    let says_so = |value: OsString| !["", "0", "false"].iter().any(|no| value == *no);
    SAYING.into_iter().filter_map(variable).any(says_so)
}

/// Whether the standard output goes into a file.
#[cfg(unix)]
fn is_file() -> bool {
    use std::os::fd::AsFd;
    let out = io::stdout().as_fd().try_clone_to_owned();
    out.and_then(|out| std::fs::File::from(out).metadata()).is_ok_and(|it| it.is_file())
}

#[cfg(windows)]
fn is_file() -> bool {
    use std::os::windows::io::AsHandle;
    let out = io::stdout().as_handle().try_clone_to_owned();
    out.and_then(|out| std::fs::File::from(out).metadata()).is_ok_and(|it| it.is_file())
}
