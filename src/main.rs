//! The program `tadqiq`: parse, run, print, exit.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A run asks for many small pieces of memory: this one hands them out in a sixth less time than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(tadqiq::cli::run(std::env::args_os()).code())
}
