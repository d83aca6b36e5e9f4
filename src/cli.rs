//! The command line: the only place that knows clap.

use std::ffi::OsString;
use std::io::Write;

use clap::{Parser, Subcommand, ValueEnum};

use crate::report::Report;
use crate::rule::Rules;
use crate::words::Level;
use failure::{Failure, tell_of_arguments};

mod accept;
mod baseline;
mod check;
mod color;
mod date;
mod decisions;
mod describe;
mod display;
mod evidence;
mod failure;
mod fix;
mod help;
mod init;
mod inspect;
mod names;
mod outputs;
mod progress;
mod project_arguments;
mod shell;
mod stdin;

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

    /// How a run ends whose report fails at a level.
    fn of(report: &Report, fails_at: Level) -> Self {
        match report.faults.is_empty() {
            false => Self::Failed,
            true if report.worst().is_some_and(|worst| worst >= fails_at) => Self::Findings,
            true => Self::Clean,
        }
    }
}

/// Checks records of meetings and shows, in the record, what is wrong with them.
#[derive(Debug, Parser)]
#[command(name = "tadqiq", version, max_term_width = 100, after_help = help::PROGRAM)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to colour the output.
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    color: ColorChoice,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Accept findings, or all findings of a cause: write the decision and its reason, and show them no more.
    #[command(after_help = help::ACCEPT)]
    Accept(accept::AcceptArguments),
    /// Write down the findings that stand today: check then shows only what is new.
    #[command(after_help = help::BASELINE)]
    Baseline(baseline::BaselineArguments),
    /// Judge records and print what is wrong with them.
    #[command(after_help = help::CHECK)]
    Check(check::CheckArguments),
    /// Print the script that completes commands and options in a shell.
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Say what date texts say: in normal form (EDTF), part by part.
    #[command(after_help = help::DATE)]
    Date(date::DateArguments),
    /// List the decisions and whether each still holds, or take some out.
    #[command(after_help = help::DECISIONS)]
    Decisions(decisions::DecisionsArguments),
    /// List what is open between records and their sources, by source, in the order of its text.
    #[command(after_help = help::EVIDENCE)]
    Evidence(evidence::EvidenceArguments),
    /// Print a rule's page: what it finds, an example, what is not an error; or the rules of a family.
    #[command(after_help = help::EXPLAIN)]
    Explain {
        /// The rule, such as date/month-missing or month-missing; or the family, such as date.
        rule: String,
    },
    /// Go through what can be mended, cause by cause, and mend what you say.
    #[command(after_help = help::FIX)]
    Fix(fix::FixArguments),
    /// Propose a tadqiq.toml, and annotated schemas where there are none, for the records in a folder.
    #[command(after_help = help::INIT)]
    Init(init::InitArguments),
    /// Print a record as it is understood: what each value means, what was read of it, which rules look at it.
    #[command(after_help = help::INSPECT)]
    Inspect(inspect::InspectArguments),
    /// Print the manual's page, in roff: of the program, or of a command.
    #[command(after_help = help::MAN)]
    Man {
        /// The command, such as check.
        command: Option<String>,
    },
    /// Say whether two names are one, and why; without names, of each pair {"a", "b"} a line of the input.
    #[command(after_help = help::NAME)]
    Name(names::NameArguments),
    /// List the names of a dataset that stand in several forms, by entity.
    #[command(after_help = help::NAMES)]
    Names(names::NamesArguments),
    /// List the rules.
    #[command(after_help = help::RULES)]
    Rules {
        /// How to print the list.
        #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
        output_format: ListFormat,
    },
    /// Print a bundled schema.
    #[command(after_help = help::SCHEMA)]
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
        Err(error) => return tell_of_arguments(&error),
    };
    // A rule that panics is reported as a fault; what a panic prints by itself would only hide that.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(std::io::stderr(), "tadqiq: internal error at {place}");
    }));
    let color = arguments.color;
    let done = match arguments.command {
        Command::Accept(arguments) => accept::run(&arguments, rules, color),
        Command::Baseline(arguments) => baseline::run(&arguments, rules, color),
        Command::Check(arguments) => check::run(&arguments, rules, color),
        Command::Completions { shell } => shell::completions(shell),
        Command::Date(arguments) => date::run(&arguments),
        Command::Decisions(arguments) => decisions::run(&arguments, rules, color),
        Command::Evidence(arguments) => evidence::run(&arguments, rules, color),
        Command::Explain { rule } => describe::explain(&rule, &rules, color),
        Command::Fix(arguments) => fix::run(&arguments, rules, color),
        Command::Init(arguments) => init::run(&arguments, color),
        Command::Inspect(arguments) => inspect::run(&arguments, rules, color),
        Command::Man { command } => shell::man(command.as_deref()),
        Command::Name(arguments) => names::explain(&arguments),
        Command::Names(arguments) => names::run(&arguments, rules, color),
        Command::Rules { output_format } => describe::rules(output_format, &rules, color),
        Command::Schema { name } => describe::schema(name.as_deref()),
    };
    done.unwrap_or_else(|failure| failure.tell(color))
}
