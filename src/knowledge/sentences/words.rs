//! A sentence as its words.

use std::ops::Range;

use crate::text::character::is_arabic_letter;
use crate::text::key::fold_word;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceWord<'t> {
    /// As it is written.
    pub text: &'t str,
    /// Its bytes in the text that was read.
    pub bytes: Range<usize>,
    /// As it is compared.
    pub key: String,
    /// What stands before it.
    pub gap: Gap,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing, a space, an apostrophe; or it is the first.
    Close,
    /// A hyphen alone.
    Hyphen,
    /// A comma, a dash, a bracket.
    Comma,
    /// What divides more: a semicolon, a colon, quotation marks.
    Stop,
}

impl Gap {
    /// Whether the two may be parts of one name.
    pub fn is_close(self) -> bool {
        matches!(self, Gap::Close | Gap::Hyphen)
    }
}

impl SentenceWord<'_> {
    /// Whether it is written as names are in Latin script.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is Arabic.
    pub fn is_arabic(&self) -> bool {
        self.text.starts_with(is_arabic_letter)
    }
}

/// The words of a text.
pub fn words_of(text: &str) -> Vec<SentenceWord<'_>> {
    let mut words = Vec::new();
    let mut end = 0;
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_of_word(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let written = &text[from..at];
                let gap = if words.is_empty() { Gap::Close } else { gap(&text[end..from]) };
                words.push(SentenceWord { text: written, bytes: from..at, key: fold_word(written), gap });
                (start, end) = (None, at);
            }
            _ => {}
        }
    }
    words
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || is_mark(character)
}

/// Harakat, tatweel and accents that stand by themselves.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036f}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}')
}

fn gap(between: &str) -> Gap {
    if matches!(between, "-" | "\u{2010}" | "\u{2011}") {
        return Gap::Hyphen;
    }
    let dash = between.contains(['–', '—']) || between.contains(" - ");
    if between.contains([';', ':', '؛', '"', '«', '»', '“', '”', '!', '?', '؟', '…']) {
        Gap::Stop
    } else if dash || between.contains([',', '،', '(', ')', '[', ']']) {
        Gap::Comma
    } else {
        Gap::Close
    }
}

/// An Arabic key without the article, and without what is written onto it; any other as it is.
pub fn bare(key: &str) -> &str {
    const SHORTEST: usize = 3;
    let written_on = ["وال", "بال", "كال", "فال", "ولل", "ال", "لل"];
    let cut = written_on.iter().find_map(|prefix| key.strip_prefix(prefix));
    cut.filter(|rest| rest.chars().count() + 1 > SHORTEST).unwrap_or(key)
}

/// The same without one of the letters that Arabic writes onto the next word, where one may be there.
pub fn without_clitic(key: &str) -> Option<&str> {
    const SHORTEST: usize = 3;
    let cut = key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])?;
    (cut.chars().count() >= SHORTEST).then(|| bare(cut))
}
