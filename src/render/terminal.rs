//! Colours.

use anstyle::{AnsiColor, Style};

use super::display::Color;
use crate::words::Level;

/// `text` in a style, or as it is.
pub fn paint(text: &str, style: Style, color: Color) -> String {
    match color {
        Color::Off => text.to_owned(),
        Color::On => format!("{style}{text}{style:#}"),
    }
}

/// The style of a level.
pub fn of_level(level: Level) -> Style {
    let color = match level {
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Info => AnsiColor::Cyan,
    };
    in_color(color).bold()
}

/// The style of a colour.
pub fn in_color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(color.into()))
}
