//! Sentences of a text, as far as marks and lines tell them.

use std::ops::Range;

use crate::text::offsets::boundary_before;

/// A text without an end of a sentence is no reason to read on for ever.
const MOST_BYTES: usize = 2000;

/// The sentence, or the line where none ends before, that a stretch of a text lies in.
pub fn around(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let from = boundary_before(text, bytes.start.saturating_sub(MOST_BYTES));
    let to = boundary_before(text, bytes.end.saturating_add(MOST_BYTES).min(text.len()));
    let start = ends(text, from..bytes.start).last().unwrap_or(from);
    if ends(text, bytes.clone()).last() == Some(bytes.end) {
        return start..bytes.end;
    }
    // The mark itself belongs to what comes after only where it ends nothing.
    let end = ends(text, bytes.end..to).next().map_or(to, |end| end - last_length(text, end));
    start..end
}

/// The bytes behind the marks and line breaks that end a sentence within a stretch.
fn ends(text: &str, within: Range<usize>) -> impl Iterator<Item = usize> {
    let stretch = text.get(within.clone()).unwrap_or_default();
    let marks = stretch.char_indices().filter(move |(at, mark)| {
        let at = within.start + at;
        match mark {
            '!' | '?' | '؟' | '\n' => true,
            '.' => !is_inside_a_sentence(text, at),
            _ => false,
        }
    });
    marks.map(move |(at, mark)| within.start + at + mark.len_utf8())
}

/// Whether a full stop shortens a word or divides a number: `M. Ruiz`, `U.S. envoy`, `10.30`.
fn is_inside_a_sentence(text: &str, stop: usize) -> bool {
    const SHORTENED: [&str; 9] = ["mr", "mrs", "ms", "mme", "dr", "sr", "sra", "st", "prof"];
    let after = text.get(stop + 1..).unwrap_or_default();
    if after.starts_with(char::is_alphanumeric) {
        return true;
    }
    let before = text.get(..stop).unwrap_or_default();
    let word = before.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    let is_one_capital = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_one_capital || SHORTENED.contains(&word.to_lowercase().as_str())
}

fn last_length(text: &str, end: usize) -> usize {
    text.get(..end).and_then(|before| before.chars().next_back()).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence_of<'t>(text: &'t str, words: &str) -> &'t str {
        let start = text.find(words).unwrap_or_default();
        text.get(around(text, &(start..start + words.len()))).unwrap_or_default()
    }

    #[test]
    fn a_shortened_word_and_a_number_end_no_sentence() {
        let text = "First. She met M. Ruiz of the U.S. embassy at 10.30 in Rabat! Then more.\r\nNext line";
        assert_eq!(sentence_of(text, "embassy"), " She met M. Ruiz of the U.S. embassy at 10.30 in Rabat");
        assert_eq!(sentence_of(text, "Then"), " Then more");
        assert_eq!(sentence_of(text, "more."), " Then more.");
        assert_eq!(sentence_of(text, "Next"), "Next line");
    }
}
