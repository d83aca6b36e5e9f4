//! The command line: the only place that knows clap.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::curate::evidence::EvidenceFormat;
use crate::date::NumericOrder;
use crate::project::config::SchemaName;
use crate::project::{ConfigChoice, Options};
use crate::rule::Rules;
use crate::words::Level;

mod check;
mod color;
mod date;
mod describe;
mod evidence;
mod names;

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
    Check(CheckArguments),
    /// Say what date texts say: in normal form (EDTF), part by part.
    Date(DateArguments),
    /// List what is open between records and their sources, by source, in the order of its text.
    Evidence(EvidenceArguments),
    /// Print a rule's page: what it finds, an example, what is not an error.
    Explain {
        /// The rule, such as date/month-missing.
        rule: String,
    },
    /// Say whether two names are one, and why; without names, of each pair {"a", "b"} a line of the input.
    Name {
        /// Two names.
        #[arg(num_args = 2, value_names = ["A", "B"])]
        names: Vec<String>,
        /// How to answer.
        #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
        output_format: ListFormat,
    },
    /// List the names of a dataset that stand in several forms, by entity.
    Names(NamesArguments),
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

#[derive(Debug, clap::Args)]
struct CheckArguments {
    /// Files, folders or globs; - for the standard input.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// The schema to judge all files by: a bundled one's name, or a file.
    #[arg(long, value_name = "SCHEMA")]
    schema: Option<String>,
    /// The config to use for all files, instead of the nearest tadqiq.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no config at all.
    #[arg(long)]
    isolated: bool,
    /// Rules or families to run, and no others.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Rules or families not to run.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// How to print what is found.
    #[arg(long, value_name = "FORMAT", default_value = "full", help = format_help())]
    output_format: String,
    /// Where to print it, instead of the standard output.
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// The lowest level that fails the run: error, warning or info. By default the config's, else warning.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    fail_on: Option<Level>,
    /// End with 0 whatever is found.
    #[arg(long)]
    exit_zero: bool,
    /// The name of the standard input, which says its kind and its place among the collections.
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
    /// How many threads to use. By default as many as there are cores.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, clap::Args)]
struct EvidenceArguments {
    /// Files, folders or globs.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// The config to use for all files, instead of the nearest tadqiq.toml.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = EvidenceListFormat::Text, value_name = "FORMAT")]
    output_format: EvidenceListFormat,
    /// Print every claim of every record, with the words that carry it; JSON has them always.
    #[arg(long)]
    claims: bool,
    /// How many threads to use. By default as many as there are cores.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
}

impl EvidenceArguments {
    fn options(&self, rules: Rules) -> Options {
        let config = config_choice(self.config.as_deref(), false);
        Options { config, rules, threads: self.threads, ..Options::default() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EvidenceListFormat {
    Text,
    Markdown,
    Json,
}

impl From<EvidenceListFormat> for EvidenceFormat {
    fn from(format: EvidenceListFormat) -> Self {
        match format {
            EvidenceListFormat::Text => Self::Text,
            EvidenceListFormat::Markdown => Self::Markdown,
            EvidenceListFormat::Json => Self::Json,
        }
    }
}

#[derive(Debug, clap::Args)]
struct DateArguments {
    /// The text; without it, one text a line from the standard input.
    text: Option<String>,
    /// Find every date in the text, instead of reading it as one.
    #[arg(long)]
    all: bool,
    /// The day of publication, which relative words and dates without a year refer to (2022-08-15).
    #[arg(long, value_name = "DATE")]
    reference: Option<chrono::NaiveDate>,
    /// What comes first in dates in figures, where that is known.
    #[arg(long, value_name = "ORDER", value_parser = date_order())]
    order: Option<NumericOrder>,
    /// How to print it: for a person, or as JSON, an object a line.
    #[arg(long, value_enum, default_value_t = DateFormat::Text, value_name = "FORMAT")]
    output_format: DateFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DateFormat {
    Text,
    Json,
}

fn date_order() -> impl TypedValueParser<Value = NumericOrder> {
    let names = PossibleValuesParser::new(NumericOrder::NAMES);
    names.map(|name| NumericOrder::named(&name).unwrap_or_default())
}

#[derive(Debug, clap::Args)]
struct NamesArguments {
    /// Files, folders or globs.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// The schema to judge all files by: a bundled one's name, or a file.
    #[arg(long, value_name = "SCHEMA")]
    schema: Option<String>,
    /// The config to use for all files, instead of the nearest tadqiq.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no config at all.
    #[arg(long)]
    isolated: bool,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    output_format: ListFormat,
    /// Write what you decided into the registries, so that it is not asked again: pairs
    /// {"a", "b", "verdict"} a line from the standard input, or what is left of this command's own JSON.
    #[arg(long)]
    write: bool,
    /// Show what --write would change, and change nothing.
    #[arg(long, requires = "write")]
    dry_run: bool,
    /// How many threads to use. By default as many as there are cores.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
}

impl NamesArguments {
    fn options(&self, rules: Rules) -> Options {
        Options {
            config: config_choice(self.config.as_deref(), self.isolated),
            rules,
            schema: self.schema.as_deref().map(|name| SchemaName::read(name, "".as_ref())),
            threads: self.threads,
            ..Options::default()
        }
    }
}

fn config_choice(config: Option<&Path>, is_isolated: bool) -> ConfigChoice {
    match (config, is_isolated) {
        (Some(path), _) => ConfigChoice::File(path.to_path_buf()),
        (None, true) => ConfigChoice::Isolated,
        (None, false) => ConfigChoice::Nearest,
    }
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

fn format_help() -> String {
    let names: Vec<&str> = crate::render::Format::ALL.iter().map(|format| format.name()).collect();
    format!("How to print what is found: {}", names.join(", "))
}

fn level(name: &str) -> Result<Level, String> {
    Level::named(name).ok_or_else(|| "one of error, warning, info".to_owned())
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
        Command::Check(check) => check::run(&check, rules, color),
        Command::Date(arguments) => date::run(&arguments),
        Command::Evidence(evidence) => evidence::run(&evidence, &evidence.options(rules), color),
        Command::Explain { rule } => describe::explain(&rule, &rules, color),
        Command::Name { names, output_format } => {
            let pair = match names.as_slice() {
                [a, b] => Some((a.as_str(), b.as_str())),
                _ => None,
            };
            names::explain(pair, output_format)
        }
        Command::Names(names) if names.write => names::write::run(&names, &names.options(rules)),
        Command::Names(names) => names::list(&names, &names.options(rules), color),
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
