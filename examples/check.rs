//! Checks paths, prints what is wrong, and ends as the program does: 0 for nothing that is at least a warning, 1 for
//! findings, 2 for what could not be judged. `cargo run --example check -- PATHS…`

use std::io;
use std::process::ExitCode;

use tadqiq::render::{Color, render_faults};
use tadqiq::{Level, Options, Project, Subject};

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let mut project = Project::open(Options::default())?;
    let report = project.check(&Subject::paths(paths))?;
    println!("{}", tadqiq::render::plain(&report));
    render_faults(&report.faults, Color::Off, &mut io::stderr().lock())?;
    Ok(match report.worst() {
        _ if !report.faults.is_empty() => ExitCode::from(2),
        Some(worst) if worst >= Level::Warning => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}
