//! Texts that would be dates if one word of theirs had another letter.

use std::ops::Range;

use super::reading::Reading;
use super::token::{TokenKind, tokens};
use super::vocabulary::Vocabulary;
use super::{Settings, read};

/// A longer text has no one word that keeps it from being a date.
const LONGEST: usize = 200;

/// A text that cannot be read, but for a word that is one letter away from a month or a weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Near {
    /// The bytes of the word.
    pub range: Range<usize>,
    /// The name that it is one letter away from.
    pub right_form: &'static str,
    /// What the text says with that name in the word's place; its ranges are those of the text so mended.
    pub reading: Reading,
}

/// The reading of a text that cannot be read, after one word is mended; none where the text can be read as it
/// stands, and where it might be mended to say different things.
///
/// ```
/// use tadqiq::date::{nearest, Settings};
/// assert_eq!(nearest("7 de dizimbre de 2021", &Settings::default()), None);
/// let near = nearest("7 de dicimbre de 2021", &Settings::default()).unwrap();
/// assert_eq!((near.right_form, near.reading.outcome.edtf()), ("diciembre", Some("2021-12-07")));
/// ```
#[must_use]
pub fn nearest(text: &str, settings: &Settings) -> Option<Near> {
    if text.len() > LONGEST || !read(text, settings).outcome.readings().is_empty() {
        return None;
    }
    let vocabulary = Vocabulary::shared();
    let mut found: Option<Near> = None;
    for token in tokens(text, vocabulary) {
        if token.kind != TokenKind::Word || token.entry != 0 {
            continue;
        }
        let range = token.start..token.end;
        for name in vocabulary.names_near(text.get(range.clone())?) {
            let right_form = vocabulary.entry(name).form;
            let mended = [text.get(..range.start)?, right_form, text.get(range.end..)?].concat();
            let reading = read(&mended, settings);
            if reading.outcome.readings().is_empty() {
                continue;
            }
            match &found {
                Some(known) if known.reading.outcome != reading.outcome => return None,
                Some(_) => {}
                None => found = Some(Near { range: range.clone(), right_form, reading }),
            }
        }
    }
    found
}
