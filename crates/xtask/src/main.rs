//! What is done to the project by command: rules begun, snapshots accepted, rules timed, releases looked over.

use std::path::Path;
use std::process::ExitCode;

mod bless;
mod error;
mod new_rule;
mod release;
mod timings;

use error::TaskError;

const USAGE: &str = "\
cargo xtask new-rule FAMILY/DEFECT    begins a rule: its file, its lines in the index, its fixtures
cargo xtask bless                     accepts what snapshots and RULES.md would be now
cargo xtask timings PATH [--schema NAME] [--rounds N]
                                      says what each rule costs on records
cargo xtask release VERSION           says whether this can be released so, and prints the notes of the release
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments, &root()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String], root: &Path) -> Result<ExitCode, TaskError> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["new-rule", id] => {
            print!("{}", new_rule::new_rule(root, id)?);
            Ok(ExitCode::SUCCESS)
        }
        ["bless"] => bless::bless(root),
        ["release", version] => {
            print!("{}", release::release(root, version)?);
            Ok(ExitCode::SUCCESS)
        }
        ["timings", rest @ ..] if !rest.is_empty() => timings::timings(root, rest),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(TaskError::Usage { usage: USAGE }),
    }
}

/// The project's folder.
fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
}
