//! What a date takes from the same date in the other calendar beside it.

use chrono::{Datelike, NaiveDate};

use super::super::reading::{Calendar, StatedDate};

/// Two calendars further apart than this say two days: a sighting moves a Hijri date by so many.
const SIGHTING: i64 = 2;

/// `11 رمضان 1436هـ الموافق 28 يونيو` is of 2015, and the weekday before the Hijri part is that of both.
pub(super) fn complete_from_beside(dates: &mut [StatedDate], beside: &[StatedDate]) {
    let is_one_day = dates.len() == 1 && beside.len() == 1;
    for (at, said) in dates.iter_mut().enumerate() {
        let Some(other) = beside.get(at).or_else(|| beside.first()) else {
            return;
        };
        if said.calendar == Calendar::Hijri || other.calendar == Calendar::Gregorian {
            return;
        }
        if let (None, Some(near)) = (said.year, other.date()) {
            said.year = nearest_year(said, near);
            said.year_is_inferred = said.year.is_some();
        }
        if is_one_day && said.weekday.is_none() && is_within_sighting(said, other) {
            said.weekday = other.weekday;
        }
    }
}

fn nearest_year(said: &StatedDate, near: NaiveDate) -> Option<i32> {
    let (month, day) = (said.month?, said.day?);
    let distance = |year: i32| {
        let date = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
        Some(((date - near).num_days().abs(), year))
    };
    (near.year() - 1..=near.year() + 1).filter_map(distance).min().map(|(_, year)| year)
}

/// The calendars agree, or the Hijri part cannot be converted.
fn is_within_sighting(said: &StatedDate, other: &StatedDate) -> bool {
    match (said.date(), other.date()) {
        (Some(said), Some(other)) => (said - other).num_days().abs() <= SIGHTING,
        (said, _) => said.is_some(),
    }
}
