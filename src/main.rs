//! The program `tadqiq`: parse, run, print, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(tadqiq::cli::run(std::env::args_os()).code())
}
