//! Texts in which no date, or no year, can be read, and what can still be said of them.

use std::sync::LazyLock;

use chrono::NaiveDate;
use rustc_hash::FxHashSet;

use crate::date::{self, Near, Outcome, Reason, SlippedFigures, month_from_word};
use crate::knowledge::dates::{self, Text, figures};
use crate::knowledge::fillers::is_filler;
use crate::knowledge::languages::primary;
use crate::record::{Context, When};
use crate::text::key::fold_word;
use crate::text::token::words;

/// What can be said of a text that is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It is the number by which a spreadsheet knows this day.
    SpreadsheetDay(NaiveDate),
    /// One letter would make it a date.
    Near(Box<Near>),
    /// With figures in the place of letters it would be a date.
    SlippedFigures(Box<SlippedFigures>),
    /// A number stands where the year is due, and no year is written so.
    NoSuchYear(u32),
    /// It says that there is no date, or not yet.
    SaysNone,
    /// It says nothing that can be read, and nothing beside it tells more.
    Nothing,
}

/// What can be said of the text of a day; none where it can be read, where another rule says why it cannot, and
/// where it is of a calendar or a language that is not read.
pub fn unread<'r>(when: &When<'r>, context: &Context) -> Option<(Text<'r>, Unread)> {
    let text = dates::text_in_part(when, context)?;
    if !text.reading.outcome.readings().is_empty() || text.words.trim().is_empty() {
        return None;
    }
    let unread = match text.reading.outcome {
        Outcome::NotUnderstood(Reason::SpreadsheetDay { day }) => Unread::SpreadsheetDay(day),
        Outcome::NotUnderstood(Reason::NoSuchYear { year }) => Unread::NoSuchYear(year),
        Outcome::NotUnderstood(Reason::NothingFound) | Outcome::Partial(_) => of_words(when, &text, context)?,
        _ => return None,
    };
    Some((text, unread))
}

fn of_words(when: &When<'_>, text: &Text<'_>, context: &Context) -> Option<Unread> {
    let is_nothing = matches!(text.reading.outcome, Outcome::NotUnderstood(_));
    if is_nothing && says_none(&text.words) {
        return Some(Unread::SaysNone);
    }
    if is_of_another_language(text, context) {
        return None;
    }
    let settings = context.date_settings(&text.value.record());
    if let Some(slipped) = date::slipped_figures(&text.words, &settings) {
        return Some(Unread::SlippedFigures(Box::new(slipped)));
    }
    if let Some(year) = figures::damaged_year(&text.words).or_else(|| year_left_over(text)) {
        return Some(Unread::NoSuchYear(year));
    }
    if let Some(near) = date::nearest(&text.words, &settings) {
        return Some(Unread::Near(Box::new(near)));
    }
    let tells_more = when.date().is_some() || when.weekday().is_some() || when.hijri().is_some();
    let is_words = !text.words.chars().any(|character| figures::digit(character).is_some());
    let is_read = is_nothing && is_words && !tells_more && !is_filler(&text.words);
    is_read.then_some(Unread::Nothing)
}

/// The number that stands alone behind a day and a month, where the year is due.
fn year_left_over(text: &Text<'_>) -> Option<u32> {
    let [left_over] = text.reading.left_over.as_slice() else { return None };
    let number = text.words.get(left_over.clone()).filter(|number| figures::is_damaged_year(number))?;
    let is_due = text.reading.is_year_missing() && left_over.start >= text.reading.extent.end;
    is_due.then(|| figures::numbers(number).next()?.parse().ok())?
}

/// Whether the text says no more than that there is no date.
fn says_none(text: &str) -> bool {
    const LONGEST: usize = 80;

    static FORMS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("no_date.txt").lines().filter(|line| !line.starts_with('#'));
        lines.map(folded).collect()
    });
    text.len() <= LONGEST && FORMS.contains(&folded(text))
}

/// The words of a text without case, accents, vowel signs and marks.
fn folded(text: &str) -> String {
    let words: Vec<String> = words(text).iter().map(|word| fold_word(word)).collect();
    words.join(" ")
}

/// The languages whose dates are read.
const READ: [&str; 6] = ["ar", "en", "es", "fr", "ber", "zgh"];

/// Whether a text is of a language whose dates are not read: it is said so, a letter of it tells, or a word does.
fn is_of_another_language(text: &Text<'_>, context: &Context) -> bool {
    let is_read = |tag: &String| READ.contains(&primary(tag).as_str());
    let declared = match text.value.language() {
        Some(tag) => is_read(&tag),
        None => context.languages.is_empty() || context.languages.iter().any(is_read),
    };
    !declared
        || text.words.chars().any(|character| character.is_alphabetic() && !is_read_letter(character))
        || words(&text.words).iter().any(|word| is_of_another_calendar(word))
}

/// A letter that Arabic, English, French, Spanish or Amazigh is written in.
fn is_read_letter(letter: char) -> bool {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    match small {
        'a'..='z' => true,
        '\u{621}'..='\u{64a}' | '\u{671}' => true,
        '\u{2d30}'..='\u{2d7f}' => true,
        other => "àâæçéèêëîïôœùûüÿñáíóúºª".contains(other),
    }
}

/// A month or a season of a language that is not read.
fn is_of_another_calendar(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("other_languages.txt").lines().filter(|line| !line.starts_with('#'));
        let words = lines.flat_map(str::split_whitespace);
        words.filter(|word| month_from_word(word).is_none()).map(fold_word).collect()
    });
    WORDS.contains(&fold_word(word))
}
