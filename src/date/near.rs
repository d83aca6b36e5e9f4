//! Texts that would be dates if one word of theirs had another letter.

use std::ops::Range;

use super::reading::Reading;
use super::slip;
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
        let word = text.get(range.clone())?;
        for name in vocabulary.names_near(word).into_iter().chain(vocabulary.doubled_month(word)) {
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

/// A text with letters in its figures: `3O juin 2022`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SlippedFigures {
    /// The bytes of the first word in which figures and letters touch.
    pub range: Range<usize>,
    /// That word in figures.
    pub figures: String,
    /// What the text says with figures in all such words; its ranges are those of the text so mended.
    pub reading: Reading,
}

/// The reading of a text that cannot be read, after the letters in its figures are mended; none where it has none,
/// and where it is no date even so.
///
/// ```
/// use tadqiq::date::{slipped_figures, Settings};
/// let slipped = slipped_figures("3O juin 2022", &Settings::default()).unwrap();
/// assert_eq!((&*slipped.figures, slipped.reading.outcome.edtf()), ("30", Some("2022-06-30")));
/// assert_eq!(slipped_figures("30 juin 2022", &Settings::default()), None);
/// ```
#[must_use]
pub fn slipped_figures(text: &str, settings: &Settings) -> Option<SlippedFigures> {
    if text.len() > LONGEST || !read(text, settings).outcome.readings().is_empty() {
        return None;
    }
    let mut first = None;
    let mut whole = String::with_capacity(text.len());
    let mut end = 0;
    for token in tokens(text, Vocabulary::shared()) {
        let range = token.start..token.end;
        let Some(figures) = slip::mended(text.get(range.clone())?) else { continue };
        whole.push_str(text.get(end..range.start)?);
        whole.push_str(&figures);
        end = range.end;
        first.get_or_insert((range, figures));
    }
    let (range, figures) = first?;
    whole.push_str(text.get(end..)?);
    let reading = read(&whole, settings);
    (!reading.outcome.readings().is_empty()).then_some(SlippedFigures { range, figures, reading })
}
