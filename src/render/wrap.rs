//! Lines that fit.

use crate::text::character::display_width;

/// The cells of a line, where nothing else is known: the same on every machine.
pub const WIDTH: usize = 100;

/// A sentence in lines of at most `width` cells, broken at spaces. A word that is longer stays whole, and
/// so does an isolate: one that began on a line and ended on the next would turn both around.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0;
    for word in words(text) {
        let cells = display_width(word);
        if filled > 0 && filled + 1 + cells > width {
            lines.push(std::mem::take(&mut line));
            filled = 0;
        }
        if filled > 0 {
            line.push(' ');
            filled += 1;
        }
        line.push_str(word);
        filled += cells;
    }
    lines.push(line);
    lines
}

/// What stands between the spaces that are in no isolate.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |character: char| {
        match character {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && character == ' '
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_outside_of_isolates() {
        let cases: [(&str, usize, &[&str]); 6] = [
            ("", 4, &[""]),
            ("one two", 7, &["one two"]),
            ("one two", 6, &["one", "two"]),
            ("a longer-than-that word", 6, &["a", "longer-than-that", "word"]),
            ("by \u{2068}عبد اللطيف\u{2069} himself", 6, &["by", "\u{2068}عبد اللطيف\u{2069}", "himself"]),
            ("two  spaces", 20, &["two  spaces"]),
        ];
        for (text, width, lines) in cases {
            assert_eq!(wrapped(text, width), lines, "{text:?} in {width}");
        }
    }
}
