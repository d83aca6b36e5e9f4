//! Whether to colour: the option, then the environment, then whether anybody is looking.

use std::io::IsTerminal;

use super::ColorChoice;
use crate::render::Color;

/// For the standard output.
pub fn of_stdout(choice: ColorChoice) -> Color {
    decide(choice, |name| std::env::var(name).ok(), std::io::stdout().is_terminal())
}

/// For the standard error.
pub fn of_stderr(choice: ColorChoice) -> Color {
    decide(choice, |name| std::env::var(name).ok(), std::io::stderr().is_terminal())
}

fn decide(choice: ColorChoice, variable: impl Fn(&str) -> Option<String>, is_terminal: bool) -> Color {
    // https://no-color.org and https://bixense.com/clicolors: set and not empty; `0` is off.
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let is_on = |name: &str| is_set(name) && variable(name).as_deref() != Some("0");
    let on = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto => is_on("CLICOLOR_FORCE") || is_on("FORCE_COLOR") || is_terminal,
    };
    if on { Color::On } else { Color::Off }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case = (ColorChoice, &'static [(&'static str, &'static str)], bool, Color);

    #[test]
    fn the_option_counts_before_the_environment_and_that_before_the_terminal() {
        let cases: [Case; 8] = [
            (ColorChoice::Auto, &[], true, Color::On),
            (ColorChoice::Auto, &[], false, Color::Off),
            (ColorChoice::Auto, &[("NO_COLOR", "1")], true, Color::Off),
            (ColorChoice::Auto, &[("NO_COLOR", "")], true, Color::On),
            (ColorChoice::Auto, &[("CLICOLOR_FORCE", "1")], false, Color::On),
            (ColorChoice::Auto, &[("FORCE_COLOR", "0")], false, Color::Off),
            (ColorChoice::Always, &[("NO_COLOR", "1")], false, Color::On),
            (ColorChoice::Never, &[("FORCE_COLOR", "1")], true, Color::Off),
        ];
        for (choice, variables, is_terminal, expected) in cases {
            let variable = |name: &str| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(
                decide(choice, variable, is_terminal),
                expected,
                "{choice:?} {variables:?} {is_terminal}"
            );
        }
    }
}
