//! A text without its markup.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Markup, find};
use crate::text::mojibake::repaired;

/// What a text with markup says; none for a text that has none, or whose markup does not come to an end. What a
/// tag or an escape breaks the line with is `line_break`.
pub(crate) fn plain(text: &str, line_break: char) -> Option<String> {
    const MOST_LAYERS: usize = 4;

    let mut said = None;
    for _ in 0..MOST_LAYERS {
        let current = said.as_deref().unwrap_or(text);
        let pieces = find(current);
        if pieces.is_empty() {
            return said;
        }
        said = Some(tidied(&without(current, &pieces, line_break)));
    }
    said.filter(|said| find(said).is_empty())
}

fn without(text: &str, pieces: &[Markup<'_>], line_break: char) -> String {
    let mut plain = String::with_capacity(text.len());
    let start = text.as_ptr() as usize;
    let mut byte = 0;
    for piece in pieces {
        let at = piece.written.as_ptr() as usize - start;
        plain.push_str(&text[byte..at]);
        plain.extend(piece.says.chars().map(|said| if said == '\n' { line_break } else { said }));
        byte = at + piece.written.len();
    }
    plain.push_str(&text[byte..]);
    plain
}

/// Without the white space that tags leave behind, and as the letters would have been written by hand.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character == '\n' {
            tidy.truncate(tidy.trim_end_matches(' ').len());
        }
        let is_one_too_many = match character {
            '\n' => tidy.ends_with("\n\n"),
            _ => character.is_whitespace() && tidy.ends_with(char::is_whitespace),
        };
        if !is_one_too_many {
            tidy.push(character);
        }
    }
    let tidy = if is_nfc(&tidy) { tidy } else { tidy.nfc().collect() };
    repaired(&tidy).into_owned()
}
