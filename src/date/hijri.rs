//! The Hijri calendar by Umm al-Qura, both ways.
//!
//! The tables are those of `icu_calendar`. A date that a country proclaims by sighting may
//! differ by a day or two: a converted date is never more than approximate.

use chrono::{Datelike, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::Hijri;

/// The first Hijri year of the Umm al-Qura table.
pub const FIRST_YEAR: i32 = 1300;
/// The last Hijri year of the Umm al-Qura table.
pub const LAST_YEAR: i32 = 1600;

/// The Gregorian day of a Hijri date; `None` outside 1300–1600 or for a day no Hijri month has.
/// Day 30 of a month of 29 days is the first of the next month: a sighting may have made it one.
///
/// ```
/// use chrono::NaiveDate;
/// use tadqiq::date::hijri;
/// assert_eq!(hijri::to_gregorian(1444, 1, 12), NaiveDate::from_ymd_opt(2022, 8, 10));
/// assert_eq!(hijri::to_gregorian(2022, 1, 12), None);
/// ```
#[must_use]
pub fn to_gregorian(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) || !(1..=12).contains(&month) || !(1..=30).contains(&day) {
        return None;
    }
    let (written, after) = if day == 30 { (29, 1) } else { (day, 0) };
    let date = Date::try_new_hijri_with_calendar(year, month, written, Hijri::new_umm_al_qura()).ok()?;
    let iso = date.to_calendar(icu_calendar::Iso);
    let gregorian = NaiveDate::from_ymd_opt(
        iso.era_year().year,
        iso.month().ordinal.into(),
        iso.day_of_month().0.into(),
    )?;
    gregorian.checked_add_days(chrono::Days::new(after))
}

/// The Hijri year, month and day of a Gregorian day; `None` outside 1300–1600 AH.
///
/// ```
/// use chrono::NaiveDate;
/// use tadqiq::date::hijri;
/// let day = NaiveDate::from_ymd_opt(2022, 8, 10).unwrap();
/// assert_eq!(hijri::from_gregorian(day), Some((1444, 1, 12)));
/// ```
#[must_use]
pub fn from_gregorian(day: NaiveDate) -> Option<(i32, u8, u8)> {
    let month = u8::try_from(day.month()).ok()?;
    let iso = Date::try_new_iso(day.year(), month, u8::try_from(day.day()).ok()?).ok()?;
    let hijri = iso.to_calendar(Hijri::new_umm_al_qura());
    let year = hijri.year().extended_year();
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then(|| (year, hijri.month().ordinal, hijri.day_of_month().0))
}

/// The first and last day of a Hijri month; `None` outside 1300–1600.
#[must_use]
pub fn month_bounds(year: i32, month: u8) -> Option<(NaiveDate, NaiveDate)> {
    let start = to_gregorian(year, month, 1)?;
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let end = match to_gregorian(next_year, next_month, 1) {
        Some(next) => next.pred_opt()?,
        None => to_gregorian(year, month, 29)?,
    };
    Some((start, end))
}
