//! One date as a text says it.

use std::ops::Range;

use chrono::NaiveDate;

use super::Calendar;

/// A relation a date is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Relation {
    /// So many days after the reference (أمس is −1).
    Days(i8),
    /// Last, this or next: of a weekday, or of a day and month without a year.
    Nearest(i8),
    /// The last, this or next week, month, year or century (units 0 – 3).
    Unit(u8, i8),
    /// The month of the date before it (العاشر منه).
    Anaphor,
}

/// One date as the text says it: only what is written or shared by its neighbour in a list or range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedDate {
    /// The weekday that adjoins it, 1 (Monday) – 7.
    pub weekday: Option<u8>,
    /// The day of the month; of a month's last day (متم), the number where month and year tell it.
    pub day: Option<u8>,
    /// The month, 1–12 in its calendar.
    pub month: Option<u8>,
    /// The year in its calendar.
    pub year: Option<i32>,
    /// The calendar.
    pub calendar: Calendar,
    /// The month stands at another date of the same list or range (`13 و 14 يونيو`).
    pub month_is_shared: bool,
    /// The year stands at another date of the same list or range.
    pub year_is_shared: bool,
    /// The year (or its century) is told by relation to the reference, not written.
    pub year_is_inferred: bool,
    /// The day is said as "the last" (متم).
    pub is_last_day: bool,
    /// The relation it is told by.
    pub relation: Option<Relation>,
    pub(in crate::date) start: usize,
    pub(in crate::date) end: usize,
    pub(in crate::date) join: Join,
    pub(in crate::date) other_month: Option<u8>,
    pub(in crate::date) numeric: Option<Numeric>,
    pub(in crate::date) year_digits: u8,
    pub(in crate::date) day_may_be_year: bool,
    pub(in crate::date) month_is_first: bool,
    pub(in crate::date) has_month_word: bool,
    pub(in crate::date) has_year_word: bool,
    pub(in crate::date) has_portion: bool,
    pub(in crate::date) month_is_weak: bool,
    pub(in crate::date) era: Option<Calendar>,
    pub(in crate::date) stretch: Option<Grouping>,
    /// `الأربعاء الثاني من أكتوبر`: the second of October, or the second Wednesday.
    pub(in crate::date) day_may_be_nth: bool,
    /// The n-th such weekday of its month; 32 is the last.
    pub(in crate::date) nth: Option<u8>,
    /// Its relation is to the date before it, not to the reference (`السبت التالي`).
    pub(in crate::date) follows: bool,
    /// A number that no year is written with stands where the year should (`5 July 19575`).
    pub(in crate::date) no_year: Option<u32>,
    pub(in crate::date) qualifier: Qualifier,
    /// What stands behind it, and qualifies the dates that share a part with it as well.
    pub(in crate::date) qualifier_behind: Qualifier,
    /// How many days beside it the day is that is meant: `the day after`, `the eve of`.
    pub(in crate::date) beside: i8,
    /// The word for the eve may mean the evening: `عشية`.
    pub(in crate::date) may_be_evening: bool,
}

/// What is no day, month or year, and EDTF can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::date) enum Grouping {
    /// A season, quarter or half-year, by its code (21–41).
    PartOfYear(u8),
    /// A century, by its number.
    Century(u8),
    /// A decade, by its first year (the tens alone, where the century is told by relation).
    Decade(u16),
    /// A decade or a century that starts with this year: `the 1900s`.
    Hundreds(u16),
}

/// How sure a text is of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::date) struct Qualifier {
    /// `about`, `c.`.
    pub(in crate::date) is_approximate: bool,
    /// `probably`, `?`.
    pub(in crate::date) is_uncertain: bool,
}

impl Qualifier {
    pub(in crate::date) fn is_plain(self) -> bool {
        !self.is_approximate && !self.is_uncertain
    }

    pub(in crate::date) fn and(self, other: Qualifier) -> Qualifier {
        Qualifier {
            is_approximate: self.is_approximate || other.is_approximate,
            is_uncertain: self.is_uncertain || other.is_uncertain,
        }
    }

    /// Its sign in EDTF.
    pub(in crate::date) fn sign(self) -> &'static str {
        match (self.is_approximate, self.is_uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        }
    }
}

/// What stands between a date and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::date) enum Join {
    #[default]
    First,
    And,
    Comma,
    Slash,
    Or,
    To,
}

/// Numbers in a row that may be day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::date) struct Numeric {
    pub(in crate::date) numbers: [u32; 3],
    /// Digits of each; 0 for a number that is not there.
    pub(in crate::date) digits: [u8; 3],
    /// Only day first is used with this separator.
    pub(in crate::date) day_first: bool,
}

impl StatedDate {
    /// The bytes of the text it covers.
    #[must_use]
    pub fn extent(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The Gregorian day, when day, month and year are all known and there is such a day.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        match self.calendar {
            Calendar::Gregorian => NaiveDate::from_ymd_opt(year, month.into(), day.into()),
            Calendar::Hijri => super::super::hijri::to_gregorian(year, month, day),
        }
    }
}
