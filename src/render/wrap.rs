//! Lines that fit.

use crate::report::shown::{END_OF_ISOLATE, ISOLATE, at_line_start};
use crate::text::character::display_width;

/// The cells of a line, where nothing else is known: the same on every machine.
pub const WIDTH: usize = 100;

/// A sentence in lines of at most `width` cells, broken at spaces; a word that is longer stays whole. An
/// isolate that is broken ends with its line and begins again on the next.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0;
    let mut is_isolated = false;
    for (position, word) in text.split(' ').enumerate() {
        let cells = display_width(word);
        if filled > 0 && filled + 1 + cells > width {
            if is_isolated {
                line.push(END_OF_ISOLATE);
            }
            lines.push(std::mem::take(&mut line));
            filled = 0;
            if is_isolated {
                line.push(ISOLATE);
            }
        } else if position > 0 {
            line.push(' ');
            filled += 1;
        }
        line.push_str(word);
        filled += cells;
        is_isolated = match word.rfind([ISOLATE, END_OF_ISOLATE]) {
            Some(last) => word[last..].starts_with(ISOLATE),
            None => is_isolated,
        };
    }
    lines.push(line);
    for line in lines.iter_mut().skip(1) {
        *line = at_line_start(line).into_owned();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_isolates_with_them() {
        let cases: [(&str, usize, &[&str]); 7] = [
            ("", 4, &[""]),
            ("one two", 7, &["one two"]),
            ("one two", 6, &["one", "two"]),
            ("a longer-than-that word", 6, &["a", "longer-than-that", "word"]),
            (
                "by \u{2068}عبد اللطيف\u{2069} it",
                6,
                &["by \u{2068}عبد\u{2069}", "\u{2068}اللطيف\u{2069}", "it"],
            ),
            ("it says ::error::x", 8, &["it says", "⟨U+003A⟩:error::x"]),
            ("two  spaces", 20, &["two  spaces"]),
        ];
        for (text, width, lines) in cases {
            assert_eq!(wrapped(text, width), lines, "{text:?} in {width}");
        }
    }
}
