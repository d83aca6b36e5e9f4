//! The record's date against the dates of its source.

use chrono::{Datelike, Days, NaiveDate};

use crate::date::edtf::{DateParts, NormalForm};
use crate::date::{self, Reading, Shape};
use crate::knowledge::citations::Citation;
use crate::record::texts::{Telling, telling};
use crate::record::{Context, Value};
use crate::words::Role;

/// Whether every date that the quotations say is another than this: then `evidence/unsupported` reports it.
pub fn differs_from_quotations(date: &Value<'_>, evidence: &[Citation<'_, '_>], context: &Context) -> bool {
    let Some(bounds) = Bounds::of(date) else { return false };
    let quoted = quoted(&bounds, evidence, context);
    !quoted.is_empty() && quoted.iter().all(|(_, reading)| verdict(&bounds, reading) == DateVerdict::Differs)
}

/// The dates that the quotations say, and that a date can be held against: a year alone, or a day told in
/// passing, may be that of the meeting, and if not, says nothing of it.
pub(crate) fn quoted<'e>(
    bounds: &Bounds,
    evidence: &'e [Citation<'e, 'e>],
    context: &Context,
) -> Vec<(&'e Citation<'e, 'e>, Reading)> {
    let with_quote = evidence.iter().filter_map(|evidence| Some((evidence, evidence.quote?)));
    let readings = with_quote.flat_map(|(evidence, quote)| {
        let words = quote.text();
        let mut readings = date::read_all(&words, &evidence.date_settings(context));
        readings.retain(|reading| match telling(&words, reading.extent.start) {
            Telling::Birth => false,
            _ if is_of_another_day(reading) => false,
            Telling::Making => bounds.is_told_by(reading),
            Telling::Event => {
                !matches!(reading.shape(), Shape::Year | Shape::Years) || bounds.is_told_by(reading)
            }
        });
        readings.into_iter().map(move |reading| (evidence, reading))
    });
    readings.collect()
}

/// Whether it is told from a day that its weekday contradicts: "today, Tuesday" in what was printed on Friday. What
/// it says is [read by its weekday](super::relative_days::relative_days).
pub(crate) fn is_of_another_day(reading: &Reading) -> bool {
    reading.is_relative() && !reading.contradictions().is_empty()
}

/// A date of a record, and the days that it spans.
pub(crate) struct Bounds {
    pub form: NormalForm,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Bounds {
    pub(crate) fn of(date: &Value<'_>) -> Option<Self> {
        let form = NormalForm::parse(&date.text()).ok()?;
        let (first, last) = (form.earliest()?, form.latest()?);
        Some(Self { form, first, last: end_beside(date).unwrap_or(last) })
    }

    pub(crate) fn of_day(day: NaiveDate) -> Option<Self> {
        let form = NormalForm::parse(&day.to_string()).ok()?;
        Some(Self { form, first: day, last: day })
    }

    /// Whether it is a month or a year.
    pub(crate) fn says_no_day(&self) -> bool {
        self.form.dates().iter().all(|date| date.day.is_none())
    }

    /// Whether what is read in a source may mean it.
    pub(crate) fn is_told_by(&self, reading: &Reading) -> bool {
        let said = reading.outcome.readings();
        let leeway = Days::new(leeway(reading));
        let (first, last) = (self.first - leeway, self.last + leeway);
        said.is_empty() || said.iter().any(|said| overlaps(said, first, last))
    }
}

/// The days that a source may be off without being contradicted: who writes "today" is printed the day after;
/// the sight of the moon moves a Hijri day.
fn leeway(reading: &Reading) -> u64 {
    let is_approximate = |said: &String| NormalForm::parse(said).is_ok_and(|form| form.is_approximate());
    match reading.outcome.readings().iter().any(is_approximate) {
        true => 2,
        false => u64::from(reading.is_relative()),
    }
}

/// What a date that a source says proves of one of the record's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateVerdict {
    Supports,
    /// Not understood, or too wide to tell.
    SaysNothing,
    LacksTheMonth,
    LacksTheDay,
    Differs,
}

pub(crate) fn verdict(bounds: &Bounds, reading: &Reading) -> DateVerdict {
    // A bound names no day of its own.
    if reading.outcome.readings().is_empty() || reading.shape() == Shape::Bound {
        return DateVerdict::SaysNothing;
    }
    if !bounds.is_told_by(reading) {
        return DateVerdict::Differs;
    }
    let says_a_month = bounds.form.dates().iter().any(|date| date.month.is_some());
    match reading.shape() {
        _ if reading.is_month_missing() && says_a_month => DateVerdict::LacksTheMonth,
        Shape::Month if !bounds.says_no_day() => DateVerdict::LacksTheDay,
        _ => DateVerdict::Supports,
    }
}

/// Whether a date in normal form can mean a day between two; a part that it does not say fits any.
fn overlaps(said: &str, first: NaiveDate, last: NaiveDate) -> bool {
    let Ok(form) = NormalForm::parse(said) else { return true };
    // An open end bounds nothing.
    let ends_before = form.latest().is_some_and(|latest| latest < first);
    let begins_behind = form.earliest().is_some_and(|earliest| last < earliest);
    if ends_before || begins_behind {
        return false;
    }
    // Bounds are as wide as what is not said: the parts that are said have to fit as well.
    let dates = form.dates();
    if let [start, end] = &dates[..]
        && form.is_interval()
        && let (Some(start), Some(end)) = (month_and_day(start), month_and_day(end))
    {
        return lies_between(start, end, first, last);
    }
    let is_told_by_bounds = !form.has_unspecified() || dates.is_empty();
    is_told_by_bounds || dates.iter().any(|date| fits(date, first, last))
}

fn month_and_day(date: &DateParts) -> Option<(u32, u32)> {
    Some((date.month?.into(), date.day?.into()))
}

/// Whether a day of a stretch lies between two days of the year, over its end where the second comes first.
fn lies_between(start: (u32, u32), end: (u32, u32), first: NaiveDate, last: NaiveDate) -> bool {
    const A_YEAR: usize = 366;
    let days = first.iter_days().take_while(|day| *day <= last).take(A_YEAR);
    days.map(|day| (day.month(), day.day())).any(|day| match start <= end {
        true => start <= day && day <= end,
        false => start <= day || day <= end,
    })
}

fn fits(date: &DateParts, first: NaiveDate, last: NaiveDate) -> bool {
    let in_one_year = first.year() == last.year();
    let in_one_month = in_one_year && first.month() == last.month();
    let month_fits = |month: u8| !in_one_year || (first.month()..=last.month()).contains(&month.into());
    let day_fits = |day: u8| !in_one_month || (first.day()..=last.day()).contains(&day.into());
    date.month.is_none_or(month_fits) && date.day.is_none_or(day_fits)
}

fn end_beside(date: &Value<'_>) -> Option<NaiveDate> {
    let end = date.group().value(Role::DateEnd)?;
    NormalForm::parse(&end.text()).ok()?.latest()
}
