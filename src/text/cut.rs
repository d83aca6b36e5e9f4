//! Texts that are cut between words.

use unicode_segmentation::UnicodeSegmentation;

/// The longest beginning of at most so many characters that ends with a word; of a first word that is longer, so much
/// as ends with a whole character of the script.
pub fn beginning(text: &str, most: usize) -> &str {
    let Some((limit, _)) = text.char_indices().nth(most) else { return text };
    let kept = &text[..limit];
    if text[limit..].starts_with(char::is_whitespace) {
        return kept.trim_end();
    }
    match kept.rfind(char::is_whitespace) {
        Some(space) => kept[..space].trim_end(),
        None => whole_graphemes(text, limit),
    }
}

/// The longest end of at most so many characters that begins with a word.
pub fn end(text: &str, most: usize) -> &str {
    let count = text.chars().count();
    let Some(cut) = count.checked_sub(most).filter(|cut| *cut > 0) else { return text };
    let start = text.char_indices().nth(cut).map_or(text.len(), |(start, _)| start);
    let kept = &text[start..];
    if text[..start].ends_with(char::is_whitespace) {
        return kept.trim_start();
    }
    match kept.find(char::is_whitespace) {
        Some(space) => kept[space..].trim_start(),
        None => {
            let starts = text.grapheme_indices(true).map(|(at, _)| at);
            &text[starts.into_iter().find(|at| *at >= start).unwrap_or(text.len())..]
        }
    }
}

fn whole_graphemes(text: &str, limit: usize) -> &str {
    let ends = text.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len());
    &text[..ends.take_while(|end| *end <= limit).last().unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_words() {
        let cases = [
            ("one two three", 20, "one two three", "one two three"),
            ("one two three", 8, "one two", "three"),
            ("one two three", 9, "one two", "two three"),
            ("one two three", 7, "one two", "three"),
            ("pneumonia is", 5, "pneum", "is"),
            ("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}", "e\u{301}"),
            ("مدينة مراكش", 8, "مدينة", "مراكش"),
            (" pneumonia", 4, "", "onia"),
            ("", 3, "", ""),
            ("one", 0, "", ""),
        ];
        for (text, most, first, last) in cases {
            assert_eq!((beginning(text, most), end(text, most)), (first, last), "{text:?} in {most}");
        }
    }
}
