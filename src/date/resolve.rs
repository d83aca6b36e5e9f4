//! Expressions → answers: relations and shared parts filled in, every order tried, EDTF written.

use std::fmt::Write;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::edtf;
use super::hijri;
use super::parse::{Expression, Frame};
use super::reading::{
    Calendar, Contradiction, DateSaid, Join, Outcome, Part, PartKind, Reading, Reason, Relation,
    Shape, iso_weekday,
};
use super::{NumericOrder, Settings};

/// Half a year: how far from the reference a date without a year is looked for.
const NEAR: i64 = 183;
/// The longest range whose start may be taken to lie in the month before: `من 28 إلى 3 مارس`.
const LONGEST_IMPLIED_RANGE: u32 = 15;

/// One way to read what can be read in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    order: Order,
    is_last_century: bool,
    is_other_month: bool,
    day_is_year: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
    YearFirst,
}

/// Gives the reading of an expression; `previous` is the date before it in the text (for `منه`).
pub(super) fn resolve(
    expression: Expression,
    settings: &Settings,
    previous: Option<&DateSaid>,
) -> Reading {
    let Expression {
        frame,
        mut dates,
        beside,
        parts,
        is_about,
        start,
        end,
    } = expression;
    let mut reading = Reading {
        outcome: Outcome::NotUnderstood(Reason::NothingFound),
        extent: start..end,
        parts,
        shape: Shape::Nothing,
        dates: Vec::new(),
        beside,
        contradictions: Vec::new(),
        previous_month_is_implied: false,
    };
    let related = relate(&mut dates, settings, previous);
    reading.shape = shape(frame, &dates);
    if let Err(reason) = related {
        reading.dates = dates;
        reading.outcome = reason;
        return reading;
    }
    let mut candidates = candidates(&dates, settings);
    prefer_stated_weekday(&mut candidates);
    let mut accepted: Vec<(DateSet, String)> = Vec::with_capacity(candidates.len());
    let mut first_reason = None;
    for mut candidate in candidates {
        let written = candidate
            .valid()
            .and_then(|()| {
                infer_years(
                    &mut candidate.dates,
                    settings,
                    &mut candidate.contradictions,
                )
            })
            .and_then(|()| close_range(frame, &mut candidate))
            .and_then(|()| write_edtf(frame, &candidate.dates, is_about));
        match written {
            Ok(edtf) if accepted.iter().any(|(_, known)| *known == edtf) => {}
            Ok(edtf) => accepted.push((candidate, edtf)),
            Err(reason) if first_reason.is_none() => first_reason = Some((reason, candidate)),
            Err(_) => {}
        }
    }
    finish(&mut reading, dates, accepted, first_reason);
    reading
}

fn finish(
    reading: &mut Reading,
    said: Vec<DateSaid>,
    mut accepted: Vec<(DateSet, String)>,
    first_reason: Option<(Reason, DateSet)>,
) {
    if accepted.len() > 1 {
        reading.dates = said;
        reading.outcome = Outcome::Ambiguous(accepted.into_iter().map(|(_, edtf)| edtf).collect());
        return;
    }
    if let Some((set, edtf)) = accepted.pop() {
        name_numbers(&mut reading.parts, &said, &set);
        reading.contradictions = set.contradictions;
        reading.contradictions.extend(contradictions(&set.dates));
        reading.previous_month_is_implied = set.previous_month_is_implied;
        reading.dates = set.dates;
        reading.outcome = Outcome::Normalised(edtf);
        return;
    }
    if let Some((reason, set)) = first_reason {
        reading.outcome = Outcome::NotUnderstood(reason);
        reading.dates = if said.iter().any(|date| date.numeric.is_some()) {
            said
        } else {
            set.dates
        };
    }
}

/// The dates of one way of reading.
#[derive(Clone, Debug)]
struct DateSet {
    dates: Vec<DateSaid>,
    way: Way,
    impossible: Option<Reason>,
    contradictions: Vec<Contradiction>,
    previous_month_is_implied: bool,
}

impl DateSet {
    /// That every day is in its month, as far as month and year are known.
    fn valid(&self) -> Result<(), Reason> {
        if let Some(reason) = &self.impossible {
            return Err(reason.clone());
        }
        self.dates.iter().try_for_each(valid)
    }
}

fn valid(said: &DateSaid) -> Result<(), Reason> {
    let era = said.era.unwrap_or(said.calendar);
    if let Some(year) = said.year {
        let is_too_late = year > hijri::LAST_YEAR && said.calendar == Calendar::Hijri;
        if is_too_late
            || era == Calendar::Hijri
                && said.calendar == Calendar::Gregorian
                && year <= hijri::LAST_YEAR
        {
            return Err(Reason::EraConflict {
                year,
                calendar: era,
            });
        }
    }
    let Some(day) = said.day else { return Ok(()) };
    let longest = match (said.calendar, said.month, said.year) {
        (Calendar::Hijri, ..) => 30,
        (_, Some(month), year) => days_in_month(year.unwrap_or(2000), month),
        (_, None, _) => 31,
    };
    if u32::from(day) <= longest && day > 0 {
        return Ok(());
    }
    let (month, year, calendar) = (said.month, said.year, said.calendar);
    Err(Reason::ImpossibleDay {
        day: day.into(),
        month,
        year,
        calendar,
    })
}

fn days_in_month(year: i32, month: u8) -> u32 {
    let first = NaiveDate::from_ymd_opt(year, month.into(), 1);
    let last = first
        .and_then(|first| first.checked_add_months(Months::new(1)))
        .and_then(|next| next.pred_opt());
    last.map_or(31, |last| last.day())
}

// Relations.

fn relate(
    dates: &mut [DateSaid],
    settings: &Settings,
    previous: Option<&DateSaid>,
) -> Result<(), Outcome> {
    for said in dates.iter_mut() {
        if said.is_last_day {
            said.day = last_day(said);
        }
        match said.relation {
            None if is_weekday_only(said) => return Err(weekday_alone(said, settings)),
            None => {}
            Some(Relation::Anaphor) => {
                let Some(previous) = previous.filter(|previous| previous.month.is_some()) else {
                    return Err(Outcome::NotUnderstood(Reason::NothingToReferTo));
                };
                (said.month, said.year, said.calendar) =
                    (previous.month, previous.year, previous.calendar);
            }
            Some(relation) => relate_to_reference(said, relation, settings.reference)?,
        }
    }
    Ok(())
}

fn last_day(said: &DateSaid) -> Option<u8> {
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

fn is_weekday_only(said: &DateSaid) -> bool {
    said.weekday.is_some() && said.day.is_none() && said.month.is_none() && said.numeric.is_none()
}

/// A weekday without a date or relation is the last or the next one: which, is not said.
fn weekday_alone(said: &DateSaid, settings: &Settings) -> Outcome {
    let (Some(weekday), Some(reference)) = (said.weekday, settings.reference) else {
        return Outcome::NotUnderstood(Reason::RelativeWithoutReference);
    };
    let readings = [0, -1, 1]
        .into_iter()
        .filter_map(|relative| weekday_near(reference, weekday, relative));
    let mut readings: Vec<String> = readings.map(|day| day.to_string()).collect();
    readings.sort();
    readings.dedup();
    Outcome::Ambiguous(readings)
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
    said: &mut DateSaid,
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
            set_day(
                said,
                reference.checked_add_signed(chrono::TimeDelta::days(offset.into())),
            );
        }
        Relation::Nearest(relative) if said.month.is_some() => {
            said.year = year_by_relation(said, relative, reference);
            said.year_is_inferred = said.year.is_some();
        }
        Relation::Nearest(relative) => set_day(said, related_weekday(said, relative, reference)),
        Relation::Unit(0, relative) => {
            let monday =
                reference.checked_sub_days(Days::new(u64::from(iso_weekday(reference)) - 1));
            let weeks = chrono::TimeDelta::weeks(relative.into());
            set_day(
                said,
                monday.and_then(|monday| monday.checked_add_signed(weeks)),
            );
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
        Relation::Unit(_, relative) => {
            said.year = Some(reference.year() + i32::from(relative));
            said.year_is_inferred = true;
        }
        _ => {}
    }
    Ok(())
}

fn set_day(said: &mut DateSaid, day: Option<NaiveDate>) {
    let Some(day) = day else { return };
    said.day = u8::try_from(day.day()).ok();
    said.month = u8::try_from(day.month()).ok();
    said.year = Some(day.year());
    said.year_is_inferred = true;
}

fn related_weekday(said: &DateSaid, relative: i8, reference: NaiveDate) -> Option<NaiveDate> {
    let weekday = said.weekday?;
    if relative != 0 {
        return weekday_near(reference, weekday, relative);
    }
    let monday = reference.checked_sub_days(Days::new(u64::from(iso_weekday(reference)) - 1))?;
    monday.checked_add_days(Days::new(u64::from(weekday) - 1))
}

/// The year of a day and month that are the last, this, or the next ones.
fn year_by_relation(said: &DateSaid, relative: i8, reference: NaiveDate) -> Option<i32> {
    let month = u32::from(
        said.month
            .filter(|_| said.calendar == Calendar::Gregorian)?,
    );
    let said_at = (month, said.day.map_or(0, u32::from));
    let reference_at = (
        reference.month(),
        if said.day.is_some() {
            reference.day()
        } else {
            0
        },
    );
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

// Ways.

fn candidates(dates: &[DateSaid], settings: &Settings) -> Vec<DateSet> {
    let numerics = || dates.iter().filter_map(|said| said.numeric);
    let has_short_year = dates
        .iter()
        .any(|said| said.year.is_some() && said.year_digits == 2)
        || numerics().any(|numeric| numeric.digits[2] == 2 && numeric.digits[0] <= 2);
    let orders: &[Order] = match settings.order {
        _ if numerics().all(|numeric| numeric.digits[0] == 4 || numeric.day_first) => {
            &[Order::DayFirst]
        }
        NumericOrder::DayFirst => &[Order::DayFirst, Order::MonthFirst],
        NumericOrder::MonthFirst => &[Order::MonthFirst, Order::DayFirst],
        NumericOrder::Unknown if has_short_year => {
            &[Order::DayFirst, Order::MonthFirst, Order::YearFirst]
        }
        NumericOrder::Unknown => &[Order::DayFirst, Order::MonthFirst],
    };
    let centuries: &[bool] = if has_short_year && settings.reference.is_none() {
        &[false, true]
    } else {
        &[false]
    };
    let has_pair = dates
        .iter()
        .any(|said| said.other_month.is_some() && said.other_month != said.month);
    let pairs: &[bool] = if has_pair { &[false, true] } else { &[false] };
    let may_be_year = dates.iter().any(|said| said.day_may_be_year);
    let years: &[bool] = if may_be_year {
        &[true, false]
    } else {
        &[false]
    };

    let mut found: Vec<DateSet> = Vec::with_capacity(1);
    for &order in orders {
        for &is_last_century in centuries {
            for &is_other_month in pairs {
                for &day_is_year in years {
                    let way = Way {
                        order,
                        is_last_century,
                        is_other_month,
                        day_is_year,
                    };
                    found.push(read_in(dates, way, settings));
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

fn read_in(dates: &[DateSaid], way: Way, settings: &Settings) -> DateSet {
    let mut set = DateSet {
        dates: dates.to_vec(),
        way,
        impossible: None,
        contradictions: Vec::new(),
        previous_month_is_implied: false,
    };
    for said in &mut set.dates {
        if let Some(reason) = read_numeric(said, way, settings) {
            set.impossible = Some(reason);
        }
        if said.year_digits == 2 && said.year.is_some() {
            said.year = said.year.map(|year| century(year, way, settings));
            said.year_is_inferred = true;
            said.year_digits = 4;
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
fn read_numeric(said: &mut DateSaid, way: Way, settings: &Settings) -> Option<Reason> {
    let numeric = said.numeric?;
    let [first, second, third] = numeric.numbers;
    let is_iso = numeric.digits[0] == 4;
    let order = match way.order {
        _ if is_iso => Order::YearFirst,
        _ if numeric.day_first => Order::DayFirst,
        Order::YearFirst if numeric.digits[2] != 2 => return Some(Reason::NothingFound),
        order => order,
    };
    let (day, month, year, year_digits) = match order {
        Order::DayFirst => (first, second, third, numeric.digits[2]),
        Order::MonthFirst => (second, first, third, numeric.digits[2]),
        Order::YearFirst => (third, second, first, numeric.digits[0]),
    };
    said.day = u8::try_from(day).ok();
    said.year = (year_digits != 0).then(|| i32::try_from(year).unwrap_or_default());
    said.year_digits = year_digits;
    if year_digits == 1 {
        return Some(Reason::NothingFound);
    }
    if year_digits == 2 {
        said.year = said.year.map(|year| century(year, way, settings));
        (said.year_is_inferred, said.year_digits) = (true, 4);
    }
    if !(1..=12).contains(&month) {
        return Some(if day <= 12 || is_iso {
            Reason::ImpossibleMonth { month }
        } else {
            Reason::ImpossibleDay {
                day,
                month: None,
                year: said.year,
                calendar: Calendar::Gregorian,
            }
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
        return near
            .into_iter()
            .min_by_key(|near| (near - reference.year()).abs())
            .unwrap_or(year);
    }
    if way.is_last_century {
        1900 + year
    } else {
        2000 + year
    }
}

/// Where several ways are possible and the text states a weekday, the ways that agree with it.
fn prefer_stated_weekday(candidates: &mut Vec<DateSet>) {
    if candidates.len() < 2 {
        return;
    }
    let agrees = |set: &DateSet| {
        let mut stated = set
            .dates
            .iter()
            .filter(|said| said.weekday.is_some())
            .peekable();
        set.valid().is_ok()
            && stated.peek().is_some()
            && stated.all(|said| {
                said.date()
                    .is_some_and(|date| Some(iso_weekday(date)) == said.weekday)
            })
    };
    if candidates.iter().any(agrees) {
        candidates.retain(agrees);
    }
}

// Years and ranges.

/// With a weekday and a reference, a date without a year is the nearest within half a year that agrees.
fn infer_years(
    dates: &mut [DateSaid],
    settings: &Settings,
    contradictions: &mut Vec<Contradiction>,
) -> Result<(), Reason> {
    let Some(reference) = settings.reference else {
        return Ok(());
    };
    let mut inferred = None;
    for (index, said) in dates.iter_mut().enumerate() {
        let (Some(weekday), Some(month), Some(day), None) =
            (said.weekday, said.month, said.day, said.year)
        else {
            continue;
        };
        if said.calendar == Calendar::Hijri {
            continue;
        }
        let near = |year: i32| {
            let date = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
            let distance = (date - reference).num_days().abs();
            (distance <= NEAR).then_some((distance, date))
        };
        let mut years: Vec<(i64, NaiveDate)> = (-1..=1)
            .filter_map(|by| near(reference.year() + by))
            .collect();
        years.sort_unstable();
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
        let without = |said: &&mut DateSaid| {
            said.year.is_none() && said.month_is_shared | said.weekday.is_none()
        };
        for said in dates.iter_mut().filter(without) {
            (said.year, said.year_is_inferred, said.year_is_shared) = (Some(year), true, true);
        }
    }
    Ok(())
}

/// Settles what a range implies about its start, and refuses one that ends before it starts.
fn close_range(frame: Frame, set: &mut DateSet) -> Result<(), Reason> {
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
        let is_comparable = start.month.is_some() == end.month.is_some()
            && start.day.is_some() == end.day.is_some();
        if is_comparable && first > last {
            return Err(end_before_start(start, end));
        }
    }
    Ok(())
}

fn imply_previous_month(start: &mut DateSaid, end: &DateSaid) -> bool {
    let (Some(month), Some(day), Some(last)) = (start.month, start.day, end.day) else {
        return false;
    };
    if !start.month_is_shared || start.calendar == Calendar::Hijri {
        return false;
    }
    let (previous, year) = if month == 1 {
        (12, start.year.map(|year| year - 1))
    } else {
        (month - 1, start.year)
    };
    let length = days_in_month(year.unwrap_or(2000), previous);
    if u32::from(day) > length || length - u32::from(day) + u32::from(last) > LONGEST_IMPLIED_RANGE
    {
        return false;
    }
    (start.month, start.year) = (Some(previous), year);
    true
}

fn end_before_start(start: &DateSaid, end: &DateSaid) -> Reason {
    let write = |said: &DateSaid| {
        let mut written = String::new();
        push_date(&mut written, said);
        written
    };
    Reason::EndBeforeStart {
        start: write(start),
        end: write(end),
    }
}

/// Weekdays that the calendar does not confirm, of dates whose year is known.
fn contradictions(dates: &[DateSaid]) -> Vec<Contradiction> {
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

fn shape(frame: Frame, dates: &[DateSaid]) -> Shape {
    match frame {
        Frame::Range => return Shape::Range,
        Frame::OpenEnd => return Shape::OpenEnd,
        Frame::OpenStart => return Shape::OpenStart,
        Frame::List => {}
    }
    let Some(first) = dates.first() else {
        return Shape::Nothing;
    };
    let has_day = first.day.is_some()
        || first.is_last_day
        || first.numeric.is_some()
        || first.weekday.is_some();
    let is_one = dates.len() == 1;
    match (first.relation, has_day, first.month) {
        (Some(Relation::Unit(0, _)), ..) => Shape::Week,
        (Some(Relation::Days(_)), ..) | (_, true, _) => {
            if is_one {
                Shape::SingleDay
            } else {
                Shape::Days
            }
        }
        (_, _, Some(_)) => {
            if is_one {
                Shape::Month
            } else {
                Shape::Months
            }
        }
        (Some(Relation::Unit(1, _)), ..) => Shape::Month,
        _ => {
            if is_one {
                Shape::Year
            } else {
                Shape::Years
            }
        }
    }
}

/// Names the numbers of a numeric date, now that their order is known.
fn name_numbers(parts: &mut [Part], said: &[DateSaid], set: &DateSet) {
    let mut numbers = parts
        .iter_mut()
        .filter(|part| part.kind == PartKind::Number);
    for date in said {
        let kinds: [PartKind; 3] = match (date.numeric, set.way.order) {
            (None, _) if date.day_may_be_year => {
                let kind = if set.way.day_is_year {
                    PartKind::Year
                } else {
                    PartKind::Day
                };
                if let Some(part) = numbers.next() {
                    part.kind = kind;
                }
                continue;
            }
            (None, _) => continue,
            (Some(numeric), _) if numeric.digits[0] == 4 => {
                [PartKind::Year, PartKind::Month, PartKind::Day]
            }
            (Some(numeric), _) if numeric.day_first => {
                [PartKind::Day, PartKind::Month, PartKind::Year]
            }
            (_, Order::DayFirst) => [PartKind::Day, PartKind::Month, PartKind::Year],
            (_, Order::MonthFirst) => [PartKind::Month, PartKind::Day, PartKind::Year],
            (_, Order::YearFirst) => [PartKind::Year, PartKind::Month, PartKind::Day],
        };
        let has_year = date
            .numeric
            .is_some_and(|numeric| numeric.digits[2] != 0 && !date.year_is_shared);
        for kind in kinds.into_iter().take(if has_year { 3 } else { 2 }) {
            if let Some(part) = numbers.next() {
                part.kind = kind;
            }
        }
    }
}

// EDTF.

fn write_edtf(frame: Frame, dates: &[DateSaid], is_about: bool) -> Result<String, Reason> {
    let mut written = String::with_capacity(if dates.len() == 1 {
        12
    } else {
        12 * dates.len() + 2
    });
    match (frame, dates) {
        (Frame::Range, [start, end]) => {
            push_bound(&mut written, start, Side::Start, is_about)?;
            written.push('/');
            push_bound(&mut written, end, Side::End, is_about)?;
        }
        (Frame::OpenEnd, [start, ..]) => {
            push_bound(&mut written, start, Side::Start, is_about)?;
            written.push_str("/..");
        }
        (Frame::OpenStart, [end, ..]) => {
            written.push_str("../");
            push_bound(&mut written, end, Side::End, is_about)?;
        }
        (_, [said]) => push_whole(&mut written, said, is_about)?,
        _ => push_set(&mut written, dates, is_about)?,
    }
    let is_plain = frame == Frame::List && dates.len() == 1;
    if is_plain || edtf::NormalForm::parse(&written).is_ok() {
        Ok(written)
    } else {
        Err(Reason::NotExpressible)
    }
}

fn push_set(written: &mut String, dates: &[DateSaid], is_about: bool) -> Result<(), Reason> {
    written.push('{');
    for (at, said) in dates.iter().enumerate() {
        if said.join == Join::To {
            push_days_between(written, dates.get(at - 1).unwrap_or(said), said, is_about)?;
        } else if at > 0 {
            written.push(',');
        }
        push_whole(written, said, is_about)?;
    }
    written.push('}');
    Ok(())
}

/// `13-15 و18 يونيو`: a range inside a list is the days it runs over, of one month.
fn push_days_between(
    written: &mut String,
    start: &DateSaid,
    end: &DateSaid,
    is_about: bool,
) -> Result<(), Reason> {
    let is_one_month = (start.year, start.month) == (end.year, end.month) && start.join != Join::To;
    let (Some(first), Some(last), true) = (start.day, end.day, is_one_month) else {
        return Err(Reason::NotExpressible);
    };
    if first >= last {
        return Err(end_before_start(start, end));
    }
    written.push(',');
    for day in first + 1..last {
        push_whole(
            written,
            &DateSaid {
                day: Some(day),
                ..*start
            },
            is_about,
        )?;
        written.push(',');
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

fn push_whole(written: &mut String, said: &DateSaid, is_about: bool) -> Result<(), Reason> {
    let is_week = matches!(said.relation, Some(Relation::Unit(0, _)));
    let is_hijri_span = said.calendar == Calendar::Hijri && said.day.is_none();
    if !is_week && !is_hijri_span {
        return push_bound(written, said, Side::Start, is_about);
    }
    push_bound(written, said, Side::Start, is_about)?;
    written.push('/');
    push_bound(written, said, Side::End, is_about)
}

/// Writes a date as one side of a span: of a week or a Hijri month, its first or last day.
fn push_bound(
    written: &mut String,
    said: &DateSaid,
    side: Side,
    is_about: bool,
) -> Result<(), Reason> {
    if said.calendar == Calendar::Hijri {
        push_day(written, hijri_bound(said, side)?);
        written.push('~');
        return Ok(());
    }
    if let (Some(Relation::Unit(0, _)), Some(monday)) = (said.relation, said.date()) {
        let days = if side == Side::Start { 0 } else { 6 };
        push_day(
            written,
            monday.checked_add_days(Days::new(days)).unwrap_or(monday),
        );
    } else {
        push_date(written, said);
    }
    if is_about {
        written.push('~');
    }
    Ok(())
}

fn hijri_bound(said: &DateSaid, side: Side) -> Result<NaiveDate, Reason> {
    let year = said.year.ok_or(Reason::HijriYearMissing)?;
    let found = match (said.month, said.day, side) {
        (Some(month), Some(day), _) => hijri::to_gregorian(year, month, day),
        (Some(month), None, Side::Start) => {
            hijri::month_bounds(year, month).map(|(start, _)| start)
        }
        (Some(month), None, Side::End) => hijri::month_bounds(year, month).map(|(_, end)| end),
        (None, _, Side::Start) => hijri::to_gregorian(year, 1, 1),
        (None, _, Side::End) => hijri::month_bounds(year, 12).map(|(_, end)| end),
    };
    found.ok_or(Reason::HijriYearUnknown { year })
}

fn push_day(written: &mut String, day: NaiveDate) {
    let (year, month, day) = (day.year(), day.month(), day.day());
    push_digits(written, u32::try_from(year).unwrap_or_default(), 4);
    written.push('-');
    push_digits(written, month, 2);
    written.push('-');
    push_digits(written, day, 2);
}

fn push_date(written: &mut String, said: &DateSaid) {
    match said.year {
        Some(year) => push_digits(written, u32::try_from(year).unwrap_or_default(), 4),
        None => written.push_str("XXXX"),
    }
    let has_day = said.day.is_some() || said.is_last_day;
    match said.month {
        Some(month) => {
            written.push('-');
            push_digits(written, month.into(), 2);
        }
        None if has_day => written.push_str("-XX"),
        None => {}
    }
    match said.day {
        Some(day) => {
            written.push('-');
            push_digits(written, day.into(), 2);
        }
        // The last day of February of an unknown year, or of an unknown month.
        None if said.is_last_day => {
            written.push_str(if said.month.is_some() { "-2X" } else { "-XX" })
        }
        None => {}
    }
}

fn push_digits(written: &mut String, number: u32, width: usize) {
    // Writing to a String cannot fail.
    let _ = write!(written, "{number:0width$}");
}
