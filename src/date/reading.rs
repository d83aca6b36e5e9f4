//! What a reading is: plain data, and the questions that rules ask of it.

mod outcome;
mod part;
mod stated;

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

pub use outcome::{Calendar, Outcome, Reason};
pub use part::{Part, PartKind, Wording};
pub(super) use stated::{Grouping, Join, Numeric, Qualifier};
pub use stated::{Relation, StatedDate};

/// What kind of expression a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Shape {
    /// One day (its month or year may be missing).
    SingleDay,
    /// Several listed days, each meant.
    Days,
    /// One of several dates, and which is not said: `5 or 6 May`.
    OneOf,
    /// Before, after, by a date or not before it: the date that is said bounds the one that is meant.
    Bound,
    /// From one date to another.
    Range,
    /// From a date on, without an end.
    OpenEnd,
    /// Until a date, without a start.
    OpenStart,
    /// A month.
    Month,
    /// Several months: listed ones, or a season, a quarter, a half-year.
    Months,
    /// A year.
    Year,
    /// Several years: listed ones, or a decade, a century.
    Years,
    /// A week, told by relation.
    Week,
    /// Not a date.
    Nothing,
}

/// A stated weekday that the calendar does not confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Reading {
    /// The answer.
    pub outcome: Outcome,
    /// The bytes of the text that the expression covers; empty when nothing was found.
    pub extent: Range<usize>,
    /// The parts, in the order of the text.
    pub parts: Vec<Part>,
    /// The bytes of each word, number or mark outside of the expression that was not used and may change what
    /// it says. In the reading of a whole text; [`read_all`](super::read_all) judges an expression alone.
    pub left_over: Vec<Range<usize>>,
    pub(super) shape: Shape,
    pub(super) dates: Vec<StatedDate>,
    pub(super) beside: Vec<StatedDate>,
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
            left_over: Vec::new(),
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
    pub fn dates(&self) -> &[StatedDate] {
        &self.dates
    }

    /// The Hijri dates that are kept beside the Gregorian ones (dual dates), else those of
    /// [`Self::dates`] that are Hijri.
    #[must_use]
    pub fn hijri(&self) -> Vec<&StatedDate> {
        let kept = self.beside.iter().chain(&self.dates);
        kept.filter(|said| said.calendar == Calendar::Hijri).collect()
    }

    /// The Hijri date of a day that no Hijri month has, here or beside a Gregorian one: `34 رجب 1436هـ
    /// الموافق 13 مايو 2015`. Day 30 is in every month, for a sighting may make any of them so long.
    ///
    /// ```
    /// use tadqiq::date::{read, Settings};
    /// let reading = read("الأربعاء 34 رجب 1436هـ الموافق 13 مايو 2015", &Settings::default());
    /// assert_eq!(reading.outcome.edtf(), Some("2015-05-13"));
    /// assert_eq!(reading.impossible_hijri().and_then(|said| said.day), Some(34));
    /// ```
    #[must_use]
    pub fn impossible_hijri(&self) -> Option<&StatedDate> {
        self.hijri().into_iter().find(|said| said.day.is_some_and(|day| !(1..=30).contains(&day)))
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
