//! Dates told by relation: to the day of publication, or to the date before them in the text.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::super::parse::Frame;
use super::super::reading::{Calendar, Grouping, Outcome, Reason, Relation, StatedDate, iso_weekday};
use super::super::vocabulary::LAST_DAY;
use super::super::{Settings, hijri};
use super::days_in_month;

pub(super) fn relate(
    frame: Frame,
    dates: &mut [StatedDate],
    settings: &Settings,
    previous: Option<&StatedDate>,
) -> Result<(), Outcome> {
    if dates.len() > 1 && dates.iter().all(is_weekday_only) {
        return Err(weekdays_alone(frame, dates, settings));
    }
    let mut before = previous.copied();
    let is_alone = dates.len() == 1;
    for said in dates.iter_mut() {
        if let Some(year) = said.no_year {
            return Err(Outcome::NotUnderstood(Reason::NoSuchYear { year }));
        }
        if let Some(Grouping::Hundreds(year)) = said.stretch {
            let century = year / 100;
            return Err(Outcome::Ambiguous(vec![format!("{century}0X"), format!("{century}XX")]));
        }
        if said.is_last_day {
            said.day = last_day(said);
        }
        if is_alone && said.day_may_be_nth && !confirms_weekday(said) {
            return Err(day_or_nth(said).unwrap_or(Outcome::NotUnderstood(Reason::NotExpressible)));
        }
        if let Some(nth) = said.nth {
            said.day = Some(nth_weekday(said, nth).ok_or(Outcome::NotUnderstood(Reason::NotExpressible))?);
        }
        match said.relation {
            None if is_weekday_only(said) => {
                let is_changed = frame != Frame::List || said.beside != 0 || !said.qualifier.is_plain();
                return Err(match weekday_alone(said, settings) {
                    // The days that it may be are not what the words around it make of them.
                    Outcome::Ambiguous(_) if is_changed => Outcome::NotUnderstood(Reason::NotExpressible),
                    outcome => outcome,
                });
            }
            None => {}
            Some(Relation::Anaphor) => {
                let Some(before) = before.filter(|before| before.month.is_some()) else {
                    return Err(Outcome::NotUnderstood(Reason::NothingToReferTo));
                };
                said.year = before.year;
                if said.month.is_none() {
                    (said.month, said.calendar) = (before.month, before.calendar);
                }
            }
            Some(relation) if said.follows => {
                let before = before.filter(|before| before.calendar == Calendar::Gregorian);
                let Some(day) = before.and_then(|before| before.date()) else {
                    return Err(Outcome::NotUnderstood(Reason::NothingToReferTo));
                };
                relate_to_reference(said, relation, Some(day))?;
            }
            Some(relation) => relate_to_reference(said, relation, settings.reference)?,
        }
        before = Some(*said);
    }
    Ok(())
}

/// Whether the calendar lets the stated weekday be that of the day, as far as it is known.
fn confirms_weekday(said: &StatedDate) -> bool {
    said.calendar == Calendar::Hijri || said.date().is_none_or(|date| Some(iso_weekday(date)) == said.weekday)
}

/// `الأربعاء الثاني من أكتوبر 2014`: the second was a Thursday, so the second Wednesday may be meant.
fn day_or_nth(said: &StatedDate) -> Option<Outcome> {
    let nth = nth_weekday(said, said.day?)?;
    let day = |day| NaiveDate::from_ymd_opt(said.year?, said.month?.into(), u32::from(day));
    let readings = [day(said.day?)?, day(nth)?].map(|day| day.to_string());
    Some(Outcome::Ambiguous(readings.to_vec()))
}

/// The day of the n-th such weekday of a month; past its end where the month has no fifth one.
fn nth_weekday(said: &StatedDate, nth: u8) -> Option<u8> {
    let (weekday, month, year) = (said.weekday?, said.month?, said.year?);
    if said.calendar == Calendar::Hijri {
        return None;
    }
    let start = NaiveDate::from_ymd_opt(year, month.into(), 1)?;
    let first = 1 + (7 + weekday - iso_weekday(start)) % 7;
    if nth < LAST_DAY {
        return Some(first + 7 * (nth - 1));
    }
    let length = u8::try_from(days_in_month(year, month)).ok()?;
    Some(first + (length - first) / 7 * 7)
}

fn last_day(said: &StatedDate) -> Option<u8> {
    let month = said.month.filter(|_| said.calendar == Calendar::Gregorian);
    match (month, said.year) {
        (Some(2), None) | (None, _) => match (said.calendar, said.month, said.year) {
            (Calendar::Hijri, Some(month), Some(year)) => {
                let (_, end) = hijri::month_bounds(year, month)?;
                hijri::from_gregorian(end).map(|(_, _, day)| day)
            }
            _ => None,
        },
        (Some(month), year) => u8::try_from(days_in_month(year.unwrap_or(2000), month)).ok(),
    }
}

fn is_weekday_only(said: &StatedDate) -> bool {
    said.weekday.is_some() && said.day.is_none() && said.month.is_none() && said.numeric.is_none()
}

/// A weekday without a date or relation is the last or the next one: which, is not said.
fn weekday_alone(said: &StatedDate, settings: &Settings) -> Outcome {
    let (Some(weekday), Some(reference)) = (said.weekday, settings.reference) else {
        return Outcome::NotUnderstood(Reason::RelativeWithoutReference);
    };
    let readings = [0, -1, 1].into_iter().filter_map(|relative| weekday_near(reference, weekday, relative));
    let mut readings: Vec<String> = readings.map(|day| day.to_string()).collect();
    readings.sort();
    readings.dedup();
    Outcome::Ambiguous(readings)
}

/// `يومي الثلاثاء والأربعاء`, `from Tuesday to Thursday`: of the week before or after, each behind the one before it.
fn weekdays_alone(frame: Frame, dates: &[StatedDate], settings: &Settings) -> Outcome {
    let is_changed = dates.iter().any(|said| said.beside != 0 || !said.qualifier.is_plain());
    if is_changed || !matches!(frame, Frame::List | Frame::Range) {
        return Outcome::NotUnderstood(Reason::NotExpressible);
    }
    let first = dates.first().and_then(|said| said.weekday);
    let (Some(first), Some(reference)) = (first, settings.reference) else {
        return Outcome::NotUnderstood(Reason::RelativeWithoutReference);
    };
    let starts = [-1, 0, 1].into_iter().filter_map(|relative| weekday_near(reference, first, relative));
    let readings = starts.map(|start| {
        let mut day = Some(start);
        let days: Vec<String> = dates
            .iter()
            .filter_map(|said| {
                let weekday = said.weekday?;
                day = day.and_then(|day| on_or_after(day, weekday));
                day.map(|day| day.to_string())
            })
            .collect();
        match frame {
            Frame::Range => days.join("/"),
            _ => format!("{{{}}}", days.join(",")),
        }
    });
    Outcome::Ambiguous(readings.collect())
}

fn on_or_after(day: NaiveDate, weekday: u8) -> Option<NaiveDate> {
    day.checked_add_days(Days::new((7 + u64::from(weekday) - u64::from(iso_weekday(day))) % 7))
}

/// The last (−1) or next (1) such weekday, or (0) the reference itself when it is one.
fn weekday_near(reference: NaiveDate, weekday: u8, relative: i8) -> Option<NaiveDate> {
    let ahead = (7 + u64::from(weekday) - u64::from(iso_weekday(reference))) % 7;
    match relative {
        0 => (ahead == 0).then_some(reference),
        1.. => reference.checked_add_days(Days::new(if ahead == 0 { 7 } else { ahead })),
        _ => reference.checked_sub_days(Days::new(7 - ahead)),
    }
}

fn relate_to_reference(
    said: &mut StatedDate,
    relation: Relation,
    reference: Option<NaiveDate>,
) -> Result<(), Outcome> {
    let Some(reference) = reference else {
        // The month is named: that much is exact, and the year stays open.
        let is_enough = said.month.is_some() || said.numeric.is_some();
        return if is_enough {
            Ok(())
        } else {
            Err(Outcome::NotUnderstood(Reason::RelativeWithoutReference))
        };
    };
    if said.year.is_some() && said.month.is_some() || said.numeric.is_some() {
        return Ok(());
    }
    match relation {
        Relation::Days(offset) if said.month.is_none() => {
            set_day(said, reference.checked_add_signed(chrono::TimeDelta::days(offset.into())));
        }
        Relation::Nearest(relative) if said.month.is_some() => {
            said.year = year_by_relation(said, relative, reference);
            said.year_is_inferred = said.year.is_some();
        }
        Relation::Nearest(relative) => set_day(said, related_weekday(said, relative, reference)),
        Relation::Unit(0, relative) => {
            let monday = reference.checked_sub_days(Days::new(u64::from(iso_weekday(reference)) - 1));
            let weeks = chrono::TimeDelta::weeks(relative.into());
            set_day(said, monday.and_then(|monday| monday.checked_add_signed(weeks)));
        }
        Relation::Unit(1, relative) => {
            let month = NaiveDate::from_ymd_opt(reference.year(), reference.month(), 1);
            let month = month.and_then(|month| match relative {
                ..0 => month.checked_sub_months(Months::new(1)),
                0 => Some(month),
                1.. => month.checked_add_months(Months::new(1)),
            });
            said.month = month.and_then(|month| u8::try_from(month.month()).ok());
            said.year = month.map(|month| month.year());
            said.year_is_inferred = true;
        }
        Relation::Unit(3, relative) => {
            if let Some(Grouping::Decade(tens)) = said.stretch {
                let century = reference.year().div_euclid(100) + i32::from(relative);
                said.stretch = u16::try_from(century * 100).ok().map(|start| Grouping::Decade(start + tens));
            }
        }
        Relation::Unit(_, relative) => {
            said.year = Some(reference.year() + i32::from(relative));
            said.year_is_inferred = true;
        }
        _ => {}
    }
    Ok(())
}

fn set_day(said: &mut StatedDate, day: Option<NaiveDate>) {
    let Some(day) = day else { return };
    said.day = u8::try_from(day.day()).ok();
    said.month = u8::try_from(day.month()).ok();
    said.year = Some(day.year());
    said.year_is_inferred = true;
}

fn related_weekday(said: &StatedDate, relative: i8, reference: NaiveDate) -> Option<NaiveDate> {
    let weekday = said.weekday?;
    if relative != 0 {
        return weekday_near(reference, weekday, relative);
    }
    let monday = reference.checked_sub_days(Days::new(u64::from(iso_weekday(reference)) - 1))?;
    monday.checked_add_days(Days::new(u64::from(weekday) - 1))
}

/// The year of a day and month that are the last, this, or the next ones.
fn year_by_relation(said: &StatedDate, relative: i8, reference: NaiveDate) -> Option<i32> {
    let month = u32::from(said.month.filter(|_| said.calendar == Calendar::Gregorian)?);
    let said_at = (month, said.day.map_or(0, u32::from));
    let reference_at = (reference.month(), if said.day.is_some() { reference.day() } else { 0 });
    let year = reference.year();
    Some(match relative {
        0 => year,
        1.. => {
            if said_at > reference_at {
                year
            } else {
                year + 1
            }
        }
        ..0 => {
            if said_at < reference_at {
                year
            } else {
                year - 1
            }
        }
    })
}
