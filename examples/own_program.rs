//! `tadqiq` with a rule of a house's own: `cargo run --example own_program -- explain house/capitals`.

use std::process::ExitCode;

#[path = "house/capitals.rs"]
mod capitals;

fn main() -> ExitCode {
    let rules = tadqiq::rules::ALL.iter().copied().chain([&capitals::RULE]).collect();
    ExitCode::from(tadqiq::cli::run_with(rules, std::env::args_os()).code())
}
