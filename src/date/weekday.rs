//! Weekdays: their names, and what a stated weekday says about a date.

use chrono::{Datelike, NaiveDate};

use super::reading::iso_weekday;
use super::vocabulary::Language;

/// The name of a weekday (1 Monday – 7 Sunday) in a language; empty for any other number.
/// Amazigh has the English names: its own are in the tables for reading only.
///
/// ```
/// use tadqiq::date::{weekday, Language};
/// assert_eq!(weekday::weekday_name(3, Language::Arabic), "الأربعاء");
/// assert_eq!(weekday::weekday_name(7, Language::French), "dimanche");
/// ```
#[must_use]
pub fn weekday_name(weekday: u8, language: Language) -> &'static str {
    let names = match language {
        Language::Arabic => ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
        Language::French => ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        Language::Spanish => ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        Language::English | Language::Amazigh => {
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        }
    };
    usize::from(weekday).checked_sub(1).and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// The weekday of a date, 1 (Monday) – 7 (Sunday), as in ISO 8601.
///
/// ```
/// let day = chrono::NaiveDate::from_ymd_opt(2022, 8, 2).unwrap();
/// assert_eq!(tadqiq::date::weekday::weekday_of(day), 2);
/// ```
#[must_use]
pub fn weekday_of(date: NaiveDate) -> u8 {
    iso_weekday(date)
}

/// The months of a year in which a day of the month falls on a weekday.
///
/// ```
/// // A Tuesday the 13th in 2022: September or December.
/// assert_eq!(tadqiq::date::weekday::months_where(13, 2022, 2), [9, 12]);
/// ```
#[must_use]
pub fn months_where(day: u8, year: i32, weekday: u8) -> Vec<u8> {
    (1..=12)
        .filter(|month| {
            let date = NaiveDate::from_ymd_opt(year, u32::from(*month), day.into());
            date.is_some_and(|date| iso_weekday(date) == weekday)
        })
        .collect()
}

/// The one field that a repair changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day of the month.
    Day,
    /// The weekday.
    Weekday,
}

/// A change of one field that makes a date and its weekday agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The field that changes.
    pub field: Field,
    /// The date after the repair.
    pub date: NaiveDate,
    /// The weekday after the repair, 1 (Monday) – 7.
    pub weekday: u8,
    /// Days from the reference (the date as stated, without one) to the repaired date, signed.
    pub distance: i64,
}

/// How far from the reference a repaired date may lie, in days.
const NEAR: i64 = 62;

/// The single-field repairs of a date that contradicts its weekday, nearest to `near` first.
///
/// With `near` (the publication date) only repairs within two months of it; without it every
/// month of the year, every day of the month, and the five years on either side.
/// Nothing for a date that does not exist or that agrees.
///
/// ```
/// use chrono::NaiveDate;
/// use tadqiq::date::weekday::{repairs, Field};
/// // «الثلاثاء 10 جانفي 2016», published on 10 January 2017: last year's year.
/// let published = NaiveDate::from_ymd_opt(2017, 1, 10);
/// let best = repairs(10, 1, 2016, 2, published)[0];
/// assert_eq!((best.field, Some(best.date)), (Field::Year, published));
/// ```
#[must_use]
pub fn repairs(day: u8, month: u8, year: i32, weekday: u8, near: Option<NaiveDate>) -> Vec<Repair> {
    let Some(stated) = NaiveDate::from_ymd_opt(year, month.into(), day.into()) else {
        return Vec::new();
    };
    if iso_weekday(stated) == weekday {
        return Vec::new();
    }
    let reference = near.unwrap_or(stated);
    let repair = |field, date: NaiveDate, weekday| {
        let distance = (date - reference).num_days();
        let is_near = near.is_none() || distance.abs() <= NEAR;
        is_near.then_some(Repair { field, date, weekday, distance })
    };
    let agreeing = |field, date: Option<NaiveDate>| {
        let date = date.filter(|date| iso_weekday(*date) == weekday && *date != stated)?;
        repair(field, date, weekday)
    };
    let years = (year - 5..=year + 5).chain(near.map(|near| near.year()));
    let mut found: Vec<Repair> = Vec::new();
    found.extend(years.filter_map(|year| agreeing(Field::Year, stated.with_year(year))));
    found.extend((1..=12).filter_map(|month| agreeing(Field::Month, stated.with_month(month))));
    found.extend((1..=31).filter_map(|day| agreeing(Field::Day, stated.with_day(day))));
    found.extend(repair(Field::Weekday, stated, iso_weekday(stated)));
    found.sort_by_key(|repair| (repair.distance.abs(), repair.field, repair.date));
    found.dedup();
    found
}
