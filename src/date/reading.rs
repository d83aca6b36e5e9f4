//! What a reading is: plain data, and the questions that rules ask of it.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

/// A calendar that a date is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Calendar {
    /// The proleptic Gregorian calendar.
    #[default]
    Gregorian,
    /// The Hijri calendar, reckoned by Umm al-Qura.
    Hijri,
}

/// How a reading ended. There are these three answers and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The one thing the text says, in EDTF (ISO 8601-2, level 2).
    Normalised(String),
    /// The things the text may say, each in EDTF, the likelier orders first; always two or more.
    Ambiguous(Vec<String>),
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

    /// Every reading the text has: one, several, or none.
    #[must_use]
    pub fn readings(&self) -> &[String] {
        match self {
            Outcome::Normalised(edtf) => std::slice::from_ref(edtf),
            Outcome::Ambiguous(readings) => readings,
            Outcome::NotUnderstood(_) => &[],
        }
    }
}

/// Why a text gives no date.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// What a part of a date text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// A number of a numeric date whose order cannot be told: day, month or year.
    Number,
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
}

/// A relation a date is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// So many days after the reference (أمس is −1).
    Days(i8),
    /// Last, this or next: of a weekday, or of a day and month without a year.
    Nearest(i8),
    /// The last, this or next week, month or year (units 0, 1, 2).
    Unit(u8, i8),
    /// The month of the date before it (العاشر منه).
    Anaphor,
}

/// One date as the text says it: only what is written or shared by its neighbour in a list or range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateSaid {
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
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) join: Join,
    pub(super) other_month: Option<u8>,
    pub(super) numeric: Option<Numeric>,
    pub(super) year_digits: u8,
    pub(super) day_may_be_year: bool,
    pub(super) month_is_first: bool,
    pub(super) has_month_word: bool,
    pub(super) has_year_word: bool,
    pub(super) has_portion: bool,
    pub(super) month_is_weak: bool,
    pub(super) era: Option<Calendar>,
}

/// What stands between a date and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Join {
    #[default]
    First,
    And,
    Comma,
    Slash,
    To,
}

/// Numbers in a row that may be day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeric {
    pub(super) numbers: [u32; 3],
    /// Digits of each; 0 for a number that is not there.
    pub(super) digits: [u8; 3],
    /// Only day first is used with this separator.
    pub(super) day_first: bool,
}

impl DateSaid {
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
            Calendar::Hijri => super::hijri::to_gregorian(year, month, day),
        }
    }
}

/// What kind of expression a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One day (its month or year may be missing).
    SingleDay,
    /// Several listed days, each meant.
    Days,
    /// From one date to another.
    Range,
    /// From a date on, without an end.
    OpenEnd,
    /// Until a date, without a start.
    OpenStart,
    /// A month.
    Month,
    /// Several listed months.
    Months,
    /// A year.
    Year,
    /// Several listed years.
    Years,
    /// A week, told by relation.
    Week,
    /// Not a date.
    Nothing,
}

/// A stated weekday that the calendar does not confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The weekday the text says, 1 (Monday) – 7.
    pub stated: u8,
    /// The weekday of the date, 1 (Monday) – 7.
    pub computed: u8,
    /// The date.
    pub date: NaiveDate,
    /// The year is not written: it is the one nearest to the reference, and the date in
    /// no year within six months of the reference falls on the stated weekday.
    pub year_is_inferred: bool,
    /// Where the date stands among [`Reading::dates`].
    pub index: usize,
}

/// A reading: what a text, or a stretch of it, says about dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The answer.
    pub outcome: Outcome,
    /// The bytes of the text that the expression covers; empty when nothing was found.
    pub extent: Range<usize>,
    /// The parts, in the order of the text.
    pub parts: Vec<Part>,
    pub(super) shape: Shape,
    pub(super) dates: Vec<DateSaid>,
    pub(super) beside: Vec<DateSaid>,
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) previous_month_is_implied: bool,
}

impl Reading {
    /// A reading of a text that has no date.
    pub(super) fn nothing() -> Reading {
        Reading {
            outcome: Outcome::NotUnderstood(Reason::NothingFound),
            extent: 0..0,
            parts: Vec::new(),
            shape: Shape::Nothing,
            dates: Vec::new(),
            beside: Vec::new(),
            contradictions: Vec::new(),
            previous_month_is_implied: false,
        }
    }

    /// What kind of expression it is.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The dates said, in order: one, the listed ones, or the two ends of a range. Where a Hijri
    /// and a Gregorian date stand side by side, the Gregorian ones. Of an ambiguous numeric date
    /// only what is certain is filled in.
    #[must_use]
    pub fn dates(&self) -> &[DateSaid] {
        &self.dates
    }

    /// The Hijri dates that are kept beside the Gregorian ones (dual dates), else those of
    /// [`Self::dates`] that are Hijri.
    #[must_use]
    pub fn hijri(&self) -> Vec<&DateSaid> {
        let kept = self.beside.iter().chain(&self.dates);
        kept.filter(|said| said.calendar == Calendar::Hijri).collect()
    }

    /// The days said, in the order of the text.
    #[must_use]
    pub fn days(&self) -> Vec<u8> {
        self.dates.iter().filter_map(|said| said.day).collect()
    }

    /// The months said, each once, in the order of the text.
    #[must_use]
    pub fn months(&self) -> Vec<u8> {
        unique(self.dates.iter().filter_map(|said| said.month))
    }

    /// The years said, each once, in the order of the text.
    #[must_use]
    pub fn years(&self) -> Vec<i32> {
        unique(self.dates.iter().filter_map(|said| said.year))
    }

    /// A day is said, and no month: `يومي 13 و 14 2022`.
    #[must_use]
    pub fn is_month_missing(&self) -> bool {
        self.dates.iter().any(|said| {
            said.day.is_some() && said.month.is_none() && said.relation.is_none() && said.numeric.is_none()
        })
    }

    /// A month is said, and no year: `الثلاثاء 2 غشت`.
    #[must_use]
    pub fn is_year_missing(&self) -> bool {
        self.dates.iter().any(|said| {
            let is_unwritten = said.year_is_inferred && said.year_digits == 0;
            match said.numeric {
                Some(numeric) => numeric.digits[2] == 0,
                None => said.month.is_some() && (said.year.is_none() || is_unwritten),
            }
        })
    }

    /// A date is told by relation to the publication or to an earlier date.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        self.dates.iter().any(|said| said.relation.is_some())
    }

    /// The two ends are written so that the end is before the start: `من 5 إلى 3 مارس`.
    #[must_use]
    pub fn is_reversed(&self) -> bool {
        matches!(self.outcome, Outcome::NotUnderstood(Reason::EndBeforeStart { .. }))
    }

    /// The start lies in the month before the written one: `من 28 إلى 3 مارس`.
    #[must_use]
    pub fn previous_month_is_implied(&self) -> bool {
        self.previous_month_is_implied
    }

    /// The two months of a pair such as `حزيران/يوليو` that are not the same month.
    #[must_use]
    pub fn differing_month_pair(&self) -> Option<(u8, u8)> {
        self.dates
            .iter()
            .filter_map(|said| Some((said.month?, said.other_month?)))
            .find(|(first, second)| first != second)
    }

    /// After a word that announces two (يومي, شهري, عامي), how many are listed.
    #[must_use]
    pub fn count_after_dual(&self) -> Option<usize> {
        let announced = self.parts.iter().any(|part| part.kind == PartKind::DualMark);
        let is_list = !matches!(self.shape, Shape::Range | Shape::OpenEnd | Shape::OpenStart);
        (announced && is_list).then_some(self.dates.len())
    }

    /// The month names that are wrongly spelt, each with its right form.
    pub fn misspelt_months(&self) -> impl Iterator<Item = (&Part, &'static str)> {
        self.parts.iter().filter_map(|part| Some((part, part.right_form?)))
    }

    /// Parts of one kind, in the order of the text.
    pub fn parts_of(&self, kind: PartKind) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.kind == kind)
    }

    /// The stated weekdays that the calendar does not confirm. Only weekdays that adjoin their
    /// date are judged, and only dates whose year is written or near the reference.
    #[must_use]
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }

    /// How many days the Gregorian date is after the converted Hijri one beside it (dual dates);
    /// up to two days apart is the sighting.
    #[must_use]
    pub fn calendars_apart(&self) -> Option<i64> {
        let hijri = self.beside.iter().find(|said| said.calendar == Calendar::Hijri)?.date()?;
        let gregorian = self.dates.first()?.date()?;
        Some((gregorian - hijri).num_days())
    }

    /// A written era mark that does not fit the size of its year: `2022 هـ`, `1443 م`.
    #[must_use]
    pub fn era_conflict(&self) -> Option<(i32, Calendar)> {
        let said = self.dates.iter().chain(&self.beside);
        said.filter_map(|said| Some((said.year?, said.era?))).find(|(year, era)| match era {
            Calendar::Gregorian => false,
            Calendar::Hijri => *year > super::hijri::LAST_YEAR,
        })
    }

    /// The one day it says, when it says a single whole day.
    #[must_use]
    pub fn single_date(&self) -> Option<NaiveDate> {
        match (self.shape, self.dates.as_slice()) {
            (Shape::SingleDay, [said]) => said.date(),
            _ => None,
        }
    }
}

/// A byte range of a text as a range of code points.
///
/// ```
/// assert_eq!(tadqiq::date::code_points("يوم 5", 7..8), 4..5);
/// ```
#[must_use]
pub fn code_points(text: &str, bytes: Range<usize>) -> Range<usize> {
    let count = |end: usize| text.char_indices().take_while(|(at, _)| *at < end).count();
    count(bytes.start)..count(bytes.end)
}

pub(super) fn iso_weekday(date: NaiveDate) -> u8 {
    date.weekday().number_from_monday() as u8
}

fn unique<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}
