//! The sink of the terminal: what it lets through of the data, and in which colours it writes.

use anstyle::{AnsiColor, Style};

use super::Color;
use crate::text::character::{Direction, base_direction, show};
use crate::{Level, Message, Piece};

/// Characters of one argument; more are cut, whoever made the message.
const MOST_CHARACTERS: usize = 400;

/// First strong isolate, and the end of an isolate (Unicode UAX #9).
const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// Text of the data, as a terminal may print it: what controls it is shown as its code, and what is
/// written from right to left is isolated, so that it leaves the rest of the line where it is.
pub fn shown(text: &str) -> String {
    let text = cut(text);
    isolated(&show(&text))
}

/// The same, within a line that is isolated as a whole by [`isolated`].
pub fn shown_inside(text: &str) -> String {
    show(&cut(text)).into_owned()
}

/// Isolates a text that has letters written from right to left.
pub fn isolated(text: &str) -> String {
    if text.is_ascii() || !has_right_to_left(text) {
        return text.to_owned();
    }
    format!("{ISOLATE}{text}{END_OF_ISOLATE}")
}

/// A message as a terminal may print it.
pub fn sentence(message: &Message) -> String {
    let mut text = String::new();
    for piece in message.pieces() {
        match piece {
            Piece::Ours(ours) => text.push_str(ours),
            Piece::Data(data) => text.push_str(&shown(data.expose())),
        }
    }
    text
}

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
    Style::new().bold().fg_color(Some(color.into()))
}

/// The style of a colour.
pub fn in_color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(color.into()))
}

/// A text cut where it is long, which it says.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()),
    }
}

fn has_right_to_left(text: &str) -> bool {
    text.split(|character: char| !character.is_alphabetic()).any(|word| base_direction(word) == Direction::RightToLeft)
}
