//! Other projects' conformance suites and real data, which lie outside of the repository.
//!
//! They are looked for in the folder that the environment variable `TADQIQ_SHARED` names. Without it
//! nothing is run, and one line says so.

mod cases;
mod dates;
mod json_parsing;
mod json_schema;
mod names;
mod naughty;
mod real;
mod real_counts;
mod real_dataset;
mod real_dates;
mod real_init;
mod real_mended;
mod real_names;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// One line a file of suites; each makes its trials from the shared folder.
const SUITES: &[fn(&Path) -> Vec<Trial>] = &[
    cases::trials,
    dates::trials,
    json_parsing::trials,
    json_schema::trials,
    names::trials,
    naughty::trials,
    real::trials,
    real_counts::trials,
    real_dataset::trials,
    real_dates::trials,
    real_init::trials,
    real_mended::trials,
    real_names::trials,
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let shared = std::env::var_os("TADQIQ_SHARED").map(PathBuf::from);
    let trials = match shared.filter(|folder| folder.is_dir()) {
        Some(shared) => SUITES.iter().flat_map(|trials| trials(&shared)).collect(),
        None => {
            eprintln!("suites: TADQIQ_SHARED names no folder, so no outside suite was run");
            Vec::new()
        }
    };
    libtest_mimic::run(&arguments, trials).exit_code()
}
