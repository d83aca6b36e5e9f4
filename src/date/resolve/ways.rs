//! What can be read in several ways: the order of numbers, the century of two digits, a pair of
//! months, `Oct-11`. Every way is tried; those that give a date are the readings.

use chrono::Datelike;

use super::super::parse::{Frame, Week};
use super::super::reading::{Calendar, Part, PartKind, Reason, StatedDate, iso_weekday};
use super::super::{NumericOrder, Settings};
use super::DateSet;

/// One way to read what can be read in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    order: Order,
    is_last_century: bool,
    is_other_month: bool,
    day_is_year: bool,
    sense: Sense,
}

/// What a word around the date means: the eve or the evening, a week that starts on a Monday or another day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    First,
    Second,
    Third,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

impl Way {
    /// The way of a text that has one.
    pub(super) const PLAIN: Way = Way {
        order: Order::DayMonthYear,
        is_last_century: false,
        is_other_month: false,
        day_is_year: false,
        sense: Sense::First,
    };

    pub(super) fn sense(self) -> Sense {
        self.sense
    }
}

/// The senses of the words around the dates; one where there is nothing to choose.
fn senses(frame: Frame, dates: &[StatedDate]) -> &'static [Sense] {
    match frame {
        Frame::Week(Week::Of { .. }) => &[Sense::First, Sense::Second, Sense::Third],
        _ if dates.iter().any(|said| said.may_be_evening) => &[Sense::First, Sense::Second],
        _ => &[Sense::First],
    }
}

/// Whether there is nothing to choose: every part is said in one way.
pub(super) fn is_plain(frame: Frame, dates: &[StatedDate]) -> bool {
    senses(frame, dates).len() == 1
        && dates.iter().all(|said| {
            said.numeric.is_none()
                && (said.year.is_none() || said.year_digits != 2)
                && (said.other_month.is_none() || said.other_month == said.month)
                && !said.day_may_be_year
        })
}

pub(super) fn candidates(
    frame: Frame,
    dates: &[StatedDate],
    beside: &[StatedDate],
    settings: &Settings,
) -> Vec<DateSet> {
    let numerics = || dates.iter().chain(beside).filter_map(|said| said.numeric);
    let has_short_year = dates.iter().any(|said| said.year.is_some() && said.year_digits == 2)
        || numerics().any(|numeric| numeric.digits[2] == 2 && numeric.digits[0] <= 2);
    let orders: &[Order] = match settings.order {
        _ if numerics().all(|numeric| numeric.digits[0] == 4 || numeric.day_first) => &[Order::DayMonthYear],
        NumericOrder::DayFirst => &[Order::DayMonthYear, Order::MonthDayYear],
        NumericOrder::MonthFirst => &[Order::MonthDayYear, Order::DayMonthYear],
        NumericOrder::Unknown if has_short_year => {
            &[Order::DayMonthYear, Order::MonthDayYear, Order::YearMonthDay]
        }
        NumericOrder::Unknown => &[Order::DayMonthYear, Order::MonthDayYear],
    };
    let centuries: &[bool] =
        if has_short_year && settings.reference.is_none() { &[false, true] } else { &[false] };
    let has_pair = dates.iter().any(|said| said.other_month.is_some() && said.other_month != said.month);
    let pairs: &[bool] = if has_pair { &[false, true] } else { &[false] };
    let may_be_year = dates.iter().any(|said| said.day_may_be_year);
    let years: &[bool] = if may_be_year { &[true, false] } else { &[false] };

    let mut found: Vec<DateSet> = Vec::with_capacity(1);
    for &order in orders {
        for &is_last_century in centuries {
            for &is_other_month in pairs {
                for &day_is_year in years {
                    for &sense in senses(frame, dates) {
                        let way = Way { order, is_last_century, is_other_month, day_is_year, sense };
                        found.push(read_in(dates, beside, way, settings));
                    }
                }
            }
        }
        // A declared order is given up only where it gives no date at all.
        let is_declared = settings.order != NumericOrder::Unknown;
        if is_declared && found.iter().any(|candidate| candidate.valid().is_ok()) {
            break;
        }
    }
    found
}

fn read_in(dates: &[StatedDate], beside: &[StatedDate], way: Way, settings: &Settings) -> DateSet {
    let mut set = DateSet::of(dates.to_vec(), beside.to_vec(), way);
    for said in set.dates.iter_mut().chain(&mut set.beside) {
        if let Some(reason) = read_numeric(said, way, settings) {
            set.impossible = Some(reason);
        }
        if said.year_digits == 2 && said.year.is_some() && said.numeric.is_none() {
            said.year = said.year.map(|year| century(year, way, settings));
            said.year_is_inferred = true;
        }
        if said.day_may_be_year && way.day_is_year {
            said.year = said.day.map(|year| century(i32::from(year), way, settings));
            said.day = None;
        }
        if way.is_other_month {
            said.month = said.other_month.or(said.month);
        }
    }
    set
}

/// Gives the numbers of a numeric date their meaning; says why when that cannot be.
fn read_numeric(said: &mut StatedDate, way: Way, settings: &Settings) -> Option<Reason> {
    let numeric = said.numeric?;
    let [first, second, third] = numeric.numbers;
    let is_iso = numeric.digits[0] == 4;
    let order = match way.order {
        _ if is_iso => Order::YearMonthDay,
        _ if numeric.day_first => Order::DayMonthYear,
        Order::YearMonthDay if numeric.digits[2] != 2 => return Some(Reason::NothingFound),
        order => order,
    };
    let (day, month, year, year_digits) = match order {
        Order::DayMonthYear => (first, second, third, numeric.digits[2]),
        Order::MonthDayYear => (second, first, third, numeric.digits[2]),
        Order::YearMonthDay => (third, second, first, numeric.digits[0]),
    };
    said.day = u8::try_from(day).ok();
    said.year = (year_digits != 0).then(|| i32::try_from(year).unwrap_or_default());
    said.year_digits = year_digits;
    if year_digits == 1 {
        return Some(Reason::NothingFound);
    }
    if year_digits == 2 {
        said.year = said.year.map(|year| century(year, way, settings));
        said.year_is_inferred = true;
    }
    if !(1..=12).contains(&month) {
        return Some(if day <= 12 || is_iso {
            Reason::ImpossibleMonth { month }
        } else {
            Reason::ImpossibleDay { day, month: None, year: said.year, calendar: Calendar::Gregorian }
        });
    }
    said.month = u8::try_from(month).ok();
    None
}

/// The whole year of two digits: nearest to the reference, else of the century of the way.
fn century(year: i32, way: Way, settings: &Settings) -> i32 {
    if let Some(reference) = settings.reference {
        let base = reference.year() - reference.year().rem_euclid(100);
        let near = [base - 100 + year, base + year, base + 100 + year];
        return near.into_iter().min_by_key(|near| (near - reference.year()).abs()).unwrap_or(year);
    }
    if way.is_last_century { 1900 + year } else { 2000 + year }
}

/// Where several ways are possible, keeps those that the rest of the text bears out: the date
/// beside it in the other calendar, then the stated weekday.
pub(super) fn prefer_agreement(candidates: &mut Vec<DateSet>) {
    for agrees in [agrees_with_calendar, agrees_with_weekday] {
        if candidates.len() > 1 && candidates.iter().any(agrees) {
            candidates.retain(agrees);
        }
    }
}

/// The two calendars are at most two days apart: what a sighting explains.
fn agrees_with_calendar(set: &DateSet) -> bool {
    let date = |dates: &[StatedDate]| dates.first().and_then(StatedDate::date);
    let pair = date(&set.dates).zip(date(&set.beside));
    set.valid().is_ok() && pair.is_some_and(|(one, other)| (one - other).num_days().abs() <= 2)
}

fn agrees_with_weekday(set: &DateSet) -> bool {
    let mut stated = set.dates.iter().filter(|said| said.weekday.is_some()).peekable();
    let confirms = |said: &StatedDate| said.date().map(iso_weekday) == said.weekday;
    set.valid().is_ok() && stated.peek().is_some() && stated.all(confirms)
}

/// Names the numbers of a numeric date, now that their order is known.
pub(super) fn name_numbers(parts: &mut [Part], said: &[StatedDate], set: &DateSet) {
    let mut numbers = parts.iter_mut().filter(|part| part.kind == PartKind::Number);
    for date in said {
        let kinds: [PartKind; 3] = match (date.numeric, set.way.order) {
            (None, _) if date.day_may_be_year => {
                let kind = if set.way.day_is_year { PartKind::Year } else { PartKind::Day };
                if let Some(part) = numbers.next() {
                    part.kind = kind;
                }
                continue;
            }
            (None, _) => continue,
            (Some(numeric), _) if numeric.digits[0] == 4 => [PartKind::Year, PartKind::Month, PartKind::Day],
            (Some(numeric), _) if numeric.day_first => [PartKind::Day, PartKind::Month, PartKind::Year],
            (_, Order::DayMonthYear) => [PartKind::Day, PartKind::Month, PartKind::Year],
            (_, Order::MonthDayYear) => [PartKind::Month, PartKind::Day, PartKind::Year],
            (_, Order::YearMonthDay) => [PartKind::Year, PartKind::Month, PartKind::Day],
        };
        let has_year = date.numeric.is_some_and(|numeric| numeric.digits[2] != 0 && !date.year_is_shared);
        for kind in kinds.into_iter().take(if has_year { 3 } else { 2 }) {
            if let Some(part) = numbers.next() {
                part.kind = kind;
            }
        }
    }
}
