//! The command line: the only place that knows clap.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Parser, Subcommand, ValueEnum};

use crate::rule::Rules;

mod check;
mod color;
mod date;
mod describe;
mod evidence;
mod names;
mod project_arguments;

/// What the shell is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Nothing at or above the failing level: exit code 0.
    Clean,
    /// Findings at or above it: exit code 1.
    Findings,
    /// The job could not be done: exit code 2.
    Failed,
}

impl ExitStatus {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// Checks records of meetings and shows, in the record, what is wrong with them.
#[derive(Debug, Parser)]
#[command(name = "tadqiq", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to colour the output.
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    color: ColorChoice,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Judge records and print what is wrong with them.
    Check(check::CheckArguments),
    /// Say what date texts say: in normal form (EDTF), part by part.
    Date(date::DateArguments),
    /// List what is open between records and their sources, by source, in the order of its text.
    Evidence(evidence::EvidenceArguments),
    /// Print a rule's page: what it finds, an example, what is not an error.
    Explain {
        /// The rule, such as date/month-missing.
        rule: String,
    },
    /// Say whether two names are one, and why; without names, of each pair {"a", "b"} a line of the input.
    Name(names::NameArguments),
    /// List the names of a dataset that stand in several forms, by entity.
    Names(names::NamesArguments),
    /// List the rules.
    Rules {
        /// How to print the list.
        #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
        output_format: ListFormat,
    },
    /// Print a bundled schema.
    Schema {
        /// Its name, such as meeting; without it, the names.
        name: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Text,
    Json,
}

/// Runs the program with our rules: arguments in, output on the standard streams, what the shell is told out.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    run_with(Rules::default(), arguments)
}

/// Runs the program with other rules: a program of your own is five lines.
///
/// ```no_run
/// use tadqiq::rule::{Check, Needs, Rule, Rules};
///
/// fn main() -> std::process::ExitCode {
///     let own = Rule::new("house/own".into(), tadqiq::Level::Info, Check::record(Needs::Nothing, |_, _, _| {}));
///     let mut rules = Rules::default();
///     rules.extend([own]);
///     tadqiq::cli::run_with(rules, std::env::args_os()).code().into()
/// }
/// ```
pub fn run_with(rules: Rules, arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no failures; clap knows which stream each belongs to.
            let _ = error.print();
            return if error.use_stderr() { ExitStatus::Failed } else { ExitStatus::Clean };
        }
    };
    // A rule that panics is reported as a fault; what a panic prints by itself would only hide that.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(io::stderr(), "tadqiq: internal error at {place}");
    }));
    let color = arguments.color;
    let done = match arguments.command {
        Command::Check(arguments) => check::run(&arguments, rules, color),
        Command::Date(arguments) => date::run(&arguments),
        Command::Evidence(arguments) => evidence::run(&arguments, rules, color),
        Command::Explain { rule } => describe::explain(&rule, &rules, color),
        Command::Name(arguments) => names::explain(&arguments),
        Command::Names(arguments) => names::run(&arguments, rules, color),
        Command::Rules { output_format } => describe::rules(output_format, &rules),
        Command::Schema { name } => describe::schema(name.as_deref()),
    };
    done.unwrap_or_else(|failure| failure.tell())
}

/// Why a command stopped.
#[derive(Debug)]
enum Failure {
    /// It could not start, or not go on.
    Error(Box<crate::project::error::Error>),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    fn tell(self) -> ExitStatus {
        match self {
            // `tadqiq … | head` has read enough: that is no failure, and nobody is left to tell.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitStatus::Clean,
            Self::Output(error) => {
                let _ = writeln!(io::stderr(), "tadqiq: cannot write the output: {error}");
                ExitStatus::Failed
            }
            Self::Error(error) => {
                let _ = writeln!(io::stderr(), "{:?}", miette::Report::new(*error));
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
