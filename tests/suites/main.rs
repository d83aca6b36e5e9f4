//! The suites over the shared data: real datasets and public test suites that are not part of the package.
//!
//! `TADQIQ_SHARED` names the folder they lie in; without it nothing runs here.

mod names;

use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::{Arguments, run};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let Some(shared) = std::env::var_os("TADQIQ_SHARED").map(PathBuf::from) else {
        eprintln!("TADQIQ_SHARED is not set: no suite over the shared data is run");
        return ExitCode::SUCCESS;
    };
    run(&arguments, names::trials(&shared)).exit_code()
}
