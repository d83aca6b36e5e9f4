//! Expressions → answers: relations and shared parts filled in, every order tried, EDTF written.

mod around;
mod beside;
mod relations;
mod spans;
mod ways;
mod write;

use chrono::NaiveDate;

use super::Settings;
use super::hijri;
use super::parse::{Expression, Frame};
use super::reading::{
    Calendar, Contradiction, Grouping, Outcome, Reading, Reason, Relation, Shape, StatedDate,
};
use around::put_meant_days;
use beside::complete_from_beside;
use relations::relate;
use spans::{close_range, contradictions, infer_years};
use ways::{Way, candidates, name_numbers, prefer_agreement};
use write::write_edtf;

/// Gives the reading of an expression; `previous` is the date before it in the text (for `منه`).
pub(super) fn resolve(expression: Expression, settings: &Settings, previous: Option<&StatedDate>) -> Reading {
    let Expression { frame, mut dates, beside, parts, no_such_year, start, end } = expression;
    let mut reading = Reading {
        outcome: Outcome::NotUnderstood(Reason::NothingFound),
        extent: start..end,
        parts,
        left_over: Vec::new(),
        shape: Shape::Nothing,
        dates: Vec::new(),
        beside,
        contradictions: Vec::new(),
        previous_month_is_implied: false,
    };
    let related = relate(frame, &mut dates, settings, previous);
    reading.shape = shape(frame, &dates);
    if let Err(reason) = related {
        reading.dates = dates;
        reading.outcome = reason;
        return reading;
    }
    if let Some(year) = no_such_year {
        reading.dates = dates;
        reading.outcome = Outcome::NotUnderstood(Reason::NoSuchYear { year });
        return reading;
    }
    if ways::is_plain(frame, &dates) && ways::is_plain(Frame::List, &reading.beside) {
        let mut set = DateSet::of(dates, std::mem::take(&mut reading.beside), Way::PLAIN);
        match settle(&mut set, frame, settings) {
            Ok(edtf) => accept(&mut reading, set, edtf),
            Err(reason) => {
                (reading.outcome, reading.dates, reading.beside) =
                    (Outcome::NotUnderstood(reason), set.dates, set.beside)
            }
        }
        return reading;
    }
    let mut candidates = candidates(frame, &dates, &reading.beside, settings);
    prefer_agreement(&mut candidates);
    let mut accepted: Vec<(DateSet, String)> = Vec::with_capacity(candidates.len());
    let mut first_reason = None;
    for mut candidate in candidates {
        match settle(&mut candidate, frame, settings) {
            Ok(edtf) if accepted.iter().any(|(_, known)| *known == edtf) => {}
            Ok(edtf) => accepted.push((candidate, edtf)),
            Err(reason) if first_reason.is_none() => first_reason = Some((reason, candidate)),
            Err(_) => {}
        }
    }
    finish(&mut reading, dates, accepted, first_reason);
    reading
}

/// Checks one way of reading, fills in what its dates imply, and writes it.
fn settle(set: &mut DateSet, frame: Frame, settings: &Settings) -> Result<String, Reason> {
    set.valid()?;
    complete_from_beside(&mut set.dates, &set.beside);
    infer_years(&mut set.dates, settings, &mut set.contradictions);
    close_range(frame, set)?;
    let contradicted = contradictions(&set.dates);
    set.contradictions.extend(contradicted);
    let frame = put_meant_days(frame, set)?;
    write_edtf(frame, &set.dates)
}

fn accept(reading: &mut Reading, set: DateSet, edtf: String) {
    reading.contradictions = set.contradictions;
    reading.previous_month_is_implied = set.previous_month_is_implied;
    reading.dates = set.dates;
    reading.beside = set.beside;
    reading.outcome = Outcome::Normalised(edtf);
}

fn finish(
    reading: &mut Reading,
    said: Vec<StatedDate>,
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
        accept(reading, set, edtf);
        return;
    }
    if let Some((reason, set)) = first_reason {
        reading.outcome = Outcome::NotUnderstood(reason);
        reading.dates = if said.iter().any(|date| date.numeric.is_some()) { said } else { set.dates };
    }
}

/// The dates of one way of reading.
#[derive(Clone, Debug)]
struct DateSet {
    dates: Vec<StatedDate>,
    /// The same in the other calendar.
    beside: Vec<StatedDate>,
    way: Way,
    impossible: Option<Reason>,
    contradictions: Vec<Contradiction>,
    previous_month_is_implied: bool,
}

impl DateSet {
    fn of(dates: Vec<StatedDate>, beside: Vec<StatedDate>, way: Way) -> DateSet {
        DateSet {
            dates,
            beside,
            way,
            impossible: None,
            contradictions: Vec::new(),
            previous_month_is_implied: false,
        }
    }

    /// That every day is in its month, as far as month and year are known.
    fn valid(&self) -> Result<(), Reason> {
        if let Some(reason) = &self.impossible {
            return Err(reason.clone());
        }
        self.dates.iter().try_for_each(valid)
    }
}

fn valid(said: &StatedDate) -> Result<(), Reason> {
    let era = said.era.unwrap_or(said.calendar);
    if let Some(year) = said.year {
        let is_too_late = year > hijri::LAST_YEAR && said.calendar == Calendar::Hijri;
        // `Ramadan 2021` is the Ramadan of that year, wherever it lies.
        if is_too_late && said.day.is_none() && said.month.is_some() && said.era.is_none() {
            return Err(Reason::NotExpressible);
        }
        if is_too_late
            || era == Calendar::Hijri && said.calendar == Calendar::Gregorian && year <= hijri::LAST_YEAR
        {
            return Err(Reason::EraConflict { year, calendar: era });
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
    Err(Reason::ImpossibleDay { day: day.into(), month, year, calendar })
}

fn days_in_month(year: i32, month: u8) -> u32 {
    match month {
        2 if NaiveDate::from_ymd_opt(year, 2, 29).is_some() => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn shape(frame: Frame, dates: &[StatedDate]) -> Shape {
    match frame {
        Frame::Range => return Shape::Range,
        Frame::OpenEnd => return Shape::OpenEnd,
        Frame::OpenStart => return Shape::OpenStart,
        Frame::OneOf => return Shape::OneOf,
        Frame::Before | Frame::After | Frame::NotAfter | Frame::NotBefore => return Shape::Bound,
        Frame::Week(_) => return Shape::Week,
        Frame::Changed => return Shape::Nothing,
        Frame::List => {}
    }
    let Some(first) = dates.first() else {
        return Shape::Nothing;
    };
    match first.stretch {
        Some(Grouping::PartOfYear(_)) => return Shape::Months,
        Some(_) => return Shape::Years,
        None => {}
    }
    let has_day =
        first.day.is_some() || first.is_last_day || first.numeric.is_some() || first.weekday.is_some();
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
