//! Trials over the shared datasets. They are looked for in the folder that `TADQIQ_SHARED` names;
//! without it there is nothing to try, and that is said.

mod dates;

use std::path::PathBuf;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let trials = match std::env::var_os("TADQIQ_SHARED").map(PathBuf::from) {
        Some(shared) => trials(&shared),
        None => {
            println!("TADQIQ_SHARED is not set: no outside trials");
            Vec::new()
        }
    };
    libtest_mimic::run(&arguments, trials).exit();
}

fn trials(shared: &std::path::Path) -> Vec<Trial> {
    dates::trials(shared)
}
