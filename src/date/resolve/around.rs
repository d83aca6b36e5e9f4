//! Days beside the one that is said, and weeks told by one of their days.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::super::hijri;
use super::super::parse::{Frame, Week};
use super::super::reading::{Calendar, Grouping, Join, Reason, StatedDate, iso_weekday};
use super::DateSet;
use super::ways::Sense;

/// Puts the days that are meant in the place of those that are said. The frame of what they are then.
pub(super) fn put_meant_days(frame: Frame, set: &mut DateSet) -> Result<Frame, Reason> {
    for said in &mut set.dates {
        let is_evening = said.may_be_evening && set.way.sense() == Sense::Second;
        if said.beside != 0 && !is_evening {
            *said = moved(said, said.beside)?;
        }
    }
    match (frame, set.dates.as_slice()) {
        (Frame::Week(week), [said]) => {
            let (first, last) = days_of_week(week, said, set.way.sense())?;
            set.dates = vec![first, last];
            Ok(Frame::Range)
        }
        (Frame::Week(_) | Frame::Changed, _) => Err(Reason::NotExpressible),
        _ => Ok(frame),
    }
}

/// The date so many days, or else months or years, after one: whichever is its least part.
pub(super) fn moved(said: &StatedDate, by: i8) -> Result<StatedDate, Reason> {
    if said.calendar == Calendar::Hijri {
        let edge = hijri_edge(said, by).ok_or(Reason::HijriYearMissing)?;
        let day = edge.checked_add_signed(TimeDelta::days(by.into())).ok_or(Reason::NotExpressible)?;
        let mut meant = StatedDate { calendar: Calendar::Gregorian, era: None, weekday: None, ..*said };
        meant.qualifier.is_approximate = true;
        return Ok(on(meant, day));
    }
    if let Some(stretch) = said.stretch {
        let month = edge_of_stretch(stretch, by).ok_or(Reason::NotExpressible)?;
        return moved(&StatedDate { month: Some(month), stretch: None, ..*said }, by);
    }
    let has_day = said.day.is_some() || said.is_last_day;
    match (has_day, said.month, said.year) {
        (true, Some(month), year) => {
            let day = said.day.ok_or(Reason::NotExpressible)?;
            let in_year = |year: i32| {
                let day = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
                day.checked_add_signed(TimeDelta::days(by.into()))
            };
            let meant = StatedDate { weekday: None, is_last_day: false, ..*said };
            if let Some(year) = year {
                return in_year(year).map(|day| on(meant, day)).ok_or(Reason::NotExpressible);
            }
            // Behind a 28 February it depends on the year.
            let both = in_year(2000).zip(in_year(2001));
            let (leap, common) = both.ok_or(Reason::NotExpressible)?;
            if (leap.month(), leap.day()) != (common.month(), common.day()) {
                return Err(Reason::NotExpressible);
            }
            Ok(StatedDate { year: None, ..on(meant, leap) })
        }
        (false, Some(month), year) => {
            let months = i32::from(month) - 1 + i32::from(by);
            let month = u8::try_from(months.rem_euclid(12) + 1).ok();
            let year = year.map(|year| year + months.div_euclid(12));
            Ok(StatedDate { month, year, ..*said })
        }
        (false, None, Some(year)) => Ok(StatedDate { year: Some(year + i32::from(by)), ..*said }),
        _ => Err(Reason::NotExpressible),
    }
}

/// The first month of a quarter or half-year before, the last after; where a season ends, nobody says.
fn edge_of_stretch(stretch: Grouping, by: i8) -> Option<u8> {
    let (first, months) = match stretch {
        Grouping::PartOfYear(code @ 33..=36) => (3 * (code - 33) + 1, 3),
        Grouping::PartOfYear(code @ 40..=41) => (6 * (code - 40) + 1, 6),
        _ => return None,
    };
    Some(if by < 0 { first } else { first + months - 1 })
}

/// The day of a Hijri date that a bound starts from: the first of a month or year before, the last after.
fn hijri_edge(said: &StatedDate, by: i8) -> Option<NaiveDate> {
    let year = said.year?;
    match (said.month, said.day) {
        (Some(month), Some(day)) => hijri::to_gregorian(year, month, day),
        (month, _) => {
            let (first, last) = (month.unwrap_or(1), month.unwrap_or(12));
            let (start, _) = hijri::month_bounds(year, first)?;
            let (_, end) = hijri::month_bounds(year, last)?;
            Some(if by < 0 { start } else { end })
        }
    }
}

fn on(said: StatedDate, day: NaiveDate) -> StatedDate {
    StatedDate {
        day: u8::try_from(day.day()).ok(),
        month: u8::try_from(day.month()).ok(),
        year: Some(day.year()),
        ..said
    }
}

const DAYS_BEHIND_THE_FIRST: i8 = 6;

/// The first and the last day of a week. Where the day that is said starts no week, weeks that start otherwise
/// have it: which is meant is not said.
fn days_of_week(week: Week, said: &StatedDate, sense: Sense) -> Result<(StatedDate, StatedDate), Reason> {
    let back = match week {
        Week::From => 0,
        Week::To => DAYS_BEHIND_THE_FIRST,
        Week::Of { may_start_on_saturday } => {
            let day = said.date().ok_or(Reason::NotExpressible)?;
            days_since_start(day, may_start_on_saturday, sense)
        }
    };
    let first = if back == 0 { *said } else { moved(said, -back)? };
    let last = moved(said, DAYS_BEHIND_THE_FIRST - back)?;
    Ok((StatedDate { weekday: None, ..first }, StatedDate { join: Join::To, ..last }))
}

fn days_since_start(day: NaiveDate, may_start_on_saturday: bool, sense: Sense) -> i8 {
    const MONDAY: u8 = 1;
    const SATURDAY: u8 = 6;
    const SUNDAY: u8 = 7;
    let weekday = iso_weekday(day);
    let since = |start: u8| ((weekday + 7 - start) % 7).cast_signed();
    // A Monday starts a week everywhere that is read here; where weeks start on other days, those do too.
    if weekday == MONDAY || may_start_on_saturday && since(SATURDAY) <= 1 {
        return 0;
    }
    match sense {
        Sense::First => since(MONDAY),
        Sense::Second => since(SUNDAY),
        Sense::Third if may_start_on_saturday => since(SATURDAY),
        Sense::Third => since(MONDAY),
    }
}
