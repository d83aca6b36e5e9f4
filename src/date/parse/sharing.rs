//! Parts that stand once for several dates: the month and year of a list, the weekdays before it.

use super::super::reading::{Grouping, Join, StatedDate};

/// In months: a range that is longer is rather one written the wrong way round.
const LONGEST_OVER_NEW_YEAR: u8 = 6;

/// Gives each date the month and year that stand once for several.
pub(super) fn share(dates: &mut [StatedDate]) {
    list_chained_days(dates);
    share_decade_word(dates);
    for at in 1..dates.len() {
        let (before, from) = dates.split_at_mut(at);
        let (Some(previous), Some(date)) = (before.last(), from.first_mut()) else {
            continue;
        };
        if previous.month_is_first && is_bare_day(date) {
            (date.month, date.calendar, date.month_is_shared) = (previous.month, previous.calendar, true);
            date.month_is_first = true;
        }
    }
    for date in dates.iter_mut() {
        date.qualifier = date.qualifier.and(date.qualifier_behind);
    }
    for at in (1..dates.len()).rev() {
        let (before, from) = dates.split_at_mut(at);
        let (Some(date), Some(next)) = (before.last_mut(), from.first()) else {
            continue;
        };
        share_from_next(date, next);
    }
    if let [start, end] = dates {
        share_from_start(start, end);
    }
}

/// `années 1970 et 1980`: the word for decades stands once.
fn share_decade_word(dates: &mut [StatedDate]) {
    for at in 1..dates.len() {
        let (before, from) = dates.split_at_mut(at);
        let (Some(previous), Some(date)) = (before.last(), from.first_mut()) else {
            continue;
        };
        let is_said = previous.has_year_word && matches!(previous.stretch, Some(Grouping::Decade(_)));
        let year =
            date.year.filter(|year| is_said && year % 10 == 0 && date.month.is_none() && date.day.is_none());
        if let Some(year) = year.and_then(|year| u16::try_from(year).ok()) {
            (date.stretch, date.year, date.has_year_word) = (Some(Grouping::Decade(year)), None, true);
        }
    }
}

/// `2 août 2022 au 4 août`, `28 December 2021 to 2 January`: the end takes the year of its start, or the
/// next one where the months say that New Year lies between.
fn share_from_start(start: &StatedDate, end: &mut StatedDate) {
    let (Some(year), Some(first), Some(last)) = (start.year, start.month, end.month) else {
        return;
    };
    let is_without = end.join == Join::To && end.year.is_none() && end.relation.is_none();
    if !is_without || end.no_year.is_some() || start.calendar != end.calendar || start.year_digits < 4 {
        return;
    }
    let is_over_new_year = last < first && 12 - first + last <= LONGEST_OVER_NEW_YEAR;
    end.year = Some(year + i32::from(is_over_new_year));
    (end.year_digits, end.year_is_shared) = (start.year_digits, true);
}

fn share_from_next(date: &mut StatedDate, next: &StatedDate) {
    if date.stretch.is_some() != next.stretch.is_some() {
        return;
    }
    if let (Some(numeric), Some(whole)) = (&mut date.numeric, next.numeric) {
        if numeric.digits[2] == 0 && whole.digits[2] != 0 {
            (numeric.numbers[2], numeric.digits[2]) = (whole.numbers[2], whole.digits[2]);
            date.year_is_shared = true;
        }
        return;
    }
    if is_bare_day(date) {
        (date.month, date.calendar) = (next.month, next.calendar);
        (date.other_month, date.relation) = (next.other_month, next.relation);
        date.month_is_shared = next.month.is_some();
        date.month_is_weak = next.month_is_weak;
        date.qualifier_behind = date.qualifier_behind.and(next.qualifier_behind);
        date.qualifier = date.qualifier.and(date.qualifier_behind);
    }
    if date.year.is_none() && date.relation == next.relation && date.calendar == next.calendar {
        (date.year, date.year_digits, date.era) = (next.year, next.year_digits, next.era);
        date.year_is_shared = next.year.is_some();
    }
}

/// A day that waits for the month beside it.
pub(super) fn is_bare_day(date: &StatedDate) -> bool {
    (date.day.is_some() || date.is_last_day)
        && date.month.is_none()
        && date.numeric.is_none()
        && date.relation.is_none()
}

/// `يومي الاثنين والثلاثاء 13 و14 يونيو`: as many weekdays as days, each for its own.
pub(super) fn zip_weekdays(dates: &mut Vec<StatedDate>) {
    let alone = dates.iter().take_while(|date| is_weekday_alone(date)).count();
    if alone == 0 || dates.len() != 2 * alone + 1 {
        return;
    }
    let rest = dates.get(alone + 1..).unwrap_or_default();
    if rest.iter().any(|date| date.weekday.is_some() || date.day.is_none()) {
        return;
    }
    let weekdays: Vec<Option<u8>> = dates.iter().take(alone + 1).map(|date| date.weekday).collect();
    let mut days = dates.split_off(alone);
    for ((day, weekday), place) in
        days.iter_mut().zip(weekdays).zip(dates.iter().map(|date| date.join).chain([Join::And]))
    {
        (day.weekday, day.join) = (weekday, place);
    }
    *dates = days;
}

pub(super) fn is_weekday_alone(date: &StatedDate) -> bool {
    date.weekday.is_some() && date.day.is_none() && date.month.is_none() && date.relation.is_none()
}

/// `13-14-15 يونيو`: days with dashes between all of them are listed.
fn list_chained_days(dates: &mut [StatedDate]) {
    let Some((last, before)) = dates.split_last() else {
        return;
    };
    let is_chain = before.len() >= 2
        && last.join == Join::To
        && before.iter().skip(1).all(|date| date.join == Join::To)
        && before.iter().all(is_bare_day);
    if is_chain {
        for date in dates.iter_mut().skip(1) {
            date.join = Join::Comma;
        }
    }
}
