//! Lines that fit.

use crate::report::shown::{END_OF_ISOLATE, ISOLATE, at_line_start};
use crate::text::character::display_width;

/// The cells of a line, where nothing else is known: the same on every machine.
pub const WIDTH: usize = 100;

/// A sentence in lines of at most `width` cells, broken at spaces; a word that is longer stays whole. An
/// isolate that is broken ends with its line and begins again on the next.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    wrapped_behind(0, text, width)
}

/// The same, where so many cells of the first line are filled.
fn wrapped_behind(mut filled: usize, text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
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

/// As much of a sentence as fits on one line of `width` cells, with `…` where words are left out.
pub fn first_line(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut lines = wrapped(text, width.saturating_sub(2)).into_iter();
    let first = lines.next().unwrap_or_default();
    let is_cut = lines.next().is_some();
    let end = if is_cut { " …" } else { "" };
    // A word that is longer than the line is the one thing that is cut inside.
    if display_width(&first) + display_width(end) > width {
        let mut cells = 0;
        let kept = first.chars().take_while(|it| {
            cells += display_width(it.encode_utf8(&mut [0; 4]));
            cells < width
        });
        let kept: String = kept.collect();
        let is_open = kept.rfind(ISOLATE).is_some_and(|open| !kept[open..].contains(END_OF_ISOLATE));
        let end = if is_open { END_OF_ISOLATE.to_string() } else { String::new() };
        return format!("{kept}{end}…");
    }
    first + end
}

/// A head with a sentence behind it, in lines of at most `width` cells; those behind the first are indented so far. A
/// head is at least as wide as that.
pub fn hanging(head: &str, text: &str, width: usize, indent: usize) -> String {
    let filled = display_width(head).saturating_sub(indent);
    let lines = wrapped_behind(filled, text, width.saturating_sub(indent));
    let head = if lines.first().is_some_and(String::is_empty) { head.trim_end() } else { head };
    format!("{head}{}", lines.join(&format!("\n{}", " ".repeat(indent))))
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
