//! What `check` is told instead of judging: to show what it would judge, and by what.

use std::io::{self, BufWriter, Write};

use super::CheckArguments;
use crate::cli::failure::{tell_faults, unless_closed};
use crate::cli::outputs::Outputs;
use crate::cli::{ColorChoice, ExitStatus, Failure, color, display};
use crate::curate::settings::{SettingsFormat, settings, write, write_files};
use crate::project::Options;
use crate::render::Format;

/// What is shown instead of findings.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Without judging")]
pub struct SettingsArguments {
    /// List the files that would be judged, each with what judges it; as text, or as JSON.
    #[arg(long, group = "settings", conflicts_with_all = NOT_WITH)]
    show_files: bool,
    /// Show by what they would be judged: configs, schemas, and the level of every rule, each with why; as text, or as
    /// JSON.
    #[arg(long, group = "settings", conflicts_with_all = NOT_WITH)]
    show_settings: bool,
}

/// What belongs to findings.
const NOT_WITH: [&str; 13] = [
    "fix",
    "diff",
    "watch",
    "timings",
    "output",
    "output_file",
    "statistics",
    "group",
    "cause",
    "max_findings",
    "exit_zero",
    "since",
    "staged",
];

/// Settings were asked for in a format that has none.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("there are no settings in the format {format}")]
#[diagnostic(
    code(tadqiq::no_settings),
    help("take json, or leave --output-format out for lines that a person reads")
)]
struct NoSettings {
    format: &'static str,
}

impl SettingsArguments {
    /// Whether nothing is to be judged.
    pub fn are_asked_for(&self) -> bool {
        self.show_files || self.show_settings
    }
}

/// Shows what would be judged, or by what.
pub fn show(
    arguments: &CheckArguments,
    options: &Options,
    outputs: &Outputs,
    choice: ColorChoice,
) -> Result<ExitStatus, Failure> {
    let format = match outputs.on_the_standard_output() {
        Some(Format::Json) => SettingsFormat::Json,
        Some(Format::Full) | None => {
            SettingsFormat::Text { width: display::of_stdout(choice).width, color: color::of_stdout(choice) }
        }
        Some(other) => return Err(Failure::Error(Box::new(NoSettings { format: other.name() }))),
    };
    let settings = settings(&arguments.project.subject(), options)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = match arguments.settings.show_files {
        true => write_files(&settings, format, &mut out),
        false => write(&settings, arguments.fail_on, format, &mut out),
    };
    let printed = printed.and_then(|()| out.flush()).map_err(Failure::from);
    unless_closed(tell_faults(&settings.faults, choice))?;
    printed?;
    Ok(if settings.faults.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed })
}
