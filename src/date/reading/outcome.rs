//! The answer of a reading: one of four, with the reason of the last.

use std::fmt;

use chrono::NaiveDate;

/// A calendar that a date is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Calendar {
    /// The proleptic Gregorian calendar.
    #[default]
    Gregorian,
    /// The Hijri calendar, reckoned by Umm al-Qura.
    Hijri,
}

/// How a reading ended. There are these four answers and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The one thing the text says, in EDTF (ISO 8601-2, level 2).
    Normalised(String),
    /// The things the text may say, each in EDTF, the likelier orders first; always two or more.
    Ambiguous(Vec<String>),
    /// What the words that were understood say, in EDTF; others stand beside them that may change it:
    /// [`Reading::left_over`](super::Reading::left_over). It is there to be shown, and proves nothing.
    Partial(Vec<String>),
    /// No date can be given.
    NotUnderstood(Reason),
}

impl Outcome {
    /// The EDTF of a normalised outcome.
    #[must_use]
    pub fn edtf(&self) -> Option<&str> {
        match self {
            Outcome::Normalised(edtf) => Some(edtf),
            _ => None,
        }
    }

    /// Every reading that accounts for the whole text: one, several, or none.
    #[must_use]
    pub fn readings(&self) -> &[String] {
        match self {
            Outcome::Normalised(edtf) => std::slice::from_ref(edtf),
            Outcome::Ambiguous(readings) => readings,
            Outcome::Partial(_) | Outcome::NotUnderstood(_) => &[],
        }
    }

    /// The readings of a partial outcome, which leave words out: to be shown, never to be relied on.
    #[must_use]
    pub fn partial_readings(&self) -> &[String] {
        match self {
            Outcome::Partial(readings) => readings,
            _ => &[],
        }
    }
}

/// Why a text gives no date.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The text has no date expression.
    NothingFound,
    /// The day is in no such month: `30 فبراير 2022`.
    ImpossibleDay {
        /// The day as written.
        day: u32,
        /// The month as written, where it is known which number is the month.
        month: Option<u8>,
        /// The year, where one is written.
        year: Option<i32>,
        /// The calendar of the three.
        calendar: Calendar,
    },
    /// A number stands where the month should, and no month has it: `2022-13-45`.
    ImpossibleMonth {
        /// The number as written.
        month: u32,
    },
    /// A number stands where the year should, and is none: `5 July 19575`.
    NoSuchYear {
        /// The number as written.
        year: u32,
    },
    /// A number alone, which a spreadsheet would show as a day: `44562`.
    SpreadsheetDay {
        /// The day that the number stands for there.
        day: NaiveDate,
    },
    /// The date is told by relation to a day that is not known: `الخميس الماضي`.
    RelativeWithoutReference,
    /// The date refers to an earlier date of the text, and there is none: `العاشر منه`.
    NothingToReferTo,
    /// A Hijri day without its year cannot be converted.
    HijriYearMissing,
    /// The Hijri year is outside the Umm al-Qura table (1300–1600).
    HijriYearUnknown {
        /// The year as written.
        year: i32,
    },
    /// The era mark, or the month's calendar, does not fit the size of the year: `2022 هـ`.
    EraConflict {
        /// The year as written.
        year: i32,
        /// The calendar the mark or the month belongs to.
        calendar: Calendar,
    },
    /// The range ends before it starts.
    EndBeforeStart {
        /// The start, in EDTF.
        start: String,
        /// The end, in EDTF.
        end: String,
    },
    /// The text says something that EDTF has no form for.
    NotExpressible,
    /// The text holds several separate dates; `read_all` gives each.
    SeveralDates {
        /// How many.
        count: usize,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NothingFound => formatter.write_str("no date in it"),
            Reason::ImpossibleDay { day, month, year, .. } => {
                write!(formatter, "there is no day {day}")?;
                month.map_or(Ok(()), |month| write!(formatter, " in month {month}"))?;
                year.map_or(Ok(()), |year| write!(formatter, " of {year}"))
            }
            Reason::ImpossibleMonth { month } => write!(formatter, "there is no month {month}"),
            Reason::NoSuchYear { year } => write!(formatter, "{year} is no year"),
            Reason::SpreadsheetDay { day } => {
                write!(formatter, "it looks like a spreadsheet's number for the day {day}")
            }
            Reason::RelativeWithoutReference => {
                formatter.write_str("it is relative to a day that is not given")
            }
            Reason::NothingToReferTo => {
                formatter.write_str("it refers to an earlier date, and there is none")
            }
            Reason::HijriYearMissing => formatter.write_str("a Hijri date needs its year"),
            Reason::HijriYearUnknown { year } => {
                write!(formatter, "the Hijri year {year} is outside 1300–1600")
            }
            Reason::EraConflict { year, calendar } => {
                write!(formatter, "the year {year} does not fit the {calendar} calendar")
            }
            Reason::EndBeforeStart { start, end } => {
                write!(formatter, "the end {end} is before the start {start}")
            }
            Reason::NotExpressible => formatter.write_str("EDTF has no form for it"),
            Reason::SeveralDates { count } => write!(formatter, "it holds {count} separate dates"),
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Calendar::Gregorian => "Gregorian",
            Calendar::Hijri => "Hijri",
        })
    }
}
