//! Why a command stopped, and how that is told.

use std::io::{self, Write};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{ColorChoice, ExitStatus, color};
use crate::render::render_error;
use crate::report::shown::{log_line, shown};
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
            // `tadqiq … | head` has read enough: that is no failure, and nobody is left to tell.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitStatus::Clean,
            Self::Output(error) => {
                let _ = writeln!(io::stderr(), "tadqiq: cannot write the output: {error}");
                ExitStatus::Failed
            }
            Self::Error(error) => {
                let _ = render_error(error.as_ref(), color::of_stderr(choice), &mut io::stderr().lock());
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

impl From<crate::curate::decide::DecideError> for Failure {
    fn from(error: crate::curate::decide::DecideError) -> Self {
        Self::Error(Box::new(error))
    }
}

impl From<crate::policy::UnknownRule> for Failure {
    fn from(error: crate::policy::UnknownRule) -> Self {
        crate::project::error::Error::from(error).into()
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
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
        let _ = writeln!(err, "{}", log_line(&show(line)));
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
