//! EDTF (ISO 8601-2:2019, levels 0–2) as the normal form of dates, by `edtf-core`.

use chrono::NaiveDate;
use edtf_core::{Bound, Date, DateField, Edtf, IntervalEndpoint, SetElement, YearKind};

/// Why a string is not EDTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not EDTF: {message} (at byte {offset})")]
pub struct NotEdtf {
    /// What is wrong, in a few words.
    pub message: &'static str,
    /// Where, in bytes from the start.
    pub offset: usize,
}

/// How exact a single date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A year.
    Year,
    /// A season, quarter or other grouping of months (`2022-21`).
    Season,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// One date of a normal form; a part that is not there, or has an `X` in it, is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateParts {
    /// The year, −9999 – 9999 or beyond with `Y`.
    pub year: Option<i64>,
    /// The month, 1–12.
    pub month: Option<u8>,
    /// The day, 1–31.
    pub day: Option<u8>,
    /// How exact it is: `2022-XX-13` is a day, `2022-06-XX` as well.
    pub precision: Precision,
    /// The four digits of the year; `None` is an `X`. Not for years written with `Y`.
    pub year_digits: Option<[Option<u8>; 4]>,
    /// The two digits of the month; `None` is an `X`.
    pub month_digits: Option<[Option<u8>; 2]>,
    /// The two digits of the day; `None` is an `X`.
    pub day_digits: Option<[Option<u8>; 2]>,
    /// Marked `~` or `%` in some part.
    pub is_approximate: bool,
    /// Marked `?` or `%` in some part.
    pub is_uncertain: bool,
}

impl DateParts {
    /// The day, when the whole date is known.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(i32::try_from(self.year?).ok()?, self.month?.into(), self.day?.into())
    }
}

/// A date in its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormalForm {
    parsed: Edtf,
}

impl NormalForm {
    /// Reads EDTF of level 0, 1 or 2.
    ///
    /// # Errors
    ///
    /// [`NotEdtf`] for any other string, and for an interval whose end is before its start: use
    /// [`interval_ends`] to see both ends of one.
    ///
    /// ```
    /// use tadqiq::date::edtf::NormalForm;
    /// let set = NormalForm::parse("{2022-XX-13,2022-XX-14}").unwrap();
    /// assert!(set.is_set());
    /// assert_eq!(set.dates()[1].day, Some(14));
    /// assert!(NormalForm::parse("2022-02-30").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<NormalForm, NotEdtf> {
        match Edtf::parse(text) {
            Ok(parsed) => Ok(NormalForm { parsed }),
            Err(error) => Err(NotEdtf { message: error.message, offset: error.offset }),
        }
    }

    /// The lowest conformance level that has this form: 0, 1 or 2.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.parsed.level()
    }

    /// The first day it can mean; `None` for an open or unknown start, and outside chrono's years.
    #[must_use]
    pub fn earliest(&self) -> Option<NaiveDate> {
        bound(&self.parsed.bounds().earliest)
    }

    /// The last day it can mean; `None` for an open or unknown end, and outside chrono's years.
    #[must_use]
    pub fn latest(&self) -> Option<NaiveDate> {
        bound(&self.parsed.bounds().latest)
    }

    /// A set: `{…}`, every member meant, or `[…]`, one of them.
    #[must_use]
    pub fn is_set(&self) -> bool {
        matches!(self.parsed, Edtf::Set(_))
    }

    /// An interval, closed or open.
    #[must_use]
    pub fn is_interval(&self) -> bool {
        matches!(self.parsed, Edtf::Interval(_))
    }

    /// How exact it is: of several dates, the least exact.
    #[must_use]
    pub fn precision(&self) -> Option<Precision> {
        self.dates().iter().map(|date| date.precision).min()
    }

    /// Its dates: the one, the members of a set (both ends of `a..b`), or the ends of an interval
    /// that are dates.
    #[must_use]
    pub fn dates(&self) -> Vec<DateParts> {
        let dates: Vec<&Date> = match &self.parsed {
            Edtf::Date(date) => vec![date],
            Edtf::DateTime(moment) => vec![&moment.date],
            Edtf::Interval(interval) => {
                [&interval.start, &interval.end].into_iter().filter_map(endpoint_date).collect()
            }
            Edtf::Set(set) => set.elements.iter().flat_map(element_dates).collect(),
        };
        dates.into_iter().map(parts).collect()
    }

    /// The days it lists: of a date or a set, every whole day; nothing for an interval.
    #[must_use]
    pub fn listed_days(&self) -> Vec<NaiveDate> {
        if self.is_interval() {
            return Vec::new();
        }
        self.dates().iter().filter_map(DateParts::day).collect()
    }

    /// The one whole day it is, when it is one.
    #[must_use]
    pub fn single_day(&self) -> Option<NaiveDate> {
        match &self.parsed {
            Edtf::Date(date) => parts(date).day(),
            Edtf::DateTime(moment) => parts(&moment.date).day(),
            _ => None,
        }
    }

    /// Any part is marked `~` or `%`.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.parsed.is_approximate()
    }

    /// Any digit is an `X`.
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        self.parsed.has_unspecified()
    }
}

impl std::fmt::Display for NormalForm {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.parsed.fmt(formatter)
    }
}

/// The two ends of `a/b`, each read on its own, whatever their order; `None` when the text is no
/// pair of dates (an open end is no date).
///
/// ```
/// use tadqiq::date::edtf::interval_ends;
/// let (start, end) = interval_ends("2005-05-17/2005-05-08").unwrap();
/// assert!(end.latest() < start.earliest());
/// assert!(interval_ends("2005-05-17/..").is_none());
/// ```
#[must_use]
pub fn interval_ends(text: &str) -> Option<(NormalForm, NormalForm)> {
    let (start, end) = text.split_once('/')?;
    let end =
        NormalForm::parse(end).ok().filter(|end| matches!(end.parsed, Edtf::Date(_) | Edtf::DateTime(_)))?;
    let start = NormalForm::parse(start).ok()?;
    matches!(start.parsed, Edtf::Date(_) | Edtf::DateTime(_)).then_some((start, end))
}

fn bound(bound: &Bound) -> Option<NaiveDate> {
    match bound {
        Bound::Date(date) => {
            NaiveDate::from_ymd_opt(i32::try_from(date.year).ok()?, date.month.into(), date.day.into())
        }
        _ => None,
    }
}

fn endpoint_date(endpoint: &IntervalEndpoint) -> Option<&Date> {
    match endpoint {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        _ => None,
    }
}

fn element_dates(element: &SetElement) -> Vec<&Date> {
    match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
            vec![date]
        }
        SetElement::Range(start, end) => vec![start, end],
    }
}

fn parts(date: &Date) -> DateParts {
    let month = date.month.and_then(DateField::value);
    DateParts {
        year: date.year.value(),
        month: month.filter(|month| *month <= 12),
        day: date.day.and_then(DateField::value),
        precision: match date.precision() {
            edtf_core::Precision::Year => Precision::Year,
            edtf_core::Precision::Season => Precision::Season,
            edtf_core::Precision::Month => Precision::Month,
            edtf_core::Precision::Day => Precision::Day,
        },
        year_digits: match date.year.kind {
            YearKind::Standard { digits, .. } => Some(digits),
            _ => None,
        },
        month_digits: date.month.map(|month| month.digits),
        day_digits: date.day.map(|day| day.digits),
        is_approximate: date.is_approximate(),
        is_uncertain: date.is_uncertain(),
    }
}
