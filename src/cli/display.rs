//! How what is printed is laid out: in which colours, and how wide.

use std::io::{stderr, stdout};

use terminal_size::{Width, terminal_size_of};

use super::{ColorChoice, color};
use crate::render::Display;

/// Cells of a line where nobody says.
const USUAL_WIDTH: usize = 80;
/// Lines that are longer are hard to read, however wide the terminal is.
const MOST_WIDTH: usize = 140;

/// For the standard output.
pub fn of_stdout(choice: ColorChoice) -> Display {
    Display::from(color::of_stdout(choice)).of_width(width(columns(), terminal_size_of(stdout())))
}

/// For the standard error.
pub fn of_stderr(choice: ColorChoice) -> Display {
    Display::from(color::of_stderr(choice)).of_width(width(columns(), terminal_size_of(stderr())))
}

/// For a file.
pub fn of_a_file() -> Display {
    Display::default().of_width(width(columns(), None::<(Width, ())>))
}

fn columns() -> Option<String> {
    std::env::var("COLUMNS").ok()
}

/// What the environment says, then the terminal.
fn width<Height>(columns: Option<String>, terminal: Option<(Width, Height)>) -> usize {
    let said = columns.and_then(|columns| columns.trim().parse().ok()).filter(|columns| *columns > 0);
    let asked = || terminal.map(|(Width(columns), _)| usize::from(columns)).filter(|columns| *columns > 0);
    said.or_else(asked).unwrap_or(USUAL_WIDTH).min(MOST_WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_counts_before_the_terminal() {
        let cases = [
            (None, None, 80),
            (None, Some(120), 120),
            (None, Some(0), 80),
            (None, Some(400), 140),
            (Some("60"), Some(120), 60),
            (Some("0"), Some(120), 120),
            (Some("wide"), None, 80),
            (Some(""), Some(100), 100),
        ];
        for (columns, terminal, expected) in cases {
            let terminal = terminal.map(|columns| (Width(columns), ()));
            assert_eq!(width(columns.map(str::to_owned), terminal), expected, "{columns:?} {terminal:?}");
        }
    }
}
