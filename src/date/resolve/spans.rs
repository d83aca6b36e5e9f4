//! What dates say of each other and of the calendar: years by weekday, ranges, contradictions.

use chrono::{Datelike, NaiveDate};

use super::super::Settings;
use super::super::parse::Frame;
use super::super::reading::{Calendar, Contradiction, Reason, StatedDate, iso_weekday};
use super::write::push_date;
use super::{DateSet, days_in_month};

/// Half a year: how far from the reference a date without a year is looked for.
const NEAR: i64 = 183;

/// So far off, a date whose weekday does not agree is looked for on the other side of the reference too.
const FAR: i64 = 92;

const YEAR: i64 = 366;

/// The longest range whose start may be taken to lie in the month before: `من 28 إلى 3 مارس`.
const LONGEST_IMPLIED_RANGE: u32 = 15;

/// With a weekday and a reference, a date without a year is the nearest that agrees: within half a
/// year, or from three months off on either side.
pub(super) fn infer_years(
    dates: &mut [StatedDate],
    settings: &Settings,
    contradictions: &mut Vec<Contradiction>,
) {
    let Some(reference) = settings.reference else {
        return;
    };
    let mut inferred = None;
    for (index, said) in dates.iter_mut().enumerate() {
        let (Some(weekday), Some(month), Some(day), None) = (said.weekday, said.month, said.day, said.year)
        else {
            continue;
        };
        if said.calendar == Calendar::Hijri {
            continue;
        }
        let at_distance = |by: i32| {
            let date = NaiveDate::from_ymd_opt(reference.year() + by, month.into(), day.into())?;
            Some(((date - reference).num_days().abs(), date))
        };
        let mut years: Vec<(i64, NaiveDate)> = (-1..=1).filter_map(at_distance).collect();
        years.sort_unstable();
        // A date some months off may as well be of the year on the other side of the reference.
        let is_far = years.first().is_some_and(|(distance, _)| *distance >= FAR);
        let within = if is_far { YEAR - FAR } else { NEAR };
        years.retain(|(distance, _)| *distance <= within);
        match years.iter().find(|(_, date)| iso_weekday(*date) == weekday) {
            Some((_, date)) => {
                (said.year, said.year_is_inferred) = (Some(date.year()), true);
                inferred = said.year;
            }
            None => contradictions.extend(years.first().map(|(_, date)| Contradiction {
                stated: weekday,
                computed: iso_weekday(*date),
                date: *date,
                year_is_inferred: true,
                index,
            })),
        }
    }
    if let (Some(year), true) = (inferred, contradictions.is_empty()) {
        let without =
            |said: &&mut StatedDate| said.year.is_none() && said.month_is_shared | said.weekday.is_none();
        for said in dates.iter_mut().filter(without) {
            (said.year, said.year_is_inferred, said.year_is_shared) = (Some(year), true, true);
        }
    }
}

/// Settles what a range implies about its start, and refuses one that ends before it starts.
pub(super) fn close_range(frame: Frame, set: &mut DateSet) -> Result<(), Reason> {
    let (Frame::Range, [start, end]) = (frame, set.dates.as_mut_slice()) else {
        return Ok(());
    };
    if start.calendar != end.calendar {
        return Ok(());
    }
    if start.month.is_some() && start.month > end.month && start.year_is_shared {
        start.year = start.year.map(|year| year - 1);
        start.year_is_inferred = start.year.is_some();
    }
    let is_one_month = start.month == end.month && start.year == end.year && start.day.is_some();
    if is_one_month && start.day > end.day && end.day.is_some() {
        if !imply_previous_month(start, end) {
            return Err(end_before_start(start, end));
        }
        set.previous_month_is_implied = true;
        return Ok(());
    }
    if start.year.is_some() && end.year.is_some() {
        let first = (start.year, start.month, start.day);
        let last = (end.year, end.month, end.day);
        let is_comparable =
            start.month.is_some() == end.month.is_some() && start.day.is_some() == end.day.is_some();
        if is_comparable && first > last {
            return Err(end_before_start(start, end));
        }
    }
    Ok(())
}

fn imply_previous_month(start: &mut StatedDate, end: &StatedDate) -> bool {
    let (Some(month), Some(day), Some(last)) = (start.month, start.day, end.day) else {
        return false;
    };
    if !start.month_is_shared || start.calendar == Calendar::Hijri {
        return false;
    }
    let (previous, year) =
        if month == 1 { (12, start.year.map(|year| year - 1)) } else { (month - 1, start.year) };
    let length = days_in_month(year.unwrap_or(2000), previous);
    if u32::from(day) > length || length - u32::from(day) + u32::from(last) > LONGEST_IMPLIED_RANGE {
        return false;
    }
    (start.month, start.year) = (Some(previous), year);
    true
}

pub(super) fn end_before_start(start: &StatedDate, end: &StatedDate) -> Reason {
    let write = |said: &StatedDate| {
        let mut written = String::new();
        push_date(&mut written, said);
        written
    };
    Reason::EndBeforeStart { start: write(start), end: write(end) }
}

/// Weekdays that the calendar does not confirm, of dates whose year is known.
pub(super) fn contradictions(dates: &[StatedDate]) -> Vec<Contradiction> {
    let judged = dates.iter().enumerate().filter_map(|(index, said)| {
        let stated = said.weekday?;
        if said.calendar == Calendar::Hijri {
            return None;
        }
        let date = said.date()?;
        let computed = iso_weekday(date);
        (stated != computed).then_some(Contradiction {
            stated,
            computed,
            date,
            year_is_inferred: said.year_is_inferred,
            index,
        })
    });
    judged.collect()
}
