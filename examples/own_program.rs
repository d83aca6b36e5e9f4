//! `tadqiq` with a rule of a house's own: `cargo run --example own_program -- explain house/capitals`.

use std::process::ExitCode;

use tadqiq::Rules;

#[path = "house/capitals.rs"]
mod capitals;

fn main() -> ExitCode {
    let mut rules = Rules::default();
    rules.extend([&capitals::RULE]);
    ExitCode::from(tadqiq::cli::run_with(rules, std::env::args_os()).code())
}
