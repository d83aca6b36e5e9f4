//! The parts of a date text, where they stand.

use std::ops::Range;

use super::Calendar;
use crate::date::Language;
use crate::date::weekday::weekday_name;

/// What a part of a date text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PartKind {
    /// A day of the month; value 1–31, or −1 for "the last day" (متم).
    Day,
    /// A month; value 1–12.
    Month,
    /// A year, as written (`22` stays 22).
    Year,
    /// A weekday; value 1 (Monday) – 7 (Sunday), as in ISO 8601.
    Weekday,
    /// An era mark (م, هـ); its calendar is the part's.
    Era,
    /// "about"; value 0.
    About,
    /// "probably", a question mark; value 0.
    Maybe,
    /// A word that makes the date a bound: −1 before it, 1 after it.
    Bound,
    /// A word for the day beside: 1 the day after, −1 the day before.
    Beside,
    /// A portion of a month or year; value 0 beginning, 1 middle, 2 end.
    Portion,
    /// A relation to the publication: −1 last, 0 this, 1 next; for a day word, the distance in days.
    Relative,
    /// A unit a relation is in (الشهر الماضي); value 0 week, 1 month, 2 year.
    Unit,
    /// A reference to an earlier date (منه); value 0.
    Anaphor,
    /// A word or dash that makes a range; value 0 opens it, 1 stands before its end.
    RangeMark,
    /// A word that announces several days or months (أيام, les); value 0.
    ListMark,
    /// A word that announces two (يومي, شهري, عامي); value 2.
    DualMark,
    /// A word that says two calendars are compared (الموافق); value 0.
    Equals,
    /// A season, quarter or half-year (its EDTF code, 21–41), a century (its number) or a decade
    /// (its first year).
    Stretch,
    /// Which of its weekdays in the month; value 1–5, or −1 for the last.
    Rank,
    /// A number of a numeric date whose order cannot be told: day, month or year.
    Number,
}

impl PartKind {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Weekday => "weekday",
            Self::Era => "era",
            Self::About => "about",
            Self::Maybe => "maybe",
            Self::Bound => "bound",
            Self::Beside => "beside",
            Self::Portion => "portion",
            Self::Relative => "relative",
            Self::Unit => "unit",
            Self::Anaphor => "anaphor",
            Self::RangeMark => "range",
            Self::ListMark => "list",
            Self::DualMark => "two",
            Self::Equals => "equals",
            Self::Stretch => "stretch",
            Self::Rank => "rank",
            Self::Number => "number",
        }
    }
}

/// How a part is worded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wording {
    /// A number in digits, or a word that has no other wording.
    #[default]
    Plain,
    /// A number in words: `العاشر`, `first`.
    Ordinal,
    /// A word of its own for the first or last day: `فاتح`, `متم`, `premier`.
    Idiom,
    /// A known misspelling, or one edit from the right form.
    Misspelt,
}

/// One part of a date text, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// The bytes of the text it covers.
    pub range: Range<usize>,
    /// Its value; see [`PartKind`].
    pub value: i32,
    /// The calendar it belongs to.
    pub calendar: Calendar,
    /// How it is worded.
    pub wording: Wording,
    /// The right form of a misspelt or wrong month name.
    pub right_form: Option<&'static str>,
}

impl Part {
    /// The words of this part, taken from the text that was read.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// The English name of what it says: of a weekday, of a month of the Gregorian calendar.
    pub(crate) fn name_of_value(&self) -> Option<&'static str> {
        let value = u8::try_from(self.value).ok()?;
        match self.kind {
            PartKind::Weekday => Some(weekday_name(value, Language::English)),
            PartKind::Month if self.calendar == Calendar::Gregorian => {
                chrono::Month::try_from(value).ok().map(|month| month.name())
            }
            _ => None,
        }
    }
}
