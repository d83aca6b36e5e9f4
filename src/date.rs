//! Dates as the press says them, in Arabic of every region, French, English, Spanish and Amazigh.
//!
//! Text in, [`Reading`] out. A reading is one of four answers ([`Outcome`]): *normalised* (EDTF,
//! ISO 8601-2 level 2), *ambiguous* (the list of readings), *partial* (words are left over that may
//! change it), or *not understood* (with the [`Reason`]). It never supplies a part that is not there: a month without a year is
//! `XXXX-06`, a day without a month `2022-XX-13`.
//!
//! The map:
//!
//! | question | answer |
//! | --- | --- |
//! | what does this date text say? | [`read`] |
//! | which dates are in this prose, and where? | [`read_all`] |
//! | which parts, where, with which value? | [`Reading::parts`] of [`Part`] |
//! | one day, a list, a range, a month …? | [`Reading::shape`], [`Reading::dates`] |
//! | is the month or the year missing? | [`Reading::is_month_missing`], [`Reading::is_year_missing`] |
//! | does a weekday contradict its date? | [`Reading::contradictions`], [`weekday::repairs`] |
//! | do the calendars disagree? | [`Reading::calendars_apart`], [`Reading::hijri`], [`hijri`] |
//! | is a month misspelt, or a pair of names two months? | [`Reading::misspelt_months`], [`Reading::differing_month_pair`] |
//! | is it EDTF, and what are its bounds? | [`edtf::NormalForm`], [`edtf::interval_ends`] |
//! | which word is one letter away from one that makes it a date? | [`nearest`] |
//! | which letters stand where a figure is due? | [`slipped_figures`] |
//! | is it a spreadsheet's number for a day? | [`spreadsheet_day`] |
//! | which month is this word? | [`month_from_word`], [`month_name`] |
//!
//! Inside: `fold` makes spellings equal, `vocabulary` reads the tables, `token` cuts the text,
//! `parse` finds expressions, `resolve` tries every order and writes EDTF.
//!
//! ```
//! use tadqiq::date::{read, Outcome, Settings};
//!
//! let reading = read("يومي 13 و 14 2022", &Settings::default());
//! assert_eq!(reading.outcome.edtf(), Some("{2022-XX-13,2022-XX-14}"));
//! assert!(reading.is_month_missing());
//!
//! let reading = read("03/04/2022", &Settings::default());
//! assert_eq!(reading.outcome, Outcome::Ambiguous(vec!["2022-04-03".into(), "2022-03-04".into()]));
//! ```

#[cfg(test)]
mod cases;
pub mod edtf;
mod fold;
pub mod hijri;
mod near;
mod parse;
mod reading;
mod remainder;
mod resolve;
mod slip;
mod spreadsheet;
mod token;
mod vocabulary;
pub mod weekday;

use chrono::NaiveDate;

pub use near::{Near, SlippedFigures, nearest, slipped_figures};
use parse::{Manner, Parser};
pub use reading::{
    Calendar, Contradiction, Outcome, Part, PartKind, Reading, Reason, Relation, Shape, StatedDate, Wording,
    code_points,
};
pub use spreadsheet::spreadsheet_day;
use vocabulary::Vocabulary;
pub use vocabulary::{Language, MonthName, Region, month_from_word, month_name};

/// What a reader may know beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The day of publication, to which relative words refer.
    pub reference: Option<NaiveDate>,
    /// The order of numeric dates, where the source keeps one.
    pub order: NumericOrder,
}

/// The order of day and month in numeric dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NumericOrder {
    /// Not known: `03/04/2022` is ambiguous.
    #[default]
    Unknown,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

impl NumericOrder {
    /// What the orders are called that one can say.
    pub const NAMES: [&'static str; 2] = ["day-first", "month-first"];

    /// The order of that name.
    ///
    /// ```
    /// use tadqiq::date::NumericOrder;
    /// assert_eq!(NumericOrder::named("month-first"), Some(NumericOrder::MonthFirst));
    /// assert_eq!(NumericOrder::named("year-first"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let orders = [Self::DayFirst, Self::MonthFirst];
        Self::NAMES.iter().position(|known| *known == name).and_then(|at| orders.get(at).copied())
    }
}

/// Reads a text that is a date expression as a whole, with leading words such as `يوم` or `on`.
///
/// Where the text holds more than an expression, the one date in it is read as [`read_all`]
/// would; several separate dates are [`Reason::SeveralDates`].
///
/// ```
/// use tadqiq::date::{read, Settings};
/// let settings = Settings::default();
/// assert_eq!(read("du 3 au 5 mai 2022", &settings).outcome.edtf(), Some("2022-05-03/2022-05-05"));
/// assert_eq!(read("الثلاثاء 2 غشت", &settings).outcome.edtf(), Some("XXXX-08-02"));
/// ```
#[must_use]
pub fn read(text: &str, settings: &Settings) -> Reading {
    let vocabulary = Vocabulary::shared();
    let tokens = token::tokens(text, vocabulary);
    let mut parser = Parser::new(text, &tokens, vocabulary, Manner::Whole);
    parser.skip_leads();
    if let Some(expression) = parser.expression()
        && parser.is_at_end()
    {
        return accounted(resolve::resolve(expression, settings, None), text, &tokens, vocabulary);
    }
    let mut found = scan(text, &tokens, vocabulary, settings);
    match found.len() {
        0 if parser.has_related_stretch() => related_stretch(settings),
        0 => nothing(text),
        1 => {
            let only = accounted(found.remove(0), text, &tokens, vocabulary);
            if parser.has_span_word(&only.left_over) { narrower_than_said(only) } else { only }
        }
        count => several(found, count),
    }
}

/// Finds every date in prose, each with its extent, in the order of the text. Linear in the text.
///
/// ```
/// use tadqiq::date::{read_all, Settings};
/// let text = "استقبله يوم الأربعاء 10 غشت 2022 بالرباط، حيث أجرى الاثنين مباحثات";
/// let found = read_all(text, &Settings::default());
/// assert_eq!(found.len(), 1);
/// assert_eq!(&text[found[0].extent.clone()], "الأربعاء 10 غشت 2022");
/// ```
#[must_use]
pub fn read_all(text: &str, settings: &Settings) -> Vec<Reading> {
    let vocabulary = Vocabulary::shared();
    let tokens = token::tokens(text, vocabulary);
    scan(text, &tokens, vocabulary, settings)
}

fn scan(
    text: &str,
    tokens: &[token::Token],
    vocabulary: &'static Vocabulary,
    settings: &Settings,
) -> Vec<Reading> {
    let mut parser = Parser::new(text, tokens, vocabulary, Manner::Prose);
    let mut found: Vec<Reading> = Vec::new();
    while parser.at < tokens.len() {
        match parser.expression() {
            Some(expression) => {
                let previous = found.last().and_then(|reading| reading.dates().last().copied());
                found.push(resolve::resolve(expression, settings, previous.as_ref()));
            }
            None => parser.at += 1,
        }
    }
    found
}

/// A reading of a whole text accounts for every word of it, or is partial.
fn accounted(mut reading: Reading, text: &str, tokens: &[token::Token], vocabulary: &Vocabulary) -> Reading {
    reading.left_over = remainder::left_over(text, tokens, vocabulary, &reading);
    if reading.left_over.is_empty() {
        return reading;
    }
    reading.outcome = match reading.outcome {
        Outcome::Normalised(edtf) => Outcome::Partial(vec![edtf]),
        Outcome::Ambiguous(readings) => Outcome::Partial(readings),
        other => other,
    };
    reading
}

fn nothing(text: &str) -> Reading {
    let mut reading = Reading::nothing();
    if let Some(day) = spreadsheet_day(text) {
        reading.outcome = Outcome::NotUnderstood(Reason::SpreadsheetDay { day });
    }
    reading
}

/// `last summer`: a part of a year that is told by relation; which one, the reference alone does not say.
fn related_stretch(settings: &Settings) -> Reading {
    let mut reading = Reading::nothing();
    let reason = settings.reference.map_or(Reason::RelativeWithoutReference, |_| Reason::NotExpressible);
    reading.outcome = Outcome::NotUnderstood(reason);
    reading
}

/// `First week of June 2022`: the month is in it, and is not what it says.
fn narrower_than_said(mut reading: Reading) -> Reading {
    reading.outcome = Outcome::NotUnderstood(Reason::NotExpressible);
    reading.left_over.clear();
    reading
}

/// Several separate dates where one was asked for: no answer, but all the parts.
fn several(found: Vec<Reading>, count: usize) -> Reading {
    let mut whole = Reading::nothing();
    whole.outcome = Outcome::NotUnderstood(Reason::SeveralDates { count });
    let start = found.first().map_or(0, |reading| reading.extent.start);
    for reading in found {
        whole.extent = start..reading.extent.end;
        whole.parts.extend(reading.parts);
    }
    whole
}
