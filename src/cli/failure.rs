//! Why a command stopped, and how that is told.

use std::io::{self, Write};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{ColorChoice, ExitStatus, display};
use crate::render::{render_error, render_faults};
use crate::report::Fault;
use crate::report::shown::{cut, log_line, shown};
use crate::text::character::show;

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// It could not start, or not go on.
    Error(Box<dyn miette::Diagnostic>),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// Says it on the standard error.
    pub fn tell(self, choice: ColorChoice) -> ExitStatus {
        match self {
            // `tadqiq … | head` has read enough: that is no failure, and nobody is left to tell. A command that may end
            // otherwise decides first, and prints by `UntilClosed` or `unless_closed`.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitStatus::Clean,
            Self::Output(error) => {
                let _ = writeln!(io::stderr(), "tadqiq: cannot write the output: {error}");
                ExitStatus::Failed
            }
            Self::Error(error) => {
                let _ = render_error(error.as_ref(), display::of_stderr(choice), &mut io::stderr().lock());
                ExitStatus::Failed
            }
        }
    }
}

impl From<crate::project::error::Error> for Failure {
    fn from(error: crate::project::error::Error) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<crate::curate::baseline::BaselineWriteError> for Failure {
    fn from(error: crate::curate::baseline::BaselineWriteError) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<crate::curate::decide::DecideError> for Failure {
    fn from(error: crate::curate::decide::DecideError) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<crate::curate::init::InitError> for Failure {
    fn from(error: crate::curate::init::InitError) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<crate::policy::UnknownRule> for Failure {
    fn from(error: crate::policy::UnknownRule) -> Self {
        crate::project::error::Error::from(error).into()
    }
}

impl From<crate::curate::mend::Refusal> for Failure {
    fn from(error: crate::curate::mend::Refusal) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What was printed, though whoever read it has read enough (`| head`): how a run ends is decided before it is printed.
///
/// # Errors
///
/// Every other failure.
pub fn unless_closed(printed: Result<(), Failure>) -> Result<(), Failure> {
    match printed {
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}

/// An output that takes what nobody reads any more: the rest is still judged, and how it ends is true.
pub struct UntilClosed<W>(W);

impl<W: Write> UntilClosed<W> {
    /// Writes to an output until whoever reads it has read enough.
    pub fn new(out: W) -> Self {
        Self(out)
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}

/// Says on the standard error what could not be judged, as long as anybody reads it.
///
/// # Errors
///
/// What the output says otherwise.
pub fn tell_faults(faults: &[Fault], choice: ColorChoice) -> Result<(), Failure> {
    Ok(render_faults(faults, display::of_stderr(choice), &mut UntilClosed::new(io::stderr().lock()))?)
}

/// Says what is wrong with the arguments, or what was asked of them: help and version are no failures, and clap knows
/// which stream each belongs to.
pub fn tell_of_arguments(error: &clap::Error) -> ExitStatus {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitStatus::Clean;
    }
    // Without colours: the words that are refused come from outside, and whatever they would do to a terminal is shown.
    let mut err = io::stderr().lock();
    for line in error.render().to_string().lines() {
        let _ = writeln!(err, "{}", log_line(&show(&cut(line))));
    }
    if let Some(path) = path_for_a_command(error) {
        let _ = writeln!(err, "\nTo judge a file: tadqiq check {}", shown(&path));
    }
    ExitStatus::Failed
}

/// The file or folder that was named where a command is due.
fn path_for_a_command(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    (error.kind() == ErrorKind::InvalidSubcommand && Path::new(word).exists()).then(|| word.clone())
}
